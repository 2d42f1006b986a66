"""Rows that are no units in workbooks and with a roster: left out with a warning, or an error that asks."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from creditdsl.data.binding.roster import Roster, roster_of
from creditdsl.data.unit_reader import read_units
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Choice, Count, Truth

Write = Callable[[Callable[[Workbook, Worksheet], None]], bytes]

MEASURES = (Measure("报送量", Count("条")), Measure("正确量", Count("条")))


def codes(path: Path, content: bytes | str, roster: Roster | None = None) -> list[tuple[str, str | None]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    reading = read_units([path], MEASURES, roster=roster or Roster())
    return [(d.code.id, (d.cell or "").removeprefix("数据!")) for d in reading.diagnostics]


def test_a_sub_heading_is_merged_over_the_whole_table(workbook: Write, tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ["单位", "报送量", "正确量"])
        sheet.merge_range("A2:C2", "综合类的各个单位")
        sheet.write_row("A3", ["甲局", 1, 2])
        sheet.merge_range("A4:C4", "填表人：张三　　审核人：李四")

    assert codes(tmp_path / "a.xlsx", workbook(fill)) == [("W0510", "A2"), ("W0510", "A4")]


def test_a_total_is_merged_with_the_serial_number(workbook: Write, tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ["序号", "单位", "报送量", "正确量"])
        sheet.write_row("A2", [1, "甲局", 1, 2])
        sheet.merge_range("A3:B3", "合 计")
        sheet.write_row("C3", ["#DIV/0!", "1条"])

    assert codes(tmp_path / "a.xlsx", workbook(fill)) == [("W0510", "A3")]


def test_a_date_alone_is_left_out_and_a_date_with_data_is_an_error(workbook: Write, tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row("A1", ["单位", "报送量", "正确量"])
        sheet.write_row("A2", ["甲局", 1, 2])
        sheet.write_datetime("A3", date(2024, 3, 5), day)  # type: ignore[arg-type]
        sheet.write_row("B3", [1, 2])
        sheet.write_datetime("A4", date(2024, 1, 5), day)  # type: ignore[arg-type]

    assert codes(tmp_path / "a.xlsx", workbook(fill)) == [("E0528", "A3"), ("W0510", "A4")]


def test_a_unit_merged_with_the_row_below_is_an_error_as_before(workbook: Write, tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ["单位", "报送量", "正确量"])
        sheet.merge_range("A2:A3", "合计")
        sheet.write_row("B2", [1, 2])
        sheet.write_row("B3", [3, 4])

    assert codes(tmp_path / "a.xlsx", workbook(fill)) == [("E0518", "A2:A3")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (",全市,是", [("E0516", "A3")]),
        (",其他,是", [("E0516", "A3")]),
        ("全市,其他,是", [("W0510", "A3")]),
        (",,填表日期：2024-1-5", [("W0510", "C3")]),
    ],
)
def test_a_value_of_a_column_is_not_the_name_of_a_row(
    row: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    measures = (Measure("级别", Choice(("全国", "全市", "其他"))), Measure("达标", Truth()))
    path = tmp_path / "a.csv"
    path.write_text(f"单位,级别,达标\n甲局,全国,是\n{row}\n", encoding="utf-8")
    assert [(d.code.id, d.cell) for d in read_units([path], measures).diagnostics] == expected


def test_a_table_of_nothing_but_totals_has_no_units(tmp_path: Path) -> None:
    said = codes(tmp_path / "a.csv", "单位,报送量,正确量\n合计,1,2\n说明,,\n")
    assert said == [("W0510", "A2"), ("W0510", "A3"), ("E0517", "A1")]


@pytest.mark.parametrize("typed", ["合计局", "合 计 局", "合计局　"])
def test_a_unit_of_the_roster_is_known_in_any_spacing(typed: str, tmp_path: Path) -> None:
    roster = roster_of({"单位": ("合计局", "小计")})
    assert codes(tmp_path / "a.csv", f"单位,报送量,正确量\n{typed},1,2\n小　计,3,4\n合计,4,6\n", roster) == [
        ("W0510", "A4")
    ]


@pytest.mark.parametrize("name", ["甲局（更正）", "甲局 (补报)", "丁局【不参评】", "丁局（已撤销）"])
def test_a_unit_with_a_remark_is_asked_about_unless_it_is_on_the_roster(name: str, tmp_path: Path) -> None:
    text = f"单位,报送量,正确量\n甲局,1,2\n{name},3,4\n"
    assert codes(tmp_path / "a.csv", text) == [("E0577", "A3")]
    assert codes(tmp_path / "a.csv", text, roster_of({"单位": ("甲局", name)})) == []


def test_a_stranger_is_offered_the_units_like_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("单位,报送量,正确量\n市发改委局,1,2\n", encoding="utf-8")
    roster = roster_of({"单位": ("市发展改革委", "市发改委", "市财政局")})
    stranger, missing = read_units([path], MEASURES, roster=roster).diagnostics
    assert stranger.help.startswith("如果就是“市发改委”")
    assert missing.message == "名单里有 3 个单位没有数据：市发展改革委、市发改委、市财政局"
