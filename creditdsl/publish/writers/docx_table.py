"""Write a grid as a Word table.

Receives a Grid and the page; promises a table of fixed widths as wide as the text block, whose
head is on every page and whose rows are whole. Source: ECMA-376 part 1, 17.4 (tables).
"""

from collections.abc import Iterator

from creditdsl.publish.document import Align, Grid, GridCell, GridRow
from creditdsl.publish.writers.balance import balanced_widths
from creditdsl.publish.writers.column_heads import set_heads
from creditdsl.publish.writers.layout import (
    TWIPS,
    WU_HAO,
    XIAO_SI,
    XIAO_WU,
    Page,
    cell_points,
    gapes,
    text_height,
    twips,
)
from creditdsl.publish.writers.wordml import paragraph, run, w
from creditdsl.publish.writers.xml_text import Markup

_SIDE, _ABOVE = 80, 30
"""Twips between a cell's text and its lines."""

_SLACK = 40
"""Twips by which a face that stands in may be wider."""

_HEAD_STYLES = {XIAO_SI: "head", WU_HAO: "small-head", XIAO_WU: "smaller-head"}
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
_ALIGN = {Align.LEFT: "", Align.CENTRE: "center", Align.RIGHT: "right"}
_LEAST_JUSTIFIED = 14
"""Characters of a line: justified, a shorter one shows gaps."""


def table(grid: Grid, page: Page) -> Markup:
    """Return the whole table."""
    width = twips(page.block_width)
    writer = _Table(grid, page, balanced_widths(grid, width, 2 * _SIDE + _SLACK))
    lines = (w(side, val="single", sz=4, space=0, color="000000") for side in _BORDERS)
    margins = (
        w(side, w=room, type="dxa")
        for side, room in (("top", _ABOVE), ("left", _SIDE), ("bottom", _ABOVE), ("right", _SIDE))
    )
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblW", w=width, type="dxa"),
            w("jc", val="center"),
            w("tblBorders", *lines),
            w("tblLayout", type="fixed"),
            w("tblCellMar", *margins),
        ),
        w("tblGrid", *(w("gridCol", w=one) for one in writer.widths)),
        writer.head(),
        *map(writer.row, grid.rows),
    )


class _Table:
    """Writes one table.

    merged: for each column with an open merge the rows left and the columns covered. most: twips that the cells
    of a row may be high.
    """

    def __init__(self, grid: Grid, page: Page, widths: tuple[int, ...]) -> None:
        self.columns = grid.columns
        self.small = grid.small
        self.widths = widths
        self.merged: dict[int, tuple[int, int]] = {}
        self.size = cell_points(grid)
        usual = "cell" if self.size == XIAO_SI else "small"
        self.style = "smaller" if grid.small else usual
        rooms = [self._room(index, 1) - _SLACK / TWIPS for index in range(len(self.columns))]
        page_height = (twips(page.block_height) - 4 * _ABOVE) / TWIPS
        self.heads = set_heads(grid, rooms, page_height)
        taken = max(self.heads.height, 4 * XIAO_SI) if self.heads.repeated else 0
        self.most = int((page_height - taken) * TWIPS)

    def head(self) -> Markup:
        style = _HEAD_STYLES[self.heads.size]
        cells = (
            self._cell(index, 1, "", [paragraph(style, run(*lines))]) for index, lines in enumerate(self.heads.lines)
        )
        properties = (w("trPr", w("cantSplit"), w("tblHeader")),) if self.heads.repeated else ()
        return w("tr", *properties, *cells)

    def row(self, row: GridRow) -> Markup:
        properties = () if self._higher_than_a_page(row) else (w("trPr", w("cantSplit")),)
        return w("tr", *properties, *self._cells(row))

    def _cells(self, row: GridRow) -> Iterator[Markup]:
        for index, cell in enumerate(row.cells):
            if cell.rows:
                if cell.rows > 1:
                    self.merged[index] = (cell.rows - 1, cell.columns)
                merge = "restart" if cell.rows > 1 else ""
                yield self._cell(index, cell.columns, merge, self._paragraphs(index, cell, row.heads))
            elif index in self.merged:
                left, across = self.merged.pop(index)
                if left > 1:
                    self.merged[index] = (left - 1, across)
                yield self._cell(index, across, "continue", [paragraph(self.style, keep=row.heads)])

    def _paragraphs(self, index: int, cell: GridCell, keep: bool) -> list[Markup]:
        align = _ALIGN[self.columns[index].align]
        if not align and (self.small or self._room(index, cell.columns) < _LEAST_JUSTIFIED * self.size):
            align = "left"
        paragraphs = [
            paragraph(
                self.style,
                run(text, bold=cell.bold),
                align=align or ("left" if gapes(text) else ""),
                keep=keep,
            )
            for text in cell.paragraphs
        ]
        return paragraphs or [paragraph(self.style, align=align, keep=keep)]

    def _cell(self, index: int, across: int, merge: str, paragraphs: list[Markup]) -> Markup:
        width = w("tcW", w=sum(self.widths[index : index + across]), type="dxa")
        span = [w("gridSpan", val=across)] if across > 1 else []
        down = [w("vMerge", val=merge)] if merge else []
        return w("tc", w("tcPr", width, *span, *down, w("vAlign", val="center")), *paragraphs)

    def _higher_than_a_page(self, row: GridRow) -> bool:
        """Return whether a row needs more than a page, where Word would cut off an unsplit row."""
        return any(
            text_height(cell.paragraphs, self._room(index, cell.columns), self.size) * TWIPS > self.most
            for index, cell in enumerate(row.cells)
            if cell.rows == 1
        )

    def _room(self, index: int, across: int) -> float:
        """Return the points that a cell has for a line of text."""
        return (sum(self.widths[index : index + across]) - 2 * _SIDE) / TWIPS
