"""Several forms in one workbook, and detail tables that come back wrong."""

from pathlib import Path

import pytest

from creditdsl.cli.main import main
from creditdsl.data.files.xlsx_reader import read_xlsx
from creditdsl.data.sheets.returned import Wanted, read_sheets
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Count
from tests.folded import unfolded
from tests.sheets.filling import fill, repack, text

SCHEME = """方案：示例办法
附件1 考核指标
数据
  最高瞒报率 = 部门抽查.瞒报率 最大值
  报送量：条
一、工作（20分）
  （1）报送量 每条得1 最高5
  （2）得 （1−最高瞒报率）×10 最高10
"""
MEASURES = (Measure("报送量", Count("条")),)


def form(folder: Path, unit: str, amount: str) -> bytes:
    (folder / "方案.credit").write_text(SCHEME, "utf-8")
    assert main(["sheet", str(folder / "方案.credit"), "--unit", unit, "-o", str(folder / "表.xlsx")]) == 0
    return fill((folder / "表.xlsx").read_bytes(), {"报送量": amount})


def test_the_forms_of_several_units_in_one_workbook(tmp_path: Path) -> None:
    sheets = [
        sheet
        for unit, amount in (("甲局", "3"), ("乙局", "5"))
        for sheet in read_xlsx("汇总.xlsx", form(tmp_path, unit, amount)).sheets
    ]
    found = read_sheets(sheets, MEASURES, Wanted("示例办法", "附件1"))
    assert [(row.unit, row.values["报送量"]) for row in found.rows] == [("甲局", 3), ("乙局", 5)]
    assert [row.cells[0].text for table in found.details["部门抽查"] for row in table.rows if row.cells[0].text] == []
    assert not found.diagnostics


def test_a_unit_of_the_roster_spelt_otherwise(tmp_path: Path) -> None:
    (tmp_path / "方案.credit").write_text(SCHEME, "utf-8")
    assert main(["sheet", str(tmp_path / "方案.credit"), "-o", str(tmp_path / "表.xlsx")]) == 0
    blank = (tmp_path / "表.xlsx").read_bytes()
    wanted = Wanted("示例办法", "附件1", ("甲县（新区）",))
    for typed, told in (("甲县(新区)", []), ("甲县 【新区】", ["W0506"])):
        sheets = read_xlsx("表.xlsx", fill(blank, {"单位": typed, "报送量": "3"})).sheets
        (row,) = read_sheets(sheets, MEASURES, wanted).rows
        assert row.unit == "甲县（新区）"
        assert [diagnostic.code.id for diagnostic in row.diagnostics] == told


def test_a_wrong_cell_of_a_detail_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = form(tmp_path, "甲局", "3")
    (tmp_path / "表.xlsx").write_bytes(repack(content, {"2": text("C9", "约1%")}))
    assert main(["score", str(tmp_path / "方案.credit"), "--data", str(tmp_path / "表.xlsx")]) == 1
    assert "表.xlsx:明细1 部门抽查!C9: 错误 E0521" in capsys.readouterr().err


def test_a_detail_table_that_did_not_come_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = form(tmp_path, "甲局", "3")
    hidden = repack(content, {"xl/workbook.xml": lambda xml: xml.replace('部门抽查" ', '部门抽查" state="hidden" ')})
    (tmp_path / "表.xlsx").write_bytes(hidden)
    assert main(["score", str(tmp_path / "方案.credit"), "--data", str(tmp_path / "表.xlsx")]) == 1
    assert "表.xlsx:填报表!A1: 错误 E0535：填报表里没有明细表“部门抽查”" in unfolded(capsys.readouterr().err)


@pytest.mark.parametrize("text_", ['{"填报表":1}', '{"填报表":', '{"填报表":1,"part":[],"scheme":1}', '{"填报表":[[[['])
def test_an_identity_that_is_none(text_: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The identity overwritten with something like it: the rest of the identifiers still tells what is what."""
    content = repack(form(tmp_path, "甲局", "3"), {"1": text("A1", text_)})
    sheets = read_xlsx("表.xlsx", content).sheets
    found = read_sheets(sheets, MEASURES, Wanted("示例办法", "附件1"))
    assert [(row.unit, row.values["报送量"]) for row in found.rows] == [("甲局", 3)]
