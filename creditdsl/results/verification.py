"""Verifying a file of results: every cell against what scheme and data give now, and its receipt.

Receives a record as read from the file, and another read from what scoring writes now. Promises a diagnostic at the
address of every cell that differs, and what changed since: scheme, data, or tool. Rows may have been sorted, columns
moved; a number may have lost its last zeros. Neither is a difference.
"""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from creditdsl.backends.engines import EXACT as EXACT_ENGINE
from creditdsl.base.diagnostic import Diagnostic, Severity
from creditdsl.base.exact import parse_decimal
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.data.tables import column_name
from creditdsl.results.counterparts import paired
from creditdsl.results.files import write
from creditdsl.results.printed import Results
from creditdsl.results.receipt_seal import SEAL, seal
from creditdsl.results.recorded import (
    EXACT,
    RECEIPT,
    Record,
    RecordedCell,
    RecordedRow,
    RecordedTable,
    read_record,
)
from creditdsl.results.verification_errors import (
    CellDiffers,
    ColumnAdded,
    ColumnsLacking,
    DataAdded,
    DataChanged,
    DataLacking,
    DataRenamed,
    NoReceipt,
    RowAdded,
    RowsLacking,
    SchemeChanged,
    SealDiffers,
    SheetsLacking,
    SheetUnverified,
    ToolChanged,
)
from creditdsl.scoring.engines import ENGINES

_BEFORE_LIMITS = "限分、舍入之前"
_PLACE = "名次"
_TEXTS = ("等次", "表彰", "通报", "备注")
"""Headings of texts of the scheme, which are compared letter by letter."""

_NAMES = ("单位", "期")
_ADDRESS = re.compile(r"(.*!|)[A-Z]+(\d+)")

_HEAD_ROWS = 20
"""Rows in which the head is looked for; a title may have been written above it."""

_BESIDE = (SchemeChanged, DataChanged, DataLacking, DataAdded, ToolChanged, SealDiffers)


@node
class Checked:
    """What a record was compared in. rows: of all tables but the receipt. cells: in these rows.

    receipt: whether the file has one.
    """

    diagnostics: tuple[Diagnostic, ...]
    rows: int
    cells: int
    receipt: bool

    @property
    def agrees(self) -> bool:
        return not self.differences and not self.beside

    @property
    def differences(self) -> int:
        """The number of cells, rows, columns and worksheets that differ."""
        return sum(diagnostic.severity is not Severity.NOTE for diagnostic in self.diagnostics) - len(self.beside)

    @property
    def beside(self) -> tuple[Diagnostic, ...]:
        """What changed of scheme, data and tool, and a seal that does not fit."""
        return tuple(diagnostic for diagnostic in self.diagnostics if isinstance(diagnostic.fault, _BESIDE))


def traced(record: Record) -> bool:
    """Return whether the record has exact values before limits, which only the interpreter keeps."""
    engines = [line[1] for line in record.receipt if line[0] == "算法"]
    return record.kind == ".xlsx" and not any(engine in ENGINES and engine != EXACT_ENGINE for engine in engines)


def checked(record: Record, results: Results) -> Checked:
    """Compare a record with results; these are written and read as the record was."""
    expected = _written(record, results)
    kept = traced(record)
    diagnostics: list[Diagnostic] = []
    for name, table in expected.tables.items():
        if name in record.tables:
            comparison = _Receipt if name == RECEIPT else _Comparison
            diagnostics += comparison(record.file, record.tables[name], table, results.digits, kept).diagnostics()
    lacking = tuple(name for name in expected.tables if name not in record.tables)
    added = tuple(name for name in record.tables if name not in expected.tables)
    diagnostics += [Diagnostic(SheetsLacking(lacking), record.file)] if lacking else []
    diagnostics += [Diagnostic(SheetUnverified(added), record.file)] if added else []
    diagnostics += [Diagnostic(NoReceipt(), record.file)] if RECEIPT not in expected.tables else []
    bodies = [len(table.rows) - 1 for name, table in expected.tables.items() if name != RECEIPT]
    widths = [len(table.rows[0]) for name, table in expected.tables.items() if name != RECEIPT]
    cells = sum(rows * width for rows, width in zip(bodies, widths, strict=True))
    return Checked(tuple(diagnostics), sum(bodies), cells, bool(record.receipt))


