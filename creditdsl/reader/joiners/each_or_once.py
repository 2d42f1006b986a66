"""A fact behind steps: 每新增1个国家级平台加5分，省级平台加3分 may give 3 for each, or once.

Receives a claim with the state before it; promises a claim that asks where the words leave both open.
"""

from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.clauses import Case, Clause, Ladder, Steps
from creditdsl.reader.joiners.claim import EVERY, ONCE, Claim, State
from creditdsl.reader.phrase_kinds import Award
from creditdsl.reader.special_cases import case_of, of_fault

EACH_OR_ONCE = "“{}”也是每一次都算，还是只算一次？"

_TIMES = ("天", "日", "个工作日", "工作日", "小时", "周", "月", "个月", "年")


def each_or_once(before: State, claim: Claim) -> Claim | None:
    """Ask of a fact behind steps whether it counts each time, too: in the same part, or without a verb of its own.

    每次得1分；市级2分 goes on with 每次 as much as 每次得1分，市级得2分 does. None where a cap, too, may be of both, or
    where days are counted, of which a fact has none.
    """
    steps = _steps(before)
    if claim.forks or not isinstance(steps, Steps) or len(claim.state.clauses) != len(before.clauses) + 1:
        return claim
    match claim.state.clauses[-1]:
        case Ladder(
            subject=subject,
            cases=(Case(test=None, result=Award(points=Fraction(), sharing=False) as award),),
            otherwise=None,
            limits=limits,
        ) if award.takes is steps.award.takes and (before.peers or award.bare or _of(subject, award, steps)):
            if any(limit.kind != "until_zero" for limit in limits) or steps.size.unit in _TIMES:
                return None
            each = Steps(subject, replace(steps.size, value=Fraction(1)), award, limits)
            every = replace(claim.state, clauses=(*before.clauses, each))
            if _of(subject, award, steps):
                return replace(claim, state=every)
            if before.counted:
                return replace(claim, state=every if before.counted == EVERY else claim.state)
            forks = (EVERY, replace(every, counted=EVERY)), (ONCE, replace(claim.state, counted=ONCE))
            return replace(claim, question=EACH_OR_ONCE.format(subject), forks=forks)
        case _:
            return claim


def _steps(before: State) -> Clause | None:
    """Return the clause before; the steps that the answer to the question was of, where facts go on with it."""
    if before.counted and before.peers:
        return next((clause for clause in reversed(before.peers) if isinstance(clause, Steps)), before.clauses[-1])
    return before.clauses[-1] if before.clauses else None


def _of(subject: str, award: Award, steps: Steps) -> bool:
    """Return whether a fact is of some of what the steps before it count: 每处扣2分，及时扑灭的扣1分."""
    return not award.again and (case_of(subject, steps.subject) or (award.takes and of_fault(subject)))
