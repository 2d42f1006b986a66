"""Expressions as closures over one unit: what the interpreter compiles every node to.

A closure receives the unit's frame and returns a value, or Pending with the blank cells and zero divisors in the way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import assert_never

from creditdsl.ir.names import DefinitionId, Label
from creditdsl.ir.nodes import ArithOp, CompareOp, LogicOp, Stepping
from creditdsl.ir.outcome import Cells, Crowd, Fault, Pending, Value

ZERO = Fraction(0)


@dataclass(slots=True)
class Frame:
    """One unit while it is scored."""

    index: int
    unit: str
    cells: Cells
    values: dict[DefinitionId, Value] = field(default_factory=dict)
    trace: dict[Label, Value] = field(default_factory=dict)


Evaluate = Callable[[Frame], Value]
"""Computes an expression for one unit: its value, or what it waits for."""


def number(value: Value) -> Fraction:
    """Return a value that is known to be a number."""
    assert isinstance(value, Fraction)
    return value


def cell(measure: str) -> Evaluate:
    """Return a cell; Pending where it is blank."""

    def run(frame: Frame) -> Value:
        value = frame.cells.get(measure)
        assert not isinstance(value, str)  # an option is asked for by OptionIs
        return Pending(frozenset((Fault(frame.unit, (measure,)),))) if value is None else value

    return run


def option(measure: str, option: str) -> Evaluate:
    """Return whether a cell has an option; Pending where it is blank."""

    def run(frame: Frame) -> Value:
        chosen = frame.cells.get(measure)
        return Pending(frozenset((Fault(frame.unit, (measure,)),))) if chosen is None else chosen == option

    return run


def if_zero_divisor(value: Evaluate, otherwise: Evaluate) -> Evaluate:
    """Return a quotient, or something else where a divisor is zero and no cell is blank."""

    def run(frame: Frame) -> Value:
        quotient = value(frame)
        if not isinstance(quotient, Pending) or not quotient.because:
            return quotient
        blanks = frozenset(fault for fault in quotient.because if not fault.zero_denominator)
        return Pending(blanks) if blanks else otherwise(frame)

    return run


def labelled(label: Label, body: Evaluate) -> Evaluate:
    """Compute and keep a value in the trace."""

    def run(frame: Frame) -> Value:
        value = frame.trace[label] = body(frame)
        return value

    return run


def fold(op: ArithOp, args: Sequence[Evaluate]) -> Evaluate:
    """Combine numbers from left to right; all that wait are named."""
    combine: Callable[[Fraction, Fraction], Fraction]
    match op:
        case ArithOp.ADD:
            combine = Fraction.__add__
        case ArithOp.SUB:
            combine = Fraction.__sub__
        case ArithOp.MUL:
            combine = Fraction.__mul__
        case ArithOp.MIN:
            combine = min
        case ArithOp.MAX:
            combine = max
        case ArithOp.DIV:  # pragma: no cover - compiled by _divide
            raise AssertionError(op)
        case _:
            assert_never(op)

    def run(frame: Frame) -> Value:
        total: Fraction | None = None
        waits: frozenset[Fault | Crowd] | None = None
        for arg in args:
            value = arg(frame)
            if isinstance(value, Pending):
                waits = value.because if waits is None else waits | value.because
            else:
                total = number(value) if total is None else combine(total, number(value))
        if waits is not None:
            return Pending(waits)
        assert total is not None
        return total

    return run


def compare(op: CompareOp, left: Evaluate, right: Evaluate) -> Evaluate:
    """Compare two numbers; all that wait are named."""
    holds: Callable[[Fraction, Fraction], bool]
    match op:
        case CompareOp.EQ:
            holds = Fraction.__eq__
        case CompareOp.LT:
            holds = Fraction.__lt__
        case CompareOp.LE:
            holds = Fraction.__le__
        case CompareOp.GT:
            holds = Fraction.__gt__
        case CompareOp.GE:
            holds = Fraction.__ge__
        case _:
            assert_never(op)

    def run(frame: Frame) -> Value:
        a, b = left(frame), right(frame)
        if isinstance(a, Pending):
            return Pending(a.because | b.because) if isinstance(b, Pending) else a
        return b if isinstance(b, Pending) else holds(number(a), number(b))

    return run


def logic(op: LogicOp, args: Sequence[Evaluate]) -> Evaluate:
    """Combine truths; one that decides does so whatever else waits."""
    if op is LogicOp.NOT:
        (only,) = args

        def invert(frame: Frame) -> Value:
            value = only(frame)
            return value if isinstance(value, Pending) else not value

        return invert
    decides = op is LogicOp.OR

    def run(frame: Frame) -> Value:
        waits: frozenset[Fault | Crowd] | None = None
        for arg in args:
            value = arg(frame)
            if value is decides:
                return decides
            if isinstance(value, Pending):
                waits = value.because if waits is None else waits | value.because
        return not decides if waits is None else Pending(waits)

    return run


def choose(branches: Sequence[tuple[Evaluate, Evaluate]], otherwise: Evaluate) -> Evaluate:
    """Return what stands behind the first condition that is met; a condition that waits makes all wait."""

    def run(frame: Frame) -> Value:
        for when, then in branches:
            met = when(frame)
            if met is True:
                return then(frame)
            if isinstance(met, Pending):
                return met
        return otherwise(frame)

    return run


def apply(arg: Evaluate, change: Callable[[Fraction], Fraction]) -> Evaluate:
    """Change a number; one that waits still waits."""

    def run(frame: Frame) -> Value:
        value = arg(frame)
        return value if isinstance(value, Pending) else change(number(value))

    return run


def steps(value: Evaluate, size: Fraction, stepping: Stepping) -> Evaluate:
    """Count the steps of a size within a number; below zero there are none."""

    def count(number: Fraction) -> Fraction:
        steps = max(number, ZERO) / size
        match stepping:
            case Stepping.WHOLE:
                return Fraction(steps.numerator // steps.denominator)
            case Stepping.STARTED:
                return Fraction(-(-steps.numerator // steps.denominator))
            case Stepping.PROPORTIONAL:
                return steps
            case _:
                assert_never(stepping)

    return apply(value, count)


def clamp(value: Evaluate, low: Fraction | None, high: Fraction | None) -> Evaluate:
    """Hold a number between two bounds; None: no bound."""

    def hold(number: Fraction) -> Fraction:
        if low is not None and number < low:
            return low
        return high if high is not None and number > high else number

    return apply(value, hold)
