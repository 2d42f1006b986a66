"""Turn a grid into data for typst: widths in points, and which rows must stay whole or together.

Receives a Grid and the page; promises what templates/document.typ needs to set it without measuring.
"""

from collections.abc import Sequence
from typing import Any

from creditdsl.publish.document import Grid, GridCell, GridRow
from creditdsl.publish.writers.balance import balanced_widths
from creditdsl.publish.writers.column_heads import set_heads
from creditdsl.publish.writers.layout import (
    SIDE,
    TWIPS,
    Page,
    cell_points,
    gapes,
    plain,
    text_height,
    twips,
)
from creditdsl.publish.writers.line_pieces import breakable

_ABOVE, _SMALL_ABOVE, _CLOSE_ABOVE = 4, 2, 1
"""Points between a cell's text and the lines above and below it: in a table, a small one, and a close one."""

_WIDE = 12
"""Characters of a line from which on it is set to its full width; shorter ones would gape, as would formulas."""

_BLANKS = str.maketrans("\t\n\r", "   ")


def table(grid: Grid, page: Page) -> dict[str, Any]:
    """Return the data of the whole table."""
    size = cell_points(grid)
    widths = [width / TWIPS for width in balanced_widths(grid, twips(page.block_width), 2 * SIDE * TWIPS)]
    rooms = [width - 2 * SIDE for width in widths]
    heights = [2 * _above(grid) + _height(row, widths, size) for row in grid.rows]
    page_height = twips(page.block_height) / TWIPS
    heads = set_heads(grid, rooms, page_height - 2 * _above(grid))
    most = page_height - (2 * _above(grid) + heads.height if heads.repeated else 0)
    return {
        "kind": "grid",
        "size": size,
        "above": _above(grid),
        "head-size": heads.size,
        "head-repeated": heads.repeated,
        "widths": widths,
        "aligns": [column.align.value for column in grid.columns],
        "justified": [room >= _WIDE * size and not grid.small for room in rooms],
        "heads": [
            [one_line(line, room, heads.size) for line in lines] for lines, room in zip(heads.lines, rooms, strict=True)
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
    paragraphs = [one_line(text, room, size) for text in cell.paragraphs]
    flush = any(map(gapes, cell.paragraphs))
    return {"paragraphs": paragraphs, "rows": cell.rows, "columns": cell.columns, "bold": cell.bold, "flush": flush}


def one_line(text: str, room: float, size: float) -> str:
    """Put a text on one line, with places to break in runs of letters that no line could hold.

    `room`, `size`: points of a line and of a character.
    """
    return breakable(plain(text).translate(_BLANKS), room / size)


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
    return _CLOSE_ABOVE if grid.close else _SMALL_ABOVE if grid.small else _ABOVE


def _room(index: int, cell: GridCell, widths: Sequence[float]) -> float:
    return sum(widths[index : index + cell.columns]) - 2 * SIDE
