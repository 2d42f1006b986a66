"""One unit's explanation as data: its rules, entries and end, in words and exact numbers."""

from collections.abc import Iterator
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.base.reference import EntryRef, RuleId
from creditdsl.explain.phrases import CUT_DIGITS, Score
from creditdsl.ir.outcome import Pending
from creditdsl.syntax.nodes import Entry
from creditdsl.syntax.walk import rule_ids


@node
class RuleExplanation:
    """One rule for one unit.

    sentence: the rule as printed. explanation: how this unit's points came about. points: negative for a
    deduction, None where the rule was not applied. limit: the cap or floor that applied, empty without one.
    digits: decimals of points that are cut.
    """

    number: str
    sentence: str
    explanation: str
    points: Score
    limit: str
    digits: int = CUT_DIGITS


@node
class EntryExplanation:
    """One section, item or sub-item for one unit.

    notes: how the parts became the score, where that is not plain.
    """

    entry: Entry
    score: Score
    rules: tuple[RuleExplanation, ...]
    notes: tuple[str, ...]
    children: tuple["EntryExplanation", ...]


@node
class Loss:
    """A line of the account.

    ref: the reference of its entry; None of a line of the table. points: the most that the entry gives, where it
    states points. lost: in points of the total; negative where points are gained, 待定 where they are not known.
    why: the unit's numbers. remedy: what would have earned the points; empty where nothing would. explains: the
    rules whose points, and the entry whose notes, stand in `why`.
    """

    ref: EntryRef | None
    name: str
    points: Fraction | None
    lost: Fraction | Pending
    why: str
    remedy: str = ""
    explains: tuple[RuleId | EntryRef, ...] = ()


@node
class Account:
    """From full marks to the total. full: None where the table states none and its points have no end (积分)."""

    full: Fraction | None
    total: Score
    lines: tuple[Loss, ...]

    @property
    def explained(self) -> frozenset[RuleId | EntryRef]:
        """The rules and entries that the lines explain."""
        return frozenset(part for line in self.lines for part in line.explains)

    @property
    def lost(self) -> Fraction | None:
        """The points between full marks and the total; None while the total is 待定."""
        return (self.full or Fraction(0)) - self.total if isinstance(self.total, Fraction) else None


@node
class Neighbour:
    """The units of one place. units: as many as a sentence names. many: their number. total: that of each."""

    units: tuple[str, ...]
    many: int
    place: int
    total: Fraction


@node
class Extras:
    """What an explanation says only where it is asked for.

    recheck: within which time a recheck is asked for; a line for the seal stands below. totals_of_others: the totals
    of the units before and behind.
    """

    recheck: str = ""
    totals_of_others: bool = False


NO_EXTRAS = Extras()


@node
class UnitExplanation:
    """One unit in one period, or in a whole year. Notes are whole sentences.

    period: empty without periods. sections: empty for a whole year. periods: those of a whole year with their
    totals. account: from full marks to the total. neighbours: the units before and behind, by place. rank_note,
    grade_note: empty without a place or a grade. next_grade_note: why the unit has no better grade, empty for the
    best. honours: mention and honour, `表彰` and `先进单位`. item: the reference of the entry it is limited to.
    extras: what is written where it is asked for.
    """

    scheme: str
    table: str
    title: str
    unit: str
    period: str
    digits: int
    sections: tuple[EntryExplanation, ...]
    periods: tuple[tuple[str, Score], ...]
    account: Account
    total: Score
    total_note: str
    rank: int | None
    rank_note: str
    neighbours: tuple[Neighbour, ...]
    grade: str | None
    grade_note: str
    next_grade_note: str
    honours: tuple[tuple[str, str], ...]
    honour_notes: tuple[str, ...]
    item: str | None = None
    extras: Extras = NO_EXTRAS


def numbered_rules(explained: EntryExplanation) -> Iterator[tuple[RuleId, RuleExplanation]]:
    """Yield the rules of an entry with their ids; an entry that does not apply has none."""
    return zip(rule_ids(explained.entry), explained.rules, strict=False)
