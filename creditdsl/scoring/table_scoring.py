"""Tables of columns scored, from a file of any size or from rows that were read.

Receives an engine of tables; promises the same checks and the same words for faults as rows have, the faults found
on columns whichever engine computed.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from creditdsl.backends.columns.facts import complete, faults
from creditdsl.backends.columns.reasons import BLANK, ZERO_DIVISOR
from creditdsl.backends.columns.run import score_columns
from creditdsl.backends.parts import Part, parts
from creditdsl.base.diagnostic import has_errors
from creditdsl.base.spelling import name_key
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.binding.reading import Reading
from creditdsl.data.binding.roster import roster_of
from creditdsl.data.large.batches import Unreadable, open_large
from creditdsl.data.large.read import read_large
from creditdsl.data.tables import PERIOD
from creditdsl.ir.columns import Table
from creditdsl.ir.outcome import LISTED_ROWS, Fault, Faults
from creditdsl.ir.program import Program
from creditdsl.scoring.computed import Computed
from creditdsl.scoring.data_faults import Files, refusal, refuse
from creditdsl.scoring.engines import Engine
from creditdsl.scoring.origin import Origin
from creditdsl.syntax.walk import spellings
from creditdsl.terminal.progress import Report


def score_file(compiled: CompiledTable, path: Path, partial: bool, engine: Engine, progress: Report) -> Computed:
    """Read one file of any size as columns and score it; ForRows where only the row readers can."""
    program, files = compiled.program, Files(str(path), {})
    try:
        file = open_large(path)
        if program.by_period and not program.periodic:
            named = any(name_key(cell.text) == PERIOD for cell in file.head.header.cells)
            program = replace(program, periodic=named)
        measures, spelt = program.data_measures, spellings(compiled.table)
        roster = roster_of(compiled.table.roster, partial)

        def seen(rows: int) -> None:
            progress("读数据", rows, 0)

        read = read_large(file, measures, program.periodic, seen, spelt, roster, program.cycle)
    except Unreadable as error:
        raise refusal(Reading((), {}, (), error.diagnostics), 0, Faults((), 0), files) from error
    progress("评分", 0, read.table.rows)
    return compute(compiled, program, read, read.table, partial, engine, files)


def compute(
    compiled: CompiledTable,
    program: Program,
    origin: Origin,
    table: Table,
    partial: bool,
    engine: Engine,
    files: Files,
) -> Computed:
    """Score a table; Failure with every fault of its data. Where it has some already, no engine need start."""
    assert engine.run is not None
    run = score_columns if has_errors(origin.diagnostics) else engine.run
    scored = parts(program, table, run)
    faults, rows = _faults(program, origin, scored, partial)
    refuse(origin.reading(rows), origin.faulty_rows, faults, files)
    return Computed(compiled, origin, table, scored)


def _faults(program: Program, origin: Origin, scored: Sequence[Part], partial: bool) -> tuple[Faults, list[int]]:
    """The faults of all periods, and the rows of those that are listed."""
    first: list[Fault] = []
    rows: list[int] = []
    units: dict[str, dict[str, None]] = {}
    many = 0
    for part in scored:
        if complete(part.scores):
            continue
        reported = {
            measure: flags if part.at is None else flags[part.at] for measure, flags in origin.reported().items()
        }
        if part.program.period_sum:  # it waits for periods whose own faults are listed
            reported[part.program.period_sum] = np.ones(part.table.rows, np.bool_)
        kinds = ZERO_DIVISOR if partial else BLANK | ZERO_DIVISOR
        of_part = faults(part.program, part.table, kinds, reported, origin.columnless())
        listed = _first(of_part.first, LISTED_ROWS - len(rows))
        rows += [int(row) if part.at is None else int(part.at[row]) for row in _rows_of(listed, part.table)]
        first += [replace(fault, period=part.period) for fault in listed]
        many += of_part.rows
        for measure, lacking in of_part.columnless.items():
            units.setdefault(measure, {}).update(dict.fromkeys(lacking))
    return Faults(tuple(first), many, {measure: [*lacking] for measure, lacking in units.items()}), rows


def _first(listed: Sequence[Fault], rows: int) -> list[Fault]:
    """The faults of so many rows."""
    units = set(islice(dict.fromkeys(fault.unit for fault in listed), max(rows, 0)))
    return [fault for fault in listed if fault.unit in units]


def _rows_of(listed: Sequence[Fault], table: Table) -> list[int]:
    """The rows of these faults in the table of a period, in which a unit stands once."""
    units = {fault.unit for fault in listed}
    return [row for row, unit in enumerate(table.units) if unit in units] if units else []
