"""A table of data as columns: what readers of large files give and engines on columns take.

num, code and holds have an entry for each row, also where the cell is blank; what stands there is any.
Only readers and engines of large tables import this file, because it needs NumPy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from creditdsl.ir.outcome import UnitData

Array = npt.NDArray[Any]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Decimals:
    """num ÷ den for each row. blank: which cells are; None where none is."""

    num: Array
    den: int = 1
    blank: Flags | None = None

    def cell(self, row: int) -> Fraction:
        return Fraction(int(self.num[row]), self.den)


@dataclass(frozen=True, slots=True)
class Booleans:
    holds: Flags
    blank: Flags | None = None

    def cell(self, row: int) -> bool:
        return bool(self.holds[row])


@dataclass(frozen=True, slots=True)
class Options:
    """code: the index of each row's word in words."""

    code: Array
    words: tuple[str, ...]
    blank: Flags | None = None

    def cell(self, row: int) -> str:
        return self.words[int(self.code[row])]


Column = Decimals | Booleans | Options


@dataclass(frozen=True, slots=True)
class Table:
    """units: their names, in the order of the rows. periods: of each row its period, in data by period."""

    rows: int
    columns: Mapping[str, Column]
    units: Sequence[str] = ()
    periods: Sequence[str] | None = None

    def row(self, row: int) -> UnitData:
        """One row as other engines take it."""
        cells = {name: one.cell(row) for name, one in self.columns.items() if one.blank is None or not one.blank[row]}
        return UnitData(self.units[row], cells, None if self.periods is None else self.periods[row])

    def take(self, rows: Array) -> "Table":
        """Some of the rows."""
        columns = {name: _taken(column, rows) for name, column in self.columns.items()}
        periods = None if self.periods is None else [self.periods[row] for row in rows]
        return Table(len(rows), columns, [self.units[row] for row in rows], periods)


def _taken(column: Column, rows: Array) -> Column:
    blank = None if column.blank is None else column.blank[rows]
    match column:
        case Decimals(num=num, den=den):
            return Decimals(num[rows], den, blank)
        case Booleans(holds=holds):
            return Booleans(holds[rows], blank)
        case Options(code=code, words=words):
            return Options(code[rows], words, blank)
