"""The end of a ladder of changes, where nothing has changed: 下降2%以上得3分，下降不足2%得1分，不降反升不得分.

Receives the ladder before; promises it with no case of what has not changed, or changed the other way.
"""

import re
from dataclasses import replace

from creditdsl.reader.clauses import Case, Ladder, Steps
from creditdsl.reader.gains import gives, nothing
from creditdsl.reader.joiners.claim import State
from creditdsl.reader.joiners.worded_ladders import MOVED
from creditdsl.reader.phrase_kinds import Award, Bound, Test
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

_DOWN, _UP = (
    "|".join(word for word, way in MOVED.items() if way is side) for side in (Comparison.LESS, Comparison.MORE)
)
_CONTRARY = (
    (re.compile(f"(?:{_DOWN})$"), re.compile(f"(?:(?:未|没有|不)(?:{_DOWN})|不降反升|不减反增|(?:同比)?(?:{_UP}))的?")),
    (re.compile(f"(?:{_UP})$"), re.compile(f"(?:(?:未|没有|不)(?:{_UP})|不升反降|不增反减|(?:同比)?(?:{_DOWN}))的?")),
)
_STILL = re.compile(f"未|没有|不(?:{_DOWN}|{_UP})")
"""How words begin that hold of what has not moved at all, too: 未下降, not 上升."""
_UPWARD = (Comparison.AT_LEAST, Comparison.MORE)


def not_moved(state: State, segment: Segment) -> State | None:
    """Return the state with the ladder before ended; None where a segment does not end it."""
    last = state.clauses[-1]
    if isinstance(last, Steps) and segment.only("subject", "result") and nothing(segment.result) is not None:
        name = last.subject.removesuffix("幅度")
        idle = not last.award.takes and last.subject != name and _contrary(name, segment.subject)
        return state if idle else None
    if not isinstance(last, Ladder) or nothing(segment.result) is None or not segment.only("subject", "result"):
        return None
    if not _contrary(last.subject, segment.subject):
        return None
    cases = _with_rest(last)
    rest_keeps_none = last.otherwise is not None and not _STILL.match(segment.subject)
    least = Comparison.AT_LEAST if rest_keeps_none else Comparison.MORE
    ended = tuple(case for case in (_from_none(case, least) for case in cases) if case is not None)
    if len(ended) < len(last.cases) or len(ended) < len(cases):
        return None
    ladder = replace(last, cases=ended, otherwise=None)
    return replace(state, clauses=(*state.clauses[:-1], ladder)) if gives(ladder) else None


def _contrary(change: str, words: str) -> bool:
    """Return whether words say that a change did not come, or the contrary of it."""
    return any(way.search(change) and other.fullmatch(words) for way, other in _CONTRARY)


def _with_rest(ladder: Ladder) -> tuple[Case, ...]:
    """Return the cases of a ladder with its else as one; none where the else is of more than is below them."""
    match ladder:
        case Ladder(otherwise=None, cases=cases):
            return cases
        case Ladder(cases=(Case(test=Test(bounds=(bound,)) as test) as case,), otherwise=Award() as award) if (
            bound.comparison in _UPWARD and bound.amount is not None
        ):
            below = Comparison.LESS if bound.comparison is Comparison.AT_LEAST else Comparison.AT_MOST
            return case, Case(replace(test, bounds=(Bound(below, bound.amount),)), award)
        case _:
            return ()


def _from_none(case: Case, least: Comparison) -> Case | None:
    """Return a case with its lower end at no change; None for another comparison."""
    bounds = case.test.bounds if case.test is not None else ()
    amount = bounds[0].amount if bounds else None
    if amount is None or case.test is None:
        return None
    if len(bounds) > 1 or bounds[0].comparison not in (Comparison.LESS, Comparison.AT_MOST):
        return case
    none = Bound(least, replace(amount, value=amount.value * 0))
    return replace(case, test=replace(case.test, bounds=(none, *bounds)))
