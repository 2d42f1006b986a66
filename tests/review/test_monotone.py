"""Verdicts on quotients, which the generated schemes of test_prover.py ask only as variables of their own."""

import pytest

from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.review.bounds import Bounds
from creditdsl.review.monotone import Verdict, never_falls, trend

HEAD = "方案：示例\n附件1 考核指标\n数据\n  办结数：件\n  总数：件，不为零\n一、办理（8分）\n"


@pytest.mark.parametrize(
    ("rule", "measure", "rising", "verdict"),
    [
        ("90%以上 得8 60%以上 得5", "办结数", True, Verdict.PROVED),
        ("90%以上 得8 60%以上 得5", "办结数", False, Verdict.REFUTED),
        ("90%以上 得5 60%以上 得8", "办结数", True, Verdict.REFUTED),
        ("90%以上 得8 60%以上 得5", "总数", False, Verdict.OPEN),
        ("90%以上 得8 60%以上 得5", "总数", True, Verdict.OPEN),
    ],
)
def test_what_a_quotient_hides_is_not_taken_for_constant(
    rule: str, measure: str, rising: bool, verdict: Verdict
) -> None:
    compilation = compile_source(Source("示例.credit", f"{HEAD}  办结数÷总数 {rule}\n"))
    bounds = Bounds(compilation.tables["附件1"].program)
    assert trend(bounds, "条:一#1", measure, rising).verdict is verdict


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("办结数 ÷（总数＋1）", "每1%得4 最高1.5 按比例计"),
        ("办结数 ÷（总数＋1）", "每2%扣3 最高扣2.5"),
        ("办结数 － 总数", "每件得1 最高5"),
        ("办结数 × 办结数", "90以上 得8 60以上 得5"),
        ("办结数 ÷ 总数", "90%以上 得8 60%以上 得5"),
    ],
)
def test_nothing_is_proved_of_a_derived_measure(value: str, rule: str) -> None:
    head = HEAD.replace("一、", f"  派生量 = {value}\n一、")
    compilation = compile_source(Source("示例.credit", f"{head}  派生量 {rule}\n"))
    assert not compilation.failed
    bounds = Bounds(compilation.tables["附件1"].program)
    assert not any(never_falls(bounds, "条:一#1", "派生量", rising) for rising in (True, False))
