"""Words that say only that what stands before is not so: 未做到的不得分, 不达标的扣2分, 逾期的扣1分.

Receives the clauses before and the words; promises what they are there: the else of those clauses, a fact of its own,
or unclear. 弄虚作假的扣2分，逾期的扣1分 has no else: who does neither loses nothing.
"""

import re
from collections.abc import Sequence
from enum import Enum

from creditdsl.reader.clauses import Clause, Ladder, Options, Steps
from creditdsl.reader.gains import best, gives, is_fact
from creditdsl.reader.joiners.claim import State
from creditdsl.reader.joiners.late_facts import is_in_time
from creditdsl.reader.phrase_kinds import Award
from creditdsl.reader.segments import Result
from creditdsl.reader.takings import takes


class BareElse(Enum):
    """What bare words are behind some clauses. ABSENT: the words are others."""

    ABSENT = 0
    OTHERWISE = 1
    FACT = 2
    UNCLEAR = 3


_ENDED = "(?:的|则|者)?"
_UNDONE = re.compile(f"(?:以上(?:均|都))?(?:无|没有|未做到|没做到|做不到){_ENDED}")
_MISSED = re.compile(f"(?:以上(?:均|都))?(?:未达到|达不到){_ENDED}")
_BELOW_DEMANDS = re.compile(f"(?:以上(?:均|都))?(?:不达标|未达标|不符合要求|未达要求){_ENDED}")
"""What falls short of a standard, or is a fault of its own where none was set."""
_LATE = "逾期|延期|超期|延迟|迟延|推迟|超时"
_IN_TIME = "及时|按时|按期|如期|准时"
_BEHIND_TIME = f"{_LATE}|(?:不|未|没有?|未能)(?:{_IN_TIME})"
_TOO_LATE = re.compile(rf"(?:{_BEHIND_TIME})(?P<task>[\u4e00-\u9fff]*?){_ENDED}")
"""What is done too late, perhaps with its verb: 逾期, 逾期报送."""
_LATE_FAULT = re.compile(f"迟[报交到办]|晚[报交]|{_BEHIND_TIME}")
_TIMELY = re.compile(
    rf"{_IN_TIME}|按(?:要求|规定)|提前|限期|[时期]限|(?:规定|要求)的?时间|当[日天月]|\d(?:个?工作)?(?:日|天|小时|个月)(?:之)?内|[日底末号月]之?以?前"
)
"""Words of a fact that set a time, of which 逾期 is the contrary."""


def bare_else(state: State, words: str, result: Result | None) -> BareElse:
    """Return what bare words before a result are, behind the clauses of the sentence so far."""
    too_late = _TOO_LATE.fullmatch(words)
    if too_late is not None and too_late["task"]:
        return _done_late(state, too_late["task"], result)
    late = too_late is not None
    fault = late or _BELOW_DEMANDS.fullmatch(words) is not None
    if not (fault or _MISSED.fullmatch(words) or _UNDONE.fullmatch(words)):
        return BareElse.ABSENT
    if isinstance(result, Award) and result.points != 0:
        return _taking(state, late, fault) if result.takes else BareElse.UNCLEAR
    if late:
        return _of_time(state.clauses)
    of_cases = all(isinstance(clause, Ladder | Options) for clause in state.clauses)
    whole = of_cases or _UNDONE.fullmatch(words) is not None
    return BareElse.OTHERWISE if whole else BareElse.UNCLEAR


def _done_late(state: State, task: str, result: Result | None) -> BareElse:
    """Return whether 逾期报送 takes points of 按时报送, which it is the else of: it has none of the points for that."""
    named = any(isinstance(clause, Ladder) and task in clause.subject for clause in state.peers)
    taken = isinstance(result, Award) and result.takes and named and any(map(_sets_time, state.peers))
    return BareElse.OTHERWISE if taken and len(state.clauses) == 1 and not _some_points(state) else BareElse.ABSENT


def _some_points(state: State) -> bool:
    """Return whether what is in time gives some points of the item; who is late may have the rest of them."""
    last = state.clauses[-1]
    return isinstance(last, Ladder) and _sets_time(last) and best(last) not in (0, state.points)


def _of_time(clauses: Sequence[Clause]) -> BareElse:
    """Return what 逾期 is of clauses: the else of those that set a time, and a fact where none does."""
    timely = [_sets_time(clause) for clause in clauses]
    if all(timely):
        return BareElse.OTHERWISE
    faults = _all_faults(clauses)
    whole = faults or (len(clauses) == 1 and not isinstance(clauses[0], Steps))
    return BareElse.UNCLEAR if any(timely) or not whole or any(map(_is_late, clauses)) else BareElse.FACT


def _all_faults(clauses: Sequence[Clause]) -> bool:
    return all(takes(clause) and isinstance(clause, Ladder) and is_fact(clause) for clause in clauses)


def _is_late(clause: Clause) -> bool:
    return (
        isinstance(clause, Ladder | Steps)
        and re.search(f"迟[报交到办]|晚[报交]|{_BEHIND_TIME}", clause.subject) is not None
    )


def _sets_time(clause: Clause) -> bool:
    match clause:
        case Ladder(subject=subject) if gives(clause):
            return _TIMELY.search(subject) is not None
        case Steps(subject=subject, award=Award(takes=False)):
            return _TIMELY.search(subject) is not None
        case _:
            return False


def _taking(state: State, late: bool, fault: bool) -> BareElse:
    """Return what bare words that take points are: the else of the one ladder before, or a fault beside others."""
    if not any(map(gives, state.clauses)):
        alike = late and any(map(_is_late, state.clauses))
        return BareElse.FACT if fault and _all_faults(state.clauses) and not alike else BareElse.UNCLEAR
    if late and not any(map(_sets_time, state.clauses)):
        ladders = all(isinstance(clause, Ladder) for clause in state.clauses)
        return BareElse.FACT if ladders else BareElse.UNCLEAR
    if late and len(state.clauses) == 1 and _some_points(state):
        return BareElse.FACT if is_in_time(state.clauses[-1]) else BareElse.UNCLEAR
    return BareElse.OTHERWISE if _alone(state) else BareElse.UNCLEAR


def _alone(state: State) -> bool:
    """Return whether the clause before is the only one that words behind it may be the else of."""
    *before, last = state.clauses
    others = [clause for clause in before if isinstance(clause, Ladder) and clause.otherwise is None]
    return len(state.peers) == 1 and gives(last) and not any(is_fact(other) is is_fact(last) for other in others)
