"""网页：任何一份文件的网页版，用浏览器打开就可以查看、打印。

Receives a Document; promises one self-contained page, the same bytes for the same document.
"""

from creditdsl.publish.document import Block, Document, Grid, OfficialLine, sections
from creditdsl.publish.pages.page import render
from creditdsl.publish.writers.balance import balanced_widths
from creditdsl.publish.writers.layout import SIDE, TWIPS, Page, official_room, page_of, twips

_WIDER = 90
"""Millimetres by which tables may be wider on a screen than on paper; the lines of an official text keep theirs."""


def write(document: Document) -> bytes:
    """Return the bytes of the page."""
    named = [
        (
            landscape,
            [
                (type(block).__name__, block, _room(block), _widths(block, page_of(document, landscape)))
                for block in blocks
            ],
        )
        for landscape, blocks in sections(document)
    ]
    upright, across = (page_of(document, landscape) for landscape in (False, True))
    page = page_of(document)
    screen = page.width + (0 if any(isinstance(block, OfficialLine) for block in document.blocks) else _WIDER)
    return render(
        "document", document=document, sections=named, page=page, screen=screen, upright=upright, across=across
    )


def _room(block: Block) -> str:
    """Return the style of the room around a line of a document's text; empty for other blocks."""
    if not isinstance(block, OfficialLine):
        return ""
    left, right, further = (official_room(block, side) for side in (block.left, block.right, block.first - block.left))
    return f"padding: 0 {right:g}pt 0 {left:g}pt; text-indent: {further:g}pt"


def _widths(block: Block, page: Page) -> tuple[int, ...]:
    """Return the widths of a grid's columns in hundredths of its own; empty for other blocks."""
    if not isinstance(block, Grid):
        return ()
    widths = balanced_widths(block, twips(page.block_width), 2 * SIDE * TWIPS)
    return tuple(width * 100 // sum(widths) for width in widths)
