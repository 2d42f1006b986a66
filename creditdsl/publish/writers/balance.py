"""Widths under which a grid takes the least height: room moves to the columns whose texts make rows high.

Receives a grid and the width of the page; promises widths of the same sum, none narrower than
layout.py allows. Its own step because a preset cannot know how long the texts of a scheme are.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import permutations
from math import ceil

from creditdsl.publish.document import Grid, GridCell
from creditdsl.publish.writers.layout import TWIPS, cell_points, column_widths, head_points, least_width, text_width

_STEPS = (16, 32, 64)
"""Parts of the width that are moved at a time: coarse ones first, since heights change by whole lines."""

_ROWS = 60
"""So many rows tell what a longer table is like."""

_ROWS_OF_A_PAGE = 8
"""The head stands above about so many."""

_LOSS = 0.5
"""Characters that a line leaves empty at its end, on an average."""


def balanced_widths(grid: Grid, total: int, padding: int) -> tuple[int, ...]:
    """In twips, as `column_widths`."""
    best = column_widths(grid, total, padding)
    least = [best[index] if _merged(grid, index) else least_width(grid, index) + padding for index in range(len(best))]
    height = _height_of(grid, padding)
    lowest = height(best)
    for parts in _STEPS:
        step = total // parts
        while True:
            moved = [
                _move(best, giver, taker, step)
                for giver, taker in permutations(range(len(best)), 2)
                if best[giver] - step >= least[giver]
            ]
            found = min(moved, key=height, default=best)
            if height(found) >= lowest:
                break
            best, lowest = found, height(found)
    return best


def _merged(grid: Grid, index: int) -> bool:
    """Whether cells of the column are merged: how high they make the rows they cover is not known."""
    return any(row.cells[index].rows > 1 for row in grid.rows)


def _move(widths: Sequence[int], giver: int, taker: int, step: int) -> tuple[int, ...]:
    return tuple(width + step * ((index == taker) - (index == giver)) for index, width in enumerate(widths))


def _height_of(grid: Grid, padding: int) -> Callable[[Sequence[int]], tuple[int, int]]:
    """Lines of the whole grid under given widths, and of all its cells, for where two columns make a row high."""
    rows = grid.rows[:: ceil(len(grid.rows) / _ROWS)] if grid.rows else ()
    texts = [[_alone(row.cells[index]) for row in rows] for index in range(len(grid.columns))]
    size = cell_points(grid) * TWIPS
    heads = max(1, len(rows) // _ROWS_OF_A_PAGE)

    @cache
    def lines(index: int, width: int) -> Sequence[int]:
        room = (width - padding) / size
        head = _lines(text_width(grid.columns[index].heading), (width - padding) / (head_points(grid) * TWIPS))
        return [head * heads, *(sum(_lines(one, room) for one in cell) for cell in texts[index])]

    def height(widths: Sequence[int]) -> tuple[int, int]:
        columns = [lines(*one) for one in enumerate(widths)]
        return sum(map(max, zip(*columns, strict=True))), sum(map(sum, columns))

    return height


def _alone(cell: GridCell) -> Sequence[float]:
    """Widths of the cell's paragraphs; none of a merged cell."""
    return [text_width(text) for text in cell.paragraphs] if cell.rows == cell.columns == 1 else []


def _lines(width: float, room: float) -> int:
    return 1 if width <= room else ceil(width / max(room - _LOSS, 1))
