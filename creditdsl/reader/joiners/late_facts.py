"""What comes late, of what gives points in time: 按时报送得满分，迟报扣1分，不报扣5分.

Who is late has not the points of who is in time, so that nothing would be left to take from.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.clauses import Case, Clause, Ladder
from creditdsl.reader.gains import best, gives, is_fact
from creditdsl.reader.joiners.claim import State
from creditdsl.reader.phrase_kinds import Award
from creditdsl.reader.takings import takes

_IN_TIME = re.compile("(?:能|能够)?(?:按时|按期|及时|如期|按要求|按规定|准时|当天|当日)")
_LATE = re.compile(
    "“?(?:迟|逾期|超期|超时|延期|延迟|迟延|推迟|晚|滞后|不报|不交|未报|未交|漏报|缺报|拒报|拒不"
    "|(?:未|不|没有?)(?:能)?(?:按时|按期|及时|如期|按要求|按规定|准时))"
)


def from_in_time(state: State) -> tuple[Clause, ...] | None:
    """Return the clauses with what is taken as taken from all points of the item; None where nothing is late."""
    giving, others = _parts(state.clauses)
    if giving is None:
        giving, others = _denied_in_parts(state.clauses)
    if giving is None or not others or not all(takes(clause) for clause in others):
        return None
    whole = best(giving) == state.points or _all_of_it(giving)
    return tuple(others) if state.points is not None and whole else None


def left_of_it(state: State) -> tuple[Clause, ...] | None:
    """Return the clauses with what is left of the points of each fact whose contrary takes some.

    None without such a fact, and no clauses where less than nothing would be left, or nobody knows of how many points.
    """
    left: list[Clause] = []
    for clause in state.clauses:
        fact = next((fact for fact in reversed(left) if _excludes(fact, clause)), None)
        if fact is None or not isinstance(fact, Ladder):
            left.append(clause)
            continue
        points = state.points if _all_of_it(fact) else best(fact)
        remaining = None if points is None else _left(clause, points)
        if remaining is None:
            return ()
        left.append(remaining)
    return tuple(left) if left != list(state.clauses) else None


def _denied_in_parts(clauses: Sequence[Clause]) -> tuple[Ladder | None, list[Clause]]:
    """Return a fact with faults that each deny a part of it, and may come together: 有规划和计划得3分，无规划扣1分."""
    match clauses:
        case [Ladder() as fact, *others] if len(others) > 1 and all(_excludes(fact, other) for other in others):
            return fact, others
        case _:
            return None, []


_NOT = re.compile("不|未|没有?|无")


def _excludes(fact: Clause, clause: Clause) -> bool:
    """Return whether who has the points of a fact cannot have what another takes some for: 落实到位, 落实不到位."""
    if not isinstance(fact, Ladder) or not isinstance(clause, Ladder) or not is_fact(fact) or not gives(fact):
        return False
    if _adds(fact) or not is_fact(clause) or not takes(clause) or _below_zero(clause):
        return False
    denied = _NOT.sub("", clause.subject, count=1)
    contrary = denied != clause.subject and len(denied) > 1 and set(denied) <= set(fact.subject)
    return contrary or (is_in_time(fact) and _LATE.match(clause.subject) is not None)


def _below_zero(fact: Ladder) -> bool:
    """Return whether a fact takes points even below zero: 倒扣3分."""
    result = fact.cases[0].result
    return isinstance(result, Award) and result.below


def _parts(clauses: Sequence[Clause]) -> tuple[Ladder | None, list[Clause]]:
    """Return the one fact that gives points in time, and what is late; no fact where other things are told."""
    giving = [clause for clause in clauses if is_in_time(clause)]
    others = [clause for clause in clauses if not is_in_time(clause)]
    late = all(isinstance(clause, Ladder) and _LATE.match(clause.subject) for clause in others)
    return (giving[0], others) if len(giving) == 1 and late and isinstance(giving[0], Ladder) else (None, others)


def is_in_time(clause: Clause) -> bool:
    """Return whether a clause only gives points for what is in time."""
    if not isinstance(clause, Ladder) or not is_fact(clause) or not gives(clause):
        return False
    return (
        clause.otherwise is None and not (clause.limits or _adds(clause)) and _IN_TIME.match(clause.subject) is not None
    )


def _adds(fact: Ladder) -> bool:
    """Return whether a fact adds points to others, so that there are some to take from: 按时报送加1分，迟报扣1分."""
    result = fact.cases[0].result
    return isinstance(result, Award) and (result.adds or result.again)


def _all_of_it(fact: Ladder) -> bool:
    result = fact.cases[0].result
    return isinstance(result, Award) and result.points is None


def _left(clause: Clause, full: Fraction) -> Ladder | None:
    """Return a late fact with the points that are left of some; None where less than none would be."""
    match clause:
        case Ladder(cases=(Case(test=None, result=Award(points=Fraction() as less, takes=True, below=False)),)) if (
            less <= full and clause.otherwise is None and not clause.limits
        ):
            return replace(clause, cases=(Case(None, Award(full - less, False, 0, 0)),))
        case _:
            return None
