"""Find the column widths under which a grid takes the least height.

Receives a grid and the width of the page; promises widths of the same sum, none narrower than layout.py
allows. A local search moves room to the columns whose texts make rows high, since a preset cannot know the
texts of a scheme:

    widths 80 80, a row of 4 lines and 1 line: height 4
    move a step of 10 from the second column to the first, 3 lines and 1 line: height 3, kept
    move 10 more, 3 lines and 2 lines: no better, nor is 20 or 40 at once, so it ends
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import permutations
from math import ceil

from creditdsl.publish.document import Grid, GridCell
from creditdsl.publish.writers.layout import TWIPS, cell_points, column_widths, head_points, least_widths, line_count
from creditdsl.publish.writers.line_pieces import text_width

_PARTS = 64
"""A step is this part of the width."""

_STEPS = (1, 2, 4, 8)
"""Steps that are moved at once: where one saves no line yet, several may, since heights change by whole lines."""

_ROWS = 60
"""The most rows that are measured; those of a longer table are sampled."""

_ROWS_OF_A_PAGE = 8
"""Rows below one head, about."""

_LOSS = 0.5
"""Characters that a line leaves empty at its end, on average."""


def balanced_widths(grid: Grid, total: int, padding: int) -> tuple[int, ...]:
    """Return the widths of the columns in twips.

    `total`: twips of all columns. `padding`: twips of a cell that its text cannot use.
    """
    best = column_widths(grid, total, padding)
    free = least_widths(grid, total, padding)
    least = [best[index] if _merged(grid, index) else free[index] for index in range(len(best))]
    height = _height_of(grid, padding)
    lowest = height(best)
    step = total // _PARTS
    while True:
        moved = [
            _move(best, giver, taker, steps * step)
            for giver, taker in permutations(range(len(best)), 2)
            for steps in _STEPS
            if best[giver] - steps * step >= least[giver]
        ]
        candidate = min(moved, key=height, default=best)
        if height(candidate) >= lowest:
            return best
        best, lowest = candidate, height(candidate)


def _merged(grid: Grid, index: int) -> bool:
    """Return whether cells of the column are merged, so that the heights of their rows are not known."""
    return any(row.cells[index].rows > 1 for row in grid.rows)


def _move(widths: Sequence[int], giver: int, taker: int, step: int) -> tuple[int, ...]:
    return tuple(width + step * ((index == taker) - (index == giver)) for index, width in enumerate(widths))


def _height_of(grid: Grid, padding: int) -> Callable[[Sequence[int]], tuple[int, int]]:
    """Return the height of a grid as a function of its widths, as a sort key.

    Its parts: the lines of all rows; the lines of all cells, which decide where two columns make a row high.
    """
    rows = grid.rows[:: ceil(len(grid.rows) / _ROWS)] if grid.rows else ()
    texts = [[_alone(row.cells[index]) for row in rows] for index in range(len(grid.columns))]
    size = cell_points(grid) * TWIPS
    heads = max(1, len(rows) // _ROWS_OF_A_PAGE)

    @cache
    def lines(index: int, width: int) -> Sequence[int]:
        room = (width - padding) / size
        head = _lines(text_width(grid.columns[index].heading), (width - padding) / (head_points(grid) * TWIPS))
        return [head * heads, *(sum(line_count(one, room, 1) for one in cell) for cell in texts[index])]

    def height(widths: Sequence[int]) -> tuple[int, int]:
        columns = [lines(*one) for one in enumerate(widths)]
        return sum(map(max, zip(*columns, strict=True))), sum(map(sum, columns))

    return height


def _alone(cell: GridCell) -> Sequence[str]:
    """Return the widths of the cell's paragraphs; empty for a merged cell."""
    return cell.paragraphs if cell.rows == cell.columns == 1 else ()


def _lines(width: float, room: float) -> int:
    return 1 if width <= room else ceil(width / max(room - _LOSS, 1))
