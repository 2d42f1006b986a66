"""One unit of a very large table explained: the table is scored on columns, the unit by the interpreter.

Receives what `explain` receives with one data file; promises the same explanation, with what columns
know of all units in place of their outcomes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from creditdsl.backends.columns.engine import Engine
from creditdsl.backends.columns.facts import blocking_rows, outcome_of
from creditdsl.backends.columns.run import score_columns
from creditdsl.backends.parts import Part
from creditdsl.cli.failure import Failure
from creditdsl.cli.large import LargeScored, score_large
from creditdsl.cli.progress import progress
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.columns import REASON
from creditdsl.data.reading import Reading, cell_of
from creditdsl.data.rows import ReadRow, read_row
from creditdsl.ir.outcome import Outcome, UnitData, UnitOutcome
from creditdsl.publish.conclusion import Field

MOST_WAITED = 300
"""Units whose reasons the interpreter is asked for."""

Choose = Callable[[Iterable[str]], str]
"""The unit that was typed, of those in the data; Failure where it is none."""


@dataclass(frozen=True, slots=True)
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
    outcomes: list[UnitOutcome] = []
    rows = []
    fields: dict[str | None, Field] = {}
    waited: dict[str, int] = {}
    for part in scored.parts:
        if unit in part.table.units:
            at = list(part.table.units).index(unit)
            engine = Engine(part.program, part.table)
            blocking = blocking_rows(engine)
            outcomes.append(_outcome(part, engine, at, blocking))
            fields[part.period] = _field(part, at)
            rows.append(at if part.at is None else int(part.at[at]))
            waited |= {part.table.units[row]: row for row in blocking}
    reading = _reading(scored, rows)
    beside = [UnitData(other, {}, "") for other in sorted(waited, key=waited.__getitem__) if other != unit]
    return OneUnit(unit, replace(reading, units=(*reading.units, *beside)), Outcome(tuple(outcomes), ()), fields)


def _outcome(part: Part, engine: Engine, row: int, blocking: list[int]) -> UnitOutcome:
    if len(blocking) > MOST_WAITED:
        raise Failure(
            f"有 {len(blocking)} 个单位的数没有齐，排名都在等，现在说明没有意义。请先补数；缺哪些，用 score 可以看到。"
        )
    (found,) = outcome_of(engine, [row], blocking).units[:1]
    if engine.populations:
        raise Failure("这张表有按全体单位的数计算的规则，单位很多时还不能说明。请把数据存成 CSV，加上 --engine exact。")
    return replace(found, period=part.period)


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
