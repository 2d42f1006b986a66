"""What the tests of the reader of sentences share: a line's rule, and the sentence that it prints."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import assume

from creditdsl.base.diagnostic import has_errors
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Analysis, analyse
from creditdsl.forms.sentence import rule_sentence
from creditdsl.reader.meanings import Certain
from creditdsl.reader.sentence_reader import read
from creditdsl.syntax.nodes import Name, Rule

HEAD = (
    "方案：示例\n附件1 指标\n一、机制（100分）\n1. 首项（50分）\n  初始条件 得1\n"
    "2. 本项（50分）\n  （1）第一条件 得1\n  （2）第二条件 得1\n"
)


def analysed(line: str) -> Analysis:
    """A scheme whose last rule is the line."""
    return analyse(Source("示例.credit", f"{HEAD}  {line}\n"))


def rule_of(line: str) -> Rule | None:
    """The line's rule; None if anything is wrong with it."""
    found = analysed(line)
    return None if has_errors(found.diagnostics) else found.scheme.tables[0].sections[0].children[1].rules[-1]


def said(rule: Rule) -> str:
    """The rule's printed sentence."""
    return rule_sentence(rule) + "。"


def plain(node: Any) -> Any:
    """The node without its names' quotation marks, which are only their spelling."""
    if isinstance(node, Rule):
        return plain(node.body), plain(node.limits)
    if isinstance(node, tuple):
        return tuple(map(plain, node))
    if isinstance(node, Name):
        return replace(node, quoted=False)
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{f.name: plain(getattr(node, f.name)) for f in fields(node) if f.compare})
    return node


def reads_back(written: str) -> None:
    """Assert that the own sentence of a rule means that rule and nothing else."""
    rule = rule_of(written)
    assume(rule is not None)
    assert rule is not None
    answer = read(said(rule))
    assert isinstance(answer, Certain), (written, said(rule))
    (text,) = answer.reading.lines
    again = rule_of(text)
    assert again is not None and plain(again) == plain(rule), (written, said(rule), text)
