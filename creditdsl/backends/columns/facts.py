"""What the columns know of all rows: enough for the interpreter to score one, and what each row waits for.

Receives a program and a table; promises for a row the outcome that the interpreter gives of the whole table, with
trace and reasons, without scoring the table again. It also gives the faults of the first rows that have one. Rows
for which many wait are kept as bits, however many they are.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from creditdsl.backends.columns.engine import ColumnEngine
from creditdsl.backends.columns.evaluate import columns
from creditdsl.backends.columns.graph import apply
from creditdsl.backends.columns.numbers import waiting
from creditdsl.backends.columns.operands import Array, Op, Operand
from creditdsl.backends.columns.reasons import BLANK, ZERO_DIVISOR, Reason
from creditdsl.backends.interpret import Facts, Standing, interpret
from creditdsl.ir.columns import Flags, Scores, Table
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.outcome import LISTED_ROWS, Crowd, Fault, Faults, Pending, UnitOutcome
from creditdsl.ir.program import AllBut, Item, Program


class Known:
    """What is known of all rows about some definitions, or about all where none are named."""

    def __init__(self, program: Program, table: Table, names: Sequence[DefinitionId] = ()) -> None:
        self.program, self.table = program, table
        self.engine = ColumnEngine(program, table, by_reason=True)
        self.engine.prepare(names or [definition.name for definition in program.definitions])
        self._crowds: dict[int, dict[Reason, int]] = {}

    def states(self, name: DefinitionId) -> Array:
        """Return by row the state of a definition; `pending` reads it."""
        return self.column(self.engine.values[name].state)

    def crowds(self, state: int) -> dict[Reason, int]:
        """Return by reason the rows, a bit each, that keep a row of this state waiting through rankings and
        populations.
        """
        state &= sum(bit for reason, bit in self.engine.reasons.bits.items() if reason.source is not None)
        if state not in self._crowds:
            self._crowds[state] = {
                reason: int.from_bytes(np.packbits(rows, bitorder="little").tobytes(), "little")
                for reason, rows in self.reached(state).items()
            }
        return self._crowds[state]

    def pending(self, state: int, row: int) -> Pending:
        """Return what a row waits for."""
        reasons = {reason for reason in self.engine.reasons.named(state) if reason.source is None}
        reasons |= {reason for reason, rows in self.crowds(state).items() if rows >> row & 1}
        unit = self.table.units[row]
        return Pending(frozenset(Fault(unit, one.measures, one.zero) for one in reasons) | self.others(state, row))

    def others(self, state: int, row: int) -> frozenset[Crowd]:
        """Return the other rows that keep a row of this state waiting."""
        others = ((reason, rows & ~(1 << row)) for reason, rows in self.crowds(state).items())
        return frozenset(Crowd(self.table.units, rows, one.measures, one.zero) for one, rows in others if rows)

    def outcome(self, row: int) -> UnitOutcome:
        """Return the outcome of one row, as the interpreter gives it."""
        standings = {}
        for name, known in self.engine.standings.items():
            if known.state:
                standings[name] = Standing({}, 0, 0, self.pending(known.state, row))
            else:
                place, tied = (int(self.column(part)[row]) for part in (known.place, known.tied))
                standings[name] = Standing({0: (place, tied)}, known.used, known.units)
        populations = {
            node: self.pending(either(self.column(value.state)[:1]), row) if value.constant is None else value.constant
            for node, value in self.engine.populations.items()
        }
        (outcome,) = interpret(self.program, [self.table.row(row)], Facts(standings, populations)).units
        return outcome

    def reached(self, state: int) -> dict[Reason, Flags]:
        """Return by reason the rows for which the rankings and populations of a state wait, also through others."""
        return _joined(self._reached(state))

    def _reached(self, state: int) -> Iterator[tuple[Reason, Flags]]:
        opened: set[Reason] = set()
        left = self.engine.reasons.named(state)
        while left:
            through = left.pop()
            if through.source is None or through in opened:
                continue
            opened.add(through)
            waits = self.column(self.engine.blocking[through.source])
            for reason in self.engine.reasons.named(either(waits)):
                if reason.zero is through.zero and reason.source is not None:
                    left.append(reason)
                elif reason.zero is through.zero:
                    yield reason, self.having(waits, reason)

    def having(self, states: Array, reason: Reason) -> Flags:
        return np.asarray((states & self.engine.reasons.bits[reason]) != 0, np.bool_)

    def column(self, part: Operand) -> Array:
        (array,) = columns([part], self.table.rows, self.engine.workers)
        return array


def either(states: Array) -> int:
    """Return the union of the states of these rows."""
    return int(np.bitwise_or.reduce(states)) if len(states) else 0


def complete(scores: Mapping[DefinitionId, Scores]) -> bool:
    """Return whether nothing waits: then there are no faults."""
    return not any(result.state.any() for result in scores.values())


def faults(
    program: Program,
    table: Table,
    kinds: int = BLANK | ZERO_DIVISOR,
    reported: Mapping[str, Flags] = MappingProxyType({}),
    columnless: Collection[str] = (),
) -> Faults:
    """Return the blank cells and zero denominators that keep an item, or what is made of the items, from a value.

    `kinds`: bits of BLANK and ZERO_DIVISOR, those asked for. `reported`: by measure, the rows whose cell has a
    message already. `columnless`: measures that no file has.
    """
    known = Known(program, table, [*(item.definition for item in program.items), *program.ends])
    engine = known.engine
    waits = [engine.values[name].state for name in program.ends]
    for item in program.items:
        waits.append(apply(Op.WHERE, _scored(item, engine), engine.values[item.definition].state, 0))
    states = known.column(waiting(*waits))
    state = either(states)
    of_cells = [reason for reason in engine.reasons.named(state) if reason.source is None]
    own_cells = {reason: known.having(states, reason) for reason in of_cells}
    rows_by_reason = _joined([*own_cells.items(), *known.reached(state).items()])
    order = {measure.name: position for position, measure in enumerate(program.measures)}

    def place(reason: Reason) -> tuple[object, ...]:
        return [order.get(measure, len(order)) for measure in reason.measures], reason.measures, reason.zero

    chosen = sorted((r for r in rows_by_reason if kinds & (ZERO_DIVISOR if r.zero else BLANK)), key=place)
    lacking = {r.measures[0]: rows_by_reason[r] for r in chosen if not r.zero and r.measures[0] in columnless}
    chosen = [reason for reason in chosen if reason.zero or reason.measures[0] not in lacking]
    for reason in chosen:
        if not reason.zero and reason.measures[0] in reported:
            rows_by_reason[reason] = rows_by_reason[reason] & ~reported[reason.measures[0]]
    wrong: Flags = np.bitwise_or.reduce([rows_by_reason[r] for r in chosen]) if chosen else np.zeros(0, np.bool_)
    first = [
        Fault(table.units[row], reason.measures, reason.zero)
        for row in np.flatnonzero(wrong)[:LISTED_ROWS].tolist()
        for reason in chosen
        if rows_by_reason[reason][row]
    ]
    units = {measure: [table.units[row] for row in np.flatnonzero(rows).tolist()] for measure, rows in lacking.items()}
    return Faults(tuple(first), int(np.count_nonzero(wrong)), units)


def _scored(item: Item, engine: ColumnEngine) -> Operand:
    """Return the rows of the units to which an item gives a score."""
    match item.units:
        case None:
            return True
        case AllBut(units):
            return apply(Op.NOT, engine.member(units))
        case units:
            return engine.member(units)


def _joined(parts: Iterable[tuple[Reason, Flags]]) -> dict[Reason, Flags]:
    """Return by reason the union of its rows in all parts."""
    joined: dict[Reason, Flags] = {}
    for reason, rows in parts:
        joined[reason] = joined[reason] | rows if reason in joined else rows
    return joined
