"""The tables beside the indicators: of grades, of 一票否决, and others, each with the line that names it.

Receives the grids without indicators in their order. Promises each of them once; of grades the first one.
"""

import re
from collections.abc import Iterable, Iterator

from creditdsl.base.node import node
from creditdsl.importer.document_grid import Grid, Paragraph
from creditdsl.importer.structure.grade_tables import grade_sentence, without_grades
from creditdsl.importer.structure.veto_tables import veto_rows

_MAX_CAPTION = 40
"""Characters of the longest line that names a table."""
_MAX_HEADING = 12
"""Characters of the longest heading of a table of vetoes."""
_CAPTION = re.compile(r"否决|等次|等级|档次|评定|划分|结果")


@node
class Beside:
    """A grid, and the line right above it that names it, where one does."""

    grid: Grid
    caption: Paragraph | None = None


@node
class BesideTables:
    """grades: the first table of grades. vetoes: those of 一票否决. others: all that are neither."""

    grades: Beside | None
    vetoes: tuple[Beside, ...]
    others: tuple[Grid, ...]

    @property
    def captions(self) -> tuple[Paragraph, ...]:
        named = (*self.vetoes, *([self.grades] if self.grades is not None else []))
        return tuple(one.caption for one in named if one.caption is not None)


def sorted_out(beside: Iterable[Beside]) -> BesideTables:
    """Return the grids by what they are."""
    grades: Beside | None = None
    vetoes: list[Beside] = []
    others: list[Grid] = []
    for table in beside:
        if grades is None and grade_sentence(table.grid):
            grades = table
        elif veto_rows(table.grid):
            vetoes.append(table)
        else:
            others.append(table.grid)
    return BesideTables(grades, tuple(vetoes), tuple(others))


def is_beside(grid: Grid) -> bool:
    """Return whether a grid is one of grades or of 一票否决; the headings of the latter are short."""
    return bool(grade_sentence(grid)) or (
        all(len(cell.text) <= _MAX_HEADING for cell in grid.filled(0)) and bool(veto_rows(grid))
    )


def is_caption(paragraph: Paragraph) -> bool:
    """Return whether a line above a table of grades or vetoes only names it."""
    text = paragraph.text.strip()
    return len(text) <= _MAX_CAPTION and _CAPTION.search(text) is not None and not re.search("[。；;，,]$", text)


def pieces(grid: Grid) -> Iterator[Paragraph | Grid]:
    """Yield a grid without the tables of grades and vetoes in it: those in outer columns, then those in its rows."""
    beside = without_grades(grid)
    if beside is None:
        yield from _pieces(grid)
    else:
        yield from _pieces(beside[0])
        yield beside[1]


def _pieces(grid: Grid) -> Iterator[Paragraph | Grid]:
    """Yield a grid without the tables of grades and vetoes in its rows, and these with the lines that name them.

    A sheet holds them right below one another: 五、一票否决事项 in a row of its own, then the headings of the table.
    """
    start = row = 0
    while row < grid.height:
        below = _below_caption(grid, row, first=start == row == 0)
        if below is None:
            row += 1
            continue
        yield from _apart(grid.between(start, row))
        yield from _lines(grid, row)
        yield below
        start = row = row + 1 + below.height
    yield from _apart(grid.between(start, grid.height)) if start else [grid]


def _below_caption(grid: Grid, row: int, *, first: bool) -> Grid | None:
    """Return the table of grades or vetoes below a row that names it; None where there is none. first: of its grid."""
    if len(grid.filled(row)) != 1 or not (first or is_caption(_lines(grid, row)[-1])):
        return None
    end = next((at for at in range(row + 1, grid.height) if len(grid.filled(at)) < 2), grid.height)
    below = grid.between(row + 1, end)
    return below if below.height > 1 and is_beside(below) else None


def _apart(grid: Grid) -> Iterator[Paragraph | Grid]:
    """Yield the rows above a table that hold a cell each as paragraphs, then the table, where one is there."""
    first = next((row for row in range(grid.height) if len(grid.filled(row)) > 1), grid.height)
    for row in range(first):
        yield from _lines(grid, row)
    if first < grid.height:
        yield grid.between(first, grid.height)


def _lines(grid: Grid, row: int) -> list[Paragraph]:
    """Return the words of a row as paragraphs."""
    return [
        Paragraph(line, None, cell.width > 1, where=cell.where)
        for cell in grid.filled(row)
        for line in cell.text.split("\n")
    ]
