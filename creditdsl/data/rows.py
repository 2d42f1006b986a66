"""One row below the header: a unit's cells, typed.

Receives a raw row and how its table is read; promises the values that could be read and a message
for every cell that could not, from left to right. Its own step because it knows one row only:
what concerns several rows or files is for binding.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.data import messages
from creditdsl.data.cells import Value, read_cell, unusable
from creditdsl.data.columns import REASON, Columns, Reason
from creditdsl.data.tables import Address, Merge, RawTable, Row
from creditdsl.ir.program import Measure


@dataclass(slots=True)
class ReadRow:
    """unit is None where its name is blank or no name; address is the unit's cell."""

    unit: str | None
    address: Address
    values: dict[str, Value] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, Address] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)
    diagnostics: tuple[Diagnostic, ...] = ()
    empty: bool = True


def merges_that_matter(table: RawTable, columns: Columns) -> tuple[Merge, ...]:
    """The merged ranges that reach from the header downwards into a column that is read."""
    read = {columns.unit, *(column for column, _ in columns.roles)}
    return tuple(
        merge
        for merge in table.merges
        if merge.bottom >= table.header.number
        and (merge.top, merge.left) != (merge.bottom, merge.right)
        and any(merge.left <= column <= merge.right for column in read)
    )


def read_row(table: RawTable, columns: Columns, merges: Sequence[Merge], row: Row) -> ReadRow:
    """The row's unit and cells; of a blank row nothing but the merged ranges that start in it."""
    merges = [merge for merge in merges if merge.top <= row.number <= merge.bottom]
    read = ReadRow(None, table.address(row, columns.unit))
    found = [(m.left, messages.merged(m.text, table.range(m))) for m in merges if m.top == row.number]
    filled = [i for i, cell in enumerate(row.cells) if i not in columns.unused and not cell.blank]
    if filled:
        read.empty = False
        covered = frozenset(i for i in range(table.width) if any(m.covers(row.number, i) for m in merges))
        unit = row.cell(columns.unit)
        if wrong := unusable(unit):
            found.append((columns.unit, messages.bad_unit_cell(*wrong, unit.text, read.address)))
        elif not unit.blank:
            read.unit = unit.text.strip()
        elif columns.unit not in covered:
            found.append((columns.unit, messages.no_unit_name(read.address, row.cell(filled[0]).text)))
        found += _cells(table, columns, covered, row, read)
        if filled[-1] >= table.width:
            extra = next(i for i in filled if i >= table.width)
            found.append((extra, messages.extra_cells(row.cell(extra).text, table.address(row, extra))))
    read.diagnostics = tuple(d for _, d in sorted(found, key=lambda f: f[0]))
    return read


def _cells(
    table: RawTable, columns: Columns, covered: frozenset[int], row: Row, read: ReadRow
) -> Iterator[tuple[int, Diagnostic]]:
    """Fill in the values; yield what is wrong with a cell, by column."""
    said = read.unit or f"第 {row.number} 行"
    for column, role in columns.roles:
        cell, address = row.cell(column), table.address(row, column)
        match role:
            case Measure(name=name):
                read.addresses[name] = address
                value = None if column in covered else read_cell(cell, role, said, address)
                if isinstance(value, Diagnostic):
                    yield column, value
                if isinstance(value, Diagnostic) or column in covered:
                    read.faulty.add(name)
                elif value is not None:
                    read.values[name] = value
            case Reason(mark=mark):
                if wrong := unusable(cell):
                    yield column, messages.bad_cell(wrong[0], said, mark + REASON, cell.text, wrong[1], address)
                elif not cell.blank:
                    read.reasons[mark] = cell.text.strip()
            case _:
                assert_never(role)
