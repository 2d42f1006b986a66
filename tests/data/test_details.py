"""Detail tables: several rows a unit become one exact cell."""

from fractions import Fraction
from pathlib import Path

import pytest

from creditdsl.data.details import with_details
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Aggregation, Detail

UNITS = (UnitData("甲局", {}), UnitData("乙局", {}))
ROWS = "单位,部门,瞒报率\n甲局,一科,0.1%\n甲局,二科,0.3%\n乙局,三科,2%\n乙局,四科,\n"


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
    units, faults = with_details(UNITS, {"部门抽查": file}, [detail(aggregation)])
    assert not faults
    assert [unit.cells["量"] for unit in units] == [first, second]


def test_a_unit_without_rows_counts_none_and_has_no_maximum(tmp_path: Path) -> None:
    file = tmp_path / "抽查.csv"
    file.write_text("单位,瞒报率\n甲局,1%\n", "utf-8")
    counted, _ = with_details(UNITS, {"部门抽查": file}, [detail(Aggregation.COUNT)])
    highest, _ = with_details(UNITS, {"部门抽查": file}, [detail(Aggregation.MAX)])
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
    _, faults = with_details(UNITS, {"部门抽查": file}, [detail(Aggregation.MAX)])
    assert [(fault.cell, fault.code.id) for fault in faults] == [(cell, code)]


def test_a_detail_table_that_is_not_given_is_asked_for() -> None:
    _, faults = with_details(UNITS, {}, [detail(Aggregation.MAX)])
    assert [fault.code.id for fault in faults] == ["E0535"]
    assert "部门抽查" in faults[0].message
