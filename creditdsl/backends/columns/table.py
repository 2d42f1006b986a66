"""The data as the engine reads them: cells of a measure as numbers or truths of all rows.

Receives a table of columns, or rows as other engines take them; promises the nodes of each column,
made once, with the bounds of what stands in it.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from creditdsl.backends.columns.graph import Array, Node, Op, Part, apply, given, width
from creditdsl.backends.columns.numbers import Numbers, Truths
from creditdsl.backends.columns.reasons import Reason, Reasons
from creditdsl.ir.columns import Booleans, Column, Decimals, Options, Table
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Measure, Program
from creditdsl.ir.types import Choice, Number, Truth, Type


class Cells:
    """The columns of a table as nodes."""

    def __init__(self, table: Table, reasons: Reasons) -> None:
        self.table, self.reasons = table, reasons
        self.given: dict[str, Node] = {}
        self.blanks: dict[str, Part] = {}

    def value(self, measure: str) -> Numbers | Truths:
        """A cell that is no option."""
        column = self.table.columns[measure]
        state = self._state(measure)
        match column:
            case Decimals(num=num, den=den):
                return Numbers(self._node(measure, num), den, state)
            case Booleans(holds=holds):
                return Truths(self._node(measure, holds), state)
            case Options():
                raise AssertionError(measure)  # an option is asked for by OptionIs

    def option(self, measure: str, option: str) -> Truths:
        column = self.table.columns[measure]
        assert isinstance(column, Options)
        codes, words = self._node(measure, column.code), column.words
        return Truths(apply(Op.EQ, codes, words.index(option)) if option in words else False, self._state(measure))

    def blank(self, measure: str) -> Part:
        if measure not in self.blanks:
            blank = self.table.columns[measure].blank
            self.blanks[measure] = False if blank is None else given(blank, 0, 1)
        return self.blanks[measure]

    def _state(self, measure: str) -> Part:
        blank = self.blank(measure)
        return 0 if blank is False else apply(Op.WHERE, blank, self.reasons.bit(Reason(False, (measure,))), 0)

    def _node(self, measure: str, array: Array) -> Node:
        if measure not in self.given:
            known = len(array) > 0 and array.dtype != np.bool_
            low, high = (int(array.min()), int(array.max())) if known else (0, 1)
            self.given[measure] = given(array, low, high)
        return self.given[measure]


def from_rows(program: Program, rows: Sequence[UnitData]) -> Table:
    """The cells that the program's measures name, as columns."""
    kinds: dict[str, Type] = {detail.cell: Number() for detail in program.details}
    kinds |= {measure.name: measure.type for measure in measures_of(program)}
    columns = {name: column_of(kind, [row.cells.get(name) for row in rows]) for name, kind in kinds.items()}
    periods = [row.period or "" for row in rows] if program.periodic else None
    return Table(len(rows), columns, [row.unit for row in rows], periods)


def measures_of(program: Program) -> tuple[Measure, ...]:
    """Those of the periods and those of the year, but for the sum of the periods."""
    year = program.year
    yearly = () if year is None else (one for one in year.measures if one.name != year.period_sum)
    return tuple({one.name: one for one in (*yearly, *program.measures)}.values())


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
