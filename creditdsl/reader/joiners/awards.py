"""Conditions and ladders: 建立机制的得2分，否则不得分; 95%以上得6分，90%以上得3分，其余不得分."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.clauses import Case, Ladder
from creditdsl.reader.joiners.claim import Claim, State, clause_of, moves_away
from creditdsl.reader.phrase_kinds import Award, Grade, Nothing
from creditdsl.reader.segments import Segment


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    used = clause_of(segments)
    group = segments[:used]
    if group[0].test is not None and moves_away(group[0].subject + group[0].behind, segments[used:]):
        return None
    limits = tuple(limit for segment in group for limit in segment.limits)
    results = [segment for segment in group if segment.result is not None]
    rest = [segment for segment in results if segment.otherwise]
    body = [segment for segment in results if not segment.otherwise]
    if not body or len(rest) > 1 or (rest and rest[0] is not results[-1]):
        return None
    if len(body) == 1 and isinstance(body[0].result, Nothing) and body[0].result.spares:
        return None
    cases = [_case(segment) for segment in body]
    if any(case is None for case in cases) or (len(body) > 1 and any(segment.test is None for segment in body)):
        return None
    words = body[0].subject + body[0].behind
    ladder = Ladder(state.named(words), tuple(case for case in cases if case), rest[0].result if rest else None, limits)
    titled = state.titled or state.takes_title(words)
    subject = body[0].subject or state.subject
    return Claim(used, replace(state, clauses=(*state.clauses, ladder), titled=titled, subject=subject))


def _case(segment: Segment) -> Case | None:
    plain = not (segment.each or segment.per or segment.place or segment.ratio or segment.discretion)
    if not plain or (segment.test is not None and (segment.test.exact or segment.period)):
        return None
    if not isinstance(segment.result, Award | Nothing | Grade):
        return None
    return Case(segment.test, segment.result)


def gives(ladder: Ladder) -> bool:
    """Return whether every case gives points."""
    return all(isinstance(case.result, Award) and not case.result.takes for case in ladder.cases)


def best(ladder: Ladder) -> Fraction:
    """Return the most points of a case."""
    awards = [case.result.points for case in ladder.cases if isinstance(case.result, Award) and case.result.points]
    return max(awards, default=Fraction(0))
