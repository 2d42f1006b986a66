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
from creditdsl.reader.clauses import Clause, Ladder
from creditdsl.reader.joiners import JOINERS, State
from creditdsl.reader.joiners.claim import Ask
from creditdsl.reader.facts import best, contrary, every, gives, levels, takes, voids
from creditdsl.reader.meanings import Context
from creditdsl.reader.segments import Segment

WHICH_LEVELS = "几级都有的、有几次的，怎样计？"
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
    full = _without_full(_with_results(segments), State(context))
    if isinstance(full, Stuck):
        return full
    state, left = full
    while left:
        if left[0].part != state.part:
            state = replace(state, part=left[0].part, before=len(state.clauses))
        claims = [claim for joiner in JOINERS if (claim := joiner(state, left)) is not None]
        if len(claims) != 1:
            return Stuck(left[0])
        state, left = claims[0].state, left[claims[0].used :]
    if not state.clauses:
        return Stuck(segments[0])
    return _whole(state, any(segment.label for segment in segments)) or Stuck(segments[0])


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
        elif before.test is None and before.each is None and before.place is None:
            left[-1] = _listed(before, segment)
        else:
            left.append(segment)
    return left


def _listed(before: Segment, segment: Segment) -> Segment:
    """Return a segment with the words before it: further members of a list behind 、, else the beginning of its own."""
    members = (*(before.listed or (before.subject,)), segment.subject) if segment.mark == "、" else ()
    mark = "、" if members else ""
    subject = before.subject + mark + segment.subject
    return replace(segment, start=before.start, mark=before.mark, subject=subject, label=before.label, listed=members)


def _without_full(segments: list[Segment], state: State) -> tuple[State, list[Segment]] | Stuck:
    """Take the full points of the item out of the segments; they must agree."""
    left = []
    for segment in segments:
        if segment.full is not None:
            if state.full not in (None, segment.full.points):
                return Stuck(segment)
            state = replace(state, full=segment.full.points)
            segment = replace(segment, full=None)
            if segment.conditional and segment.test is None and segment.each is None and segment.place is None:
                state = replace(state, subject=state.subject or segment.subject)
                continue
        left.append(segment)
    return state, left


def _whole(state: State, listed: bool) -> Joined | Question | None:
    """Return the clauses; several facts that give points add up, or only the best counts. None where two are asked."""
    joined = Joined(state.clauses, from_full(state), state.best, state.titled)
    adding = None if state.best or state.adding or listed else _adding(state, joined)
    asked = [Question(ask.words, _answers(joined, ask)) for ask in state.asks]
    if len(asked) + isinstance(adding, Question) > 1:
        return None
    return asked[0] if asked else adding or joined


def _answers(joined: Joined, ask: Ask) -> tuple[tuple[str, Joined], ...]:
    """Return the clauses of each answer to a question about one of them."""
    before, behind = joined.clauses[: ask.at], joined.clauses[ask.at + 1 :]
    return tuple((words, replace(joined, clauses=(*before, *clauses, *behind))) for words, clauses in ask.answers)


def from_full(state: State) -> bool:
    """Return whether the points start full: what an item has is only taken away."""
    taking = any(map(takes, state.clauses)) and all(takes(clause) or voids(clause) for clause in state.clauses)
    return state.from_full or (taking and state.points is not None and "扣分" not in state.context.title)


def _adding(state: State, joined: Joined) -> Joined | Question | None:
    """Return whether facts that give points add up, or only the best of them counts; None where nothing else may be."""
    facts = [clause for clause in state.clauses if isinstance(clause, Ladder) and gives(clause)]
    if len(facts) < 2 or len(facts) < len(state.clauses) or contrary(facts):
        return None
    highest = replace(joined, best=True)
    if levels(facts):
        each = tuple(every(fact) for fact in facts)
        best_level = ("只取最高的一级", highest)
        return Question(WHICH_LEVELS, (("累加", joined), best_level, ("每次都算", replace(joined, clauses=each))))
    if sum(map(best, facts), Fraction(0)) == state.points:
        return None
    if max(map(best, facts)) == state.points:
        return highest
    return Question(ADD_OR_BEST, (("累加", joined), ("取最高的一条", highest)))
