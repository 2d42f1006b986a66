"""What a joiner claims, and what it knows of the sentence before.

A joiner receives the segments that are left, with the state; it promises a claim on the first of them, or None. A claim
uses whole segments: every phrase of them is in its clauses. At most one joiner may claim a list of segments.
"""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.forms.wording import CLAUSES
from creditdsl.reader import lexicon
from creditdsl.reader.clauses import Clause
from creditdsl.reader.meanings import HOLE, Context
from creditdsl.reader.phrase_kinds import Limit
from creditdsl.reader.segments import Result, Segment


@node
class Ask:
    """A question about one clause, with the clauses that each answer puts in its place."""

    words: str
    at: int
    answers: tuple[tuple[str, tuple[Clause, ...]], ...]


@node
class State:
    """The sentence so far. subject: of the clause before, with which a clause without one goes on. full: stated points
    of the whole item. from_full: points start full and are taken away. titled: the title was taken as a subject.
    best: only the highest rule counts. part: of the segment that is next; `before` clauses stand before it.
    adding: the words say that rules add up.
    """

    context: Context
    clauses: tuple[Clause, ...] = ()
    full: Fraction | None = None
    from_full: bool = False
    titled: bool = False
    subject: str = ""
    best: bool = False
    part: int = 0
    before: int = 0
    adding: bool = False
    asks: tuple[Ask, ...] = ()

    @property
    def points(self) -> Fraction | None:
        """The points of the item: stated, or of its context."""
        return self.context.points if self.full is None else self.full

    def named(self, words: str) -> str:
        """Return a subject: its words, the one before, the title, or a hole."""
        name = words or self.subject or self.context.title or HOLE
        return f"“{name}”" if dated(name) else name

    def takes_title(self, words: str) -> bool:
        """Return whether `named` takes the title."""
        return not words and not self.subject and bool(self.context.title)


def dated(name: str) -> bool:
    """Return whether a name has numbers, but only those of dates and terms."""
    plain, dates = re.subn(lexicon.DATE, "", name)
    return dates > 0 and "“" not in name and re.search(CLAUSES, plain) is None


@node
class Claim:
    """used: how many segments. state: the sentence with them."""

    used: int
    state: State


Joiner = Callable[[State, Sequence[Segment]], Claim | None]


def clause_of(segments: Sequence[Segment]) -> int:
    """Return how many segments at the head belong together: cases of one subject, limits and an else behind them."""
    first = segments[0]
    used = 1
    while used < len(segments) and _continues(first, segments[used]):
        used += 1
    return used


def _continues(first: Segment, segment: Segment) -> bool:
    if segment.otherwise:
        return True
    if segment.bare and segment.result is None:
        return bool(segment.limits)
    same = not segment.subject or segment.subject == first.subject
    if first.place is not None:
        return segment.place is not None and same
    return first.test is not None and segment.test is not None and same and not segment.behind and not segment.label


def closing(segments: Sequence[Segment], used: int) -> tuple[int, Result | None, tuple[Limit, ...]] | None:
    """Return how many segments there are with the else and the limits behind a clause, and these.

    None where there are two of an else, or where it says more than a result.
    """
    rest: Result | None = None
    limits: list[Limit] = []
    for segment in segments[used:]:
        if segment.otherwise:
            plain = not (segment.subject or segment.behind or segment.discretion or segment.ratio or segment.per)
            if rest is not None or segment.result is None or not plain:
                return None
            rest = segment.result
        elif not (segment.bare and segment.result is None and segment.limits and not segment.best):
            break
        limits += segment.limits
        used += 1
    return used, rest, tuple(limits)


_CHANGE = re.compile("(?:有所|有)?(?:下降|上升|增长|减少|提高|降低|持平|增加|下滑|提升)(?:的|者)?$")


def subject_behind(state: State, words: str) -> str | None:
    """Return a subject with the noun that it leaves to the words before: 税收增长, 下降 is 税收下降.

    None where there is no such noun.
    """
    if not words or _CHANGE.fullmatch(words) is None:
        return words
    noun = _CHANGE.sub("", state.subject)
    return noun + words if noun and noun != state.subject else None
