"""The result of an engine: per unit its scores and the labelled trace that explains them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from creditdsl.base.node import field, node
from creditdsl.base.reference import EntryRef
from creditdsl.ir.names import DefinitionId, Label
from creditdsl.ir.nodes import Population


@node
class Fault:
    """A value that cannot be computed: a blank cell, or a denominator that is zero.

    measures: the cell (blank), or the cells of the denominator (zero).
    """

    unit: str
    measures: tuple[str, ...]
    zero_denominator: bool = False
    period: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """The same fault of many units of a very large table.

    rows: a bit set over the indices of units.
    """

    units: Sequence[str]
    rows: int
    measures: tuple[str, ...]
    zero_denominator: bool = False

    def names(self) -> Iterator[str]:
        """Yield the names of the units, in the order of the data."""
        return (self.units[row] for row in places(self.rows))


def places(rows: int) -> Iterator[int]:
    """Yield the indices of the set bits, the lowest first."""
    while rows:
        yield (rows & -rows).bit_length() - 1
        rows &= rows - 1


@node
class Pending:
    """A value that waits for cells to be filled in; printed 待定. Missing is explicit, never zero."""

    because: frozenset[Fault | Crowd]

    @property
    def waits_for(self) -> frozenset[str]:
        """The measures of those cells, of this unit or (in a ranking) of another."""
        return frozenset(measure for fault in self.because for measure in fault.measures)


@node
class Inapplicable:
    """The score of an item for a unit to which it does not apply; printed 不适用, never 0."""


Value = Fraction | bool | Pending
Score = Fraction | Pending | Inapplicable
Cells = Mapping[str, Fraction | bool | str]
"""One unit's cells by measure; a blank cell is absent."""


@node
class UnitData:
    """One row: a unit, in data by period one period of it (2023-01, 2023Q1, the year 2023)."""

    unit: str
    cells: Cells
    period: str | None = None


@node
class UnitOutcome:
    """One unit's result, of one period where there are periods.

    items and sections are by reference; grade is an index or None. honours: by 表彰, 通报, what is
    said of the unit, None for nothing.
    """

    unit: str
    items: Mapping[EntryRef, Score]
    sections: Mapping[EntryRef, Fraction | Pending]
    total: Fraction | Pending
    rank: int | None
    grade: int | None
    values: Mapping[DefinitionId, Value]
    """Every definition's value, by name; rankings are not in it."""
    trace: Mapping[Label, Value]
    period: str | None = None
    honours: Mapping[str, str | None] = field(default_factory=dict)
    populations: Mapping[Population, Value] = field(default_factory=dict)
    """What is the same of all units, where the engine tells it."""


@node
class Outcome:
    """The result of a whole table.

    faults: what keeps an item, the total or the grade from a value; by unit, then by measure.
    """

    units: tuple[UnitOutcome, ...]
    faults: tuple[Fault, ...]


LISTED_ROWS = 200
"""Rows whose faults are listed; of further ones it is only said how many there are."""


@node
class Faults:
    """What keeps items, totals and grades of many rows from a value.

    first: the faults of the first rows that have some, by row. rows: how many rows have some. columnless: by measure
    without a column, the units that need it.
    """

    first: tuple[Fault, ...]
    rows: int
    columnless: Mapping[str, Sequence[str]] = field(default_factory=dict)
