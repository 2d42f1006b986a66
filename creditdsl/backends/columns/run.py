"""Scores on columns: the engine's results as columns, and as the outcome that other engines give.

`score_columns` is for tables too large for rows; `columns` is an engine like the interpreter, without
a trace and without what stood in the way: it only says that a value waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from creditdsl.backends.columns.engine import Engine, Values, column, values_by_name
from creditdsl.backends.columns.numbers import Numbers
from creditdsl.backends.columns.table import Table, from_rows
from creditdsl.ir.outcome import Inapplicable, Outcome, Pending, Score, UnitData, UnitOutcome
from creditdsl.ir.program import Item, Program

_UNKNOWN = Pending(frozenset())


@dataclass(frozen=True, slots=True)
class Scores:
    """units of the last digit for each row: 950 is 9.50 with two digits. state: 0 where it is a score."""

    value: npt.NDArray[np.int64]
    state: npt.NDArray[np.uint8]


def score_columns(program: Program, table: Table) -> dict[str, Scores]:
    """Items, sections, total, rank, grade and honours by the names of their definitions."""
    names = wanted(program)
    engine = Engine(program, table)
    scale: int = 10**program.digits
    whole = {program.rank, program.grade, *(honour.definition for honour in program.honours)}
    found = values_by_name(engine.run(names), engine.blocks)
    return {name: _scores(value, 1 if name in whole else scale, table.rows) for name, value in found.items()}


def wanted(program: Program) -> list[str]:
    """The definitions that are results."""
    names = [item.definition for item in program.items] + [section.definition for section in program.sections]
    names += [program.total, *(name for name in (program.rank, program.grade) if name)]
    return list(dict.fromkeys([*names, *(honour.definition for honour in program.honours)]))


def _scores(value: Values, scale: int, rows: int) -> Scores:
    assert isinstance(value, Numbers)
    every = slice(0, rows)
    num, den = column(value.num, every), column(value.den, every)
    units = num * scale if isinstance(value.den, int) and value.den == 1 else num * (scale) // den
    state = np.zeros(rows, dtype=np.uint8) if value.state is None else column(value.state, every)
    return Scores(np.asarray(units), state)


def columns(program: Program, rows: Sequence[UnitData]) -> Outcome:
    """Score all units of one table."""
    table = from_rows(program, rows)
    found = score_columns(program, table)
    return Outcome(tuple(_unit(program, found, at, row.unit) for at, row in enumerate(rows)), ())


def _unit(program: Program, found: dict[str, Scores], at: int, unit: str) -> UnitOutcome:
    scale: int = 10**program.digits

    def number(name: str) -> Fraction | Pending:
        scores = found[name]
        return _UNKNOWN if scores.state[at] else Fraction(int(scores.value[at]), scale)

    def index(name: str | None) -> int | None:
        return None if name is None or found[name].state[at] else int(found[name].value[at])

    def item(one: Item) -> Score:
        return Inapplicable() if one.units is not None and unit not in one.units else number(one.definition)

    said = {}
    for honour in program.honours:
        place = index(honour.definition)
        said[honour.mention] = None if place is None or place < 0 else honour.names[place]
    return UnitOutcome(
        unit=unit,
        items={one.ref: item(one) for one in program.items},
        sections={section.ref: number(section.definition) for section in program.sections},
        total=number(program.total),
        rank=index(program.rank),
        grade=index(program.grade),
        values={},
        trace={},
        honours=said,
    )
