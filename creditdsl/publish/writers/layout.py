"""The lengths and faces of GB/T 9704-2012, and how much room a text takes, for writers of paged formats.

Receives columns and texts; promises widths that add up and heights that are rather too large than too
small, so that DOCX, XLSX and PDF lay out the same page. Lengths are whole millimetres or points (1/72 inch),
those of columns whole twips (1/20 point).
"""

import re
from collections.abc import Sequence

from creditdsl.base.node import node
from creditdsl.publish.document import Document, Grid, OfficialLine
from creditdsl.publish.writers.line_pieces import pieces, text_width

TITLE_FACE, BODY_FACE, KAI_FACE = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312"
BLACK_FACE, SONG_FACE = "黑体", "宋体"
FACES = (TITLE_FACE, BODY_FACE, KAI_FACE, BLACK_FACE, SONG_FACE)

ER_HAO, SAN_HAO, SI_HAO, XIAO_SI, WU_HAO, XIAO_WU = 22, 16, 14, 12, 10.5, 9
"""二号, 三号, 四号, 小四, 五号, 小五 in points."""

LINE = 29
"""One of the 22 lines of a page."""

OFFICIAL_LINE = 28.95
"""The same for running text, of which 22 must not be higher than the page's block of 225 mm."""

SQUEEZE = 0.25
"""Points by which characters in 三号 stand closer, so that 28 of them are not wider than the block of 156 mm."""

TWIPS = 20
"""Twips in a point."""

SIDE = 4
"""Points between a cell's text and the lines beside it, of a table in a PDF file or on a page of the web."""

_NARROW = 5
"""The most columns of a table in 小四; wider ones take 五号."""

_SHORT, _SHORT_SMALL = 4, 8
"""The most characters of a text that stays on one line; of one in 小五, where the columns have room for it."""

_BOLDEST = 1.2
"""How much wider the digits of a face may be that stands in, set bold: a number must not be split."""

_LEADING = 1.45
"""Height of a line for each point of its face; 仿宋 takes less, faces that stand in for it take as much."""

_FORMULA = re.compile("[=＝]")
_NUMBER = re.compile("约?[－-]?[0-9]+([.][0-9]+)?(（并列）)?")
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@node
class Page:
    """A4 with its margins, in millimetres."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int

    @property
    def block_width(self) -> int:
        return self.width - self.left - self.right

    @property
    def block_height(self) -> int:
        return self.height - self.top - self.bottom


PORTRAIT = Page(210, 297, top=37, right=26, bottom=35, left=28)
LANDSCAPE = Page(297, 210, top=28, right=37, bottom=26, left=35)
"""The same page turned, so that its block is 225 × 156: the head of a table lies on the binding side (7.4)."""


DENSE_PORTRAIT = Page(210, 297, top=20, right=18, bottom=20, left=20)
DENSE_LANDSCAPE = Page(297, 210, top=20, right=20, bottom=18, left=20)


def page_of(document: Document, landscape: bool | None = None) -> Page:
    """Return the page of a document. `landscape`: of a part of it; None means that of its beginning."""
    across = document.landscape if landscape is None else landscape
    if document.dense:
        return DENSE_LANDSCAPE if across else DENSE_PORTRAIT
    return LANDSCAPE if across else PORTRAIT


def official_points(line: OfficialLine) -> float:
    """Return the size of a line's characters in points."""
    return SI_HAO if line.small else SAN_HAO


def official_room(line: OfficialLine, characters: float) -> float:
    """Return the points that characters of a line take."""
    size = official_points(line)
    return characters * (size if line.small else size - SQUEEZE)


def plain(text: str) -> str:
    """Replace each character that XML 1.0 forbids, or that is invisible, by a box."""
    return _UNREADABLE.sub("□", text)


