"""The lengths and faces of GB/T 9704-2012, and how much room a text takes, for writers of paged formats.

Receives columns and texts; promises widths that add up and heights that are rather too large than too
small, so that DOCX, XLSX and PDF lay out the same page. Lengths are whole millimetres or points (1/72 inch),
those of columns whole twips (1/20 point).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from creditdsl.base.node import node
from creditdsl.publish.document import Document, Grid

TITLE_FACE, BODY_FACE, KAI_FACE = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312"
BLACK_FACE, SONG_FACE = "黑体", "宋体"
FACES = (TITLE_FACE, BODY_FACE, KAI_FACE, BLACK_FACE, SONG_FACE)

ER_HAO, SAN_HAO, SI_HAO, XIAO_SI, WU_HAO, XIAO_WU = 22, 16, 14, 12, 10.5, 9
"""二号, 三号, 四号, 小四, 五号, 小五 in points."""

LINE = 29
"""One of the 22 lines of a page."""

TWIPS = 20
"""Twips in a point."""

_NARROW = 5
"""The most columns of a table in 小四; wider ones take 五号."""

_SHORT = 4
"""The most characters of a text that stays on one line."""

_BOLDEST = 1.2
"""How much wider the digits of a face may be that stands in, set bold: a number must not be split."""

_LEADING = 1.45
"""Height of a line for each point of its face; 仿宋 takes less, faces that stand in for it take as much."""

_NUMBER = re.compile("约?[－-]?[0-9]+([.][0-9]+)?(（并列）)?")
_PIECE = re.compile("[!-~]{1,12}|.", re.DOTALL)
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


def page_of(document: Document) -> Page:
    if document.dense:
        return DENSE_LANDSCAPE if document.landscape else DENSE_PORTRAIT
    return LANDSCAPE if document.landscape else PORTRAIT


def plain(text: str) -> str:
    """Replace each character that XML 1.0 forbids, or that is invisible, by a box."""
    return _UNREADABLE.sub("□", text)


def body_points(document: Document) -> float:
    """Return the size of paragraphs and headings in points."""
    return WU_HAO if document.dense else XIAO_SI


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
    least = [least_width(grid, index) + padding for index in range(len(columns))]
    weights = sum(column.weight for column in columns)
    wished = [total * column.weight // weights for column in columns]
    lacking = sum(max(low - width, 0) for low, width in zip(least, wished, strict=True))
    spare = sum(max(width - low, 0) for low, width in zip(least, wished, strict=True))
    if lacking > spare:
        wished = [total // len(columns)] * len(columns)
    elif lacking:
        reductions = [max(width - low, 0) * lacking // spare for low, width in zip(least, wished, strict=True)]
        wished = [max(low, width - reduction) for low, width, reduction in zip(least, wished, reductions, strict=True)]
    widest = wished.index(max(wished))
    wished[widest] += total - sum(wished)
    return tuple(wished)


def least_width(grid: Grid, index: int) -> int:
    """Return the twips of two characters of the heading, or of the widest text that stays whole: a number, or 待定."""
    cells = (row.cells[index] for row in grid.rows if row.cells[index].columns == 1)
    widths = (_whole_width(text, grid.small) for cell in cells for text in cell.paragraphs)
    return int(TWIPS * max(2 * head_points(grid), cell_points(grid) * max(widths, default=0)))


def _whole_width(text: str, small: bool) -> float:
    """Return the width in characters of a text that stays on one line; 0 for others."""
    width = text_width(text)
    if _NUMBER.fullmatch(text):
        return width * (_BOLDEST if small else 1)
    return width if width <= _SHORT else 0


def even_room(text: str, width: float, size: float) -> float:
    """Return the points that lines of about the same length take: four characters break into two and two.

    `width`, `size`: points of a line and of a character.
    """
    lines = line_count(text, width, size)
    if lines == 1:
        return width
    return min(width, (-(-len(text) // lines) + 0.5) * size)


def text_height(paragraphs: Sequence[str], width: float, size: float) -> float:
    """Return the height of paragraphs in points.

    `width`, `size`: points of a line and of a character.
    """
    return sum(line_count(paragraph, width, size) for paragraph in paragraphs or ("",)) * size * _LEADING


def line_count(text: str, width: float, size: float) -> int:
    """Count the lines that a text fills.

    A Chinese character is as wide as high, any other a little over half that. `width`, `size`: points of a line
    and of a character.
    """
    lines, used = 1, 0.0
    for advance in _advances(text):
        used += advance * size
        if used > width:
            lines, used = lines + 1, advance * size
    return lines


@lru_cache(1 << 16)
def text_width(text: str) -> float:
    """Return the width of a text in characters of its size.

    Cached, because many units' documents have the same texts.
    """
    return sum(0.6 if unicodedata.east_asian_width(char) in ("N", "Na", "H") else 1.0 for char in text)


def _advances(text: str) -> Iterator[float]:
    """Yield the widths of pieces in characters; short words of Latin letters and numbers are one piece."""
    return map(text_width, _PIECE.findall(text))
