"""The quotient of two sums, the lower one not zero.

Receives sums over a box; promises a sum, or a block with its range. The range is exact where one variable decides,
or where one sum is part of the other. Places of a ranking are quotients of this kind: the units before a unit, over
those before and behind it.
"""

from fractions import Fraction

from creditdsl.review.prover import ranges, sums
from creditdsl.review.prover.domains import Box, Domain, Interval
from creditdsl.review.prover.ranges import Point, Range, RangeEnd, met
from creditdsl.review.prover.staircase import SteppedLine
from creditdsl.review.prover.sums import Domains, Sum


def divided(above: Sum, below: Sum, box: Box, domains: Domains) -> Sum:
    """Return above ÷ below."""
    above = sums.settled(above, box)
    if below.plain:
        return sums.times(1 / below.constant, above)
    if above.plain and above.constant == 0:
        return above
    names = above.variables | below.variables
    top, bottom = above.line, below.line
    if bottom is not None and not bottom.stairs and (top is not None or above.plain) and len(names) == 1:
        line = top or SteppedLine(bottom.variable, Fraction(0), (), above.constant)
        if not line.stairs:
            domain = domains(box, bottom.variable)
            assert isinstance(domain, Interval)
            if line.slope * bottom.constant == line.constant * bottom.slope:
                return sums.number(line.slope / bottom.slope)
            return sums.block(_one_variable(line, bottom, domain), names)
    part = _part_of_whole(above, below, box, domains)
    if part is not None:
        return part
    inverse = ranges.reciprocal(sums.range_of(below, box, domains))
    quotient = ranges.multiply(sums.range_of(above, box, domains), inverse)
    return sums.block(quotient if above.variables.isdisjoint(below.variables) else ranges.loose(quotient), names)


def _one_variable(above: SteppedLine, below: SteppedLine, domain: Interval) -> Range:
    """Return the range of (a·x+b) ÷ (c·x+d) where c·x+d has one sign: it only rises or only falls."""

    def end(upper: bool) -> RangeEnd:
        x, is_open = (domain.high, domain.high_open) if upper else (domain.low, domain.low_open)
        near = domain.near_end(upper)
        seen, at = above.at(near) / below.at(near), {below.variable: near}
        if x is None:
            return RangeEnd(above.slope / below.slope, False, True, seen, at)
        if below.at(x) == 0:
            return RangeEnd(None, False, True, seen, at)
        value = above.at(x) / below.at(x)
        return RangeEnd(value, False, True, seen, at) if is_open else met(value, {below.variable: x})

    low, high = end(False), end(True)
    rises = above.slope * below.constant - above.constant * below.slope > 0
    return Range(low, high) if rises else Range(high, low)


def _part_of_whole(above: Sum, below: Sum, box: Box, domains: Domains) -> Sum | None:
    """Return k·n ÷ (n + rest), k times what lies between 0 and 1; None where it is no such quotient.

    n and rest are never negative, and independent.
    """
    name = next((name for name in above.slopes if name in below.slopes), None)
    if name is None:
        return None
    k = above.slopes[name] / below.slopes[name]
    if below.slopes[name] < 0:
        below, above = sums.times(Fraction(-1), below), sums.times(Fraction(-1), above)
    n = sums.times(1 / k, above)
    rest = sums.minus(below, n)
    if not n.variables.isdisjoint(rest.variables):
        return None
    numerator, remainder = (_shown_close(one, box, domains) for one in (n, rest))
    if numerator.low.value is None or numerator.low.value < 0 or remainder.low.value is None or remainder.low.value < 0:
        return None
    low, high = _share(numerator.low, remainder.high), _share(numerator.high, remainder.low)
    if low is None or high is None:
        return None
    return sums.times(k, sums.block(Range(low, high), above.variables | below.variables))


def _shown_close(value: Sum, box: Box, domains: Domains) -> Range:
    """Return the range of a sum; where it has no limit, what is seen lies one step from the start and not far out."""

    def short(box: Box, name: str) -> Domain:
        domain = domains(box, name)
        if isinstance(domain, Interval) and domain.low is not None and domain.high is None:
            return domain.below(domain.low + 1, True) or domain
        return domain

    whole, close = sums.range_of(value, box, domains), sums.range_of(value, box, short)

    def end(true: RangeEnd, near: RangeEnd) -> RangeEnd:
        return true if true.met else RangeEnd(true.value, False, true.near, near.seen, near.at)

    return Range(end(whole.low, close.low), end(whole.high, close.high))


def _share(numerator: RangeEnd, rest: RangeEnd) -> RangeEnd | None:
    """Return n ÷ (n + rest) at these ends."""
    seen: Fraction | None = None
    at: Point = {}
    if numerator.seen is not None and rest.seen is not None and numerator.seen + rest.seen > 0:
        seen, at = numerator.seen / (numerator.seen + rest.seen), ranges.union((numerator.at, rest.at))
    if numerator.value is None:
        value = None if rest.value is None else Fraction(1)
    elif rest.value is None or numerator.value + rest.value == 0:
        value = Fraction(0) if rest.value is None else None
    else:
        value = numerator.value / (numerator.value + rest.value)
    if value is None:
        return None
    reached = seen == value
    return RangeEnd(value, reached, numerator.tight and rest.tight and not reached, seen, at)
