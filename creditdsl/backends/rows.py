"""Rows of units as a table of columns, and scores of columns as the outcome of every unit.

Receives an engine of tables; promises an engine of rows, like the interpreter but without a trace and without
reasons: it only says that a value waits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

import numpy as np

from creditdsl.backends.periods import Engine
from creditdsl.ir.columns import Booleans, Column, Decimals, Options, Scores, Table, TableEngine, integers
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.outcome import Inapplicable, Outcome, Pending, Score, UnitData, UnitOutcome
from creditdsl.ir.program import Item, Measure, Program
from creditdsl.ir.types import Choice, Number, Truth, Type

_UNKNOWN = Pending(frozenset())


def on_rows(run: TableEngine) -> Engine:
    """Return the engine for the units of one population."""

    def score(program: Program, rows: Sequence[UnitData]) -> Outcome:
        table = replace(from_rows(program, rows), periods=None)
        return Outcome(tuple(units_of(program, table, run(program, table))), ())

    return score


def from_rows(program: Program, rows: Sequence[UnitData]) -> Table:
    """Return the cells that the program's measures name, as columns."""
    kinds: dict[str, Type] = {detail.cell: Number() for detail in program.details}
    kinds |= {measure.name: measure.type for measure in _measures(program)}
    columns = {name: _column(kind, [row.cells.get(name) for row in rows]) for name, kind in kinds.items()}
    periods = [row.period or "" for row in rows] if program.periodic else None
    return Table(len(rows), columns, [row.unit for row in rows], periods)


def _measures(program: Program) -> tuple[Measure, ...]:
    """Return the measures of the periods and those of the year, but for the sum of the periods."""
    year = program.year
    yearly = () if year is None else (one for one in year.measures if one.name != year.period_sum)
    return tuple({one.name: one for one in (*yearly, *program.measures)}.values())


def _column(kind: Type, cells: Sequence[Fraction | bool | str | None]) -> Column:
    """Return the column of a measure.

    `cells`: its cells row by row, None where blank.
    """
    missing = np.fromiter((cell is None for cell in cells), np.bool_, len(cells))
    blank = missing if missing.any() else None
    match kind:
        case Truth():
            return Booleans(np.fromiter((cell is True for cell in cells), np.bool_, len(cells)), blank)
        case Choice():
            words = tuple(dict.fromkeys(cell for cell in cells if isinstance(cell, str)))
            places = {word: place for place, word in enumerate(words)}
            codes = (places[cell] if isinstance(cell, str) else -1 for cell in cells)
            return Options(np.fromiter(codes, np.int32, len(cells)), words, blank)
        case _:
            values = [Fraction(0) if cell is None or isinstance(cell, str) else Fraction(cell) for cell in cells]
            den = lcm(*(value.denominator for value in values))
            return Decimals(integers([value.numerator * (den // value.denominator) for value in values]), den, blank)


def units_of(program: Program, table: Table, scores: Mapping[DefinitionId, Scores]) -> Iterator[UnitOutcome]:
    """Yield the outcome of each row."""
    values = {name: _values(one, program.scale(name)) for name, one in scores.items()}
    for at, unit in enumerate(table.units):
        outcome = _unit(program, unit, {name: column[at] for name, column in values.items()})
        yield outcome if table.periods is None else replace(outcome, period=table.periods[at])


def _values(scores: Scores, scale: int) -> list[Fraction | Pending]:
    pairs = zip(scores.value.tolist(), scores.state.tolist(), strict=True)
    return [_UNKNOWN if state else Fraction(value, scale) for value, state in pairs]


def _unit(program: Program, unit: str, values: Mapping[DefinitionId, Fraction | Pending]) -> UnitOutcome:
    def index(name: DefinitionId | None) -> int | None:
        value = None if name is None else values[name]
        return int(value) if isinstance(value, Fraction) else None

    def score(item: Item) -> Score:
        return Inapplicable() if item.units is not None and unit not in item.units else values[item.definition]

    mentions = {}
    for honour in program.honours:
        place = index(honour.definition)
        mentions[honour.mention] = None if place is None or place < 0 else honour.names[place]
    return UnitOutcome(
        unit=unit,
        items={item.ref: score(item) for item in program.items},
        sections={section.ref: values[section.definition] for section in program.sections},
        total=values[program.total],
        rank=index(program.rank),
        grade=index(program.grade),
        values=dict(values),
        trace={},
        honours=mentions,
    )
