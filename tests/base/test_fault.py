"""A fault is data with words; its docstring is its manual page."""

from fractions import Fraction

import pytest

from creditdsl.base.code import Code
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import Failure
from creditdsl.base.fault import Fault, Variant, Worded
from creditdsl.base.manual import manual
from creditdsl.base.node import node


class Kind(Variant):
    FIRST = "第一", "换一个"
    LAST = "末了"


@node
class Unreached(Fault):
    """E9001 够不着

    说明：分值加起来
    到不了满分。
    例：

        方案：示例
          缩进留着

    改法：改分值。
    """

    name: str
    points: Fraction
    kinds: tuple[Kind, ...] = ()

    def words(self) -> str:
        return f"“{self.name}”到不了。"


def test_page_is_the_docstring() -> None:
    page = Code("E9001", "够不着", "分值加起来到不了满分。", "改分值。", "方案：示例\n  缩进留着\n")
    assert Unreached.page() == page == Unreached("甲", Fraction(1)).code


def test_facts_are_data() -> None:
    fault = Unreached("甲", Fraction(1, 2), (Kind.FIRST,))
    assert fault.data() == {"name": "甲", "points": "1/2", "kinds": ["first"]}


def test_a_variant_has_its_sentence_and_its_advice() -> None:
    assert [(kind.sentence, kind.advice) for kind in Kind] == [("第一", "换一个"), ("末了", "")]


def test_a_diagnostic_says_the_words_and_the_way_out() -> None:
    diagnostic = Diagnostic(Unreached("甲", Fraction(1)), "方案.credit")
    assert (diagnostic.message, diagnostic.help) == ("“甲”到不了。", "改分值。")
    assert Diagnostic(diagnostic.fault, advice="写成乙。").help == "写成乙。"


def test_a_failure_tells_a_fault_without_a_place() -> None:
    (diagnostic,) = Failure(Unreached("甲", Fraction(1))).diagnostics
    assert (diagnostic.file, diagnostic.message) == ("", "“甲”到不了。")


def test_a_finding_has_words_and_no_facts() -> None:
    code = Code("W9001", "题", "因", "改")
    assert Worded(code, "话", "改").data() == {} and Worded(code, "话", "改").help() == "改"


@pytest.mark.parametrize("page", ["", "没有编号", "E9001 题\n\n改法：没有说明。"])
def test_a_docstring_that_is_no_page_is_refused(page: str) -> None:
    with pytest.raises(AssertionError):
        manual(page)
