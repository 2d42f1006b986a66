"""Every operation on columns equals the one on fractions, whatever the width, the sign and the denominators."""

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdsl.backends.columns import numbers as n
from creditdsl.backends.columns import operands
from creditdsl.backends.columns.evaluate import evaluate
from creditdsl.backends.columns.graph import apply
from creditdsl.backends.columns.numbers import Numbers, Truths
from creditdsl.backends.columns.operands import Op, Operand, width
from creditdsl.backends.columns.reasons import BLANK, UNDECIDED, ZERO_DIVISOR
from creditdsl.base import exact
from creditdsl.base.exact import Rounding
from creditdsl.ir.nodes import CompareOp, Stepping

ROWS = 5
WIDE = 2**70
wholes = st.one_of(st.integers(-9, 9), st.integers(-300, 300), st.integers(-(2**33), 2**33), st.integers(-WIDE, WIDE))
Column = list[Fraction]


def column_of(values: Sequence[int]) -> Operand:
    low, high = min(values), max(values)
    return operands.leaf(np.array(values, dtype=width(low, high)), low, high)


@st.composite
def numbers(draw: st.DrawFn) -> tuple[Numbers, Column]:
    """A column over one denominator, over a column of them, or one value for all rows."""
    nums = draw(st.lists(wholes, min_size=ROWS, max_size=ROWS))
    match draw(st.sampled_from(["one", "whole", "fractions"])):
        case "one":
            value = Fraction(nums[0], draw(st.integers(1, 12)))
            return n.constant(value), [value] * ROWS
        case "whole":
            den = draw(st.integers(1, 12))
            return Numbers(column_of(nums), den), [Fraction(num, den) for num in nums]
        case _:
            dens = draw(st.lists(st.integers(1, 2**20), min_size=ROWS, max_size=ROWS))
            return Numbers(column_of(nums), column_of(dens)), [
                Fraction(num, den) for num, den in zip(nums, dens, strict=True)
            ]


def spread(part: Operand) -> list[int]:
    (found,) = evaluate([part], ROWS)
    return [int(found)] * ROWS if isinstance(found, int) else [int(one) for one in found]


def values(found: Numbers) -> Column:
    return [Fraction(num, den) for num, den in zip(spread(found.num), spread(found.den), strict=True)]


def flags(found: Truths) -> list[bool]:
    return [bool(one) for one in spread(found.holds)]


some = st.lists(numbers(), min_size=1, max_size=4)
OPERATIONS: dict[str, tuple[Callable[[list[Numbers]], Numbers], Callable[..., Fraction]]] = {
    "add": (n.add, lambda *row: sum(row, Fraction(0))),
    "subtract": (n.subtract, lambda first, *row: first - sum(row, Fraction(0))),
    "max": (lambda parts: n.extreme(parts, greatest=True), lambda *row: max(row)),
    "min": (lambda parts: n.extreme(parts, greatest=False), lambda *row: min(row)),
}


@pytest.mark.parametrize("name", OPERATIONS)
@given(parts=some)
def test_operations_on_several_columns(name: str, parts: list[tuple[Numbers, Column]]) -> None:
    computed, expected = OPERATIONS[name]
    rows = zip(*(column for _, column in parts), strict=True)
    assert values(computed([one for one, _ in parts])) == [expected(*row) for row in rows]


@given(numbers(), numbers())
def test_products(a: tuple[Numbers, Column], b: tuple[Numbers, Column]) -> None:
    assert values(n.multiply([a[0], b[0]])) == [x * y for x, y in zip(a[1], b[1], strict=True)]


@given(numbers(), numbers())
def test_quotients_mark_rows_whose_divisor_is_zero(a: tuple[Numbers, Column], b: tuple[Numbers, Column]) -> None:
    found = n.divide(a[0], b[0], lambda: ZERO_DIVISOR)
    rows = zip(values(found), spread(found.state), a[1], b[1], strict=True)
    for value, state, above, below in rows:
        assert (state, value) == (0, above / below) if below else state == ZERO_DIVISOR


@given(numbers(), st.sampled_from(Rounding), st.integers(0, 3))
def test_rounding(a: tuple[Numbers, Column], rounding: Rounding, digits: int) -> None:
    assert values(n.round_to(a[0], digits, rounding)) == [exact.round_to(one, digits, rounding) for one in a[1]]


@pytest.mark.parametrize("rounding", Rounding)
@given(nums=st.lists(st.integers(-2000, 2000), min_size=ROWS, max_size=ROWS))
def test_rounding_of_halves(nums: list[int], rounding: Rounding) -> None:
    halves = Numbers(column_of(nums), 8)
    assert values(n.round_to(halves, 2, rounding)) == [exact.round_to(Fraction(num, 8), 2, rounding) for num in nums]


fractions = st.builds(Fraction, st.integers(-400, 400), st.integers(1, 12))


