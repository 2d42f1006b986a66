"""The result of scoring in words: every value as printed, whatever form it is written in.

Receives scored tables; promises decimal text with the scheme's digits, 待定 for what waits, 不适用
for what does not concern a unit, and remarks that say why a grade was changed and what a value waits
for. Its own step because JSON, CSV and the table on the screen must not disagree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from creditdsl import __version__
from creditdsl.base.node import field, node
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.binding.periods import is_year
from creditdsl.results.difference import Difference, differences
from creditdsl.results.shape import Receipt
from creditdsl.results.unit import UnitResult, program_of, unit_result
from creditdsl.scoring.units import Scored
from creditdsl.syntax.nodes import SectionRole
from creditdsl.syntax.walk import entries

_Row = TypeVar("_Row", UnitResult, Difference)


@node
class Results:
    """One table's results; a unit has one for each period, in the order of the periods, years last.

    titles: of items and sections, by reference; points: what they say they are worth; deductions: those
    whose points are taken off. grades: best first.
    sets: of data in labelled sets the results of each, the last of them being units; differences are the last
    less the first.
    """

    scheme: str
    table: str
    title: str
    titles: Mapping[str, str]
    grades: tuple[str, ...]
    receipt: Receipt
    units: tuple[UnitResult, ...]
    sets: Mapping[str, tuple[UnitResult, ...]] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    points: Mapping[str, Fraction] = field(default_factory=dict)
    deductions: frozenset[str] = frozenset()
    digits: int = 2

    @property
    def items(self) -> tuple[str, ...]:
        return _keys(unit.items for unit in self.units)

    @property
    def sections(self) -> tuple[str, ...]:
        return _keys(unit.sections for unit in self.units)

    @property
    def mentions(self) -> tuple[str, ...]:
        """表彰 and 通报, where some unit can have them."""
        return _keys(unit.honours for unit in self.units)

    @property
    def periods(self) -> tuple[str, ...]:
        """In the order of the units; empty where there are no periods."""
        return tuple(dict.fromkeys(unit.period for unit in self.units if unit.period is not None))

    def of_period(self, period: str) -> "Results":
        """What concerns one period."""
        return replace(
            self,
            units=_only(self.units, period),
            sets={label: _only(units, period) for label, units in self.sets.items()},
            differences=_only(self.differences, period),
        )

    def by_place(self) -> list[UnitResult]:
        """The best first; units without a place behind, each in the order of the data."""
        return sorted(self.units, key=lambda unit: (unit.rank is None, unit.rank or 0))


def results(
    compiled: CompiledTable, scored: Mapping[str, Scored], scheme_sha256: str, engine: str = "exact"
) -> Results:
    """The results of a table, of one set of data under any label, or of two that are compared."""
    program = compiled.program
    last = program if program.year is None else program.year
    sets = {label: _units(compiled, one) for label, one in scored.items()}
    *before, units = sets.values()
    return Results(
        scheme=program.scheme,
        table=program.table,
        title=compiled.table.title,
        titles={entry.ref: entry.title for entry in entries(compiled.table)},
        grades=last.grade_names,
        receipt=Receipt(
            f"creditdsl {__version__}",
            scheme_sha256,
            tuple(sha256 for one in scored.values() for _, sha256 in one.reading.sources),
            engine,
            tuple(
                f"{label}：{name}" if label else name
                for label, one in scored.items()
                for name, _ in one.reading.sources
            ),
        ),
        units=units,
        sets=sets if before else {},
        differences=differences(before[0], units, program.digits) if before else (),
        points={entry.ref: entry.points for entry in entries(compiled.table) if entry.points is not None},
        deductions=frozenset(e.ref for e in entries(compiled.table) if e.role is SectionRole.DEDUCTION),
        digits=program.digits,
    )


def _units(compiled: CompiledTable, scored: Scored) -> tuple[UnitResult, ...]:
    """Period by period as the file has them, the years last."""
    outcomes = scored.outcome.units
    order = dict.fromkeys(outcome.period for outcome in outcomes)
    place = {period: (period is not None and is_year(period), at) for at, period in enumerate(order)}
    return tuple(
        unit_result(compiled, program_of(compiled, outcome.period), outcome, scored.reading)
        for outcome in sorted(outcomes, key=lambda outcome: place[outcome.period])
    )


def _keys(mappings: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for mapping in mappings for key in mapping))


def _only(rows: Sequence[_Row], period: str) -> tuple[_Row, ...]:
    return tuple(row for row in rows if row.period == period)
