"""Points that people give within a range: 由考核组酌情打分，得0至5分."""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Discretion
from creditdsl.reader.joiners.claim import Claim, State
from creditdsl.reader.phrase_kinds import Span
from creditdsl.reader.segments import Segment


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    match first:
        case Segment(
            result=Span() as span, test=None, each=None, place=None, limits=(), per="", ratio="", otherwise=False
        ):
            clause = Discretion(state.named(first.subject), span)
            titled = state.titled or state.takes_title(first.subject)
            return Claim(1, replace(state, clauses=(*state.clauses, clause), titled=titled))
        case _:
            return None
