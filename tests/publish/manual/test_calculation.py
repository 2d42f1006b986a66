"""A rule as a calculation: every form, its cases in their order and what its words stand for."""

import pytest

from creditdsl.compiler.pipeline import Compilation
from creditdsl.explain.number_display import number_display
from creditdsl.publish.manual.calculation import Calculation, calculations
from tests.publish.helpers import ROOT, compiled

RULES = (
    ("办成 得3", ["办成＝是：得3分", "其余：不得分"]),
    ("办成 且 非 问题 得3 否则 扣1", ["办成＝是且问题＝否：得3分", "其余：扣1分"]),
    ("办成 且 甲项 或 乙项 得3", ["（办成＝是且甲项＝是）或乙项＝是：得3分", "其余：不得分"]),
    ("篇数 每5篇得2 最高6", ["得分＝2×取整（篇数÷5）", "最高得6分"]),
    ("篇数 每5篇得2 不足一步按一步计", ["得分＝2×进整（篇数÷5）"]),
    ("篇数 每5篇得2 按比例计", ["得分＝2×篇数÷5"]),
    ("案例数 每例扣2 最高扣4", ["扣分＝2×案例数", "最多扣4分"]),
    ("合规率 95%以上 得5 80%以上不满95% 得3", ["合规率≥95%：得5分", "合规率≥80%且合规率＜95%：得3分", "其余：不得分"]),
    ("奖项 选项 一等 得5 二等 得3", ["奖项＝一等：得5分", "奖项＝二等：得3分", "其余：不得分"]),
    ("得 （1−合规率）×10", ["得分＝（1－合规率）×10"]),
    ("得 甲数−乙数−3", ["得分＝甲数－乙数－3"]),
    ("得 甲数÷乙数×5 分母为零 得2", ["分母为零：得2分", "其余：得分＝甲数×5÷乙数"]),
    ("得 全体最高（甲数）−甲数", ["得分＝全体最高（甲数）－甲数"]),
    ("成效 酌情 0至5", ["得分＝成效"]),
    (
        "甲数 排名赋分 最多5 最少1",
        ["同名次的单位数＝参加排名的单位数：得5分", "其余：得分＝5－（名次－1）÷（名次数－1）×4"],
    ),
    ("甲数 排名赋分 第一名 得5 第二名 得3 其余 得1", ["名次≤1：得5分", "名次＝2：得3分", "其余：得1分"]),
    ("合格率 95%以上 得2 每低1百分点扣0.2", ["得分＝2－0.2×取整（（95%－合格率）÷1%）"]),
)


def calculated(compilation: Compilation, table: str) -> list[Calculation]:
    one = compilation.tables[table]
    return list(calculations(one, number_display(one)).values())


@pytest.mark.parametrize(("rule", "cases"), RULES, ids=[rule for rule, _ in RULES])
def test_cases(rule: str, cases: list[str]) -> None:
    compilation = compiled(f"方案：甲\n附件1 乙\n一、丙（9分）\n  {rule}\n")
    (one,) = calculated(compilation, "附件1")
    assert list(one.cases) == cases


def test_what_words_stand_for() -> None:
    scheme = (
        "方案：甲\n附件1 乙\n一、丙（9分）\n  甲数 排名赋分 由低到高 零不得分 并列占位 最多5 最少1\n  篇数 每5篇得2\n"
    )
    ranked, stepped = calculated(compiled(scheme), "附件1")
    assert ranked.where == ("名次：按甲数由低到高排列，只排甲数≠0的单位，数值相同的名次相同，占用后面的名次",)
    assert stepped.where == ("取整：舍去余数；小于0的按0",)


def test_a_rule_struck_by_another() -> None:
    scheme = "方案：甲\n附件1 乙\n一、丙（9分）\n  （1）甲数 每项得1\n  （2）报送 得3 否则（1）不得分\n"
    struck, _ = calculated(compiled(scheme), "附件1")
    assert struck.cases == ("报送＝否：不得分", "其余：得分＝甲数")


def test_limits_of_a_rule_struck_by_another() -> None:
    scheme = (
        "方案：甲\n附件1 乙\n一、丙（9分）\n  （1）甲数 5项以上 得2 其余 得 甲数 最高3\n"
        "  （2）乙数 每项扣2 最高扣4\n  （3）报送 得3 否则（1）不得分\n  （4）台账 得3 否则（2）不得分\n"
    )
    cases, counted, *_ = calculated(compiled(scheme), "附件1")
    assert cases.cases == ("报送＝否：不得分", "甲数≥5：得2分", "其余：得分＝甲数，最高得3分")
    assert counted.cases == ("台账＝否：不得分", "其余：扣分＝2×乙数，最多扣4分")


def test_groups_and_units() -> None:
    scheme = (
        "方案：甲\n附件1 乙\n名单\n  产区：东局、西局\n  非产区：南局\n"
        "一、丙（9分）\n  案例数 每例得2（非产区0.8）\n二、丁（5分）\n适用：产区\n  数量 排名赋分 最多5 最少1\n"
    )
    priced, ranked = calculated(compiled(scheme), "附件1")
    assert priced.cases == ("得分＝〔单位属于非产区：0.8；其余：2〕×案例数",)
    assert "只排单位属于产区的单位" in ranked.where[0]


@pytest.mark.parametrize("place", sorted(path.name for path in (ROOT / "schemes").iterdir() if path.is_dir()))
def test_every_rule_of_the_schemes(place: str) -> None:
    compilation = compiled((ROOT / "schemes" / place / "scheme.credit").read_text(encoding="utf-8"))
    for table in compilation.tables:
        for one in calculated(compilation, table):
            assert one.cases and all(not set(case) & set("=<>*/#") for case in one.cases)
