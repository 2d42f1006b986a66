"""Derived measures that no rule reads: no engine asks for their columns, whatever is blank beside them."""

from fractions import Fraction

import pytest

import creditdsl

ITEM = "一、办理（8分）\n  满意率 90%以上 得8 其余 得2\n"
DECLARED = "附件1\n数据\n  甲数：件\n  满意率：比率\n"
SCHEMES = {
    "a quotient": f"{DECLARED}  乙率 = 甲数 ÷ 3\n{ITEM}",
    "one through another": f"{DECLARED}  乙率 = 甲数 ÷ 3\n  丙率 = 乙率 ＋ 1\n{ITEM}",
    "of all units": f"{DECLARED}  乙数 = 合计（甲数）÷ 3\n{ITEM}",
    "not declared": f"附件1\n数据\n  乙率 = 甲数 ÷ 丙数\n  满意率：比率\n{ITEM}",
}


@pytest.mark.parametrize("engine", ["exact", "columns", "duckdb"])
@pytest.mark.parametrize("text", SCHEMES.values(), ids=SCHEMES)
def test_a_blank_cell_beside(text: str, engine: creditdsl.Engine) -> None:
    rows: list[dict[str, object]] = [{"单位": "甲局", "满意率": "95%"}, {"单位": "乙局", "满意率": ""}]
    scores = creditdsl.read(text=text).table().score(rows, partial=True, engine=engine)
    assert scores["甲局"].total == Fraction(8)
    assert isinstance(scores["乙局"].total, creditdsl.Pending)


@pytest.mark.parametrize("engine", ["exact", "columns", "duckdb"])
def test_the_year_alone_reads_it(engine: creditdsl.Engine) -> None:
    data = "  结案数：年度 件\n  满意率：比率\n  年率 = 结案数 ÷ 4\n"
    text = f"周期：月度\n附件1\n数据\n{data}{ITEM}年度总分 = 月度合计 ＋ 年率\n"
    rows: list[dict[str, object]] = [
        {"单位": "甲局", "期": "2023-01", "满意率": "95%", "结案数": ""},
        {"单位": "甲局", "期": "2023", "满意率": "", "结案数": "6"},
    ]
    scores = creditdsl.read(text=text).table().score(rows, engine=engine)
    assert [unit.total for unit in scores] == [Fraction(8), Fraction(19, 2)]
