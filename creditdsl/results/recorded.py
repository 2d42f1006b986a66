"""A file of results, read back: its tables cell by cell, each cell with its address.

Receives the bytes of what `score -o` wrote, as .xlsx, .csv or .json. Promises every cell as text, a number exactly,
or a Failure that says why the file cannot be read. A file that was sorted, filtered or saved again is read as well.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from os.path import splitext
from pathlib import Path

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import Failure
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.data.files.csv_reader import read_records
from creditdsl.data.files.loading import read_content
from creditdsl.data.tables import Kind, RawCell, Row, column_name
from creditdsl.results.verification_errors import NotARecord, NotRecordKind

SCORES, EXACT, YEAR, RECEIPT = "成绩", "精确值", "年度总分", "计分回执"
DIFFERENCES = "差额"
KINDS = (".xlsx", ".csv", ".json")

_KEYS = {EXACT: ("单位", "期", "数据", "编号"), YEAR: ("单位", "期", "数据", "项目"), RECEIPT: ("项目",)}
_UNIT_KEYS = ("单位", "期")
_RECEIPT_HEAD = ("项目", "内容", "校验码（SHA-256）")
_UNFINISHED = "（没有结果的公式）"
_UNIT_WORDS = {"unit": "单位", "period": "期", "total": "总分", "grade": "等次", "rank": "名次", "notes": "备注"}


@node
class RecordedCell:
    """A cell. address: as messages give it, such as `成绩!C7`, `C7` or `units[3].total`."""

    text: str
    address: str


RecordedRow = tuple[RecordedCell, ...]


@node
class RecordedTable:
    """A worksheet or a list of units. rows: those with content, the head among them; all of the same length."""

    name: str
    rows: tuple[RecordedRow, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The headings of the columns that tell rows apart."""
        return _KEYS.get(self.name, _UNIT_KEYS)


@node
class Record:
    """A file of results. kind: its suffix."""

    file: str
    kind: str
    tables: Mapping[str, RecordedTable]

    @property
    def receipt(self) -> Sequence[tuple[str, ...]]:
        """The lines of the receipt in words; empty where the file has none."""
        table = self.tables.get(RECEIPT)
        return [tuple(cell.text for cell in row) for row in table.rows[1:]] if table else []


def kind_of(path: str) -> str:
    """Return the suffix in small letters."""
    return splitext(path)[1].lower()


def load_record(path: str) -> Record:
    """Read a file of results; Failure where it cannot be read, or is none."""
    if kind_of(path) not in KINDS:
        raise Failure(NotRecordKind(path))
    content = read_content(Path(path))
    if isinstance(content, Fault):
        raise Failure(Diagnostic(content, path))
    record = read_record(path, content)
    if not any(name in record.tables for name in (SCORES, EXACT, RECEIPT)):
        raise Failure(Diagnostic(NotARecord(), path))
    return record


def read_record(file: str, content: bytes) -> Record:
    """Read the bytes of a file of results; its suffix says how."""
    kind = kind_of(file)
    match kind:
        case ".xlsx":
            tables = _of_workbook(file, content)
        case ".csv":
            tables = _of_csv(file, content)
        case _:
            tables = _of_json(file, content)
    return Record(file, kind, {table.name: table for table in tables})


def _of_workbook(file: str, content: bytes) -> Sequence[RecordedTable]:
    from creditdsl.data.files.xlsx_reader import read_worksheets

    loaded = read_worksheets(file, content)
    if loaded.diagnostics:
        raise Failure(*loaded.diagnostics)
    return [_table(sheet.name, sheet.rows, f"{sheet.name}!") for sheet in loaded.sheets]


def _of_csv(file: str, content: bytes) -> Sequence[RecordedTable]:
    rows = read_records(file, content)
    if isinstance(rows, Diagnostic):
        raise Failure(rows)
    return [_table(SCORES, rows, "")]


def _table(name: str, rows: Sequence[Row], before: str) -> RecordedTable:
    """Return the rows with content, each to the last column with content. before: what an address begins with."""
    filled = [row for row in rows if any(_text(cell) for cell in row.cells)]
    width = max((at + 1 for row in filled for at, cell in enumerate(row.cells) if _text(cell)), default=0)
    letters = [column_name(column) for column in range(width)]
    return RecordedTable(
        name,
        tuple(
            tuple(
                RecordedCell(_text(row.cell(at)), f"{before}{column}{row.number}") for at, column in enumerate(letters)
            )
            for row in filled
        ),
    )


def _text(cell: RawCell) -> str:
    return _UNFINISHED if cell.kind is Kind.UNFINISHED else cell.text


def _of_json(file: str, content: bytes) -> Sequence[RecordedTable]:
    try:
        value = json.loads(content.decode("utf-8-sig"), parse_float=str, parse_int=str)
        return [*_json_tables(_members(value))]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Failure(Diagnostic(NotARecord(), file)) from None


def _json_tables(value: Mapping[str, object]) -> Iterator[RecordedTable]:
    """Yield the lists of units of a result as tables, and its receipt."""
    yield _units(SCORES, value["units"], "units")
    for label, units in _members(value.get("sets", {})).items():
        yield _units(f"{SCORES}（{label}）", units, f"sets.{label}")
    if "difference" in value:
        yield _units(DIFFERENCES, value["difference"], "difference")
    receipt = _members(value["receipt"])
    hashes = [("数据", "", sha256, f"[{at}]") for at, sha256 in enumerate(_list(receipt["data_sha256"]))]
    lines = [
        ("方案", value["scheme"], receipt["scheme_sha256"], "scheme", "receipt.scheme_sha256"),
        *((word, name, sha256, "", f"receipt.data_sha256{at}") for word, name, sha256, at in hashes),
        ("表", value["table"], "", "table", ""),
        ("工具", receipt["tool"], "", "receipt.tool", ""),
        ("算法", receipt["engine"], "", "receipt.engine", ""),
    ]
    head = tuple(RecordedCell(text, "receipt") for text in _RECEIPT_HEAD)
    rows = (
        (RecordedCell(word, "receipt"), RecordedCell(str(text), where), RecordedCell(str(sha256), at))
        for word, text, sha256, where, at in lines
    )
    yield RecordedTable(RECEIPT, (head, *rows))


def _units(name: str, units: object, path: str) -> RecordedTable:
    flat = [dict(_figures(_members(unit), f"{path}[{at}]")) for at, unit in enumerate(_list(units))]
    headings = [*dict.fromkeys(heading for unit in flat for heading in unit)]
    rows = (
        tuple(unit.get(heading, RecordedCell("", f"{path}[{at}]")) for heading in headings)
        for at, unit in enumerate(flat)
    )
    return RecordedTable(name, (tuple(RecordedCell(heading, path) for heading in headings), *rows))


def _figures(unit: Mapping[str, object], path: str) -> Iterator[tuple[str, RecordedCell]]:
    """Yield the cells of a unit by their headings."""
    for key, value in unit.items():
        if isinstance(value, Mapping):
            for ref, score in value.items():
                heading = f"大项{ref}" if key == "sections" else ref
                yield heading, RecordedCell(str(score), f'{path}.{key}["{ref}"]')
        else:
            text = "；".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
            yield _UNIT_WORDS.get(key, key), RecordedCell(text, f"{path}.{key}")


def _members(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value
