"""The segments of a sentence: what one condition gives, each in fixed slots.

Receives the phrases of a sentence; promises segments that together hold every phrase but marks, or the first phrase
that fits no slot. A segment ends at a mark; its slots stand in the order in which officials write.

Worked example: `入库率95%以上的得6分，最高得6分` gives Segment(subject 入库率, test 95%以上, result 得6) and
Segment(limits 最高6).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

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
    Phrase,
    Place,
    Remainder,
    Scaled,
    Shares,
    Sign,
    Span,
    Statement,
    Test,
    Words,
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
    listed: the members of a list that the subject is: 水费、电费. best: only the best rule counts. jointly: 且 where
    the test holds of all of them, 或 where it holds of any. atoms: parts of the condition before this one, each with
    the word behind it. denied: the condition must not hold. merged: how many segments of words were put before it.

    turn: in_turn or by_gap, of places in between. falls: 每降一名. zero_out: who has none gets none. grade: a name
    before its test. statement: a whole statement. divisor: 分母为零. weight: in percent.
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
    zero_out: bool = False
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
    best: bool = False
    jointly: str = ""
    atoms: tuple[tuple[Atom, str], ...] = ()
    denied: bool = False

    def only(self, *slots: str) -> bool:
        """Return whether no slots are filled but some."""
        return not any(getattr(self, slot) for slot in _SLOTS if slot not in slots)

    @property
    def conditional(self) -> bool:
        """Return whether the segment says when, but not what."""
        stated = self.limits or self.ratio or self.best or self.statement is not None or self.weight
        return self.plain and not stated

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
            and not (self.weight or self.divisor or self.atoms or self.denied)
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
        return bool(ranks or stated or self.atoms or self.denied)

    @property
    def ranks(self) -> bool:
        """Return whether the segment speaks of a ranking."""
        return self.place is not None or self.order is not None or bool(self.turn) or self.falls or self.zero_out

    @property
    def tested(self) -> bool:
        """Return whether the segment says when, by more than words."""
        stated = self.statement is not None or bool(self.weight)
        return self.test is not None or self.each is not None or self.ranks or self.divisor or stated


_SLOTS = tuple(
    field.name for field in fields(Segment) if field.name not in ("part", "start", "end", "label", "mark", "merged")
)


@node
class Misfit:
    """A phrase that fits no slot."""

    phrase: Phrase


_PARTING = ";。\n"


def segments(phrases: Sequence[Phrase]) -> tuple[Segment, ...] | Misfit:
    """Return the segments of the phrases."""
    filled: list[Segment] = []
    for part, label, mark, group in _groups(phrases):
        segment = _fill(part, label, mark, group)
        if isinstance(segment, Misfit):
            return segment
        filled.append(segment)
    return tuple(filled)


def _groups(phrases: Sequence[Phrase]) -> Iterator[tuple[int, str, str, list[Phrase]]]:
    """Yield what stands between marks, with the number of its part, its label and the mark before it."""
    part, label, mark = 0, "", ""
    group: list[Phrase] = []
    for phrase in phrases:
        match phrase:
            case Sign(kind="mark", text="的"):
                pass
            case Sign(kind="mark"):
                if group:
                    yield part, label, mark, group
                    group, label, mark = [], "", ""
                mark = phrase.text
                part += phrase.text in _PARTING
            case Sign(kind="label"):
                if group:
                    yield part, label, mark, group
                    group, mark = [], ""
                part, label = part + 1, phrase.text
            case _:
                group.append(phrase)
    if group:
        yield part, label, mark, group


def _fill(part: int, label: str, mark: str, group: list[Phrase]) -> Segment | Misfit:
    """Fill the slots from left to right."""
    segment = Segment(part, group[0].start, group[-1].end, label, mark=mark)
    before: Phrase | None = None
    for phrase in group:
        filled = None if _cut_off(before, phrase) else _put(segment, phrase)
        if filled is None:
            return Misfit(phrase)
        segment, before = filled, phrase
    return segment


_CUT_OFF = re.compile(
    "(?:不|未|(?<!有)无|没有|也|仅|只|且|或|(?<![归偿返退交])还|又|(?<![许认])可|须|最高|最低|最多|最少"
    "|(?<![签合违节预解履毁条])约|(?<![消清解拆免删排剔])除|倒|(?<![人英])才|(?<![首成])都|(?<!成)就|(?<!合)并)$"
)
"""Words that need another behind them, or change the sense of what follows: 每篇不得2分, 约得2分."""


def _cut_off(before: Phrase | None, phrase: Phrase) -> bool:
    """Return whether the words before a result or a step end in the middle of what they say."""
    if not isinstance(before, Words) or not isinstance(phrase, Award | Each | Span | Limit | Test | Full):
        return False
    return (
        phrase.start - before.end <= 1
        and not before.text.startswith(("“", "只有"))
        and _CUT_OFF.search(before.text) is not None
    )


def _put(to: Segment, phrase: Phrase) -> Segment | None:
    """Return the segment with one more phrase; None where its slot is taken."""
    ended = to.result is not None or bool(to.limits)
    tested = to.test is not None or to.each is not None or to.place is not None or to.falls
    match phrase:
        case Words(text=text) if not ended and not to.full:
            return replace(to, behind=to.behind + text) if tested else replace(to, subject=to.subject + text)
        case Sign(kind="period", text=text) if not ended and not tested:
            return replace(to, subject=to.subject + text, period=to.period or text)
        case Test() if not ended and not tested:
            return replace(to, test=phrase)
        case Each() if not ended and to.each is None and to.place is None:
            return replace(to, each=phrase)
        case Place() if not ended and not tested:
            return replace(to, place=phrase)
        case Sign(kind="otherwise") if not ended and not tested and not to.subject:
            return replace(to, otherwise=True)
        case Sign(kind="discretion", text=text) if not ended and not to.discretion:
            return replace(to, discretion=text)
        case Sign(kind="ratio", text=text) if not ended and not to.ratio:
            return replace(to, ratio=text)
        case Award() | Shares() | Scaled() | Formula() | Span() | Nothing() | Grade() if not ended:
            return replace(to, result=phrase)
        case Sign(kind="joint", text=text) if not ended and to.subject and not to.behind and not to.jointly:
            atom = Atom(to.subject, to.test, to.denied), "或" if "或" in text else "且"
            clear = to.each is None and not to.ranks and not to.otherwise
            return replace(to, atoms=(*to.atoms, atom), subject="", test=None, denied=False) if clear else None
        case Sign(kind="joint", text=text) if not (ended or to.tested or to.subject or to.atoms):
            return replace(to, subject=text)
        case Sign(kind="denied", text=text) if not ended and not to.denied and not tested:
            return replace(to, denied=True) if (text == "并非") is (not to.subject) else None
        case Sign(kind="jointly", text=text) if not ended and not tested and not to.jointly:
            return replace(to, jointly="或" if "任" in text else "且")
        case Sign(kind="best") if not ended and not tested and not to.subject:
            return replace(to, best=True)
        case Sign(kind="per", text=text) if to.result is not None and not to.per:
            return replace(to, per=text[1:])
        case Remainder() if to.remainder is None:
            return replace(to, remainder=phrase)
        case Limit():
            return replace(to, limits=(*to.limits, phrase))
        case Full() if to.full is None:
            return replace(to, full=phrase)
        case _:
            return None if ended or tested else _put_special(to, phrase)


def _put_special(to: Segment, phrase: Phrase) -> Segment | None:
    """Return the segment with a phrase of rankings, grades or whole statements; None where its slot is taken."""
    match phrase:
        case Order() if to.order is None:
            return replace(to, order=phrase)
        case Sign(kind="fall"):
            return replace(to, falls=True)
        case Sign(kind="in_turn" | "by_gap" as kind) if not to.turn:
            return replace(to, turn=kind)
        case Sign(kind="divisor") if to.wordy and not to.subject:
            return replace(to, divisor=True)
        case Statement() if to.statement is None:
            return replace(to, statement=phrase)
        case Sign(kind="weight", text=text) if not to.weight and to.statement is None:
            return replace(to, weight=text)
        case Sign(kind="grade_head", text=text) if not to.grade and not to.subject:
            return replace(to, grade=text)
        case Sign(kind="zero_out") if not to.zero_out:
            return replace(to, zero_out=True)
        case _:
            return None
