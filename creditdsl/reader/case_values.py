"""The values for which the cases of a ladder hold: which case takes all of another, and what lies between them.

Receives cases of one measure; promises answers about their values alone, whole numbers where the unit is counted.
"""

from collections.abc import Sequence
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.reader.clauses import Case
from creditdsl.reader.phrase_kinds import Amount, Bound, Nothing
from creditdsl.syntax.nodes import Comparison

_CONTINUOUS = ("%", "万元", "亿元", "元", "亩", "吨", "平方米", "公里", "百分点", "小时", "分钟", "分", "")


@node
class Range:
    """The values between two ends; None for no end. low_in, high_in: whether the end belongs to it."""

    low: Fraction | None
    low_in: bool
    high: Fraction | None
    high_in: bool

    def holds(self, other: "Range") -> bool:
        """Return whether every value of another range is in this one."""
        return _below(self, other) and _below(_turned(self), _turned(other))


def bounds_of(case: Case) -> tuple[Bound, ...]:
    """Return the comparisons of a case."""
    return case.test.bounds if case.test is not None else ()


def amount_of(case: Case) -> Amount:
    """Return the first amount of a case."""
    amount = bounds_of(case)[0].amount
    assert amount is not None
    return amount


def continuous(case: Case) -> bool:
    """Return whether there are values between two whole numbers of a case's unit."""
    return amount_of(case).unit in _CONTINUOUS


def complements(first: Case, last: Case) -> bool:
    """Return whether the last case holds just where the first does not, and the words say nothing of its end."""
    upper, lower = bounds_of(first), bounds_of(last)
    if len(upper) != 1 or len(lower) != 1 or upper[0].amount is None or lower[0].amount is None:
        return False
    opposite = {upper[0].comparison, lower[0].comparison} in (
        {Comparison.AT_LEAST, Comparison.LESS},
        {Comparison.AT_MOST, Comparison.MORE},
    )
    return opposite and upper[0].amount.value == lower[0].amount.value and not (upper[0].settled or lower[0].settled)


def range_of(case: Case) -> Range:
    """Return the values for which a case holds."""
    low = high = None
    low_in = high_in = False
    for bound in bounds_of(case):
        value = bound.amount.value if bound.amount is not None else None
        if bound.comparison in (Comparison.AT_LEAST, Comparison.MORE, Comparison.EQUAL):
            low, low_in = value, bound.comparison is not Comparison.MORE
        if bound.comparison in (Comparison.AT_MOST, Comparison.LESS, Comparison.EQUAL):
            high, high_in = value, bound.comparison is not Comparison.LESS
    return Range(low, low_in, high, high_in)


def _turned(values: Range) -> Range:
    low = None if values.low is None else -values.low
    high = None if values.high is None else -values.high
    return Range(high, values.high_in, low, values.low_in)


def _below(values: Range, other: Range) -> bool:
    """Return whether a range begins no later than another."""
    if values.low is None or other.low is None:
        return values.low is None
    return values.low < other.low or (values.low == other.low and (values.low_in or not other.low_in))


def reached(cases: Sequence[Case]) -> bool:
    """Return whether each case can hold where those before it do not; of several 以上 the highest is taken."""
    for number, case in enumerate(cases):
        if _empty(range_of(case)):
            return False
        for earlier in cases[:number]:
            if range_of(earlier).holds(range_of(case)) and not _run(earlier, case):
                return False
    return True


def _empty(values: Range) -> bool:
    """Return whether no value lies in a range: 1天以上低于1天."""
    if values.low is None or values.high is None:
        return False
    return values.low > values.high or (values.low == values.high and not (values.low_in and values.high_in))


def _run(case: Case, other: Case) -> bool:
    """Return whether two cases are both 以上, or both 以下, of different amounts."""
    kinds = [tuple(bound.comparison for bound in bounds_of(one)) for one in (case, other)]
    one_sided = kinds[0] in ((Comparison.AT_LEAST,), (Comparison.AT_MOST,)) and kinds[0] == kinds[1]
    return one_sided and amount_of(case).value != amount_of(other).value


def _gives_nothing(case: Case) -> bool:
    return isinstance(case.result, Nothing) and not (case.result.item or case.result.spares or case.result.rule)


def torn(cases: Sequence[Case]) -> bool:
    """Return whether values between two cases belong to none; gaps as narrow as one are asked about elsewhere."""
    whole = not continuous(cases[0])
    placed = sorted(cases, key=lambda case: (range_of(case).low is not None, range_of(case).low or 0))
    ranges = list(map(range_of, placed))
    reach, reach_in = ranges[0].high, ranges[0].high_in
    for values, *sides in zip(ranges[1:], placed, placed[1:], strict=False):
        if reach is None or values.low is None:
            continue
        narrow = values.low - reach <= 1 and (whole or values.low > reach)
        at_end = values.low == reach and not values.low_in and not reach_in and not any(map(_gives_nothing, sides))
        apart = values.low > reach or at_end
        if apart and not narrow:
            return True
        if values.high is None or values.high > reach:
            reach, reach_in = values.high, values.high_in
    return False
