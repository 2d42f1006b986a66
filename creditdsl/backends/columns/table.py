"""The data as columns: what the engine reads.

Receives numbers, truths and words by measure, from rows or from files read in columns; promises
integers over one denominator a column, with their bounds, and which cells are blank.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from creditdsl.backends.columns.numbers import BLANK, Numbers, State, Truths
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Program
from creditdsl.ir.types import Choice, Number, Truth, Type

_Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Decimals:
    """num ÷ den for each row. blank: which cells are; None where none is."""

    num: npt.NDArray[Any]
    den: int = 1
    blank: _Flags | None = None

    @cached_property
    def bounds(self) -> tuple[int, int]:
        return (int(self.num.min()), int(self.num.max())) if len(self.num) else (0, 0)

    def cells(self, rows: slice) -> Numbers:
        num = self.num[rows]
        num = num if num.dtype == object or num.dtype == np.int64 else num.astype(np.int64)
        return Numbers(num, self.den, *self.bounds, self.den, _state(self.blank, rows))


@dataclass(frozen=True)
class Booleans:
    holds: _Flags
    blank: _Flags | None = None

    def cells(self, rows: slice) -> Truths:
        return Truths(self.holds[rows], _state(self.blank, rows))


@dataclass(frozen=True)
class Options:
    """code: the index of each row's word in words."""

    code: npt.NDArray[Any]
    words: tuple[str, ...]
    blank: _Flags | None = None

    def equal(self, word: str, rows: slice) -> Truths:
        index = self.words.index(word) if word in self.words else -1
        return Truths(self.code[rows] == index, _state(self.blank, rows))


Column = Decimals | Booleans | Options


@dataclass(frozen=True)
class Table:
    """units: their names, in the order of the rows; needed only where a program asks who a unit is."""

    rows: int
    columns: Mapping[str, Column]
    units: Sequence[str] = ()

    def column(self, measure: str) -> Column:
        return self.columns[measure]

    def cells(self, measure: str, rows: slice) -> Numbers | Truths:
        column = self.columns[measure]
        assert not isinstance(column, Options)  # an option is asked for by OptionIs
        return column.cells(rows)

    def blank(self, measure: str, rows: slice) -> Truths:
        blank = self.columns[measure].blank
        return Truths(False if blank is None else blank[rows])


def _state(blank: _Flags | None, rows: slice) -> State:
    return None if blank is None else blank[rows].astype(np.uint8) * np.uint8(BLANK)


def from_rows(program: Program, rows: Sequence[UnitData]) -> Table:
    """The cells that the program's measures name, as columns."""
    kinds: dict[str, Type] = {measure.name: measure.type for measure in program.measures}
    kinds |= {detail.cell: Number() for detail in program.details}
    columns: dict[str, Column] = {}
    for name, kind in kinds.items():
        cells = [row.cells.get(name) for row in rows]
        missing = np.fromiter((cell is None for cell in cells), np.bool_, len(cells))
        blank = missing if missing.any() else None
        if isinstance(kind, Truth):
            columns[name] = Booleans(np.fromiter((cell is True for cell in cells), np.bool_, len(cells)), blank)
        elif isinstance(kind, Choice):
            words = tuple(dict.fromkeys(cell for cell in cells if isinstance(cell, str)))
            places = {word: place for place, word in enumerate(words)}
            codes = (places[cell] if isinstance(cell, str) else -2 for cell in cells)
            columns[name] = Options(np.fromiter(codes, np.int32, len(cells)), words, blank)
        else:
            columns[name] = _decimals([Fraction(cell or 0) for cell in cells if not isinstance(cell, str)], blank)
    return Table(len(rows), columns, tuple(row.unit for row in rows))


def _decimals(values: Sequence[Fraction], blank: _Flags | None) -> Decimals:
    den = lcm(*(value.denominator for value in values))
    nums = [value.numerator * (den // value.denominator) for value in values]
    small = all(abs(num) < 2**62 for num in nums)
    return Decimals(np.array(nums, dtype=np.int64 if small else object), den, blank)
