"""Files of data to tables of typed cells, as “数据”, 填报 and findings.md of the manual say.

CSV by the csv module, XLSX by zipfile and ElementTree, Parquet by pyarrow.
"""

import csv
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.oracle.files import ALONE, DOUBTFUL, FILLED
from tests.oracle.model import Scheme
from tests.oracle.periods import MARK, is_year, name_of, passed_over
from tests.oracle.scan import UNSEEN, plain
from tests.oracle.tables import Content, Table
from tests.oracle.uses import used_columns, usual_ends

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
LONGEST_NUMBER = 40
APART = frozenset(map(plain, [*FILLED, "单位"]))
APART_ALONE = frozenset(map(plain, ALONE))
UNCLEAR = frozenset(map(plain, DOUBTFUL))
PASSED_OVER = ("备注", "序号")
DIGITS = 15
Raw = Any
"""A raw cell: text, a number with the flag of a % format, a truth, or None."""


@dataclass(frozen=True)
class Number:
    """A number that a file stores as one; `percent` says that its cell shows %, `ratio` that 1 is 100%."""

    value: Fraction
    percent: bool = False
    ratio: bool = False


@dataclass
class Reading:
    """What the files hold: the table, or the codes of faults with their cells."""

    table: Table = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    warnings: set[str] = field(default_factory=set)
    address: dict[tuple[str, str], str] = field(default_factory=dict)
    several: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Where the blank cells of detail tables are of which a cell is made, or the table that has no row for it."""
    spelt: dict[str, str] = field(default_factory=dict)
    """Units as they are printed."""


def decoded(content: bytes) -> str:
    """Return the text of a CSV file in UTF-8, with a mark or without, or in GB18030."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def csv_rows(path: Path) -> list[list[Raw]]:
    """Return the rows of a CSV file."""
    return [list(row) for row in csv.reader(io.StringIO(decoded(path.read_bytes()), newline=""))]


def xlsx_rows(path: Path) -> list[list[Raw]]:
    """Return the rows of the first sheet of a workbook."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(path) as book:
        strings = []
        if "xl/sharedStrings.xml" in book.namelist():
            root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
            strings = ["".join(text.text or "" for text in item.iter(f"{{{space['m']}}}t")) for item in root]
        percents = percent_styles(ElementTree.fromstring(book.read("xl/styles.xml")), space)
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows: dict[int, dict[int, Raw]] = {}
    for cell in sheet.iterfind(".//m:c", space):
        letters, digits = re.match(r"([A-Z]+)(\d+)", cell.get("r", "")).groups()
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        value = cell_value(cell, strings, percents, space)
        if value is not None:
            rows.setdefault(int(digits), {})[column] = value
    last = max(rows, default=0)
    return [[rows.get(row, {}).get(column) for column in range(1, 1 + max(rows.get(row, {0: 0})))]
            for row in range(1, last + 1)]  # fmt: skip


def percent_styles(styles: ElementTree.Element, space: dict[str, str]) -> set[int]:
    """Return the numbers of the cell formats that show %."""
    codes = {int(item.get("numFmtId", 0)): item.get("formatCode", "") for item in styles.iterfind(".//m:numFmt", space)}
    formats = styles.find("m:cellXfs", space)
    chosen = [int(item.get("numFmtId", 0)) for item in formats if formats is not None]
    return {index for index, number in enumerate(chosen) if number in (9, 10) or "%" in codes.get(number, "")}


def cell_value(cell: ElementTree.Element, strings: list[str], percents: set[int], space: dict[str, str]) -> Raw:
    """Return the content of a cell of a workbook; numbers have 15 significant digits."""
    value = cell.find("m:v", space)
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{{{space['m']}}}t"))
    if value is None or value.text is None:
        return None
    if kind == "s":
        return strings[int(value.text)]
    if kind == "b":
        return value.text == "1"
    if kind != "n":
        return value.text
    shown = Fraction(Decimal(f"{float(value.text):.{DIGITS}g}"))
    return Number(shown, percent=int(cell.get("s", 0)) in percents)


def parquet_rows(path: Path) -> list[list[Raw]]:
    """Return the rows of a Parquet file, the names of its columns first."""
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(path)
    columns = [[stored(value) for value in column.to_pylist()] for column in table.columns]
    return [list(table.column_names), *(list(row) for row in zip(*columns, strict=True))]


def stored(value: Any) -> Raw:
    """Return a value of a typed file: of floats 15 significant digits."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    return Number(Fraction(Decimal(f"{value:.{DIGITS}g}") if isinstance(value, float) else value), ratio=True)


READERS = {".csv": csv_rows, ".xlsx": xlsx_rows, ".parquet": parquet_rows}


def blank(raw: Raw) -> bool:
    """Return whether a cell is empty."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def letters(index: int) -> str:
    """Return the letters of a column, counted from 0."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def typed(raw: Raw, kind: tuple, usual: tuple) -> tuple[Content, str | None]:
    """Return the value of a cell, or the code of its fault. usual: the ends of a ratio without a stated range."""
    if isinstance(raw, str):
        raw = unicodedata.normalize("NFKC", raw).strip()
    match kind[0]:
        case "是否":
            if isinstance(raw, bool):
                return raw, None
            return (raw == "是", None) if raw in ("是", "否") else (None, "E0520")
        case "选项":
            return (plain(raw), None) if isinstance(raw, str) and plain(raw) in (*kind[1], "无") else (None, "E0532")
    return number(raw, kind, usual)


