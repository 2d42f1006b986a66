"""Ranges of values, each end with what is known of it, and the maps that carry ranges to ranges.

Receives ranges; promises ranges that hold every value. An end is met (some data reach it, those at `at`), near
(data come as close as one likes, or without limit as far), or only never passed. The maps of several ranges take
them as independent; `loose` is for where they are not.

Worked example: a share above 0 and at most 1, times a count from 0 to 5, plus a mark from 2 to 3.

    multiply  low 0, met where the count is 0; high 5, met at share 1 and count 5
    add       low 2, met; high 8, met at share 1, count 5 and mark 3
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from creditdsl.base.exact import Rounding, round_to, sum_of
from creditdsl.base.node import field, node
from creditdsl.review.prover.domains import Value, Variable

Point = Mapping[Variable, Value]
"""Variables and the values they take."""

_NOWHERE: Point = {}


@node
class RangeEnd:
    """An end of a range. `value`: None where there is no limit.

    `met`: whether some data reach it; else it is only never passed. `near`: it is not met, but there is no better
    one. `seen`: a value that data do reach, those at `at`.
    """

    value: Fraction | None
    met: bool
    near: bool = False
    seen: Fraction | None = field(default=None, compare=False, repr=False)
    at: Point = field(default_factory=dict, compare=False, repr=False)

    @property
    def tight(self) -> bool:
        return self.met or self.near


@node
class Range:
    low: RangeEnd
    high: RangeEnd


UNKNOWN = Range(RangeEnd(None, False), RangeEnd(None, False))


def met(value: Fraction, at: Point = _NOWHERE) -> RangeEnd:
    """Return an end that the data at `at` reach."""
    return RangeEnd(value, True, False, value, at)


def point(value: Fraction, at: Point = _NOWHERE) -> Range:
    return Range(met(value, at), met(value, at))


def _known(value: Fraction | None, tight: bool, seen: Fraction | None, at: Point) -> RangeEnd:
    """Return an end that is met where the value seen is its own."""
    reached = value is not None and (seen is value or seen == value)
    return RangeEnd(value, reached, tight and not reached, seen, at if seen is not None else _NOWHERE)


def loose(range_: Range) -> Range:
    """Return the same ends, only never passed."""
    return Range(RangeEnd(range_.low.value, False), RangeEnd(range_.high.value, False))


def union(at: Iterable[Point]) -> Point:
    """Return the values of all points together."""
    return {variable: value for one in at for variable, value in one.items()}


def placed(end: RangeEnd, values: Point) -> RangeEnd:
    """Return the end with the values of other variables on which it hangs."""
    return end if end.seen is None else RangeEnd(end.value, end.met, end.near, end.seen, {**values, **end.at})


def add(ranges: Sequence[Range]) -> Range:
    """Return the range of a sum of independent values."""
    if len(ranges) == 1:
        return ranges[0]
    return Range(_sum([one.low for one in ranges]), _sum([one.high for one in ranges]))


def _sum(ends: Sequence[RangeEnd]) -> RangeEnd:
    known = [end.value for end in ends if end.value is not None]
    seen = [end.seen for end in ends if end.seen is not None]
    whole = len(seen) == len(ends)
    total, at = (sum_of(seen), union(end.at for end in ends)) if whole else (None, _NOWHERE)
    if len(known) < len(ends):
        return RangeEnd(None, False, any(end.near for end in ends if end.value is None), total, at)
    value = total if total is not None and all(end.met for end in ends) else sum_of(known)
    return _known(value, all(end.tight for end in ends), total, at)


def scale(range_: Range, by: Fraction) -> Range:
    """Return the range of a multiple."""
    if by == 0:
        return point(Fraction(0))
    low, high = (
        RangeEnd(_times(end.value, by), end.met, end.near, _times(end.seen, by), end.at)
        for end in (range_.low, range_.high)
    )
    return Range(low, high) if by > 0 else Range(high, low)


def _times(value: Fraction | None, by: Fraction) -> Fraction | None:
    return None if value is None else value * by


def clamp(range_: Range, low: Fraction | None, high: Fraction | None) -> Range:
    """Return the range of a value clamped to constant ends."""

    def end(bound: RangeEnd, limit: Fraction | None) -> RangeEnd:
        value = limit if bound.value is None else hold(bound.value, low, high)
        seen = None if bound.seen is None else hold(bound.seen, low, high)
        return _known(value, bound.tight, seen, bound.at)

    return Range(end(range_.low, low), end(range_.high, high))


def hold(value: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    """Return the value clamped to constant ends."""
    if low is not None and value < low:
        return low
    return high if high is not None and value > high else value


def rounded(range_: Range, digits: int, rounding: Rounding) -> Range:
    """Return the range of a value rounded to decimals."""
    return _by_steps(range_, lambda value: round_to(value, digits, rounding), 2 * Fraction(10) ** digits)


def stepped(range_: Range, up: bool) -> Range:
    """Return the range of the value's whole steps, or with `up` of the steps begun."""
    return _by_steps(range_, lambda value: step(value, up), Fraction(1))


