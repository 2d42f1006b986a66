"""Word 文档：按 GB/T 9704—2012 排版，用 Word 或 WPS 打开可以修改、印发。

Receives a Document; promises the bytes of a DOCX file, the same for the same document. python-docx
packs the parts; its template's styles and pictures are left out, so that a file holds only what the
document says.
"""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import assert_never

import docx
from docx.document import Document as Package
from docx.enum.section import WD_ORIENTATION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.section import Section
from docx.shared import Mm, Pt

from creditdsl.publish.document import (
    Block,
    Document,
    Figure,
    Grid,
    Heading,
    Mark,
    PageBreak,
    Paragraph,
    Title,
)
from creditdsl.publish.writers.docx_table import table
from creditdsl.publish.writers.drawing import picture
from creditdsl.publish.writers.layout import ER_HAO, TWIPS, Page, body_points, even_room, page_of, plain, twips
from creditdsl.publish.writers.wordml import page_number, paragraph, run, settings, style_sheet, w
from creditdsl.publish.writers.zipped import CREATED, same_bytes

_NEEDED = {
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
}
_NAME_LENGTH = 255


def write(document: Document) -> bytes:
    """Return the bytes of the file."""
    package = docx.Document()
    _empty(package, body_points(document))
    _describe(package, document.name)
    page = page_of(document)
    section = package.sections[0]
    _set_page(section, page)
    end = section._sectPr
    for element in _elements(document.blocks, page, package):
        end.addprevious(element)
    written = BytesIO()
    package.save(written)
    return same_bytes(written.getvalue())


def _elements(blocks: tuple[Block, ...], page: Page, package: Package) -> Iterator[Element]:
    previous: Block | None = None
    for block in blocks:
        if isinstance(block, Title) and isinstance(previous, Mark):
            yield paragraph("mark")
        yield from _block(block, page, package)
        previous = block


def _block(block: Block, page: Page, package: Package) -> Iterator[Element]:
    match block:
        case Mark(text):
            yield paragraph("mark", run(text))
        case Title(text, under):
            room = twips(page.block_width) / TWIPS
            indent = int((room - even_room(text, room, ER_HAO)) / 2 * TWIPS)
            yield paragraph("title", run(text), indent=indent)
            if under:
                yield paragraph("under", run(under))
        case Heading(text):
            yield paragraph("heading", run(text))
        case Paragraph(text, "", bold):
            yield paragraph("text", run(text, bold=bold))
        case Paragraph(text, hanging, bold):
            yield paragraph("listed", run(hanging, bold=bold), w("r", w("tab")), run(text, bold=bold))
        case Grid():
            yield table(block, page)
            yield paragraph("thin")  # Word joins tables that touch, and wants a paragraph behind the last
        case Figure(svg, says):
            drawn = picture(svg).within(twips(page.block_width) / TWIPS)
            inline = package.part.new_pic_inline(BytesIO(drawn.png), Pt(drawn.width), Pt(drawn.height))
            inline.docPr.set("descr", plain(says))
            yield paragraph("text", w("r", w("drawing", inline)))
        case PageBreak():
            broken = paragraph("thin")
            broken.pPr.append(w("pageBreakBefore"))
            yield broken
        case _:
            assert_never(block)


def _set_page(section: Section, page: Page) -> None:
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.orientation = WD_ORIENTATION.LANDSCAPE if page.width > page.height else WD_ORIENTATION.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance = Mm(15)
    # The dashes stand 7 mm below the text block (GB/T 9704, 7.5); Word measures to the foot of their line.
    section.footer_distance = Mm(page.bottom - 7 - 3)
    for footer, style in ((section.footer, "odd"), (section.even_page_footer, "even")):
        footer.is_linked_to_previous = False
        _fill(footer._element, page_number(style))


def _empty(package: Package, body: float) -> None:
    """Strip python-docx's template to what a package must have.

    `body`: the size of paragraphs in points.
    """
    for relations in (package.part.package.rels, package.part.rels):
        for key in [key for key, one in relations.items() if one.reltype not in _NEEDED]:
            del relations[key]
    _fill(package.styles.element, *style_sheet(body))
    _fill(package.settings.element, *settings())


def _fill(parent: Element, *children: Element) -> None:
    for child in list(parent):
        parent.remove(child)
    for child in children:
        parent.append(child)


def _describe(package: Package, name: str) -> None:
    about = package.core_properties
    about.title = plain(name)[:_NAME_LENGTH]
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = datetime.fromisoformat(CREATED)
    about.language = "zh-CN"
