"""XLSX: from the bytes of a workbook to a raw table.

Receives bytes. Promises each cell as exact text, or a message. A numeric cell is stored as a binary float; its
number is the shortest decimal that denotes this float, which for up to 15 digits is the number as typed. Floats
become text at once and go no further. A number shown in percent is read as the text that the clerk sees
(`95.5%`). The reader takes the first visible worksheet with a header; of a returned 填报表, every sheet of it.
"""

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

from python_calamine import CalamineWorkbook

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.data.file_errors import Breakage, BrokenWorkbook, EmptyFile, FileTooBig, NoHeader, OtherSheets, Size
from creditdsl.data.files.other_headers import read_other_header
from creditdsl.data.files.sheet_layout import is_form
from creditdsl.data.files.xlsx_parts import (
    Marks,
    Sheet,
    Unsafe,
    percent_styles,
    read_marks,
    read_parts,
    rebuild,
    visible_sheets,
)
from creditdsl.data.tables import (
    BLANK,
    MAX_CELLS,
    Kind,
    Loaded,
    RawCell,
    RawTable,
    Row,
    Worksheet,
    header_index,
    table_at,
)

_COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")
"""The first bytes of an encrypted workbook and of an old .xls."""

_Stored = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
_T = TypeVar("_T")


def read_xlsx(file: str, content: bytes) -> Loaded:
    """Read the table in the bytes of an .xlsx file."""
    if not content:
        return Loaded(None, (Diagnostic(EmptyFile(), file),))
    if content.startswith(_COMPOUND_FILE):
        return Loaded(None, (Diagnostic(BrokenWorkbook(Breakage.LOCKED), file),))
    try:
        return _read(file, content)
    except Unsafe:
        return Loaded(None, (Diagnostic(BrokenWorkbook(Breakage.UNSAFE), file),))
    except Exception:  # a damaged package may fail anywhere in zipfile, expat or calamine
        return Loaded(None, (Diagnostic(BrokenWorkbook(Breakage.DAMAGED), file),))


def _read(file: str, content: bytes) -> Loaded:
    parts = read_parts(content)
    sheets, percent = visible_sheets(parts), percent_styles(parts)
    workbook = _guarded(lambda: CalamineWorkbook.from_filelike(rebuild(parts)))
    table: RawTable | None = None
    others: list[str] = []
    returned: list[Worksheet] = []
    headless: list[Worksheet] = []
    for sheet in sheets:
        marks = read_marks(parts[sheet.part], percent)
        if marks.area > MAX_CELLS:
            if table is None:
                return Loaded(None, (Diagnostic(FileTooBig(Size.CELLS, sheet.name), file),))
            continue
        rows = _rows(workbook, sheet, marks)
        if is_form(rows):
            returned.append(Worksheet(file, sheet.name, tuple(rows), tuple(marks.merges)))
            continue
        header = header_index(rows)
        if header is None:
            headless.append(Worksheet(file, sheet.name, tuple(rows), tuple(marks.merges)))
            continue
        if table is None:
            table = table_at(file, sheet.name, rows, header, marks.merges)
        else:
            others.append(sheet.name)
    if returned:
        return Loaded(None, (), tuple(returned))
    if table is None or table.sheet is None:
        for other in headless:
            if loaded := read_other_header(file, other.name, other.rows, other.merges):
                return loaded
        return Loaded(None, (Diagnostic(NoHeader(tuple(sheet.name for sheet in sheets)), file),))
    return Loaded(table, (Diagnostic(OtherSheets(table.sheet, tuple(others)), file),) if others else ())


def _rows(workbook: CalamineWorkbook, sheet: Sheet, marks: Marks) -> Sequence[Row]:
    values = _guarded(lambda: workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False))
    rows = []
    for number in range(1, max(len(values), marks.last_row) + 1):
        stored: Sequence[_Stored] = values[number - 1] if number <= len(values) else ()
        width = max(len(stored), marks.last_column + 1)
        cells = (
            _cell(stored[column] if column < len(stored) else "", (number, column), marks) for column in range(width)
        )
        rows.append(Row(number, tuple(cells)))
    return rows


def _cell(stored: _Stored, place: tuple[int, int], marks: Marks) -> RawCell:
    if place in marks.unfinished:
        return RawCell("", Kind.UNFINISHED)
    if place in marks.errors:
        return RawCell(marks.errors[place], Kind.ERROR)
    match stored:
        case "":
            return BLANK
        case str():
            return RawCell(stored)
        case bool():
            return RawCell("TRUE" if stored else "FALSE", Kind.TRUTH)
        case int() | float():
            return RawCell(number_text(stored, percent=place in marks.percent))
        case _:
            return RawCell(str(stored), Kind.DATE)


def number_text(stored: int | float, percent: bool = False) -> str:
    """Return the shortest decimal text that denotes the stored number, never with an exponent."""
    number = Decimal(repr(stored))
    text = format(number.scaleb(2) if percent else number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text + "%" if percent else text


def _guarded(call: Callable[[], _T]) -> _T:
    """Turn a panic of the Rust reader, which is no Exception, into one."""
    try:
        return call()
    except Exception:
        raise
    except BaseException as panic:
        if type(panic).__name__ == "PanicException":
            raise ValueError("the workbook reader failed") from panic
        raise
