"""W0617 这一等的线和名额都在前面一等以内

说明：等次自前向后先中先得。后面一等的分数线不比前面一等低，名额也不比它多，够得上的单位都已经是前面一等。
为什么要紧：没有单位能评上这一等；多半是两行的分数线或者百分比写反了。
例：

    方案：示例
    附件1 考核指标
    一、考核（100分）
      走访次数 每次得1 最高100
    等次
      80分以上 且 前50% 优秀
      90分以上 且 前30% 良好
      其余 合格

改法：自高到低写：前面一等的线高、名额少，后面一等的线低、名额多。
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from creditdsl.base.diagnostic import Related
from creditdsl.base.exact import WholeRounding
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.stretches import ALL, Axis, Region, minus
from creditdsl.syntax.expressions import constant
from creditdsl.syntax.nodes import GradeBand, Quota, Test

CODE = manual(__doc__)
_GENEROUS = (WholeRounding.DOWN, WholeRounding.NEAREST, WholeRounding.UP)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    axis = Axis(None, None, Fraction(1, 10**draft.scheme.digits))
    for reviewed in draft.tables:
        grades = reviewed.table.grades
        lines = [(band, _totals(band.test, axis)) for band in (grades.bands if grades is not None else ())]
        for (better, better_totals), (worse, worse_totals) in combinations(lines, 2):
            if better.test is None and worse.test is None:
                continue  # quotas alone are a ladder of places
            if better.also is None and _quota_within(worse, better) and _line_within(worse_totals, better_totals):
                yield Found(
                    f"够得上“{worse.grade.text}”的单位都已经是“{better.grade.text}”，没有单位能评上“{worse.grade.text}”。",
                    worse.span,
                    "前面一等的线高、名额少，后面一等的线低、名额多。",
                    (Related(f"“{better.grade.text}”在这里", better.span),),
                    reviewed.table.name,
                )


def _totals(test: Test | None, axis: Axis) -> Region | None:
    """Return the totals that meet the line of a grade, all where it has none; None where it is not of numbers."""
    bounds = () if test is None else test.bounds
    limits = [(bound.comparison, value) for bound in bounds if (value := constant(bound.operand)) is not None]
    return axis.satisfying(limits) if len(limits) == len(bounds) else None


def _line_within(worse: Region | None, better: Region | None) -> bool:
    """Return whether every total that meets the later line meets the earlier one. None: nobody knows which do."""
    return better is not None and not minus(ALL if worse is None else worse, better)


def _quota_within(worse: GradeBand, better: GradeBand) -> bool:
    """Return whether whoever is within the later quota is within the earlier one. Both lines must have one."""
    if better.quota is None or worse.quota is None:
        return False
    return better.quota.groups == worse.quota.groups and _no_more(worse.quota, better.quota)


def _no_more(fewer: Quota, more: Quota) -> bool:
    if not (fewer.places.front and more.places.front) or (fewer.places.share is None) is not (
        more.places.share is None
    ):
        return False
    if _GENEROUS.index(fewer.rounding) > _GENEROUS.index(more.rounding) or (fewer.ties_in and not more.ties_in):
        return False
    if fewer.places.share is not None and more.places.share is not None:
        return fewer.places.share <= more.places.share
    return more.places.first <= fewer.places.first and fewer.places.last <= more.places.last
