"""The columns engine: from a table to its scores.

Receives a program and a table; promises every result of every row, each period scored on its own.
"""

from collections.abc import Iterator
from functools import partial

import numpy as np

from creditdsl.backends.columns.engine import ColumnEngine
from creditdsl.backends.columns.evaluate import WORKERS, columns
from creditdsl.backends.columns.graph import apply
from creditdsl.backends.columns.numbers import Numbers
from creditdsl.backends.columns.operands import Op
from creditdsl.ir.columns import Array, Scores, Table, TableEngine, back
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.program import Program


def engine(address: str = "", workers: int = WORKERS) -> TableEngine:
    """Return the engine inside this process; it has no address.

    `workers`: number of cores that compute.
    """
    return partial(score_columns, workers=workers)


def score_columns(program: Program, table: Table, workers: int = WORKERS) -> dict[DefinitionId, Scores]:
    """Score the table, one period after the other."""
    if table.periods is None:
        return scores_of(program, ColumnEngine(program, table, workers))
    rows = list(table.by_period().values()) or [np.arange(0)]
    by_period = [scores_of(program, ColumnEngine(program, table.take(at), workers)) for at in rows]
    places = back(np.concatenate(rows))

    def whole(parts: Iterator[Array]) -> Array:
        return np.concatenate(list(parts))[places]

    return {
        name: Scores(whole(one[name].value for one in by_period), whole(one[name].state for one in by_period))
        for name in program.results
    }


def scores_of(program: Program, engine: ColumnEngine) -> dict[DefinitionId, Scores]:
    """Return every result of the program over one population."""
    values = engine.run(program.results)
    rows, workers = engine.table.rows, engine.workers
    return {name: _scores(value, program.scale(name), rows, workers) for name, value in values.items()}


def _scores(value: object, scale: int, rows: int, workers: int) -> Scores:
    """Return a result in units of 1 ÷ scale.

    A result is rounded, so that its denominator divides the scale wherever the row has a score.
    """
    assert isinstance(value, Numbers)
    whole = isinstance(value.den, int) and scale % value.den == 0
    times, by = (scale // value.den, 1) if whole and isinstance(value.den, int) else (scale, value.den)
    cents = apply(Op.FLOOR, apply(Op.MUL, value.num, times), by)
    return Scores(*columns([cents, value.state], rows, workers))
