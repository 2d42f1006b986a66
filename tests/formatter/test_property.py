"""The layout of any scheme is a fixed point and means the same."""

from hypothesis import assume, event, given, settings

from creditdsl.base.source import Source
from creditdsl.compiler.build import build
from creditdsl.formatter.scheme import layout
from creditdsl.forms.bare_count import FormulaAsResult
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.tree import BodyLine, SchemeTree
from tests.formatter import strategies


def readable(text: str) -> str:
    """The text without the lines that cannot be read."""
    source = Source("x", text)
    _, unread = read_lines(source)
    bad = {d.span.line for d in unread if d.span}
    return "\n".join(line for number, line in enumerate(source.lines, 1) if number not in bad)


def check(text: str) -> None:
    """The promises of `layout` on the lines of a text that can be read."""
    for _ in range(5):  # a line left out may open a block for the lines behind it
        text = readable(text)
    source = Source("x", text)
    tree, unread = read_lines(source)
    assume(not unread)
    found = layout(source)
    if any(isinstance(one.fault, FormulaAsResult) for one in found.diagnostics):
        return  # 得分= behind words asks a question that 得, its canonical spelling, would not
    assert found.diagnostics == () and found.text is not None
    again, faults = read_lines(Source("x", found.text))
    assert faults == ()
    assert build(again)[0] == build(tree)[0]
    assert layout(Source("x", found.text)).text == found.text
    assert comments(again) == comments(tree)
    event(f"rules: {sum(isinstance(line, BodyLine) for line in tree.lines) // 5 * 5}")


def comments(tree: SchemeTree) -> list[str]:
    return sorted(line.comment for line in tree.lines if line.comment)


@given(strategies.scheme())
def test_a_scheme_is_laid_out_once_and_means_the_same(text: str) -> None:
    check(text)


@given(strategies.rule())
@settings(max_examples=max(100, settings().max_examples))
def test_a_rule_is_laid_out_once_and_means_the_same(text: str) -> None:
    check(f"附件1 指标\n一、项\n{text}")


def test_a_layout_that_would_hide_a_question_asks_it() -> None:
    found = layout(Source("x", "方案：甲\n附件1 甲\n一、甲（100分）\n1. 甲（100分）\n瞒报率取最高值，得分=瞒报率×10"))
    assert found.text is None and [one.fault for one in found.diagnostics] == [FormulaAsResult("瞒报率取最高值")]
