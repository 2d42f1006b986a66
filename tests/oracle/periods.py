"""Rows of several periods, and the year put together from them. A row is named 单位@期; without periods, 单位."""

from collections.abc import Iterable
from random import Random

from tests.oracle.grades import Outcome, finish
from tests.oracle.model import Scheme
from tests.oracle.totals import rounded, score, total_of
from tests.oracle.uses import names
from tests.oracle.values import Hole, Unit

MARK = "@"
SUMS = {"月度": "月度合计", "季度": "季度合计"}


def name_of(row: str) -> str:
    """Return the unit of a row."""
    return row.partition(MARK)[0]


def period_of(row: str) -> str:
    """Return the period of a row; empty, where there are none."""
    return row.partition(MARK)[2]


def is_year(row: str) -> bool:
    """Return whether a row is of a whole year."""
    return period_of(row).isdecimal()


def periods_for(random: Random, scheme: Scheme) -> list[str]:
    """Draw the periods of a table for a scheme; now and then one is passed over."""
    if scheme.period not in SUMS:
        return [""]
    over = random.random() < 0.2
    if scheme.period == "月度":
        parts = ["2023-01", "2023-02", "2023-04" if over else "2023-03"]
    else:
        parts = ["2023Q1", "2023Q3" if over else "2023Q2"]
    return [*parts, "2023"] if scheme.year else parts


def passed_over(rows: Iterable[str]) -> bool:
    """Say whether a month or quarter between the first and the last has no row."""
    parts = {period_of(row) for row in rows} - {""}
    size = 4 if any("Q" in part for part in parts) else 12
    numbers = {int(part[:4]) * size + int(part[-2:].lstrip("Q")) for part in parts if not part.isdecimal()}
    return bool(numbers) and max(numbers) - min(numbers) >= len(numbers)


def score_periods(scheme: Scheme, rows: dict[str, Unit]) -> dict[str, Outcome]:
    """Return what each row gets: units of one period are compared with each other, and the years at the end."""
    outcomes: dict[str, Outcome] = {}
    for period in dict.fromkeys(period_of(row) for row in rows):
        if period.isdecimal():
            continue
        chosen = {row: unit for row, unit in rows.items() if period_of(row) == period}
        scored = score(scheme, list(chosen.values()))
        for row, unit in chosen.items():
            outcomes[row] = scored[unit.name]
            if scheme.year:
                scored[unit.name].rank, scored[unit.name].grade, scored[unit.name].honours = None, None, {}
    years = {row: unit for row, unit in rows.items() if is_year(row)}
    if scheme.year:
        outcomes |= score_years(scheme, years, outcomes)
    return {row: outcomes[row] for row in rows}


def score_years(scheme: Scheme, years: dict[str, Unit], outcomes: dict[str, Outcome]) -> dict[str, Outcome]:
    """Return the totals of the year with places, grades and honours."""
    units, results = [], {}
    for unit in years.values():
        parts = [outcome.total for other, outcome in outcomes.items() if name_of(other) == unit.name]
        whole = Unit(unit.name, dict(unit.cells) | {SUMS[scheme.period]: total_of(parts)}, scheme)
        units.append(whole)
        named = {name: rounded(whole.value(("name", name), units), scheme) for name in names(scheme.year)}
        results[unit.name] = Outcome(items=named, total=rounded(whole.value(scheme.year, units), scheme))
    finish(scheme, units, results)
    return {row: results[unit.name] for row, unit in years.items()}


def blanks_of(row: str, hole: Hole) -> set[tuple[str, str]]:
    """Return the blank cells of a hole by row and column, those of the same period as the row."""
    period = period_of(row)
    return {(f"{unit}{MARK}{period}" if period else unit, column) for unit, column in hole.blanks if unit}
