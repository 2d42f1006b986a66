"""The result of scoring in words: every value as printed, whatever form it is written in.

Receives a scored table; promises decimal text with the scheme's digits, 待定 for what waits, and
remarks that say why a grade was lowered and what a value waits for. Its own step because JSON, CSV
and the table on the screen must not disagree.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from creditdsl import __version__
from creditdsl.cli.scoring import Scored
from creditdsl.compiler.lower import GRADE
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.reading import Reading
from creditdsl.forms import wording
from creditdsl.ir.nodes import Label
from creditdsl.ir.outcome import Pending, UnitOutcome
from creditdsl.publish.record import waiting
from creditdsl.publish.text import score_text
from creditdsl.syntax.walk import entries


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One unit; items and sections by reference. grade and rank are None where there is none (yet)."""

    unit: str
    items: Mapping[str, str]
    sections: Mapping[str, str]
    total: str
    grade: str | None
    rank: int | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the result was computed from and with."""

    tool: str
    scheme_sha256: str
    data_sha256: tuple[str, ...]
    engine: str


@dataclass(frozen=True, slots=True)
class Results:
    """One table's results, units in the order of the data. titles: of items and sections, by reference."""

    scheme: str
    table: str
    title: str
    titles: Mapping[str, str]
    grades: tuple[str, ...]
    receipt: Receipt
    units: tuple[UnitResult, ...]

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(self.units[0].items) if self.units else ()

    @property
    def sections(self) -> tuple[str, ...]:
        return tuple(self.units[0].sections) if self.units else ()

    def by_place(self) -> list[UnitResult]:
        """The best first; units without a place behind, each in the order of the data."""
        return sorted(self.units, key=lambda unit: (unit.rank is None, unit.rank or 0))


def results(compiled: CompiledTable, scored: Scored, scheme_sha256: str) -> Results:
    """The results of a table."""
    program = compiled.program
    return Results(
        scheme=program.scheme,
        table=program.table,
        title=compiled.table.title,
        titles={entry.ref: entry.title for entry in entries(compiled.table)},
        grades=program.grade_names,
        receipt=Receipt(
            f"creditdsl {__version__}", scheme_sha256, tuple(sha256 for _, sha256 in scored.reading.sources), "exact"
        ),
        units=tuple(_unit(compiled, outcome, scored.reading) for outcome in scored.outcome.units),
    )


def _unit(compiled: CompiledTable, outcome: UnitOutcome, reading: Reading) -> UnitResult:
    program = compiled.program
    return UnitResult(
        unit=outcome.unit,
        items={ref: score_text(value, program.digits) for ref, value in outcome.items.items()},
        sections={ref: score_text(value, program.digits) for ref, value in outcome.sections.items()},
        total=score_text(outcome.total, program.digits),
        grade=None if outcome.grade is None else program.grade_names[outcome.grade],
        rank=outcome.rank,
        notes=(*_demotions(compiled, outcome), *_waiting(compiled, outcome, reading)),
    )


def _demotions(compiled: CompiledTable, outcome: UnitOutcome) -> Iterator[str]:
    """Why the grade is not the one of the total."""
    grades, names = compiled.table.grades, compiled.program.grade_names
    if grades is None or outcome.grade is None:
        return
    reasons = [
        wording.predicate(demotion.when)
        for position, demotion in enumerate(grades.demotions, 1)
        if Label(GRADE, f"demotion{position}") in outcome.trace
    ]
    if not reasons:
        return
    by_total = outcome.trace[Label(GRADE, "by_total")]
    assert isinstance(by_total, Fraction)
    before, after = names[int(by_total)], names[outcome.grade]
    because = "因" + "".join(f"“{reason}”" for reason in reasons)
    if before == after:
        yield f"{because}应降低等次，已是最低的“{after}”，不再下降"
    else:
        yield f"{because}，等次由“{before}”降为“{after}”"


def _waiting(compiled: CompiledTable, outcome: UnitOutcome, reading: Reading) -> Iterator[str]:
    """What the total, the grade and the place wait for."""
    total = outcome.total
    grade = outcome.values[compiled.program.grade] if compiled.program.grade is not None else None
    if isinstance(total, Pending):
        yield f"总分待定：{waiting(total, outcome.unit, reading)}"
        return
    if isinstance(grade, Pending):
        yield f"等次待定：{waiting(grade, outcome.unit, reading)}"
    if outcome.rank is None:
        yield "名次待定：要等各单位的总分都确定"
