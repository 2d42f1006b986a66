"""Reading a row below the header: the typed cells of a unit.

Receives a raw row and the columns of its table. Promises the values that could be read, and a message for every
cell that could not, from left to right. A row that is no unit has a warning and nothing else. It knows a single row;
unit_reader.py joins rows and files.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.spelling import cleaned, name_key
from creditdsl.data.binding.cell_reader import Value, read_cell, unusable
from creditdsl.data.binding.header import Columns, Reason, Role
from creditdsl.data.binding.period_reader import belongs, is_year, read_period, year_of
from creditdsl.data.binding.roster import Roster
from creditdsl.data.binding.row_kinds import RowKind, row_kind
from creditdsl.data.cell_errors import WrongRow
from creditdsl.data.cell_words import named
from creditdsl.data.table_errors import (
    DoubtfulRow,
    ExtraCells,
    HeaderBelow,
    MergedCells,
    NotScored,
    NoUnitName,
    RemarkedUnit,
)
from creditdsl.data.tables import Address, Kind, Merge, RawCell, RawTable, Row, fault_at
from creditdsl.ir.program import Measure


@dataclass(slots=True)
class ReadRow:
    """The cells of a row by the name of their column; reasons are a column `<mark>理由`.

    unit is None where its name is blank or no name; address is the unit's cell. period is None where
    the data are not by period, or it cannot be read. last: the rows below it are of another table.
    """

    unit: str | None
    address: Address
    period: str | None = None
    values: dict[str, Value] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, Address] = field(default_factory=dict)
    filled: set[str] = field(default_factory=set)
    faulty: set[str] = field(default_factory=set)
    diagnostics: tuple[Diagnostic, ...] = ()
    empty: bool = True
    last: bool = False


def merges_that_matter(table: RawTable, columns: Columns) -> tuple[Merge, ...]:
    """Return the merged ranges that reach from the header downwards into a column that is read."""
    read = {columns.unit, *(column for column, _ in columns.roles)}
    if columns.period is not None:
        read.add(columns.period)
    return tuple(
        merge
        for merge in table.merges
        if merge.bottom > table.header.number
        and (merge.top, merge.left) != (merge.bottom, merge.right)
        and any(merge.left <= column <= merge.right for column in read)
    )


def read_row(table: RawTable, columns: Columns, merges: Sequence[Merge], row: Row) -> ReadRow:
    """Read the row's unit and cells; of a blank row only the merged ranges that start in it."""
    merges = [merge for merge in merges if merge.top <= row.number <= merge.bottom]
    read = ReadRow(None, table.address(row, columns.unit))
    faults = [(m.left, fault_at(MergedCells(m.text), table.range(m))) for m in merges if m.top == row.number]
    filled = [i for i, cell in enumerate(row.cells) if i not in columns.unused and not cell.blank]
    if filled:
        read.empty = False
        covered = frozenset(i for m in merges for i in range(table.width) if m.covers(row.number, i))
        unit = row.cell(columns.unit)
        if wrong := unusable(unit):
            faults.append((columns.unit, fault_at(wrong, read.address)))
        elif not unit.blank:
            read.unit = cleaned(unit.text)
        elif columns.unit not in covered:
            faults.append((columns.unit, fault_at(NoUnitName(row.cell(filled[0]).text), read.address)))
        faults += _period(table, columns, covered, row, read)
        faults += _cells(table, columns, covered, row, read)
        if filled[-1] >= table.width:
            extra = next(i for i in filled if i >= table.width)
            faults.append((extra, fault_at(ExtraCells(row.cell(extra).text), table.address(row, extra))))
    read.diagnostics = tuple(diagnostic for _, diagnostic in sorted(faults, key=lambda fault: fault[0]))
    return read


def read_apart(table: RawTable, columns: Columns, merges: Sequence[Merge], row: Row, roster: Roster) -> ReadRow | None:
    """Return a row that is no unit's, or of which it cannot be told; None for a unit's row and a blank one."""
    merges = [merge for merge in merges if merge.top <= row.number <= merge.bottom]
    filled = {column for column, cell in enumerate(row.cells) if column not in columns.unused and not cell.blank}
    if not filled or any(merge.bottom > merge.top for merge in merges):
        return None
    start = columns.unit if columns.unit in filled else next(at for at, cell in enumerate(row.cells) if not cell.blank)
    cell, address = row.cell(start), table.address(row, start)
    last = max((column for column, _ in columns.roles), default=columns.unit)
    across = any(merge.left <= start and merge.right >= max(last, start + 2) for merge in merges)
    kind = None if roster.has(cell.text) else _kind(cell, start - columns.unit, filled <= {start}, across, roster)
    match kind:
        case None:
            return None
        case RowKind.DOUBTFUL:
            fault = fault_at(DoubtfulRow(cell.text.strip()), address)
            return ReadRow(None, address, diagnostics=(fault,), empty=False)
        case RowKind.REMARKED:
            fault = fault_at(RemarkedUnit(cell.text.strip()), address)
            return ReadRow(None, address, diagnostics=(fault,), empty=False)
        case RowKind.HEADER if not _repeats(table.header, row):
            fault = fault_at(HeaderBelow(row.number), address)
            return ReadRow(None, address, diagnostics=(fault,), empty=False, last=True)
        case _:
            fault = fault_at(NotScored(row.number, cell.text.strip(), kind.value), address)
            return ReadRow(None, address, diagnostics=(fault,))


