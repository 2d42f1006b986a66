"""Typography: what printed text looks like."""

from fractions import Fraction

import pytest

from creditdsl.explain.phrases import exact_text, one_line, printed_score, score_text, tighten
from creditdsl.ir.outcome import Pending


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("满分 100 分", "满分100分"),
        ("（满分 100 分）", "（满分100分）"),
        ("瞒报 1 至 4 条", "瞒报1至4条"),
        ("使用 WPS Office 填报", "使用WPS Office填报"),
        ("甲 乙", "甲 乙"),
        (" 2022 年　9 月 ", "2022年9月"),
        ("“双公示” 3 项", "“双公示”3项"),
    ],
)
def test_no_space_between_chinese_and_digits(typed: str, printed: str) -> None:
    assert tighten(typed) == printed


def test_a_reason_is_one_visible_line() -> None:
    assert one_line("成效好\n\t第二\u202e行\x1b[31m") == "成效好 第二□行□[31m"


def test_scores() -> None:
    assert printed_score(Fraction(-17), 2) == "－17.00"
    assert score_text(Fraction(-17), 2) == "-17.00"
    assert printed_score(Pending(frozenset()), 2) == "待定"


@pytest.mark.parametrize(("value", "text"), [("7.5", "7.5"), ("31/7", "31/7"), ("0.00000001", "0.00000001")])
def test_exact_text_is_never_cut(value: str, text: str) -> None:
    assert exact_text(Fraction(value)) == text
