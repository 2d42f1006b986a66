"""A large data file as batches of Arrow columns, and single rows of it as the row readers have them.

Receives a path to CSV or Parquet; promises the header, then all rows in batches that do not stay in
memory, and any row again as text under the number that WPS or Excel shows. Parquet,
and CSV that is not small, need pyarrow.
"""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.data import messages
from creditdsl.data.files.csv_reader import read_csv
from creditdsl.data.files.parquet_reader import cells_of, not_parquet, with_units
from creditdsl.data.large.quotes import all_marks_enclose
from creditdsl.data.tables import BLANK, Loaded, RawCell, RawTable, Row

_OVER_ASCII = ("utf-8", "utf-8-sig", "gb18030")
"""Encodings in which a byte of a sign of ASCII is that sign."""
_HEADS = (1 << 13, 1 << 16)
"""Bytes in which a header is looked for: nearly always the first."""
_SMALL = 1 << 20
"""Bytes of a CSV file that is read before Arrow would be loaded."""
_BLOCK = 1 << 23
_BATCH = 1 << 20
"""Rows of Parquet that are read at a time."""
_SEARCHED = 1 << 14
"""Rows of Parquet in which single ones are looked for at a time."""


class Unreadable(Exception):
    """The file cannot be read; says why."""

    def __init__(self, loaded: Loaded) -> None:
        super().__init__(loaded.diagnostics)
        self.diagnostics = loaded.diagnostics


class ForRows(Exception):
    """Only the row readers take the file, or can say what is wrong: its rows are not all as long as the header, it
    is not all in one encoding or not all text."""


@node
class LargeCsv:
    """encoding: of the whole file, as its head shows. head: the header and the rows that follow it closely."""

    path: Path
    encoding: str
    head: RawTable
    diagnostics: tuple[Diagnostic, ...] = ()

    def batches(self, columns: Sequence[int], texts: Collection[int]) -> Iterator[list[Any]]:
        """The columns, by position, as lists of text; of a file that is not small as columns of Arrow, those in
        texts as plain text, others as words and their indexes."""
        return self._lists(columns) if self.path.stat().st_size <= _SMALL else self._arrays(columns, texts)

    def _lists(self, columns: Sequence[int]) -> Iterator[list[Any]]:
        number = self.head.header.number
        try:
            text = self.path.read_bytes().decode(self.encoding)
            lines = StringIO(text, newline="")
            records = [record for record in islice(csv.reader(lines, strict=True), number, None) if record]
        except (UnicodeDecodeError, csv.Error) as error:
            raise ForRows from error
        width = len(self.head.header.cells)
        if "\0" in text or any(len(record) != width for record in records):
            raise ForRows
        if records:
            whole = list(zip(*records, strict=True))
            yield [whole[at] for at in columns]

    def _arrays(self, columns: Sequence[int], texts: Collection[int]) -> Iterator[list[Any]]:
        import pyarrow as pa
        from pyarrow import csv as arrow

        names = [str(at) for at in range(len(self.head.header.cells))]
        words = pa.dictionary(pa.int32(), pa.string())
        kinds = {str(at): pa.string() if at in texts else words for at in columns}
        uneven: list[object] = []

        def note(row: object) -> str:
            uneven.append(row)
            return "skip"

        self._check_text()
        before = self.head.header.span.end_line if self.head.header.span else 1
        try:
            with arrow.open_csv(
                self.path,
                arrow.ReadOptions(column_names=names, skip_rows=before, block_size=_BLOCK, encoding=self.encoding),
                arrow.ParseOptions(newlines_in_values=True, invalid_row_handler=note),
                arrow.ConvertOptions(
                    column_types=kinds, include_columns=[str(at) for at in columns], strings_can_be_null=False
                ),
            ) as reader:
                for batch in reader:
                    yield list(batch.columns)
        except pa.ArrowInvalid as error:
            if "Empty CSV" not in str(error):
                raise ForRows from error
        if uneven:
            raise ForRows

    def _check_text(self) -> None:
        """Raise ForRows where the file is not all text, or a quotation mark stands where Arrow lets it pass."""
        quoted = False
        try:
            with self.path.open(encoding=self.encoding, newline="") as stream:
                while block := stream.read(_BLOCK):
                    quoted = quoted or '"' in block
                    if "\0" in block:
                        raise ForRows
                if quoted and not (self.encoding in _OVER_ASCII and all_marks_enclose(self.path)):
                    stream.seek(0)
                    deque(csv.reader(stream, strict=True), maxlen=0)
        except (UnicodeDecodeError, csv.Error) as error:
            raise ForRows from error

    def rows(self, wanted: Collection[int]) -> Iterator[tuple[int, Row]]:
        """These rows, by how many rows that are not empty stand between them and the header."""
        last = max(wanted, default=-1)
        for at, (number, record, span) in enumerate(self._records()):
            if at > last:
                return
            if at in wanted:
                yield at, Row(number, tuple(RawCell(cell) if cell else BLANK for cell in record), _span(*span))

    def numbers(self) -> Iterator[int]:
        """The numbers of all rows."""
        return (number for number, *_ in self._records())

    def _records(self) -> Iterator[tuple[int, list[str], tuple[int, Sequence[str]]]]:
        """The rows that are not empty: their number, cells, first line's number and lines."""
        header = self.head.header.number
        lines: list[str] = []
        with self.path.open(encoding=self.encoding, newline="") as stream:
            records = csv.reader(_kept(stream, lines))
            for _ in range(header):
                next(records)
            first = records.line_num
            lines.clear()
            for number, record in enumerate(records, header + 1):
                if record:
                    yield number, record, (first + 1, lines)
                first = records.line_num
                lines.clear()


