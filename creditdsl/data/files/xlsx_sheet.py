"""A worksheet: its cells as exact text, its merges, and what is hidden in it.

Receives a part of a package and what its sheets share. Promises a row for every number up to the last one with
content; CellConflict where the file says two things of one cell. A number shown in percent is read as the text that
the clerk sees (`95.5%`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import assert_never

from creditdsl.base.node import node
from creditdsl.data.files.cell_text import CellText, struck
from creditdsl.data.files.xlsx_parts import Book, Package, Sheet, Shown, Style, Unsafe, whole, written
from creditdsl.data.stored_numbers import number_text
from creditdsl.data.tables import BLANK, MAX_CELLS, Kind, Merge, RawCell, Row, column_name

MAX_COLUMNS = 16_384
MAX_MERGE_WORK = 50_000_000
"""Merged ranges times rows."""

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
_TRUTHS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}
_DAY = 24 * 60 * 60
_PLAIN = Style()


class CellConflict(Exception):
    """The file says two things of one cell."""

    def __init__(self, cell: str) -> None:
        super().__init__(cell)
        self.cell = cell


@node
class Content:
    """The contents of a worksheet.

    area: the cells of the smallest range from A1 that holds all content; rows is empty where it is too large.
    hidden_rows: 1-based. hidden_columns: 0-based. filtered: whether a filter is on.
    """

    rows: tuple[Row, ...]
    area: int
    merges: tuple[Merge, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    filtered: bool

    @property
    def too_big(self) -> bool:
        return self.area > MAX_CELLS


def read_sheet(package: Package, book: Book, sheet: Sheet) -> Content:
    """Read a worksheet."""
    scan = _Scan(book)
    package.walk(sheet.part, scan.start, scan.end, scan.text)
    return scan.content()


class _Scan:
    """Follows the cells of a worksheet; a row or cell without a reference follows the last one."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._rows: dict[int, dict[int, RawCell]] = {}
        self._merges: list[Merge] = []
        self._hidden_rows: set[int] = set()
        self._column_ranges: list[tuple[int, int]] = []
        self._filtered = False
        self._last_row, self._last_column = 0, -1
        self._row, self._column = 0, -1
        self._kind, self._style = "n", 0
        self._formula = self._inside = False
        self._inline = CellText()
        self._values = 0
        self._text: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        match tag:
            case "c":
                self._start_cell(attributes)
            case "v":
                self._values += 1
                self._inside = True
            case "is":
                self._values += 1
                self._inline.start(tag, attributes)
            case "t" | "r" | "rPh" | "strike" | "vertAlign":
                self._inline.start(tag, attributes)
            case "f":
                self._formula = True
            case "row":
                self._start_row(attributes)
            case "mergeCell":
                self._merge(attributes["ref"])
            case "col" if _hides(attributes, "width"):
                self._column_ranges.append((whole(attributes["min"]), whole(attributes["max"])))
            case "filterColumn":
                self._filtered = True

    def text(self, text: str) -> None:
        if self._inside:
            self._text.append(text)
        elif self._inline.inside:
            self._inline.add(text)

    def end(self, tag: str) -> None:
        match tag:
            case "v":
                self._inside = False
            case "t" | "rPh":
                self._inline.end(tag)
            case "is":
                self._text.append(self._inline.take())
            case "c":
                self._end_cell()

    def content(self) -> Content:
        """Return what was met."""
        area = self._last_row * (self._last_column + 1)
        if len(self._merges) * self._last_row > MAX_MERGE_WORK or len(self._column_ranges) > MAX_COLUMNS:
            raise Unsafe
        numbers = range(1, self._last_row + 1) if area <= MAX_CELLS else range(0)
        return Content(
            tuple(Row(number, _in_order(self._rows.pop(number, {}))) for number in numbers),
            area,
            tuple(self._merges),
            frozenset(self._hidden_rows),
            _columns(self._column_ranges),
            self._filtered,
        )

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        number = attributes.get("r")
        self._row, self._column = self._row + 1 if number is None else whole(number), -1
        if _hides(attributes, "ht"):
            self._hidden_rows.add(self._row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        reference = attributes.get("r")
        self._row, self._column = (self._row, self._column + 1) if reference is None else _position(reference)
        if not self._row or self._column >= MAX_COLUMNS:
            raise Unsafe
        self._kind, self._style = attributes.get("t", "n"), whole(attributes.get("s", "0"))
        self._formula, self._values = False, 0
        self._text.clear()

    def _end_cell(self) -> None:
        if not self._values and not self._formula:
            return
        cells = self._rows.setdefault(self._row, {})
        if self._column in cells or self._values > 1:
            raise CellConflict(f"{column_name(self._column)}{self._row}")
        cell = self._cell("".join(self._text))
        cells[self._column] = replace(cell, text=struck(cell.text)) if self._shown.struck else cell
        self._last_row, self._last_column = max(self._last_row, self._row), max(self._last_column, self._column)

    def _cell(self, text: str) -> RawCell:
        # a text formula may well have the empty text as its result; a number may not
        if self._formula and not text and not (self._kind == "str" and self._values):
            return RawCell("", Kind.UNFINISHED)
        match self._kind:
            case "s":
                return RawCell(self._book.texts[whole(text)])
            case "n" if not text:
                return BLANK
            case "n":
                return self._number(text)
            case "str" | "inlineStr":
                return RawCell(written(text))
            case "b":
                return RawCell(_TRUTHS[text], Kind.TRUTH)
            case "e":
                return RawCell(text, Kind.ERROR)
            case "d":
                return RawCell(text, Kind.DATE)
            case kind:
                raise ValueError(kind)

    def _number(self, stored: str) -> RawCell:
        shown = self._shown.format
        text = number_text(stored, percent=shown.shown is Shown.PERCENT)
        match shown.shown:
            case Shown.DATE:
                return RawCell(_date(Decimal(text), self._book.from_1904), Kind.DATE)
            case Shown.SCALED if text != "0":
                return RawCell(text, Kind.SCALED)
            case Shown.PLAIN | Shown.PERCENT | Shown.SCALED:
                return RawCell(text, shown_unit=shown.unit)
            case _:
                assert_never(shown.shown)

    @property
    def _shown(self) -> Style:
        styles = self._book.styles
        return styles[self._style] if self._style < len(styles) else _PLAIN

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = _position(first), _position(last or first)
        self._merges.append(Merge(top, left, bottom, right))


def _in_order(cells: Mapping[int, RawCell]) -> tuple[RawCell, ...]:
    return tuple(cells.get(column, BLANK) for column in range(max(cells, default=-1) + 1))


def _hides(attributes: Mapping[str, str], size: str) -> bool:
    """Return whether a row or column cannot be seen. size: the attribute of its height or width."""
    return attributes.get("hidden") in ("1", "true") or attributes.get(size) in ("0", "0.0")


def _columns(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return the 0-based columns of some 1-based ranges."""
    flags = bytearray(MAX_COLUMNS)
    for first, last in ranges:
        first, last = max(first, 1), min(last, MAX_COLUMNS)
        if first <= last:
            flags[first - 1 : last] = b"\1" * (last - first + 1)
    return frozenset(column for column, flag in enumerate(flags) if flag)


def _date(serial: Decimal, from_1904: bool) -> str:
    """Return the date, the time of day or both that a serial number shows; the number itself beyond all dates."""
    if not 0 <= serial < 2_958_466:
        return str(serial)
    days, seconds = divmod(int((serial * _DAY).to_integral_value(ROUND_HALF_UP)), _DAY)
    # day 60 is a 29 February 1900 that never was
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if days < 60 else 30)
    moment = first + timedelta(days, seconds)
    if not days:
        return moment.time().isoformat()
    return moment.date().isoformat() if not seconds else moment.isoformat(" ")


def _position(reference: str) -> tuple[int, int]:
    """Return the 1-based row and 0-based column of a reference such as `C7`; Unsafe for anything else."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise Unsafe
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1
