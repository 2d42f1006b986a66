"""One column is not taken for two things, what counts each is no threshold, and the best of some stands alone."""

from fractions import Fraction

import pytest

from creditdsl.reader.meanings import Certain, Context, Unread
from creditdsl.reader.sentence_reader import read

CLASHING = (
    "事故起数、死亡人数均低于上年的得10分",
    "发案数低于上年且破案率高于上年的得10分",
    "税收收入增速达到目标值得5分；投资增速达到目标值得5分",
    "孕产妇死亡率高于控制指标的扣2分，婴儿死亡率高于控制指标的扣2分",
    "完成自评得2分；评为优秀的得8分，良好的得5分",
    "盘活存量资金1000万元得1分，最高8分",
    "植树100亩得1分，最高5分",
)
BESIDE_LOSSES = (
    "获国家级奖项的得5分，省级奖项的得3分；弄虚作假的扣3分",
    "弄虚作假的扣3分；获国家级奖项的得5分，省级奖项的得3分",
    "当年完成验收的得10分，完成主体工程的得3分，开工的得1分；发生质量问题的扣1分",
    "获国家级信用试点示范的得5分，获省级的得3分，就高不就低；被摘牌的扣2分",
)
"""Alone these are asked, or the best counts; one item cannot say so beside points that are taken."""
READ = (
    ("投诉量低于上年的得10分", "投诉量 低于 上年投诉量 得10"),
    ("制定方案得4分，召开会议得6分；未报总结扣1分", "制定方案 得4；召开会议 得6；未报总结 扣1"),
    ("植树100亩以上得5分，最高5分", "植树 100亩以上 得5 最高5"),
)


@pytest.mark.parametrize("sentence", [*CLASHING, *BESIDE_LOSSES])
def test_what_no_line_says_is_not_read(sentence: str) -> None:
    assert isinstance(read(sentence, Context("工作", Fraction(10))), Unread)


@pytest.mark.parametrize(("sentence", "lines"), READ)
def test_what_is_alike_is_read(sentence: str, lines: str) -> None:
    answer = read(sentence, Context("工作", Fraction(10)))
    assert isinstance(answer, Certain)
    assert "；".join(answer.reading.lines) == lines
