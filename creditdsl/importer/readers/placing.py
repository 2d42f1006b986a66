"""Cells with spans, row by row, at their places in a grid, as the table model of HTML places them.

Source: HTML Living Standard, 4.9.12.1 (forming a table): a cell takes the first free place of its row; one that spans
downwards keeps its places in the rows below.
"""

from creditdsl.base.node import node
from creditdsl.importer.document_grid import Cell, Grid
from creditdsl.importer.errors import Damage
from creditdsl.importer.readers.reading_limits import MAX_COLUMNS, MAX_PLACES, RowCount, Unreadable


@node
class Loose:
    """A cell before it has its place. height: 0 spans to the last row of the table."""

    text: str
    height: int = 1
    width: int = 1
    bold: bool = False
    nested: tuple[tuple[int, Grid], ...] = ()


class Placing:
    """Places the cells of a table. A span never goes over a cell that stands there."""

    def __init__(self, name: str, count: RowCount) -> None:
        """name: of the table. count: of the rows of the document."""
        self._name, self._count = name, count
        self._cells: list[tuple[int, int, int, Loose]] = []
        self._taken: dict[int, int] = {}
        """By column, the first row that is free in it."""
        self._row = -1
        self._column = self._width = self._places = 0

    @property
    def height(self) -> int:
        return self._row + 1

    def row(self) -> None:
        """Begin the next row."""
        self._count.rows(1, self._name)
        self._row += 1
        self._column = 0

    def cell(self, loose: Loose) -> None:
        """Place the next cell of the row."""
        while self._taken.get(self._column, 0) > self._row:
            self._column += 1
        width = 1
        while width < loose.width and self._taken.get(self._column + width, 0) <= self._row:
            width += 1
        bottom = self._row + loose.height if loose.height else MAX_PLACES
        for column in range(self._column, self._column + width):
            self._taken[column] = bottom
        self._places += width * max(1, loose.height)
        self._cells.append((self._row, self._column, width, loose))
        self._column += width
        self._width = max(self._width, self._column)
        if self._width > MAX_COLUMNS or self._places > MAX_PLACES:
            raise Unreadable(Damage.UNSAFE, f"{self._name} 第{self._row + 1}行")

    def grid(self, header_rows: int = 0) -> Grid:
        """Return the table; a span that goes on below the last row ends there."""
        height = self.height
        cells = tuple(
            Cell(
                row,
                column,
                loose.text,
                min(loose.height or height, height - row),
                width,
                loose.bold,
                loose.nested,
                f"{self._name} 第{row + 1}行第{column + 1}列",
            )
            for row, column, width, loose in self._cells
        )
        return Grid(self._name, height, self._width, cells, header_rows)
