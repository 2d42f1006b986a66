"""The attainable points of every entry, in words, for the rules documentation.

Receives a compilation; promises for each entry that is scored what it can give at least and at most,
as the reviewer proves it. Its own step because documents and the reviewer do not know each other.
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
    """By table and reference: `0至8分`."""
    found = {}
    for one in ReviewedDraft(compilation).tables:
        for entry in entries(one.table):
            if Trait.UNSCORED not in entry.traits and "undecided" not in entry.fields:
                found[one.table.name, entry.ref] = _said(*one.bounds.limits(DefinitionId.entry(entry.ref)))
    return found


def _said(low: Fraction | None, high: Fraction | None) -> str:
    """An end that is None has no limit."""
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
