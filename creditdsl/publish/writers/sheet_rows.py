"""Divide the rows of a grid into rows of a worksheet, with their heights.

Receives a grid and the widths of its columns; promises heights in which every text fits. Excel and WPS fit
no height to merged cells, and make no row higher than 409 points: a higher row of the grid becomes several
rows of the sheet, merged.
"""

from collections.abc import Collection, Sequence

from creditdsl.base.node import node
from creditdsl.publish.document import Grid
from creditdsl.publish.writers.layout import text_height

HIGHEST = 400
"""Points of the highest row."""

_SIDES, _PADDING = 6, 4
"""Points that lines and margins of a cell take of its width and its height."""


@node
class SheetRows:
    """Rows of a worksheet.

    heights: points of each row. first: for each row of the grid its first row of the sheet, then the end.
    """

    heights: tuple[float, ...]
    first: tuple[int, ...]


def split(height: float) -> tuple[float, ...]:
    """Split a height in points over as many rows as it takes."""
    count = int(height // HIGHEST) + 1
    return (height / count,) * count


def sheet_rows(grid: Grid, widths: tuple[float, ...], size: float) -> SheetRows:
    """Return the rows of the sheet.

    `widths`: points of each column. `size`: points of the text.
    """
    heights: list[float] = []
    first = [0]
    for height in _heights(grid, widths, size):
        heights += split(height)
        first.append(len(heights))
    return SheetRows(tuple(heights), tuple(first))


def page_breaks(
    heights: Sequence[float], bound: Collection[int], forced: Collection[int], room: float, repeated: int
) -> list[int]:
    """Return the rows that begin a page: the forced ones, and those for which no room is left.

    `heights`: points of each row. `bound`: rows on one page with the next. `room`: points of a page.
    `repeated`: the row on top of every later page, -1 without one.
    """
    breaks: list[int] = []
    used, group = 0.0, 0
    for row, height in enumerate(heights):
        used += height
        if row in forced or (used > room and group > max(breaks, default=0)):
            start = row if row in forced else group
            breaks.append(start)
            used = sum(heights[start : row + 1]) + (heights[repeated] if 0 <= repeated < start else 0)
        if row not in bound:
            group = row + 1
    return breaks


def needed(paragraphs: tuple[str, ...], width: float, size: float) -> float:
    """Return the points that a cell with a text takes in height."""
    return text_height(paragraphs, line_room(width), size) + _PADDING


def line_room(width: float) -> float:
    """Return the points that a line has in a cell of a width in points."""
    return width - _SIDES


def _heights(grid: Grid, widths: tuple[float, ...], size: float) -> list[float]:
    """Return each row as high as its cells, and the last of merged rows higher where the merged text needs it."""
    heights = [needed((), HIGHEST, size)] * len(grid.rows)
    merged = []
    for position, row in enumerate(grid.rows):
        for index, cell in enumerate(row.cells):
            if cell.rows:
                height = needed(cell.paragraphs, sum(widths[index : index + cell.columns]), size)
                last = position + cell.rows - 1
                if last == position:
                    heights[position] = max(heights[position], height)
                else:
                    merged.append((last, position, height))
    for last, position, height in sorted(merged):
        heights[last] += max(0, height - sum(heights[position : last + 1]))
    return heights