def step(value: Fraction, up: bool) -> Fraction:
    return Fraction(ceil(value) if up else floor(value))


def _by_steps(range_: Range, change: Callable[[Fraction], Fraction], grid: Fraction) -> Range:
    """Return the range under a step function that rises at multiples of 1 ÷ grid only."""

    def end(bound: RangeEnd, inwards: int) -> RangeEnd:
        value = bound.value
        if value is not None:
            # Values stop short of an end that is not met, by less than the distance to the next step.
            short = 0 if not bound.near else Fraction(inwards, 2 * (value * grid).denominator) / grid
            value = change(value + short)
        return _known(value, bound.tight, None if bound.seen is None else change(bound.seen), bound.at)

    return Range(end(range_.low, 1), end(range_.high, -1))


def highest(ranges: Sequence[Range]) -> Range:
    """Return the range of the greatest of independent values."""
    lows = [one.low for one in ranges]
    limits = [end.value for end in lows if end.value is not None]
    seen = [end.seen for end in lows if end.seen is not None]
    whole = len(seen) == len(lows)
    low = _known(
        max(limits) if limits else None,
        all(end.tight for end in lows),
        max(seen) if whole else None,
        union(end.at for end in lows) if whole else _NOWHERE,
    )
    return Range(low, _outermost([one.high for one in ranges], 1))


def lowest(ranges: Sequence[Range]) -> Range:
    """Return the range of the least of independent values."""
    return scale(highest([scale(one, Fraction(-1)) for one in ranges]), Fraction(-1))


def hull(ranges: Sequence[Range]) -> Range:
    """Return the range of a value that is one of several."""
    return Range(_outermost([one.low for one in ranges], -1), _outermost([one.high for one in ranges], 1))


def _outermost(ends: Sequence[RangeEnd], side: int) -> RangeEnd:
    """Return the outermost end, among equal ends the best known."""
    return max(ends, key=lambda end: (end.value is None, side * (end.value or 0), end.met, end.near))


def multiply(a: Range, b: Range) -> Range:
    """Return the range of a product of independent values: its ends are products of ends."""
    corners = [_product(x, i, y, j) for x, i in ((a.low, -1), (a.high, 1)) for y, j in ((b.low, -1), (b.high, 1))]
    return Range(_corner(corners, -1), _corner(corners, 1))


def _product(x: RangeEnd, x_side: int, y: RangeEnd, y_side: int) -> tuple[int, RangeEnd]:
    """Return the product of two ends, and the sign of infinity where it has no limit."""
    seen = None if x.seen is None or y.seen is None else x.seen * y.seen
    endless = 0
    if x.value is None or y.value is None:
        endless = (x_side if x.value is None else _sign(x.value)) * (y_side if y.value is None else _sign(y.value))
        value = None if endless else Fraction(0)
    else:
        value = x.value * y.value
    return endless, _known(value, x.tight and y.tight, seen, union((x.at, y.at)))


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _corner(corners: Sequence[tuple[int, RangeEnd]], side: int) -> RangeEnd:
    return max(corners, key=lambda c: (side * c[0], side * (c[1].value or 0), c[1].met, c[1].near))[1]


def reciprocal(range_: Range) -> Range:
    """Return the range of 1 ÷ a value that is not zero."""
    low, high = range_.low, range_.high
    if low.value is not None and low.value >= 0:
        return Range(_inverse(high), _inverse(low))
    if high.value is not None and high.value <= 0:
        return scale(reciprocal(scale(range_, Fraction(-1))), Fraction(-1))
    return UNKNOWN


def _inverse(end: RangeEnd) -> RangeEnd:
    seen = None if not end.seen else 1 / end.seen
    if end.value:
        value: Fraction | None = 1 / end.value
    else:
        value = Fraction(0) if end.value is None else None
    return _known(value, end.tight, seen, end.at)
