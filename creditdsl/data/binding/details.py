"""Detail tables: the rows of a unit, aggregated to a cell of the unit.

Receives the units that were read, the detail files by name and the program's aggregates of them
(`部门抽查.瞒报率 最大值`). Promises the units with those cells added, or diagnostics at the cell. A unit may have any
number of rows in a detail table; in every other table it has at most one a period.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.exact import show
from creditdsl.base.node import node
from creditdsl.base.spelling import name_key, plain, respelt
from creditdsl.data.binding.cell_reader import read_cell
from creditdsl.data.binding.header import Columns
from creditdsl.data.binding.header_rows import with_single_header
from creditdsl.data.binding.period_reader import read_period, year_of
from creditdsl.data.binding.reading import CellKey, cell_of
from creditdsl.data.binding.respellings import Respelling, warnings_of
from creditdsl.data.binding.roster import Roster
from creditdsl.data.binding.row_reader import read_apart
from creditdsl.data.cell_errors import OffScale
from creditdsl.data.files.loading import TableSource, load
from creditdsl.data.table_errors import MissingColumn, NoDetailTable, NoUnitName, UnknownDetailRow
from creditdsl.data.tables import PERIOD, UNIT, Address, RawTable, Row, fault_at
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Aggregation, Detail, Measure
from creditdsl.ir.types import Number, Ratio

_RATIO = Ratio(usual_low=Fraction(-1), usual_high=Fraction(2))
"""What is usual of any ratio; a percentage that lost its sign is a hundred times too large."""

_Key = tuple[str, str | None]
"""Unit (its name folded) and period."""


@node
class Detailed:
    """The units with their cells of detail tables. blanks: why a unit has no cell, the blank ones of its rows."""

    units: tuple[UnitData, ...]
    diagnostics: tuple[Diagnostic, ...]
    blanks: Mapping[CellKey, tuple[Address, ...]]


@node
class _Rows:
    """A column of a detail table: the values and the blank cells of each unit and period."""

    values: dict[_Key, list[Fraction]]
    blanks: dict[_Key, list[Address]]


def with_details(
    units: Sequence[UnitData],
    files: Mapping[str, TableSource],
    details: Sequence[Detail],
    returned: Mapping[str, Sequence[RawTable]] | None = None,
) -> Detailed:
    """Give each unit a cell for every detail; a unit without rows counts 0 rows and has no other cell.

    Blank cells are not counted; anything else that needs one is missing, as a blank cell of any table is. In data by
    period the rows of a period make its cells, and all rows of a year those of the year.
    returned: the detail tables that came with returned 填报表, by name.
    """
    faults: list[Diagnostic] = []
    cells: list[dict[str, Fraction]] = [{} for _ in units]
    blanks: dict[CellKey, tuple[Address, ...]] = {}
    for detail in details:
        path, tables = files.get(detail.sheet), [*(returned or {}).get(detail.sheet, ())]
        if path is not None:
            loaded = with_single_header(load(path).loaded, [Measure(detail.column, Number())])
            faults += loaded.diagnostics
            tables += [] if loaded.table is None else [loaded.table]
        elif not tables:
            faults.append(Diagnostic(NoDetailTable(detail.sheet)))
        if tables:
            keys = [(name_key(unit.unit), unit.period) for unit in units]
            rows = _Rows({key: [] for key in keys}, {key: [] for key in keys})
            names = {name_key(unit.unit): unit.unit for unit in units}
            for table in tables:
                faults += [*_collect(table, detail, rows), *warnings_of([*_respelt(table, names)])]
            for unit, key, added in zip(units, keys, cells, strict=True):
                if detail.aggregation is Aggregation.COUNT or (rows.values[key] and not rows.blanks[key]):
                    added[detail.cell] = _aggregate(detail.aggregation, rows.values[key])
                else:
                    blanks[cell_of(unit.unit, detail.cell, unit.period)] = tuple(rows.blanks[key])
    filled = (replace(unit, cells={**unit.cells, **added}) for unit, added in zip(units, cells, strict=True))
    return Detailed(tuple(filled), tuple(dict.fromkeys(faults)), blanks)


def _collect(table: RawTable, detail: Detail, rows: _Rows) -> Iterator[Diagnostic]:
    """Gather the column's values by unit and period; yield messages for rows that do not fit."""
    headings = {name_key(cell.text): i for i, cell in enumerate(table.header.cells) if not cell.blank}
    column, unit_column = headings.get(name_key(detail.column)), headings[UNIT]
    period_column = headings.get(PERIOD)
    if column is None:
        names = tuple(cell.text for cell in table.header.cells if not cell.blank)
        yield fault_at(MissingColumn(detail.column, names), table.address(table.header, 0))
        return
    periodic = any(period is not None for _, period in rows.values)
    if periodic and period_column is None:
        yield fault_at(MissingColumn(PERIOD, is_period=True), table.address(table.header, table.width))
        return
    units = {unit for unit, _ in rows.values}
    roster, columns = Roster({unit: unit for unit in units}), Columns(unit_column, None, False, (), frozenset(), ())
    for row in table.rows:
        apart = read_apart(table, columns, (), row, roster)
        if apart is not None:
            yield from apart.diagnostics
            continue
        unit, address = name_key(row.cell(unit_column).text), table.address(row, unit_column)
        filled = [cell for cell in row.cells if not cell.blank]
        period = None
        if periodic and period_column is not None and unit in units:
            period = read_period(row.cell(period_column), unit, table.address(row, period_column))
        if isinstance(period, Diagnostic):
            yield period
        elif (unit, period) in rows.values:
            value = _value(table, row, column, detail, unit)
            if isinstance(value, Diagnostic):
                yield value
                continue
            for key in {(unit, period), (unit, period and year_of(period))} & rows.values.keys():
                if value is None:
                    rows.blanks[key].append(table.address(row, column))
                else:
                    rows.values[key].append(value)
        elif not unit:
            yield from (fault_at(NoUnitName(cell.text), address) for cell in filled[:1])
        elif units:
            yield fault_at(UnknownDetailRow(detail.sheet, unit, period), address)


