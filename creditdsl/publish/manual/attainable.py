"""Write the attainable points of every entry, for the rules documentation.

Receives a compilation; promises for each scored entry its least and most points, as the reviewer proves
them. Documents take the words, so that they need not know the reviewer.
"""

from collections.abc import Mapping
from fractions import Fraction

from creditdsl.base.exact import show
from creditdsl.base.reference import EntryRef
from creditdsl.compiler.pipeline import Compilation
from creditdsl.ir.names import DefinitionId
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import Trait
from creditdsl.syntax.walk import entries


def attainable(compilation: Compilation) -> Mapping[tuple[str, EntryRef], str]:
    """Return the words of every scored entry, by table and reference: `0至8分`; they say what is undecided."""
    ranges = {}
    for drafted in ReviewedDraft(compilation).tables:
        for entry in entries(drafted.table):
            if Trait.UNSCORED not in entry.traits and "undecided" not in entry.fields:
                score = DefinitionId.entry(entry.ref)
                words = points_words(*drafted.bounds.limits(score))
                undecided = score in drafted.bounds.undecided
                ranges[drafted.table.name, entry.ref] = f"{words}（组合过多，没有核对完）" if undecided else words
    return ranges


def points_words(low: Fraction | None, high: Fraction | None) -> str:
    """Write a range of points; None means no limit."""
    match low, high:
        case None, None:
            return "没有上限，也没有下限"
        case Fraction(), None:
            return f"最少{show(low)}分，没有上限"
        case None, Fraction():
            return f"最多{show(high)}分，没有下限"
        case _:
            assert low is not None and high is not None
            return f"{show(low)}分" if low == high else f"{show(low)}至{show(high)}分"
