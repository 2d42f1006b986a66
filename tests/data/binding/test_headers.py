"""The page headers.md, executed: each header is read as CSV, as XLSX and as columns."""

import csv
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.exact import show, show_percent
from creditdsl.data.unit_reader import read_units
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Count, Ratio

PAGE = Path(__file__).with_name("headers.md")
CASES = re.split(r"(?m)^(?=## )", PAGE.read_text(encoding="utf-8"))[1:]
COLUMNS = "报送量：条\n正确量：条\n合格率：比率\n"


def block(case: str, name: str) -> str | None:
    match = re.search(rf"```{name}\n(.*?)```", case, re.DOTALL)
    return None if match is None else match[1]


def measures(case: str) -> list[Measure]:
    lines = (line.partition("：") for line in (block(case, "columns") or COLUMNS).splitlines())
    return [Measure(name, Ratio() if kind == "比率" else Count(kind)) for name, _, kind in lines]


def cells(case: str) -> list[list[str]]:
    return list(csv.reader(StringIO(block(case, "csv") or "")))


def plain(rows: Sequence[Sequence[str]]) -> bytes:
    stream = StringIO()
    csv.writer(stream, lineterminator="\n").writerows(
        ["" if cell in ("→", "↑") else cell for cell in row] for row in rows
    )
    return stream.getvalue().encode()


def merged(rows: Sequence[Sequence[str]], book: Workbook, sheet: Worksheet) -> None:
    for top, row in enumerate(rows):
        for left, text in enumerate(row):
            if text in ("→", "↑"):
                continue
            right, bottom = left, top
            while right + 1 < len(row) and row[right + 1] == "→":
                right += 1
            while bottom + 1 < len(rows) and rows[bottom + 1][left] == "↑":
                bottom += 1
            if (right, bottom) != (left, top):
                sheet.merge_range(top, left, bottom, right, text)
            elif text:
                sheet.write_string(top, left, text)


def shown(units: Sequence[UnitData], diagnostics: Sequence[Diagnostic]) -> str:
    """Return what was read and what was said, a line for each."""
    lines = []
    for unit in units:
        values = (
            f"{name}={show_percent(value) if '率' in name else show(value)}"
            for name, value in unit.cells.items()
            if isinstance(value, Fraction)
        )
        lines.append(" ".join([unit.unit, *values]))
    for diagnostic in diagnostics:
        cell = (diagnostic.cell or "").removeprefix("数据!")
        message = diagnostic.message.replace("数据!", "").replace("工作表“数据”里", "")
        lines.append(f"{diagnostic.code.id} {cell} {message}")
        lines += [f"改法：{diagnostic.help}"] if diagnostic.help else []
    return "".join(f"{line}\n" for line in lines)


def title(case: str) -> str:
    return case.splitlines()[0].removeprefix("## ")


@pytest.mark.parametrize("case", CASES, ids=title)
def test_header(
    case: str,
    tmp_path: Path,
    workbook: Callable[[Callable[[Workbook, Worksheet], None]], bytes],
) -> None:
    (tmp_path / "数据.csv").write_bytes(plain(cells(case)))
    (tmp_path / "数据.xlsx").write_bytes(workbook(lambda book, sheet: merged(cells(case), book, sheet)))
    of_csv, of_xlsx = (read_units([tmp_path / f"数据{suffix}"], measures(case)) for suffix in (".csv", ".xlsx"))
    answer = shown(of_csv.units, of_csv.diagnostics)
    assert shown(of_xlsx.units, of_xlsx.diagnostics) == answer
    assert answer == block(case, "text")


@pytest.mark.parametrize("small", [True, False], ids=["small", "large"])
@pytest.mark.parametrize("case", CASES, ids=title)
def test_header_of_columns(case: str, small: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    from creditdsl.data.large import batches
    from creditdsl.data.large.read import read_large

    monkeypatch.setattr(batches, "_SMALL", 1 << 20 if small else 0)
    path = tmp_path / "数据.csv"
    path.write_bytes(plain(cells(case)))
    try:
        reading = read_large(batches.open_large(path), measures(case))
    except (batches.ForRows, batches.Unreadable):  # the row readers say what is wrong
        assert re.search("(?m)^E", block(case, "text") or "")
        return
    units = [reading.table.row(row) for row in range(reading.table.rows)]
    assert shown(units, reading.diagnostics) == block(case, "text")


def test_twenty_everyday_headers_are_read_or_have_one_message() -> None:
    messages = [re.findall("(?m)^E", block(case, "text") or "") for case in CASES]
    assert len(CASES) >= 20
    assert all(len(errors) <= 1 for errors in messages)
