"""`verify`: whatever cell of a file of results was changed is told at its address, and so is what changed beside.

The full run changes 200 workbooks; the others are a sample of the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from creditdsl.cli.score_results import render, score
from creditdsl.data.tables import column_name
from creditdsl.results.printed import Results
from creditdsl.results.recorded import RECEIPT, read_record
from creditdsl.results.verification import Checked, checked
from creditdsl.results.verification_errors import CellDiffers, DataChanged, SchemeChanged

Sheets = dict[str, list[list[object]]]

PLAIN = """方案：示例办法
附件1 考核指标
一、报送（6分）
  报送量 排名赋分 最多6 最少1
二、宣传（5分）
  宣传成效 酌情 0至5
等次
  8分以上 优秀
  其余 一般
  被通报 降一档
"""
PLAIN_DATA = """单位,报送量,宣传成效,被通报
甲局,70,4,否
乙局,30,4.5,是
丙局,3,3,否
丁局,10,5,否
"""
MONTHLY = """方案：积分办法
周期：月度
附件1 积分规则（积分）
数据
  件数：件
  测评：年度 酌情 0至100
一、报送
1. 报送件数
  件数 每件得1
年度总分 = 月度合计×90% + 测评×10%
等次
  8分以上 优秀
  其余 合格
表彰
  前1名 先进单位
"""
MONTHLY_DATA = """单位,期,件数,测评
甲局,2023-01,3,
乙局,2023-01,5,
甲局,2023,,90
乙局,2023,,0
甲局,2023-02,4,
乙局,2023-02,0,
"""
SETS_DATA = {"自评:": PLAIN_DATA, "复核:": PLAIN_DATA.replace("70", "20").replace("4.5", "2.5")}


@dataclass(frozen=True)
class Case:
    """A scheme, and its data by label."""

    scheme: str
    data: dict[str, str]

    def results(self) -> Results:
        """Return the results; the same files have the same names in every run."""
        with TemporaryDirectory() as folder:
            scheme = Path(folder, "方案.credit")
            scheme.write_text(self.scheme, "utf-8")
            words = []
            for number, (label, text) in enumerate(self.data.items()):
                path = Path(folder, f"数据{number}.csv")
                path.write_text(text, "utf-8")
                words.append(f"{label}{path}")
            return score(str(scheme), None, words, traced=True)


CASES = (
    Case(PLAIN, {"": PLAIN_DATA}),
    Case(PLAIN, SETS_DATA),
    Case(MONTHLY, {"": MONTHLY_DATA}),
)


@cache
def original(case: int) -> tuple[Results, bytes]:
    results = CASES[case].results()
    return results, render(results, "xlsx")


def sheets(content: bytes) -> Sheets:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def saved(content: Sheets) -> bytes:
    """The workbook as another program saves it: no formats, no empty cells."""
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        for name, rows in content.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    match cell:
                        case "":
                            pass
                        case str():
                            sheet.write_string(row, column, cell)
                        case float() | int():
                            sheet.write_number(row, column, cell)
                        case _:
                            raise TypeError(cell)
    return stream.getvalue()


def verified(content: bytes, results: Results, kind: str = "xlsx") -> Checked:
    return checked(read_record(f"成绩.{kind}", content), results)


def places(outcome: Checked) -> set[str]:
    """The addresses that are told, those in the words of a seal among them."""
    inside = (re.findall(r"[一-龥]+![A-Z]+\d+", diagnostic.message) for diagnostic in outcome.diagnostics)
    return {diagnostic.cell or "" for diagnostic in outcome.diagnostics} | {cell for cells in inside for cell in cells}


def changed(cell: object, dice: Random) -> object:
    """Another content of a cell."""
    match cell:
        case float() | int():
            return dice.choice([cell + 0.01, cell + 1, -cell - 1, "改", ""])
        case str() if cell:
            at = dice.randrange(len(cell))
            return dice.choice([cell + "改", cell[:at] + "改" + cell[at + 1 :], "0", ""])
        case _:
            return dice.choice([1, "改"])


def change_a_cell(seed: int) -> None:
    dice = Random(seed)
    results, content = original(seed % len(CASES))
    book = sheets(content)
    name = dice.choice([*book])
    row = dice.randrange(len(book[name]))
    column = dice.randrange(len(book[name][row]))
    book[name][row][column] = changed(book[name][row][column], dice)
    outcome = verified(saved(book), results)
    assert not outcome.agrees
    assert f"{name}!{column_name(column)}{row + 1}" in places(outcome)


def change_scheme_or_data(seed: int) -> None:
    dice = Random(seed)
    case = CASES[seed % len(CASES)]
    _, content = original(seed % len(CASES))
    if dice.random() < 0.5:
        scheme = case.scheme.replace("8分以上", f"{dice.randrange(1, 8)}分以上")
        other, fault = Case(scheme, case.data), SchemeChanged
    else:
        label = dice.choice([*case.data])
        text = case.data[label]
        number = dice.choice([*re.finditer(r"(?<=,)\d{1,2}(?=,|\n)", text)])
        text = f"{text[: number.start()]}{(int(number[0]) + 1) % 6}{text[number.end() :]}"
        other, fault = Case(case.scheme, {**case.data, label: text}), DataChanged
    current = other.results()
    outcome = verified(content, current)
    assert fault in {type(diagnostic.fault) for diagnostic in outcome.diagnostics}
    told = {d.cell for d in outcome.diagnostics if isinstance(d.fault, CellDiffers)}
    assert told == {*differing(sheets(content), sheets(render(current, "xlsx")))}


def differing(before: Sheets, after: Sheets) -> Iterator[str]:
    """The addresses at which two workbooks of the same rows differ, the receipt's hashes left out."""
    for name in before:
        for number, (row, other) in enumerate(zip(before[name], after[name], strict=True), 1):
            for column, (cell, correct) in enumerate(zip(row, other, strict=True)):
                if cell != correct and not (name == RECEIPT and column == 2):
                    yield f"{name}!{column_name(column)}{number}"


@pytest.mark.parametrize("seed", range(10))
def test_a_changed_cell_is_told_at_its_address(seed: int) -> None:
    change_a_cell(seed)


@pytest.mark.parametrize("seed", range(5))
def test_a_changed_scheme_and_changed_data_are_told_with_every_cell(seed: int) -> None:
    change_scheme_or_data(seed)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(200))
def test_two_hundred_changes(seed: int) -> None:
    change_a_cell(seed) if seed % 4 else change_scheme_or_data(seed)
