"""A cap of what several steps take together: 迟报每次扣1分，漏报每次扣2分，累计最高扣6分.

Receives the limits behind a step and the steps before it. Promises one formula of all of them with the cap, asked for
where the cap may be of the last step alone; only steps of one add up so, as 每5次扣1分 counts whole fives.
"""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Calculated, Clause, Steps
from creditdsl.reader.joiners.claim import Claim, State
from creditdsl.reader.joiners.limits import WHOSE_CAP, Placed, bounded_before
from creditdsl.reader.line_writer import Name, Piece, number
from creditdsl.reader.meanings import HOLE


def pooled(limits: Sequence[Placed], state: State) -> Placed | None:
    """Return the cap that is of the steps before, too; None where there is none, or no formula says it."""
    for placed in limits:
        limit, in_part, bracketed = placed
        before = bounded_before(state, limit, in_part, bracketed)
        shared = limit.kind == "cap" and limit.takes and limit.points != state.points and not limit.several
        if shared and before and all(map(_of_one, before)) and (in_part or len(before) == len(state.clauses)):
            return placed
    return None


def _of_one(clause: Clause) -> bool:
    """Return whether a clause takes points for each single one, and has no other limit."""
    match clause:
        case Steps(award=award, size=size, limits=(), counting="", without=(), subject=subject):
            return award.takes and size.value == 1 and not award.below and subject != HOLE
        case _:
            return False


def in_one(used: int, state: State, step: Steps, placed: Placed) -> Claim | None:
    """Claim a step and those that share its cap as one formula."""
    limit, in_part, bracketed = placed
    shared = bounded_before(state, limit, in_part, bracketed)
    if not _of_one(step):
        return None
    kept = tuple(clause for clause in state.clauses if clause not in shared)
    steps = [clause for clause in (*shared, step) if isinstance(clause, Steps)]
    whole = replace(state, clauses=(*kept, Calculated(_sum(steps), True, (limit,))), since=min(state.since, len(kept)))
    if not in_part:
        return Claim(used, whole)
    last = replace(state, clauses=(*state.clauses, replace(step, limits=(limit,))))
    return Claim(used, whole, WHOSE_CAP, (("管几条合起来", whole), ("只管最后一条", last)))


def _sum(steps: Sequence[Steps]) -> tuple[Piece, ...]:
    """Return what steps of one take together: 迟报+漏报×2."""
    pieces: list[Piece] = []
    for step in steps:
        assert step.award.points is not None
        times: list[Piece] = [] if step.award.points == 1 else ["×", number(step.award.points)]
        pieces += [*(["+"] if pieces else []), Name(step.subject), *times]
    return tuple(pieces)
