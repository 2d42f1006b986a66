"""The official sentence of a whole rule: the form's sentence, the caps, and the result of a zero denominator.

Receives a rule. Promises the sentence without number and full stop. Printing a rule and comparing a rule with a
printed sentence use the same sentence.
"""

from creditdsl.forms import wording
from creditdsl.forms.answers import Result
from creditdsl.forms.base import form_of
from creditdsl.forms.results import verb_of
from creditdsl.syntax.nodes import Rule


def rule_sentence(rule: Rule) -> str:
    """Return `乱收费案例每例扣5分，最高扣10分`."""
    form, instead = form_of(rule), rule.limits.zero_divisor
    ladder = form.ladder()
    awards = [*(ladder.results if ladder else ()), *(counted.award for counted in form.counts_of())]
    sentence = form.sentence(rule.limits) + wording.caps(rule.limits, verb_of(awards, form.deducts))
    return sentence + (f"；分母为零的，{instead.words()}" if isinstance(instead, Result) else "")