def body_points(document: Document) -> float:
    """Return the size of paragraphs and headings in points; beside a table they are notes to it, and smaller."""
    return WU_HAO if document.dense or any(isinstance(block, Grid) for block in document.blocks) else XIAO_SI


def justified(document: Document) -> bool:
    """Return whether paragraphs are set to the full width: sums, which break seldom, would gape."""
    return not document.dense


def gapes(text: str) -> bool:
    """Return whether a text, set to the full width, would gape: a formula breaks in few places."""
    return bool(_FORMULA.search(text))


def twips(millimetres: int) -> int:
    """Convert millimetres to twips, rounded to the nearest."""
    return (millimetres * 7200 + 63) // 127


def cell_points(grid: Grid) -> float:
    """Return the size of the cells' text in points."""
    if grid.small:
        return XIAO_WU
    return XIAO_SI if len(grid.columns) <= _NARROW else WU_HAO


def head_points(grid: Grid) -> float:
    """Return the size of the headings in points."""
    return XIAO_WU if grid.small else XIAO_SI


def column_widths(grid: Grid, total: int, padding: int) -> tuple[int, ...]:
    """Return each column's width in twips, none below its least width.

    `total`: twips of all columns. `padding`: twips of a cell that its text cannot use.
    """
    columns = grid.columns
    least = least_widths(grid, total, padding)
    weights = sum(column.weight for column in columns)
    wished = [total * column.weight // weights for column in columns]
    lacking = sum(max(low - width, 0) for low, width in zip(least, wished, strict=True))
    spare = sum(max(width - low, 0) for low, width in zip(least, wished, strict=True))
    if lacking > spare:
        wished = [total // len(columns)] * len(columns)
    elif lacking:
        reductions = [-(-max(width - low, 0) * lacking // spare) for low, width in zip(least, wished, strict=True)]
        wished = [max(low, width - reduction) for low, width, reduction in zip(least, wished, reductions, strict=True)]
    widest = wished.index(max(wished))
    wished[widest] += total - sum(wished)
    return tuple(wished)


def least_widths(grid: Grid, total: int, padding: int) -> tuple[int, ...]:
    """Return the twips of each column that hold two characters of its heading and every text that stays whole.

    `total`: twips of all columns. `padding`: twips of a cell that its text cannot use.
    """
    least = _least_widths(grid, padding, _SHORT_SMALL if grid.small else _SHORT)
    return least if sum(least) <= total else _least_widths(grid, padding, _SHORT)


def _least_widths(grid: Grid, padding: int, short: int) -> tuple[int, ...]:
    """Return the least widths where texts of up to `short` characters stay whole."""
    heading, size = 2 * head_points(grid), cell_points(grid)
    columns = ([row.cells[index] for row in grid.rows] for index in range(len(grid.columns)))
    texts = ([text for cell in cells if cell.columns == 1 for text in cell.paragraphs] for cells in columns)
    widest = (max((_whole_width(text, grid.small, short) for text in column), default=0) for column in texts)
    return tuple(int(TWIPS * max(heading, size * width)) + padding for width in widest)


def _whole_width(text: str, small: bool, short: int) -> float:
    """Return the width in characters of a text that stays on one line; 0 for others."""
    width = text_width(text)
    if _NUMBER.fullmatch(text):
        return width * (_BOLDEST if small else 1)
    return width if width <= short else 0


def text_height(paragraphs: Sequence[str], width: float, size: float) -> float:
    """Return the height of paragraphs in points.

    `width`, `size`: points of a line and of a character.
    """
    return sum(line_count(paragraph, width, size) for paragraph in paragraphs or ("",)) * size * _LEADING


def line_count(text: str, width: float, size: float) -> int:
    """Count the lines that a text fills.

    `width`, `size`: points of a line
    and of a character.
    """
    room = width / size
    lines, used = 1, 0.0
    for piece in pieces(text, room):
        advance = text_width(piece)
        used += advance
        if used > room:
            lines, used = lines + 1, advance
    return lines
