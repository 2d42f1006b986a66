"""Steps and caps behind a clause that may be of the clause before, too.

编制率100%得4分，挂接率100%得6分，每低10%扣1分: of both, or of the last. Receives a claim with the state before it;
promises whether what it says is of one of them alone.
"""

from collections.abc import Sequence

from creditdsl.reader.clauses import Case, Clause, Ladder, Standard, Steps
from creditdsl.reader.gains import gives, is_fact
from creditdsl.reader.joiners.claim import Claim, State
from creditdsl.reader.joiners.limits import is_capped
from creditdsl.reader.phrase_kinds import Test
from creditdsl.reader.segments import Segment
from creditdsl.reader.takings import takes, voids


def of_both(before: State, claim: Claim, segments: Sequence[Segment], listed: bool) -> bool:
    """Return whether steps away from a standard, or a cap of what is taken, may be of the measure before, too.

    Steps that stand in a part of their own may be of a measure in another: 甲率100%得3分；乙率90%得2分；每低1%扣0.1分.
    Nor what is taken from the fact before, or beside it: 完整得2分，缺1至2处扣0.5分.
    """
    mine = segments[: claim.used]
    apart = any(segment.each and segment.part != mine[0].part for segment in mine)
    match (before.clauses if apart else before.peers)[-1:], claim.state.clauses[len(before.clauses) :]:
        case (Ladder(cases=(Case(test=Test(bounds=(first,))),)),), (Standard(bound=bound, moves=(_, *_)),):
            return first.amount is not None and bound.amount is not None and first.amount.unit == bound.amount.unit
        case (Ladder() as fact,), (Ladder(cases=(Case(test=Test()), *_)) as ladder,) if not listed:
            return not apart and gives(fact) and is_fact(fact) and takes(ladder) and not voids(ladder)
        case (Standard() as standard,), (Steps() as steps,):
            return _cap_of_both(standard, steps) and not any(segment.mark == "(" for segment in mine if segment.limits)
        case _:
            return False


def _cap_of_both(before: Standard, steps: Clause) -> bool:
    """Return whether a cap may be of what a standard takes, too: 每低1%扣0.1分，被通报每次扣1分，最多扣2分."""
    taking = any(move.award.takes for move in before.moves) and not before.limits
    return taking and takes(steps) and is_capped(steps)
