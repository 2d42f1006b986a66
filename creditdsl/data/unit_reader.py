"""Reading the units: from data files and measures to units with exact typed cells.

Receives paths and the measures of a program. Promises every unit in the order of the files with the cells that
could be read, and every fault of every cell at once, in the order of file, row and column.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from creditdsl.base.diagnostic import Diagnostic, has_errors
from creditdsl.base.spelling import name_key
from creditdsl.data import messages
from creditdsl.data.binding.cell_reader import Value
from creditdsl.data.binding.header import REASON, Columns, match_columns
from creditdsl.data.binding.header_rows import with_single_header
from creditdsl.data.binding.period_reader import of_cycle, skipped
from creditdsl.data.binding.reading import CellKey, Reading, cell_of
from creditdsl.data.binding.respellings import in_header, in_row, warnings_of
from creditdsl.data.binding.roster import ANY_UNIT, Roster
from creditdsl.data.binding.row_reader import ReadRow, merges_that_matter, read_apart, read_row
from creditdsl.data.cell_words import named
from creditdsl.data.files.loading import DataFile, TableSource, load, load_returned, open_folders
from creditdsl.data.period_errors import MissingPeriod, PeriodsOfOtherCycle, SkippedPeriods
from creditdsl.data.sheet_errors import NotReturned, OtherScheme, SheetTwice
from creditdsl.data.sheets.returned import Returned, Wanted, gives_period, read_sheets
from creditdsl.data.table_errors import ColumnInTwoFiles, MergedCells
from creditdsl.data.tables import PERIOD, Address, Loaded, Merge, RawTable, fault_at
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Cycle, Measure


def has_periods(paths: Sequence[TableSource]) -> bool:
    """Return whether some file has a column 期, or some 填报表 its period; a file that cannot be read has none."""
    for path, _ in open_folders(paths).files:
        loaded = load(path).loaded
        if gives_period(loaded.sheets):
            return True
        if loaded.table and any(name_key(cell.text) == PERIOD for cell in loaded.table.header.cells):
            return True
    return False


def read_units(
    paths: Sequence[TableSource],
    measures: Sequence[Measure],
    periodic: bool = False,
    wanted: Wanted | None = None,
    names: Mapping[str, str] | None = None,
    roster: Roster = ANY_UNIT,
    cycle: Cycle | None = None,
) -> Reading:
    """Read the files and join their columns by unit, in data by period by unit and period.

    names: units as the scheme spells them, by key; any other is spelt as it is first written.
    wanted: the scheme and units of returned 填报表; where any was read, the sheets report the missing measures.
    """
    folders = open_folders(paths)
    loaded = (load_returned(path) if inside else load(path) for path, inside in folders.files)
    checked = (_of_this_scheme(file, wanted or Wanted()) for file in loaded)
    files = [replace(file, loaded=with_single_header(file.loaded, measures)) for file in checked]
    tables, sheets = [file.loaded.table for file in files if file.loaded.table], [f for f in files if f.loaded.sheets]
    complete = len(tables) + len(sheets) == len(files) and not has_errors(folders.diagnostics)
    matched = match_columns(tables, measures, complete and not sheets, periodic)
    columns = iter(matched)
    join = Join(roster, names={**(names or {})}, diagnostics=[*folders.diagnostics])
    elsewhere = {name_key(cell.text) for table in tables for cell in table.header.cells}
    for file in files:
        join.diagnostics += file.loaded.diagnostics
        if file.loaded.table is not None:
            join.add(file.loaded.table, next(columns), supplied=file.loaded.supplied is not None)
        elif file.loaded.sheets:
            join.add_sheets(read_sheets(file.loaded.sheets, measures, wanted or Wanted(), periodic, elsewhere))
    if sheets and complete and wanted is not None:
        join.diagnostics += _not_returned(join, wanted, sheets)
    elif complete and tables and not join.cut_short:
        present = {name_key(unit) for unit in (*(unit for unit, _ in join.cells), *join.undated)}
        join.diagnostics += roster.lacking(present, tables[0].address(tables[0].header, matched[0].unit))
    dated = complete and not join.nameless and all(table_columns.period is not None for table_columns in matched)
    join.diagnostics += _period_faults(join, cycle, dated)
    units = [UnitData(unit, cells, period) for (unit, period), cells in join.cells.items()]
    if sheets and wanted is not None:
        units = _in_order(units, wanted.roster)
    return Reading(
        tuple(units),
        join.reasons,
        tuple((file.name, file.sha256) for file in files if file.sha256 is not None),
        tuple(join.diagnostics),
        join.columns,
        frozenset(join.faulty),
        join.addresses,
        {name: tuple(tables) for name, tables in join.details.items()},
        complete and not (sheets and has_errors(join.diagnostics)),
    )


def _in_order(units: Sequence[UnitData], roster: Sequence[str]) -> list[UnitData]:
    """Return the units of returned forms in the order of the 名单; the order of file names has no meaning."""
    order = {name_key(unit): place for place, unit in enumerate(roster)}
    return sorted(units, key=lambda row: order.get(name_key(row.unit), len(order)))


def _of_this_scheme(file: DataFile, wanted: Wanted) -> DataFile:
    """Return the file, or why its 数据提供表 is none of this scheme."""
    supplied, table = file.loaded.supplied, file.loaded.table
    if supplied is None or table is None or not wanted.table:
        return file
    if (supplied.scheme, supplied.table) == (wanted.scheme, wanted.table):
        return file
    fault = OtherScheme(supplied.scheme, supplied.table, wanted.scheme, wanted.table)
    return replace(file, loaded=Loaded(None, (fault_at(fault, table.address(table.header, 0)),)))


@dataclass(slots=True)
class Join:
    """The rows read so far, over all files."""

    roster: Roster = ANY_UNIT
    cells: dict[tuple[str, str | None], dict[str, Value]] = field(default_factory=dict)
    """By unit and period."""
    names: dict[str, str] = field(default_factory=dict)
    """The units as the scheme spells them, or as first written, by key."""
    reasons: dict[CellKey, str] = field(default_factory=dict)
    addresses: dict[CellKey, Address] = field(default_factory=dict)
    filled: set[CellKey] = field(default_factory=set)
    columns: dict[str, Address] = field(default_factory=dict)
    faulty: set[CellKey] = field(default_factory=set)
    periods: dict[str, dict[str, Address]] = field(default_factory=dict)
    """The address of the first row, by period and then by unit."""
    undated: set[str] = field(default_factory=set)
    """Units with a row whose period cannot be read."""
    nameless: bool = False
    """Whether some row has no unit that can be read."""
    cut_short: bool = False
    """Whether rows were not read, because they are of another table."""
    returned: dict[tuple[str, str | None], Address] = field(default_factory=dict)
    """The address of the 填报表 of each unit (and period)."""
    only_supplied: set[tuple[str, str | None]] = field(default_factory=set)
    """Of which a 数据提供表 was the first to say something."""
    details: dict[str, list[RawTable]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, table: RawTable, columns: Columns, supplied: bool = False) -> None:
        """Take in one table. supplied: whether it is a 数据提供表."""
        known = set(self.cells)
        self.diagnostics += columns.diagnostics
        for column, role in columns.roles:
            if isinstance(role, Measure):
                self.columns.setdefault(role.name, table.address(table.header, column))
        merges = merges_that_matter(table, columns)
        for merge in merges:
            if merge.top <= table.header.number:
                self.diagnostics.append(fault_at(MergedCells(merge.text), table.range(merge)))
        if not self.add_rows(table, columns, merges):
            self.diagnostics.append(messages.no_units(table.address(table.header, columns.unit)))
        self.only_supplied |= self.cells.keys() - known if supplied else set()

    def add_rows(self, table: RawTable, columns: Columns, merges: Sequence[Merge] = ()) -> bool:
        """Take in the rows of a table; return whether any of them is a unit's, or should be."""
        met: dict[tuple[str, str | None], Address] = {}
        clashes: set[str] = set()
        respellings = [*in_header(table, columns)]
        empty = True
        for raw in table.rows:
            row = read_apart(table, columns, merges, raw, self.roster) or read_row(table, columns, merges, raw)
            empty = empty and row.empty
            self.diagnostics += self._row(row, columns, met, clashes)
            if row.unit is not None:
                respellings += in_row(table, columns, raw, row, self.names[name_key(row.unit)])
            if row.last:
                self.cut_short = True
                break
        self.diagnostics += warnings_of(respellings)
        return not empty

    def add_sheets(self, returned: Returned) -> None:
        """Take in one workbook of a 填报表."""
        self.diagnostics += returned.diagnostics
        for name, address in returned.columns.items():
            self.columns.setdefault(name, address)
        for name, tables in returned.details.items():
            self.details.setdefault(name, []).extend(tables)
        for row in returned.rows:
            self.diagnostics += self._returned(row)
        self.nameless = self.nameless or not returned.rows

    def _returned(self, row: ReadRow) -> Iterator[Diagnostic]:
        """Take in the answers of one sheet; nothing of a second one for the same unit and period."""
        yield from row.diagnostics
        if row.unit is None:
            self.nameless = True
            return
        unit = self.names.setdefault(name_key(row.unit), row.unit)
        key = (unit, row.period)
        if row.period is None and has_errors(row.diagnostics):
            self.undated.add(unit)
        if key in self.returned:
            other = self.returned[key]
            yield fault_at(SheetTwice(*key, other.file, other.cell), row.address)
        else:
            self.returned[key] = row.address
            yield from self._keep(unit, row, set())

    def _row(
        self, row: ReadRow, columns: Columns, met: dict[tuple[str, str | None], Address], clashes: set[str]
    ) -> Iterator[Diagnostic]:
        """Take in one row.

        met: the address at which each unit (and period) of this table was first met.
        clashes: the columns of this table that are reported already as columns of another file.
        """
        if row.unit is None:
            self.nameless = self.nameless or not row.empty
        else:
            unit = self.names.setdefault(name_key(row.unit), row.unit)
            key = (unit, row.period)
            if not self.roster.allows(unit):
                yield self.roster.stranger(unit, row.address)
            elif columns.periodic and row.period is None:
                self.undated.add(unit)
            elif key in met:
                yield messages.unit_twice(*key, met[key], row.address, row.unit)
            else:
                met[key] = row.address
                yield from self._keep(unit, row, clashes)
        yield from row.diagnostics

    def _keep(self, unit: str, row: ReadRow, clashes: set[str]) -> Iterator[Diagnostic]:
        """Keep the cells of a row; of a cell that two files fill in, the first counts."""
        cells = self.cells.setdefault((unit, row.period), {})
        if row.period is not None:
            self.periods.setdefault(row.period, {}).setdefault(unit, row.address)
        for column, address in row.addresses.items():
            cell = cell_of(unit, column, row.period)
            if cell in self.filled:
                if column in row.filled and column not in clashes:
                    clashes.add(column)
                    who, first = named(unit, row.period), self.addresses[cell]
                    yield fault_at(ColumnInTwoFiles(column, first.file, who, first.cell), address)
                continue
            self.addresses[cell] = address
            if column in row.filled:
                self.filled.add(cell)
            if column in row.values:
                cells[column] = row.values[column]
            if column in row.reasons:
                self.reasons[cell_of(unit, column.removesuffix(REASON), row.period)] = row.reasons[column]
            if column in row.faulty:
                self.faulty.add(cell)


