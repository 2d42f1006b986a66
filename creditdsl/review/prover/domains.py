"""What a variable of a program may hold: an interval of numbers, or a few words.

Receives declared types; promises domains that can be cut at a number, whole numbers as well as any.
A variable is a measure, or what a unit cannot see of the others: named with a line break in front,
which no measure's name holds.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from creditdsl.base.node import node
from creditdsl.ir.program import Aggregation, Program
from creditdsl.ir.types import Choice, Count, Mark, Number, Ratio, Truth, Type

Variable = str
Value = Fraction | bool | str


@node
class Interval:
    """Numbers from `low` to `high` (None: no limit), without an end that is open; whole numbers if `whole`."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False
    whole: bool = False

    @property
    def single(self) -> Fraction | None:
        return self.low if self.low is not None and self.low == self.high else None

    def below(self, limit: Fraction, inclusive: bool) -> "Interval | None":
        """Return the part below `limit`; None if empty."""
        if self.high is not None and (self.high < limit or (self.high == limit and (self.high_open or inclusive))):
            return self
        return interval(self.low, limit, self.low_open, not inclusive, self.whole)

    def above(self, limit: Fraction, inclusive: bool) -> "Interval | None":
        """Return the part above `limit`; None if empty."""
        if self.low is not None and (self.low > limit or (self.low == limit and (self.low_open or inclusive))):
            return self
        return interval(limit, self.high, not inclusive, self.high_open, self.whole)

    def holds(self, value: Fraction) -> bool:
        """Return whether the value is one of its numbers."""
        low, high = self.low, self.high
        return (
            (low is None or low < value or (low == value and not self.low_open))
            and (high is None or value < high or (high == value and not self.high_open))
            and (not self.whole or value.denominator == 1)
        )

    def at(self, value: Fraction) -> "Interval | None":
        """Return the part that is this value only; None if empty."""
        if not self.holds(value):
            return None
        return self if self.single is not None else Interval(value, value, whole=self.whole)

    def inside(self) -> Fraction:
        """Return a plain number of it: 0 or 1 where they belong to it, else as near to an end as reads well."""
        for plain in (Fraction(0), Fraction(1)):
            if self.holds(plain):
                return plain
        if self.low is not None and not self.low_open:
            return self.low
        if self.high is not None and not self.high_open:
            return self.high
        if self.low is not None:
            return self.low + self._step()
        assert self.high is not None  # else 0 belongs to it
        return self.high - self._step()

    def near_end(self, upper: bool) -> Fraction:
        """Return a number close to an open end, or far out where there is none."""
        end = self.high if upper else self.low
        if end is None:
            other = self.low if upper else self.high
            return (other or Fraction(0)) + (FAR if upper else -FAR)
        return end - self._step() if upper else end + self._step()

    def _step(self) -> Fraction:
        return CLOSE if self.low is None or self.high is None else min((self.high - self.low) / 2, CLOSE)


FAR = Fraction(10**6)
"""How far out a value is taken to show that there is no limit."""
CLOSE = Fraction(1, 10**6)
"""How close to an open end a value is taken: closer than any step of a rounded score."""

Domain = Interval | tuple[Value, ...]
Box = Mapping[Variable, Domain]
"""The variables that are held to a part of their domain."""


def interval(
    low: Fraction | None, high: Fraction | None, low_open: bool = False, high_open: bool = False, whole: bool = False
) -> Interval | None:
    """Return the interval; None if it is empty."""
    if whole:
        if low is not None:
            low = Fraction(floor(low) + 1 if low_open else ceil(low))
        if high is not None:
            high = Fraction(ceil(high) - 1 if high_open else floor(high))
        low_open = high_open = False
    if low is not None and high is not None and (low > high or (low == high and (low_open or high_open))):
        return None
    return Interval(low, high, low_open and low is not None, high_open and high is not None, whole)


def declared(kind: Type) -> Domain:
    """Return the domain of a cell of this type."""
    match kind:
        case Truth():
            return (True, False)
        case Choice(options=options):
            return (*options, "无")
        case Count(low=low, high=high):
            return interval(low, high, whole=True) or Interval(low, high)
        case Ratio(low=low, high=high) | Number(low=low, high=high) | Mark(low=low, high=high):
            return Interval(low, high)
        case _:
            assert_never(kind)


def cells(program: Program) -> dict[Variable, Domain]:
    """Return the domain of every cell of a row: the measures, and the aggregates of detail tables."""
    counted = {
        detail.cell: Interval(
            Fraction(0) if detail.aggregation is Aggregation.COUNT else None,
            None,
            whole=detail.aggregation is Aggregation.COUNT,
        )
        for detail in program.details
    }
    return {**counted, **{measure.name: declared(measure.type) for measure in program.measures}}


def plain_value(domain: Domain) -> Value:
    """Return a value for a variable that does not matter."""
    return domain.inside() if isinstance(domain, Interval) else domain[-1]
