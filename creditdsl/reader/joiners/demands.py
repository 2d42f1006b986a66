"""What shall be, with all points of the item for it: 结案率须达100%，否则不得分; 每季度演练1次，少1次扣1分.

A number within each month or quarter is counted by what is short of it, as no measure of the year compares with it.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.clauses import Case, Ladder, Steps
from creditdsl.reader.gains import compares
from creditdsl.reader.joiners import limits as whose
from creditdsl.reader.joiners.claim import Claim, State, away, side
from creditdsl.reader.phrase_kinds import Award, Nothing, Test
from creditdsl.reader.segments import Segment
from creditdsl.reader.takings import takes
from creditdsl.syntax.nodes import Comparison

_PERIODS = ("每月", "每个月", "每季度", "每个季度", "每半年", "每周", "按月", "按季")


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    if state.points is None or len(segments) < 2 or not all(map(takes, state.clauses)):
        return None
    return _or_nothing(state, segments) or _of_each_period(state, segments)


def _or_nothing(state: State, segments: Sequence[Segment]) -> Claim | None:
    """Claim a comparison that keeps all points, where the rest gets nothing."""
    first, second = segments[:2]
    if state.clauses:
        return None
    match first, second:
        case (
            Segment(test=Test(bounds=(bound,), exact=False, standard="") as test, jointly="", label=""),
            Segment(otherwise=True, result=Nothing(spares=False, rule="")),
        ) if second.only("otherwise", "result") and first.only("subject", "behind", "test") and len(segments) == 2:
            words = first.subject + first.behind
        case _:
            return None
    if not words or compares(words) or bound.comparison not in (Comparison.AT_LEAST, Comparison.AT_MOST):
        return None
    points = Award(None, False, first.start, first.end)
    ladder = Ladder(state.named(words), (Case(test, points),))
    return Claim(2, replace(state, clauses=(ladder,), subject=words))


def _of_each_period(state: State, segments: Sequence[Segment]) -> Claim | None:
    """Claim points taken for each that is short of a number in every period."""
    first, second = segments[:2]
    match first, second:
        case (
            Segment(test=Test(bounds=(bound,), standard="") as test, each=None, place=None, jointly="", label=""),
            Segment(
                result=Award(points=Fraction(), takes=True, sharing=False, below=False) as award, per="", test=None
            ),
        ) if _keeps_all(state, first) and first.period in _PERIODS and bound.amount is not None:
            size = second.each.size if second.each is not None else None
        case _:
            return None
    words = first.subject + test.text + first.behind
    plain = second.only("each", "result", "limits") and side(second) is False and away(second) in words
    counts = bound.comparison is Comparison.AT_LEAST or test.exact
    if not plain or not counts or size is None or bound.amount is None or size.unit != bound.amount.unit:
        return None
    used, limits = 2, [(limit, True, False) for limit in second.limits]
    while used < len(segments) and segments[used].bare and segments[used].only("limits") and segments[used].limits:
        limits += [(limit, segments[used].part == first.part, False) for limit in segments[used].limits]
        used += 1
    split = whose.split(limits, state)
    if split is None or split[1] or split[2]:
        return None
    steps = Steps(f"“{words}少{size.unit}数”", size, award, tuple(split[0]))
    return Claim(used, replace(state, clauses=(*state.clauses, steps), subject=words))


def _keeps_all(state: State, segment: Segment) -> bool:
    """Return whether a demand says no points, or those of the item: 每月接访不少于1次得4分，少1次扣0.5分."""
    match segment.result:
        case None:
            return segment.conditional
        case Award(points=points, takes=False, sharing=False, again=False):
            known = segment.only("subject", "period", "test", "behind", "result")
            return known and not state.clauses and points in (None, state.points)
        case _:
            return False
