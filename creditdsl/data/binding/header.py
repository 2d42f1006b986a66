"""The header: the column and table of each measure.

Receives the raw tables and the measures. Promises each measure in at most one column, and a message for every
column that is missing, repeated, unnamed or unknown, before any unit is read.
"""

import re
from collections.abc import Iterator, Sequence

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.nearest import nearest
from creditdsl.base.node import field, node
from creditdsl.base.spelling import cleaned, name_key
from creditdsl.data.binding.cell_reader import Value
from creditdsl.data.binding.period_reader import is_year, read_period
from creditdsl.data.table_errors import (
    ColumnInTwoFiles,
    MissingColumn,
    SameColumn,
    UnknownColumn,
    UnknownPythonColumn,
    UnnamedColumn,
    UnnamedColumns,
)
from creditdsl.data.tables import IGNORED, PERIOD, UNIT, Address, RawTable, column_name, fault_at
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Mark

REASON = "理由"
_LIKE_PERIOD = re.compile("期[间数次]|时期|周期|考核期|时间|日期|年?月份?|季度?|年[度份]?")


@node
class Reason:
    """The column of the reasons for a mark."""

    mark: str
    yearly: bool = False

    @property
    def name(self) -> str:
        return self.mark + REASON


Role = Measure | Reason


@node
class Columns:
    """The 0-based columns of a table. period: None where the table has no column 期."""

    unit: int
    period: int | None
    periodic: bool
    """Whether every row is of a period, also where the table has no column 期."""
    roles: tuple[tuple[int, Role], ...]
    """In the order of the columns."""
    unused: frozenset[int]
    """Columns that are no data: 备注, 序号 and those without a name."""
    diagnostics: tuple[Diagnostic, ...]
    texts_read: dict[tuple[str, str], Value] = field(default_factory=dict, compare=False, repr=False)
    """What texts of cells were read as, by measure and text: those of further rows are mostly the same."""


@node
class _Heading:
    """A named header cell. earlier: the address of an earlier column with the same name."""

    column: int
    name: str
    key: str
    address: Address
    role: Role | None
    earlier: Address | None


def match_columns(
    tables: Sequence[RawTable], measures: Sequence[Measure], complete: bool, periodic: bool = False
) -> tuple[Columns, ...]:
    """Match the columns of each table to the measures.

    complete: the tables are all data, so that a column absent from them is missing.
    periodic: every table has a column 期, and a measure may be in several tables, of further periods;
    a yearly measure is missing only where there are rows of a year.
    """
    fixed = frozenset({UNIT, PERIOD}) if periodic else frozenset({UNIT})
    roles = _roles(measures, fixed)
    taken: dict[str, Address] = {}
    headings = [tuple(_headings(table, roles, taken, apart=periodic)) for table in tables]
    unknown = [h.name for hs in headings for h in hs if h.role is None and h.key not in fixed]
    absent = [m for m in measures if name_key(m.name) not in taken]
    offered = [m.name for m in absent]
    periods = [next((h.column for h in hs if h.key == PERIOD), None) if periodic else None for hs in headings]
    years = any(_has_year(table, period) for table, period in zip(tables, periods, strict=True))
    missing = [m.name for m in absent if m.required and (years or not periodic or not m.yearly)]
    meant = _meant(unknown, [m for m in absent if m.name in missing])
    result = []
    for index, (table, named, period) in enumerate(zip(tables, headings, periods, strict=True)):
        diagnostics = [*_of_headings(table, named, offered, fixed)]
        if periodic and period is None:
            like = tuple(h.name for h in named if h.role is None and _LIKE_PERIOD.fullmatch(h.key))
            absence = MissingColumn(PERIOD, like, is_period=True)
            diagnostics.append(fault_at(absence, table.address(table.header, table.width)))
        if complete and index == 0:
            diagnostics += _missing(table, missing, unknown)
        unit = next(h.column for h in named if h.key == UNIT)
        understood = ((h.column, h.role or meant.get(h.name)) for h in named if h.earlier is None)
        read = tuple((column, role) for column, role in understood if role is not None)
        unused = frozenset(range(table.width)) - {h.column for h in named}
        result.append(Columns(unit, period, periodic, read, unused, tuple(diagnostics)))
    return tuple(result)


