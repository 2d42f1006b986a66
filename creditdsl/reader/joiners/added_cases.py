"""Points that a case of a ladder adds to those of a lower case: 60%以上得6分，80%以上加2分，90%以上加4分.

Receives a ladder as written; promises ladders in which each case gives its points in all, one for each way in which
the words can be meant, or none where nothing is there to add to.

Worked example: 6, 加2 and 加4 are 6, 8 and 10 where 4 is added to the 6, and 6, 8 and 12 where it is added to the 8.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from creditdsl.reader.case_values import Range, amount_of, range_of
from creditdsl.reader.clauses import Case, Ladder
from creditdsl.reader.gains import best
from creditdsl.reader.phrase_kinds import Award, Limit

HOW_ADDED = "写了“加”的那一档，一共得多少分？"
TO_BASE = "加在“得”的那一档上"
TO_EACH_OTHER = "一档一档加上去"
INSTEAD = "只得这一档写的分"
Ways = Sequence[tuple[str, Ladder]]


def totals(ladder: Ladder, points: Fraction | None) -> Ways:
    """Return the ladders that a ladder may mean, each with its answer; the ladder itself where no case adds.

    points: those of the item. Where one way alone gives just them at most, it is meant.
    """
    adding = [at for at, case in enumerate(ladder.cases) if _points(case, adds=True) is not None]
    giving = [at for at, case in enumerate(ladder.cases) if _points(case, adds=False) is not None]
    if not adding or not giving:
        return (("", ladder),)
    bases = {at: _base(ladder.cases, at, giving) for at in adding}
    known = {at: base for at, base in bases.items() if base is not None}
    if len(known) < len(adding) or len(set(known.values())) > 1:
        return ()
    ways = _ways(ladder, known)
    if any(limit.adds for limit in ladder.limits):
        ways = [way for way in ways if way[0] != INSTEAD]
    base = best(replace(ladder, cases=tuple(ladder.cases[at] for at in known.values())))
    ways = [(answer, replace(way, limits=tuple(_in_all(limit, base) for limit in way.limits))) for answer, way in ways]
    exact = [way for way in ways if best(way[1]) == points]
    return exact if len(exact) == 1 else ways


def _in_all(limit: Limit, base: Fraction) -> Limit:
    """Return a cap of what is added as one of all points: 最多加4分 beside 得6 is 10 at most."""
    adding = limit.kind == "cap" and limit.adds and limit.points is not None
    return replace(limit, points=base + (limit.points or 0), adds=False) if adding else limit


def _ways(ladder: Ladder, bases: Mapping[int, int]) -> Ways:
    """Return a ladder with the points in all. bases: the case that each adding case adds to."""
    cases = ladder.cases
    added = {at: _points(cases[at], adds=True) or Fraction(0) for at in bases}
    below = {at: _points(cases[base], adds=False) or Fraction(0) for at, base in bases.items()}
    order = sorted(added, key=lambda at: _from(cases[at]).low or -(_from(cases[at]).high or 0))
    rising = all(added[low] < added[high] for low, high in pairwise(order))
    to_each_other = {at: below[at] + sum(added[low] for low in order[: order.index(at) + 1]) for at in order}
    several = len(added) > 1
    ways = [(TO_EACH_OTHER if several else TO_BASE, _with(ladder, to_each_other))]
    if several and rising:
        ways.insert(0, (TO_BASE, _with(ladder, {at: below[at] + added[at] for at in order})))
    if all(added[at] >= below[at] for at in order):
        ways.append((INSTEAD, ladder))
    return ways


def _with(ladder: Ladder, points: Mapping[int, Fraction]) -> Ladder:
    """Return a ladder with other points of some cases."""
    cases = [
        replace(case, result=replace(case.result, points=points[at], adds=False, verb=""))
        if at in points and isinstance(case.result, Award)
        else case
        for at, case in enumerate(ladder.cases)
    ]
    return replace(ladder, cases=tuple(cases))


def _base(cases: Sequence[Case], at: int, giving: Sequence[int]) -> int | None:
    """Return the narrowest case that holds for all values of another, which adds to it."""
    wider = [base for base in giving if _from(cases[base]).holds(_from(cases[at]))]
    return max(
        wider, key=lambda base: sum(_from(cases[other]).holds(_from(cases[base])) for other in wider), default=None
    )


def _from(case: Case) -> Range:
    """Return the values of a case; a bare number is reached from below: 1次得2分，2次加2分."""
    exact = case.test is not None and case.test.exact
    return Range(amount_of(case).value, True, None, False) if exact else range_of(case)


def _points(case: Case, adds: bool) -> Fraction | None:
    """Return the points that a case gives, if it adds them or does not."""
    match case.result:
        case Award(points=Fraction() as points, takes=False, adds=adding) if adding is adds and case.test is not None:
            return points
        case _:
            return None
