"""Turn a grid into data for typst: widths in points, and which rows must stay whole or together.

Receives a Grid and the page; promises what templates/document.typ needs to set it without measuring.
"""

import re
from collections.abc import Sequence
from typing import Any

from creditdsl.publish.document import Grid, GridCell, GridRow
from creditdsl.publish.writers.balance import balanced_widths
from creditdsl.publish.writers.layout import (
    TWIPS,
    Page,
    cell_points,
    even_room,
    head_points,
    plain,
    text_height,
    twips,
)

SIDE, _ABOVE, _SMALL_ABOVE = 4, 4, 2.5
"""Points between a cell's text and its lines."""

_WIDE = 12
"""Characters of a line from which on it is set to its full width; shorter ones would gape, as would formulas."""

_RUN = re.compile("[!-~]+")
_LETTER = 0.65
"""Width of a letter in characters, rather too large."""

_BREAK = "\u200b"
_BLANKS = str.maketrans("\t\n\r", "   ")


def table(grid: Grid, page: Page) -> dict[str, Any]:
    """Return the data of the whole table."""
    size, head = cell_points(grid), head_points(grid)
    widths = [width / TWIPS for width in balanced_widths(grid, twips(page.block_width), 2 * SIDE * TWIPS)]
    rooms = [width - 2 * SIDE for width in widths]
    heights = [2 * _above(grid) + _height(row, widths, size) for row in grid.rows]
    most = twips(page.block_height) / TWIPS - _head_height(grid, rooms)
    return {
        "kind": "grid",
        "size": size,
        "above": _above(grid),
        "head-size": head,
        "widths": widths,
        "aligns": [column.align.value for column in grid.columns],
        "justified": [room >= _WIDE * size and not grid.small for room in rooms],
        "heads": [
            {"text": breakable(column.heading, room, head), "room": even_room(column.heading, room, head)}
            for column, room in zip(grid.columns, rooms, strict=True)
        ],
        "rows": [
            {
                "cells": [_cell(cell, _room(index, cell, widths), size) for index, cell in enumerate(row.cells)],
                "long": heights[number] > most,
                "together": _together(grid.rows, heights, number, most),
            }
            for number, row in enumerate(grid.rows)
        ],
    }


def _cell(cell: GridCell, room: float, size: float) -> dict[str, Any] | None:
    if not cell.rows:
        return None
    paragraphs = [breakable(text, room, size) for text in cell.paragraphs]
    return {"paragraphs": paragraphs, "rows": cell.rows, "columns": cell.columns, "bold": cell.bold}


def breakable(text: str, room: float, size: float) -> str:
    """Put a text on one line, with places to break in runs of letters that no line could hold.

    `room`, `size`: points of a line and of a character.
    """
    most = max(int(room / size / _LETTER), 1)
    return _RUN.sub(lambda run: _BREAK.join(_cut(run[0], most)), plain(text).translate(_BLANKS))


def _cut(run: str, most: int) -> Sequence[str]:
    return [run[start : start + most] for start in range(0, len(run), most)]


def _together(rows: Sequence[GridRow], heights: Sequence[float], first: int, room: float) -> int:
    """Count the rows that a section row holds on its page, itself included.

    0 for other rows, and for rows that no page could hold together. `room`: points of a page.
    """
    if not rows[first].heads or (first and rows[first - 1].heads):
        return 0
    last = first
    while last + 1 < len(rows) and rows[last].heads:
        last += 1
    return last + 1 - first if sum(heights[first : last + 1]) <= room else 0


def _height(row: GridRow, widths: Sequence[float], size: float) -> float:
    """Return the height of a row's texts in points, rather too large than too small."""
    heights = (
        text_height(cell.paragraphs, _room(index, cell, widths), size)
        for index, cell in enumerate(row.cells)
        if cell.rows == 1
    )
    return max(heights, default=0)


def _above(grid: Grid) -> float:
    return _SMALL_ABOVE if grid.small else _ABOVE


def _room(index: int, cell: GridCell, widths: Sequence[float]) -> float:
    return sum(widths[index : index + cell.columns]) - 2 * SIDE


def _head_height(grid: Grid, rooms: Sequence[float]) -> float:
    columns = zip(grid.columns, rooms, strict=True)
    return 2 * _above(grid) + max(text_height((column.heading,), room, head_points(grid)) for column, room in columns)
