"""The differences of two sets of results: 复核 − 自评, value by value.

Receives two sets as printed. Promises the differences of the printed figures, 待定 where either waits, and 不适用
where either does not apply to the unit.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from creditdsl.base.exact import fixed
from creditdsl.base.node import node
from creditdsl.base.reference import EntryRef
from creditdsl.base.spelling import name_key
from creditdsl.explain.phrases import INAPPLICABLE, PENDING
from creditdsl.results.unit import UnitResult

DIFFERENCE = "差额"


@node
class Difference:
    """The differences of a unit (and period) that both sets have."""

    unit: str
    period: str | None
    items: Mapping[EntryRef, str]
    sections: Mapping[EntryRef, str]
    total: str


def differences(before: Sequence[UnitResult], after: Sequence[UnitResult], digits: int) -> tuple[Difference, ...]:
    """Return the differences `after` − `before`, in the order of `after`."""
    earlier = {key(unit): unit for unit in before}
    rows = []
    for unit in after:
        other = earlier.get(key(unit))
        if other is not None:
            rows.append(
                Difference(
                    unit.unit,
                    unit.period,
                    _each(other.items, unit.items, digits),
                    _each(other.sections, unit.sections, digits),
                    _less(unit.total, other.total, digits),
                )
            )
    return tuple(rows)


def key_of(unit: str, period: str | None) -> tuple[str, str | None]:
    """Return the key under which two sets hold the same unit and period."""
    return name_key(unit), period


def key(row: UnitResult | Difference) -> tuple[str, str | None]:
    """Return the key of a row in words."""
    return key_of(row.unit, row.period)


def _each(before: Mapping[EntryRef, str], after: Mapping[EntryRef, str], digits: int) -> dict[EntryRef, str]:
    return {ref: _less(value, before[ref], digits) for ref, value in after.items()}


@lru_cache(maxsize=4096)
def _less(after: str, before: str, digits: int) -> str:
    """Return one printed figure less another. The same pairs come again and again in the rows of a table."""
    for word in (INAPPLICABLE, PENDING):
        if word in (after, before):
            return word
    return fixed(Fraction(after) - Fraction(before), digits)
