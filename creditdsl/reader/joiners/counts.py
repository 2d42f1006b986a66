"""A bare count that gives points: 1个典型案例得1分 may be for each, or for one at least."""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Case, Ladder, Steps
from creditdsl.reader.joiners.claim import Ask, Claim, State
from creditdsl.reader.joiners.ladders import _COUNTS, _UNCLEAR
from creditdsl.reader.meanings import HOLE
from creditdsl.reader.phrase_kinds import Award, Test
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

EACH_OR_ONCE = "“{0}”，是每{0}都得，还是有{0}以上就得？"


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    match first:
        case Segment(
            test=Test(exact=True, bounds=(bound,)) as test,
            result=Award(takes=False) as award,
            limits=(),
            per="",
            ratio="",
            discretion="",
            otherwise=False,
        ) if bound.amount is not None and re.fullmatch(_COUNTS, bound.amount.unit):
            pass
        case _:
            return None
    if first.listed or first.jointly or _UNCLEAR.search(first.subject) or _UNCLEAR.match(first.behind) or bound.amount.value == 0 or award.sharing or award.points is None or _goes_on(segments):
        return None
    unit, words = bound.amount.unit, first.subject + first.behind
    subject = state.named(words)
    measure = f"{subject}{unit}数" if subject != HOLE else subject
    least = replace(test, exact=False, bounds=(replace(bound, comparison=Comparison.AT_LEAST),))
    once = Ladder(measure, (Case(least, award),))
    shown = f"{bound.amount.value}{unit}"
    answers = (("每次都得", (Steps(measure, bound.amount, award),)), ("有就得", (once,)))
    ask = Ask(EACH_OR_ONCE.format(shown), len(state.clauses), answers)
    titled = state.titled or state.takes_title(words)
    state = replace(state, clauses=(*state.clauses, once), asks=(*state.asks, ask), titled=titled)
    return Claim(1, replace(state, subject=words or state.subject))


def _goes_on(segments: Sequence[Segment]) -> bool:
    """Return whether a ladder, a limit or an else goes on behind the count."""
    return len(segments) > 1 and (
        (segments[1].test is not None and not segments[1].subject) or segments[1].bare or segments[1].otherwise
    )
