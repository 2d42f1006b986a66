"""Steps away from all of a rate, or from none of it, where no standard is named: 覆盖率每低1个百分点扣0.5分.

Promises a question, as the words do not say from where the steps count.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.clauses import Move, Standard
from creditdsl.reader.joiners.claim import Claim, State, asking, side
from creditdsl.reader.joiners.step_names import SHARES
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Limit
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison
from creditdsl.syntax.quantities import is_change, is_ratio

_PLAIN = re.compile("低|降低|下降|少|缺|差|高|高出|超|超过|超出|上升|提高")
FROM_WHERE = "没有写标准，是从 {} 算起，{}吗？"


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first, points = segments[0], state.points
    name = first.subject or state.context.title
    above = side(first)
    verb = first.each.verb if first.each is not None else ""
    of_rate = is_ratio(name) and not is_change(name) and _PLAIN.fullmatch(verb) is not None
    if above is None or not of_rate or points is None or state.clauses or state.full is not None:
        return None
    match first.result:
        case Award(points=Fraction(), takes=True, sharing=False, again=False, below=False) as award:
            pass
        case _:
            return None
    limits = _limits(segments)
    if not first.only("subject", "each", "result", "limits") or first.each is None or limits is None:
        return None
    if first.each.size.unit not in SHARES or any(limit.kind not in ("until_zero", "floor") for limit in limits):
        return None
    bound = _bound(above)
    full = Award(points, False, first.start, first.end)
    move = Move(above, replace(first.each.size, unit="百分点"), award)
    standard = Standard(name, bound, full, (move,), (), None, limits)
    words = FROM_WHERE.format("0" if above else "100%", "高出多少扣多少" if above else "低多少扣多少")
    after = replace(state, titled=state.titled or not first.subject, subject=first.subject)
    claimed = asking(len(segments), after, words, (("是", (standard,)),))
    return replace(claimed, question=words)


def _bound(above: bool) -> Bound:
    end = Amount(Fraction(0 if above else 100), "%", 0, 0)
    return Bound(Comparison.AT_MOST if above else Comparison.AT_LEAST, end)


def _limits(segments: Sequence[Segment]) -> tuple[Limit, ...] | None:
    """Return the limits of a step that all of the segments are of; None where they say more."""
    first, *others = segments
    if not all(segment.bare and segment.only("limits") for segment in others):
        return None
    return tuple(limit for segment in (first, *others) for limit in segment.limits)