def _kind(start: RawCell, right: int, alone: bool, across: bool, roster: Roster) -> RowKind | None:
    """Return what a row is; None for the row of a unit.

    start: its first words. right: how many columns they stand to the right of the unit's. alone: nothing else is
    written in the row. across: they are merged with all cells of data.
    """
    key = name_key(start.text)
    if alone and start.kind is Kind.DATE:
        return RowKind.DATE
    if alone and (across or key in roster.groups):
        return RowKind.HEADING
    if start.kind is not Kind.TEXT or (right > 0 and not alone and ":" not in key):
        return None  # in a column of data 全市 may be the level of a prize
    return row_kind(start.text, alone=alone)


def _repeats(header: Row, row: Row) -> bool:
    """Return whether the row is the header once more."""
    return all(cell.blank or name_key(cell.text) == name_key(header.cell(at).text) for at, cell in enumerate(row.cells))


def _period(
    table: RawTable, columns: Columns, covered: frozenset[int], row: Row, read: ReadRow
) -> Iterator[tuple[int, Diagnostic]]:
    """Fill in the period of a row that has one; yield its fault, by column."""
    column = columns.period
    if column is None or column in covered:
        return
    period = read_period(row.cell(column), _who(row, read), table.address(row, column))
    if isinstance(period, Diagnostic):
        yield column, period
    else:
        read.period = period


def _who(row: Row, read: ReadRow) -> str:
    return f"第 {row.number} 行" if read.unit is None else named(read.unit, read.period)


def _cells(
    table: RawTable, columns: Columns, covered: frozenset[int], row: Row, read: ReadRow
) -> Iterator[tuple[int, Diagnostic]]:
    """Fill in the values; yield the faults of cells, by column."""
    who = _who(row, read)
    for column, role in columns.roles:
        cell, address = row.cell(column), table.address(row, column)
        read.addresses[role.name] = address
        if column in covered:
            fault = None
            read.faulty.add(role.name)
        elif cell.blank:
            continue
        else:
            read.filled.add(role.name)
            fault = _misplaced(cell, role, read.period, who, address)
            if fault is None and not _keep_known(cell, role, columns, read):
                fault = keep_cell(cell, role, who, address, read)
                _remember(cell, role, columns, read)
        if fault is not None:
            read.faulty.add(role.name)
            yield column, fault


def _keep_known(cell: RawCell, role: Role, columns: Columns, read: ReadRow) -> bool:
    """Keep the value that the cell's text was read as in a row before; return whether there is one."""
    value = columns.texts_read.get((role.name, cell.text)) if _is_its_text(cell) else None
    if value is None:
        return False
    read.values[role.name] = value
    return True


def _remember(cell: RawCell, role: Role, columns: Columns, read: ReadRow) -> None:
    value = read.values.get(role.name)
    if value is not None and _is_its_text(cell):
        columns.texts_read[role.name, cell.text] = value


def _is_its_text(cell: RawCell) -> bool:
    """Return whether the cell's value hangs on nothing but its text and its column."""
    return cell.kind is Kind.TEXT and not cell.shown_unit


def _misplaced(cell: RawCell, role: Role, period: str | None, who: str, address: Address) -> Diagnostic | None:
    """Return the fault of a yearly cell in a month's row, or the other way round."""
    if period is None or belongs(role.yearly, period):
        return None
    year = "" if is_year(period) else year_of(period)
    return fault_at(WrongRow(who, role.name, cell.text, year), address)


def keep_cell(cell: RawCell, role: Role, who: str, address: Address, read: ReadRow) -> Diagnostic | None:
    """Keep the value or reason in a cell; return its fault where it cannot be read."""
    match role:
        case Measure(name=name):
            value = read_cell(cell, role, who, address)
            if isinstance(value, Diagnostic):
                return value
            if value is not None:
                read.values[name] = value
        case Reason(name=name):
            if wrong := unusable(cell, who, name):
                return fault_at(wrong, address)
            read.reasons[name] = cell.text.strip()
        case _:
            assert_never(role)
    return None
