"""What a finding advises, done to the letter, removes it and brings no other."""

import re

import pytest

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.review.reviewing import review

HEAD = "方案：示例\n附件1 考核指标\n"
_REWRITE = re.compile("把“(?P<old>[^”]+)”写成“(?P<new>[^”]+)”")
_HEADING = re.compile("在标题里写(?P<new>（[^）]+）)")


def found(text: str) -> list[Diagnostic]:
    return list(review(compile_source(Source("方案.credit", text))))


def followed(text: str, diagnostic: Diagnostic) -> str:
    """Return the scheme with the advice done: at the line of the finding, or at the heading above it."""
    assert diagnostic.span is not None
    lines = text.splitlines()
    at = diagnostic.span.line - 1
    if rewrite := _REWRITE.search(diagnostic.help):
        assert lines[at].count(rewrite["old"]) == 1
        lines[at] = lines[at].replace(rewrite["old"], rewrite["new"])
    else:
        heading = _HEADING.search(diagnostic.help)
        assert heading is not None, diagnostic.help
        at = max(number for number in range(at + 1) if lines[number][1:2] == "、")
        lines[at] = re.sub("（[^）]*）$", heading["new"], lines[at])
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("W0614", "一、值班（3分）\n  每次扣1 扣完为止\n"),
        ("W0614", "一、值班（3分）\n  缺岗次数 每次扣1 扣完为止\n"),
        ("W0614", "一、报送（5分）\n  迟报条数 每条扣0.5 最高扣5\n"),
        ("W0614", "一、管理（4分）\n  差错数 5处以上 扣4 1处以上 扣2\n"),
        ("W0630", "一、完成（2分）\n  完成率 100% 得2 每低1百分点扣0.1\n"),
        ("W0630", "数据\n  完成率：比率 0%至200%\n一、完成（2分）\n  完成率 100% 得2 每低5百分点扣0.5\n"),
        ("W0630", "数据\n  会议次数：次\n一、会议（2分）\n  会议次数 12次 得2 每低1次扣0.5\n"),
        ("W0630", "数据\n  积案数：件\n一、积案（2分）\n  积案数 等于5件 得2 每超1件扣0.5\n"),
    ],
)
def test_advice_is_followed(code: str, lines: str) -> None:
    (diagnostic,) = (one for one in found(HEAD + lines) if one.code.id == code)
    assert [one.message for one in found(followed(HEAD + lines, diagnostic))] == []