def number(raw: Raw, kind: tuple, usual: tuple) -> tuple[Content, str | None]:
    """Return the number of a cell, or the code of its fault. usual: as in `typed`."""
    word, low, high = kind
    if isinstance(raw, bool):
        return None, "E0521"
    if isinstance(raw, str) and len(raw) > LONGEST_NUMBER:
        return None, "E0526"
    if isinstance(raw, str) and not NUMBER.fullmatch(raw.removesuffix("%").rstrip()):
        return None, "E0521"
    percent = raw.percent if isinstance(raw, Number) else raw.endswith("%")
    if word == "比率" and not (percent or (isinstance(raw, Number) and raw.ratio and abs(raw.value) <= 1)):
        return None, "E0524"
    if word != "比率" and percent:
        return None, "E0525"
    typed_text = None if isinstance(raw, Number) else Fraction(raw.removesuffix("%").rstrip())
    value = raw.value if typed_text is None else typed_text / (100 if percent else 1)
    if word == "计数" and value.denominator != 1:
        return None, "E0522"
    low = Fraction(0) if word == "计数" and low is None else low
    if (low is not None and value < low) or (high is not None and value > high):
        return None, "E0523"
    if word == "比率" and ((low is None and value < usual[0]) or (high is None and value > usual[1])):
        return None, "E0581"
    return value, None


def header_row(rows: list[list[Raw]]) -> int:
    """Return the row whose first cell is 单位."""
    return next(index for index, row in enumerate(rows) if row and isinstance(row[0], str) and plain(row[0]) == "单位")


def read_file(path: Path, scheme: Scheme, reading: Reading) -> None:
    """Add what one file holds to a reading."""
    rows = READERS[path.suffix](path)
    top = header_row(rows)
    headings = ["" if blank(raw) else plain(raw) for raw in rows[top]]
    wanted = used_columns(scheme)
    for index, heading in enumerate(headings[1:], 1):
        if heading and heading not in wanted and heading not in (*PASSED_OVER, "期"):
            reading.warnings.add("W0501")
        if heading in headings[:index] and heading:
            reading.faults.append(("E0510", f"{letters(index)}{top + 1}"))
    roster = scheme.roster.get("单位", ())
    named = tuple(dict.fromkeys(unit for units in scheme.roster.values() for unit in units))
    seen: set[str] = set()
    for line, row in enumerate(rows[top + 1 :], top + 2):
        if all(blank(raw) for raw in row):
            continue
        if blank(row[0]):
            reading.faults.append(("E0516", f"A{line}"))
            continue
        unit = plain(str(row[0]))
        if unit not in named and (kind := no_unit(unit, alone=all(blank(raw) for raw in row[1:]))):
            if kind == "W0510":
                reading.warnings.add(kind)
            else:
                reading.faults.append((kind, f"A{line}"))
            continue
        if respelt(str(row[0]), reading.spelt.setdefault(unit, printed(str(row[0]), named))):
            reading.warnings.add("W0506")
        if "期" in headings:
            unit = f"{unit}{MARK}{plain(str(period_text(row[headings.index('期')])))}"
        if roster and name_of(unit) not in roster:
            reading.faults.append(("E0571", f"A{line}"))
        elif unit in seen:
            reading.faults.append(("E0515", f"A{line}"))
        seen.add(unit)
        read_row(row, line, unit, headings, scheme, reading)


def no_unit(unit: str, *, alone: bool) -> str | None:
    """Return the code about a row that is no unit, or of which it cannot be told."""
    if unit in APART or (alone and (unit in APART_ALONE or any(mark in unit for mark in ",。;"))):
        return "W0510"
    return "E0570" if unit in UNCLEAR else None


def printed(typed: str, known: tuple[str, ...]) -> str:
    """Return a name as the scheme writes it, else as it is written first."""
    return next((name for name in known if plain(name) == plain(typed)), " ".join(re.sub(UNSEEN, "", typed).split()))


def respelt(typed: str, name: str) -> bool:
    """Return whether a name is written otherwise than in another width or with spaces around it."""
    typed, name = (unicodedata.normalize("NFKC", text).split() for text in (typed, name))
    return typed != name


def period_text(raw: Raw) -> str:
    """Return a period as text, where a workbook has the year as a number."""
    return str(raw.value) if isinstance(raw, Number) else raw


def read_row(row: list[Raw], line: int, unit: str, headings: list[str], scheme: Scheme, reading: Reading) -> None:
    """Add the cells of one unit to a reading."""
    cells = reading.table.setdefault(unit, {})
    used = used_columns(scheme)
    for index, heading in enumerate(headings[1:], 1):
        if heading not in used:
            continue
        raw = row[index] if index < len(row) else None
        place = f"{letters(index)}{line}"
        reading.address[unit, heading] = place
        cells[heading] = None
        if not blank(raw) and is_year(unit) is not (heading in scheme.yearly):
            reading.faults.append(("E0533", place))
        elif not blank(raw):
            kind = scheme.kinds[heading]
            cells[heading], fault = typed(raw, kind, usual_ends(scheme, heading))
            if fault:
                reading.faults.append((fault, place))
            elif kind[0] == "选项" and respelt(raw, printed(raw, (*kind[1], "无"))):
                reading.warnings.add("W0506")


def read_files(paths: list[Path], scheme: Scheme, *, partial: bool = False) -> Reading:
    """Return what several files hold together. partial: units of the roster may lack data."""
    reading = Reading()
    for path in paths:
        read_file(path, scheme, reading)
    present = {name_of(row) for row in reading.table}
    if any(unit not in present for unit in scheme.roster.get("单位", ())):
        if partial:
            reading.warnings.add("W0511")
        else:
            reading.faults.append(("E0572", f"A{header_row(READERS[paths[0].suffix](paths[0])) + 1}"))
    if passed_over(reading.table):
        reading.warnings.add("W0524")
    return reading
