"""One unit's explanations from two labelled sets of data (自评, 复核), item by item beside each other.

Receives an explanation from each set; promises every item once, with what each set says of it and the
difference of the printed scores: the last less the first, as `score` has it.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.explain.explanation import EntryExplanation, RuleExplanation, UnitExplanation
from creditdsl.explain.phrases import Score
from creditdsl.ir.outcome import Inapplicable, Pending
from creditdsl.syntax.nodes import Entry

DIFFERENCE = "差额"


@node
class EntryComparison:
    """each: in the order of the labels. rules: of every rule what each set says of it."""

    entry: Entry
    each: tuple[EntryExplanation, ...]
    difference: Score
    rules: tuple[tuple[RuleExplanation, ...], ...]
    children: tuple["EntryComparison", ...]


@node
class UnitComparison:
    """each: the explanations, in the order of the labels; place and grade are those of the last.

    periods: of a whole year the totals of each period and their difference.
    """

    labels: tuple[str, ...]
    each: tuple[UnitExplanation, ...]
    sections: tuple[EntryComparison, ...]
    periods: tuple[tuple[str, tuple[Score, ...], Score], ...]
    difference: Score

    @property
    def last(self) -> UnitExplanation:
        return self.each[-1]


def compare(explanations: Mapping[str, UnitExplanation]) -> UnitComparison:
    """The explanations of one unit and period by the labels of their sets, the one that counts last."""
    each = tuple(explanations.values())
    return UnitComparison(
        tuple(explanations),
        each,
        _entries([one.sections for one in each]),
        _periods([dict(one.periods) for one in each]),
        _less([one.total for one in each]),
    )


def _entries(each: Sequence[tuple[EntryExplanation, ...]]) -> tuple[EntryComparison, ...]:
    """The sets are of one table and one unit: they have the same entries with the same rules."""
    return tuple(
        EntryComparison(
            entries[0].entry,
            entries,
            _less([entry.score for entry in entries]),
            tuple(zip(*(entry.rules for entry in entries), strict=True)),
            _entries([entry.children for entry in entries]),
        )
        for entries in zip(*each, strict=True)
    )


def _periods(each: Sequence[Mapping[str, Score]]) -> tuple[tuple[str, tuple[Score, ...], Score], ...]:
    """A period that a set does not have yet is awaited."""
    totals = {
        period: tuple(one.get(period, Pending(frozenset())) for one in each)
        for period in sorted({period for one in each for period in one})
    }
    return tuple((period, scores, _less(scores)) for period, scores in totals.items())


def _less(scores: Sequence[Score]) -> Score:
    """The last less the first; what is not a number in one of them is none in the difference."""
    first, last = scores[0], scores[-1]
    if isinstance(first, Fraction) and isinstance(last, Fraction):
        return last - first
    words = [score for score in (last, first) if not isinstance(score, Fraction)]
    return next((score for score in words if isinstance(score, Inapplicable)), words[0])
