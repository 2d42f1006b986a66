"""What the interpreter needs to score a few rows of a large table, and the rows that keep it from scores.

Receives an engine; promises for chosen rows the outcome that the interpreter gives of the whole table,
with trace and reasons, without scoring the table again; and the faults of the first rows that have one.
Its own step because only the interpreter says why a value waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from creditdsl.backends.columns import numbers as n
from creditdsl.backends.columns.engine import Engine
from creditdsl.backends.columns.evaluate import evaluate
from creditdsl.backends.columns.graph import Part
from creditdsl.backends.interpret import Facts, Standing, interpret
from creditdsl.ir import nodes as ir
from creditdsl.ir.columns import Flags, Table
from creditdsl.ir.outcome import Fault, Outcome, Value
from creditdsl.ir.program import Program

MOST = 200
"""So many rows are asked for their reasons; of others it is counted that they have one."""


@dataclass(frozen=True, slots=True)
class Faults:
    """first: those of the first rows that have some. units: how many rows have some."""

    first: tuple[Fault, ...]
    units: int


def blocking_rows(engine: Engine) -> list[int]:
    """The rows for whose own cells a ranking or a population waits; the engine is made ready to tell places."""
    names = [definition.name for definition in engine.program.definitions]
    engine.prepare(names)
    own = Engine(engine.program, engine.table, patient=False)
    own.prepare(names)
    waiting = _any_fault(own, own.blocking, n.BLANK | n.ZERO_DIVISOR | n.UNDECIDED)
    return [int(row) for row in np.flatnonzero(waiting)]


def outcome_of(engine: Engine, rows: Sequence[int], blocking: Sequence[int]) -> Outcome:
    """The outcome of these rows; blocking rows are scored with them, to give their reasons."""
    together = list(dict.fromkeys([*rows, *blocking]))
    facts = Facts(_standings(engine, together), _populations(engine))
    found = interpret(engine.program, [engine.table.row(row) for row in together], facts)
    return Outcome(found.units[: len(dict.fromkeys(rows))], found.faults)


def faults(program: Program, table: Table, kinds: int = n.BLANK | n.ZERO_DIVISOR) -> Faults:
    """The blank cells and zero denominators that keep an item, or a required cell, from a value.

    kinds: of the rows that are looked for; they may have faults of the other kind too.
    """
    own = Engine(program, table, patient=False)
    items = {item.definition: item.units for item in program.items}
    last = program.grade or program.total
    found = own.run([*items, last])
    waiting = _any_fault(own, own.blocking, kinds)
    for name, value in found.items():
        units = items.get(name)
        concerned = True if units is None else np.fromiter((unit in units for unit in table.units), bool, table.rows)
        waiting |= _any_fault(own, [value.state], kinds) & concerned
    for measure in program.measures:
        blank = table.columns[measure.name].blank
        if kinds & n.BLANK and measure.required and blank is not None:
            needed = measure.units
            concerned = True if needed is None else np.fromiter((u in needed for u in table.units), bool, table.rows)
            waiting |= blank & concerned
    rows = np.flatnonzero(waiting)
    if not len(rows):
        return Faults((), 0)
    engine = Engine(program, table)
    return Faults(outcome_of(engine, [int(row) for row in rows[:MOST]], blocking_rows(engine)[:MOST]).faults, len(rows))


def _any_fault(engine: Engine, states: Sequence[Part], kinds: int) -> Flags:
    waiting = np.zeros(engine.table.rows, np.bool_)
    for state in evaluate(states, engine.table.rows, engine.workers):
        waiting |= np.bitwise_and(state, kinds) != 0
    return waiting


def _standings(engine: Engine, rows: Sequence[int]) -> dict[str, Standing]:
    """The rankings that do not wait; the others are left to the interpreter, which finds why."""
    found = {}
    for name, standing in engine.standings.items():
        if not standing.state:
            parts = evaluate([standing.place, standing.tied], engine.table.rows, engine.workers)
            place, tied = (np.broadcast_to(part, (engine.table.rows,)) for part in parts)
            places = {at: (int(place[row]), int(tied[row])) for at, row in enumerate(rows)}
            found[name] = Standing(places, standing.used, standing.units)
    return found


def _populations(engine: Engine) -> dict[ir.Population, Value]:
    return {node: value.constant for node, value in engine.populations.items() if value.constant is not None}
