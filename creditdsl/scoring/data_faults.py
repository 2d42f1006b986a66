"""The faults of data that keep a table from being scored, in one order and up to one limit for every engine.

Receives the faults of an engine and the rows as the row readers have them; promises a message for every zero
denominator and every blank cell that is needed, at its cell. One policy for readers and engines: the faults of the
first 200 rows are listed, and how many rows have some is said where these are more.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from creditdsl.base.diagnostic import Diagnostic, Severity, has_errors
from creditdsl.base.failure import FAULTY, UNUSABLE, Failure
from creditdsl.base.node import node
from creditdsl.data import messages
from creditdsl.data.binding.reading import Reading, cell_of, missing_diagnostic
from creditdsl.data.cell_errors import MissingCell
from creditdsl.data.sheet_errors import UNREADABLE
from creditdsl.data.table_errors import MissingColumn, NoDetailTable
from creditdsl.data.tables import Address, fault_at
from creditdsl.ir.outcome import LISTED_ROWS, Fault, Faults, Outcome
from creditdsl.scoring.errors import RowsNotListed

_CELL = re.compile(r"(.*!)?[A-Z]+(\d+)(?::.*)?", re.DOTALL)


@node
class Files:
    """main: the file of the units. details: the files of detail tables by the cell that is made of their rows."""

    main: str
    details: Mapping[str, str]


def refuse(reading: Reading, wrong: int, faults: Faults, files: Files) -> None:
    """Raise every fault of the data; do nothing where there is none."""
    failure = refusal(reading, wrong, faults, files)
    if has_errors(failure.diagnostics):
        raise failure


def refusal(reading: Reading, wrong: int, faults: Faults, files: Files) -> Failure:
    """Every fault of the data, with what the readers remark beside.

    wrong: how many rows hold what cannot be read, where the reading lists the first of them only.
    """
    in_cells = [*_zeros(reading, faults.first, files), *_blanks(reading, faults, files)]
    listed, rows = first_rows(reading.diagnostics)
    counted = (("有错的", max(wrong, rows)), ("缺数或者除数是 0 的", faults.rows))
    more = [RowsNotListed(what, many, LISTED_ROWS) for what, many in counted if many > LISTED_ROWS]
    unreadable = any(diagnostic.code in UNREADABLE for diagnostic in listed)
    return Failure(*more, *listed, *in_cells, exit_code=UNUSABLE if unreadable else FAULTY)


def first_rows(diagnostics: Sequence[Diagnostic]) -> tuple[list[Diagnostic], int]:
    """The diagnostics without errors of rows beyond the first ones that have some, and how many rows have some."""
    rows: dict[object, bool] = {}
    listed = []
    for diagnostic in diagnostics:
        cell = _CELL.fullmatch(diagnostic.cell or "")
        if (
            cell is None
            or diagnostic.severity is not Severity.ERROR
            or rows.setdefault((diagnostic.file, cell[1], cell[2]), len(rows) < LISTED_ROWS)
        ):
            listed.append(diagnostic)
    return listed, len(rows)


def of_outcome(outcome: Outcome, reading: Reading, partial: bool, details: Collection[str]) -> Faults:
    """The faults that the interpreter met. partial: blank cells are none. details: cells of detail tables."""
    rows: dict[tuple[str, str | None], list[Fault]] = {}
    columnless: dict[str, dict[str, None]] = {}
    for fault in outcome.faults:
        if fault.zero_denominator:
            rows.setdefault((fault.unit, fault.period), []).append(fault)
        elif partial or all(reading.is_faulty(fault.unit, measure, fault.period) for measure in fault.measures):
            continue
        elif all(measure in reading.columns or measure in details for measure in fault.measures):
            rows.setdefault((fault.unit, fault.period), []).append(fault)
        else:
            columnless.setdefault(fault.measures[0], {})[fault.unit] = None
    first = [fault for faults in list(rows.values())[:LISTED_ROWS] for fault in faults]
    return Faults(tuple(first), len(rows), {measure: list(units) for measure, units in columnless.items()})


def _zeros(reading: Reading, faults: Iterable[Fault], files: Files) -> Iterator[Diagnostic]:
    """Every denominator that is zero, at the cell that makes it so; of 折算, by its unit."""
    rows = {(row.unit, row.period): row.cells for row in reading.units}
    for fault in faults:
        if fault.zero_denominator and not fault.measures:  # only the points that apply are a divisor without cells
            yield messages.nothing_applies(fault.unit, files.main, fault.period)
        elif fault.zero_denominator:
            cells = rows.get((fault.unit, fault.period), {})
            zero = [measure for measure in fault.measures if cells.get(measure, 0) == 0]
            place = _place(reading, fault, (*zero, *fault.measures), files)
            computed = len(fault.measures) == 1 and not zero
            yield messages.zero_denominator(fault.unit, fault.measures, place, fault.period, computed=computed)


def _place(reading: Reading, fault: Fault, measures: Sequence[str], files: Files) -> Address:
    """The first cell that is found; a sum over periods stands nowhere and is said of its row."""
    for measure in (*measures, *reading.columns):
        if measure in files.details:
            return Address(files.details[measure], "A1")
        if (address := reading.address(fault.unit, measure, fault.period)) is not None:
            return address
    return Address(files.main, "A1")


def _blanks(reading: Reading, faults: Faults, files: Files) -> Iterator[Diagnostic]:
    """Every blank cell that scoring needs, and every column of marks that some units need and no file has."""
    faulty = {diagnostic.file for diagnostic in reading.diagnostics if diagnostic.severity is Severity.ERROR}
    faulty |= {d.fault.sheet for d in reading.diagnostics if isinstance(d.fault, NoDetailTable)}
    for fault in faults.first:
        if not fault.zero_denominator:
            (measure,) = fault.measures
            blanks = reading.blanks.get(cell_of(fault.unit, measure, fault.period), ())
            if measure not in files.details:
                yield missing_diagnostic(reading, fault.unit, measure, fault.period)
            elif blanks:
                yield from (fault_at(MissingCell(fault.unit, measure, fault.period), blank) for blank in blanks)
            elif files.details[measure] not in faulty:
                yield messages.missing_row(fault.unit, measure, Address(files.details[measure], "A1"), fault.period)
    missing = {d.fault.column for d in reading.diagnostics if isinstance(d.fault, MissingColumn)}
    if reading.columns and reading.complete:
        file = next(iter(reading.columns.values())).file
        for measure, units in faults.columnless.items():
            if measure not in missing:
                yield messages.missing_mark_column(measure, units, file)
