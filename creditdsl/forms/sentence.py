"""The official sentence of a whole rule: the form's own, the caps, and what holds where a denominator is zero.

Receives a rule; promises the sentence without number and full stop. Its own step because whoever
prints a rule and whoever compares a rule with a printed sentence must mean the same one.
"""

from creditdsl.forms import wording
from creditdsl.forms.base import Form
from creditdsl.forms.results import Result, say_result
from creditdsl.syntax.nodes import Rule


def rule_sentence(rule: Rule) -> str:
    """`乱收费案例每例扣5分，最高扣10分`."""
    assert isinstance(rule.body, Form)
    said = rule.body.sentence(rule.limits) + wording.caps(rule.limits, rule.body.deducts)
    instead = rule.limits.zero_divisor
    return said + (f"；分母为零的，{say_result(instead)}" if isinstance(instead, Result) else "")
