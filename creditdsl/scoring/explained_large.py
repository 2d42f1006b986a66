"""One unit of a very large table explained: the table is scored on columns, the unit by the interpreter.

Receives what `explain` receives with one data file; promises the same explanation, with what columns
know of all units in place of their outcomes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from creditdsl.backends.columns.facts import Known
from creditdsl.backends.columns.run import score_columns
from creditdsl.backends.parts import Part
from creditdsl.base.node import node
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.binding.header import REASON
from creditdsl.data.binding.reading import Reading, cell_of
from creditdsl.data.binding.rows import ReadRow, read_row
from creditdsl.explain.conclusion import Field
from creditdsl.ir.outcome import Outcome
from creditdsl.scoring.large import LargeScored, score_large
from creditdsl.terminal.progress import progress

Choose = Callable[[Iterable[str]], str]
"""The unit that was typed, of those in the data; Failure where it is none."""


@node
class OneUnit:
    """unit: its name. outcome: of it alone, of every period. fields: the units beside it, by period."""

    unit: str
    reading: Reading
    outcome: Outcome
    fields: Mapping[str | None, Field]


def one_unit(compiled: CompiledTable, path: str, typed: str, choose: Choose, partial: bool) -> OneUnit:
    """The unit with its outcome; Failure as `score` has it."""
    with progress() as shown:
        scored = score_large(compiled.program, path, partial, shown, score_columns)
        table = scored.reading.table
        assert table is not None
        unit = typed if typed in table.units else choose(table.units)
        places = ((part, _place(unit, part.table.units)) for part in scored.parts)
        here = [(part, at) for part, at in places if at is not None]
        rows = [at if part.at is None else int(part.at[at]) for part, at in here]
        fields = {part.period: _field(part, at) for part, at in here}
        waiting = [(part.program, part.table, part.period, at) for part, at in here]
        reading = _reading(scored, rows)
        del scored, table, here  # what is known of all units takes the room of their scores
        outcomes = []
        while waiting:
            program, table, period, at = waiting.pop(0)
            outcomes.append(replace(Known(program, table).outcome(at), period=period))
    return OneUnit(unit, reading, Outcome(tuple(outcomes), ()), fields)


def _place(unit: str, units: Sequence[str]) -> int | None:
    return next((at for at, name in enumerate(units) if name == unit), None)


def _field(part: Part, row: int) -> Field:
    if part.program.rank is None:
        return Field(part.table.rows, part.table.rows)
    rank = part.scores[part.program.rank]
    same = (rank.value == rank.value[row]) & ((rank.state != 0) == bool(rank.state[row]))
    return Field(part.table.rows, int(np.count_nonzero(same)))


def _reading(scored: LargeScored, rows: list[int]) -> Reading:
    """The rows of the unit as the row readers have them."""
    reading = scored.reading
    assert reading.table is not None
    file, columns = reading.file, reading.columns
    places = {reading.place(row): row for row in rows}
    found: dict[int, ReadRow] = {
        places[at]: read_row(file.head, columns, (), row) for at, row in file.rows(places.keys())
    }
    units = tuple(reading.table.row(row) for row in rows)
    cells = [(unit, found[row]) for unit, row in zip(units, rows, strict=True)]
    return Reading(
        units,
        {
            cell_of(unit.unit, column.removesuffix(REASON), unit.period): text
            for unit, read in cells
            for column, text in read.reasons.items()
        },
        (reading.source,),
        reading.diagnostics,
        {},
        frozenset(),
        {
            cell_of(unit.unit, column, unit.period): address
            for unit, read in cells
            for column, address in read.addresses.items()
        },
    )
