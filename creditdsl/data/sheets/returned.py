"""Returned 填报表: from the sheets of one workbook to rows like those of a data table.

Receives the sheets of a 填报表, the measures and the wanted scheme. Promises a row for each sheet with answers (a
unit, in data by period a unit and its period), and a message for every doubt. An answer is recognised by its
identifier first and by its label second, because people rearrange what they fill in.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.fault import Fault
from creditdsl.base.nearest import nearest
from creditdsl.base.node import node
from creditdsl.base.spelling import name_key, respelt
from creditdsl.data.binding.cell_reader import unusable
from creditdsl.data.binding.header import Reason, Role
from creditdsl.data.binding.period_reader import is_year, read_period, year_of
from creditdsl.data.binding.respellings import Respelling, warnings_of, word_of
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
from creditdsl.data.tables import BLANK, UNIT, Address, RawCell, RawTable, Row, Worksheet, fault_at
from creditdsl.ir.program import Measure
from creditdsl.ir.sheet import HEADING_ROW, PERIOD_LABEL, SheetColumn, SheetKind, measure_of
from creditdsl.ir.types import Mark

_PERIOD = PERIOD_LABEL.rstrip("：")
"""The name of the period on a 填报表."""


@node
class Wanted:
    """The scheme and table that the files must be of.

    roster: the units that may return a 填报表; empty allows all. label: the set that is read (自评, 复核); empty
    without sets. details: the detail tables that must come with it.
    """

    scheme: str = ""
    table: str = ""
    roster: tuple[str, ...] = ()
    label: str = ""
    details: frozenset[str] = frozenset()


@dataclass(slots=True)
class Returned:
    """The answers of a workbook.

    columns: the address of each measure's label. details: the detail tables, by name.
    """

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
    """The unit of a sheet, and its address. name: None where it is in doubt, blank where none is written."""

    name: str | None
    address: Address
    fault: Diagnostic | None = None


def gives_period(sheets: Sequence[Worksheet]) -> bool:
    """Return whether the unit wrote a period."""
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
    """Read the answers in the sheets of one workbook. elsewhere: keys of the columns that other files have."""
    returned = Returned()
    recognised = (_recognised(sheet, wanted, returned.diagnostics) for sheet in sheets)
    read = [sheet for sheet in recognised if sheet is not None]
    forms = [sheet for sheet in read if sheet.part is not SheetKind.DETAIL]
    forms = [form for form in forms if _answered(form)] or forms[:1]
    units = [_unit(form, wanted) for form in forms]
    written = next((unit.name for unit in units if unit.name), None)
    for form, unit in zip(forms, units, strict=True):
        if unit.name == "":
            unit = _Unit(written, unit.address, None if written else fault_at(NoUnit(), unit.address))
        row = _Reader(form, unit, measures, wanted, periodic, elsewhere, returned).row()
        row.diagnostics = (*([unit.fault] if unit.fault else []), *row.diagnostics)
        returned.rows.append(row)
    for sheet in read:
        if sheet.part is SheetKind.DETAIL and sheet.layout.identity is not None:
            table = _detail(sheet.sheet, sheet.layout, sheet.layout.identity.unit or written or "")
            returned.details.setdefault(sheet.layout.identity.detail, []).append(table)
    for name in sorted(wanted.details - returned.details.keys()) if forms else ():
        start = forms[0].sheet.address(forms[0].sheet.rows[0], 0)
        returned.diagnostics.append(fault_at(NoDetailTable(name, returned=True), start))
    return returned


def _recognised(sheet: Worksheet, wanted: Wanted, diagnostics: list[Diagnostic]) -> _Sheet | None:
    """Return the sheet, if it is of the wanted scheme and table; else a message."""
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


def _unit(form: _Sheet, wanted: Wanted) -> _Unit:
    """Return the unit of a sheet: as prefilled, else as written on it."""
    sheet, identity = form.sheet, form.layout.identity
    place = unit_row(form.layout, sheet.rows)
    row, column = place or (sheet.rows[0], 0)
    address = sheet.address(row, column)
    cell = row.cell(column) if place else BLANK
    prefilled = identity.unit if identity is not None else ""
    if wrong := unusable(cell):
        return _Unit(None, address, fault_at(wrong, address))
    written = behind_label(cell)
    if prefilled:
        same = not written or name_key(written) == name_key(prefilled)
        if same:
            return _matched(prefilled, written or prefilled, address)
        return _Unit(None, address, fault_at(OtherUnit(written, prefilled), address))
    if not written or not wanted.roster:
        return _Unit(written, address)
    known = next((unit for unit in wanted.roster if name_key(unit) == name_key(written)), None)
    if known is None:
        near = next(iter(nearest(written, wanted.roster)), "")
        return _Unit(None, address, fault_at(OtherUnit(written, nearest=near), address))
    return _matched(known, written, address)


def _matched(name: str, written: str, address: Address) -> _Unit:
    """Return the unit, with the warning where the sheet spells it otherwise."""
    respellings = [Respelling(address, written, name)] if respelt(written, name) else []
    return _Unit(name, address, next(warnings_of(respellings), None))


def _answered(form: _Sheet) -> bool:
    """Return whether anything was filled in: an answer or a period."""
    places = [form.layout.columns[column] for column in form.layout.inputs]
    names = (row for row in form.sheet.rows if measure_of(form.layout.identifier(row)) or _below(form.layout, row))
    if any(not row.cell(place).blank for row in names for place in places):
        return True
    period = period_row(form.layout, form.sheet.rows)
    return period is not None and bool(behind_label(period[0].cell(period[1])))


def _below(layout: Layout, row: Row) -> bool:
    return layout.headings is not None and row.number > layout.headings.number


class _Reader:
    """Reads a sheet of answers, line by line."""

    def __init__(
        self,
        form: _Sheet,
        unit: _Unit,
        measures: Sequence[Measure],
        wanted: Wanted,
        periodic: bool,
        elsewhere: Collection[str],
        returned: Returned,
    ) -> None:
        self._sheet, self._layout, self._part = form.sheet, form.layout, form.part
        self._by_key = {name_key(measure.name): measure for measure in measures}
        self._measures, self._wanted, self._periodic, self._elsewhere = measures, wanted, periodic, elsewhere
        self._returned = returned
        self._read = ReadRow(unit.name, unit.address)
        self._diagnostics: list[Diagnostic] = []
        self._respellings: list[Respelling] = []
        self._merges: set[str] = set()

    def row(self) -> ReadRow:
        """Return the answers as one row of data."""
        read = self._read
        read.empty = False
        if self._periodic:
            self._period()
        for column, place in self._layout.swapped:
            self._report(Overwritten(column.value), self._heading(place))
        value = self._input()
        if SheetColumn.MEASURE not in self._layout.columns and self._layout.ids is None:
            self._report(MissingLine(SheetColumn.MEASURE.value, is_column=True), self._start)
        elif value is not None and not self._layout.swapped:
            lines = self._lines()
            for measure, row in lines.items():
                self._answer(measure, row, value)
            self._missing(lines)
        read.diagnostics = (*self._diagnostics, *warnings_of(self._respellings))
        return read

    def _report(self, fault: Fault, address: Address) -> None:
        self._diagnostics.append(fault_at(fault, address))

    @property
    def _start(self) -> Address:
        return self._sheet.address(self._layout.headings or self._sheet.rows[0], 0)

    def _heading(self, place: int) -> Address:
        return self._sheet.address(self._layout.headings or self._sheet.rows[0], place)

    def _period(self) -> None:
        """Fill in the period; a misfit is reported once, not at every answer."""
        place = period_row(self._layout, self._sheet.rows)
        if place is None:
            self._report(BadPeriod("", _PERIOD, "", PeriodSlip.NO_ROW), self._start)
            return
        row, column = place
        cell, address = row.cell(column), self._sheet.address(row, column)
        text = behind_label(cell)
        who = named(self._read.unit or self._sheet.name)
        period = read_period(RawCell(text, cell.kind), who, address)
        if isinstance(period, Diagnostic):
            self._diagnostics.append(period)
        elif self._part is SheetKind.YEAR and not is_year(period):
            self._report(BadPeriod(who, _PERIOD, period, PeriodSlip.NOT_YEAR, year_of(period)), address)
        elif self._part is not SheetKind.YEAR and is_year(period):
            self._report(BadPeriod(who, _PERIOD, period, PeriodSlip.NOT_PART), address)
        else:
            self._read.period = period

    def _input(self) -> int | None:
        """Return the column that is read: of 自评 and 复核 that of the set, or the only one with answers."""
        columns, inputs = self._layout.columns, self._layout.inputs
        if not inputs:
            self._report(MissingLine(SheetColumn.VALUE.value, is_column=True), self._start)
            return None
        if inputs == (SheetColumn.SELF, SheetColumn.REVIEW):
            by_label = {"自评": SheetColumn.SELF, "复核": SheetColumn.REVIEW}
            if self._wanted.label in by_label:
                return columns[by_label[self._wanted.label]]
            filled = [column for column in inputs if self._filled(columns[column])]
            if len(filled) > 1:
                self._report(BothFilled(), self._heading(columns[SheetColumn.REVIEW]))
                return None
            return columns[filled[0] if filled else SheetColumn.SELF]
        return columns[inputs[0]]

    def _filled(self, place: int) -> bool:
        return any(not row.cell(place).blank for row in self._sheet.rows if measure_of(self._layout.identifier(row)))

    def _lines(self) -> dict[Measure, Row]:
        """Return the row of each measure: by its identifier, and where that is gone by its label."""
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
            filled = any(not row.cell(self._layout.columns[column]).blank for column in self._layout.inputs)
            if shown and (name_key(shown) in self._by_key or filled):
                self._line(shown, row, lines)
            elif filled:
                place = self._layout.columns[self._layout.inputs[0]]
                self._report(UnknownLine(""), self._sheet.address(row, place))
        return lines

    def _intact(self, name: str, row: Row) -> bool:
        """Return whether the label agrees with the identifier, or is gone."""
        shown = label(self._layout, row)
        if not shown or name_key(shown) == name_key(name.splitlines()[0] if name else name):
            return True
        place = self._layout.columns[SheetColumn.MEASURE]
        self._report(Overwritten(name, shown), self._sheet.address(row, place))
        measure = self._by_key.get(name_key(name))
        if measure is not None:
            self._read.faulty.add(measure.name)
            self._returned.columns.setdefault(measure.name, self._sheet.address(row, place))
        return False

    def _line(self, name: str, row: Row, lines: dict[Measure, Row]) -> None:
        measure = self._by_key.get(name_key(name))
        place = self._layout.columns.get(SheetColumn.MEASURE, self._layout.ids or 0)
        address = self._sheet.address(row, place)
        if measure is None:
            self._report(UnknownLine(name), address)
        elif measure in lines:
            first = self._sheet.address(lines[measure], place)
            self._report(LineTwice(name, first.cell, address.cell), address)
            self._read.faulty.add(measure.name)
        else:
            lines[measure] = row
            self._returned.columns.setdefault(measure.name, address)

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
                word = word_of(self._read.values.get(role.name))
                if word is not None and respelt(cell.text, word):
                    self._respellings.append(Respelling(address, cell.text, word))
                if fault is not None:
                    self._read.faulty.add(role.name)
                    self._diagnostics.append(fault)

    def _is_merged(self, row: Row, place: int) -> bool:
        """Return whether the cell is part of a merged range, which is reported once."""
        for merge in self._sheet.merges:
            if merge.covers(row.number, place) and (merge.top, merge.left) != (merge.bottom, merge.right):
                if merge.text not in self._merges:
                    self._merges.add(merge.text)
                    cells = Address(self._sheet.file, f"{self._sheet.name}!{merge.text}")
                    self._report(MergedCells(merge.text), cells)
                return True
        return False

    def _missing(self, lines: Mapping[Measure, Row]) -> None:
        """Report the required measures that neither the sheet nor another file has."""
        for measure in self._measures:
            if self._periodic and measure.yearly != (self._part is SheetKind.YEAR):
                continue
            if measure in lines or measure.name in self._read.faulty or name_key(measure.name) in self._elsewhere:
                continue
            if measure.required_of(self._read.unit or ""):
                self._report(MissingLine(measure.name), self._start)
                self._read.faulty.add(measure.name)


def _detail(sheet: Worksheet, layout: Layout, unit: str) -> RawTable:
    """Return the rows of a detail table with the unit in front, as in a data file."""
    ids = layout.ids or 0
    headings = layout.headings or sheet.rows[0]
    names = [RawCell(UNIT) if place == ids else cell for place, cell in enumerate(headings.cells)]
    serial = next((at for at, cell in enumerate(names) if name_key(cell.text) == "序号"), None)
    rows = []
    for row in sheet.rows:
        filled = any(not cell.blank for at, cell in enumerate(row.cells) if at not in (ids, serial))
        if filled and row.number > headings.number:
            named = (RawCell(unit) if at == ids else cell for at, cell in enumerate(row.cells))
            rows.append(Row(row.number, tuple(named)))
    return RawTable(sheet.file, sheet.name, Row(headings.number, tuple(names)), tuple(rows), sheet.merges)
