"""Sets of numbers as stretches between cuts: what a band takes, what two bands share, what none takes.

Receives comparisons with constants; promises exact sets on the whole line, or on a grid where values have steps (a
count is whole, a total has two decimals).

A cut lies just before or just after a number, or at an end of the line; a stretch is the interval between two cuts.
So ends need no case of their own for “with” and “without” the number.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.syntax.nodes import Comparison

Cut = tuple[int, Fraction, int]
"""-1 and 1 are the ends of the line; else 0, the number, and 1 for just after it."""

START: Cut = (-1, Fraction(0), 0)
END: Cut = (1, Fraction(0), 0)


def before(value: Fraction) -> Cut:
    return (0, value, 0)


def after(value: Fraction) -> Cut:
    return (0, value, 1)


@node
class Stretch:
    """The interval between two cuts; start < end."""

    start: Cut
    end: Cut


Region = tuple[Stretch, ...]
"""Apart from each other and in order."""

ALL: Region = (Stretch(START, END),)


def meet(first: Region, second: Region) -> Region:
    """Return the intersection."""
    common = []
    i = j = 0
    while i < len(first) and j < len(second):
        start, end = max(first[i].start, second[j].start), min(first[i].end, second[j].end)
        if start < end:
            common.append(Stretch(start, end))
        if first[i].end < second[j].end:
            i += 1
        else:
            j += 1
    return tuple(common)


def rest(region: Region) -> Region:
    """Return the complement."""
    cuts = [START, *(cut for stretch in region for cut in (stretch.start, stretch.end)), END]
    pairs = zip(cuts[::2], cuts[1::2], strict=True)
    return tuple(Stretch(start, end) for start, end in pairs if start < end)


def minus(whole: Region, taken: Region) -> Region:
    """Return the difference."""
    return meet(whole, rest(taken))


def join(first: Region, second: Region) -> Region:
    """Return the union; stretches that touch become one."""
    return rest(meet(rest(first), rest(second)))


class Cover:
    """The union of the stretches taken so far."""

    def __init__(self) -> None:
        self._starts: list[Cut] = []
        self._ends: list[Cut] = []

    def add(self, stretch: Stretch) -> None:
        """Take the stretch, too; it becomes one with those that it touches."""
        first, behind = bisect_left(self._ends, stretch.start), bisect_right(self._starts, stretch.end)
        start, end = stretch.start, stretch.end
        if first < behind:
            start, end = min(start, self._starts[first]), max(end, self._ends[behind - 1])
        self._starts[first:behind], self._ends[first:behind] = [start], [end]

    def left(self, stretch: Stretch) -> Region:
        """Return what of the stretch is not yet taken."""
        free, at = [], stretch.start
        for index in range(bisect_right(self._ends, stretch.start), len(self._starts)):
            if self._starts[index] >= stretch.end:
                break
            if at < self._starts[index]:
                free.append(Stretch(at, self._starts[index]))
            at = self._ends[index]
        return (*free, Stretch(at, stretch.end)) if at < stretch.end else tuple(free)

    @property
    def region(self) -> Region:
        return tuple(Stretch(start, end) for start, end in zip(self._starts, self._ends, strict=True))


@node
class Axis:
    """The values that a thing can take: from `low` to `high` (None: no limit), in steps or, with None, any."""

    low: Fraction | None
    high: Fraction | None
    step: Fraction | None

    def satisfying(self, bounds: Iterable[tuple[Comparison, Fraction]]) -> Region:
        """Return the values that satisfy all the bounds, beyond `low` and `high` too."""
        start, end = START, END
        for comparison, value in bounds:
            match comparison:
                case Comparison.EQUAL:
                    start, end = max(start, before(value)), min(end, after(value))
                case Comparison.AT_LEAST:
                    start = max(start, before(value))
                case Comparison.MORE:
                    start = max(start, after(value))
                case Comparison.AT_MOST:
                    end = min(end, after(value))
                case Comparison.LESS:
                    end = min(end, before(value))
        start, end = self._on_grid(start), self._on_grid(end)
        return (Stretch(start, end),) if start < end else ()

    def _on_grid(self, cut: Cut) -> Cut:
        """Return the same cut just before the next value of the grid."""
        side, value, behind = cut
        if self.step is None or side:
            return cut
        steps = value / self.step
        whole = steps.numerator // steps.denominator  # the value's own place, or the one below
        return before((whole if whole == steps and not behind else whole + 1) * self.step)

    @property
    def whole(self) -> Region:
        bounds = [] if self.low is None else [(Comparison.AT_LEAST, self.low)]
        return self.satisfying(bounds if self.high is None else [*bounds, (Comparison.AT_MOST, self.high)])

    def first(self, stretch: Stretch) -> Fraction | None:
        """Return the least value of a stretch; None where there is none."""
        side, value, behind = stretch.start
        return None if side or behind else value

    def last(self, stretch: Stretch) -> Fraction | None:
        """Return the greatest value of a stretch; None where there is none."""
        side, value, behind = stretch.end
        if self.step is not None and not side:
            return value - self.step
        return None if side or not behind else value

    def witness(self, stretch: Stretch) -> Fraction:
        """Return a value of a stretch that has two ends: one of them, else the middle."""
        for value in (self.first(stretch), self.last(stretch)):
            if value is not None:
                return value
        return (stretch.start[1] + stretch.end[1]) / 2
