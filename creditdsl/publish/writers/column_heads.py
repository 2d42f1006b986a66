"""Set the heads of a grid's columns: lines that end between words, in a size in which they leave room for rows.

Receives a grid, the room of each column and the height of a page; promises the lines of each head, and whether the
head can stand on every page:

    考核内容和要求 in a column of four characters: 考核内容｜和要求
    headings of 60 characters over twelve columns: 小五 instead of 小四, so that a third of the page holds them
"""

from collections.abc import Sequence

from creditdsl.base.node import node
from creditdsl.publish.document import Grid
from creditdsl.publish.writers.layout import WU_HAO, XIAO_WU, head_points, text_height
from creditdsl.publish.writers.title_lines import title_lines

_SHRUNK_SHARE = 1 / 3
"""The part of a page beyond which heads are set smaller."""

_REPEATED_SHARE = 1 / 2
"""The part of a page beyond which heads stand on the first page only, where they may be split."""


@node
class Heads:
    """The heads of all columns.

    size, height: points of the characters and of the highest head. lines: of each column. repeated: whether they
    stand on every page.
    """

    size: float
    height: float
    lines: tuple[tuple[str, ...], ...]
    repeated: bool


def set_heads(grid: Grid, rooms: Sequence[float], page_height: float) -> Heads:
    """Return the heads in the largest size that fits, else in the smallest.

    `rooms`, `page_height`: points that a line of each column, and the rows of a page, may take.
    """
    usual = head_points(grid)
    sizes = (usual, *(size for size in (WU_HAO, XIAO_WU) if size < usual))
    offers = [_set(grid, rooms, page_height, size) for size in sizes]
    return next((heads for heads in offers if heads.height <= page_height * _SHRUNK_SHARE), offers[-1])


def _set(grid: Grid, rooms: Sequence[float], page_height: float, size: float) -> Heads:
    columns = tuple(zip(grid.columns, rooms, strict=True))
    lines = tuple(title_lines(column.heading, room / size) for column, room in columns)
    height = max(text_height(head, room, size) for head, room in zip(lines, rooms, strict=True))
    return Heads(size, height, lines, height <= page_height * _REPEATED_SHARE)
