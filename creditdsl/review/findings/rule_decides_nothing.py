"""W0634 怎样都得一样的分

说明：一条规则分了情况，各种情况给的分却都一样；或者排名的最多和最少一样，每次得0分。
为什么要紧：好坏得分一样，这条规则等于没有写，数据白填；多半是有一个分数写错了，或者抄漏了。
例：

    方案：示例
    附件1 考核指标
    一、整改（5分）
      整改比率 60%以上 得5 其余 得5

改法：改正其中一个分数；确实人人都得的，写成“得5”，不分情况；上级文件原文如此的，在这一行末注明“# 已核：W0634 理由”。
"""

from collections.abc import Iterator
from fractions import Fraction

from creditdsl.base.exact import show
from creditdsl.forms.answers import Award, Cases, Ranked
from creditdsl.forms.base import Form, form_of
from creditdsl.review.asking import points_of
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.syntax.declared_types import ChoiceType
from creditdsl.syntax.nodes import Entry, Limits, Name, Quantity, Trait
from creditdsl.syntax.walk import rules

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        for entry, _, rule in rules(reviewed.table):
            if Trait.UNSCORED in entry.traits:
                continue
            how = _held_alike(rule.limits) or _alike(reviewed, entry, form_of(rule))
            if how:
                yield Found(
                    f"{how}，这条规则分不出高低。",
                    rule.span,
                    "改正其中一个分数；确实都一样的，写成一句，不分情况。",
                    table=reviewed.table.name,
                    ref=entry.ref,
                )


def _held_alike(limits: Limits) -> str:
    """Return in words that the limits leave one value; empty where they leave more."""
    if limits.cap is not None and not limits.cap.value:
        return f"最高{'扣' if limits.cap_deducts else ''}0分"
    if limits.cap is not None and limits.floor is not None and limits.cap.value == limits.floor.value:
        return f"最高、最低都是{show(limits.cap.value)}分"
    return ""


def _alike(reviewed: ReviewedTable, entry: Entry, form: Form) -> str:
    """Return in words that all gets the same; empty where something decides."""
    cases, ranked, counts = form.ladder(), form.ranked(), form.counts_of()
    if ranked is not None and ranked.options.zero_out:
        return ""  # what is zero gets nothing
    if cases is not None and (cases.otherwise is not None or not (ranked or counts)):
        return _alike_cases(reviewed, entry, cases)
    if counts:
        steps = [counted.award.value for counted in counts]
        zero = all(isinstance(step, Quantity) and not step.value for step in steps)
        return "每一步都是0分" if zero and not any(counted.award.prices for counted in counts) and cases is None else ""
    return _alike_places(ranked) if ranked is not None and cases is None else ""


def _alike_places(ranked: Ranked) -> str:
    best, least, fall = ranked.best, ranked.least, ranked.fall
    if best is not None and least is not None and best.value == least.value:
        return "第一名和最后一名得分一样"
    return "每降一名扣0分，名次不同得分一样" if fall is not None and not fall.value else ""


def _alike_cases(reviewed: ReviewedTable, entry: Entry, cases: Cases) -> str:
    priced = {when: points_of(result, entry) for when, result in cases.cases if isinstance(when, str)}
    results = [points_of(result, entry) for result in cases.results]
    if priced and isinstance(cases.subject, Name):
        declared = [each.type for each in reviewed.table.declarations if each.name.text == cases.subject.text]
        options = [option for kind in declared if isinstance(kind, ChoiceType) for option in kind.options]
        if len(options) > 1 and set(options) <= priced.keys():
            results = list(priced.values())  # what no option takes are cells without one
    if len(results) < 2 or len(set(results)) > 1 or not isinstance(results[0], Fraction | Award):
        return ""
    return f"各种情况都{cases.results[0].words()}"
