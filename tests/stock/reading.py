"""What the tests of the stock-sentence reader share: a line's rule, and the sentence that it prints."""

from dataclasses import replace
from typing import Any

from creditdsl.base.diagnostic import has_errors
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Analysis, analyse
from creditdsl.forms import wording
from creditdsl.forms.base import Form
from creditdsl.forms.results import NoPoints
from creditdsl.forms.standard import Standard
from creditdsl.syntax.nodes import Rule

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
    """The rule's official sentence with its caps."""
    assert isinstance(rule.body, Form)
    return rule.body.sentence(rule.limits) + wording.caps(rule.limits, rule.body.deducts) + "。"


def plain(rule: Rule) -> tuple[Any, Any]:
    """Body and limits; 其余 不得分 is what is so without it, and what a standard's steps leave over is nothing."""
    body: Any = rule.body
    dead = isinstance(body, Standard) and body._covers_failure()
    if dead or (isinstance(getattr(body, "otherwise", None), NoPoints) and not body.deducts):
        body = replace(body, otherwise=None)
    return body, rule.limits
