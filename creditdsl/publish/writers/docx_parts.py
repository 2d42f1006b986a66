"""Gather the parts of a Word file, and pack them with what the package says of each.

Receives the parts in the order in which the document relates to them; promises the bytes of the file. Source: ECMA-376
part 2 (Open Packaging Conventions): content types, relationships, core properties.
"""

from creditdsl.base.node import node
from creditdsl.publish.writers.wordml import RELATIONSHIPS
from creditdsl.publish.writers.xml_text import Markup, element, text, xml_file
from creditdsl.publish.writers.zipped import CREATED, zipped

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-"
_NAME_LENGTH = 255


@node
class _Part:
    """A part to which the document relates.

    kind: the last word of its relationship and its content type. name: from the folder of the document.
    """

    kind: str
    name: str
    content: bytes


class Parts:
    """The parts to which a document relates, each under the id of its relationship."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []

    def single(self, kind: str, root: Markup) -> str:
        """Add the only part of a kind; return its id."""
        return self._add(_Part(kind, f"{kind}.xml", xml_file(root)))

    def footer(self, root: Markup) -> str:
        """Add a footer; return its id."""
        return self._add(_Part("footer", f"footer{self._next('footer')}.xml", xml_file(root)))

    def picture(self, png: bytes) -> tuple[str, int]:
        """Add a picture; return its id, and its number among the pictures from 1."""
        number = self._next("image")
        return self._add(_Part("image", f"media/image{number}.png", png)), number

    def _next(self, kind: str) -> int:
        return 1 + sum(part.kind == kind for part in self._parts)

    def _add(self, part: _Part) -> str:
        self._parts.append(part)
        return f"rId{len(self._parts)}"

    def packed(self, document: Markup, title: str) -> bytes:
        """Return the bytes of a file with a document and its parts."""
        related = [(f"{RELATIONSHIPS}/{part.kind}", part.name) for part in self._parts]
        main = [
            (f"{RELATIONSHIPS}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ]
        return zipped(
            {
                "[Content_Types].xml": xml_file(self._content_types()),
                "_rels/.rels": xml_file(_relationships(main)),
                "docProps/core.xml": xml_file(_core_properties(title)),
                "word/document.xml": xml_file(document),
                "word/_rels/document.xml.rels": xml_file(_relationships(related)),
                **{f"word/{part.name}": part.content for part in self._parts},
            }
        )

    def _content_types(self) -> Markup:
        defaults = {
            "png": "image/png",
            "rels": f"{_CONTENT}package.relationships+xml",
            "xml": "application/xml",
        }
        word = f"{_CONTENT}officedocument.wordprocessingml"
        special = {
            "/docProps/core.xml": f"{_CONTENT}package.core-properties+xml",
            "/word/document.xml": f"{word}.document.main+xml",
        } | {f"/word/{part.name}": f"{word}.{part.kind}+xml" for part in self._parts if part.kind != "image"}
        return element(
            "Types",
            {"xmlns": f"{_PACKAGE}/content-types"},
            *(element("Default", {"Extension": end, "ContentType": kind}) for end, kind in defaults.items()),
            *(element("Override", {"PartName": name, "ContentType": kind}) for name, kind in special.items()),
        )


def _relationships(targets: list[tuple[str, str]]) -> Markup:
    """Return relationships, each with its type and its target; their ids count from rId1."""
    return element(
        "Relationships",
        {"xmlns": f"{_PACKAGE}/relationships"},
        *(
            element("Relationship", {"Id": f"rId{number}", "Type": kind, "Target": target})
            for number, (kind, target) in enumerate(targets, 1)
        ),
    )


def _core_properties(title: str) -> Markup:
    namespaces = {
        "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:dcterms": "http://purl.org/dc/terms/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    return element(
        "cp:coreProperties",
        namespaces,
        element("dc:title", {}, text(title[:_NAME_LENGTH])),
        *(
            element(f"dcterms:{event}", {"xsi:type": "dcterms:W3CDTF"}, text(f"{CREATED}Z"))
            for event in ("created", "modified")
        ),
        element("dc:language", {}, text("zh-CN")),
    )
