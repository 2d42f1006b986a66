"""One unit's result in words, with the remarks that a reader needs beside the figures."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.node import field, node
from creditdsl.base.reference import EntryRef
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.binding.periods import is_year
from creditdsl.data.binding.reading import Reading
from creditdsl.explain.phrases import INAPPLICABLE, exact_text, score_text
from creditdsl.explain.record import waiting
from creditdsl.ir.names import BY_TOTAL, Label
from creditdsl.ir.outcome import Inapplicable, Pending, Score, UnitOutcome
from creditdsl.ir.program import Program
from creditdsl.results.remarks import PEOPLE_DECIDE, PERIODS_WAIT, override_note, overrides_of, waiting_notes


@node
class UnitResult:
    """One unit, of one period where there are periods; items and sections by reference.

    grade and rank are None where there is none (yet); honours: what is said under 表彰 and 通报.
    graded, placed: whether units of this period have a grade, a place at all. exact: by reference the exact
    value before caps and rounding, decimal text or a fraction such as 31/7.
    """

    unit: str
    period: str | None
    items: Mapping[str, str]
    sections: Mapping[str, str]
    total: str
    grade: str | None
    rank: int | None
    notes: tuple[str, ...]
    honours: Mapping[str, str | None] = field(default_factory=dict)
    graded: bool = True
    placed: bool = True
    exact: Mapping[str, str] = field(default_factory=dict)


def program_of(compiled: CompiledTable, period: str | None) -> Program:
    """The program that scored a row of the period."""
    year = compiled.program.year
    return year if year is not None and period is not None and is_year(period) else compiled.program


def unit_result(compiled: CompiledTable, program: Program, outcome: UnitOutcome, reading: Reading) -> UnitResult:
    """The result of one row in words."""
    return UnitResult(
        unit=outcome.unit,
        period=outcome.period,
        items={ref: score_text(value, program.digits) for ref, value in outcome.items.items()},
        sections={ref: _section(ref, value, outcome, program.digits) for ref, value in outcome.sections.items()},
        total=score_text(outcome.total, program.digits),
        grade=None if outcome.grade is None else program.grade_names[outcome.grade],
        rank=outcome.rank,
        notes=(*_overrides(compiled, program, outcome), *_waiting(program, outcome, reading)),
        honours=dict(outcome.honours),
        graded=program.grade is not None,
        placed=program.rank is not None,
        exact=dict(_exact(outcome)),
    )


def _exact(outcome: UnitOutcome) -> Iterator[tuple[str, str]]:
    for ref in (*outcome.items, *outcome.sections):
        value = outcome.trace.get(Label.sum(ref))
        if isinstance(value, Fraction):
            yield ref, exact_text(value)


def _section(ref: EntryRef, value: Score, outcome: UnitOutcome, digits: int) -> str:
    """A section of which nothing concerns the unit is 不适用, as its items are."""
    items = [score for item, score in outcome.items.items() if ref.holds(item)]
    nothing = bool(items) and all(isinstance(score, Inapplicable) for score in items)
    return INAPPLICABLE if nothing else score_text(value, digits)


def _overrides(compiled: CompiledTable, program: Program, outcome: UnitOutcome) -> Iterator[str]:
    """Why the grade is not the one of total and place, or what else the unit forfeits."""
    grades = compiled.table.grades
    if grades is None or outcome.grade is None:
        return
    fired = [override for label, override in overrides_of(grades, program).items() if label in outcome.trace]
    before = outcome.trace.get(BY_TOTAL)
    if fired:
        yield override_note(
            fired,
            program.grade_names[int(before)] if isinstance(before, Fraction) else None,
            program.grade_names[outcome.grade],
        )


def _waiting(program: Program, outcome: UnitOutcome, reading: Reading) -> Iterator[str]:
    """What the total, the grade and the place of a row wait for."""
    grade = outcome.values[program.grade] if program.grade is not None else None
    yield from waiting_notes(
        _causes(outcome.total, program, outcome, reading) if isinstance(outcome.total, Pending) else "",
        _causes(grade, program, outcome, reading) if isinstance(grade, Pending) else "",
        program.rank is not None and outcome.rank is None,
    )


def _causes(pending: Pending, program: Program, outcome: UnitOutcome, reading: Reading) -> str:
    """What a value waits for; the year's sum waits for periods that say so themselves."""
    if program.period_sum and program.period_sum in pending.waits_for:
        return PERIODS_WAIT
    if not pending.because:
        return PEOPLE_DECIDE
    unit, period = outcome.unit, outcome.period
    if period is not None:
        own = ((measure, reading.address(unit, measure, period)) for measure in pending.waits_for)
        reading = replace(reading, addresses={(unit, measure): place for measure, place in own if place is not None})
    return waiting(pending, unit, reading)
