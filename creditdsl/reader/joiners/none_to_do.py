"""Who has nothing to do, of a share of what is to be done: 按已建成企业数占应建企业数的比例得分，无应建企业的得满分."""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Calculated
from creditdsl.reader.joiners.claim import Claim, State
from creditdsl.reader.line_writer import Name
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Limit, Nothing, Test
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

_NONE = re.compile("(?:无|没有|未(?:被|进行|开展)?)(?P<what>.{2,}?)(?:任务)?的?")
_ZERO = re.compile("(?P<what>.{2,}?)(?:为|是|等于)[零〇0]的?")


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
    if not segment.only("subject", "test", "result") or not state.clauses:
        return False
    match state.clauses[-1]:
        case Calculated(formula=formula, limits=limits) if not any(limit.kind == "zero_divisor" for limit in limits):
            signs = [at for at, piece in enumerate(formula[:-1]) if piece == "÷"]
            divisor = formula[signs[0] + 1] if len(signs) == 1 else None
            return isinstance(divisor, Name) and _is_none(segment, divisor.text)
        case _:
            return False


def _is_none(segment: Segment, divisor: str) -> bool:
    """Return whether a segment says that there is none of a divisor: 无应建企业, 应报数为零, 应报数为0, 未抽检."""
    match segment.test:
        case None:
            none = _NONE.fullmatch(segment.subject)
            zero = _ZERO.fullmatch(segment.subject)
            return (none is not None and divisor.removesuffix("数") == none["what"]) or (
                zero is not None and zero["what"] == divisor
            )
        case Test(bounds=(Bound(comparison=Comparison.EQUAL, amount=Amount(value=value)),)):
            return value == 0 and segment.subject in ("", divisor)
        case _:
            return False
