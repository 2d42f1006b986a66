"""Sums of straight lines and staircases in one variable: their exact ends and their signs on an interval.

Receives slope·x + Σ c·⌊a·x+b⌋ + constant; promises exact ends without walking every step. Such a sum repeats
itself, shifted, after a period, so that its ends lie in the first or the last period. The period is the least
common multiple of the steps' lengths.

Worked example: 12·⌊x ÷ 10⌋ − x on the interval from 0 to 100.

    period    10, and over one period the sum grows by 12 − 10 = 2
    parts     0 to 10 and 90 to 100 hold every end (`ends`); each is cut at its jumps (`_atoms`)
    ends      near −10 just before x = 10, never met; 20, met at x = 100
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor, gcd, lcm

from creditdsl.base.node import node
from creditdsl.review.prover.domains import FAR, Interval, Variable, interval
from creditdsl.review.prover.ranges import Point, Range, RangeEnd, hull, met

STEPS = 600
"""How many single steps are looked at."""
_ATOM = 8
"""To cut an interval at a jump is as much work as so many terms."""


@node
class Stair:
    """⌊slope·x + shift⌋, or with up ⌈slope·x + shift⌉."""

    variable: Variable
    slope: Fraction
    shift: Fraction
    up: bool

    def at(self, x: Fraction) -> Fraction:
        value = self.slope * x + self.shift
        return Fraction(ceil(value) if self.up else floor(value))


@node
class SteppedLine:
    """slope·x + Σ c·stair + constant, of one variable."""

    variable: Variable
    slope: Fraction
    stairs: tuple[tuple[Stair, Fraction], ...]
    constant: Fraction

    def at(self, x: Fraction) -> Fraction:
        value = self.slope * x + self.constant if self.slope else self.constant
        for stair, c in self.stairs:
            value += c * stair.at(x)
        return value

    @property
    def growth(self) -> Fraction:
        """Return its slope seen from afar."""
        return self.slope + sum((c * stair.slope for stair, c in self.stairs), Fraction(0))

    @property
    def is_cut_exactly(self) -> bool:
        """Return whether its signs change twice at most: a straight line, or a single stair."""
        return not self.stairs or (self.slope == 0 and len(self.stairs) == 1)

    @property
    def period(self) -> Fraction:
        """Return the length after which it repeats itself, shifted."""
        lengths = [1 / abs(stair.slope) for stair, _ in self.stairs]
        return Fraction(lcm(*(x.numerator for x in lengths)), gcd(*(x.denominator for x in lengths)))

    def work(self, parts: Sequence[Interval]) -> int:
        """Return about how many terms are looked at where these parts are cut at every jump."""
        if not self.stairs:
            return 1
        bounded = all(part.low is not None and part.high is not None for part in parts)
        jumps = sum(floor(_count(self, part)) for part in parts) if bounded else 0
        return (_ATOM + len(self.stairs)) * (1 + (jumps if jumps <= STEPS else 0))

    def range(self, over: Interval) -> Range:
        """Return its range over an interval."""
        if not self.stairs:
            return _straight(self, over)
        parts = list(self.ends(over))
        enough = sum(_count(self, part) for part in parts) <= STEPS
        ranges = [one for part in parts for one in _pieces(self, part)] if enough else [self._between(over)]
        if over.low is None and self.growth:
            ranges.append(_endless(self, over, False))
        if over.high is None and self.growth:
            ranges.append(_endless(self, over, True))
        return hull(ranges)

    def ends(self, over: Interval) -> Iterator[Interval]:
        """Yield the parts that hold every end: all of it if it is short, else its first and last period."""
        period = self.period * (self.period.denominator if over.whole else 1)
        low, high = over.low, over.high
        if low is not None and high is not None and high - low <= 2 * period:
            yield over
            return
        if low is None and high is None:
            low = Fraction(0)
        for part in (
            low is not None and over.below(low + period, True),
            high is not None and over.above(high - period, True),
        ):
            if part:
                yield part

    def _between(self, over: Interval) -> Range:
        """Return a range that is never passed: of the line on which the steps lie, a step up or down."""
        low, high = self._around()
        return Range(RangeEnd(_straight(low, over).low.value, False), RangeEnd(_straight(high, over).high.value, False))

    def _around(self) -> tuple["SteppedLine", "SteppedLine"]:
        """Return straight lines below and above it."""
        middle = self.constant + sum((c * stair.shift for stair, c in self.stairs), Fraction(0))
        down = sum((min(c * (1 if stair.up else -1), Fraction(0)) for stair, c in self.stairs), Fraction(0))
        rise = sum((max(c * (1 if stair.up else -1), Fraction(0)) for stair, c in self.stairs), Fraction(0))
        below = SteppedLine(self.variable, self.growth, (), middle + down)
        return below, SteppedLine(self.variable, self.growth, (), middle + rise)

    def signs(self, over: Interval) -> list[tuple[Interval, int]] | None:
        """Return the interval cut into parts on which it is below, at or above zero; None if there are too many."""
        if not self.stairs:
            return _cut(self, over)
        if self.is_cut_exactly:
            return _cut_stair(self, over)
        low, high = self._around()
        parts: list[tuple[Interval, int]] = []
        doubtful: list[Interval] = []
        for part, sign in _cut(low, over) if self.growth else [(over, -1 if low.constant <= 0 else 1)]:
            if sign > 0:
                parts.append((part, 1))
                continue
            for inner, other in _cut(high, part) if self.growth else [(part, 1 if high.constant >= 0 else -1)]:
                if other < 0:
                    parts.append((inner, -1))
                else:
                    doubtful.append(inner)
        for part in doubtful:
            if part.low is None or part.high is None or _count(self, part) > STEPS:
                return None
            for atom in _atoms(self, part):
                parts += _cut(_flat(self, atom), atom)
        return merged(parts)


def _straight(line: SteppedLine, over: Interval) -> Range:
    if line.slope == 0:
        return Range(*(2 * (met(line.constant, {line.variable: over.inside()}),)))
    low, high = _end(line, over, False), _end(line, over, True)
    return Range(low, high) if line.slope > 0 else Range(high, low)


def _end(line: SteppedLine, over: Interval, upper: bool) -> RangeEnd:
    end, is_open = (over.high, over.high_open) if upper else (over.low, over.low_open)
    if end is None or is_open:
        near = over.near_end(upper)
        return RangeEnd(None if end is None else line.at(end), False, True, line.at(near), {line.variable: near})
    return met(line.at(end), {line.variable: end})


def _endless(line: SteppedLine, over: Interval, upper: bool) -> Range:
    """Return the end without limit to which the line grows."""
    start = over.low if upper else over.high
    far = Fraction(floor((start or Fraction(0)) + (FAR if upper else -FAR)))
    at: Point = {line.variable: far}
    end = RangeEnd(None, False, True, line.at(far), at)
    inner = met(line.at(far), at)
    return Range(inner, end) if (line.growth > 0) is upper else Range(end, inner)


def _count(line: SteppedLine, over: Interval) -> Fraction:
    """Return the number of steps, about."""
    assert over.low is not None and over.high is not None
    return sum((abs(stair.slope) * (over.high - over.low) + 1 for stair, _ in line.stairs), Fraction(0))


def _jumps(line: SteppedLine, over: Interval) -> list[Fraction]:
    """Return where steps begin or end, in order."""
    assert over.low is not None and over.high is not None
    jumps = set()
    for stair, _ in line.stairs:
        ends = sorted(stair.slope * x + stair.shift for x in (over.low, over.high))
        jumps |= {(k - stair.shift) / stair.slope for k in range(ceil(ends[0]), floor(ends[1]) + 1)}
    return sorted(x for x in jumps if over.low <= x <= over.high)


def _atoms(line: SteppedLine, over: Interval) -> Iterator[Interval]:
    """Yield the interval cut at every jump: points, and open parts without a jump."""
    rest: Interval | None = over
    for jump in _jumps(line, over):
        if rest is None:
            return
        before, at_jump = rest.below(jump, False), rest.at(jump)
        if before is not None:
            yield before
        if at_jump is not None:
            yield at_jump
        rest = rest.above(jump, False)
    if rest is not None:
        yield rest


def _flat(line: SteppedLine, atom: Interval) -> SteppedLine:
    """Return the straight line that it is on an interval without a jump inside."""
    inside = atom.low if atom.single is not None else None
    if inside is None:
        assert atom.low is not None and atom.high is not None
        inside = atom.low if not atom.low_open else (atom.low + atom.high) / 2
    assert inside is not None
    return SteppedLine(line.variable, line.slope, (), line.at(inside) - line.slope * inside)


def _pieces(line: SteppedLine, over: Interval) -> Iterator[Range]:
    for atom in _atoms(line, over):
        yield _straight(_flat(line, atom), atom)


def _cut(line: SteppedLine, over: Interval) -> list[tuple[Interval, int]]:
    """Return the signs of a straight line."""
    if line.slope == 0:
        return [(over, (line.constant > 0) - (line.constant < 0))]
    zero, side = -line.constant / line.slope, 1 if line.slope > 0 else -1
    parts = ((over.below(zero, False), -side), (over.at(zero), 0), (over.above(zero, False), side))
    return [(part, sign) for part, sign in parts if part is not None]


def _cut_stair(line: SteppedLine, over: Interval) -> list[tuple[Interval, int]]:
    """Return the signs of a single stair: those of the straight line below the steps at two whole numbers."""
    ((stair, c),) = line.stairs
    zero, side, up = -line.constant / c, 1 if c > 0 else -1, stair.up
    low, high = Fraction(ceil(zero) - up), Fraction(floor(zero) + 1 - up)  # below, and above, the step at zero
    x_low, x_high = (low - stair.shift) / stair.slope, (high - stair.shift) / stair.slope
    middle: Interval | None
    if stair.slope > 0:
        below, above, middle = over.below(x_low, up), over.above(x_high, not up), over.above(x_low, not up)
        middle = middle and middle.below(x_high, up)
    else:
        below, above, middle = over.above(x_low, up), over.below(x_high, not up), over.below(x_low, not up)
        middle = middle and middle.above(x_high, up)
    signs = ((below, -side), (middle if zero.denominator == 1 else None, 0), (above, side))
    return merged([(part, sign) for part, sign in signs if part is not None])


def merged(parts: list[tuple[Interval, int]]) -> list[tuple[Interval, int]]:
    """Return the parts in order, neighbours of one sign put together."""

    def place(part: tuple[Interval, int]) -> tuple[bool, Fraction, bool]:
        low = part[0].low
        return low is not None, low or Fraction(0), part[0].low_open

    merged: list[tuple[Interval, int]] = []
    for part, sign in sorted(parts, key=place):
        if merged and merged[-1][1] == sign:
            before = merged[-1][0]
            joined = interval(before.low, part.high, before.low_open, part.high_open, part.whole)
            assert joined is not None
            merged[-1] = (joined, sign)
        else:
            merged.append((part, sign))
    return merged
