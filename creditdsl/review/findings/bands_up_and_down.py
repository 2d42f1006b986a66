"""W0630 一条规则里分数忽高忽低

说明：一个指标由低到高，分数先升后降，或者先降后升，而且不是围着一个规定的范围给分。
为什么要紧：做得更多的单位反而得分更低，多半是两档的分数写颠倒了。
例：

    方案：示例
    附件1 考核指标
    一、整改（8分）
      整改比率 80%以上 得6 60%以上 得8

改法：改正其中一档的分数；标准只写“100%”、超过的也算的，写“100%以上”；确实这样的，在这一行末注明“# 已核：W0630 理由”。
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from creditdsl.base.exact import show, show_percent
from creditdsl.base.source import Source
from creditdsl.forms.base import Form, form_of
from creditdsl.forms.wording import expression
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.types import Choice, Count, Number, Ratio, Truth, Type
from creditdsl.review.finding import Found, manual
from creditdsl.review.ladder import written_unit
from creditdsl.review.monotone import Trend, Verdict, trend
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.syntax.nodes import Chain, Comparison, Expression, Name, Operator, Quantity, Test
from creditdsl.syntax.walk import rules

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        types = {measure.name: measure.type for measure in reviewed.program.measures}
        derived = {each.name.text: each.value for each in reviewed.table.derived}
        for entry, identity, rule in rules(reviewed.table):
            form = form_of(rule)
            subject = _subject(form)
            measure = None if subject is None else _measure(derived, subject)
            if subject is None or measure is None or isinstance(types.get(measure.text, Truth()), Truth | Choice):
                continue
            both = _both_ways(reviewed, DefinitionId.rule(identity), measure.text)
            if both is not None:
                unit = _unit(form, types[measure.text] if measure is subject else None)
                shown = "；".join(_trend_words(expression(subject), unit, way) for way in both)
                yield Found(
                    f"分数忽高忽低：{shown}。",
                    rule.span,
                    _exact_standard(form, draft.source) or "看看是不是有两档的分数写颠倒了。",
                    table=reviewed.table.name,
                    ref=entry.ref,
                )


def _exact_standard(form: Form, source: Source) -> str:
    """Return how to write a standard that only one exact value meets, while points fall on either side of it."""
    for counted in form.counts_of():
        criterion = counted.criterion
        if criterion is None or criterion.comparison is not Comparison.EQUAL:
            continue
        span, more_is_better = criterion.span, counted.below == counted.award.deducts
        typed = source.line(span.line)[span.column - 1 : span.end_column - 1]
        standard = expression(criterion.operand)
        if isinstance(criterion.operand, Quantity):
            written = f"{standard}{'以上' if more_is_better else '以下'}"
        else:
            written = f"{'不低于' if more_is_better else '不高于'} {standard}"
        better = "超过" if more_is_better else "低于"
        return f"只写{standard}，是恰好{standard}才算；{better}的也算的，把“{typed}”写成“{written}”。"
    return ""


def _subject(form: Form) -> Expression | None:
    """Return the value of a scale meant to rise or to fall; None where it may be meant to do both."""
    cases, counts = form.ladder(), form.counts_of()
    if cases is None or form.ranked() is not None:
        return None
    standards = [(counted.criterion,) for counted in counts]
    tests = [test for test in cases.tests if test.bounds not in standards]
    if any(map(_around, tests)):
        return None
    if counts:
        one_way = len({counted.award.deducts for counted in counts}) == len(counts)
        return cases.subject if one_way and isinstance(cases.subject, Name) else None
    return cases.subject if len(tests) > 1 else None


def _measure(derived: Mapping[str, Expression], subject: Expression) -> Name | None:
    """Return the measure with which the value grows: itself, or the numerator of a quotient of two."""
    match derived.get(subject.text, subject) if isinstance(subject, Name) else subject:
        case Name() as measure if measure is subject:
            return measure
        case Chain(first=Name() as above, rest=((Operator.DIVIDE, Name()),)) if above.text not in derived:
            return above
        case _:
            return None


def _around(test: Test) -> bool:
    """Return whether a case is a range or a single number: points may be meant for being just there."""
    return len(test.bounds) > 1 or test.bounds[0].comparison is Comparison.EQUAL


def _both_ways(reviewed: ReviewedTable, name: DefinitionId, measure: str) -> tuple[Trend, Trend] | None:
    """Return where more of the measure raises the points and where it lowers them, each shown by two rows."""
    falls = trend(reviewed.bounds, name, measure, rising=True)
    if falls.verdict is not Verdict.REFUTED:
        return None
    rises = trend(reviewed.bounds, name, measure, rising=False)
    return (rises, falls) if rises.verdict is Verdict.REFUTED else None


def _unit(form: Form, kind: Type | None) -> str:
    """Return the unit behind a value: as the cases are written, else as the type has it."""
    cases = form.ladder()
    if cases is not None and (written := written_unit(cases.tests)):
        return written
    return "%" if isinstance(kind, Ratio) else kind.unit if isinstance(kind, Count | Number) else ""


def _trend_words(name: str, unit: str, shown: Trend) -> str:
    less, more = (_amount(Fraction(value), unit) for value in (shown.less, shown.more))
    return f"{name}从{less}到{more}，分数从{show(shown.values[0])}到{show(shown.values[1])}"


def _amount(value: Fraction, unit: str) -> str:
    return show_percent(value) if unit == "%" else show(value) + unit
