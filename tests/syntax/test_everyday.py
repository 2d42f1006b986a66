"""Everyday spellings that have one meaning are read, and fmt writes the canonical one; their siblings are not read.

A sibling is a line that looks alike and has another meaning, or two: it stays an error, and no rule comes of it.
"""

import re

import pytest

from creditdsl.base.diagnostic import Severity
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.formatter.scheme import layout
from tests.syntax.reading import around, meaning

STEPS = [
    ("报送次数 12次以上 得5 每少1次扣1", "报送次数 12次以上 得5 每低1次扣1"),
    ("报送次数 12次以上 得5分，每减少 1 次，扣 1 分。", "报送次数 12次以上 得5 每低1次扣1"),
    ("少数民族户数 3户以上 得5 每少1户扣1", "少数民族户数 3户以上 得5 每低1户扣1"),
    ("办结率 100% 得5 每下降1个百分点的扣0.5", "办结率 100% 得5 每低1百分点扣0.5"),
    ("投诉数 3件以下 得5 每多1件扣1", "投诉数 3件以下 得5 每超1件扣1"),
    ("投诉数 3件以下 得5，每增加1件扣1分", "投诉数 3件以下 得5 每超1件扣1"),
    ("投诉数 3件以下 得5 每多于1件扣1 每少于1件加1", "投诉数 3件以下 得5 每超1件扣1 每低1件得1"),
    ("完成率 100%以上 得5 每提高1%得0.5", "完成率 100%以上 得5 每超1百分点得0.5"),
    ("完成率 100%以上 得5 每上升2%加0.5", "完成率 100%以上 得5 每超2百分点得0.5"),
]
REST = [
    ("办结率 90%以上 得5 其余不得分", "办结率 90%以上 得5 其余 不得分"),
    ("办结率 90%以上 得5 其他不得分。", "办结率 90%以上 得5 其余 不得分"),
    ("制定方案 得5，否则不得分", "制定方案 得5 否则 不得分"),
    ("制定方案 得5，否则本项不得分；", "制定方案 得5 否则 本项不得分"),
    ("办结率 90%以上 得5 其余的，不得分", "办结率 90%以上 得5 其余 不得分"),
    ("办结率 90%以上 得5 其余加1分", "办结率 90%以上 得5 其余 得1"),
    ("迟报 扣2 否则得满分", "迟报 扣2 否则 得满分"),
    ("办结率 90%以上 得5，低于60%的，不得分", "办结率 90%以上 得5 低于60% 不得分"),
    ("办结率 90%以上 得5，低于60%的本项不得分", "办结率 90%以上 得5 低于60% 本项不得分"),
    ("报送条数 5条以上 得5 少于2条不得分", "报送条数 5条以上 得5 少于2条 不得分"),
    ("制定方案的得满分", "制定方案 得满分"),
]
LIMITS = [
    ("信息条数 每条得1 最多不超过6分", "信息条数 每条得1 最高6"),
    ("信息条数 每条得1，最高不超过 6 分。", "信息条数 每条得1 最高6"),
    ("信息条数 每条加1分，最高不得超过6分", "信息条数 每条得1 最高6"),
    ("信息条数 每条加1分，最多加6分", "信息条数 每条得1 最高6"),
    ("信息条数 每条计1分，最高计6分", "信息条数 每条得1 最高6"),
    ("信息条数 每条得1分，最多可得6分", "信息条数 每条得1 最高6"),
    ("信息条数 每条得1分，至多得6分", "信息条数 每条得1 最高6"),
    ("案例数 每例扣1，至多扣5分", "案例数 每例扣1 最高扣5"),
    ("案例数 每例减1分，最多减 5 分", "案例数 每例扣1 最高扣5"),
    ("案例数 每例扣1，最多可扣5分", "案例数 每例扣1 最高扣5"),
    ("信息条数 每条得1 最低不低于2分", "信息条数 每条得1 最低2"),
]
MARKS = [
    ("制定方案 得5分。；", "制定方案 得5"),
    ("制定方案 得5；。 ", "制定方案 得5"),
    ("制定方案，加3分。", "制定方案 得3"),
]
INCLUSION = [
    ("完成率 95%（含）以上 得5", "完成率 95%以上 得5"),
    ("完成率 95%以上（含95%） 得5", "完成率 95%以上 得5"),
    ("完成率 95%以上(含本数)的得5分", "完成率 95%以上 得5"),
    ("信息条数 5条(含)以下 得5", "信息条数 5条以下 得5"),
    ("信息条数 5条以内（含 5条） 得5", "信息条数 5条以内 得5"),
    ("完成率 95%以上（不含95%） 得5", "完成率 95%（不含）以上 得5"),
    ("完成率 95%( 不含 )以下 得5", "完成率 95%（不含）以下 得5"),
    ("信息条数 5条以内（不含5条）得5", "信息条数 5条（不含）以下 得5"),
    ("完成率 90%（含）以上95%（不含）以下 得5", "完成率 90%以上 95%（不含）以下 得5"),
    ("完成率 90%（含）～95%(不含) 得5", "完成率 90%至95%（不含） 得5"),
    ("完成率 90%（不含）至95%（含） 得5", "完成率 90%（不含）至95% 得5"),
]
READ = [*STEPS, *REST, *LIMITS, *MARKS, *INCLUSION]

