"""Join the segments of a sentence to clauses, so that every segment is used once.

Receives the segments of a whole cell and its context; promises clauses that use every segment, a question with the
clauses of each answer, or the first segment that no joiner takes, or that two would take otherwise.

Steps, in turn: a condition and the result behind it become one segment (按要求报送，得5分); full points are taken out
of the segments that state nothing else; the joiners claim what is left, from the head.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.reader.clauses import Choice, Clause, Ladder
from creditdsl.reader.joiners import JOINERS, State
from creditdsl.reader.joiners.awards import best, gives
from creditdsl.reader.meanings import Context
from creditdsl.reader.phrase_kinds import Award, Limit, Nothing, Span
from creditdsl.reader.segments import Segment

ADD_OR_BEST = "几条都做到的，分数累加，还是只取最高的一条？"


@node
class Joined:
    """The clauses of a sentence. from_full: points start full and are taken away. best: only the highest rule counts.

    titled: the title was taken as a subject.
    """

    clauses: tuple[Clause, ...]
    from_full: bool = False
    best: bool = False
    titled: bool = False


@node
class Question:
    """A question with the clauses of each answer."""

    words: str
    answers: tuple[tuple[str, Joined], ...]


@node
class Stuck:
    """The first segment that no joiner takes."""

    segment: Segment


def join(segments: Sequence[Segment], context: Context) -> Joined | Question | Stuck:
    """Join the segments of a cell."""
    instead = _with_divisors(segments)
    if isinstance(instead, Stuck):
        return instead
    full = _without_full(_with_results(instead), State(context))
    if isinstance(full, Stuck):
        return full
    state, left = full
    while left:
        claims = [claim for joiner in JOINERS if (claim := joiner(state, left)) is not None]
        if len(claims) != 1:
            return Stuck(left[0])
        state, left = claims[0].state, left[claims[0].used :]
    if not state.clauses:
        return Stuck(segments[0])
    return _whole(state, any(segment.label for segment in segments))


def _with_divisors(segments: Sequence[Segment]) -> list[Segment] | Stuck:
    """Put 分母为零的，得满分 among the limits of the segment before it."""
    left: list[Segment] = []
    for segment in segments:
        if not segment.divisor:
            left.append(segment)
            continue
        plain = replace(segment, divisor=False, result=None, label="")
        if not left or not plain.wordy or plain.subject or not isinstance(segment.result, Award | Nothing | Span):
            return Stuck(segment)
        limit = Limit("zero_divisor", None, False, segment.start, segment.end, segment.result)
        left[-1] = replace(left[-1], end=segment.end, limits=(*left[-1].limits, limit))
    return left


def _with_results(segments: Sequence[Segment]) -> list[Segment]:
    """Join conditions with the result behind them, and words with the condition that they begin."""
    left: list[Segment] = []
    for segment in segments:
        before = left[-1] if left else None
        if before is None or before.part != segment.part or not before.conditional:
            left.append(segment)
        elif segment.bare and segment.result is not None:
            result = replace(before, end=segment.end, result=segment.result, per=segment.per)
            left[-1] = replace(result, limits=segment.limits, full=segment.full)
        elif before.wordy:
            left[-1] = replace(
                segment,
                start=before.start,
                subject=before.subject + segment.subject,
                label=before.label,
                merged=before.merged + 1,
            )
        else:
            left.append(segment)
    return left


def _without_full(segments: list[Segment], state: State) -> tuple[State, list[Segment]] | Stuck:
    """Take the full points of the item out of the segments; they must agree."""
    left = []
    for segment in segments:
        if segment.full is not None:
            if state.full not in (None, segment.full.points):
                return Stuck(segment)
            state = replace(state, full=segment.full.points)
            segment = replace(segment, full=None)
            if segment.wordy:
                state = replace(state, subject=state.subject or segment.subject)
                continue
        left.append(segment)
    return state, left


def _asked(joined: Joined, choices: Sequence[Choice]) -> Joined | Question:
    """Return the question of the one clause that hangs on one; where there are more, clauses that no line can say."""
    if len(choices) > 1:
        return joined
    choice = choices[0]
    at = joined.clauses.index(choice)
    before, behind = joined.clauses[:at], joined.clauses[at + 1 :]
    answers = [(words, replace(joined, clauses=(*before, *answer, *behind))) for words, answer in choice.answers]
    return Question(choice.words, tuple(answers))


def _whole(state: State, listed: bool) -> Joined | Question:
    """Return the clauses; several facts that give points add up, or only the best counts."""
    joined = Joined(state.clauses, state.from_full, False, state.titled)
    choices = [clause for clause in state.clauses if isinstance(clause, Choice)]
    if choices:
        return _asked(joined, choices)
    facts = [clause for clause in state.clauses if isinstance(clause, Ladder) and gives(clause)]
    if len(facts) < 2 or len(facts) < len(state.clauses):
        return joined
    if listed or sum(map(best, facts), Fraction(0)) == state.points:
        return joined
    highest = replace(joined, best=True)
    if max(map(best, facts)) == state.points:
        return highest
    return Question(ADD_OR_BEST, (("累加", joined), ("取最高的一条", highest)))
