"""Readings that mean the same are judged the same, and others are not."""

import pytest

from tests.reader.gold.entries import Entry
from tests.reader.judging import Verdict, judge, same

SAME = [
    (["甲 得1", "乙 得2"], ["丙 得2", "丁 得1"], "", "order of rules and names"),
    (["漏报 每条扣1"], ["漏报数 每个扣1"], "", "measure words of one count"),
    (["明确领导 得2"], ["“明确领导” 得2"], "", "quotation marks"),
    (["建立机制 得2 否则 不得分"], ["建立机制 得2"], "", "an else that is left out"),
    (["合格率 90%以上 得5 其余 得0"], ["合格率 90%以上 得5"], "", "nothing for the rest"),
    (["合格率 不低于 90% 得5"], ["合格率 90%以上 得5"], "", "spellings of a comparison"),
    (["合格率 低于90% 扣5"], ["合格率 不满90% 扣5"], "", "spellings of another"),
    (["得 甲率×5"], ["得 5×甲率"], "", "factors"),
    (["合格率 95%以上 得5 80%以上不满95% 得3"], ["合格率 95%以上 得5 80%以上 得3"], "", "a bound that is implied"),
    (["投诉 不超过3件 得2 高于3件 不得分"], ["投诉 3件以下 得2"], "", "a last step that gives nothing"),
    (["条数 每条得1 最高5"], ["条数 每条得1"], "5", "a cap at the points of the item"),
    (["条数 每条得1 最高5"], ["标题：最高5", "条数 每条得1"], "", "a cap in the heading"),
    (
        ["标题：满分起扣", "迟报 每次扣1", "漏报 每次扣2 扣完为止"],
        ["标题：满分起扣", "迟报 每次扣1", "漏报 每次扣2"],
        "6",
        "",
    ),
    (["没有共享 扣5", "共享 得5"], ["共享 得5 否则 扣5"], "", "a fact and its opposite"),
    (["未建立制度 扣2"], ["非 建立制度 扣2"], "", "a name that denies"),
    (["完成 得3", "未完成 不得分"], ["完成 得3"], "", "a rule that gives nothing"),
    (["等次：90分以上 优秀", "等次：其余 一般"], ["等次：90以上 优秀", "等次：不满90 一般"], "", "grades"),
    (["缺报：零分", "甲 得1"], ["甲 得1", "缺报：零分"], "", "fields in any order"),
]
DIFFERENT = [
    (["建立机制 得2"], ["非 建立机制 得2"], "", "the opposite"),
    (["未建立机制 得2"], ["建立机制 得2"], "", "the opposite in the name"),
    (["未报送条数 每条扣1"], ["报送条数 每条扣1"], "", "the opposite of a count"),
    (["迟报 每次扣1"], ["迟报 每次扣2"], "3", "points that a floor hides"),
    (["迟报 每次扣1"], ["标题：满分起扣", "迟报 每次扣1"], "3", "points that start full"),
    (["标题：可为负", "事故 扣1"], ["事故 扣1"], "3", "scores below nothing"),
    (["条数 每条得1 最高5"], ["条数 每条得1"], "6", "a cap"),
    (["条数 每条得1"], ["条数 每5条得1"], "", "a step"),
    (["条数 5条以上 得1"], ["条数 超过5条 得1"], "", "a bound"),
    (["条数 5条 得1"], ["条数 5条以上 得1"], "", "exactly"),
    (["甲 得1", "乙 得1"], ["甲 且 乙 得1"], "", "two facts"),
    (["甲 得1", "乙 得2"], ["标题：就高", "甲 得1", "乙 得2"], "", "the best alone"),
    (["甲 得1", "发生事故 不得分"], ["甲 得1", "发生事故 本项不得分"], "", "a rule that takes all"),
    (["投资 5亿元以上 得1"], ["投资 5万元以上 得1"], "", "units of money"),
    (["报送量 排名赋分 第一名 得5 第二名 得3"], ["报送量 排名赋分 第一名 得5 第三名 得3"], "", "places"),
    (["奖项 选项 甲奖 得1 乙奖 得2"], ["奖项 选项 甲奖 得2 乙奖 得1"], "", "options"),
    (["宣传 酌情 0至5"], ["宣传 酌情 1至5"], "", "a range"),
    (["等次：90分以上 优秀", "等次：其余 一般"], ["等次：高于90分 优秀", "等次：其余 一般"], "", "grades"),
    (["缺报：零分", "甲 得1"], ["甲 得1"], "", "a field"),
    (["标题：共性指标（权重70%）"], ["标题：共性指标（权重30%）"], "", "a heading"),
]  # fmt: skip


@pytest.mark.parametrize(("some", "others", "points", "what"), SAME)
def test_readings_that_mean_the_same(some: list[str], others: list[str], points: str, what: str) -> None:
    assert same(some, others, points), what
    assert same(others, some, points), what


@pytest.mark.parametrize(("some", "others", "points", "what"), DIFFERENT)
def test_readings_that_differ(some: list[str], others: list[str], points: str, what: str) -> None:
    assert not same(some, others, points), what
    assert not same(others, some, points), what


@pytest.mark.parametrize(
    ("readings", "asked", "differs", "verdict"),
    [
        ([("制定工作机制 得3",)], [], "", Verdict.RIGHT),
        ([("制定工作机制 得2",)], [], "", Verdict.WRONG),
        ([], [("制定工作机制 得3",)], "", Verdict.GUESS),
        ([], [("制定工作机制 得2",)], "", Verdict.WRONG),
        ([], [], "", Verdict.WRONG),
        ([("制定工作机制 得3",)], [], "不是原文的意思", Verdict.WRONG),
        ([("制定工作机制 得2",)], [], "不是原文的意思", Verdict.RIGHT),
    ],
)
def test_verdicts(
    readings: list[tuple[str, ...]], asked: list[tuple[str, ...]], differs: str, verdict: Verdict
) -> None:
    text = "制定工作机制的得3分。"
    assert judge(Entry("某处", "", "", text, tuple(readings), tuple(asked), "", differs))[0] is verdict
