"""Facts: 建立机制的得2分，否则不得分; 未按要求上报的扣2分."""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Case, Ladder
from creditdsl.reader.joiners.claim import Claim, State, closing, subject_behind
from creditdsl.reader.joiners.options import option
from creditdsl.reader.joiners.restated import negated
from creditdsl.reader.members import apiece
from creditdsl.reader.phrase_kinds import Award, Grade, Nothing
from creditdsl.reader.segments import Result, Segment


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    if not _is_fact(first) or option(segments) or apiece(first) or (state.clauses and negated(state, first)):
        return None
    closed = closing(segments, 1)
    if closed is None:
        return None
    used, rest, limits = closed
    if rest is not None and _plainly_nothing(rest):
        rest = None
    if rest is not None and len(state.clauses) > state.before:
        return None
    words = subject_behind(state, first.subject)
    if words is None or first.result is None:
        return None
    fact = Ladder(state.named(words), (Case(None, first.result),), rest, (*first.limits, *limits))
    titled = state.titled or state.takes_title(words)
    return Claim(used, replace(state, clauses=(*state.clauses, fact), titled=titled, subject=words or state.subject))


def _is_fact(segment: Segment) -> bool:
    plain = not (segment.each or segment.per or segment.place or segment.ratio or segment.discretion or segment.behind)
    if not plain or segment.test is not None or segment.otherwise:
        return False
    match segment.result:
        case Award() | Grade():
            return True
        case Nothing(whole=whole):
            return whole and bool(segment.subject)
        case _:
            return False


def _plainly_nothing(result: Result) -> bool:
    return isinstance(result, Nothing) and not result.whole and not result.rule