NOT_READ = [
    "迟报次数 每少1次扣1",
    "报送次数 每少1次扣1",
    "每少1次扣1",
    "信息条数 每增加1条加2",
    "少报次数 3次以下 得5 每少1次扣1",
    "缺勤天数 3天以下 得5 每少1天扣1",
    "漏报条数 0条 得5 每少1条扣1",
    "报送次数 12次以上 得5 每漏1次扣1",
    "报送次数 12次以上 得5 每迟1次扣1",
    "产值 1亿元以上 得5 每增长1%得1",
    "办结率 90%以上 得5 其余情况不得分",
    "办结率 90%以上 得5 其余不得分情况",
    "办结率 90%以上 得5 其余不扣分",
    "办结率 90%以上 得5 其余各得1",
    "信息条数 每条得1 不超过6分",
    "信息条数 每条得1 至多6分",
    "信息条数 每条得1 累计不超过6分",
    "信息条数 每条得1 最多扣6分",
    "案例数 每例扣1 最多不超过6分",
    "完成率 95%以上（含90%） 得5",
    "完成率 95%以上（不含90%） 得5",
    "完成率 95%（含税）以上 得5",
    "完成率 95%（含） 得5",
    "完成率 不低于95%（不含） 得5",
    "制定方案 得5。报送信息 得3",
    "制定方案 得5。 报送信息 得3",
]
"""Lines with another meaning, or two."""
SPAN = re.compile(r"Span\([^)]*\)|text='[^']*'(?=, span)")


def head(line: str) -> str:
    """A scheme of one rule line."""
    return f"方案：示例\n附件1 指标\n\n一、机制（9分）\n  {line}\n"


@pytest.mark.parametrize(("typed", "plain"), READ)
def test_it_means_the_canonical_line(typed: str, plain: str) -> None:
    read, expected = meaning("rule", typed), meaning("rule", plain)
    assert expected is not None
    assert SPAN.sub("", repr(read)) == SPAN.sub("", repr(expected))


@pytest.mark.parametrize(("typed", "plain"), READ)
def test_fmt_writes_the_canonical_line(typed: str, plain: str) -> None:
    laid = layout(Source("x", head(typed))).text
    assert laid is not None and laid.splitlines()[-1] == f"  {plain}"


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("完成率 95%（不含）以上 得5", "完成率 超过95% 得5"),
        ("完成率 95%（不含）以下 得5", "完成率 低于95% 得5"),
        ("完成率 90%（不含）至95%（不含） 得5", "完成率 超过90%低于95% 得5"),
    ],
)
def test_what_is_not_included_is_compared_strictly(line: str, plain: str) -> None:
    assert SPAN.sub("", repr(meaning("rule", line))) == SPAN.sub("", repr(meaning("rule", plain)))


@pytest.mark.parametrize("line", NOT_READ)
def test_a_line_with_another_meaning_is_not_read(line: str) -> None:
    """Nor laid out as if it had one."""
    found = compile_source(around("rule", line)).diagnostics
    assert [one for one in found if one.severity is Severity.ERROR]
    laid = layout(Source("x", head(line)))
    assert laid.text is None or [
        one for one in compile_source(Source("x", laid.text)).diagnostics if one.severity is Severity.ERROR
    ]
