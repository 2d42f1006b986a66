"""Write a grid as a Word table.

Receives a Grid and the page; promises a table of fixed widths as wide as the text block, whose
head is on every page and whose rows are whole. Written element by element: python-docx's own tables
take seconds where there are merged cells.
"""

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from creditdsl.publish.document import Align, Grid, GridCell, GridRow
from creditdsl.publish.writers.balance import balanced_widths
from creditdsl.publish.writers.layout import (
    TWIPS,
    XIAO_SI,
    Page,
    cell_points,
    even_room,
    head_points,
    text_height,
    twips,
)
from creditdsl.publish.writers.wordml import paragraph, run, w

_SIDE, _ABOVE = 80, 30
"""Twips between a cell's text and its lines."""

_SLACK = 40
"""Twips by which a face that stands in may be wider."""

_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
_ALIGN = {Align.LEFT: "", Align.CENTRE: "center", Align.RIGHT: "right"}
_LEAST_JUSTIFIED = 14
"""Characters of a line: justified, a shorter one shows gaps."""


def table(grid: Grid, page: Page) -> Element:
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
        self.head_size = head_points(grid)
        usual = "cell" if self.size == XIAO_SI else "small"
        self.style = "smaller" if grid.small else usual
        self.head_style = "smaller-head" if grid.small else "head"
        self.most = twips(page.block_height) - 4 * XIAO_SI * TWIPS - 4 * _ABOVE

    def head(self) -> Element:
        cells = (
            self._cell(index, 1, "", [paragraph(self.head_style, run(column.heading), indent=self._head_indent(index))])
            for index, column in enumerate(self.columns)
        )
        return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)

    def _head_indent(self, index: int) -> int:
        room = self._room(index, 1)
        return int((room - even_room(self.columns[index].heading, room, self.head_size)) / 2 * TWIPS)

    def row(self, row: GridRow) -> Element:
        element = w("tr")
        if not self._higher_than_a_page(row):
            element.append(w("trPr", w("cantSplit")))
        for index, cell in enumerate(row.cells):
            if cell.rows:
                if cell.rows > 1:
                    self.merged[index] = (cell.rows - 1, cell.columns)
                merge = "restart" if cell.rows > 1 else ""
                element.append(self._cell(index, cell.columns, merge, self._paragraphs(index, cell, row.heads)))
            elif index in self.merged:
                left, across = self.merged.pop(index)
                if left > 1:
                    self.merged[index] = (left - 1, across)
                element.append(self._cell(index, across, "continue", [paragraph(self.style, keep=row.heads)]))
        return element

    def _paragraphs(self, index: int, cell: GridCell, keep: bool) -> list[Element]:
        align = _ALIGN[self.columns[index].align]
        if not align and (self.small or self._room(index, cell.columns) < _LEAST_JUSTIFIED * self.size):
            align = "left"
        paragraphs = [
            paragraph(self.style, run(text, bold=cell.bold), align=align, keep=keep) for text in cell.paragraphs
        ]
        return paragraphs or [paragraph(self.style, align=align, keep=keep)]

    def _cell(self, index: int, across: int, merge: str, paragraphs: list[Element]) -> Element:
        properties = w("tcPr", w("tcW", w=sum(self.widths[index : index + across]), type="dxa"))
        if across > 1:
            properties.append(w("gridSpan", val=across))
        if merge:
            properties.append(w("vMerge", val=merge))
        properties.append(w("vAlign", val="center"))
        return w("tc", properties, *paragraphs)

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
