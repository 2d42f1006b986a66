"""The worksheet 年度总分: the points that periods and measures bring to the year add up to the total of every unit."""

from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from creditdsl.cli.score_results import score
from creditdsl.results.xlsx import as_xlsx
from creditdsl.results.year_sheet import HEAD, year_rows

ROOT = Path(__file__).parents[2]
CHANGZHI = ROOT / "schemes" / "changzhi-2023"
RIVERS = ROOT / "creditdsl" / "api" / "starter" / "rivers"


def assert_added_up(scheme: Path, table: str, data: Path, full: str) -> int:
    rows = [*year_rows(score(str(scheme), table, [str(data)]))]
    by_unit: dict[str, list[tuple[str, ...]]] = {}
    for unit, _, _, *figures in rows:
        by_unit.setdefault(unit, []).append(tuple(figures))
    for unit, figures in by_unit.items():
        *parts, (name, most, total, counted, lost) = figures
        assert (name, most, counted) == ("年度总分", full, total), unit
        assert sum(Fraction(part[3] or 0) for part in parts) == Fraction(total), unit
        assert sum(Fraction(part[4] or 0) for part in parts) == Fraction(lost), unit
        assert Fraction(full or 0) - Fraction(total) == Fraction(lost), unit
    return len(by_unit)


@pytest.mark.parametrize("table", ["附表一", "附表二"])
def test_the_years_of_changzhi_add_up(table: str) -> None:
    units = assert_added_up(CHANGZHI / "scheme.credit", table, CHANGZHI / "data" / f"{table}.csv", "")
    assert units == {"附表一": 32, "附表二": 14}[table]


def test_a_year_of_full_marks_adds_up() -> None:
    data = next(RIVERS.glob("*.csv"))
    assert assert_added_up(RIVERS / "scheme.credit", "附件1", data, "100") == 8


def test_a_table_without_a_year_has_no_rows(tmp_path: Path) -> None:
    (tmp_path / "方案.credit").write_text("附件1 甲\n1. 乙（10分）\n  条数 每条得1\n", "utf-8")
    (tmp_path / "数据.csv").write_text("单位,条数\n甲局,3\n", "utf-8")
    assert [*year_rows(score(str(tmp_path / "方案.credit"), None, [str(tmp_path / "数据.csv")]))] == []
    assert HEAD[3] == "项目"


def test_the_points_of_the_year_are_numbers_in_the_workbook() -> None:
    content = as_xlsx(score(str(RIVERS / "scheme.credit"), "附件1", [str(RIVERS / "data.csv")]), None)
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    assert book.sheet_names == ["成绩", "精确值", "年度总分", "计分回执"]
    head, *body = book.get_sheet_by_name("年度总分").to_python()
    assert head == [*HEAD] and body[12][:4] == ["东关镇", "2025", "", "年终考评"]
    assert body[12][4:] == [100.0, 93.7, 18.74, 1.26]
    assert body[13][3:] == ["年度总分", 100.0, 97.14, 97.14, 2.86]