def _meant(unknown: Sequence[str], absent: Sequence[Measure]) -> dict[str, Measure]:
    """Return the measures that misspelt columns must mean, so that their cells are checked in the same run.

    A column means a measure where one name is the other with characters left out, and neither resembles a third.
    """
    meant: dict[str, Measure] = {}
    for measure in absent:
        near = nearest(measure.name, unknown)
        if len(near) == 1 and nearest(near[0], [other.name for other in absent]) == (measure.name,):
            short, long = sorted((name_key(measure.name), name_key(near[0])), key=len)
            left = iter(long)
            if unknown.count(near[0]) == 1 and all(character in left for character in short):
                meant[near[0]] = measure
    return meant


def _roles(measures: Sequence[Measure], fixed: frozenset[str]) -> dict[str, Role]:
    """Return the role of each column, by the key of its name."""
    roles: dict[str, Role] = {name_key(m.name): m for m in measures}
    for measure in measures:
        if isinstance(measure.type, Mark):
            reason = Reason(measure.name, measure.yearly)
            roles.setdefault(name_key(reason.name), reason)
    return {key: role for key, role in roles.items() if key not in fixed}


def _has_year(table: RawTable, period: int | None) -> bool:
    """Return whether some row of the table is of a whole year."""
    if period is None:
        return False
    readings = (read_period(row.cell(period), "", table.address(row, period)) for row in table.rows)
    return any(isinstance(reading, str) and is_year(reading) for reading in readings)


def _headings(table: RawTable, roles: dict[str, Role], taken: dict[str, Address], apart: bool) -> Iterator[_Heading]:
    """Yield the named columns of a table. taken: collects the columns that are read, over all tables.

    apart: a column of another table does not count as earlier.
    """
    in_table: dict[str, Address] = {}
    for column in range(table.width):
        name = cleaned(table.header.cell(column).text)
        key = name_key(name)
        if not key or key in IGNORED:
            continue
        address = table.address(table.header, column)
        role = roles.get(key)
        earlier = in_table.get(key) or (None if apart else taken.get(key))
        yield _Heading(column, name, key, address, role, earlier)
        in_table.setdefault(key, address)
        if role is not None:
            taken.setdefault(key, address)


def _of_headings(
    table: RawTable, named: Sequence[_Heading], offered: Sequence[str], fixed: frozenset[str]
) -> Iterator[Diagnostic]:
    """Yield the faults of the table's columns, from left to right."""
    by_column = {heading.column: heading for heading in named}
    yield from _unnamed(table, [column for column in range(table.width) if table.header.cell(column).blank])
    unknown = UnknownPythonColumn if table.by_program else UnknownColumn
    for column in range(table.width):
        heading = by_column.get(column)
        if heading is None:
            continue
        if heading.earlier is not None:
            if heading.earlier.file == table.file:
                twice = SameColumn(heading.name, heading.earlier.cell, heading.address.cell)
                yield fault_at(twice, heading.address)
            else:
                yield fault_at(ColumnInTwoFiles(heading.name, heading.earlier.file), heading.address)
        elif heading.role is not None or heading.key in fixed:
            continue
        elif heading.key == PERIOD:
            yield fault_at(unknown(heading.name, is_period=True), heading.address)
        else:
            yield fault_at(unknown(heading.name, nearest(heading.name, offered)), heading.address)


def _unnamed(table: RawTable, columns: Sequence[int]) -> Iterator[Diagnostic]:
    """Yield the first content below a header cell that is blank; a single message for several columns."""
    first = {
        column: row
        for column in columns
        if (row := next((row for row in table.rows if not row.cell(column).blank), None)) is not None
    }
    addresses = [table.address(table.header, column) for column in first]
    if len(first) > 1:
        yield fault_at(UnnamedColumns(tuple(map(column_name, first))), addresses[0])
        return
    for column, row in first.items():
        fault = UnnamedColumn(row.cell(column).text, table.address(row, column).cell)
        yield fault_at(fault, addresses[0])


def _missing(table: RawTable, names: Sequence[str], unknown: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield the required columns that no table has, at the end of the first header."""
    address = table.address(table.header, table.width)
    for name in names:
        yield fault_at(MissingColumn(name, nearest(name, unknown)), address)
