"""A table scored unit by unit by the reference engine.

Receives the units as read and their outcomes; promises a `Scored` whose every value is that of an outcome.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from creditdsl.backends.periods import is_year
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.reference import EntryRef
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.binding.reading import Reading
from creditdsl.explain.phrases import exact_text
from creditdsl.ir.names import DefinitionId, Label
from creditdsl.ir.outcome import Outcome, Pending, UnitOutcome, Value
from creditdsl.ir.program import GradeStage, Program
from creditdsl.scoring.causes import cause
from creditdsl.scoring.coded import Coded, coded
from creditdsl.scoring.kept_run import KeptRun
from creditdsl.scoring.scored import RowKey, UnitFacts


class Interpreted:
    """What `interpret` gave for all units and periods. kept: what a later run can build on."""

    def __init__(
        self, compiled: CompiledTable, reading: Reading, outcome: Outcome, kept: KeptRun | None = None
    ) -> None:
        self.compiled, self.reading, self.outcome, self.kept = compiled, reading, outcome, kept

    @cached_property
    def parts(self) -> tuple["InterpretedPart", ...]:
        by_period: dict[str | None, list[UnitOutcome]] = {}
        for unit in self.outcome.units:
            by_period.setdefault(unit.period, []).append(unit)
        ordered = sorted(by_period, key=lambda period: period is not None and is_year(period))
        year = self.compiled.program.year
        return tuple(
            InterpretedPart(
                self.compiled.program if year is None or period is None or not is_year(period) else year,
                period,
                by_period[period],
                self.reading,
            )
            for period in ordered
        )

    @property
    def names(self) -> Sequence[str]:
        return [row.unit for row in self.reading.units]

    @property
    def periodic(self) -> bool:
        return any(unit.period is not None for unit in self.outcome.units)

    @property
    def keys(self) -> Sequence[RowKey]:
        return [(unit.unit, unit.period) for unit in self.outcome.units]

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        return self.reading.sources

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.reading.diagnostics

    def facts(self, units: Collection[str], *, last: bool = False) -> Iterator[UnitFacts]:
        """All that is known."""
        yield UnitFacts(self.reading, self.outcome, None)


class InterpretedPart:
    """The outcomes of one period."""

    def __init__(self, program: Program, period: str | None, outcomes: Sequence[UnitOutcome], reading: Reading) -> None:
        self.program, self.period, self.outcomes, self.reading = program, period, outcomes, reading
        self.units = [outcome.unit for outcome in outcomes]
        self._stages = {stage.definition for stage in program.grade_stages}

    def column(self, definition: DefinitionId, rows: slice) -> Coded[int | None]:
        scale = 1 if definition in self._stages else self.program.scale(definition)
        return coded(_whole(outcome.values[definition], scale) for outcome in self.outcomes[rows])

    def fired(self, stage: GradeStage, rows: slice) -> Coded[int | None]:
        return coded(int(stage.label in outcome.trace) for outcome in self.outcomes[rows])

    def causes(self, rows: slice) -> Sequence[str]:
        return [self._causes(outcome) for outcome in self.outcomes[rows]]

    def waiting(self, definition: DefinitionId, row: int) -> tuple[Pending, str]:
        outcome = self.outcomes[row]
        pending = outcome.values[definition]
        assert isinstance(pending, Pending)
        return pending, cause(pending, self.program, outcome, self.reading)

    def sums(self, row: int) -> Mapping[EntryRef, str]:
        return dict(_sums(self.outcomes[row]))

    def _causes(self, outcome: UnitOutcome) -> str:
        grade = outcome.values[self.program.grade] if self.program.grade is not None else None
        pending = outcome.total if isinstance(outcome.total, Pending) else grade
        return cause(pending, self.program, outcome, self.reading) if isinstance(pending, Pending) else ""


def _whole(value: Value, scale: int) -> int | None:
    """The value in parts of which `scale` make one: results are rounded to such."""
    if isinstance(value, Pending):
        return None
    parts, rest = divmod(scale, value.denominator)
    if rest:
        raise ValueError(f"{value} is no whole number of 1/{scale}")
    return value.numerator * parts


def _sums(outcome: UnitOutcome) -> Iterator[tuple[EntryRef, str]]:
    for ref in (*outcome.items, *outcome.sections):
        value = outcome.trace.get(Label.sum(ref))
        if isinstance(value, Fraction):
            yield ref, exact_text(value)
