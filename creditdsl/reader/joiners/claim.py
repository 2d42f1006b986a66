"""What a joiner claims, and what it knows of the sentence before.

A joiner receives the segments that are left, with the state; it promises a claim on the first of them, or None. A claim
uses whole segments: every phrase of them is in its clauses. At most one joiner may claim a list of segments.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.reader.clauses import Clause
from creditdsl.reader.meanings import HOLE, Context
from creditdsl.reader.segments import Segment


@node
class State:
    """The sentence so far. subject: of the clause before, with which a clause without one goes on. full: stated points
    of the whole item. from_full: points start full and are taken away. titled: the title was taken as a subject.

    headings: traits of the heading beside those. since: how many clauses there were where this part began. deducting:
    the head says that points are taken away.
    """

    context: Context
    clauses: tuple[Clause, ...] = ()
    full: Fraction | None = None
    from_full: bool = False
    titled: bool = False
    subject: str = ""
    headings: tuple[str, ...] = ()
    part: int = -1
    since: int = 0
    deducting: bool = False

    @property
    def peers(self) -> tuple[Clause, ...]:
        """The clauses before in the same part of the sentence."""
        return self.clauses[self.since :]

    @property
    def points(self) -> Fraction | None:
        """The points of the item: stated, or of its context."""
        return self.context.points if self.full is None else self.full

    def named(self, words: str) -> str:
        """Return a subject: its words, the one before, the title, or a hole."""
        return words or self.subject or self.context.title or HOLE

    def takes_title(self, words: str) -> bool:
        """Return whether `named` takes the title."""
        return not words and not self.subject and bool(self.context.title)


@node
class Claim:
    """used: how many segments. state: the sentence with them. question, forks: what is asked, with the state of each
    answer instead.
    """

    used: int
    state: State
    question: str = ""
    forks: tuple[tuple[str, State], ...] = ()


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
