"""CSV: from the bytes of a file to a raw table.

Receives bytes. Promises the records as typed, each with its lines, or a message. UTF-8 is tried
before GB18030, because text in GB18030 is hardly ever valid UTF-8 and the reverse is common. A
record is a single row even where a cell holds a line break, as WPS and Excel count.
"""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from io import StringIO

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.source import Source, Span
from creditdsl.base.spelling import name_key
from creditdsl.data.file_errors import (
    EmptyFile,
    FileTooBig,
    NoHeader,
    Size,
    UnknownEncoding,
    UnpairedQuotes,
    WrongSeparator,
)
from creditdsl.data.files.other_headers import read_other_header
from creditdsl.data.tables import (
    BLANK,
    MAX_CELLS,
    UNIT,
    Address,
    Loaded,
    RawCell,
    Row,
    fault_at,
    header_index,
    table_at,
)

_SEPARATORS = (";", "\t", "|", "；", "，", "、")


def read_csv(file: str, content: bytes) -> Loaded:
    """Read the table in the bytes of a CSV file."""
    return loaded_records(file, read_records(file, content))


def loaded_records(file: str, rows: Sequence[Row] | Diagnostic) -> Loaded:
    """Return the table below the header among rows, or why there is none."""
    if isinstance(rows, Diagnostic):
        return Loaded(None, (rows,))
    header = header_index(rows)
    if header is None:
        return _explain_no_header(file, rows)
    return Loaded(table_at(file, None, rows, header))


def read_records(file: str, content: bytes) -> Sequence[Row] | Diagnostic:
    """Read all rows of a CSV file, whatever stands in them, or say why it cannot be read."""
    text = _decode(content)
    if text is None:
        return Diagnostic(UnknownEncoding(), file)
    if "\0" in text:
        return Diagnostic(UnknownEncoding(has_null=True), file)
    return records_of_text(file, text)


def records_of_text(file: str, text: str, separator: str = ",") -> Sequence[Row] | Diagnostic:
    """Read all rows of a text, whatever stands in them, or say why it cannot be read."""
    if not text.strip():
        return Diagnostic(EmptyFile(), file)
    rows: list[Row] = []
    cells = 0
    try:
        for row in _records(file, text, separator):
            rows.append(row)
            cells += len(row.cells)
            if cells > MAX_CELLS:
                return Diagnostic(FileTooBig(Size.CELLS), file)
    except _BadQuotes as fault:
        return fault_at(UnpairedQuotes(fault.span.line), Address(file, f"A{fault.row}", fault.span))
    return rows


class _BadQuotes(Exception):
    def __init__(self, row: int, span: Span) -> None:
        self.row, self.span = row, span


def _decode(content: bytes) -> str | None:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    return None


def _records(file: str, text: str, separator: str) -> Iterator[Row]:
    lines = Source(file, text).lines
    # strict: a quote that is never closed would silently swallow the rest of the file.
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number, last = 0, 0
    while True:
        first = last + 1
        try:
            record = next(reader, None)
        except csv.Error:
            raise _BadQuotes(number + 1, Span.of_line(first, 0, len(lines[first - 1]))) from None
        if record is None:
            return
        number, last = number + 1, reader.line_num
        span = Span.of_line(first, 0, len(lines[first - 1])).to(Span.of_line(last, 0, len(lines[last - 1])))
        yield Row(number, tuple(RawCell(cell) if cell else BLANK for cell in record), span)


def _explain_no_header(file: str, rows: Sequence[Row]) -> Loaded:
    """Explain why there is no header: another separator than a comma, or another word than 单位, which is read."""
    for row in rows:
        first = next((cell.text for cell in row.cells if not cell.blank), "")
        for separator in _SEPARATORS:
            if separator in first and name_key(first.split(separator)[0]) == UNIT:
                address = Address(file, f"A{row.number}", row.span)
                return Loaded(None, (fault_at(WrongSeparator(separator), address),))
    return read_other_header(file, None, rows) or Loaded(None, (Diagnostic(NoHeader(), file),))
