"""Who has nothing to do, of a share of what is to be done: 按已建成企业数占应建企业数的比例得分，无应建企业的得满分."""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Calculated
from creditdsl.reader.joiners.claim import Claim, State
from creditdsl.reader.line_writer import Name
from creditdsl.reader.phrase_kinds import Award, Limit, Nothing
from creditdsl.reader.segments import Segment

_NONE = re.compile("(?:无|没有)(?P<what>.{2,}?)的?")


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    last = state.clauses[-1] if state.clauses else None
    if not has_none(state, first) or not isinstance(last, Calculated):
        return None
    match first.result:
        case Award(takes=False, sharing=False, again=False) | Nothing(item=False, spares=False, rule="") as instead:
            limit = Limit("zero_divisor", None, False, first.start, first.end, instead=instead)
        case _:
            return None
    divided = replace(last, limits=(*last.limits, limit))
    return Claim(1, replace(state, clauses=(*state.clauses[:-1], divided)))


def has_none(state: State, segment: Segment) -> bool:
    """Return whether a segment is of those for whom the divisor of the formula before it is none."""
    match = _NONE.fullmatch(segment.subject)
    if match is None or not segment.only("subject", "result") or not state.clauses:
        return False
    match state.clauses[-1]:
        case Calculated(formula=formula, limits=limits) if not any(limit.kind == "zero_divisor" for limit in limits):
            signs = [at for at, piece in enumerate(formula[:-1]) if piece == "÷"]
            divisor = formula[signs[0] + 1] if len(signs) == 1 else None
            return isinstance(divisor, Name) and divisor.text.removesuffix("数") == match["what"]
        case _:
            return False
