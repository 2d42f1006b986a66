"""DOCX files against ECMA-376: the order of elements, the package, merged cells, what Word calls damaged."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from posixpath import join
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest

from creditdsl.publish.document import Document
from creditdsl.publish.writers.docx import write
from tests.publish.printing import every_block, printed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

ORDER = {
    "styles": "docDefaults style",
    "style": "name basedOn qFormat pPr rPr",
    "settings": "zoom evenAndOddHeaders characterSpacingControl compat",
    "compat": "useFELayout compatSetting",
    "pPr": "pStyle keepNext pageBreakBefore widowControl autoSpaceDE autoSpaceDN snapToGrid spacing ind jc sectPr",
    "rPr": "rFonts b spacing sz szCs lang",
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblpPr tblW jc tblBorders tblLayout tblCellMar",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "tcPr": "tcW gridSpan vMerge textDirection vAlign",
    "sectPr": "footerReference pgSz pgMar",
    "inline": "extent docPr graphic",
    "pic": "nvPicPr blipFill spPr",
    "nvPicPr": "cNvPr cNvPicPr",
    "blipFill": "blip stretch",
    "spPr": "xfrm prstGeom",
    "xfrm": "off ext",
}
"""The sequences of the schema, part 1, annex A, as far as the program writes them."""

MIXED = {"body", "ftr", "p", "r", "trPr", "Types", "coreProperties"}
"""Elements whose children stand in any order."""


def name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


@cache
def parts(document: Document) -> dict[str, Element | bytes]:
    """Each part by its name, as an element where it is XML."""
    with ZipFile(BytesIO(write(document))) as package:
        contents = {path: package.read(path) for path in package.namelist()}
    return {path: fromstring(content) if b"<?xml" in content[:5] else content for path, content in contents.items()}


def roots(document: Document) -> Iterator[Element]:
    yield from (root for root in parts(document).values() if isinstance(root, Element))


def part(document: Document, path: str) -> Element:
    root = parts(document)[path]
    assert isinstance(root, Element)
    return root


def relationships(document: Document, path: str) -> dict[str, tuple[str, str]]:
    """The last word of the type and the target of each relationship."""
    listed = [(one.attrib["Id"], one.attrib["Type"], one.attrib["Target"]) for one in part(document, path)]
    assert len({identity for identity, _, _ in listed}) == len(listed)
    return {identity: (kind.rpartition("/")[2], target) for identity, kind, target in listed}


DOCUMENTS = [every_block(), printed("lvliang-2022", "附件1")]
documents = pytest.mark.parametrize("document", DOCUMENTS, ids=["every block", "lvliang"])


@documents
def test_elements_stand_in_the_order_of_the_schema(document: Document) -> None:
    for element in (element for root in roots(document) for element in root.iter()):
        children = [name(child) for child in element]
        if name(element) in ORDER:
            order = ORDER[name(element)].split()
            assert children == sorted(children, key=order.index), name(element)
        else:
            assert len(set(children)) < 2 or name(element) in MIXED, name(element)


@documents
def test_every_part_has_a_content_type_and_a_relationship(document: Document) -> None:
    types = part(document, "[Content_Types].xml")
    by_ending = {one.attrib["Extension"] for one in types if name(one) == "Default"}
    by_name = {one.attrib["PartName"]: one.attrib["ContentType"] for one in types if name(one) == "Override"}
    main = relationships(document, "_rels/.rels")
    related = relationships(document, "word/_rels/document.xml.rels")
    assert dict(main.values()) == {
        "officeDocument": "word/document.xml",
        "core-properties": "docProps/core.xml",
    }
    targets = {target for _, target in main.values()} | {join("word", target) for _, target in related.values()}
    described = {"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"}
    assert targets == parts(document).keys() - described
    assert {path.rpartition(".")[2] for path in parts(document)} <= by_ending
    assert set(by_name) == {f"/{target}" for target in targets if target.endswith(".xml")}
    for kind, target in related.values():
        assert kind == "image" or by_name[f"/word/{target}"].endswith(f"wordprocessingml.{kind}+xml")


@documents
def test_the_document_uses_each_relationship_once(document: Document) -> None:
    used: Counter[tuple[str, str]] = Counter()
    related = relationships(document, "word/_rels/document.xml.rels")
    for element in part(document, "word/document.xml").iter():
        for attribute in (f"{R}id", f"{R}embed"):
            if attribute in element.attrib:
                kind, target = related[element.attrib[attribute]]
                assert kind == {"footerReference": "footer", "blip": "image"}[name(element)]
                used[kind, target] += 1
    assert set(used.values()) == {1}
    assert set(used) == {each for each in related.values() if each[0] in ("footer", "image")}


@documents
def test_cells_and_footers_end_with_a_paragraph(document: Document) -> None:
    holders = [element for root in roots(document) for element in root.iter() if name(element) in ("tc", "ftr")]
    assert holders
    assert {name(holder[-1]) for holder in holders} == {"p"}


@pytest.mark.parametrize("document", [every_block(), printed("huangshi-2020", "附件")], ids=["every block", "huangshi"])
def test_a_merge_goes_on_below_a_cell_as_wide(document: Document) -> None:
    """Word repairs a file, and asks the user first, where a continued cell has none above it."""
    merges = 0
    above: dict[int, tuple[int, bool]] = {}
    for row in part(document, "word/document.xml").iter(f"{W}tr"):
        column, reached = 0, {}
        for cell in row.iter(f"{W}tcPr"):
            span, merge = cell.find(f"{W}gridSpan"), cell.find(f"{W}vMerge")
            width = 1 if span is None else int(span.attrib[f"{W}val"])
            if merge is not None and merge.attrib[f"{W}val"] == "continue":
                assert above[column] == (width, True)
                merges += 1
            reached[column] = (width, merge is not None)
            column += width
        above = reached
    assert merges
