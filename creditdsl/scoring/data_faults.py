"""The faults of data that keep a table from being scored, in the same order and up to the same limit for all engines.

Receives the faults of an engine and the rows as the row readers have them. Promises a message at its cell for every
zero denominator and every blank cell that is needed. Readers and engines share a policy: the faults of the first 200
rows are listed, and the number of faulty rows is added where there are more.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from creditdsl.base.diagnostic import Diagnostic, Severity, has_errors
from creditdsl.base.failure import FAULTY, UNUSABLE, Failure
from creditdsl.base.node import node
from creditdsl.data import messages
from creditdsl.data.binding.reading import Reading, missing_diagnostic
from creditdsl.data.sheet_errors import UNREADABLE
from creditdsl.data.tables import Address
from creditdsl.ir.outcome import LISTED_ROWS, Fault, Faults, Outcome

_CELL = re.compile(r"(.*!)?[A-Z]+(\d+)(?::.*)?", re.DOTALL)


@node
class Files:
    """The data files by their use.

    main: the file of the units. details: the files of detail tables, by the cell that aggregates their rows.
    """

    main: str
    details: Mapping[str, str]


def refuse(reading: Reading, wrong: int, faults: Faults, files: Files) -> None:
    """Raise the failure of the data, where it has an error."""
    failure = refusal(reading, wrong, faults, files)
    if has_errors(failure.diagnostics):
        raise failure


def refusal(reading: Reading, wrong: int, faults: Faults, files: Files) -> Failure:
    """Return the failure of the data: the readers' diagnostics and the engine's faults.

    wrong: the number of rows with a cell that cannot be read; the reading may list only the first of them.
    """
    engine_faults = [*_zeros(reading, faults.first, files), *_blanks(reading, faults, files)]
    listed, rows = first_rows(reading.diagnostics)
    counted = (("有错的", max(wrong, rows)), ("缺数或者除数是 0 的", faults.rows))
    more = [f"{what}共 {many} 行，这里列出前 {LISTED_ROWS} 行的。" for what, many in counted if many > LISTED_ROWS]
    unreadable = any(diagnostic.code in UNREADABLE for diagnostic in listed)
    return Failure(*more, *listed, *engine_faults, exit_code=UNUSABLE if unreadable else FAULTY)


def first_rows(diagnostics: Sequence[Diagnostic]) -> tuple[list[Diagnostic], int]:
    """Leave out the errors of rows beyond LISTED_ROWS; return the other diagnostics and the number of faulty rows."""
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
    """Return the faults that the interpreter met.

    partial: blank cells are no faults. details: cells of detail tables.
    """
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
    """Yield a diagnostic for every zero denominator, at the cell that makes it zero."""
    rows = {(row.unit, row.period): row.cells for row in reading.units}
    for fault in faults:
        if fault.zero_denominator:
            cells = rows.get((fault.unit, fault.period), {})
            zero = [measure for measure in fault.measures if cells.get(measure, 0) == 0]
            place = _address(reading, fault, (*zero, *fault.measures), files)
            computed = len(fault.measures) == 1 and not zero
            yield messages.zero_denominator(fault.unit, fault.measures, place, fault.period, computed=computed)


def _address(reading: Reading, fault: Fault, measures: Sequence[str], files: Files) -> Address:
    """Return the address of the first of the measures that has one, else that of another cell of the row."""
    for measure in (*measures, *reading.columns):
        if measure in files.details:
            return Address(files.details[measure], "A1")
        if (address := reading.address(fault.unit, measure, fault.period)) is not None:
            return address
    return Address(files.main, "A1")


def _blanks(reading: Reading, faults: Faults, files: Files) -> Iterator[Diagnostic]:
    """Yield a diagnostic for every blank cell that scoring needs, and every needed column of marks that no file has."""
    for fault in faults.first:
        if not fault.zero_denominator:
            (measure,) = fault.measures
            if measure not in files.details:
                yield missing_diagnostic(reading, fault.unit, measure, fault.period)
            elif not has_errors(reading.diagnostics):
                yield messages.missing_row(fault.unit, measure, Address(files.details[measure], "A1"), fault.period)
    if reading.columns and not has_errors(reading.diagnostics):  # the reading reports the columns of other measures
        file = next(iter(reading.columns.values())).file
        for measure, units in faults.columnless.items():
            yield messages.missing_mark_column(measure, units, file)
