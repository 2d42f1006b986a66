"""Returned 填报表 joined into one table of texts, for programs without a folder.

Receives the bytes of the files that came back. Promises the rows that scoring reads as it reads a folder of these
files: the faults of their cells come again at the cells of the rows, every other fault stops. Nothing is guessed.
"""

from collections.abc import Iterator, Mapping, Sequence

from creditdsl.api.data_sources import cell_text, value_text
from creditdsl.api.failures import Finding, failing, findings_of
from creditdsl.base.diagnostic import has_errors
from creditdsl.base.failure import Failure
from creditdsl.base.node import node
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.binding.header import REASON
from creditdsl.data.binding.reading import Reading
from creditdsl.data.files.loading import DataFile, load_content, with_sheets
from creditdsl.data.tables import PERIOD, UNIT, RawTable
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Program
from creditdsl.scoring.data_set import DataSet
from creditdsl.scoring.units import read_data

_Place = tuple[str, str]
"""File and cell, as messages name them."""
_Texts = list[list[str]]


@node
class JoinedData:
    """rows: the header, then a row for each unit (and period). details: the detail tables that came along, by name."""

    rows: _Texts
    details: Mapping[str, _Texts]
    findings: tuple[Finding, ...]


def joined(compiled: CompiledTable, files: Mapping[str, bytes], label: str) -> JoinedData:
    """Join files by unit; Failure with every fault that is not of a cell of the rows.

    files: 填报表, 数据提供表 and data files by their names. label: which of the columns 自评 and 复核 counts, empty
    where a form has only one of them.
    """
    with failing():
        loaded = tuple(with_sheets(load_content(name, content)) for name, content in files.items())
        program, reading = read_data(compiled, DataSet(loaded), partial=True, label=label)
        remarks = [remark for remark in reading.diagnostics if (remark.file, remark.cell) not in _told_again(reading)]
        if has_errors(remarks):
            raise Failure(*reading.diagnostics)
        texts = {place: text for file in loaded for place, text in _cells(file)}
        details = {name: _detail_rows(tables) for name, tables in reading.details.items()}
        return JoinedData(_rows(program, reading, texts), details, findings_of(remarks))


def _told_again(reading: Reading) -> set[_Place]:
    """Return the cells whose faults come again where the rows are read: those of measures, not of reasons."""
    cells = ((key[1], address) for key, address in reading.addresses.items())
    return {(address.file, address.cell) for column, address in cells if not column.endswith(REASON)}


def _rows(program: Program, reading: Reading, texts: Mapping[_Place, str]) -> _Texts:
    """Return the header and the rows; a column that no file has is left out."""
    filled = {key[1] for key in reading.addresses}
    names = [name for measure in program.data_measures for name in (measure.name, measure.name + REASON)]
    columns = [name for name in names if name in filled]
    header = [UNIT, *([PERIOD] if program.periodic else []), *columns]
    return [header, *([*_key(unit, program), *_answers(unit, columns, reading, texts)] for unit in reading.units)]


def _key(unit: UnitData, program: Program) -> list[str]:
    return [unit.unit, *([unit.period or ""] if program.periodic else [])]


def _answers(unit: UnitData, columns: Sequence[str], reading: Reading, texts: Mapping[_Place, str]) -> Iterator[str]:
    for column in columns:
        address = reading.address(unit.unit, column, unit.period)
        yield "" if address is None else texts[address.file, address.cell]


def _cells(file: DataFile) -> Iterator[tuple[_Place, str]]:
    """Yield every cell with its text."""
    if (table := file.loaded.table) is not None:
        for row in table.rows:
            for column in range(table.width):
                address = table.address(row, column)
                yield (address.file, address.cell), cell_text(table, row, column)
    for sheet in file.loaded.sheets:
        for row in sheet.rows:
            for column, cell in enumerate(row.cells):
                address = sheet.address(row, column)
                yield (address.file, address.cell), value_text(cell)


def _detail_rows(tables: Sequence[RawTable]) -> _Texts:
    """Return the rows of the same detail table of several files below one header."""
    names = list(dict.fromkeys(cell.text for table in tables for cell in table.header.cells if not cell.blank))
    rows = [names]
    for table in tables:
        columns = {cell.text: column for column, cell in enumerate(table.header.cells)}
        for row in table.rows:
            places = [columns.get(name) for name in names]
            rows.append(["" if place is None else cell_text(table, row, place) for place in places])
    return rows
