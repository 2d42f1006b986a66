"""Fractions and truths of each row, as SQL: the arithmetic of the IR on whole numbers.

Receives values as numerator, denominator and state; promises what the interpreter would compute, to
the last digit. The state says what a value waits for, as bits, 0 for nothing; the number of a row that
waits is within its bounds and means nothing. A part that is used more than once becomes a column
first (`share`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import assert_never

from sqlglot import exp

from creditdsl.backends.sql import whole as w
from creditdsl.backends.sql.whole import Flag, Whole
from creditdsl.base.exact import Rounding
from creditdsl.ir.nodes import ArithOp, CompareOp, Stepping

BLANK, ZERO_DIVISOR, UNDECIDED = 1, 2, 4
READY = w.literal(0)


@dataclass(frozen=True, slots=True)
class Numbers:
    """num ÷ den of each row; den is positive."""

    num: Whole
    den: Whole
    state: Whole = READY


@dataclass(frozen=True, slots=True)
class Truths:
    holds: Flag
    state: Whole = READY


def constant(value: Fraction) -> Numbers:
    return Numbers(w.literal(value.numerator), w.literal(value.denominator))


def known(truth: Truths) -> Flag:
    """Return whether the truth surely holds: it does, and waits for nothing."""
    return w.every([truth.holds, ready(truth.state)])


def ready(state: Whole) -> Flag:
    return w.compare(exp.EQ, state, READY)


def waiting(branches: Sequence[tuple[Truths, Whole]], otherwise: Whole) -> Whole:
    """Return the state of a choice.

    A row waits for a condition as long as it is not known, else for what the first that holds leads to.
    """
    asked: set[exp.Expr] = set()
    cases: list[tuple[Flag, Whole]] = []

    def left(state: Whole) -> Whole:
        return READY if state.sql in asked else state

    for when, state in branches:
        if left(when.state).constant != 0:
            cases.append((w.inverse(ready(when.state)), w.where_filled(when.state)))
            asked.add(when.state.sql)
        cases.append((when.holds, left(state)))
    rest = left(otherwise)
    while cases and cases[-1][1].sql == rest.sql:
        cases.pop()
    if len(cases) == 1 and asked and rest.constant == 0:
        return branches[0][0].state
    return w.choose(cases, rest)


@dataclass(slots=True)
class Arithmetic:
    """The operations of the IR. `share`, `share_flag`: return the same number or flag as a column of its own."""

    share: Callable[[Whole], Whole]
    share_flag: Callable[[Flag], Flag]
    digits: int
    rounding: Rounding

    # One denominator

    def aligned(self, numbers: Sequence[Numbers]) -> list[Numbers]:
        """Return the same values over one denominator."""
        common = lcm(*(number.den.constant for number in numbers if number.den.constant is not None))
        columns: dict[exp.Expr, Whole] = {}
        for number in numbers:
            if number.den.constant is None:
                shared = self.share(number.den)
                columns.setdefault(shared.sql, shared)
        aligned = []
        for number in numbers:
            own_den = None if number.den.constant is not None else self.share(number.den).sql
            factor = w.literal(common if number.den.constant is None else common // number.den.constant)
            den = w.literal(common)
            for sql, column in columns.items():
                den = w.times(column, den)
                factor = w.times(factor, column) if sql != own_den else factor
            aligned.append(Numbers(w.times(number.num, factor), den, number.state))
        return aligned

    def add(self, numbers: Sequence[Numbers]) -> Numbers:
        parts = self.aligned(numbers)
        return Numbers(w.plus(*(one.num for one in parts)), parts[0].den, _states(numbers))

    def subtract(self, numbers: Sequence[Numbers]) -> Numbers:
        first, *rest = self.aligned(numbers)
        return Numbers(w.minus(first.num, w.plus(*(one.num for one in rest))), first.den, _states(numbers))

    def multiply(self, numbers: Sequence[Numbers]) -> Numbers:
        product, *rest = numbers
        for factor in rest:
            product = _product(product, factor)
        return Numbers(product.num, product.den, _states(numbers))

    def divide(self, above: Numbers, below: Numbers) -> Numbers:
        """Return the quotient. A row whose divisor is zero waits for it, unless the divisor itself waits."""
        num = self.share(below.num)
        state = w.bits([above.state, below.state])
        if num.low <= 0 <= num.high:
            zero = w.every([w.compare(exp.EQ, num, w.literal(0)), ready(below.state)])
            state = w.bits([state, w.choose([(zero, w.literal(ZERO_DIVISOR))], READY)])
        den = below.den
        if num.low < 0:
            negative = w.compare(exp.LT, num, w.literal(0))
            den = w.choose([(negative, w.minus(w.literal(0), den))], den)
            num = w.choose([(negative, w.minus(w.literal(0), num))], num)
            num = w.within(num, 0, below.num.reach)
        inverse = Numbers(den, w.greatest(num, w.literal(1)))
        quotient = _product(above, inverse)
        return Numbers(quotient.num, quotient.den, state)

    def arith(self, op: ArithOp, numbers: Sequence[Numbers]) -> Numbers:
        match op:
            case ArithOp.ADD:
                return self.add(numbers)
            case ArithOp.SUB:
                return self.subtract(numbers)
            case ArithOp.MUL:
                return self.multiply(numbers)
            case ArithOp.DIV:
                quotient, *divisors = numbers
                for divisor in divisors:
                    quotient = self.divide(quotient, divisor)
                return quotient
            case ArithOp.MIN | ArithOp.MAX:
                return self.extreme(numbers, w.greatest if op is ArithOp.MAX else w.least)
            case _:
                assert_never(op)

    def extreme(self, numbers: Sequence[Numbers], better: Callable[[Whole, Whole], Whole]) -> Numbers:
        first, *rest = self.aligned(numbers)
        num = first.num
        for other in rest:
            num = better(num, other.num)
        return Numbers(num, first.den, _states(numbers))

    def clamp(self, number: Numbers, low: Fraction | None, high: Fraction | None) -> Numbers:
        held = number
        if low is not None:
            held = self.extreme([held, constant(low)], w.greatest)
        if high is not None:
            held = self.extreme([held, constant(high)], w.least)
        return held

    # Cutting

    def round_to(self, number: Numbers) -> Numbers:
        """Return the value rounded to the program's digits, as base.exact.round_to does."""
        scale: int = 10**self.digits
        above, below, den = self._magnified(number, scale)
        if below.constant == 1:
            return Numbers(above, w.literal(scale), number.state)
        size = above
        if above.low < 0:
            above = self.share(above)
            negative = w.compare(exp.LT, above, w.literal(0))
            size = w.choose([(negative, w.minus(w.literal(0), above))], above)
            size = w.within(size, 0, above.reach)
        whole = self._half_up(size, below) if self.rounding is Rounding.HALF_UP else self._half_even(size, below)
        if above.low < 0:
            whole = self.share(whole)
            whole = w.choose([(w.compare(exp.LT, above, w.literal(0)), w.minus(w.literal(0), whole))], whole)
        return Numbers(whole, den, number.state)

    def _magnified(self, number: Numbers, scale: int) -> tuple[Whole, Whole, Whole]:
        """Return numerator and denominator of scale times the value, and scale."""
        if number.den.constant is None:
            return w.times(number.num, w.literal(scale)), self.share(number.den), w.literal(scale)
        common = gcd(scale, number.den.constant)
        below = w.literal(number.den.constant // common)
        return w.times(number.num, w.literal(scale // common)), below, w.literal(scale)

    @staticmethod
    def _half_up(size: Whole, by: Whole) -> Whole:
        two = w.literal(2)
        return w.quotient(w.plus(w.times(size, two), by), w.times(by, two))

    def _half_even(self, size: Whole, by: Whole) -> Whole:
        size = self.share(size)
        whole = self.share(w.quotient(size, by))
        rest = w.minus(size, w.times(whole, by))
        twice = self.share(w.times(w.literal(2), w.within(rest, 0, by.high)))
        more = w.compare(exp.GT, twice, by)
        half = w.every([w.compare(exp.EQ, twice, by), w.odd(whole)])
        return w.plus(whole, w.choose([(w.some([more, half]), w.literal(1))], w.literal(0)))

    def steps(self, number: Numbers, size: Fraction, stepping: Stepping) -> Numbers:
        """Return how many steps of a positive size fit; 0 where the value is negative."""
        above = w.greatest(number.num, w.literal(0))
        count = _product(Numbers(above, number.den), constant(1 / size))
        match stepping:
            case Stepping.PROPORTIONAL:
                return Numbers(count.num, count.den, number.state)
            case Stepping.WHOLE:
                return Numbers(w.quotient(count.num, count.den), w.literal(1), number.state)
            case Stepping.STARTED:
                den = self.share(count.den)
                above = w.plus(count.num, w.minus(den, w.literal(1)))
                above = w.within(above, max(above.low, 0), above.high)
                return Numbers(w.quotient(above, den), w.literal(1), number.state)
            case _:
                assert_never(stepping)

    # Truth

    def compare(self, op: CompareOp, left: Numbers, right: Numbers) -> Truths:
        a, b = self.aligned([left, right])
        return Truths(w.compare(_KINDS[op], a.num, b.num), _states([left, right]))

    @staticmethod
    def negated(truth: Truths) -> Truths:
        return Truths(w.inverse(truth.holds), truth.state)

    def joined(self, truths: Sequence[Truths], *, every: bool) -> Truths:
        """Return the conjunction (or disjunction).

        An operand that decides settles the row, whatever the others wait for.
        """
        join = w.every if every else w.some
        if all(one.state.constant == 0 for one in truths):
            return Truths(join([one.holds for one in truths]))
        parts = [Truths(self.share_flag(one.holds), self.share(one.state)) for one in truths]
        settled = w.some([known(self.negated(part) if every else part) for part in parts])
        return Truths(join([part.holds for part in parts]), w.choose([(settled, READY)], _states(parts)))

    # Choice

    def choose(self, branches: Sequence[tuple[Truths, Numbers]], otherwise: Numbers) -> Numbers:
        """Return for each row the value behind the first condition that holds."""
        flags, state = self._taken([(when, then.state) for when, then in branches], otherwise.state)
        values = [then for _, then in branches] + [otherwise]
        if len({one.den.sql for one in values if one.den.constant is None}) > 1:
            den = w.choose([(flag, one.den) for flag, one in zip(flags, values, strict=False)], otherwise.den)
        else:
            values = self.aligned(values)
            den = values[0].den
        num = w.choose([(flag, one.num) for flag, one in zip(flags, values, strict=False)], values[-1].num)
        return Numbers(num, den, state)

    def choose_truths(self, branches: Sequence[tuple[Truths, Truths]], otherwise: Truths) -> Truths:
        flags, state = self._taken([(when, then.state) for when, then in branches], otherwise.state)
        cases = [(flag, then.holds) for flag, (_, then) in zip(flags, branches, strict=True)]
        return Truths(w.choose_flag(cases, otherwise.holds), state)

    def _taken(self, branches: Sequence[tuple[Truths, Whole]], otherwise: Whole) -> tuple[list[Flag], Whole]:
        """Return the conditions to be used, and the state: a row waits for a condition, else for its own branch."""
        states = [otherwise, *(state for _, state in branches), *(when.state for when, _ in branches)]
        if all(state.constant == 0 for state in states):
            return [when.holds for when, _ in branches], READY
        if len(branches) == 1 and branches[0][1].constant == otherwise.constant == 0:
            return [when.holds for when, _ in branches], branches[0][0].state
        shared = [(Truths(self.share_flag(when.holds), self.share(when.state)), state) for when, state in branches]
        return [when.holds for when, _ in shared], waiting(shared, otherwise)

    def if_zero_divisor(self, value: Numbers, otherwise: Numbers) -> Numbers:
        """Return `otherwise` in the rows that wait for a zero denominator and for no blank cell, else the value."""
        if w.has_bit(value.state, ZERO_DIVISOR).constant is False:
            return value
        waits = self.share(value.state)
        blank = self.share_flag(w.has_bit(waits, BLANK))
        zero = self.share_flag(w.every([w.has_bit(waits, ZERO_DIVISOR), w.inverse(blank)]))
        chosen = self.choose([(Truths(zero), Numbers(otherwise.num, otherwise.den))], Numbers(value.num, value.den))
        state = w.choose([(zero, otherwise.state), (blank, w.literal(BLANK))], waits)
        return Numbers(chosen.num, chosen.den, state)


_KINDS: dict[CompareOp, type[exp.Binary]] = {
    CompareOp.EQ: exp.EQ,
    CompareOp.LT: exp.LT,
    CompareOp.LE: exp.LTE,
    CompareOp.GT: exp.GT,
    CompareOp.GE: exp.GTE,
}


def _states(parts: Sequence[Numbers | Truths]) -> Whole:
    return w.bits([part.state for part in parts])


def _product(left: Numbers, right: Numbers) -> Numbers:
    """Return the product, states aside."""
    num, below = _reduced(left.num, right.den)
    other, den = _reduced(right.num, left.den)
    return Numbers(w.times(num, other), w.times(den, below))


def _reduced(num: Whole, den: Whole) -> tuple[Whole, Whole]:
    """Return num and den without their common divisor, where both are constants."""
    if num.constant is None or den.constant is None or not num.constant:
        return num, den
    common = gcd(num.constant, den.constant)
    return w.literal(num.constant // common), w.literal(den.constant // common)
