"""The header of a table: which rows it takes, and what each column below it holds.

Receives a grid. Promises a kind for every column by the synonyms that offices use, and which name column the points of
a column belong to.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.base.node import node
from creditdsl.importer.document_grid import Cell, Grid
from creditdsl.syntax.column_words import ColumnKind as Kind
from creditdsl.syntax.column_words import kind_of, squashed

_MAX_BLANK = 8
"""Characters of the longest heading of a column that is filled in by hand."""
_MAX_NAME = 25
"""Characters of most names in a column that is not called a column of names."""
_CASES = re.compile("(?:加分|扣分|减分|加减分|奖励|附加)(?:情形|事项|内容|因素|要点)")
"""The heading of a column of criteria that are names where another column has the criteria: 加分情形 │ 加分标准."""
_NUMBERED = re.compile(r"\d{1,3}[.．、](?!\d)\s*[^。；;，,：:]+$")
"""A title with a number, and no sentence."""
_MAX_ROWS = 3
"""Rows of the tallest header."""


@node
class Column:
    """A column below a header.

    level: of a name column from 0; of points and weights, that of the names that they belong to.
    """

    position: int
    kind: Kind
    heading: str
    level: int = -1


@node
class Header:
    """The header of a table. first, last: its rows. columns: by their positions."""

    first: int
    last: int
    columns: tuple[Column, ...]

    def of(self, *kinds: Kind) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.kind in kinds)

    @property
    def names(self) -> tuple[Column, ...]:
        return self.of(Kind.SECTION, Kind.ITEM, Kind.SUB_ITEM)

    @property
    def alike(self) -> tuple[str, ...]:
        """What tells two headers apart."""
        return tuple(squashed(column.heading) for column in self.columns)


def header_at(grid: Grid, row: int) -> Header | None:
    """Return the header that begins in a row; None where none does."""
    top = grid.filled(row)
    kinds = [kind_of(cell.text) for cell in top]
    known = sum(kind is not None for kind in kinds)
    if known < 2 or not _tells(kinds):
        return None
    strange = [cell for cell, kind in zip(top, kinds, strict=True) if kind is None]
    if known < 2 * len(strange) and not _are_blank(grid, row, strange):
        return None
    last = max((row + cell.height - 1 for cell in top if cell.height <= _MAX_ROWS), default=row)
    if last == row and any(cell.width > 1 for cell in top) and _is_second(grid, row + 1, top):
        last = row + 1
    return Header(row, last, _columns(grid, row, last))


def _are_blank(grid: Grid, row: int, headings: Sequence[Cell]) -> bool:
    """Return whether columns with short headings are to be filled in by hand: no row below says anything in them."""
    filled = {cell.column for cell in grid.cells if cell.row > row and cell.text}
    return bool(filled) and not any(
        len(squashed(head.text)) > _MAX_BLANK or filled & set(range(head.column, head.column + head.width))
        for head in headings
    )


def _tells(kinds: Sequence[Kind | None]) -> bool:
    """Return whether the columns are those of an indicator table: a name or content, and points or a criterion."""
    known = set(kinds)
    return bool(known & {Kind.ITEM, Kind.CONTENT, Kind.CRITERION, Kind.SECTION}) and bool(
        known & {Kind.POINTS, Kind.CRITERION, Kind.WEIGHT, Kind.SELF_SCORE, Kind.CHECKED_SCORE}
    )


def _is_second(grid: Grid, row: int, top: Sequence[Cell]) -> bool:
    """Return whether a row goes on with the header: every cell of it stands below a wide one and is a heading."""
    below = grid.filled(row)
    wide = [cell for cell in top if cell.width > 1]
    return bool(below) and all(
        any(over.column <= cell.column < over.column + over.width for over in wide) and kind_of(cell.text) is not None
        for cell in below
    )


def _columns(grid: Grid, first: int, last: int) -> tuple[Column, ...]:
    """Return the columns with the headings of all header rows; one below a wide heading has its own words."""
    headings: dict[int, list[str]] = {}
    for cell in grid.cells:
        if first <= cell.row <= last and cell.text:
            for position in range(cell.column, cell.column + cell.width):
                headings.setdefault(position, []).append(cell.text)
    columns = []
    for position, words in sorted(headings.items()):
        kind = next((known for text in reversed(words) if (known := kind_of(text)) is not None), Kind.OTHER)
        over = list(dict.fromkeys(re.sub(r"\s+", "", text) for text in words))
        heading = over[-1] if len(over) == 1 else f"{over[0]}（{over[-1]}）"
        columns.append(Column(position, kind, heading))
    return _levelled(_once(columns, grid, last))


def _once(columns: list[Column], grid: Grid, last: int) -> list[Column]:
    """Return the columns, of which the one that holds names is one even where no heading says so."""
    if any(column.kind is Kind.ITEM for column in columns):
        return _with_titles(columns, grid, last)
    criteria = [n for n, column in enumerate(columns) if column.kind is Kind.CRITERION]
    if len(criteria) > 1 and _CASES.fullmatch(squashed(columns[criteria[0]].heading)):
        columns[criteria[0]] = Column(columns[criteria[0]].position, Kind.ITEM, columns[criteria[0]].heading)
        return columns
    contents = [n for n, column in enumerate(columns) if column.kind is Kind.CONTENT]
    if contents and (len(contents) > 1 or _are_titles(grid, columns[contents[0]].position, last)):
        first = contents[0]
        columns[first] = Column(columns[first].position, Kind.ITEM, columns[first].heading)
    return columns


def _with_titles(columns: list[Column], grid: Grid, last: int) -> list[Column]:
    """Return the columns, of which one for contents right of the only names holds names where it has one a row.

    考核项目 │ 考核内容 │ 分值 │ 评分标准
    一、责任 │ 1.制度   │ 10   │
             │ 2.人员   │ 15   │
    """
    names = [n for n, column in enumerate(columns) if column.kind is Kind.ITEM]
    contents = [n for n, column in enumerate(columns) if column.kind is Kind.CONTENT]
    if len(names) != 1 or contents != [names[0] + 1] or not any(one.kind is Kind.CRITERION for one in columns):
        return columns
    sections, titles = (_below(grid, columns[n].position, last) for n in (names[0], contents[0]))
    numbered_titles = bool(titles) and all(len(text) <= _MAX_NAME and _NUMBERED.match(text) for text in titles)
    if len(sections) < len(titles) and numbered_titles:
        columns[contents[0]] = replace(columns[contents[0]], kind=Kind.ITEM)
    return columns


def _below(grid: Grid, position: int, last: int) -> list[str]:
    """Return the texts of a column below the header."""
    return [cell.text for cell in grid.cells if cell.column == position and cell.row > last and cell.text]


def _are_titles(grid: Grid, position: int, last: int) -> bool:
    """Return whether most cells of a column below the header are as short as titles."""
    lengths = sorted(map(len, _below(grid, position, last)))
    return bool(lengths) and lengths[len(lengths) // 2] <= _MAX_NAME


def _levelled(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Give the name columns their levels from left to right, and the points those of the names they follow."""
    names = [column for column in columns if column.kind is Kind.ITEM]
    kinds = (Kind.SECTION, Kind.ITEM, Kind.SUB_ITEM)
    first = 1 if len(names) == 1 else 0
    levels = {column.position: min(first + n, 2) for n, column in enumerate(names)}
    placed = []
    current = first
    for column in columns:
        if column.kind is Kind.ITEM:
            current = levels[column.position]
            placed.append(Column(column.position, kinds[current], column.heading, current))
        elif column.kind in (Kind.POINTS, Kind.WEIGHT):
            placed.append(Column(column.position, column.kind, column.heading, current))
        else:
            placed.append(column)
    return tuple(placed)
