"""Detail tables: several rows a unit, made into one cell of the unit.

Receives the units that were read, the detail files by name and what the program asks of them
(`部门抽查.瞒报率 最大值`); promises the units with those cells added, or diagnostics at the cell. Its own
step because a detail table has no one row a unit, which everything else here counts on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import assert_never

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.data import messages
from creditdsl.data.cells import read_cell
from creditdsl.data.loading import load
from creditdsl.data.tables import UNIT, RawTable, Row, column_key, fold
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Aggregation, Detail, Measure
from creditdsl.ir.types import Number, Ratio


def with_details(
    units: Sequence[UnitData],
    files: Mapping[str, Path],
    details: Sequence[Detail],
    returned: Mapping[str, Sequence[RawTable]] | None = None,
) -> tuple[tuple[UnitData, ...], tuple[Diagnostic, ...]]:
    """The units with a cell for every detail; a unit without rows counts 0 rows and has no other cell.

    returned: the detail tables that came with returned 填报表, by name.
    """
    faults: list[Diagnostic] = []
    values: dict[str, dict[str, Fraction]] = {unit.unit: {} for unit in units}
    for detail in details:
        path, tables = files.get(detail.sheet), [*(returned or {}).get(detail.sheet, ())]
        if path is not None:
            loaded = load(path).loaded
            faults += loaded.diagnostics
            tables += [] if loaded.table is None else [loaded.table]
        elif not tables:
            faults.append(messages.no_detail_file(detail.sheet))
        if tables:
            rows: dict[str, list[Fraction]] = {unit: [] for unit in values}
            for table in tables:
                faults += _collect(table, detail, rows)
            for unit, found in rows.items():
                if found or detail.aggregation is Aggregation.COUNT:
                    values[unit][detail.cell] = _aggregate(detail.aggregation, found)
    filled = (replace(unit, cells={**unit.cells, **values[unit.unit]}) for unit in units)
    return tuple(filled), tuple(dict.fromkeys(faults))


def _collect(table: RawTable, detail: Detail, rows: dict[str, list[Fraction]]) -> Iterator[Diagnostic]:
    """Gather the column's values by unit; messages for what does not fit."""
    headings = {column_key(cell.text): i for i, cell in enumerate(table.header.cells) if not cell.blank}
    column, unit_column = headings.get(column_key(detail.column)), headings[UNIT]
    if column is None:
        names = [cell.text for cell in table.header.cells if not cell.blank]
        yield messages.missing_column(detail.column, names, table.address(table.header, 0))
        return
    for row in table.rows:
        unit = fold(row.cell(unit_column).text)
        if unit in rows:
            yield from _read(table, row, column, detail, unit, rows[unit])
        elif unit:
            yield messages.unknown_detail_unit(unit, detail.sheet, table.address(row, unit_column))


def _read(
    table: RawTable, row: Row, column: int, detail: Detail, unit: str, found: list[Fraction]
) -> Iterator[Diagnostic]:
    cell = row.cell(column)
    kind = Ratio() if fold(cell.text).endswith("%") else Number()
    value = read_cell(cell, Measure(detail.column, kind), unit, table.address(row, column))
    if isinstance(value, Diagnostic):
        yield value
    elif isinstance(value, Fraction):
        found.append(value)


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
