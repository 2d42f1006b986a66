"""A part of an office document as a tree of elements by local name, within the bounds of its package."""

from collections.abc import Iterator, Mapping

from creditdsl.data.files.xlsx_parts import Package, Unsafe
from creditdsl.importer.readers.reading_limits import MAX_DEPTH, reading


class Element:
    """An element. content: its elements and its text, in their order. Prefixes of names are left out."""

    __slots__ = ("attributes", "content", "tag")

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.content: list[Element | str] = []

    @property
    def children(self) -> Iterator["Element"]:
        return (part for part in self.content if isinstance(part, Element))

    @property
    def text(self) -> str:
        """The text directly inside."""
        return "".join(part for part in self.content if isinstance(part, str))

    def child(self, tag: str) -> "Element | None":
        return next((element for element in self.children if element.tag == tag), None)

    def all(self, tag: str) -> Iterator["Element"]:
        return (element for element in self.children if element.tag == tag)

    def value(self, *path: str) -> str | None:
        """Return the attribute `val` at the end of a path of children; None where there is none."""
        element: Element | None = self
        for tag in path:
            element = element.child(tag) if element is not None else None
        return None if element is None else element.attributes.get("val")

    def is_on(self, *path: str) -> bool:
        """Return whether a switch is there and not turned off, as `<w:b/>`."""
        element: Element | None = self
        for tag in path:
            element = element.child(tag) if element is not None else None
        return element is not None and element.attributes.get("val", "1") not in ("0", "false", "off", "none")


def tree(package: Package, part: str) -> Element:
    """Return the root of a part; Unreadable where it is damaged or nests deeper than any office program writes."""
    top = Element("", {})
    path = [top]

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if len(path) > MAX_DEPTH:
            raise Unsafe
        element = Element(tag, {name.rpartition(":")[2]: value for name, value in attributes.items()})
        path[-1].content.append(element)
        path.append(element)

    def end(_: str) -> None:
        path.pop()

    def text(words: str) -> None:
        path[-1].content.append(words)

    with reading(part):
        package.walk(part, start, end, text)
    return next(top.children)  # a part without one does not parse
