"""Write the pages of a section: their size, their margins, and the page numbers of GB/T 9704-2012 in their footers."""

from collections.abc import Iterator

from creditdsl.publish.writers.docx_parts import Parts
from creditdsl.publish.writers.layout import SI_HAO, TWIPS, Page, twips
from creditdsl.publish.writers.wordml import paragraph, root, run, w
from creditdsl.publish.writers.xml_text import Markup, element

_BELOW = 7
"""Millimetres from the text block to the page number (GB/T 9704-2012, 7.5; a page across keeps its place, 8)."""

_HEADER = 15
"""Millimetres from the edge of the page to a header, which an office may add."""

_FOOTERS = {"default": "odd", "even": "even"}
"""The style of the page number in each kind of footer."""


def section(page: Page, parts: Parts) -> Markup:
    """Return the properties of a section; its footers join the parts."""
    footers = (
        element("w:footerReference", {"w:type": kind, "r:id": parts.footer(root("ftr", *_number(page, style)))})
        for kind, style in _FOOTERS.items()
    )
    turned = {"orient": "landscape"} if _lies_across(page) else {}
    margins = w(
        "pgMar",
        top=twips(page.top),
        right=twips(page.right),
        bottom=twips(page.bottom),
        left=twips(page.left),
        header=twips(_HEADER),
        # Word measures to the foot of the line, which lies 3 mm below the dashes.
        footer=twips(page.bottom - _BELOW - 3),
        gutter=0,
    )
    return w("sectPr", *footers, w("pgSz", w=twips(page.width), h=twips(page.height), **turned), margins)


def _lies_across(page: Page) -> bool:
    return page.width > page.height


def _number(page: Page, style: str) -> Iterator[Markup]:
    """Yield the page number: below the text block of the upright sheet, which is left of it on a page across."""
    if _lies_across(page):
        left = twips(page.left - _BELOW) - SI_HAO * TWIPS
        yield _turned_page_number(style, left, twips(page.top), twips(page.block_height))
        yield paragraph("thin")
    else:
        yield _page_number(style)


def _page_number(style: str) -> Markup:
    """Return the page number, — 1 —, the only field of a document."""
    return paragraph(style, run("— "), w("fldSimple", run("1"), instr=" PAGE "), run(" —"))


def _turned_page_number(style: str, left: int, top: int, height: int) -> Markup:
    """Return the page number of a page that lies across: the same, turned with the sheet, in a cell at a fixed place.

    `left`, `top`, `height`: twips of the cell, from the edges of the page.
    """
    width = SI_HAO * TWIPS
    place = w("tblpPr", vertAnchor="page", horzAnchor="page", tblpX=left, tblpY=top)
    margins = w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
    properties = w("tblPr", place, w("tblW", w=width, type="dxa"), w("tblLayout", type="fixed"), margins)
    turned = w("tcPr", w("tcW", w=width, type="dxa"), w("textDirection", val="tbRl"))
    line = w("tr", w("trPr", w("trHeight", val=height, hRule="exact")), w("tc", turned, _page_number(style)))
    return w("tbl", properties, w("tblGrid", w("gridCol", w=width)), line)