def _not_returned(join: Join, wanted: Wanted, sheets: Sequence[DataFile]) -> Iterator[Diagnostic]:
    """Yield units of the 名单 of which there is no 填报表."""
    present = {name_key(unit) for unit, _ in (join.cells.keys() - join.only_supplied) | join.returned.keys()}
    lacking = tuple(unit for unit in wanted.roster if name_key(unit) not in present)
    if lacking and not join.nameless:
        yield Diagnostic(NotReturned(lacking), str(Path(sheets[0].path).parent))


def _period_faults(join: "Join", cycle: Cycle | None, dated: bool) -> Iterator[Diagnostic]:
    """Yield what is wrong with the periods read. dated: whether every row has one, so that none can be missing."""
    others = () if cycle is None else tuple(sorted(each for each in join.periods if not of_cycle(each, cycle)))
    if cycle is not None and others:
        yield fault_at(PeriodsOfOtherCycle(others, cycle), next(iter(join.periods[others[0]].values())))
    without = [*lacking(join.periods, join.undated)] if dated else []
    yield from without
    if dated and not others and not without and (between := skipped(join.periods)):
        behind = join.periods[min(period for period in join.periods if period > between[0])]
        yield fault_at(SkippedPeriods(between), next(iter(behind.values())))


def lacking(periods: Mapping[str, Mapping[str, Address]], undated: Set[str]) -> Iterator[Diagnostic]:
    """Yield units without a period that others have; a message covers all periods that the same units lack.

    A unit with a period that cannot be read is left out, because it may have them all.
    """
    units = dict.fromkeys(unit for rows in periods.values() for unit in rows if unit not in undated)
    periods_lacked: dict[tuple[str, ...], list[str]] = {}
    for period in sorted(periods):
        lacking = tuple(unit for unit in units if unit not in periods[period])
        if lacking:
            periods_lacked.setdefault(lacking, []).append(period)
    for lacking, lacked in periods_lacked.items():
        having = periods[lacked[0]]
        yield fault_at(MissingPeriod(tuple(lacked), lacking, tuple(having)), next(iter(having.values())))
