"""Points for each of something: 每条得0.5分，最高得5分; 每缺席一次扣0.5分，扣完为止."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.clauses import Ladder, Steps
from creditdsl.reader.facts import best, gives
from creditdsl.reader.joiners.claim import Claim, State, clause_of
from creditdsl.reader.meanings import HOLE
from creditdsl.reader.phrase_kinds import Amount, Award, Each, Test
from creditdsl.reader.segments import Segment


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    used = clause_of(segments)
    first, *others = segments[:used]
    step = _step(first)
    if step is None or any(segment.result is not None for segment in others):
        return None
    verb, size, award = step
    before = _full_before(state, award)
    if before is None:
        return None
    limits = tuple(limit for segment in segments[:used] for limit in segment.limits)
    words = first.subject + verb + first.behind
    unit = size.unit if size.unit not in ("%", "百分点") else ""
    subject = before.named(words)
    name = f"{subject}{unit}数" if unit and subject != HOLE else subject
    clause = Steps(name, size, award, limits)
    titled = before.titled or before.takes_title(words)
    from_full = before.from_full or (award.takes and before.points is not None)
    return Claim(used, replace(before, clauses=(*before.clauses, clause), titled=titled, from_full=from_full))


def _step(segment: Segment) -> tuple[str, Amount, Award] | None:
    """Return the verb, size and award of a step; a bare 1次 that takes points is one, too."""
    match segment:
        case Segment(each=Each(verb=verb, size=size), result=Award(points=Fraction()) as award, per=""):
            return verb, size, award
        case Segment(
            test=Test(exact=True, bounds=(bound,)), result=Award(points=Fraction(), takes=True) as award, per=""
        ):
            return None if bound.amount is None or bound.amount.value != 1 else ("", bound.amount, award)
        case _:
            return None


def _full_before(state: State, award: Award) -> State | None:
    """Return the state in which points given before are the full points that steps take away; None where they may not.

    得5分，每少一次扣0.5分: the 5 are no rule of their own.
    """
    if not award.takes or all(isinstance(clause, Steps) for clause in state.clauses):
        return state
    match state.clauses:
        case (Ladder(otherwise=None, limits=(), cases=(_,)) as ladder,) if gives(ladder):
            if best(ladder) == (state.points or best(ladder)):
                return replace(state, clauses=(), full=best(ladder), subject=ladder.subject)
    return None
