"""A table scored as columns, by any engine of tables.

Receives the columns, where they were read, and their scores by period; promises a `Scored` that holds no Python
object for each cell. What a row waits for is found by the columns engine, whichever engine scored; one unit is
explained by the interpreter, with what columns know of the others in their place.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from creditdsl.backends.columns.facts import Known
from creditdsl.backends.parts import Part
from creditdsl.backends.periods import is_year
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.reference import EntryRef
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.explain.conclusion import MAX_NEIGHBOURS, Field
from creditdsl.explain.explanation_nodes import Neighbour
from creditdsl.ir.columns import Array, Table
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.outcome import Outcome, Pending, UnitOutcome
from creditdsl.ir.program import GradeStage, Program
from creditdsl.scoring.causes import cause
from creditdsl.scoring.coded import Coded
from creditdsl.scoring.origin import Origin
from creditdsl.scoring.scored import RowKey, UnitFacts

if TYPE_CHECKING:
    from creditdsl.scoring.waits import Waits


class Computed:
    """The scores of all rows and periods. table: the whole one."""

    def __init__(self, compiled: CompiledTable, origin: Origin, table: Table, parts: Sequence[Part]) -> None:
        self.compiled, self.origin, self.table = compiled, origin, table
        first = {part.period: 0 if part.at is None else int(part.at[0]) for part in parts}
        ordered = sorted(parts, key=lambda part: (_of_year(part), first[part.period]))
        self.parts = tuple(ComputedPart(part, origin) for part in ordered)

    @property
    def names(self) -> Sequence[str]:
        return self.table.units

    @property
    def periodic(self) -> bool:
        return self.table.periods is not None

    @property
    def keys(self) -> Sequence[RowKey]:
        if self.table.periods is None:
            return [(unit, None) for unit in self.table.units]
        return [*zip(self.table.units, self.table.periods, strict=True)]

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        return self.origin.sources

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.origin.diagnostics

    def facts(self, units: Collection[str], *, last: bool = False) -> Iterator[UnitFacts]:
        """Each unit's outcome for every period."""
        for left, unit in enumerate(units, 1 - len(units)):
            yield self._facts(unit, last=last and not left)

    def _facts(self, unit: str, *, last: bool) -> UnitFacts:
        """last: the scores make room for what is known of all units, of one period after the other."""
        places = [(part, _place(unit, part.units)) for part in self.parts]
        scored = [(part, place) for part, place in places if place is not None]
        reading = self.origin.reading([part.row(place) for part, place in scored])
        fields = {part.period: _field(part.part, place) for part, place in scored}
        if last:
            self.parts, self.table = (), Table(0, {})
            for part, _ in scored:
                part.make_room()
            places.clear()
        outcomes = []
        while scored:
            part, place = scored.pop(0)
            outcomes.append(part.outcome(place))
        return UnitFacts(reading, Outcome(tuple(outcomes), ()), fields)


class ComputedPart:
    """The scores of one period."""

    def __init__(self, part: Part, origin: Origin) -> None:
        self.part, self.origin = part, origin
        self.program: Program = part.program
        self.period: str | None = part.period
        self.units: Sequence[str] = part.table.units

    def column(self, definition: DefinitionId, rows: slice) -> Coded[int | None]:
        scores = self.part.scores[definition]
        value, waits = scores.value[rows], scores.state[rows] != 0
        if not waits.any():
            different, places = distinct(value)
            return Coded(different, places)
        different, places = distinct(np.where(waits, 0, value))  # what stands where a row waits is no value
        return Coded([*different, None], np.where(waits, len(different), places))

    def fired(self, stage: GradeStage, rows: slice) -> Coded[int | None]:
        return self.column(stage.definition.fired, rows)

    def causes(self, rows: slice) -> Sequence[str]:
        return list(self._waits.of(rows))

    def waiting(self, definition: DefinitionId, row: int) -> tuple[Pending, str]:
        outcome = self.outcome(row)
        pending = outcome.values[definition]
        assert isinstance(pending, Pending)
        return pending, cause(pending, self.program, outcome, self.origin.reading([self.row(row)]))

    def sums(self, row: int) -> Mapping[EntryRef, str]:
        return {}

    def row(self, place: int) -> int:
        """The row of the whole table at a place of this part."""
        return place if self.part.at is None else int(self.part.at[place])

    def outcome(self, row: int) -> UnitOutcome:
        """The outcome that the interpreter gives of the row."""
        return replace(self._known.outcome(row), period=self.period)

    def make_room(self) -> None:
        """Let go of the scores; the outcome of a row can still be asked for."""
        self.part = replace(self.part, scores={})

    @cached_property
    def _known(self) -> Known:
        return Known(self.program, self.part.table)

    @cached_property
    def _waits(self) -> "Waits":
        from creditdsl.scoring.waits import Waits

        return Waits(self.part, self.origin.cell)


_SPAN = 1 << 17
"""Values that lie so close together are counted in a table, which sorts nothing."""


def distinct(values: Array) -> tuple[list[int], Array]:
    """The different values in order, and the place of each row's value among them."""
    low, high = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    if high - low >= _SPAN:
        different, places = np.unique(values, return_inverse=True)
        return different.tolist(), places
    above = values.astype(np.int64) - low
    met = np.zeros(high - low + 1, np.bool_)
    met[above] = True
    return (np.flatnonzero(met) + low).tolist(), (np.cumsum(met, dtype=np.int32) - 1)[above]


def _of_year(part: Part) -> bool:
    return part.period is not None and is_year(part.period)


def _place(unit: str, units: Sequence[str]) -> int | None:
    return next((place for place, name in enumerate(units) if name == unit), None)


def _field(part: Part, row: int) -> Field:
    if part.program.rank is None:
        return Field(part.table.rows, part.table.rows)
    rank = part.scores[part.program.rank]
    same = (rank.value == rank.value[row]) & ((rank.state != 0) == bool(rank.state[row]))
    neighbours = () if rank.state[row] else tuple(_neighbours(part, rank.value, rank.state == 0, row))
    return Field(part.table.rows, int(np.count_nonzero(same)), neighbours)


def _neighbours(part: Part, ranks: Array, known: Array, row: int) -> Iterator[Neighbour]:
    """The units of the nearest place before a row's, then of the nearest behind."""
    total = part.scores[part.program.total]
    for beside, nearest in ((known & (ranks < ranks[row]), np.max), (known & (ranks > ranks[row]), np.min)):
        if not beside.any():
            continue
        place = int(nearest(ranks[beside]))
        rows = np.flatnonzero(known & (ranks == place))
        names = tuple(part.table.units[int(at)] for at in rows[:MAX_NEIGHBOURS])
        points = Fraction(int(total.value[rows[0]]), part.program.scale(part.program.total))
        yield Neighbour(names, len(rows), place, points)