def _written(record: Record, results: Results) -> Record:
    """Return the record of what scoring writes now; its date is never compared."""
    stream = BytesIO()
    write(stream, results, record.kind.removeprefix("."))
    return read_record(record.file, stream.getvalue())


class _Comparison:
    """Compares a table of a record with what it should be.

    digits: decimals of scores. kept: whether the scoring engine of the file kept the values before limits.
    """

    def __init__(
        self, file: str, recorded: RecordedTable, expected: RecordedTable, digits: int, kept: bool = True
    ) -> None:
        self.file, self.name, self.digits, self.kept = file, recorded.name, digits, kept
        self.headings = [cell.text for cell in expected.rows[0]]
        self.key_columns = [at for at, heading in enumerate(self.headings) if heading in expected.keys]
        self.expected = expected.rows[1:]
        top = _head_row(self.headings, recorded.rows)
        self.above, self.raw = recorded.rows[:top], recorded.rows[top:]
        self.columns = paired([cell.text for cell in next(iter(self.raw), ())], self.headings)
        place = {other: at for at, other in self.columns if other is not None}
        self.lacking = [at for at in range(len(self.headings)) if place.get(at) is None]
        # in the order of the headings, whatever the order in the file
        self.head, *self.recorded = [
            tuple(_cell(row, place.get(at)) for at in range(len(self.headings))) for row in self.raw
        ] or [()]

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Yield what differs: in the columns, then row by row."""
        yield from self._columns()
        for row in self.above:
            yield self._added(row)
        pairs = paired([*map(self._key, self.recorded)], [*map(self._key, self.expected)])
        for at, other in pairs:
            if at is not None and other is not None:
                yield from self._row(self.recorded[at], self.expected[other])
            elif at is not None:
                yield self._added(self.recorded[at])
        if lacking := [self.expected[other] for at, other in pairs if at is None and other is not None]:
            yield from self._lacking(lacking)

    def _columns(self) -> Iterator[Diagnostic]:
        for heading, cell in zip(self.headings, self.head, strict=False):
            if cell.text != heading and cell is not _NOTHING:
                yield self._at(CellDiffers("", "列名", cell.text, heading), cell)
        for at, other in self.columns:
            cells = [row[at] for row in self.raw if row[at].text] if at is not None and other is None else []
            if cells:
                yield self._at(ColumnAdded(cells[0].text), cells[0])
        if self.lacking:
            lacking = ColumnsLacking(tuple(self.headings[at] for at in self.lacking))
            yield Diagnostic(lacking, self.file, cell=self._heading_address(self.lacking[0]))

    def _heading_address(self, column: int) -> str:
        """Return where a heading should stand; the name of the table where it has no rows and columns."""
        at = _ADDRESS.fullmatch(self.raw[0][0].address) if self.raw and self.raw[0] else None
        return f"{at[1]}{column_name(column)}{at[2]}" if at else self.name

    def _row(self, recorded: RecordedRow, expected: RecordedRow) -> Iterator[Diagnostic]:
        """Yield the cells of a row that differ."""
        for at, heading in enumerate(self.headings):
            right = "" if heading == _BEFORE_LIMITS and not self.kept else expected[at].text
            if at not in self.lacking and not self._same(heading, recorded[at].text, right):
                texts = self._shown(heading, recorded[at].text), self._shown(heading, right)
                yield self._at(CellDiffers(self._whose(expected), heading, *texts), recorded[at])

    def _added(self, row: RecordedRow) -> Diagnostic:
        cell = next((cell for cell in row if cell.text), row[0])
        return self._at(RowAdded(cell.text), cell)

    def _lacking(self, rows: Sequence[RecordedRow]) -> Iterator[Diagnostic]:
        yield Diagnostic(RowsLacking(tuple(map(self._whose, rows))), self.file, cell=self.name)

    def _at(self, fault: Fault, cell: RecordedCell) -> Diagnostic:
        return Diagnostic(fault, self.file, cell=cell.address)

    def _key(self, row: RecordedRow) -> tuple[str, ...]:
        return tuple(row[at].text for at in self.key_columns)

    def _whose(self, row: RecordedRow) -> str:
        """Return the words for a row: unit, period, and number of the item."""
        total = [row[self.headings.index("名称")].text] if self.name == EXACT and not self._key(row)[-1] else []
        return " ".join(filter(None, (*self._key(row), *total)))

    def _is_figure(self, heading: str) -> bool:
        return self.name not in (EXACT, RECEIPT) and heading not in (*_NAMES, *_TEXTS)

    def _same(self, heading: str, recorded: str, expected: str) -> bool:
        if recorded == expected or not self._is_figure(heading):
            return recorded == expected
        return (value := parse_decimal(recorded)) is not None and value == parse_decimal(expected)

    def _shown(self, heading: str, text: str) -> str:
        """Return a score with the decimals that it is printed with."""
        if not self._is_figure(heading) or heading == _PLACE or parse_decimal(text) is None:
            return text
        whole, _, decimals = text.partition(".")
        return f"{whole}.{decimals.ljust(self.digits, '0')}" if self.digits else text


class _Receipt(_Comparison):
    """Compares the receipt: what was scored with what is scored now."""

    def diagnostics(self) -> Iterator[Diagnostic]:
        differing = [*super().diagnostics()]
        yield from differing
        if not any(isinstance(diagnostic.fault, CellDiffers) for diagnostic in differing):
            yield from self._seal()

    def _key(self, row: RecordedRow) -> tuple[str, ...]:
        """Return the key of a line: a file of data is known by its hash."""
        return (row[0].text, row[2].text if row[0].text == "数据" else "")

    def _whose(self, row: RecordedRow) -> str:
        return row[0].text

    def _row(self, recorded: RecordedRow, expected: RecordedRow) -> Iterator[Diagnostic]:
        word, content, sha256 = recorded
        _, current, current_sha256 = expected
        match expected[0].text:
            case _ if word.text != expected[0].text:
                yield from super()._row(recorded, expected)
            case "方案":
                yield from super()._row((word, content, current_sha256), expected)
                if sha256.text != current_sha256.text:
                    yield self._at(SchemeChanged(sha256.text, current_sha256.text), sha256)
            case "数据" if sha256.text != current_sha256.text:
                yield self._at(DataChanged(content.text, sha256.text, current_sha256.text), sha256)
            case "数据":
                if content.text != current.text:
                    yield self._at(DataRenamed(content.text, current.text), content)
            case "工具":
                yield from super()._row((word, current, sha256), expected)
                if content.text != current.text:
                    yield self._at(ToolChanged(content.text, current.text), content)
            case "算法":
                shown = content if content.text not in ENGINES else current
                yield from super()._row((word, shown, sha256), expected)
            case "计分日期":
                yield from super()._row((word, current, sha256), expected)
            case "核验码":
                yield from super()._row((word, content, current_sha256), expected)
            case _:
                yield from super()._row(recorded, expected)

    def _added(self, row: RecordedRow) -> Diagnostic:
        if row[0].text == "数据":
            return self._at(DataLacking(row[1].text), row[0])
        return super()._added(row)

    def _lacking(self, rows: Sequence[RecordedRow]) -> Iterator[Diagnostic]:
        data = [row for row in rows if row[0].text == "数据"]
        yield from (Diagnostic(DataAdded(row[1].text), self.file, cell=self.name) for row in data)
        if rest := [row for row in rows if row[0].text != "数据"]:
            yield from super()._lacking(rest)

    def _seal(self) -> Iterator[Diagnostic]:
        """Yield that the receipt was changed, where the seal says so."""
        at = next((at for at, row in enumerate(self.recorded) if row[0].text == SEAL), None)
        if at is None:
            return
        lines = [[cell.text for cell in row] for row in self.recorded[:at]]
        if self.recorded[at][2].text != seal(lines):
            free = ("数据", "计分日期", "工具", "算法")
            cells = (f"“{row[0].text}”（{row[1].address}）" for row in self.recorded[:at] if row[0].text in free)
            yield self._at(SealDiffers(tuple(cells)), self.recorded[at][2])


_NOTHING = RecordedCell("", "")


def _cell(row: RecordedRow, column: int | None) -> RecordedCell:
    return _NOTHING if column is None else row[column]


def _head_row(head: Sequence[str], rows: Sequence[RecordedRow]) -> int:
    """Return the position of the row that has most of the headings; a title may stand above it."""
    shared = [len({cell.text for cell in row} & {*head}) for row in rows[:_HEAD_ROWS]]
    return shared.index(max(shared)) if shared else 0
