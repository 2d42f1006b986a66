"""Detail tables: several rows a unit become one exact cell."""

from fractions import Fraction
from pathlib import Path

import pytest

from creditdsl.data.binding.details import with_details
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Aggregation, Detail

UNITS = (UnitData("甲局", {}), UnitData("乙局", {}))
ROWS = "单位,部门,瞒报率\n甲局,一科,0.1%\n甲局,二科,0.3%\n乙局,三科,2%\n"


def detail(aggregation: Aggregation, column: str = "瞒报率") -> Detail:
    return Detail("量", "部门抽查", column, aggregation)


@pytest.mark.parametrize(
    ("aggregation", "first", "second"),
    [
        (Aggregation.MAX, Fraction(3, 1000), Fraction(1, 50)),
        (Aggregation.MIN, Fraction(1, 1000), Fraction(1, 50)),
        (Aggregation.MEAN, Fraction(1, 500), Fraction(1, 50)),
        (Aggregation.SUM, Fraction(1, 250), Fraction(1, 50)),
        (Aggregation.COUNT, Fraction(2), Fraction(1)),
    ],
)
def test_rows_become_one_cell(tmp_path: Path, aggregation: Aggregation, first: Fraction, second: Fraction) -> None:
    file = tmp_path / "抽查.csv"
    file.write_text(ROWS, "utf-8")
    detailed = with_details(UNITS, {"部门抽查": file}, [detail(aggregation)])
    units, faults = detailed.units, detailed.diagnostics
    assert not faults
    assert [unit.cells["量"] for unit in units] == [first, second]


def test_a_blank_cell_is_missing_and_only_not_counted(tmp_path: Path) -> None:
    file = tmp_path / "抽查.csv"
    file.write_text("单位,瞒报率\n甲局,1%\n甲局,\n甲局, \n乙局,2%\n", "utf-8")
    for aggregation in Aggregation:
        detailed = with_details(UNITS, {"部门抽查": file}, [detail(aggregation)])
        counted = aggregation is Aggregation.COUNT
        assert detailed.units[0].cells == ({"量": 1} if counted else {}), aggregation
        cells = {key: [blank.cell for blank in blanks] for key, blanks in detailed.blanks.items()}
        assert cells == ({} if counted else {("甲局", "量"): ["B3", "B4"]}), aggregation


def test_a_unit_without_rows_counts_none_and_has_no_maximum(tmp_path: Path) -> None:
    file = tmp_path / "抽查.csv"
    file.write_text("单位,瞒报率\n甲局,1%\n", "utf-8")
    counted = with_details(UNITS, {"部门抽查": file}, [detail(Aggregation.COUNT)]).units
    highest = with_details(UNITS, {"部门抽查": file}, [detail(Aggregation.MAX)]).units
    assert counted[1].cells == {"量": Fraction(0)}
    assert highest[1].cells == {}


@pytest.mark.parametrize(
    ("text", "code", "cell"),
    [
        ("单位,瞒报率\n甲局,约1%\n", "E0521", "B2"),
        ("单位,瞒报率\n丙局,1%\n", "E0536", "A2"),
        ("单位,瞒报\n甲局,1%\n", "E0514", "A1"),
    ],
)
def test_faults_are_told_at_their_cell(tmp_path: Path, text: str, code: str, cell: str) -> None:
    file = tmp_path / "抽查.csv"
    file.write_text(text, "utf-8")
    faults = with_details(UNITS, {"部门抽查": file}, [detail(Aggregation.MAX)]).diagnostics
    assert [(fault.cell, fault.code.id) for fault in faults] == [(cell, code)]


def test_a_ratio_off_its_scale_is_asked_about(tmp_path: Path) -> None:
    file = tmp_path / "抽查.csv"
    file.write_text("单位,瞒报率\n甲局,9500%\n甲局,-5%\n乙局,150%\n", "utf-8")
    (fault,) = with_details(UNITS, {"部门抽查": file}, [detail(Aggregation.MAX)]).diagnostics
    assert (fault.code.id, fault.cell) == ("E0581", "B2")
    assert fault.help == "核对后改正；没有写错的，写不带 % 的 95"


