"""Doubled quotation marks are read as one pair; a mark without its partner is a message at its place."""

import pytest

from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse
from creditdsl.formatter.scheme import layout
from creditdsl.syntax.fold import fold
from tests.syntax.test_noise import HEAD, rule

DOUBLED = ("““甲事””", "「「甲事」」", '""甲事""', "“「甲事」”", "「“甲事”」", '"“甲事”"', '“"甲事"”', "＂＂甲事＂＂")
ODD = ("““甲事”", "“甲事””", "「「甲事」", '"甲事""', "“甲事」”", "“「甲事”", "“““甲事”””")


@pytest.mark.parametrize("name", DOUBLED)
@pytest.mark.parametrize("form", ["{} 得2", "{}的，得2分", "乙事 且 {} 得2", "{} 80%以上 得2", "{} 每条得2"])
def test_doubled_marks_are_one_pair(name: str, form: str) -> None:
    assert rule(form.format(name)) == rule(form.format("“甲事”"))
    assert len(fold(name)) == len(name)


@pytest.mark.parametrize("name", ODD)
def test_a_mark_without_its_partner_is_an_error_at_its_place(name: str) -> None:
    (fault,) = analyse(Source("x", f"{HEAD}  {name} 得2\n")).diagnostics
    assert fault.code.id in ("E0106", "E0101")
    assert fault.span is not None and fault.span.line == 4 and 3 <= fault.span.column <= 3 + len(name)


def test_doubled_marks_within_words_are_an_error() -> None:
    text = f"{HEAD}  得 综合得分\n等次\n  3分以上 优秀\n  其余 一般\n  因““较大以上事故””一票否决\n"
    (fault,) = analyse(Source("x", text)).diagnostics
    assert fault.code.id == "E0101" and fault.span is not None and fault.span.line == 8


def test_two_names_stay_two() -> None:
    assert rule('"甲" 且 "乙" 得5') == rule("“甲” 且 “乙” 得5")
    assert rule("“关于「互联网」工作” 得5") != rule("“关于互联网工作” 得5")


def test_fmt_writes_one_pair() -> None:
    assert layout(Source("示例", f"{HEAD}  ““甲3事””的，得 3 分。\n")).text.splitlines()[-1] == "  “甲3事” 得3"
