"""A table scored over its periods, and the year composed of them.

Receives a program, a table and an engine of tables; promises the scores of every period, each among
its own rows, then of the year, as backends.periods does with rows. A table without periods is one part.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from creditdsl.backends.grade_changes import with_grade_stages
from creditdsl.backends.periods import is_year
from creditdsl.base.node import node
from creditdsl.ir.columns import Array, Decimals, Scores, Table, TableEngine
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.program import Program


@node
class Part:
    """The rows of one period with their scores, and why a grade was changed.

    `at`: row indices into the whole table; None means every row.
    """

    program: Program
    table: Table
    scores: dict[DefinitionId, Scores]
    period: str | None = None
    at: Array | None = None


def parts(program: Program, table: Table, run: TableEngine) -> list[Part]:
    """Return the parts in order of their periods, the years behind them."""
    if table.periods is None:
        return [Part(program, table, run(with_grade_stages(program), table))]
    rows = dict(sorted(table.by_period().items()))
    years = {period: rows.pop(period) for period in list(rows) if is_year(period)}
    scored = _scored(program, table, rows, run)
    if program.year is not None:
        scored += _scored(program.year, with_sums(table, program, scored), years, run)
    return scored


def _scored(program: Program, table: Table, rows: Mapping[str, Array], run: TableEngine) -> list[Part]:
    """Score all periods in one run, the rows of each period side by side."""
    if not rows:
        return []
    ordered = table.take(np.concatenate(list(rows.values())))
    scores = run(with_grade_stages(program), ordered)
    period_parts, first = [], 0
    for period, at in rows.items():
        these = slice(first, first + len(at))
        of_period = {name: Scores(one.value[these], one.state[these]) for name, one in scores.items()}
        period_parts.append(Part(program, ordered.take(these), of_period, period, at))
        first = these.stop
    return period_parts


def with_sums(table: Table, program: Program, within: Sequence[Part]) -> Table:
    """Return the table with each unit's sum of totals in the rows of years.

    The sum is blank where one of the totals waits.
    """
    assert table.periods is not None and program.year is not None
    dated = enumerate(zip(table.units, table.periods, strict=True))
    number = {key: row for row, key in dated if is_year(key[1])}
    values = [part.scores[program.total].value for part in within]
    reach = sum(max(-int(value.min()), int(value.max())) for value in values)
    total = np.zeros(table.rows, np.int64 if reach < 2**63 else object)
    waits = np.zeros(table.rows, np.bool_)
    for part in within:
        year = (part.period or "")[:4]
        rows = (number.get((unit, year), -1) for unit in part.table.units)
        into = np.fromiter(rows, np.int64, part.table.rows)
        known, scores = into >= 0, part.scores[program.total]
        np.add.at(total, into[known], scores.value[known])
        waits[into[known]] |= scores.state[known] != 0
    cents = Decimals(total, 10**program.digits, waits if waits.any() else None)
    return Table(table.rows, {**table.columns, program.year.period_sum: cents}, table.units, table.periods)
