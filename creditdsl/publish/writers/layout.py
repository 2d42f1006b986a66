"""The lengths and faces of GB/T 9704-2012, and how much room a text takes, for writers of paged formats.

Receives columns and texts; promises widths that add up and heights that are rather too large than
too small. Its own step so that DOCX, XLSX and PDF lay out the same page. Lengths are whole
millimetres or points (1/72 inch), those of columns whole twips (1/20 point).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from creditdsl.publish.document import Column, Grid

TITLE_FACE, BODY_FACE, KAI_FACE = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312"
BLACK_FACE, SONG_FACE = "黑体", "宋体"
FACES = (TITLE_FACE, BODY_FACE, KAI_FACE, BLACK_FACE, SONG_FACE)

ER_HAO, SAN_HAO, SI_HAO, XIAO_SI, WU_HAO = 22, 16, 14, 12, 10.5
"""二号, 三号, 四号, 小四, 五号 in points."""

LINE = 29
"""One of the 22 lines of a page."""

TWIPS = 20
"""Twips in a point."""

_NARROW = 5
"""Tables with so many columns have room for 小四; wider ones take 五号."""

_LEAST = 2 * XIAO_SI * TWIPS
"""Two characters of a heading."""

_LEADING = 1.35
"""Height of a line for each point of its face, as Word and WPS set 仿宋."""

_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
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


def page_of(landscape: bool) -> Page:
    return LANDSCAPE if landscape else PORTRAIT


def plain(text: str) -> str:
    """Text that every file format may hold: a box for each character that XML 1.0 forbids or nobody sees."""
    return _UNREADABLE.sub("□", text)


def twips(millimetres: int) -> int:
    """Rounded to the nearest."""
    return (millimetres * 7200 + 63) // 127


def cell_points(grid: Grid) -> float:
    """The size of the cells' text."""
    return XIAO_SI if len(grid.columns) <= _NARROW else WU_HAO


def column_widths(columns: Sequence[Column], total: int, padding: int) -> tuple[int, ...]:
    """Each column's share of `total` twips, none narrower than two characters of its heading and its padding."""
    least = _LEAST + padding
    weights = sum(column.weight for column in columns)
    wished = [total * column.weight // weights for column in columns]
    lacking = sum(max(least - width, 0) for width in wished)
    spare = sum(max(width - least, 0) for width in wished)
    if lacking >= spare:
        wished = [total // len(columns)] * len(columns)
    else:
        wished = [max(least, width - max(width - least, 0) * lacking // spare) for width in wished]
    wished[-1] += total - sum(wished)
    return tuple(wished)


def text_height(paragraphs: Sequence[str], width: float, size: float) -> float:
    """Points that paragraphs of a size take in a width, both in points."""
    return sum(line_count(paragraph, width, size) for paragraph in paragraphs or ("",)) * size * _LEADING


def line_count(text: str, width: float, size: float) -> int:
    """How many lines a text fills: a Chinese character is as wide as high, any other half as wide."""
    lines, used = 1, 0.0
    for advance in _advances(text):
        used += advance * size
        if used > width:
            lines, used = lines + 1, advance * size
    return lines


def _advances(text: str) -> Iterator[float]:
    """Widths in characters, words of Latin letters and numbers whole as long as they are short."""
    for piece in re.findall(r"[!-~]{1,12}|.", text):
        yield sum(0.55 if unicodedata.east_asian_width(char) in ("N", "Na", "H") else 1.0 for char in piece)
