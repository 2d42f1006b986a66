"""XLSX: from the bytes of a workbook to a raw table.

Receives bytes. Promises each cell as exact text, or a message. The reader takes the first visible worksheet with a
header; of a returned 填报表, every visible sheet of it. What is hidden is told: hidden rows and columns of what was
read, and hidden sheets that were not.
"""

from collections.abc import Callable
from dataclasses import replace

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.spelling import name_key
from creditdsl.data.file_errors import (
    AlikeSheets,
    Breakage,
    BrokenWorkbook,
    CellTwice,
    EmptyFile,
    FileTooBig,
    HiddenSheets,
    NoHeader,
    OtherSheets,
    Size,
)
from creditdsl.data.files.hidden import hidden_answers, hidden_in_table
from creditdsl.data.files.other_headers import read_other_header
from creditdsl.data.files.sheet_layout import is_form, supplied_table
from creditdsl.data.files.xlsx_parts import Package, Sheet, TooManyCells, Unsafe, read_book
from creditdsl.data.files.xlsx_sheet import CellConflict, Content, read_sheet
from creditdsl.data.tables import IGNORED, PERIOD, UNIT, Loaded, RawTable, Worksheet, header_index, table_at
from creditdsl.ir.sheet import Identity

_COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")
"""The first bytes of an encrypted workbook and of an old .xls."""


def read_xlsx(file: str, content: bytes) -> Loaded:
    """Read the table in the bytes of an .xlsx file."""
    return _guarded(file, content, _read)


def read_worksheets(file: str, content: bytes) -> Loaded:
    """Read every worksheet of an .xlsx file whole, hidden ones too."""
    return _guarded(file, content, _read_whole)


def _guarded(file: str, content: bytes, read: Callable[[str, bytes], Loaded]) -> Loaded:
    """Call a reader; what no reader can read becomes a message."""
    if not content:
        return Loaded(None, (Diagnostic(EmptyFile(), file),))
    if content.startswith(_COMPOUND_FILE):
        return Loaded(None, (Diagnostic(BrokenWorkbook(Breakage.LOCKED), file),))
    try:
        return read(file, content)
    except CellConflict as conflict:
        return Loaded(None, (Diagnostic(CellTwice(), file, cell=conflict.cell),))
    except TooManyCells:
        return Loaded(None, (Diagnostic(FileTooBig(Size.ELEMENTS), file),))
    except Unsafe:
        return Loaded(None, (Diagnostic(BrokenWorkbook(Breakage.UNSAFE), file),))
    except Exception:  # a damaged package may fail anywhere in zipfile or expat
        return Loaded(None, (Diagnostic(BrokenWorkbook(Breakage.DAMAGED), file),))


def _read_whole(file: str, content: bytes) -> Loaded:
    package = Package(content)
    book = read_book(package)
    sheets: list[Worksheet] = []
    for sheet in book.sheets:
        try:
            read = read_sheet(package, book, sheet)
        except CellConflict as conflict:
            raise CellConflict(f"{sheet.name}!{conflict.cell}") from conflict
        if read.too_big:
            return Loaded(None, (Diagnostic(FileTooBig(Size.CELLS, sheet.name), file),))
        sheets.append(Worksheet(file, sheet.name, read.rows, read.merges))
    return Loaded(None, (), tuple(sheets))


def _read(file: str, content: bytes) -> Loaded:
    package = Package(content)
    book = read_book(package)
    visible = [sheet for sheet in book.sheets if not sheet.hidden]
    table: RawTable | None = None
    others: list[RawTable] = []
    returned: list[Worksheet] = []
    headless: list[tuple[Sheet, Content]] = []
    diagnostics: list[Diagnostic] = []
    unseen: list[str] = []
    supplied: Identity | None = None
    for sheet in (*visible, *(sheet for sheet in book.sheets if sheet.hidden)):
        try:
            read = read_sheet(package, book, sheet)
        except CellConflict as conflict:
            return Loaded(None, (Diagnostic(CellTwice(), file, cell=f"{sheet.name}!{conflict.cell}"),))
        if read.too_big:
            if table is None and not sheet.hidden:
                return Loaded(None, (Diagnostic(FileTooBig(Size.CELLS, sheet.name), file),))
            continue
        form, header = is_form(read.rows), header_index(read.rows)
        if sheet.hidden:
            unseen += [sheet.name] if form or header is not None else []
        elif form:
            returned.append(Worksheet(file, sheet.name, read.rows, read.merges))
            diagnostics += hidden_answers(returned[-1], read)
        elif header is None:
            headless.append((sheet, read))
        elif table is None:
            table = table_at(file, sheet.name, read.rows, header, read.merges)
            supplied = supplied_table(read.rows)
            diagnostics += hidden_in_table(table, read)
        else:
            others.append(table_at(file, sheet.name, read.rows, header, read.merges))
    if unseen:
        diagnostics.append(Diagnostic(HiddenSheets(tuple(unseen)), file))
    if returned:
        return Loaded(None, tuple(diagnostics), tuple(returned))
    if table is None or table.sheet is None:
        for sheet, read in headless:
            if loaded := read_other_header(file, sheet.name, read.rows, read.merges):
                return replace(loaded, diagnostics=(*loaded.diagnostics, *diagnostics))
        return Loaded(None, (Diagnostic(NoHeader(tuple(sheet.name for sheet in visible)), file), *diagnostics))
    alike = tuple(other.sheet or "" for other in others if _alike(other, table))
    unlike = tuple(other.sheet or "" for other in others if not _alike(other, table))
    if unlike:
        diagnostics.insert(0, Diagnostic(OtherSheets(table.sheet, unlike), file))
    if alike:
        diagnostics.insert(0, Diagnostic(AlikeSheets(table.sheet, alike), file))
    return Loaded(table, tuple(diagnostics), supplied=supplied)


def _alike(other: RawTable, table: RawTable) -> bool:
    """Return whether a table has at least half of the columns of another."""
    names, others = (
        {name_key(cell.text) for cell in sheet.header.cells} - {"", UNIT, PERIOD, *IGNORED} for sheet in (table, other)
    )
    return bool(names) and 2 * len(names & others) >= len(names)
