"""Scoring a table over its periods and composing the year.

Receives a program and rows of units, by period where the program asks for it; promises the outcome of every row.
Each period is scored on its own, so rankings and caps are within a period. Then comes the year, whose program reads
the year's row and the sum of the unit's totals.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.ir.outcome import Fault, Outcome, Pending, UnitData, UnitOutcome
from creditdsl.ir.program import Program

Engine = Callable[[Program, Sequence[UnitData]], Outcome]


def score(program: Program, rows: Sequence[UnitData], engine: Engine) -> Outcome:
    """Score all rows, each among the rows of its period, and return them in their order."""
    if not program.periodic:
        return engine(program, rows)
    by_period: dict[str, list[UnitData]] = {}
    for row in rows:
        by_period.setdefault(row.period or "", []).append(row)
    done: dict[tuple[str, str], UnitOutcome] = {}
    faults: list[Fault] = []
    for period in sorted(by_period, key=lambda name: (is_year(name), name)):
        part = by_period[period]
        if not is_year(period):
            outcome = engine(program, part)
        elif program.year is not None:
            totals = _totals(done, period)
            outcome = engine(program.year, [_with_sum(row, program.year, totals.get(row.unit, [])) for row in part])
        else:
            continue
        done |= {(unit.unit, period): replace(unit, period=period) for unit in outcome.units}
        faults += [replace(fault, period=period) for fault in outcome.faults if not _is_sum(fault, program)]
    units = (done.get((row.unit, row.period or "")) for row in rows)
    return Outcome(tuple(unit for unit in units if unit is not None), tuple(faults))


def is_year(period: str) -> bool:
    """Return whether a period is a year: 2023, not 2023-01 nor 2023Q1."""
    return len(period) == 4 and period.isdecimal()


def _totals(done: dict[tuple[str, str], UnitOutcome], year: str) -> dict[str, list[Fraction | Pending]]:
    """Return by unit the totals of the periods of a year."""
    totals: dict[str, list[Fraction | Pending]] = {}
    for (unit, period), outcome in done.items():
        if period.startswith(year):
            totals.setdefault(unit, []).append(outcome.total)
    return totals


def _with_sum(row: UnitData, year: Program, totals: Sequence[Fraction | Pending]) -> UnitData:
    """Return the year's row with the sum of the unit's totals in that year; absent where one is pending."""
    if any(isinstance(total, Pending) for total in totals):
        return row
    sum_ = sum((total for total in totals if isinstance(total, Fraction)), Fraction(0))
    return replace(row, cells={**row.cells, year.period_sum: sum_})


def _is_sum(fault: Fault, program: Program) -> bool:
    """Return whether a fault only says that the sum is missing: it waits for periods whose own faults are reported."""
    sum_ = None if program.year is None else (program.year.period_sum,)
    return fault.measures == sum_ and not fault.zero_denominator
