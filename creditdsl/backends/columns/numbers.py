"""Columns of exact numbers: integers over a denominator, with bounds that no operation may leave.

Receives columns whose least and greatest numerators are known; promises the exact result of every
operation the IR has, as 64-bit integers where the bounds prove that they hold it and as Python's own
integers where they do not. Its own step because exactness is a matter of each single operation.

A `state` says of each row what its value waits for: nothing, a blank cell, a denominator that is
zero, people (待定). None says that no row waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from creditdsl.base.exact import Rounding
from creditdsl.ir.nodes import CompareOp, Stepping

Ints = npt.NDArray[Any] | int
"""int64, or objects that are Python integers; or one integer for every row."""
Flags = npt.NDArray[np.bool_] | bool
State = npt.NDArray[np.uint8] | None

BLANK, ZERO_DIVISOR, UNDECIDED = 1, 2, 4
_LIMIT = 2**62
"""Results up to here are computed in 64 bits; one bit is left for a sum of two."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """num ÷ den for each row, den > 0. low, high hold every num, most every den."""

    num: Ints
    den: Ints
    low: int
    high: int
    most: int
    state: State = None

    @property
    def constant(self) -> Fraction | None:
        """The value where it is one for every row."""
        if isinstance(self.num, int) and isinstance(self.den, int) and self.state is None:
            return Fraction(self.num, self.den)
        return None


@dataclass(frozen=True, slots=True)
class Truths:
    """True or false for each row."""

    holds: Flags
    state: State = None


def constant(value: Fraction) -> Numbers:
    return Numbers(value.numerator, value.denominator, value.numerator, value.numerator, value.denominator)


def waiting(state: State, *others: State) -> State:
    """What any of the parts waits for."""
    for other in others:
        if other is not None:
            state = other if state is None else state | other
    return state


# Arithmetic


def _fit(bound: int, *parts: Ints) -> tuple[Any, ...]:
    """The parts as they are, or as Python integers where results may pass 64 bits."""
    if bound < _LIMIT:
        return parts
    return tuple(part if isinstance(part, int) else part.astype(object) for part in parts)


def _times(left: Ints, right: Ints, bound: int) -> Any:
    if isinstance(right, int) and right == 1:
        return left
    if isinstance(left, int) and left == 1:
        return right
    a, b = _fit(bound, left, right)
    return a * b


def _size(number: Numbers) -> int:
    return max(abs(number.low), abs(number.high))


def scaled(number: Numbers, factor: int) -> Numbers:
    """The same value with numerator and denominator multiplied by a positive integer."""
    if factor == 1:
        return number
    num = _times(number.num, factor, _size(number) * factor)
    den = _times(number.den, factor, number.most * factor)
    return Numbers(num, den, number.low * factor, number.high * factor, number.most * factor, number.state)


def aligned(numbers: Sequence[Numbers]) -> list[Numbers]:
    """The same values over one denominator: the least common one of those that are single integers,
    times each column of denominators once."""
    common = lcm(*(one.den for one in numbers if isinstance(one.den, int)))
    columns = {id(one.den): one for one in numbers if not isinstance(one.den, int)}
    if not columns:
        return [scaled(one, common // _whole(one.den)) for one in numbers]
    factors = {key: _product_of([one for other, one in columns.items() if other != key]) for key in (0, *columns)}
    den, most = factors[0]
    den, most = _times(den, common, most * common), most * common
    found = []
    for one in numbers:
        by, largest = factors[0 if isinstance(one.den, int) else id(one.den)]
        near = scaled(one, common // one.den if isinstance(one.den, int) else common)
        num = _times(near.num, by, _size(near) * largest)
        low, high = min(near.low, near.low * largest), max(near.high, near.high * largest)
        found.append(Numbers(num, den, low, high, most, one.state))
    return found


def _product_of(numbers: Sequence[Numbers]) -> tuple[Ints, int]:
    """The denominators multiplied, and the largest that can come of it."""
    product: Ints = 1
    most = 1
    for one in numbers:
        most *= one.most
        product = _times(product, one.den, most)
    return product, most


def _whole(den: Ints) -> int:
    assert isinstance(den, int)
    return den


def add(numbers: Sequence[Numbers]) -> Numbers:
    """The sum; terms with one value for all rows are added apart."""
    fixed = sum((value for one in numbers if (value := one.constant) is not None), Fraction(0))
    rows = [one for one in numbers if one.constant is None]
    if not rows:
        return constant(fixed)
    parts = aligned([*rows, constant(fixed)] if fixed else rows)
    low, high = sum(one.low for one in parts), sum(one.high for one in parts)
    reach = sum(_size(one) for one in parts)
    total, *rest = _fit(reach, *(one.num for one in parts))
    for num in rest:
        total = total + num
    return Numbers(total, parts[0].den, low, high, parts[0].most, waiting(None, *(one.state for one in parts)))


def multiply(numbers: Sequence[Numbers]) -> Numbers:
    product, *rest = numbers
    for one in rest:
        product = _product(product, one)
    return product


def _product(left: Numbers, right: Numbers) -> Numbers:
    num, den = _reduced(left.num, right.den)
    other, below = _reduced(right.num, left.den)
    ends = [a * b for a in _ends(left, num) for b in _ends(right, other)]
    reach = max(map(abs, ends))
    most = (den if isinstance(den, int) else right.most) * (below if isinstance(below, int) else left.most)
    state = waiting(left.state, right.state)
    return Numbers(_times(num, other, reach), _times(below, den, most), min(ends), max(ends), most, state)


def _reduced(num: Ints, den: Ints) -> tuple[Ints, Ints]:
    """num ÷ den without the common divisor, where both are single integers."""
    if isinstance(num, int) and isinstance(den, int) and num:
        divisor = gcd(num, den)
        return num // divisor, den // divisor
    return num, den


def _ends(number: Numbers, num: Ints) -> tuple[int, int]:
    return (num, num) if isinstance(num, int) else (number.low, number.high)


def divide(above: Numbers, below: Numbers) -> Numbers:
    """The quotient; a row whose divisor is zero waits for it."""
    zero: Any = below.num == 0
    sign: Any = _sign(below)
    size: Any = abs(below.num)
    state = waiting(above.state, below.state)
    if isinstance(zero, bool):
        if zero:
            state = _marked(state, ZERO_DIVISOR)
            size = 1
    elif below.low <= 0 <= below.high and zero.any():
        state = _marked(state, np.where(zero, np.uint8(ZERO_DIVISOR), np.uint8(0)))
        size = np.where(zero, 1, size)
    reach = max(_size(below), 1)
    inverse_low, inverse_high = (-below.most, below.most) if below.low < 0 else (0, below.most)
    inverse = Numbers(_times(below.den, sign, below.most), size, inverse_low, inverse_high, reach)
    quotient = _product(Numbers(above.num, above.den, above.low, above.high, above.most), inverse)
    return Numbers(quotient.num, quotient.den, quotient.low, quotient.high, quotient.most, state)


def _sign(number: Numbers) -> Ints:
    if number.low >= 0:
        return 1
    if isinstance(number.num, int):
        return -1
    return np.where(number.num < 0, -1, 1)


def _marked(state: State, mark: Any) -> State:
    marks: npt.NDArray[np.uint8] = np.atleast_1d(np.asarray(mark, dtype=np.uint8))
    return marks if state is None else state | marks


def extreme(numbers: Sequence[Numbers], *, greatest: bool) -> Numbers:
    """The greatest (or least) of the values of each row."""
    parts = aligned(numbers)
    choose, end = (np.maximum, max) if greatest else (np.minimum, min)
    num: Any = parts[0].num
    for one in parts[1:]:
        whole = isinstance(num, int) and isinstance(one.num, int)
        num = end(num, one.num) if whole else choose(num, one.num)
    low, high = end(one.low for one in parts), end(one.high for one in parts)
    return Numbers(num, parts[0].den, low, high, parts[0].most, waiting(None, *(one.state for one in parts)))


def clamp(number: Numbers, low: Fraction | None, high: Fraction | None) -> Numbers:
    """The value held between constant ends."""
    held = number
    if low is not None and not _at_least(number, low):
        held = extreme([held, constant(low)], greatest=True)
    if high is not None and not _at_most(number, high):
        held = extreme([held, constant(high)], greatest=False)
    return held


def _at_least(number: Numbers, low: Fraction) -> bool:
    """Whether the bounds prove it of every row."""
    if isinstance(number.den, int):
        return number.low * low.denominator >= low.numerator * number.den
    return number.low >= 0 and low <= 0


def _at_most(number: Numbers, high: Fraction) -> bool:
    if isinstance(number.den, int):
        return number.high * high.denominator <= high.numerator * number.den
    return number.high <= 0 and high >= 0


def round_to(number: Numbers, digits: int, rounding: Rounding) -> Numbers:
    """The value cut to decimals, as base.exact.round_to does."""
    scale: int = 10**digits
    if isinstance(number.den, int) and scale % number.den == 0:
        return scaled(number, scale // number.den)
    if isinstance(number.num, int) and isinstance(number.den, int):
        from creditdsl.base.exact import round_to as one_value

        value = one_value(Fraction(number.num, number.den), digits, rounding) * scale
        return Numbers(int(value), scale, int(value), int(value), scale, number.state)
    common = gcd(scale, number.den) if isinstance(number.den, int) else 1
    factor, den = scale // common, _less(number.den, common)
    reach = 2 * _size(number) * factor + number.most
    num, by = _fit(max(reach, 2 * number.most), number.num, den)
    size = num if number.low >= 0 else abs(num)
    if rounding is Rounding.HALF_UP:
        whole = (size * (2 * factor) + by) // (by * 2)
    else:
        whole, rest = np.divmod(size * factor, by)
        whole = whole + ((2 * rest > by) | ((2 * rest == by) & (whole % 2 == 1)))
    if number.low < 0:
        whole = np.where(num < 0, -whole, whole)
    low, high = (_ceiling(end * scale, number.den, end < 0) for end in (number.low, number.high))
    return Numbers(whole, scale, low, high, scale, number.state)


def _less(den: Ints, by: int) -> Ints:
    return den // by if isinstance(den, int) else den


def _ceiling(end: int, den: Ints, negative: bool) -> int:
    """A bound of |end| ÷ den, away from zero; over any denominator it is largest over 1."""
    by = den if isinstance(den, int) else 1
    size = -(-abs(end) // by) + 1
    return -size if negative else size


def steps(number: Numbers, size: Fraction, stepping: Stepping) -> Numbers:
    """How many steps of a positive size fit; 0 where the value is negative."""
    positive = extreme([number, constant(Fraction(0))], greatest=True) if number.low < 0 else number
    count = _product(positive, constant(1 / size))
    if stepping is Stepping.PROPORTIONAL:
        return count
    reach = count.high + count.most
    num, den = _fit(reach, count.num, count.den)
    whole = num // den if stepping is Stepping.WHOLE else -(-num // den)
    if isinstance(count.num, int) and isinstance(count.den, int):
        return Numbers(whole, 1, whole, whole, 1, number.state)
    high = count.high // count.den if isinstance(count.den, int) else count.high
    return Numbers(whole, 1, 0, high + 1, 1, number.state)


# Truth


def compare(op: CompareOp, left: Numbers, right: Numbers) -> Truths:
    a, b = aligned([left, right])
    holds: Any
    match op:
        case CompareOp.EQ:
            holds = a.num == b.num
        case CompareOp.LT:
            holds = a.num < b.num
        case CompareOp.LE:
            holds = a.num <= b.num
        case CompareOp.GT:
            holds = a.num > b.num
        case CompareOp.GE:
            holds = a.num >= b.num
    return Truths(holds if isinstance(holds, bool) else np.asarray(holds, dtype=np.bool_), waiting(a.state, b.state))


def negated(truth: Truths) -> Truths:
    return Truths(not truth.holds if isinstance(truth.holds, bool) else ~truth.holds, truth.state)


def joined(truths: Sequence[Truths], *, every: bool) -> Truths:
    """All of them, or any of them: a part that decides settles the row, whatever the others wait for."""
    if not every:
        return negated(joined([negated(truth) for truth in truths], every=True))
    holds: Any = True
    fails: Any = False
    for truth in truths:
        holds = holds & truth.holds
        known = (
            np.logical_not(truth.holds)
            if truth.state is None
            else ~_flags(truth.holds, truth.state) & (truth.state == 0)
        )
        fails = fails | known
    state = waiting(None, *(truth.state for truth in truths))
    if state is None:
        return Truths(holds)
    return Truths(_flags(holds, state) & ~_flags(fails, state), np.where(fails, np.uint8(0), state))


def _flags(holds: Flags, like: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    return np.full(like.shape, holds) if isinstance(holds, bool) else holds


def choose_numbers(branches: Sequence[tuple[Truths, Numbers]], otherwise: Numbers) -> Numbers:
    """For each row the value behind the first condition that holds."""
    values = aligned([value for _, value in branches] + [otherwise])
    num: Any = values[-1].num
    state: Any = otherwise.state
    for (when, then), value in zip(reversed(branches), reversed(values[:-1]), strict=True):
        num = _either(when.holds, value.num, num)
        state = _either_state(when, then.state, state)
    low, high = min(value.low for value in values), max(value.high for value in values)
    return Numbers(num, values[0].den, low, high, max(value.most for value in values), state)


def choose_truths(branches: Sequence[tuple[Truths, Truths]], otherwise: Truths) -> Truths:
    holds: Any = otherwise.holds
    state: Any = otherwise.state
    for when, then in reversed(branches):
        holds = _either(when.holds, then.holds, holds)
        state = _either_state(when, then.state, state)
    return Truths(holds, state)


def _either(holds: Flags, then: Any, otherwise: Any) -> Any:
    if isinstance(holds, bool):
        return then if holds else otherwise
    return np.where(holds, then, otherwise)


def _either_state(when: Truths, then: State, otherwise: State) -> State:
    """A row waits for its condition, else for the branch that it takes."""
    chosen: Any = None
    if then is not None or otherwise is not None:
        chosen = _either(when.holds, 0 if then is None else then, 0 if otherwise is None else otherwise)
        chosen = None if isinstance(chosen, int) else np.asarray(chosen, dtype=np.uint8)
    if when.state is None:
        return chosen if isinstance(chosen, np.ndarray) else None
    if chosen is None:
        return when.state
    return np.where(when.state > 0, when.state, chosen)


def if_zero_divisor(value: Numbers, otherwise: Numbers) -> Numbers:
    """otherwise in the rows that wait for a zero denominator and for no blank cell."""
    if value.state is None:
        return value
    blank, zero = (value.state & BLANK) > 0, (value.state & ZERO_DIVISOR) > 0
    a, b = aligned([value, otherwise])
    instead = zero & ~blank
    rest = np.where(blank, np.uint8(BLANK), value.state)
    state = np.where(instead, np.uint8(0) if otherwise.state is None else otherwise.state, rest)
    low, high = min(a.low, b.low), max(a.high, b.high)
    return Numbers(_either(instead, a.num * 0 + b.num, a.num), a.den, low, high, max(a.most, b.most), state)
