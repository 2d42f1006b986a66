"""What an expression is on one piece: a sum of lines, staircases and blocks of which only the range is known.

Receives boxes of variables; promises the range of a sum over a box. Terms in different variables are independent,
as a box is a product. A block that shares a variable with others makes the ends loose.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.review.prover import ranges
from creditdsl.review.prover.domains import Box, Domain, Interval, Variable
from creditdsl.review.prover.ranges import Range, step
from creditdsl.review.prover.staircase import Stair, SteppedLine

Domains = Callable[[Box, Variable], Domain]


@node
class Block:
    """A term of which only the range is known. `variables`: those on which it hangs."""

    range: Range
    variables: frozenset[Variable]


@node
class Sum:
    """constant + Σ slope·x + Σ c·stair + blocks."""

    constant: Fraction
    slopes: Mapping[Variable, Fraction]
    stairs: Mapping[Stair, Fraction]
    blocks: tuple[Block, ...] = ()

    @property
    def variables(self) -> frozenset[Variable]:
        names = {*self.slopes, *(stair.variable for stair in self.stairs)}
        return frozenset(names.union(*(block.variables for block in self.blocks)))

    @property
    def terms(self) -> int:
        """Return the number of its terms, the constant one of them."""
        return 1 + len(self.slopes) + len(self.stairs) + len(self.blocks)

    @property
    def plain(self) -> bool:
        """Return whether it is a constant."""
        return not (self.slopes or self.stairs or self.blocks)

    @property
    def line(self) -> SteppedLine | None:
        """Return it as a sum in one variable; None if it has another number of variables."""
        names = {*self.slopes, *(stair.variable for stair in self.stairs)}
        if self.blocks or len(names) != 1:
            return None
        (name,) = names
        return SteppedLine(name, self.slopes.get(name, Fraction(0)), tuple(self.stairs.items()), self.constant)

    def lines(self) -> list[SteppedLine]:
        """Return its terms as one sum for each variable, the constant left out."""
        names = dict.fromkeys((*self.slopes, *(stair.variable for stair in self.stairs)))
        return [
            SteppedLine(
                name,
                self.slopes.get(name, Fraction(0)),
                tuple((stair, c) for stair, c in self.stairs.items() if stair.variable == name),
                Fraction(0),
            )
            for name in names
        ]


def number(value: Fraction) -> Sum:
    return Sum(value, {}, {})


def variable(name: Variable) -> Sum:
    return Sum(Fraction(0), {name: Fraction(1)}, {})


def stair(step_function: Stair, box: Box, domains: Domains) -> Sum:
    """Return a staircase; a straight line where it steps at every value."""
    domain = domains(box, step_function.variable)
    assert isinstance(domain, Interval)
    if domain.whole and step_function.slope.denominator == 1:
        return Sum(step(step_function.shift, step_function.up), {step_function.variable: step_function.slope}, {})
    return Sum(Fraction(0), {}, {step_function: Fraction(1)})


def block(range_: Range, variables: frozenset[Variable]) -> Sum:
    """Return a block; a constant where its range is a single value."""
    if range_.low.met and range_.high.met and range_.low.value == range_.high.value and not range_.low.at:
        assert range_.low.value is not None
        return number(range_.low.value)
    return Sum(Fraction(0), {}, {}, (Block(range_, variables),))


def plus(*parts: Sum) -> Sum:
    first, *others = parts
    if not others:
        return first
    constant, slopes, stairs, blocks = first.constant, dict(first.slopes), dict(first.stairs), list(first.blocks)
    for part in others:
        if part.constant:
            constant += part.constant
        for name, slope in part.slopes.items():
            slopes[name] = slopes[name] + slope if name in slopes else slope
        for stair, c in part.stairs.items():
            stairs[stair] = stairs[stair] + c if stair in stairs else c
        blocks += part.blocks
    return Sum(
        constant,
        {name: slope for name, slope in slopes.items() if slope},
        {stair: c for stair, c in stairs.items() if c},
        tuple(blocks),
    )


def times(by: Fraction, part: Sum) -> Sum:
    if by == 0:
        return number(Fraction(0))
    return Sum(
        by * part.constant,
        {name: by * slope for name, slope in part.slopes.items()},
        {stair: by * c for stair, c in part.stairs.items()},
        tuple(Block(ranges.scale(one.range, by), one.variables) for one in part.blocks),
    )


def minus(a: Sum, b: Sum) -> Sum:
    return plus(a, times(Fraction(-1), b))


def settled(part: Sum, box: Box) -> Sum:
    """Return the sum with the values of the variables that the box holds to a single one."""
    if not (part.slopes or part.stairs):
        return part
    fixed = {
        name: value
        for name, domain in box.items()
        if isinstance(domain, Interval) and (value := domain.single) is not None
    }
    if fixed.keys().isdisjoint(part.slopes) and not any(stair.variable in fixed for stair in part.stairs):
        return part
    constant, slopes, stairs = part.constant, dict(part.slopes), dict(part.stairs)
    for name, value in fixed.items():
        constant += slopes.pop(name, Fraction(0)) * value
    for stair in part.stairs:
        if stair.variable in fixed:
            constant += stairs.pop(stair) * stair.at(fixed[stair.variable])
    return Sum(constant, slopes, stairs, part.blocks)


def range_of(part: Sum, box: Box, domains: Domains) -> Range:
    """Return the range over the box.

    Where an end is met, `at` holds the values of the sum's variables.
    """
    parts = [ranges.point(part.constant)]
    used: set[Variable] = set()
    shared = False
    for line in part.lines():
        domain = domains(box, line.variable)
        assert isinstance(domain, Interval)
        parts.append(line.range(domain))
        used.add(line.variable)
    for block in part.blocks:
        shared = shared or not used.isdisjoint(block.variables)
        used |= block.variables
        parts.append(block.range)
    total = ranges.add(parts)
    return ranges.loose(total) if shared else total


def work(part: Sum, box: Box, domains: Domains) -> int:
    """Return about how many terms `range_of` looks at."""
    terms = len(part.slopes) + len(part.blocks)
    for line in part.lines() if part.stairs else ():
        domain = domains(box, line.variable)
        assert isinstance(domain, Interval)
        terms += line.work(list(line.ends(domain)) if line.stairs else ())
    return terms


def on_grid(part: Sum, box: Box, domains: Domains, digits: int) -> bool:
    """Return whether the sum never has more than `digits` decimals, so that rounding changes nothing."""
    scale = Fraction(10**digits)
    if part.blocks or (part.constant * scale).denominator != 1:
        return False
    steps = [*part.stairs.values()]
    for name, slope in part.slopes.items():
        domain = domains(box, name)
        if not isinstance(domain, Interval) or not domain.whole:
            return False
        steps.append(slope)
    return all((step * scale).denominator == 1 for step in steps)
