"""The end of a ladder of changes, where nothing has changed: 下降2%以上得3分，下降不足2%得1分，不降反升不得分.

Receives the ladder before; promises it with no case of what has not changed, or changed the other way.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Case, Clause, Ladder, Steps
from creditdsl.reader.gains import CHANGE, gives, is_fact
from creditdsl.reader.joiners.claim import State
from creditdsl.reader.joiners.worded_ladders import MOVED
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Test
from creditdsl.reader.segments import Segment
from creditdsl.reader.takings import nothing
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
MOVED_BACK = "没有{}、反而{}的，也算“{}”这一档吗？"


def moved_back(clauses: Sequence[Clause]) -> tuple[str, tuple[tuple[str, tuple[Clause, ...]], ...]] | None:
    """Return the question whether a case of small changes holds of a change the other way: 下降不足5%得3分."""
    for at, clause in enumerate(clauses):
        bounded = _from_no_change(clause, Comparison.MORE)
        if bounded is not None and isinstance(clause, Ladder):
            low = next(case.test.text for case in clause.cases if case.test and _holds_of_the_contrary(case))
            words = MOVED_BACK.format(*_ways(clause.subject), low)
            return words, (("也算", tuple(clauses)), ("不算", (*clauses[:at], bounded, *clauses[at + 1 :])))
    return None


def apart(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return clauses with changes from none on where a fact is of the other way: 下降得5分，上升10%以内得3分."""
    facts = [clause.subject for clause in clauses if is_fact(clause) and isinstance(clause, Ladder)]
    return tuple(_apart(clause, facts) for clause in clauses)


def _apart(clause: Clause, facts: Sequence[str]) -> Clause:
    bounded = _from_no_change(clause, Comparison.AT_LEAST)
    if bounded is None or not isinstance(clause, Ladder):
        return clause
    _, back = _ways(clause.subject)
    return bounded if any(_ways(fact)[0] == back for fact in facts) else clause


def _from_no_change(clause: Clause, least: Comparison) -> Ladder | None:
    """Return a ladder of changes whose last case begins at none; None of any other clause."""
    if not isinstance(clause, Ladder) or clause.otherwise is not None or not _ways(clause.subject)[0]:
        return None
    low = [case for case in clause.cases if _holds_of_the_contrary(case)]
    cases = tuple(_from_none(case, least) if case in low else case for case in clause.cases)
    whole = tuple(case for case in cases if case is not None)
    return replace(clause, cases=whole) if low and len(whole) == len(cases) else None


def _holds_of_the_contrary(case: Case) -> bool:
    """Return whether a case gives or takes points for a number or fewer, which no end keeps above none."""
    match case.test:
        case Test(bounds=(Bound(comparison=Comparison.AT_MOST | Comparison.LESS, amount=Amount() as end),)):
            return end.value > 0 and nothing(case.result) is None
        case _:
            return False


def _ways(subject: str) -> tuple[str, str]:
    """Return the change that a subject ends with, and its contrary; nothing where it ends with none."""
    if not CHANGE.search(subject):
        return "", ""
    down, up = re.search(f"(?:{_DOWN})$", subject), re.search(f"(?:{_UP}|提升)$", subject)
    if down is not None:
        return down.group(), "上升"
    return (up.group(), "下降") if up is not None else ("", "")


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