def _kept(lines: Iterable[str], kept: list[str]) -> Iterator[str]:
    """The lines, each kept when it is read."""
    for line in lines:
        kept.append(line)
        yield line


def _span(first: int, lines: Sequence[str]) -> Span:
    """Some lines whole. first: the number of the first of them."""
    ends = (lines[0].rstrip("\r\n"), lines[-1].rstrip("\r\n"))
    start, end = (
        Span.of_line(at, 0, len(line)) for at, line in zip((first, first + len(lines) - 1), ends, strict=True)
    )
    return start.to(end)


@node
class LargeParquet:
    """Rows are numbered as in a worksheet with one header row."""

    path: Path
    head: RawTable
    diagnostics: tuple[Diagnostic, ...] = ()

    def batches(self, columns: Sequence[int], texts: Collection[int]) -> Iterator[list[Any]]:
        """The columns in their own types."""
        from pyarrow import parquet

        with parquet.ParquetFile(self.path) as file:
            names = file.schema_arrow.names
            for batch in file.iter_batches(_BATCH, columns=[names[at] for at in columns]):
                by_name = {name: batch.column(position) for position, name in enumerate(batch.schema.names)}
                yield [by_name[names[at]] for at in columns]

    def rows(self, wanted: Collection[int]) -> Iterator[tuple[int, Row]]:
        """These rows as text."""
        from pyarrow import parquet

        first = 0
        with parquet.ParquetFile(self.path) as file:
            for batch in file.iter_batches(_SEARCHED):
                for at in sorted(row for row in wanted if first <= row < first + batch.num_rows):
                    cells = (next(cells_of(column.slice(at - first, 1))) for column in batch.columns)
                    yield at, Row(at + 2, tuple(cells))
                first += batch.num_rows

    def numbers(self) -> Iterator[int]:
        """The numbers of all rows."""
        from pyarrow import parquet

        return iter(range(2, 2 + parquet.read_metadata(self.path).num_rows))


LargeFile = LargeCsv | LargeParquet


def open_large(path: Path) -> LargeFile:
    """The file with its header; Unreadable."""
    try:
        return _parquet(path) if path.suffix.lower() == ".parquet" else _csv(path)
    except OSError as error:
        reason = "没有这个文件" if isinstance(error, FileNotFoundError) else "读不出来"
        raise Unreadable(Loaded(None, (messages.no_file(str(path), reason),))) from error


def _csv(path: Path) -> LargeCsv:
    with path.open("rb") as stream:
        if stream.read(2) in (BOM_UTF16_LE, BOM_UTF16_BE):
            raise ForRows
        for wanted in _HEADS:
            stream.seek(0)
            head = stream.read(wanted)
            whole = len(head) < wanted
            if not whole:
                head = head[: head.rfind(b"\n") + 1]
            loaded = read_csv(str(path), head)
            if loaded.table is not None:
                break
    if loaded.table is None:
        raise Unreadable(loaded) if whole else ForRows
    try:
        head.decode("utf-8")
        encoding = "utf-8-sig" if head.startswith(b"\xef\xbb\xbf") else "utf-8"
    except UnicodeDecodeError:
        encoding = "gb18030"
    return LargeCsv(path, encoding, loaded.table, loaded.diagnostics)


def _parquet(path: Path) -> LargeParquet:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        names = parquet.read_schema(path).names
    except pa.ArrowInvalid as error:
        raise Unreadable(Loaded(None, (not_parquet(str(path)),))) from error
    loaded = with_units(RawTable(str(path), None, Row(1, tuple(map(RawCell, names))), ()))
    if loaded.table is None:
        raise Unreadable(loaded)
    if len(set(names)) < len(names):  # columns are read by name
        raise ForRows
    return LargeParquet(path, loaded.table)


def hash_of(path: Path) -> str:
    """SHA-256 of the bytes, without holding them."""
    digest = sha256()
    with path.open("rb") as stream:
        for block in iter(partial(stream.read, 1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()