@given(numbers(), st.none() | fractions, st.none() | fractions)
def test_clamping(a: tuple[Numbers, Column], low: Fraction | None, high: Fraction | None) -> None:
    def held(one: Fraction) -> Fraction:
        one = one if low is None else max(one, low)
        return one if high is None else min(one, high)

    if low is None or high is None or low <= high:
        assert values(n.clamp(a[0], low, high)) == [held(one) for one in a[1]]


@given(numbers(), st.builds(Fraction, st.integers(1, 9), st.integers(1, 4)), st.sampled_from(Stepping))
def test_steps(a: tuple[Numbers, Column], size: Fraction, stepping: Stepping) -> None:
    def count(one: Fraction) -> Fraction:
        found = max(one, Fraction(0)) / size
        match stepping:
            case Stepping.WHOLE:
                return Fraction(found.__floor__())
            case Stepping.STARTED:
                return Fraction(found.__ceil__())
            case Stepping.PROPORTIONAL:
                return found

    assert values(n.steps(a[0], size, stepping)) == [count(one) for one in a[1]]


HOLDS: dict[CompareOp, Callable[[Fraction, Fraction], bool]] = {
    CompareOp.EQ: lambda a, b: a == b,
    CompareOp.LT: lambda a, b: a < b,
    CompareOp.LE: lambda a, b: a <= b,
    CompareOp.GT: lambda a, b: a > b,
    CompareOp.GE: lambda a, b: a >= b,
}


@given(numbers(), numbers(), st.sampled_from(CompareOp))
def test_comparisons(a: tuple[Numbers, Column], b: tuple[Numbers, Column], op: CompareOp) -> None:
    assert flags(n.compare(op, a[0], b[0])) == [HOLDS[op](x, y) for x, y in zip(a[1], b[1], strict=True)]
    assert flags(n.compare(op, a[0], a[0])) == [HOLDS[op](x, x) for x in a[1]]


truths = st.lists(st.booleans(), min_size=ROWS, max_size=ROWS)


def truth_column(row: list[bool]) -> Truths:
    return Truths(operands.leaf(np.array(row), 0, 1))


@given(truths, numbers(), numbers())
def test_choice(when: list[bool], a: tuple[Numbers, Column], b: tuple[Numbers, Column]) -> None:
    found = n.choose_numbers([(truth_column(when), a[0])], b[0])
    assert values(found) == [x if take else y for take, x, y in zip(when, a[1], b[1], strict=True)]


@given(truths, truths, truths)
def test_choice_of_truths(when: list[bool], a: list[bool], b: list[bool]) -> None:
    found = n.choose_truths([(truth_column(when), truth_column(a))], truth_column(b))
    assert flags(found) == [x if take else y for take, x, y in zip(when, a, b, strict=True)]


@given(st.lists(truths, min_size=1, max_size=3), st.lists(truths, min_size=3, max_size=3), st.booleans())
def test_logic_is_settled_by_a_part_that_decides(rows: list[list[bool]], waits: list[list[bool]], every: bool) -> None:
    parts = [
        Truths(truth_column(row).holds, apply(Op.WHERE, truth_column(wait).holds, BLANK, 0))
        for row, wait in zip(rows, waits, strict=False)
    ]
    found = n.joined(parts, every=every)
    for at, (holds, state) in enumerate(zip(flags(found), spread(found.state), strict=True)):
        known = [row[at] for row, wait in zip(rows, waits, strict=False) if not wait[at]]
        if (not every) in known:
            assert (holds, state) == (not every, 0)
        elif len(known) == len(parts):
            assert (holds, state) == (every, 0)
        else:
            assert state == BLANK


def test_a_zero_denominator_gives_way_only_where_no_cell_is_blank() -> None:
    state = column_of([0, BLANK, ZERO_DIVISOR, BLANK | ZERO_DIVISOR, UNDECIDED])
    found = n.if_zero_divisor(
        Numbers(column_of([1, 2, 3, 4, 5]), 1, state), n.constant(Fraction(9)), BLANK, ZERO_DIVISOR
    )
    assert spread(found.state) == [0, BLANK, 0, BLANK, UNDECIDED]
    assert [values(found)[row] for row in (0, 2)] == [1, 9]


def test_what_the_bounds_decide_is_not_computed() -> None:
    counts = column_of([0, 1, 2, 3, 4])
    assert n.compare(CompareOp.GE, Numbers(counts), n.constant(Fraction(0))) == Truths(True)
    assert n.clamp(Numbers(counts), Fraction(0), Fraction(4)) == Numbers(counts)
    assert apply(Op.ADD, counts, 1) is apply(Op.ADD, counts, 1)
    assert apply(Op.SUB, counts, 0) is counts


@given(st.lists(st.integers(-(2**62), 2**62), min_size=ROWS, max_size=ROWS))
def test_every_width_holds_its_bounds(nums: list[int]) -> None:
    node = column_of(nums)
    for op, other in ((Op.ADD, 2**62), (Op.SUB, 2**62), (Op.MUL, 3), (Op.MUL, -1)):
        python = {Op.ADD: int.__add__, Op.SUB: int.__sub__, Op.MUL: int.__mul__}[op]
        assert spread(apply(op, node, other)) == [python(num, other) for num in nums]
