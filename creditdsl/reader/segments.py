"""The segments of a sentence: what one condition gives, each in fixed slots.

Receives the phrases of a sentence; promises segments that together hold every phrase but marks, or the first phrase
that fits no slot. A segment ends at a mark; its slots stand in the order in which officials write.

Worked example: `入库率95%以上的得6分，最高得6分` gives Segment(subject 入库率, test 95%以上, result 得6) and
Segment(limits 最高6).
"""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache
from operator import attrgetter

from creditdsl.base.node import node
from creditdsl.reader.phrase_kinds import (
    Award,
    Each,
    Formula,
    Full,
    Grade,
    Limit,
    Nothing,
    Order,
    Place,
    Remainder,
    Scaled,
    Shares,
    Span,
    Statement,
    Test,
)

Result = Award | Shares | Scaled | Formula | Span | Nothing | Grade


@node
class Atom:
    """A part of a condition that 且 or 或者 joins to the next. denied: it must not hold."""

    subject: str
    test: Test | None
    denied: bool = False


@node
class Segment:
    """subject: words before the test, with `period` if they hold one. behind: words between test and result.

    part: counts the sentence's parts, which ；。 and labels divide; `,` only divides segments. mark: the one before.
    listed: the members of a list that the subject is: 水费、电费. best: the words that only the best rule counts.
    jointly: 且 where the test holds of all of them, 或 where it holds of any. atoms: parts of the condition before this
    one, each with the word behind it. denied: the condition must not hold. merged: how many segments of words were put
    before it. tests: of the members of a list in turn.

    turn: in_turn or by_gap, of places in between; share_of_best, of all others. falls: 每降一名. zero_out: the words
    that who has none gets none.
    grade: a name before its test. statement: a whole statement. divisor: 分母为零. weight: in percent.
    """

    part: int
    start: int
    end: int
    label: str = ""
    otherwise: bool = False
    subject: str = ""
    test: Test | None = None
    each: Each | None = None
    place: Place | None = None
    order: Order | None = None
    turn: str = ""
    falls: bool = False
    grade: str = ""
    statement: Statement | None = None
    divisor: bool = False
    weight: str = ""
    merged: int = 0
    zero_out: str = ""
    behind: str = ""
    discretion: str = ""
    ratio: str = ""
    result: Result | None = None
    per: str = ""
    limits: tuple[Limit, ...] = ()
    full: Full | None = None
    remainder: Remainder | None = None
    period: str = ""
    mark: str = ""
    listed: tuple[str, ...] = ()
    best: str = ""
    jointly: str = ""
    atoms: tuple[tuple[Atom, str], ...] = ()
    denied: bool = False
    tests: tuple[Test, ...] = ()

    def only(self, *slots: str) -> bool:
        """Return whether no slots are filled but some."""
        return not any(_others(slots)(self))

    @property
    def conditional(self) -> bool:
        """Return whether the segment says when, but not what."""
        stated = self.limits or self.ratio or self.best or self.statement is not None or self.weight
        return self.plain and not stated

    @property
    def takes(self) -> bool:
        """Return whether the result takes points."""
        return isinstance(self.result, Award | Shares | Span) and self.result.takes

    @property
    def plain(self) -> bool:
        """Return whether the segment states no result, no points and no remainder."""
        return self.result is None and self.full is None and self.remainder is None

    @property
    def bare(self) -> bool:
        """Return whether the segment says what, but not when."""
        slots = (self.subject, self.test, self.each, self.place, self.otherwise, self.discretion, self.ratio)
        return (
            not any(slots)
            and not self.ranks
            and not self.grade
            and self.statement is None
            and not (self.weight or self.divisor or self.atoms or self.denied or self.tests)
        )

    @property
    def wordy(self) -> bool:
        """Return whether the segment is words and nothing else."""
        words = Segment(self.part, self.start, self.end, self.label, subject=self.subject, merged=self.merged)
        return self == replace(words, mark=self.mark, period=self.period, listed=self.listed)

    @property
    def in_words(self) -> "Segment":
        """Return the segment with the parts of its condition as words, where none of them is a comparison."""
        if not self.atoms or self.denied or any(atom.test is not None or atom.denied for atom, _ in self.atoms):
            return self
        before = "".join(f"{atom.subject}{'或者' if word == '或' else word}" for atom, word in self.atoms)
        return replace(self, subject=before + self.subject, atoms=())

    @property
    def special(self) -> bool:
        """Return whether the segment has slots that only some joiners know."""
        ranks = self.order is not None or self.turn or self.falls or self.zero_out
        stated = self.grade or self.statement is not None or self.weight or self.divisor
        return bool(ranks or stated or self.atoms or self.denied or self.tests)

    @property
    def ranks(self) -> bool:
        """Return whether the segment speaks of a ranking."""
        return self.place is not None or self.order is not None or self.falls or bool(self.turn or self.zero_out)

    @property
    def tested(self) -> bool:
        """Return whether the segment says when, by more than words."""
        stated = self.statement is not None or bool(self.weight)
        tests = self.test is not None or bool(self.tests)
        return tests or self.each is not None or self.ranks or self.divisor or stated


_SLOTS = tuple(
    field.name for field in fields(Segment) if field.name not in ("part", "start", "end", "label", "mark", "merged")
)


@cache
def _others(slots: tuple[str, ...]) -> Callable[[Segment], tuple[object, ...]]:
    """Return what gives the values of all other slots of a segment."""
    return attrgetter(*(slot for slot in _SLOTS if slot not in slots))