def test_a_detail_table_that_is_not_given_is_asked_for() -> None:
    faults = with_details(UNITS, {}, [detail(Aggregation.MAX)]).diagnostics
    assert [fault.code.id for fault in faults] == ["E0535"]
    assert "部门抽查" in faults[0].message


# By period

MONTHS = tuple(UnitData(unit, {}, when) for unit in ("甲局", "乙局") for when in ("2023-01", "2023-02", "2023"))


def test_a_period_has_its_own_rows_and_the_year_all_of_them(tmp_path: Path) -> None:
    file = tmp_path / "抽查.csv"
    file.write_text(
        "单位,期,数\n甲局,2023-01,1\n甲局,2023-01,3\n甲局,2023-02,5\n甲局,2023,7\n乙局,2023-02,2\n", "utf-8"
    )
    detailed = with_details(MONTHS, {"部门抽查": file}, [detail(Aggregation.SUM, "数")])
    units, faults = detailed.units, detailed.diagnostics
    assert not faults
    assert [unit.cells.get("量") for unit in units] == [4, 5, 16, None, 2, 2]
    units = with_details(MONTHS, {"部门抽查": file}, [detail(Aggregation.COUNT, "数")]).units
    assert [unit.cells.get("量") for unit in units] == [2, 1, 4, 0, 1, 1]


@pytest.mark.parametrize(
    ("text", "code", "cell", "message"),
    [
        ("单位,数\n甲局,1\n", "E0514", "C1", "表头里没有“期”这一列：这个方案分期计分，每一行要写明是哪一期"),
        ("单位,期,数\n甲局,1月,1\n", "E0519", "B2", "甲局的“期”写的是“1月”，要写成"),
        ("单位,期,数\n甲局,,1\n", "E0519", "B2", "甲局的“期”是空的"),
        ("单位,期,数\n甲局,2023-03,1\n", "E0536", "A2", "明细表“部门抽查”里有甲局的 2023-03，数据里甲局没有这一期"),
        ("单位,期,数\n丙局,2023-01,1\n", "E0536", "A2", "明细表“部门抽查”里的“丙局”不在数据的单位里"),
    ],
)
def test_what_is_wrong_with_a_period(tmp_path: Path, text: str, code: str, cell: str, message: str) -> None:
    file = tmp_path / "抽查.csv"
    file.write_text(text, "utf-8")
    faults = with_details(MONTHS, {"部门抽查": file}, [detail(Aggregation.SUM, "数")]).diagnostics
    assert [(fault.code.id, fault.cell) for fault in faults] == [(code, cell)]
    assert faults[0].message.startswith(message)


def test_a_row_without_a_unit_is_not_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "抽查.csv"
    file.write_text("单位,瞒报率\n甲局,1%\n,2%\n,\n乙局,1%\n", "utf-8")
    faults = with_details(UNITS, {"部门抽查": file}, [detail(Aggregation.MAX)]).diagnostics
    assert [(fault.code.id, fault.cell) for fault in faults] == [("E0516", "A3")]


def test_a_unit_is_the_same_in_any_width(tmp_path: Path) -> None:
    file = tmp_path / "抽查.csv"
    file.write_text("单位,瞒报率\n一局(本级),1%\n", "utf-8")
    detailed = with_details((UnitData("一局（本级）", {}),), {"部门抽查": file}, [detail(Aggregation.MAX)])
    units, faults = detailed.units, detailed.diagnostics
    assert not faults and units[0].cells == {"量": Fraction(1, 100)}


def test_a_unit_spelt_otherwise_is_found_and_told_once(tmp_path: Path) -> None:
    file = tmp_path / "抽查.csv"
    file.write_text("单位,瞒报率\n甲 局,1%\n甲局\u200b,3%\n 乙局 ,2%\n", "utf-8")
    both = [detail(Aggregation.MAX), detail(Aggregation.COUNT)]
    detailed = with_details(UNITS, {"部门抽查": file}, both[:1])
    units, faults = detailed.units, detailed.diagnostics
    assert [unit.cells["量"] for unit in units] == [Fraction(3, 100), Fraction(1, 50)]
    again = with_details(UNITS, {"部门抽查": file}, both).diagnostics
    assert [(fault.code.id, fault.cell) for fault in faults] == [("W0506", "A2")] and again == faults
