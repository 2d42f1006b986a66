"""Steps below a standard in an item without points: 开展活动8次以上，每少一次扣0.5分; 满意率低于90%的，每低1%扣0.5分.

Who meets the standard keeps what there is; what is counted is by how much it is missed.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.clauses import Steps
from creditdsl.reader.gains import is_measured
from creditdsl.reader.joiners.claim import YEARLY, Claim, State, moves_away, side
from creditdsl.reader.joiners.standard_parts import in_points, unit_of
from creditdsl.reader.joiners.step_names import SHARES, is_due
from creditdsl.reader.line_writer import quantity
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Limit, Test
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

_KEPT = (Comparison.AT_LEAST, Comparison.LESS)


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    if state.points is not None or len(segments) < 2:
        return None
    first, step = segments[0], segments[1]
    standard, award = _standard(segments), _taken(step)
    if standard is None or award is None or step.each is None or side(step) is not False:
        return None
    size = in_points(step.each.size)
    goes_on = len(segments) > 2 and not segments[2].subject and segments[2].part == first.part
    if unit_of(size) != unit_of(standard) or not moves_away(first.subject, segments[1:]) or goes_on:
        return None
    share = standard.unit in SHARES
    if share and not is_measured(first.subject):
        return None
    missed = first.test is not None and first.test.bounds[0].comparison is Comparison.LESS
    exact = first.test is not None and first.test.exact
    below, fewer = "低于" if missed else "未达到", "少于" if missed or exact else "不足"
    short = f"{below}{quantity(standard)}的幅度" if share else f"{fewer}{quantity(standard)}的{standard.unit}数"
    clause = Steps(f"“{first.subject}{short}”", size, award, step.limits)
    return Claim(2, replace(state, clauses=(*state.clauses, clause), subject=first.subject))


def _standard(segments: Sequence[Segment]) -> Amount | None:
    """Return the amount that shall be reached, or that is not."""
    first = segments[0]
    match first.test:
        case Test(bounds=(Bound(amount=Amount() as amount) as bound,), exact=exact) if first.period in YEARLY:
            due = is_due(segments) if exact else bound.comparison in _KEPT
            plain = first.conditional and first.only("subject", "test", "period") and bool(first.subject)
            return amount if due and plain and "“" not in first.subject else None
        case _:
            return None


def _taken(step: Segment) -> Award | None:
    """Return what each step takes."""
    fits = all(_fits(limit) for limit in step.limits)
    match step.result:
        case Award(points=Fraction(), takes=True, sharing=False, again=False, below=False) as award if fits:
            return award if step.only("subject", "each", "result", "limits") else None
        case _:
            return None


def _fits(limit: Limit) -> bool:
    return limit.kind == "until_zero" or (limit.kind == "cap" and limit.takes)
