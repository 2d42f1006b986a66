"""W0630 一条规则里分数忽高忽低

说明：一个指标由低到高，分数先升后降，或者先降后升，而且不是围着一个规定的范围给分。
为什么要紧：做得更多的单位反而得分更低，多半是两档的分数写颠倒了。
例：

    方案：示例
    附件1 考核指标
    一、整改（8分）
      整改比率 80%以上 得6 60%以上 得8

改法：改正其中一档的分数；确实这样的，在这一行末注明“# 已核：W0630 理由”。
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from creditdsl.base.exact import show, show_percent
from creditdsl.forms.bands import Bands
from creditdsl.forms.standard import Standard
from creditdsl.forms.wording import expression
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.types import Choice, Count, Ratio, Truth, Type
from creditdsl.review.draft import Draft, TableDraft
from creditdsl.review.finding import Found, manual
from creditdsl.review.monotone import Trend, Verdict, trend
from creditdsl.syntax.nodes import Chain, Comparison, Expression, Name, Operator, Quantity, Rule, Test
from creditdsl.syntax.walk import rules

CODE = manual(__doc__)


def find(draft: Draft) -> Iterator[Found]:
    for one in draft.tables:
        types = {measure.name: measure.type for measure in one.program.measures}
        derived = {each.name.text: each.value for each in one.table.derived}
        for entry, identity, rule in rules(one.table):
            subject = _subject(rule)
            measure = None if subject is None else _measure(derived, subject)
            if subject is None or measure is None or isinstance(types.get(measure.text, Truth()), Truth | Choice):
                continue
            both = _both_ways(one, DefinitionId.rule(identity), measure.text)
            if both is not None:
                unit = _unit(rule, types[measure.text] if measure is subject else None)
                said = "；".join(_said(expression(subject), unit, shown) for shown in both)
                yield Found(
                    f"分数忽高忽低：{said}。",
                    rule.span,
                    "看看是不是有两档的分数写颠倒了。",
                    table=one.table.name,
                    ref=entry.ref,
                )


def _subject(rule: Rule) -> Expression | None:
    """The value of a scale that may be meant to rise or to fall; None where it may be meant to do both."""
    match rule.body:
        case Bands(subject=subject, cases=cases) if len(cases) > 1 and not _around(test for test, _ in cases):
            return subject
        case Standard(subject=Name() as subject, steps=steps, cases=cases) if not _around(test for test, _ in cases):
            return subject if len({step.award.deducts for step in steps}) == len(steps) else None
        case _:
            return None


def _measure(derived: Mapping[str, Expression], subject: Expression) -> Name | None:
    """The measure with which the value grows: itself, or the numerator of a quotient of two."""
    match derived.get(subject.text, subject) if isinstance(subject, Name) else subject:
        case Name() as measure if measure is subject:
            return measure
        case Chain(first=Name() as above, rest=((Operator.DIVIDE, Name()),)) if above.text not in derived:
            return above
        case _:
            return None


def _around(tests: Iterator[Test]) -> bool:
    """Whether some case is a range or a single number: points may be meant for being just there."""
    return any(len(test.bounds) > 1 or test.bounds[0].comparison is Comparison.EQUAL for test in tests)


def _both_ways(one: TableDraft, name: DefinitionId, measure: str) -> tuple[Trend, Trend] | None:
    """More of the measure lowers the points here and raises them there, each shown by two rows."""
    falls = trend(one.bounds, name, measure, rising=True)
    if falls.verdict is not Verdict.REFUTED:
        return None
    rises = trend(one.bounds, name, measure, rising=False)
    return (rises, falls) if rises.verdict is Verdict.REFUTED else None


def _unit(rule: Rule, kind: Type | None) -> str:
    """What stands behind a value: as the cases are written, else as the type has it."""
    if isinstance(rule.body, Bands):
        bounds = (bound.operand for test, _ in rule.body.cases for bound in test.bounds)
        if written := next((one.unit for one in bounds if isinstance(one, Quantity) and one.unit), ""):
            return written
    return "%" if isinstance(kind, Ratio) else kind.unit if isinstance(kind, Count) else ""


def _said(name: str, unit: str, shown: Trend) -> str:
    less, more = (_amount(Fraction(value), unit) for value in (shown.less, shown.more))
    return f"{name}从{less}到{more}，分数从{show(shown.values[0])}到{show(shown.values[1])}"


def _amount(value: Fraction, unit: str) -> str:
    return show_percent(value) if unit == "%" else show(value) + unit
