"""Word 文档：按 GB/T 9704—2012 排版，用 Word 或 WPS 打开可以修改、印发。

Receives a Document; promises the bytes of a DOCX file, the same for the same document. It is written by the standard
library alone, so that it is the same wherever Python runs.
"""

from collections.abc import Iterator
from typing import assert_never

from creditdsl.publish.document import (
    Block,
    Document,
    Figure,
    Grid,
    Heading,
    Mark,
    NewPages,
    OfficialLine,
    PageBreak,
    Paragraph,
    Title,
    sections,
)
from creditdsl.publish.writers.docx_figure import figure
from creditdsl.publish.writers.docx_official import official
from creditdsl.publish.writers.docx_page import section
from creditdsl.publish.writers.docx_parts import Parts
from creditdsl.publish.writers.docx_styles import settings, style_sheet
from creditdsl.publish.writers.docx_table import table
from creditdsl.publish.writers.layout import ER_HAO, SAN_HAO, TWIPS, Page, body_points, justified, page_of, twips
from creditdsl.publish.writers.title_lines import title_lines
from creditdsl.publish.writers.wordml import paragraph, root, run, w
from creditdsl.publish.writers.xml_text import Markup


def write(document: Document) -> bytes:
    """Return the bytes of the file."""
    parts = Parts()
    parts.single("styles", style_sheet(body_points(document), justified=justified(document)))
    parts.single("settings", settings())
    body = w("body", *_body(document, parts))
    return parts.packed(root("document", body), document.name)


def _body(document: Document, parts: Parts) -> Iterator[Markup]:
    *earlier, last = sections(document)
    for landscape, blocks in earlier:
        page = page_of(document, landscape)
        yield from _elements(blocks, page, parts)
        yield paragraph("thin", properties=(section(page, parts),))  # it ends the section and takes no room
    landscape, blocks = last
    page = page_of(document, landscape)
    yield from _elements(blocks, page, parts)
    yield section(page, parts)


def _elements(blocks: tuple[Block, ...], page: Page, parts: Parts) -> Iterator[Markup]:
    previous: Block | None = None
    for block in blocks:
        if isinstance(block, Title) and isinstance(previous, Mark):
            yield paragraph("mark")
        yield from _block(block, page, parts)
        previous = block


def _block(block: Block, page: Page, parts: Parts) -> Iterator[Markup]:
    width = twips(page.block_width) / TWIPS
    match block:
        case Mark(text):
            yield paragraph("mark", run(text))
        case Title(text, under):
            yield paragraph("title", run(*title_lines(text, width / ER_HAO)))
            if under:
                yield paragraph("under", run(*title_lines(under, width / SAN_HAO)))
        case Heading(text):
            yield paragraph("heading", run(text))
        case Paragraph(text, "", bold):
            yield paragraph("text", run(text, bold=bold))
        case Paragraph(text, hanging, bold, keep):
            yield paragraph("listed", run(hanging, bold=bold), w("r", w("tab")), run(text, bold=bold), keep=keep)
        case Grid():
            yield table(block, page)
            yield paragraph("thin")  # Word joins tables that touch, and wants a paragraph behind the last
        case Figure():
            yield figure(block, width, parts)
        case OfficialLine():
            yield official(block)
        case PageBreak():
            yield paragraph("thin", properties=(w("pageBreakBefore"),))
        case NewPages():
            raise AssertionError("sections() divides a document there")
        case _:
            assert_never(block)
