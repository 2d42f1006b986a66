"""Several facts that leave nothing of the item, and nothing else: 未培训的，不得分；无记录的，不得分.

Promises a question, as the words do not say that all others have the points of the item.
"""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Case, Ladder
from creditdsl.reader.gains import compares
from creditdsl.reader.joiners.bare_else import BareElse, bare_else
from creditdsl.reader.joiners.claim import Claim, State, condition
from creditdsl.reader.phrase_kinds import Nothing
from creditdsl.reader.segments import Segment

FULL_WITHOUT = "没有这些情形的，是不是得本项的全部分数？"


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    voids = [void for segment in segments if (void := _void(state, segment)) is not None]
    plain = any(isinstance(segment.result, Nothing) and not segment.result.item for segment in segments)
    several = len(voids) == len(segments) > 1 and len({void.subject for void in voids}) == len(voids)
    if not several or not plain or state.clauses or state.points is None or state.full is not None:
        return None
    after = replace(state, clauses=tuple(voids), subject=voids[-1].subject)
    return Claim(len(segments), after, FULL_WITHOUT, (("是", after),))


def _void(state: State, segment: Segment) -> Ladder | None:
    """Return a fact that leaves nothing of the item; None where a segment says anything else."""
    none = segment.result
    if not isinstance(none, Nothing) or none.spares or none.rule or not segment.only("subject", "result", "listed"):
        return None
    fact = condition(segment.subject)
    bare = bare_else(state, fact, none) is not BareElse.ABSENT
    if not fact or bare or compares(fact):
        return None
    return Ladder(fact, (Case(None, Nothing(segment.start, segment.end, item=True)),))
