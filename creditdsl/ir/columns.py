"""A table of data as columns, and its scores: the interface of readers of large files and of fast engines.

num, code and holds have an entry for each row; the entry of a blank cell is arbitrary.
Only readers and engines of large tables import this file, because it needs NumPy.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from creditdsl.base.node import node
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Program

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]
    Flags = npt.NDArray[np.bool_]
else:  # numpy.typing takes longer to import than a small table to score
    Array = Flags = np.ndarray


@node
class Decimals:
    """The numbers num ÷ den, one a row.

    blank: the rows whose cell is blank; None means no row.
    """

    num: Array
    den: int = 1
    blank: Flags | None = None

    def cell(self, row: int) -> Fraction:
        return Fraction(int(self.num[row]), self.den)


@node
class Booleans:
    holds: Flags
    blank: Flags | None = None

    def cell(self, row: int) -> bool:
        return bool(self.holds[row])


@node
class Options:
    """The words of a choice, one a row.

    code: the index of each row's word in words.
    """

    code: Array
    words: tuple[str, ...]
    blank: Flags | None = None

    def cell(self, row: int) -> str:
        return self.words[int(self.code[row])]


Column = Decimals | Booleans | Options


@node
class Table:
    """Columns of equal length by the names of measures.

    units: the name of each row's unit. periods: the period of each row, where ranks and aggregates stay within
    a period; None without periods.
    """

    rows: int
    columns: Mapping[str, Column]
    units: Sequence[str] = ()
    periods: Sequence[str] | None = None

    def row(self, row: int) -> UnitData:
        """Return one row as other engines take it."""
        cells = {name: one.cell(row) for name, one in self.columns.items() if one.blank is None or not one.blank[row]}
        return UnitData(self.units[row], cells, None if self.periods is None else self.periods[row])

    def take(self, rows: Array | slice) -> "Table":
        """Return the table of some rows; a slice copies no column."""
        columns = {name: _taken(column, rows) for name, column in self.columns.items()}
        units = _some(self.units, rows)
        return Table(len(units), columns, units, None if self.periods is None else _some(self.periods, rows))

    def by_period(self) -> dict[str, Array]:
        """Group row indices by period, periods in order of first occurrence."""
        assert self.periods is not None
        rows: dict[str, list[int]] = {}
        for row, period in enumerate(self.periods):
            rows.setdefault(period, []).append(row)
        return {period: np.array(those) for period, those in rows.items()}


def _some(words: Sequence[str], rows: Array | slice) -> Sequence[str]:
    return words[rows] if isinstance(rows, slice) else [words[row] for row in rows]


def _taken(column: Column, rows: Array | slice) -> Column:
    blank = None if column.blank is None else column.blank[rows]
    match column:
        case Decimals(num=num, den=den):
            return Decimals(num[rows], den, blank)
        case Booleans(holds=holds):
            return Booleans(holds[rows], blank)
        case Options(code=code, words=words):
            return Options(code[rows], words, blank)


def integers(values: Sequence[int]) -> Array:
    """Return the values in the narrowest type that holds them all; Python integers beyond 64 bits."""
    low, high = min(values, default=0), max(values, default=0)
    for kind in (np.int8, np.int16, np.int32, np.int64):
        if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max:
            return np.array(values, dtype=kind)
    return np.array(values, dtype=object)


def back(rows: Array) -> Array:
    """Return the inverse permutation of `rows`."""
    places = np.empty(len(rows), np.int64)
    places[rows] = np.arange(len(rows))
    return places


@node
class Scores:
    """One result of every row.

    value: whole numbers of 1/`Program.scale`: 950 is 9.50 with two digits. state: 0 for a score; elsewhere
    the score is pending and value is arbitrary.
    """

    value: Array
    state: Array


TableEngine = Callable[[Program, Table], dict[DefinitionId, Scores]]
"""From a table to the program's results by their names, row by row in the order of the table."""
