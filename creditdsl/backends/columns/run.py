"""Scores on columns: the engine's results as columns, and as the outcome that other engines give.

`score_columns` is for tables too large for rows; `columns` is an engine like the interpreter, without
a trace and without what stood in the way: it only says that a value waits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from creditdsl.backends.columns.engine import Engine
from creditdsl.backends.columns.evaluate import evaluate
from creditdsl.backends.columns.graph import Array, Op, apply
from creditdsl.backends.columns.numbers import Numbers
from creditdsl.backends.columns.table import from_rows
from creditdsl.ir.columns import Table
from creditdsl.ir.outcome import Inapplicable, Outcome, Pending, Score, UnitData, UnitOutcome
from creditdsl.ir.program import Item, Program

_UNKNOWN = Pending(frozenset())


@dataclass(frozen=True, slots=True)
class Scores:
    """units of the last digit for each row: 950 is 9.50 with two digits. state: 0 where it is a score."""

    value: Array
    state: Array


def score_columns(program: Program, table: Table) -> dict[str, Scores]:
    """Items, sections, total, rank, grade and honours by the names of their definitions."""
    return scores_of(program, Engine(program, table))


def scores_of(program: Program, engine: Engine) -> dict[str, Scores]:
    scale: int = 10**program.digits
    whole = _whole(program)
    found = engine.run(wanted(program))
    return {name: _scores(value, 1 if name in whole else scale, engine.table.rows) for name, value in found.items()}


def _whole(program: Program) -> set[str | None]:
    """The results that are no points."""
    return {program.rank, program.grade, *(honour.definition for honour in program.honours)}


def wanted(program: Program) -> list[str]:
    """The definitions that are results."""
    names = [item.definition for item in program.items] + [section.definition for section in program.sections]
    names += [program.total, *(name for name in (program.rank, program.grade) if name)]
    return list(dict.fromkeys([*names, *(honour.definition for honour in program.honours)]))


def _scores(value: object, scale: int, rows: int) -> Scores:
    """A result is rounded, so that its denominator divides the scale wherever the row has a score."""
    assert isinstance(value, Numbers)
    whole = isinstance(value.den, int) and scale % value.den == 0
    times, by = (scale // value.den, 1) if whole and isinstance(value.den, int) else (scale, value.den)
    cents = apply(Op.FLOOR, apply(Op.MUL, value.num, times), by)
    units, state = (np.broadcast_to(part, (rows,)) for part in evaluate([cents, value.state], rows))
    return Scores(units, state)


def columns(program: Program, rows: Sequence[UnitData]) -> Outcome:
    """Score all units of one table."""
    table = from_rows(program, rows)
    return Outcome(tuple(units_of(program, table, score_columns(program, table))), ())


def units_of(program: Program, table: Table, scores: Mapping[str, Scores]) -> Iterator[UnitOutcome]:
    """Row by row as other engines give it."""
    for at, unit in enumerate(table.units):
        found = _unit(program, scores, at, unit)
        yield found if table.periods is None else replace(found, period=table.periods[at])


def _unit(program: Program, found: Mapping[str, Scores], at: int, unit: str) -> UnitOutcome:
    scale: int = 10**program.digits

    whole = _whole(program)

    def number(name: str) -> Fraction | Pending:
        scores = found[name]
        return _UNKNOWN if scores.state[at] else Fraction(int(scores.value[at]), 1 if name in whole else scale)

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
        values={name: number(name) for name in found},
        trace={},
        honours=said,
    )
