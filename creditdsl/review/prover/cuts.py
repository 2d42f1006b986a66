"""Boxes of variables, and a box cut by the sign of a sum.

Receives sums over boxes; promises boxes that together are the whole, each with a sign: one variable is
cut exactly, and so is a sum that is zero in one corner only; elsewhere the range decides, if it can.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Generic, TypeVar

from creditdsl.base.node import node
from creditdsl.review.prover import sums
from creditdsl.review.prover.budget import Budget
from creditdsl.review.prover.domains import Box, Interval, Variable
from creditdsl.review.prover.ranges import Point, Range
from creditdsl.review.prover.staircase import merged
from creditdsl.review.prover.sums import Sum
from creditdsl.review.prover.variables import Variables

LIMIT = 300
"""How many parts of a domain are looked at for one expression."""


@node
class Piece:
    """A box on which the expression is this sum; if not sure, on some of the box perhaps."""

    box: Box
    value: Sum
    sure: bool = True

    def on(self, box: Box) -> "Piece":
        return Piece(box, self.value, self.sure)


@node
class TruthPiece:
    """A box on which the condition holds or does not; if not sure, on some of the box perhaps."""

    box: Box
    holds: bool
    sure: bool = True

    def on(self, box: Box) -> "TruthPiece":
        return TruthPiece(box, self.holds, self.sure)


_Part = TypeVar("_Part", Piece, TruthPiece)


@node
class Remembered(Generic[_Part]):
    """The parts of a box for any box that agrees in what was read. `parts`: each with the domains that were cut.

    `sound_only`: whether something was not worked out for them.
    """

    parts: tuple[tuple[Box, _Part], ...]
    sound_only: bool


class Cuts:
    """The cuts of boxes for one program, within a budget.

    `undecided`: the questions that needed more than they may take, in the order in which they were asked.
    `given_up`: how often something was not worked out for them.
    """

    def __init__(self, variables: Variables, budget: Budget) -> None:
        self.variables, self.budget = variables, budget
        self.undecided: dict[str, None] = {}
        self.given_up = 0
        self._asked = ""

    @contextmanager
    def question(self, name: str) -> Iterator[None]:
        """Work for a question of its own; `name` is who is undecided if it needs too much."""
        outer, self._asked = self._asked, name
        try:
            with self.budget.question():
                yield
        finally:
            self._asked = outer

    def give_up(self) -> None:
        """Note that the question is not decided."""
        self.undecided[self._asked] = None
        self.given_up += 1

    def remembered(self, read: Box, pieces: Callable[[], Sequence[_Part]]) -> Remembered[_Part]:
        """Return what the pieces cut from the part of a box that is read."""
        before = self.given_up
        parts = tuple((cuts_made(read, piece.box), piece) for piece in pieces())
        return Remembered(parts, self.given_up > before)

    def recalled(self, known: Remembered[_Part], box: Box) -> Iterator[tuple[Box, _Part]]:
        """Yield the parts of a box as they were cut before."""
        if known.sound_only:
            self.give_up()
        for cuts, piece in known.parts:
            yield ({**box, **cuts} if cuts else box), piece

    def over(self, value: Sum, box: Box) -> Range:
        self.budget.take_terms(sums.work(value, box, self.variables.domain))
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
        if line is None or not line.is_cut_exactly:
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
        self.budget.take_terms(1 if line.is_cut_exactly else line.work([domain]))
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
    return {**right, **cuts_made(start, left)}


def read_part(box: Box, variables: frozenset[Variable]) -> Box:
    """Return the box in these variables only."""
    return {name: domain for name, domain in box.items() if name in variables}


def cuts_made(start: Box, part: Box) -> Box:
    """Return the domains of a part that were cut from `start`."""
    return {name: domain for name, domain in part.items() if start.get(name) is not domain}


def fits(at: Point, box: Box) -> bool:
    """Return whether the values lie in the box."""
    for name, value in at.items():
        domain = box.get(name)
        if isinstance(domain, Interval):
            if isinstance(value, str) or not domain.holds(Fraction(value)):
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
