"""A number within each month or quarter: 每月报送1条得0.5分; 每季度开展活动不少于2次的，得1分.

The words leave open whether every period counts for itself, or the year as a whole; that is asked.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.clauses import Case, Ladder, Steps
from creditdsl.reader.joiners import limits as whose
from creditdsl.reader.joiners.claim import Claim, State
from creditdsl.reader.joiners.step_names import counted
from creditdsl.reader.phrase_kinds import Amount, Award, Test
from creditdsl.reader.segments import Segment

EVERY_PERIOD = "每一期各算一次，还是合起来算？"
UNITS = {
    **dict.fromkeys(("每月", "每个月", "按月"), "月"),
    **dict.fromkeys(("每季度", "每个季度", "按季"), "季度"),
    **dict.fromkeys(("每年", "每年度"), "年"),
    **dict.fromkeys(("每周",), "周"),
    **dict.fromkeys(("每天", "每日"), "天"),
    "当月": "月",
    "当季": "季度",
}
"""Periods and what counts them."""


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    used = 1
    while used < len(segments) and segments[used].bare and segments[used].plain and segments[used].limits:
        used += 1
    limits = [(limit, segment.part == first.part, False) for segment in segments[:used] for limit in segment.limits]
    split = whose.split(limits, state)
    goes_on = used < len(segments) and (segments[used].otherwise or segments[used].part == first.part)
    period = first.period or first.subject[:2]
    match first:
        case Segment(
            test=Test() as test,
            result=Award(points=Fraction(), sharing=False, again=False) as award,
            each=None,
            place=None,
            per="",
            ratio="",
            discretion="",
            otherwise=False,
            full=None,
            remainder=None,
        ) if period in UNITS and not goes_on and split is not None and not state.clauses:
            pass
        case _:
            return None
    of_rule, whole, either = split
    if whole or either:
        return None
    unit, words = UNITS[period], first.subject.replace(period, "")
    month = Amount(Fraction(1), unit, first.start, first.end)
    periods = Steps(f"“{words}{test.text}{first.behind}的{unit}数”", month, award, tuple(of_rule))
    size = test.bounds[0].amount
    if test.exact and size is not None and size.value == 1:
        every = Steps(counted("", words, first.behind, size), size, award, tuple(of_rule))
        named = Steps(f"{words}{first.behind}的{unit}数", month, award, tuple(of_rule))
        forks = (("合起来，每次都算", _with(state, every)), ("每一期算一次", _with(state, named)))
    else:
        whole_name = f"“{period}{words}{test.text}{first.behind}”"
        of_one = period in ("当月", "当季") and not test.exact
        name, case = (
            (f"{first.subject}{first.behind}", Case(test, award)) if of_one else (whole_name, Case(None, award))
        )
        once = Ladder(name, (case,), None, tuple(of_rule))
        forks = (("每一期算一次", _with(state, periods)), ("合起来算一次", _with(state, once)))
    return Claim(used, forks[0][1], EVERY_PERIOD, forks)


def _with(state: State, clause: Steps | Ladder) -> State:
    return replace(state, clauses=(clause,))
