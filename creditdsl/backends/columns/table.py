"""The data as columns: what the engine reads.

Receives numbers, truths and words by measure, from rows or from files read in columns; promises
integers over one denominator a column, with their bounds, and which cells are blank.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np
import numpy.typing as npt

from creditdsl.backends.columns.graph import Array, Node, Op, Part, apply, given, width
from creditdsl.backends.columns.numbers import BLANK, Numbers, Truths
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Program
from creditdsl.ir.types import Choice, Number, Truth, Type

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Decimals:
    """num ÷ den for each row. blank: which cells are; None where none is."""

    num: Array
    den: int = 1
    blank: Flags | None = None

    @cached_property
    def cells(self) -> Numbers:
        low, high = (int(self.num.min()), int(self.num.max())) if len(self.num) else (0, 0)
        return Numbers(given(self.num, low, high), self.den, _state(self.blank))

    def cell(self, row: int) -> Fraction:
        return Fraction(int(self.num[row]), self.den)


@dataclass(frozen=True)
class Booleans:
    holds: Flags
    blank: Flags | None = None

    @cached_property
    def cells(self) -> Truths:
        return Truths(given(self.holds, 0, 1), _state(self.blank))

    def cell(self, row: int) -> bool:
        return bool(self.holds[row])


@dataclass(frozen=True)
class Options:
    """code: the index of each row's word in words."""

    code: Array
    words: tuple[str, ...]
    blank: Flags | None = None

    @cached_property
    def codes(self) -> Node:
        return given(self.code, -1, len(self.words))

    def equal(self, word: str) -> Truths:
        holds: Part = apply(Op.EQ, self.codes, self.words.index(word)) if word in self.words else False
        return Truths(holds, _state(self.blank))

    def cell(self, row: int) -> str:
        return self.words[int(self.code[row])]


Column = Decimals | Booleans | Options


@dataclass(frozen=True)
class Table:
    """units: their names, in the order of the rows. periods: of each row its period, in data by period."""

    rows: int
    columns: Mapping[str, Column]
    units: Sequence[str] = ()
    periods: Sequence[str] | None = None

    def cells(self, measure: str) -> Numbers | Truths:
        column = self.columns[measure]
        assert not isinstance(column, Options)  # an option is asked for by OptionIs
        return column.cells

    def option(self, measure: str, option: str) -> Truths:
        column = self.columns[measure]
        assert isinstance(column, Options)
        return column.equal(option)

    def blank(self, measure: str) -> Part:
        blank = self.columns[measure].blank
        return False if blank is None else given(blank, 0, 1)

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


def _state(blank: Flags | None) -> Part:
    return 0 if blank is None else apply(Op.WHERE, given(blank, 0, 1), BLANK, 0)


def from_rows(program: Program, rows: Sequence[UnitData]) -> Table:
    """The cells that the program's measures name, as columns."""
    kinds: dict[str, Type] = {measure.name: measure.type for measure in program.measures}
    kinds |= {detail.cell: Number() for detail in program.details}
    columns = {name: column_of(kind, [row.cells.get(name) for row in rows]) for name, kind in kinds.items()}
    return Table(len(rows), columns, tuple(row.unit for row in rows))


def column_of(kind: Type, cells: Sequence[Fraction | bool | str | None]) -> Column:
    """Cells as other engines take them, None where blank."""
    missing = np.fromiter((cell is None for cell in cells), np.bool_, len(cells))
    blank = missing if missing.any() else None
    match kind:
        case Truth():
            return Booleans(np.fromiter((cell is True for cell in cells), np.bool_, len(cells)), blank)
        case Choice():
            words = tuple(dict.fromkeys(cell for cell in cells if isinstance(cell, str)))
            places = {word: place for place, word in enumerate(words)}
            codes = (places[cell] if isinstance(cell, str) else -1 for cell in cells)
            return Options(np.fromiter(codes, np.int32, len(cells)), words, blank)
        case _:
            values = [Fraction(0) if cell is None or isinstance(cell, str) else Fraction(cell) for cell in cells]
            den = lcm(*(value.denominator for value in values))
            nums = [value.numerator * (den // value.denominator) for value in values]
            kind_ = width(min(nums, default=0), max(nums, default=0))
            return Decimals(np.array(nums, dtype=kind_), den, blank)
