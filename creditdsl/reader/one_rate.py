"""Two rates of which each would be a step of one: 完成率100%得10分，达标率90%以上得8分.

Receives what a sentence gives; promises the ladder that it is if both names are of the same number, or None where no
ladder could be of both.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from creditdsl.reader.case_values import amount_of, bounds_of
from creditdsl.reader.clauses import Case, Ladder
from creditdsl.reader.phrase_kinds import Award
from creditdsl.reader.settling import settle

SAME_RATE = "{}，是不是同一个数？"
_REACHED = re.compile("(?:任务|目标|指标|计划|年度|全年|实际)*(?:完成|达标|达成|实现)(?:率|比例|度|进度)|进度")


def as_one_rate(facts: Sequence[Ladder], full: Fraction | None) -> Ladder | None:
    """Return ladders of shares as one of the first name; None where each does not go on below the one before.

    full: the points of the item, which 得满分 gives.
    """
    *higher, last = facts
    cases = [case for fact in facts for case in fact.cases]
    named = {fact.subject for fact in facts}
    closed = any(fact.otherwise is not None or fact.limits for fact in higher)
    if closed or not all(map(_of_share, cases)) or len(named) < max(2, len(facts)):
        return None
    first = facts[0]
    ends = [(amount_of(case).value, _points(case, full)) for case in cases]
    falls = all(high > low and more > less for (high, more), (low, less) in pairwise(ends))
    settled = settle(first.subject, cases, last.otherwise is not None) if falls else None
    if settled is None or settled.words:
        return None
    return Ladder(first.subject, settled.answers[0][1], last.otherwise, last.limits)


def names_goal(facts: Sequence[Ladder]) -> bool:
    """Return whether all names are of how far a goal is reached: 完成率, 达标率."""
    return all(_REACHED.fullmatch(fact.subject) for fact in facts)


def _of_share(case: Case) -> bool:
    """Return whether a case gives points for a share."""
    units = {bound.amount.unit for bound in bounds_of(case) if bound.amount is not None}
    return units == {"%"} and isinstance(case.result, Award)


def _points(case: Case, full: Fraction | None) -> Fraction:
    points = case.result.points if isinstance(case.result, Award) else Fraction(0)
    return (full or Fraction(0)) if points is None else points
