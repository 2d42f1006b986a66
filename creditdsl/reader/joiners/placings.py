"""Points by places of a ranking: 第1名得5分，第2名得3分，其余不得分."""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Places
from creditdsl.reader.joiners.claim import Claim, State, clause_of
from creditdsl.reader.phrase_kinds import Award, Place
from creditdsl.reader.segments import Segment


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    used = clause_of(segments)
    group = segments[:used]
    rest = [segment.result for segment in group if segment.otherwise]
    places = [_place(segment) for segment in group if not segment.otherwise]
    if any(place is None for place in places) or len(rest) > 1 or (rest and not group[-1].otherwise):
        return None
    words = group[0].subject
    clause = Places(state.named(words), tuple(place for place in places if place), rest[0] if rest else None)
    titled = state.titled or state.takes_title(words)
    return Claim(used, replace(state, clauses=(*state.clauses, clause), titled=titled, subject=words or state.subject))


def _place(segment: Segment) -> tuple[Place, Award] | None:
    match segment:
        case Segment(place=Place() as place, result=Award() as award, behind="", limits=(), per=""):
            return place, award
        case _:
            return None
