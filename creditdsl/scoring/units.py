"""Scheme and data brought together for the commands that score: load, choose a table, compute.

Receives paths as typed; promises a scored table, or a Failure that lists every fault at once: of the
scheme, of the data, every blank cell that is needed and every zero denominator. Its own step because
`score` and `explain` must accept and refuse exactly the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from creditdsl.backends import periods
from creditdsl.backends.interpret import interpret
from creditdsl.base.diagnostic import Diagnostic, has_errors
from creditdsl.base.failure import FAULTY, UNUSABLE, Failure
from creditdsl.base.node import node
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data import messages
from creditdsl.data.binding.details import with_details
from creditdsl.data.binding.reading import Reading, missing_diagnostic
from creditdsl.data.sheet_errors import UNREADABLE
from creditdsl.data.sheets.returned import Wanted
from creditdsl.data.tables import Address
from creditdsl.data.units import has_periods, read_units
from creditdsl.ir.outcome import Fault, Outcome
from creditdsl.ir.program import Program
from creditdsl.scoring.labelled_paths import split_details
from creditdsl.syntax.walk import units_of


@node
class Scored:
    """The data as read, and the result of every unit (and period) in the same order."""

    reading: Reading
    outcome: Outcome


def score_units(
    compiled: CompiledTable,
    paths: Sequence[str],
    partial: bool = False,
    engine: periods.Engine = interpret,
    label: str = "",
) -> Scored:
    """Read the data and score it; Failure with every fault at once.

    partial: blank cells are allowed and what waits for them is 待定; wrong cells still are not. label: of
    the set, which says what column of a 填报表 is read.
    """
    program = compiled.program
    plain, sheets = split_details(paths, detail_sheets(program))
    data = [Path(path) for path in plain]
    if program.by_period and not program.periodic:
        program = replace(program, periodic=has_periods([*data, *map(Path, sheets.values())]))
    missing = detail_sheets(program) - sheets.keys()
    wanted = Wanted(program.scheme, program.table, units_of(compiled.table), label, missing)
    reading = read_units(data, program.data_measures, program.periodic, wanted)
    if program.details:
        reading = _with_details(reading, program, sheets, plain[0])
    outcome = periods.score(program, reading.units, engine)
    details = {d.cell: sheets.get(d.sheet, d.sheet) for d in program.details}
    found = [*reading.diagnostics, *_zeros(reading, outcome, details, plain[0])]
    if not partial:
        found += _blanks(reading, outcome, details)
    if has_errors(found):
        unreadable = any(diagnostic.code in UNREADABLE for diagnostic in found)
        raise Failure(*found, exit_code=UNUSABLE if unreadable else FAULTY)
    return Scored(reading, outcome)


def detail_sheets(program: Program) -> frozenset[str]:
    """The names of the detail tables; a data file is given for each (`--data 名称:文件`)."""
    return frozenset(detail.sheet for detail in program.details)


def _with_details(reading: Reading, program: Program, sheets: Mapping[str, str], main: str) -> Reading:
    """The units with their cells of detail tables, and the files of these among the sources.

    main: the file of the units, where it is said that a detail table is not there.
    """
    files = {sheet: Path(path) for sheet, path in sheets.items()}
    units, faults = with_details(reading.units, files, program.details, reading.details)
    hashes = ((path.name, sha256(path.read_bytes()).hexdigest()) for path in files.values() if path.is_file())
    return replace(
        reading,
        units=units,
        sources=(*reading.sources, *hashes),
        diagnostics=(*reading.diagnostics, *(replace(fault, file=fault.file or main) for fault in faults)),
    )


def _zeros(reading: Reading, outcome: Outcome, details: Mapping[str, str], main: str) -> Iterator[Diagnostic]:
    """Every denominator that is zero, at the cell that makes it so.

    details: the files of detail tables by the cell that is made of their rows. main: the file of the units.
    """
    rows = {(row.unit, row.period): row.cells for row in reading.units}
    for fault in outcome.faults:
        if fault.zero_denominator:
            cells = rows.get((fault.unit, fault.period), {})
            zero = [measure for measure in fault.measures if cells.get(measure, 0) == 0]
            place = _place(reading, fault, (*zero, *fault.measures), details, main)
            computed = len(fault.measures) == 1 and not zero
            yield messages.zero_denominator(fault.unit, fault.measures, place, fault.period, computed=computed)


def _place(reading: Reading, fault: Fault, measures: Sequence[str], details: Mapping[str, str], main: str) -> Address:
    """The first cell that is found; a sum over periods stands nowhere and is said of its row."""
    for measure in (*measures, *reading.columns):
        if measure in details:
            return Address(details[measure], "A1")
        if (address := reading.address(fault.unit, measure, fault.period)) is not None:
            return address
    return Address(main, "A1")


def _blanks(reading: Reading, outcome: Outcome, details: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Every blank cell that scoring needs; cells and columns that are faulty have their message already.

    details: the files of detail tables by the cell that is made of their rows.
    """
    required = dict.fromkeys(
        (fault.unit, fault.period, measure)
        for fault in outcome.faults
        if not fault.zero_denominator
        for measure in fault.measures
    )
    columnless: dict[str, dict[str, None]] = {}
    for unit, period, measure in required:
        if measure in details:
            if not has_errors(reading.diagnostics):
                yield messages.missing_row(unit, measure, Address(details[measure], "A1"), period)
        elif measure not in reading.columns:
            columnless.setdefault(measure, {})[unit] = None
        elif not reading.is_faulty(unit, measure, period):
            yield missing_diagnostic(reading, unit, measure, period)
    yield from _without_column(reading, {measure: tuple(units) for measure, units in columnless.items()})


def _without_column(reading: Reading, columnless: Mapping[str, Sequence[str]]) -> Iterator[Diagnostic]:
    """Marks that some units need and no file has a column for; other measures are reported by the reading."""
    if has_errors(reading.diagnostics) or not reading.columns:
        return
    file = next(iter(reading.columns.values())).file
    for measure, units in columnless.items():
        yield messages.missing_mark_column(measure, units, file)
