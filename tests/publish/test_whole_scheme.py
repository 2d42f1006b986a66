"""Every text of a scheme and its data is a payload at once: names, titles, fields, units, options, reasons.

What is handed out is read back by a parser of its own kind: it has the elements that it has with plain
texts, nothing that runs, links out or computes, and the texts are all there. Where a scheme has but one text,
such as its title, all payloads stand in it together. That each single payload comes out as it is, in each
kind of block, is tried in test_literal_text.py and test_pdf.py.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from html.parser import HTMLParser
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from lxml import etree
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from creditdsl.api.explanation_of_unit import Explanation
from creditdsl.cli.score_results import render
from creditdsl.explain.explanation import explain
from creditdsl.explain.explanation_nodes import UnitExplanation
from creditdsl.explain.explanation_text import as_json as explanation_json
from creditdsl.publish.document import Document
from creditdsl.publish.explanations.explanation_document import explanation_document
from creditdsl.publish.manual.site import site
from creditdsl.publish.pages import page
from creditdsl.publish.sheets.sheet import sheet_content
from creditdsl.publish.sheets.sheet_workbook import write_workbook
from creditdsl.publish.standings.rank_list import rank_list
from creditdsl.publish.standings.summary import summary_document
from creditdsl.publish.table.content import table_content
from creditdsl.publish.writers import DOCUMENT_WRITERS, WRITERS
from creditdsl.publish.writers.faces import faces
from creditdsl.publish.writers.layout import BODY_FACE
from creditdsl.results.plain import FORMULA_STARTS
from creditdsl.results.printed import Results, results
from creditdsl.results.standings import standings
from creditdsl.results.text import as_text
from creditdsl.results.xlsx import as_xlsx
from creditdsl.scoring.interpreted import Interpreted
from creditdsl.terminal.console import json_text
from tests.publish.infected import Infected, infected
from tests.publish.payloads import FORBIDDEN, HARMLESS
from tests.publish.pdf_text import squeezed

ALL = (*HARMLESS, *(text for text in FORBIDDEN if text.isprintable() or not re.search("[\ud800-\udfff]", text)))
"""Without halves of characters, which no file can hold."""
TAGS = {
    "a", "body", "caption", "col", "colgroup", "dd", "div", "dl", "dt", "h1", "h2", "h3", "head", "html", "li", "meta",
    "nav", "ol", "p", "section", "span", "style", "table", "tbody", "td", "th", "thead", "title", "tr", "ul", "wbr",
}  # fmt: skip
DRAWN = {"figure", "svg", "g", "rect", "line", "path", "text", "tspan", "desc"}
PAGED = {"rowBreaks", "brk"}
PLAIN = ("甲", "乙", "丙", "丁")
ATTRIBUTES = {
    "charset", "class", "colspan", "content", "data-head", "href", "http-equiv", "id", "lang", "name", "rowspan",
    "scope", "style",
}  # fmt: skip
UNSEEN = re.compile("[^\\S\n]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\ufeff\ud800-\udfff\ufffe\uffff□?]")


@pytest.fixture(scope="module")
def everything() -> Infected:
    return infected(("；".join(ALL), *ALL), (*ALL[:3], "；".join(ALL)))


@pytest.fixture(scope="module")
def units() -> Infected:
    """Few items and a unit for each payload."""
    return infected((*ALL[:3], "；".join(ALL)), ALL)


@cache
def plain() -> Infected:
    """A scheme with texts that nobody takes for anything."""
    return infected(PLAIN)


def explanation(one: Infected) -> UnitExplanation:
    (found,) = explain(one.compilation.scheme, one.compiled, one.reading, one.outcome, only=one.reading.units[3].unit)
    return found


def scored(one: Infected) -> Results:
    return results(one.compiled, {"": Interpreted(one.compiled, one.reading, one.outcome)}, "0" * 64)


def web_pages(one: Infected) -> dict[str, bytes]:
    table = WRITERS[0].write(table_content(one.compilation.scheme, one.compiled))
    return {"table": table, "explanation": page.render("explanation", page=explanation(one)), **site(one.compilation)}


class _Page(HTMLParser):
    """The elements of a page in their order, its links and its text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.ends: list[str] = []
        self.names: set[str] = set()
        self.links: list[str] = []
        self.styles: list[str] = []
        self.words: list[str] = []
        self.feed(content.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.names |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.styles += [value or "" for name, value in attrs if name == "style"]

    def handle_endtag(self, tag: str) -> None:
        self.ends.append(tag)

    @property
    def void(self) -> Counter[str]:
        """Elements that have no end."""
        return Counter(name for name in self.elements if name in ("col", "wbr"))

    def handle_comment(self, data: str) -> None:
        self.elements.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.elements.append(decl)

    def handle_pi(self, data: str) -> None:
        self.elements.append("instruction")

    def unknown_decl(self, data: str) -> None:
        self.elements.append("unknown")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def bare(text: str) -> str:
    """The text without what is not seen or shown as a box."""
    return UNSEEN.sub("", squeezed(text))


def missing(words: str, payloads: Sequence[str]) -> list[str]:
    found = bare(words)
    return [payload for payload in payloads if bare(payload) not in found]


def test_web_pages(everything: Infected) -> None:
    for content in web_pages(everything).values():
        found = _Page(content)
        assert set(found.elements) - {"DOCTYPE html"} <= TAGS and found.names <= ATTRIBUTES
        assert Counter(found.elements) - Counter(found.ends) == {"DOCTYPE html": 1, "meta": 3} | found.void
        assert all(re.fullmatch(r"(table-1|data|names|index)\.html(#\S*)?|#\S*", link) for link in found.links)
        assert all(re.fullmatch(r"width: \d+(\.\d+)?%", style) for style in found.styles)
        assert found.elements.count("style") == 1 and b"default-src 'none'" in content
        assert missing("".join(found.words), HARMLESS) == []


def parts(file: bytes) -> Iterator[tuple[str, etree._Element]]:
    with ZipFile(BytesIO(file)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, etree.fromstring(archive.read(name))


def names(file: bytes) -> set[str]:
    return {str(etree.QName(one).localname) for _, part in parts(file) for one in part.iter(etree.Element)}


def document(one: Infected, suffix: str) -> bytes:
    (writer,) = (writer for writer in WRITERS if writer.suffix == suffix)
    return writer.write(table_content(one.compilation.scheme, one.compiled))


def test_word(everything: Infected) -> None:
    made = document(everything, ".docx")
    assert names(made) <= names(document(plain(), ".docx")) | {"br"}
    assert not names(made) & {"instrText", "hyperlink", "object", "altChunk", "control"}
    fields = {value for _, part in parts(made) for one in part.iter("{*}fldSimple") for value in one.attrib.values()}
    assert {str(text).strip() for text in fields} == {"PAGE"}
    assert not [one for name, part in parts(made) if name.endswith(".rels") for one in part if one.get("TargetMode")]
    words = "".join(part.xpath("string()") for name, part in parts(made) if name == "word/document.xml")
    assert missing(words, HARMLESS) == []


def test_excel(everything: Infected) -> None:
    made = document(everything, ".xlsx")
    assert names(made) <= names(document(plain(), ".xlsx")) | PAGED | {"r", "rPr", "rFont"}
    assert not names(made) & {"f", "hyperlink", "hyperlinks", "externalReference", "oleObject"}
    rows = CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_index(0).to_python()
    assert missing("".join(str(cell) for row in rows for cell in row), HARMLESS) == []


def workbook(one: Infected) -> bytes:
    return write_workbook(
        sheet_content(one.compilation.scheme, one.compiled, one.compiled.program.data_measures, "=1+1")
    )


def test_sheets_to_fill_in() -> None:
    """Its own formulas tell options and ranges; none of them holds a text of the scheme."""
    made, usual = workbook(infected(("；".join(HARMLESS), *HARMLESS))), workbook(plain())
    assert names(made) <= names(usual) | {"r", "rPr", "rFont"} and not names(made) & {
        "hyperlink",
        "hyperlinks",
        "externalReference",
    }
    for name, part in parts(made):
        if name.startswith("xl/worksheets/"):
            assert not list(part.iter("{*}f"))
            for one in part.iter("{*}formula1", "{*}formula2"):
                assert re.fullmatch(r"-?[\d.]+|'选项'![$A-Z\d:]+|\"是,否\"", one.text or "")


def test_pdf() -> None:
    known = faces().by_role[BODY_FACE].characters
    shown = tuple(text for text in HARMLESS if text.strip() and not set(text.strip()) - known - {"\t"})
    assert len(shown) >= 100
    reader = PdfReader(BytesIO(document(infected(("甲", *shown)), ".pdf")))
    assert missing("".join(one.extract_text() for one in reader.pages), shown) == []
    catalog = reader.trailer["/Root"]
    assert not set(catalog) & {"/OpenAction", "/AA", "/AcroForm", "/Names"}  # type: ignore[call-overload]
    assert not any("/Annots" in one or "/AA" in one for one in reader.pages)


def test_csv(units: Infected) -> None:
    rows = list(csv.reader(StringIO(render(scored(units), "csv").decode("utf-8-sig"), newline="")))
    heads, figures = rows[0], re.compile(r"-?\d+(\.\d+)?")
    assert len({len(row) for row in rows}) == 1
    cells = [*heads, *(cell for row in rows[1:] for cell in row if not figures.fullmatch(cell))]
    assert [cell for cell in cells if cell.startswith(FORMULA_STARTS)] == []
    assert missing("".join(row[0] for row in rows), HARMLESS) == []


def test_json(units: Infected) -> None:
    for value in (json.loads(render(scored(units), "json")), explanation_json(explanation(units))):
        assert json.loads(json_text(value)) == value


def test_text(units: Infected) -> None:
    steering = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
    assert steering.findall(Explanation(explanation(units), ()).text()) == []
    assert missing(as_text(scored(units)), [text for text in HARMLESS if text.isprintable() and len(text) < 8]) == []


def documents(one: Infected) -> list[Document]:
    """An explanation, the rank list and the summary."""
    found = standings(scored(one))
    return [explanation_document(explanation(one)), rank_list(found), summary_document(found)]


@pytest.mark.parametrize("suffix", [".html", ".docx", ".xlsx"])
def test_documents_of_scores(suffix: str, units: Infected) -> None:
    (writer,) = (writer for writer in DOCUMENT_WRITERS if writer.suffix == suffix)
    for made, usual in zip(documents(units), documents(infected(PLAIN, PLAIN)), strict=True):
        content = writer.write(made)
        if suffix == ".html":
            found = _Page(content)
            assert set(found.elements) - {"DOCTYPE html"} <= TAGS | DRAWN
            assert found.links == [] and b"default-src 'none'" in content
        else:
            assert names(content) <= names(writer.write(usual)) | {"r", "rPr", "rFont", "br"} | PAGED
            assert not names(content) & {"f", "instrText", "hyperlinks", "externalReference", "object"}
    assert missing(shown_by(suffix, writer.write(documents(units)[1])), HARMLESS) == []


def shown_by(suffix: str, content: bytes) -> str:
    if suffix == ".html":
        return "".join(_Page(content).words)
    if suffix == ".docx":
        return "".join(part.xpath("string()") for name, part in parts(content) if name == "word/document.xml")
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    return "".join(str(cell) for row in rows for cell in row)


def test_workbook_of_scores(units: Infected) -> None:
    made = as_xlsx(scored(units), None)
    assert not names(made) & {"f", "hyperlink", "hyperlinks", "externalReference"}
    assert missing(shown_by(".xlsx", made), HARMLESS) == []