def _respelt(table: RawTable, names: Mapping[str, str]) -> Iterator[Respelling]:
    """Yield the cells of units that the data spell otherwise. names: units by key."""
    column = next(at for at, cell in enumerate(table.header.cells) if name_key(cell.text) == UNIT)
    for row in table.rows:
        typed = row.cell(column).text
        name = names.get(name_key(typed))
        if name is not None and respelt(typed, name):
            yield Respelling(table.address(row, column), typed, name)


def _value(table: RawTable, row: Row, column: int, detail: Detail, unit: str) -> Fraction | Diagnostic | None:
    """Return the value in a cell of the column; None where it is blank."""
    cell = row.cell(column)
    kind = _RATIO if plain(cell.text).endswith("%") else Number()
    value = read_cell(cell, Measure(detail.column, kind), unit, table.address(row, column))
    if isinstance(value, Diagnostic) and isinstance(value.fault, OffScale):  # no scheme declares a column of details
        return replace(value, advice=f"核对后改正；没有写错的，写不带 % 的 {show(value.fault.ratio)}")
    return value if isinstance(value, Fraction | Diagnostic) else None


def _aggregate(aggregation: Aggregation, values: Sequence[Fraction]) -> Fraction:
    match aggregation:
        case Aggregation.MAX:
            return max(values)
        case Aggregation.MIN:
            return min(values)
        case Aggregation.SUM:
            return sum(values, Fraction(0))
        case Aggregation.MEAN:
            return sum(values, Fraction(0)) / len(values)
        case Aggregation.COUNT:
            return Fraction(len(values))
        case _:
            assert_never(aggregation)
