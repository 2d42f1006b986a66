"""The styles of a word document, as far as a reader of its words needs them.

Source: ECMA-376 part 1, 17.7 (styles): a style has what it says itself, else what the style says that it is based on.
"""

from creditdsl.base.node import node
from creditdsl.importer.readers.xml_tree import Element

_DEPTH = 12
"""Styles based on one another that are followed."""


@node
class ListPlace:
    """The list that a paragraph belongs to, and its level from 0."""

    name: str
    level: int


@node
class ParagraphStyle:
    """What a paragraph is by its properties. level: of heading, from 1. side: `center`, `right` or another."""

    level: int | None
    side: str
    place: ListPlace | None
    bold: bool


class Styles:
    """The paragraph styles of a document by name."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else [one for one in root.all("style") if one.attributes.get("type") == "paragraph"]
        self._styles = {one.attributes.get("styleId", ""): one for one in styles}
        standard = (style for style in styles if style.attributes.get("default") in ("1", "true"))
        self._default = next((style.attributes.get("styleId", "") for style in standard), "")

    def of(self, properties: Element | None) -> ParagraphStyle:
        """Return what a paragraph is: by its own properties, else by those of its style."""
        name = (properties.value("pStyle") if properties is not None else None) or self._default
        chain = [properties] if properties is not None else []
        bold = False
        for _ in range(_DEPTH):
            style = self._styles.get(name)
            if style is None:
                break
            if (inherited := style.child("pPr")) is not None:
                chain.append(inherited)
            bold = bold or style.is_on("rPr", "b")
            name = style.value("basedOn") or ""
        outline = next((value for one in chain if (value := one.value("outlineLvl")) is not None), None)
        side = next((value for one in chain if (value := one.value("jc")) is not None), "")
        return ParagraphStyle(
            int(outline) + 1 if outline is not None and outline.isdigit() and int(outline) < 9 else None,
            side,
            self._place(chain),
            bold,
        )

    def _place(self, chain: list[Element]) -> ListPlace | None:
        for properties in chain:
            if (numbered := properties.child("numPr")) is not None:
                name, level = numbered.value("numId"), numbered.value("ilvl") or "0"
                if name is not None:
                    return None if name == "0" or not level.isdigit() else ListPlace(name, int(level))
        return None
