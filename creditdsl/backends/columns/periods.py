"""Scores on columns over periods, and the year composed of them.

Receives a program and a table; promises the scores of every period, each among its own rows, then of
the year, as backends.periods does with rows. A table without periods is one part.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from creditdsl.backends.columns.graph import Array
from creditdsl.backends.columns.run import Scores, score_columns
from creditdsl.backends.periods import is_year
from creditdsl.backends.reasons import asking
from creditdsl.ir.columns import Decimals, Table
from creditdsl.ir.program import Program


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one period. scores: also why a grade was changed. at: where in the whole table they stand,
    None for all of it."""

    program: Program
    table: Table
    scores: dict[str, Scores]
    period: str | None = None
    at: Array | None = None


def parts(program: Program, table: Table) -> list[Part]:
    """The periods in order, each year behind its own."""
    if table.periods is None:
        return [Part(program, table, score_columns(asking(program), table))]
    rows: dict[str, list[int]] = {}
    for row, period in enumerate(table.periods):
        rows.setdefault(period, []).append(row)
    found: list[Part] = []
    for period in sorted(rows, key=lambda name: (is_year(name), name)):
        at = np.array(rows[period])
        part, of = table.take(at), program
        if is_year(period):
            if program.year is None:
                continue
            of = program.year
            within = [one for one in found if one.program is program and (one.period or "").startswith(period)]
            part = with_sum(part, of.period_sum, program, within)
        found.append(Part(of, part, score_columns(asking(of), part), period, at))
    return found


def with_sum(year: Table, name: str, program: Program, within: Sequence[Part]) -> Table:
    """The year's rows with the sum of each unit's totals; blank where one of them waits."""
    number = {unit: row for row, unit in enumerate(year.units)}
    total = np.zeros(year.rows, np.int64)
    waits = np.zeros(year.rows, np.bool_)
    for part in within:
        into = np.fromiter((number.get(unit, -1) for unit in part.table.units), np.int64, part.table.rows)
        known, scores = into >= 0, part.scores[program.total]
        np.add.at(total, into[known], scores.value[known])
        waits[into[known]] |= scores.state[known] != 0
    cents = Decimals(total, 10**program.digits, waits if waits.any() else None)
    return Table(year.rows, {**year.columns, name: cents}, year.units, year.periods)
