"""A document as every reader of files gives it: paragraphs and grids, in the order of the document.

Promises of a reader: nothing that a person sees in the document is missing, and nothing is there twice. Numbers that a
word processor makes stand in the text. What is no part of the text (footnotes, comments) stands aside, at its place.
"""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.node import node


@node
class Paragraph:
    """A paragraph outside tables.

    text: its words; line breaks inside it are kept. level: its level of heading from 1, where the document says one.
    centred: it stands in the middle. right: it stands at the right edge, as the signature and the date of a notice.
    where: “第12段”.
    """

    text: str
    level: int | None = None
    centred: bool = False
    right: bool = False
    where: str = ""


@node
class Cell:
    """A cell of a grid, at its upper left corner; rows and columns count from 0.

    height, width: the rows and columns that it spans. text: its paragraphs, one a line. bold: all of its words are.
    nested: the tables inside it, which are no part of `text`, each with the lines of it that stand above the table.
    where: “表1 第5行第3列”, or “Sheet1!C5” of a workbook.
    """

    row: int
    column: int
    text: str
    height: int = 1
    width: int = 1
    bold: bool = False
    nested: "tuple[tuple[int, Grid], ...]" = ()
    where: str = ""

    def moved(self, rows: int, columns: int) -> "Cell":
        return replace(self, row=self.row + rows, column=self.column + columns)


def _row(cell: Cell) -> int:
    return cell.row


@node
class Grid:
    """A table of a document: its cells in reading order, each place covered at most once.

    name: “表1”, or the name of the worksheet. header_rows: how many rows the document itself repeats on each page.
    """

    name: str
    height: int
    width: int
    cells: tuple[Cell, ...]
    header_rows: int = 0

    def filled(self, row: int) -> list[Cell]:
        """Return the cells with words that begin in a row."""
        first = bisect_left(self.cells, row, key=_row)
        return [cell for cell in self.cells[first : bisect_right(self.cells, row, first, key=_row)] if cell.text]

    def between(self, first: int, end: int) -> "Grid":
        """Return the rows from one up to another, with the cells that begin in them."""
        cells = tuple(
            replace(cell, row=cell.row - first, height=min(cell.height, end - cell.row))
            for cell in self.cells
            if first <= cell.row < end
        )
        return Grid(self.name, max(0, end - first), self.width, cells)

    def rows(self) -> list[list[str]]:
        """Return the words of each place on one line; a place that a cell of another covers is empty."""
        rows = [[""] * self.width for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.row][cell.column] = cell.text.replace("\n", "")
        return rows


@node
class Aside:
    """A footnote or a comment. anchor: the words of the paragraph or cell that it belongs to."""

    kind: str
    text: str
    anchor: str
    where: str = ""


@node
class Document:
    """The whole of a document. remarks: what was left out or taken as accepted, as messages (W09)."""

    blocks: tuple[Paragraph | Grid, ...]
    asides: tuple[Aside, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
