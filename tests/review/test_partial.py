"""A scheme with errors: the rest of it is reviewed, and what is left out is named."""

import pytest

from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.review.reviewing import review
from tests.pace import within

TABLE = """方案：示例
附件1 考核指标
名单
  单位：甲局、乙局
数据
  没有用到：条
一、工作（20分）
1. 甲（10分）
  甲制度 得8
2. 乙（10分）
  乙制度 得10
二、其他（10分）
  值 60以上 得10 60以下 得5
等次
  20分以上 优秀
  其余 一般
附件2 另一张表
一、工作（20分）
1. 甲（10分）
  甲制度 得10
2. 乙（8分）
  乙制度 得8
"""
OF_FIRST = {("W0610", 8), ("W0621", 13), ("W0648", 6)}
ALL = {*OF_FIRST, ("W0601", 18)}


def said(text: str) -> tuple[set[tuple[str, int]], str]:
    """The findings with their lines, and the note on what is not reviewed."""
    diagnostics = review(compile_source(Source("方案.credit", text)))
    note = next((one.message for one in diagnostics if one.code.id == "N0681"), "")
    reviewed = {(one.code.id, one.span.line) for one in diagnostics if one.span is not None}
    return {(code, line) for code, line in reviewed if code[1:3] == "06"}, note


def test_without_an_error_all_is_found() -> None:
    assert said(TABLE) == (ALL, "")


@pytest.mark.parametrize(
    ("right", "wrong", "left", "note"),
    [
        # what is missing from a table (W0648) is found once all of it can be read
        (
            "  乙制度 得10\n二",
            "适用：丙局\n  乙制度 得10\n二",
            {("W0610", 8), ("W0621", 14), ("W0601", 19)},
            "附件1 一/2",
        ),
        ("  乙制度 得10\n二", "  乙制度 得\n二", {("W0610", 8), ("W0621", 13), ("W0601", 18)}, "附件1 一/2"),
        ("  甲制度 得8", "  甲制度 得8 5条以上", {("W0621", 13), ("W0601", 18)}, "附件1 一/1"),
        ("二、其他（10分）", "二、其他（十分）", {("W0610", 8), ("W0601", 18)}, "附件1 二"),
        ("  20分以上 优秀", "  20分以上 优秀 良好", {("W0610", 8), ("W0621", 13), ("W0601", 18)}, "附件1 等次和表彰"),
        ("  没有用到：条", "  没有用到：比列", {("W0601", 18)}, "附件1"),
        ("2. 乙（8分）", "1. 乙（8分）", OF_FIRST, "附件2"),
        ("  乙制度 得8", "  乙制度 得8 否则 一/9 不得分", OF_FIRST, "附件2 一/2"),
        ("  乙制度 得8", "  乙制度 得8 否则 （7）不得分", OF_FIRST, "附件2 一/2"),
    ],
)
def test_the_rest_is_reviewed(right: str, wrong: str, left: set[tuple[str, int]], note: str) -> None:
    assert said(TABLE.replace(right, wrong, 1)) == (left, f"方案里有错误，没有审查的有：{note}；其余已经审查。")


def test_a_rule_that_refers_to_what_is_left_out_is_left_out_too() -> None:
    text = TABLE.replace("  甲制度 得8", "  甲制度 得8 否则 一/2/1 不得分").replace(
        "2. 乙（10分）\n", "2. 乙（10分）\n（1）丙（10分）\n"
    )
    assert said(text)[1] == ""
    text = text.replace("2. 乙（10分）\n", "2. 乙（10分）\n适用：丙局\n")
    assert said(text)[1] == "方案里有错误，没有审查的有：附件1 一/1、附件1 一/2；其余已经审查。"


@pytest.mark.parametrize("head", ["周期：每天\n", "小数：九位\n"])
def test_an_error_above_the_tables_leaves_nothing(head: str) -> None:
    places, note = said(TABLE.replace("方案：示例\n", f"方案：示例\n{head}"))
    assert (places, note) == (set(), "方案里有错误，草案没有审查。")


def test_an_acknowledgement_counts_in_what_is_left_and_is_not_called_needless() -> None:
    text = TABLE.replace("1. 甲（10分）\n  甲制度 得8", "1. 甲（10分）  # 已核：W0610 原文如此\n  甲制度 得8")
    text = text.replace("  没有用到：条", "  没有用到：条  # 已核：W0648 原文如此").replace(
        "  乙制度 得8", "  乙制度 得"
    )
    diagnostics = review(compile_source(Source("方案.credit", text)))
    assert {one.code.id for one in diagnostics if one.acknowledged} == {"W0610", "W0648"}
    text = text.replace("  乙制度 得10", "  乙制度 得")
    assert "W0691" not in {one.code.id for one in review(compile_source(Source("方案.credit", text)))}


def test_many_errors_take_no_long() -> None:
    items = "".join(f"{n}. 第{n}项（1分）\n  第{n}件 得\n" for n in range(1, 801))
    with within(5):
        review(compile_source(Source("方案.credit", f"方案：示例\n附件1 考核指标\n一、工作（800分）\n{items}")))
