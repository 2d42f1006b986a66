"""Returned 填报表: from the sheets of one workbook to rows like those of a data table.

Receives the sheets that belong to a 填报表, the measures and what was wanted; promises one row for each
sheet with answers (a unit, in data by period a unit and its period), every answer found by its
identifier first and its label second, and a message for whatever leaves a doubt. Its own step because
the answers stand below each other and people rearrange what they fill in.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.fault import Fault
from creditdsl.base.nearest import nearest
from creditdsl.base.node import node
from creditdsl.data.binding.cell_reader import unusable
from creditdsl.data.binding.header import Reason, Role
from creditdsl.data.binding.period_reader import is_year, read_period, year_of
from creditdsl.data.binding.row_reader import ReadRow, keep_cell
from creditdsl.data.cell_errors import BadPeriod, PeriodSlip
from creditdsl.data.cell_words import named
from creditdsl.data.files.sheet_layout import Layout, behind_label, label, layout_of, period_row, unit_row
from creditdsl.data.sheet_errors import (
    BothFilled,
    LineTwice,
    MissingLine,
    NoUnit,
    OtherScheme,
    OtherUnit,
    Overwritten,
    UnknownLine,
)
from creditdsl.data.table_errors import MergedCells, NoDetailTable
from creditdsl.data.tables import BLANK, UNIT, Address, RawCell, RawTable, Row, Worksheet, column_key, fault_at, fold
from creditdsl.ir.program import Measure
from creditdsl.ir.sheet import HEADING_ROW, PERIOD_LABEL, SheetColumn, SheetKind, measure_of
from creditdsl.ir.types import Mark

_PERIOD = PERIOD_LABEL.rstrip("：")
"""How a 填报表 names its period."""


@node
class Wanted:
    """What the files must be of. roster: the units that may return one; empty allows all.

    label: the set that is read (自评, 复核), empty without sets. details: the detail tables that must
    come with them.
    """

    scheme: str = ""
    table: str = ""
    roster: tuple[str, ...] = ()
    label: str = ""
    details: frozenset[str] = frozenset()


@dataclass(slots=True)
class Returned:
    """What one workbook brought. columns: where each measure's label stands. details: by name."""

    rows: list[ReadRow] = field(default_factory=list)
    columns: dict[str, Address] = field(default_factory=dict)
    details: dict[str, list[RawTable]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


@node
class _Sheet:
    """A sheet with its layout."""

    sheet: Worksheet
    layout: Layout

    @property
    def part(self) -> SheetKind:
        return SheetKind.REPORT if self.layout.identity is None else self.layout.identity.part


@node
class _Unit:
    """The unit a sheet is of, where it stands; name is None where it cannot be told, blank where none is written."""

    name: str | None
    address: Address
    fault: Diagnostic | None = None


def gives_period(sheets: Sequence[Worksheet]) -> bool:
    """Whether the unit wrote a period."""
    for sheet in sheets:
        layout = layout_of(sheet.rows)
        place = None if layout is None else period_row(layout, sheet.rows)
        if place is not None and behind_label(place[0].cell(place[1])):
            return True
    return False


def read_sheets(
    sheets: Sequence[Worksheet],
    measures: Sequence[Measure],
    wanted: Wanted,
    periodic: bool = False,
    elsewhere: Collection[str] = (),
) -> Returned:
    """The answers in the sheets of one workbook. elsewhere: keys of the columns that other files have."""
    found = Returned()
    read = [one for one in (_recognised(sheet, wanted, found.diagnostics) for sheet in sheets) if one is not None]
    forms = [one for one in read if one.part is not SheetKind.DETAIL]
    forms = [one for one in forms if _answered(one)] or forms[:1]
    units = [_unit(one, wanted) for one in forms]
    written = next((unit.name for unit in units if unit.name), None)
    for one, unit in zip(forms, units, strict=True):
        if unit.name == "":
            unit = _Unit(written, unit.address, None if written else fault_at(NoUnit(), unit.address))
        row = _Reader(one, unit, measures, wanted, periodic, elsewhere, found).row()
        row.diagnostics = (*([unit.fault] if unit.fault else []), *row.diagnostics)
        found.rows.append(row)
    for one in read:
        if one.part is SheetKind.DETAIL and one.layout.identity is not None:
            table = _detail(one.sheet, one.layout, one.layout.identity.unit or written or "")
            found.details.setdefault(one.layout.identity.detail, []).append(table)
    for name in sorted(wanted.details - found.details.keys()) if forms else ():
        start = forms[0].sheet.address(forms[0].sheet.rows[0], 0)
        found.diagnostics.append(fault_at(NoDetailTable(name, returned=True), start))
    return found


def _recognised(sheet: Worksheet, wanted: Wanted, diagnostics: list[Diagnostic]) -> _Sheet | None:
    """The sheet, if it is of the wanted scheme and table; else a message."""
    layout = layout_of(sheet.rows)
    if layout is None:
        return None
    identity = layout.identity
    if identity is not None and wanted.table and (identity.scheme, identity.table) != (wanted.scheme, wanted.table):
        start = sheet.address(sheet.rows[0], 0)
        fault = OtherScheme(identity.scheme, identity.table, wanted.scheme, wanted.table)
        diagnostics.append(fault_at(fault, start))
        return None
    return _Sheet(sheet, layout)


def _unit(one: _Sheet, wanted: Wanted) -> _Unit:
    """The unit a sheet is of: as prefilled, else as written on it."""
    sheet, identity = one.sheet, one.layout.identity
    place = unit_row(one.layout, sheet.rows)
    row, column = place or (sheet.rows[0], 0)
    address = sheet.address(row, column)
    cell = row.cell(column) if place else BLANK
    given = identity.unit if identity is not None else ""
    if wrong := unusable(cell):
        return _Unit(None, address, fault_at(wrong, address))
    written = behind_label(cell)
    if given:
        same = not written or column_key(written) == column_key(given)
        return _Unit(given, address) if same else _Unit(None, address, fault_at(OtherUnit(written, given), address))
    if not written or not wanted.roster:
        return _Unit(written, address)
    known = next((unit for unit in wanted.roster if column_key(unit) == column_key(written)), None)
    if known is None:
        near = next(iter(nearest(written, wanted.roster)), "")
        return _Unit(None, address, fault_at(OtherUnit(written, nearest=near), address))
    return _Unit(known, address)


def _answered(one: _Sheet) -> bool:
    """Whether anything was filled in: an answer or a period."""
    places = [one.layout.columns[column] for column in one.layout.inputs]
    names = (row for row in one.sheet.rows if measure_of(one.layout.identifier(row)) or _below(one.layout, row))
    if any(not row.cell(place).blank for row in names for place in places):
        return True
    period = period_row(one.layout, one.sheet.rows)
    return period is not None and bool(behind_label(period[0].cell(period[1])))


def _below(layout: Layout, row: Row) -> bool:
    return layout.headings is not None and row.number > layout.headings.number


class _Reader:
    """One sheet of answers, line by line."""

    def __init__(
        self,
        one: _Sheet,
        unit: _Unit,
        measures: Sequence[Measure],
        wanted: Wanted,
        periodic: bool,
        elsewhere: Collection[str],
        found: Returned,
    ) -> None:
        self._sheet, self._layout, self._part = one.sheet, one.layout, one.part
        self._by_key = {column_key(measure.name): measure for measure in measures}
        self._measures, self._wanted, self._periodic, self._elsewhere = measures, wanted, periodic, elsewhere
        self._found = found
        self._read = ReadRow(unit.name, unit.address)
        self._said: list[Diagnostic] = []
        self._merges: set[str] = set()

    def row(self) -> ReadRow:
        """The answers as one row of data."""
        read = self._read
        read.empty = False
        if self._periodic:
            self._period()
        for column, place in self._layout.swapped:
            self._say(Overwritten(column.value), self._heading(place))
        value = self._input()
        if SheetColumn.MEASURE not in self._layout.columns and self._layout.ids is None:
            self._say(MissingLine(SheetColumn.MEASURE.value, is_column=True), self._start)
        elif value is not None and not self._layout.swapped:
            lines = self._lines()
            for measure, row in lines.items():
                self._answer(measure, row, value)
            self._missing(lines)
        read.diagnostics = tuple(self._said)
        return read

    def _say(self, fault: Fault, address: Address) -> None:
        self._said.append(fault_at(fault, address))

    @property
    def _start(self) -> Address:
        return self._sheet.address(self._layout.headings or self._sheet.rows[0], 0)

    def _heading(self, place: int) -> Address:
        return self._sheet.address(self._layout.headings or self._sheet.rows[0], place)

    def _period(self) -> None:
        """Fill in the period; one that does not suit the sheet is said once, not at every answer."""
        place = period_row(self._layout, self._sheet.rows)
        if place is None:
            self._say(BadPeriod("", _PERIOD, "", PeriodSlip.NO_ROW), self._start)
            return
        row, column = place
        cell, address = row.cell(column), self._sheet.address(row, column)
        text = behind_label(cell)
        who = named(self._read.unit or self._sheet.name)
        period = read_period(RawCell(text, cell.kind), who, address)
        if isinstance(period, Diagnostic):
            self._said.append(period)
        elif self._part is SheetKind.YEAR and not is_year(period):
            self._say(BadPeriod(who, _PERIOD, period, PeriodSlip.NOT_YEAR, year_of(period)), address)
        elif self._part is not SheetKind.YEAR and is_year(period):
            self._say(BadPeriod(who, _PERIOD, period, PeriodSlip.NOT_PART), address)
        else:
            self._read.period = period

    def _input(self) -> int | None:
        """The column that is read; of 自评 and 复核 that of the set, or the only one with answers."""
        columns, inputs = self._layout.columns, self._layout.inputs
        if not inputs:
            self._say(MissingLine(SheetColumn.VALUE.value, is_column=True), self._start)
            return None
        if inputs == (SheetColumn.SELF, SheetColumn.REVIEW):
            by_label = {"自评": SheetColumn.SELF, "复核": SheetColumn.REVIEW}
            if self._wanted.label in by_label:
                return columns[by_label[self._wanted.label]]
            filled = [column for column in inputs if self._filled(columns[column])]
            if len(filled) > 1:
                self._say(BothFilled(), self._heading(columns[SheetColumn.REVIEW]))
                return None
            return columns[filled[0] if filled else SheetColumn.SELF]
        return columns[inputs[0]]

    def _filled(self, place: int) -> bool:
        return any(not row.cell(place).blank for row in self._sheet.rows if measure_of(self._layout.identifier(row)))

    def _lines(self) -> dict[Measure, Row]:
        """The row of each measure: by its identifier, and where that is gone by its label."""
        lines: dict[Measure, Row] = {}
        unnamed: list[Row] = []
        for row in self._sheet.rows:
            identifier = self._layout.identifier(row)
            name = measure_of(identifier)
            if name is None:
                if _below(self._layout, row) and identifier != HEADING_ROW:
                    unnamed.append(row)
            elif self._intact(name, row):
                self._line(name, row, lines)
        for row in unnamed:
            shown = label(self._layout, row)
            filled = any(not row.cell(self._layout.columns[one]).blank for one in self._layout.inputs)
            if shown and (column_key(shown) in self._by_key or filled):
                self._line(shown, row, lines)
            elif filled:
                place = self._layout.columns[self._layout.inputs[0]]
                self._say(UnknownLine(""), self._sheet.address(row, place))
        return lines

    def _intact(self, name: str, row: Row) -> bool:
        """Whether the label says what the identifier says; where the label is gone the identifier stands."""
        shown = label(self._layout, row)
        if not shown or column_key(shown) == column_key(name.splitlines()[0] if name else name):
            return True
        place = self._layout.columns[SheetColumn.MEASURE]
        self._say(Overwritten(name, shown), self._sheet.address(row, place))
        measure = self._by_key.get(column_key(name))
        if measure is not None:
            self._read.faulty.add(measure.name)
            self._found.columns.setdefault(measure.name, self._sheet.address(row, place))
        return False

    def _line(self, name: str, row: Row, lines: dict[Measure, Row]) -> None:
        measure = self._by_key.get(column_key(name))
        place = self._layout.columns.get(SheetColumn.MEASURE, self._layout.ids or 0)
        address = self._sheet.address(row, place)
        if measure is None:
            self._say(UnknownLine(name), address)
        elif measure in lines:
            first = self._sheet.address(lines[measure], place)
            self._say(LineTwice(name, first.cell, address.cell), address)
            self._read.faulty.add(measure.name)
        else:
            lines[measure] = row
            self._found.columns.setdefault(measure.name, address)

    def _answer(self, measure: Measure, row: Row, value: int) -> None:
        roles: list[tuple[Role, int]] = [(measure, value)]
        if isinstance(measure.type, Mark) and SheetColumn.REASON in self._layout.columns:
            roles.append((Reason(measure.name, measure.yearly), self._layout.columns[SheetColumn.REASON]))
        for role, place in roles:
            cell, address = row.cell(place), self._sheet.address(row, place)
            self._read.addresses[role.name] = address
            if self._is_merged(row, place):
                self._read.faulty.add(role.name)
            elif not cell.blank:
                self._read.filled.add(role.name)
                who = named(self._read.unit or self._sheet.name, self._read.period)
                fault = keep_cell(cell, role, who, address, self._read)
                if fault is not None:
                    self._read.faulty.add(role.name)
                    self._said.append(fault)

    def _is_merged(self, row: Row, place: int) -> bool:
        """Whether the cell is part of a merged range, which is said once."""
        for merge in self._sheet.merges:
            if merge.covers(row.number, place) and (merge.top, merge.left) != (merge.bottom, merge.right):
                if merge.text not in self._merges:
                    self._merges.add(merge.text)
                    cells = Address(self._sheet.file, f"{self._sheet.name}!{merge.text}")
                    self._say(MergedCells(merge.text), cells)
                return True
        return False

    def _missing(self, lines: Mapping[Measure, Row]) -> None:
        """Measures that must be asked and are not, neither here nor in another file."""
        for measure in self._measures:
            if self._periodic and measure.yearly != (self._part is SheetKind.YEAR):
                continue
            if measure in lines or measure.name in self._read.faulty or column_key(measure.name) in self._elsewhere:
                continue
            if measure.required_of(self._read.unit or ""):
                self._say(MissingLine(measure.name), self._start)
                self._read.faulty.add(measure.name)


def _detail(sheet: Worksheet, layout: Layout, unit: str) -> RawTable:
    """The rows of a detail table with the unit in front, as a data table of its own has them."""
    ids = layout.ids or 0
    headings = layout.headings or sheet.rows[0]
    names = [RawCell(UNIT) if place == ids else cell for place, cell in enumerate(headings.cells)]
    serial = next((at for at, cell in enumerate(names) if column_key(cell.text) == "序号"), None)
    rows = []
    for row in sheet.rows:
        filled = any(not cell.blank for at, cell in enumerate(row.cells) if at not in (ids, serial))
        if filled and row.number > headings.number:
            named = (RawCell(fold(unit)) if at == ids else cell for at, cell in enumerate(row.cells))
            rows.append(Row(row.number, tuple(named)))
    return RawTable(sheet.file, sheet.name, Row(headings.number, tuple(names)), tuple(rows), sheet.merges)
