"""XLSX: from the bytes of a workbook to a raw table.

Receives bytes. Promises each cell as exact text, or a message. The reader takes the first visible worksheet with a
header; of a returned 填报表, every visible sheet of it. What is hidden is told: hidden rows and columns of what was
read, and hidden sheets that were not.
"""

from dataclasses import replace

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.data.file_errors import (
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
from creditdsl.data.files.sheet_layout import is_form
from creditdsl.data.files.xlsx_parts import Package, Sheet, TooManyCells, Unsafe, read_book
from creditdsl.data.files.xlsx_sheet import CellConflict, Content, read_sheet
from creditdsl.data.tables import Loaded, RawTable, Worksheet, header_index, table_at

_COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")
"""The first bytes of an encrypted workbook and of an old .xls."""


def read_xlsx(file: str, content: bytes) -> Loaded:
    """Read the table in the bytes of an .xlsx file."""
    if not content:
        return Loaded(None, (Diagnostic(EmptyFile(), file),))
    if content.startswith(_COMPOUND_FILE):
        return Loaded(None, (Diagnostic(BrokenWorkbook(Breakage.LOCKED), file),))
    try:
        return _read(file, content)
    except TooManyCells:
        return Loaded(None, (Diagnostic(FileTooBig(Size.ELEMENTS), file),))
    except Unsafe:
        return Loaded(None, (Diagnostic(BrokenWorkbook(Breakage.UNSAFE), file),))
    except Exception:  # a damaged package may fail anywhere in zipfile or expat
        return Loaded(None, (Diagnostic(BrokenWorkbook(Breakage.DAMAGED), file),))


def _read(file: str, content: bytes) -> Loaded:
    package = Package(content)
    book = read_book(package)
    visible = [sheet for sheet in book.sheets if not sheet.hidden]
    table: RawTable | None = None
    others: list[str] = []
    returned: list[Worksheet] = []
    headless: list[tuple[Sheet, Content]] = []
    diagnostics: list[Diagnostic] = []
    unseen: list[str] = []
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
            diagnostics += hidden_in_table(table, read)
        else:
            others.append(sheet.name)
    if unseen:
        diagnostics.append(Diagnostic(HiddenSheets(tuple(unseen)), file))
    if returned:
        return Loaded(None, tuple(diagnostics), tuple(returned))
    if table is None or table.sheet is None:
        for sheet, read in headless:
            if loaded := read_other_header(file, sheet.name, read.rows, read.merges):
                return replace(loaded, diagnostics=(*loaded.diagnostics, *diagnostics))
        return Loaded(None, (Diagnostic(NoHeader(tuple(sheet.name for sheet in visible)), file), *diagnostics))
    if others:
        diagnostics.insert(0, Diagnostic(OtherSheets(table.sheet, tuple(others)), file))
    return Loaded(table, tuple(diagnostics))
