"""Compare one unit's explanations from two labelled sets of data (自评, 复核), item by item.

Receives an explanation from each set; promises every item once, with its explanation in each set and the
difference of the printed scores: the last less the first, as `score` has it.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.explain.explanation_nodes import EntryExplanation, RuleExplanation, UnitExplanation
from creditdsl.explain.phrases import Score
from creditdsl.ir.outcome import Inapplicable, Pending
from creditdsl.syntax.nodes import Entry

DIFFERENCE = "差额"


@node
class EntryComparison:
    """One entry in all sets.

    each: its explanations, in the order of the labels. rules: of every rule its explanations, in that order.
    """

    entry: Entry
    each: tuple[EntryExplanation, ...]
    difference: Score
    rules: tuple[tuple[RuleExplanation, ...], ...]
    children: tuple["EntryComparison", ...]


@node
class UnitComparison:
    """One unit in all sets; place and grade are those of the last.

    each: the explanations, in the order of the labels. periods: of a whole year each period with its totals
    and their difference.
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
    """Compare the explanations of one unit and period.

    `explanations`: by the labels of their sets; the last one counts.
    """
    each = tuple(explanations.values())
    return UnitComparison(
        tuple(explanations),
        each,
        _entries([one.sections for one in each]),
        _periods([dict(one.periods) for one in each]),
        _less([one.total for one in each]),
    )


def _entries(each: Sequence[tuple[EntryExplanation, ...]]) -> tuple[EntryComparison, ...]:
    """Pair entries; sets of one table and one unit have the same entries with the same rules."""
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
    """Pair the totals of each period; the total of a period that a set lacks is pending."""
    totals = {
        period: tuple(one.get(period, Pending(frozenset())) for one in each)
        for period in sorted({period for one in each for period in one})
    }
    return tuple((period, scores, _less(scores)) for period, scores in totals.items())


def _less(scores: Sequence[Score]) -> Score:
    """Subtract the first score from the last; 不适用 or 待定 of either is that of the difference."""
    first, last = scores[0], scores[-1]
    if isinstance(first, Fraction) and isinstance(last, Fraction):
        return last - first
    words = [score for score in (last, first) if not isinstance(score, Fraction)]
    return next((score for score in words if isinstance(score, Inapplicable)), words[0])
