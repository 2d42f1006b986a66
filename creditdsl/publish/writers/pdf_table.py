"""A grid as data for typst: widths in points, and which rows must stay whole or together.

Receives a Grid and the page; promises what templates/document.typ needs to set it without measuring.
"""

from collections.abc import Sequence
from typing import Any

from creditdsl.publish.document import Grid, GridCell, GridRow
from creditdsl.publish.writers.layout import (
    TWIPS,
    XIAO_SI,
    Page,
    cell_points,
    column_widths,
    even_room,
    text_height,
    twips,
)

SIDE, ABOVE = 4, 4
"""Points between a cell's text and its lines."""

_WIDE = 12
"""Characters of a line from which on it is set to its full width; shorter ones would gape."""


def table(grid: Grid, page: Page) -> dict[str, Any]:
    size = cell_points(grid)
    widths = [one / TWIPS for one in column_widths(grid, twips(page.block_width), 2 * SIDE * TWIPS)]
    heights = [_height(row, widths, size) for row in grid.rows]
    room = twips(page.block_height) / TWIPS - _head_height(grid, widths)
    return {
        "kind": "grid",
        "size": size,
        "widths": widths,
        "aligns": [column.align.value for column in grid.columns],
        "justified": [width - 2 * SIDE >= _WIDE * size for width in widths],
        "heads": [
            {"text": column.heading, "room": even_room(column.heading, width - 2 * SIDE, XIAO_SI)}
            for column, width in zip(grid.columns, widths, strict=True)
        ],
        "rows": [
            {
                "cells": [_cell(cell) for cell in row.cells],
                "long": heights[index] > room,
                "together": _together(grid.rows, heights, index, room),
            }
            for index, row in enumerate(grid.rows)
        ],
    }


def _cell(cell: GridCell) -> dict[str, Any] | None:
    if not cell.rows:
        return None
    return {"paragraphs": cell.paragraphs, "rows": cell.rows, "columns": cell.columns, "bold": cell.bold}


def _together(rows: Sequence[GridRow], heights: Sequence[float], first: int, room: float) -> int:
    """How many rows a section row holds on its page, itself included; 0 for other rows, and for what fits on none."""
    if not rows[first].heads or (first and rows[first - 1].heads):
        return 0
    last = first
    while last + 1 < len(rows) and rows[last].heads:
        last += 1
    return last + 1 - first if sum(heights[first : last + 1]) <= room else 0


def _height(row: GridRow, widths: Sequence[float], size: float) -> float:
    """In points; rather too large than too small."""
    return 2 * ABOVE + max(
        text_height(cell.paragraphs, sum(widths[index : index + cell.columns]) - 2 * SIDE, size)
        for index, cell in enumerate(row.cells)
        if cell.rows == 1
    )


def _head_height(grid: Grid, widths: Sequence[float]) -> float:
    return 2 * ABOVE + max(
        text_height((column.heading,), width - 2 * SIDE, XIAO_SI)
        for column, width in zip(grid.columns, widths, strict=True)
    )
