"""Boxes of variables, and a box cut by the sign of a sum.

Receives sums over boxes; promises boxes that together are the whole, each with a sign: one variable is
cut exactly, and so is a sum that is zero in one corner only; elsewhere the range decides, if it can.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.review.prover import sums
from creditdsl.review.prover.domains import Box, Interval, Variable
from creditdsl.review.prover.ranges import Point, Range
from creditdsl.review.prover.staircase import merged
from creditdsl.review.prover.sums import Sum
from creditdsl.review.prover.variables import Variables

LIMIT = 300
"""How many parts of a domain are looked at for one expression."""


class TooMany(Exception):
    """There are more parts than LIMIT."""


@node
class Piece:
    """A box on which the expression is this sum; if not sure, on some of the box perhaps."""

    box: Box
    value: Sum
    sure: bool = True


@node
class TruthPiece:
    """A box on which the condition holds or does not; if not sure, on some of the box perhaps."""

    box: Box
    holds: bool
    sure: bool = True


class Cuts:
    """The cuts of boxes for one program."""

    def __init__(self, variables: Variables) -> None:
        self.variables = variables

    def over(self, value: Sum, box: Box) -> Range:
        return sums.range_of(value, box, self.variables.domain)

    def signs(
        self, value: Sum, box: Box, alike: Callable[[int], bool] | None = None
    ) -> Iterator[tuple[Box, int | None, bool]]:
        """Yield the box cut by the sign of a sum, each part with its sign (None: any) and whether it is sure.

        `alike`: a map of signs to classes; signs of one class need not be told apart.
        """
        value = sums.settled(value, box)
        if value.plain:
            yield box, (value.constant > 0) - (value.constant < 0), True
            return
        line = value.line
        if line is None or line.stairs:
            possible = _possible(self.over(value, box))
            if len(possible) == 1 or (alike is not None and len({alike(sign) for sign in possible}) == 1):
                yield box, possible[0], True
                return
        if line is None:
            corner = _corner(value, box, self.variables)
            yield from corner if corner is not None else [(box, None, False)]
            return
        domain = self.variables.domain(box, line.variable)
        assert isinstance(domain, Interval)
        parts = line.signs(domain)
        if parts is None:
            yield box, None, False
            return
        if alike is not None:
            shown_by = {alike(sign): sign for sign in (1, 0, -1)}
            parts = merged([(part, shown_by[alike(sign)]) for part, sign in parts])
        if len(parts) == 1:
            yield box, parts[0][1], True
            return
        for part, sign in parts:
            yield held_to(box, line.variable, part), sign, True


def held_to(box: Box, variable: Variable, part: Interval | tuple[object, ...]) -> Box:
    return {**box, variable: part}  # type: ignore[dict-item]


def merged_boxes(start: Box, left: Box, right: Box) -> Box:
    """Return the intersection of two boxes that were cut from `start` in different variables."""
    return {**right, **{name: domain for name, domain in left.items() if start.get(name) is not domain}}


def fits(at: Point, box: Box) -> bool:
    """Return whether the values lie in the box."""
    for name, value in at.items():
        domain = box.get(name)
        if isinstance(domain, Interval):
            if isinstance(value, str) or domain.at(Fraction(value)) is None:
                return False
        elif domain is not None and value not in domain:
            return False
    return True


def is_fixed(box: Box, variable: Variable) -> bool:
    domain = box.get(variable)
    if domain is None:
        return False
    return domain.single is not None if isinstance(domain, Interval) else len(domain) == 1


def less_sure(pieces: Iterable[Piece], sure: bool) -> Iterator[Piece]:
    for piece in pieces:
        yield piece if sure else Piece(piece.box, piece.value, False)


def _possible(range_: Range) -> tuple[int, ...]:
    """Return the signs that a value in this range may have."""
    low, high = range_.low, range_.high
    negative = low.value is None or low.value < 0
    positive = high.value is None or high.value > 0
    below_zero = high.value is not None and (high.value < 0 or (high.value == 0 and high.near))
    above_zero = low.value is not None and (low.value > 0 or (low.value == 0 and low.near))
    return (*((-1,) if negative else ()), *(() if below_zero or above_zero else (0,)), *((1,) if positive else ()))


def _corner(value: Sum, box: Box, variables: Variables) -> list[tuple[Box, int | None, bool]] | None:
    """Return the signs of a sum of lines that is zero at one corner only; None for any other sum.

    The box is cut at that corner, and variable by variable off it.
    """
    if value.stairs or value.blocks:
        return None
    side = 1 if next(iter(value.slopes.values())) > 0 else -1
    lowest, ends = value.constant, []
    for name, slope in value.slopes.items():
        domain = variables.domain(box, name)
        if not isinstance(domain, Interval) or domain.low is None or domain.low_open or slope * side < 0:
            return None
        lowest += slope * domain.low
        ends.append((name, domain, domain.low))
    if lowest != 0:
        return None
    signs: list[tuple[Box, int | None, bool]] = []
    for name, domain, low in ends:
        at_low, off = domain.at(low), domain.above(low, False)
        if off is not None:
            signs.append((held_to(box, name, off), side, True))
        assert at_low is not None
        box = held_to(box, name, at_low)
    return [*signs, (box, 0, True)]
