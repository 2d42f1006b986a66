"""Exact numbers and truth values of all rows: fractions whose parts are nodes of the graph.

Receives values of rows; promises the exact result of every operation that the IR has. The graph keeps the bounds of
each integer, so nothing in this module need know how wide it is.

A `state` says of each row what its value waits for, as bits (`reasons.py`); 0 is nothing. The number of a row that
waits means nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from typing import assert_never

from creditdsl.backends.columns.graph import apply
from creditdsl.backends.columns.operands import Node, Op, Operand
from creditdsl.base.exact import Rounding
from creditdsl.base.node import node
from creditdsl.ir.nodes import CompareOp, Stepping


@node
class Numbers:
    """num ÷ den, den > 0."""

    num: Operand
    den: Operand = 1
    state: Operand = 0

    @property
    def constant(self) -> Fraction | None:
        """Return the number that is the same for every row."""
        if isinstance(self.num, Node) or isinstance(self.den, Node) or self.state != 0:
            return None
        return Fraction(self.num, self.den)


@node
class Truths:
    holds: Operand
    state: Operand = 0


def constant(value: Fraction) -> Numbers:
    return Numbers(value.numerator, value.denominator)


def waiting(*states: Operand) -> Operand:
    """Return the union of the states."""
    return _folded(Op.UNION, 0, states)


# Arithmetic


def _times(left: Operand, *others: Operand) -> Operand:
    return _folded(Op.MUL, left, others)


def _folded(op: Op, first: Operand, others: Iterable[Operand]) -> Operand:
    for other in others:
        first = apply(op, first, other)
    return first


def aligned(numbers: Sequence[Numbers]) -> tuple[list[Operand], Operand]:
    """Return the numerators over one denominator, and that denominator.

    It is the least common multiple of those that all rows share, times each column of denominators once.
    """
    common = lcm(*(number.den for number in numbers if isinstance(number.den, int)))
    columns = list(dict.fromkeys(number.den for number in numbers if isinstance(number.den, Node)))
    nums: list[Operand] = []
    for number in numbers:
        shared = common // number.den if isinstance(number.den, int) else common
        others = [column for column in columns if column is not number.den]
        nums.append(_times(number.num, shared, *others))
    return nums, _times(common, *columns)


def add(numbers: Sequence[Numbers]) -> Numbers:
    """Return the sum; terms that all rows share are added apart."""
    fixed = sum((value for one in numbers if (value := one.constant) is not None), Fraction(0))
    rows = [one for one in numbers if one.constant is None]
    nums, den = aligned([*rows, constant(fixed)] if fixed or not rows else rows)
    return Numbers(_folded(Op.ADD, nums[0], nums[1:]), den, waiting(*(one.state for one in rows)))


def subtract(numbers: Sequence[Numbers]) -> Numbers:
    first, *rest = numbers
    return add([first, *(multiply([one, constant(Fraction(-1))]) for one in rest)])


def multiply(numbers: Sequence[Numbers]) -> Numbers:
    return reduce(_product, numbers)


def _product(left: Numbers, right: Numbers) -> Numbers:
    num, den = _reduced(left.num, right.den)
    other, below = _reduced(right.num, left.den)
    return Numbers(_times(num, other), _times(below, den), waiting(left.state, right.state))


def _reduced(num: Operand, den: Operand) -> tuple[Operand, Operand]:
    """Return num and den without their common divisor, where all rows share both."""
    if isinstance(num, int) and isinstance(den, int) and num:
        divisor = gcd(num, den)
        return num // divisor, den // divisor
    return num, den


def divide(above: Numbers, below: Numbers, by_zero: Callable[[], int]) -> Numbers:
    """Return the quotient; a row waits where its divisor is known and zero.

    `by_zero`: returns the state of such a row; called only where there may be one.
    """
    zero = apply(Op.AND, apply(Op.EQ, below.num, 0), apply(Op.EQ, below.state, 0))
    negative = apply(Op.LT, below.num, 0)
    size = apply(Op.MAX, apply(Op.ABS, below.num), 1)
    turned = apply(Op.WHERE, negative, _times(below.den, -1), below.den)
    quotient = _product(Numbers(above.num, above.den), Numbers(turned, size))
    waits = 0 if zero is False else apply(Op.WHERE, zero, by_zero(), 0)
    return Numbers(quotient.num, quotient.den, waiting(above.state, below.state, waits))


def extreme(numbers: Sequence[Numbers], *, greatest: bool) -> Numbers:
    """Return the greatest (or least) of the values of each row."""
    nums, den = aligned(numbers)
    op = Op.MAX if greatest else Op.MIN
    return Numbers(_folded(op, nums[0], nums[1:]), den, waiting(*(one.state for one in numbers)))


def clamp(number: Numbers, low: Fraction | None, high: Fraction | None) -> Numbers:
    """Return the value clamped to constant ends."""
    held = number
    if low is not None and apply(Op.LE, *_sides(constant(low), held)) is not True:
        held = extreme([held, constant(low)], greatest=True)
    if high is not None and apply(Op.LE, *_sides(held, constant(high))) is not True:
        held = extreme([held, constant(high)], greatest=False)
    return held


def _sides(left: Numbers, right: Numbers) -> tuple[Operand, Operand]:
    (a, b), _ = aligned([left, right])
    return a, b


def round_to(number: Numbers, digits: int, rounding: Rounding) -> Numbers:
    """Return the value rounded to decimals, as base.exact.round_to does."""
    scale: int = 10**digits
    common = gcd(scale, number.den) if isinstance(number.den, int) else 1
    den = number.den // common if isinstance(number.den, int) else number.den
    num = _times(number.num, scale // common)
    if den == 1 and isinstance(den, int):
        return Numbers(num, scale, number.state)
    size = apply(Op.ABS, num)
    match rounding:
        case Rounding.HALF_UP:
            whole = apply(Op.FLOOR, apply(Op.ADD, _times(size, 2), den), _times(den, 2))
        case Rounding.HALF_EVEN:
            down, twice = apply(Op.FLOOR, size, den), _times(apply(Op.MOD, size, den), 2)
            odd = apply(Op.EQ, apply(Op.MOD, down, 2), 1)
            up = apply(Op.OR, apply(Op.LT, den, twice), apply(Op.AND, apply(Op.EQ, twice, den), odd))
            whole = apply(Op.ADD, down, apply(Op.WHERE, up, 1, 0))
        case _:
            assert_never(rounding)
    return Numbers(apply(Op.WHERE, apply(Op.LT, num, 0), _times(whole, -1), whole), scale, number.state)


def steps(number: Numbers, size: Fraction, stepping: Stepping) -> Numbers:
    """Return how many steps of a positive size fit; 0 where the value is negative."""
    count = _product(Numbers(apply(Op.MAX, number.num, 0), number.den, number.state), constant(1 / size))
    match stepping:
        case Stepping.PROPORTIONAL:
            return count
        case Stepping.WHOLE:
            return Numbers(apply(Op.FLOOR, count.num, count.den), 1, count.state)
        case Stepping.STARTED:
            over = apply(Op.SUB, apply(Op.ADD, count.num, count.den), 1)
            return Numbers(apply(Op.FLOOR, over, count.den), 1, count.state)
        case _:
            assert_never(stepping)


# Truth


def compare(op: CompareOp, left: Numbers, right: Numbers) -> Truths:
    a, b = _sides(left, right)
    state = waiting(left.state, right.state)
    match op:
        case CompareOp.EQ:
            return Truths(apply(Op.EQ, a, b), state)
        case CompareOp.LT:
            return Truths(apply(Op.LT, a, b), state)
        case CompareOp.LE:
            return Truths(apply(Op.LE, a, b), state)
        case CompareOp.GT:
            return Truths(apply(Op.LT, b, a), state)
        case CompareOp.GE:
            return Truths(apply(Op.LE, b, a), state)
        case _:
            assert_never(op)


def negated(truth: Truths) -> Truths:
    return Truths(apply(Op.NOT, truth.holds), truth.state)


def joined(truths: Sequence[Truths], *, every: bool) -> Truths:
    """Return the conjunction (or disjunction).

    An operand that decides settles the row, whatever the others wait for.
    """
    op = Op.AND if every else Op.OR
    first, *rest = (truth.holds for truth in truths)
    holds = _folded(op, first, rest)
    state = waiting(*(truth.state for truth in truths))
    if state == 0:
        return Truths(holds)
    settled: Operand = False
    for truth in truths:
        says = apply(Op.NOT, truth.holds) if every else truth.holds
        settled = apply(Op.OR, settled, apply(Op.AND, says, apply(Op.EQ, truth.state, 0)))
    known = apply(Op.EQ, state, 0)
    decided = apply(Op.WHERE, settled, not every, apply(Op.AND, holds, known))
    return Truths(decided, apply(Op.WHERE, settled, 0, state))


# Choice


def choose_numbers(branches: Sequence[tuple[Truths, Numbers]], otherwise: Numbers) -> Numbers:
    """Return for each row the value behind the first condition that holds."""
    (*nums, num), den = aligned([*(value for _, value in branches), otherwise])
    state = otherwise.state
    for (when, then), part in zip(reversed(branches), reversed(nums), strict=True):
        num = apply(Op.WHERE, when.holds, part, num)
        state = _chosen_state(when, then.state, state)
    return Numbers(num, den, state)


def choose_truths(branches: Sequence[tuple[Truths, Truths]], otherwise: Truths) -> Truths:
    """Return for each row the truth value behind the first condition that holds."""
    holds, state = otherwise.holds, otherwise.state
    for when, then in reversed(branches):
        holds = apply(Op.WHERE, when.holds, then.holds, holds)
        state = _chosen_state(when, then.state, state)
    return Truths(holds, state)


def _chosen_state(when: Truths, then: Operand, otherwise: Operand) -> Operand:
    """Return the state of a choice: a row waits for its condition, else for the branch that it takes."""
    chosen = apply(Op.WHERE, when.holds, then, otherwise)
    return apply(Op.WHERE, apply(Op.EQ, when.state, 0), chosen, when.state)


def if_zero_divisor(value: Numbers, otherwise: Numbers, blanks: int, zeros: int) -> Numbers:
    """Return `otherwise` in the rows that wait for a zero denominator and for no blank cell, else the value.

    `blanks`, `zeros`: bits of the states of blank cells and of zero denominators.
    """
    blank, zero = apply(Op.SHARED, value.state, blanks), apply(Op.SHARED, value.state, zeros)
    complete = apply(Op.EQ, blank, 0)
    instead = apply(Op.AND, complete, apply(Op.NOT, apply(Op.EQ, zero, 0)))
    (num, other), den = aligned([value, otherwise])
    rest = apply(Op.WHERE, complete, value.state, blank)
    return Numbers(apply(Op.WHERE, instead, other, num), den, apply(Op.WHERE, instead, otherwise.state, rest))
