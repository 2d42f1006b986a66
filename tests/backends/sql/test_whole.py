"""Whole numbers in SQL: bounds are proven, types follow them, and what cannot be held is refused."""

import pytest
from sqlglot import exp

from creditdsl.backends.sql import whole as w
from creditdsl.backends.sql.whole import BIGINT, HUGE, INT, Flag, TooWide, Whole

A = w.column("a", 0, 1000, INT)
WIDE = w.column("b", -(2**31), 2**31 - 1, BIGINT)


def text(part: Whole | Flag) -> str:
    return part.sql.sql("duckdb")


def bounds(number: Whole) -> tuple[int, int, int]:
    return number.low, number.high, number.width


@pytest.mark.parametrize(
    ("reach", "width"), [(0, INT), (2**31 - 1, INT), (2**31, BIGINT), (2**63 - 1, BIGINT), (2**63, HUGE)]
)
def test_the_narrowest_type_that_holds_a_number(reach: int, width: int) -> None:
    assert w.width_of(reach) == width


def test_what_no_type_holds_is_refused() -> None:
    assert w.width_of(10**38 - 1) == HUGE
    with pytest.raises(TooWide):
        w.width_of(10**38)
    with pytest.raises(TooWide):
        w.times(w.times(WIDE, WIDE), w.times(WIDE, w.times(WIDE, WIDE)))


def test_an_operand_is_widened_before_the_result_needs_it() -> None:
    product = w.times(A, w.literal(10**8))
    assert bounds(product) == (0, 10**11, BIGINT)
    assert text(product) == "CAST(a AS BIGINT) * 100000000"
    assert text(w.plus(A, w.literal(5))) == "a + 5"


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (w.plus(A, A, w.literal(-3)), (-3, 1997, INT)),
        (w.minus(w.literal(0), A), (-1000, 0, INT)),
        (w.quotient(A, w.literal(7)), (0, 142, INT)),
        (w.quotient(A, w.column("d", 1, 9, INT), 50), (0, 50, INT)),
        (w.greatest(A, w.literal(10)), (10, 1000, INT)),
        (w.least(A, w.literal(10)), (0, 10, INT)),
        (w.times(A, w.literal(-2)), (-2000, 0, INT)),
        (w.choose([(w.compare(exp.EQ, A, w.literal(3)), w.literal(-7))], A), (-7, 1000, INT)),
    ],
)
def test_bounds(number: Whole, found: tuple[int, int, int]) -> None:
    assert bounds(number) == found


def test_what_the_bounds_settle_is_not_asked() -> None:
    assert w.greatest(A, w.literal(-1)) is A and w.least(A, w.literal(1000)) is A
    assert w.compare(exp.GTE, A, w.literal(0)).constant is True
    assert w.compare(exp.GT, A, w.literal(1000)).constant is False
    assert w.compare(exp.LT, A, w.literal(0)).constant is False
    assert w.compare(exp.LTE, A, w.literal(1000)).constant is True
    assert w.compare(exp.EQ, A, w.literal(-1)).constant is False
    assert w.compare(exp.EQ, A, w.literal(7)).constant is None
    assert w.times(A, w.literal(0)).constant == 0
    assert w.choose([(w.truth(False), A), (w.truth(True), w.literal(4))], A).constant == 4


def test_flags() -> None:
    holds = w.compare(exp.EQ, A, w.literal(7))
    assert text(w.every([holds, w.truth(True), w.inverse(holds)])) == "(a = 7) AND (NOT (a = 7))"
    assert w.every([holds, w.truth(False)]).constant is False
    assert w.some([holds, w.truth(True)]).constant is True
    assert w.some([]).constant is False
    assert text(w.choose_flag([(holds, w.truth(False))], holds)) == "CASE WHEN a = 7 THEN FALSE ELSE a = 7 END"


def test_states_are_joined_bit_by_bit() -> None:
    state = Whole(exp.column("s"), 0, 3, INT)
    assert w.bits([w.literal(0), w.literal(0)]).constant == 0
    assert w.bits([w.literal(1), w.literal(4)]).constant == 5
    assert text(w.bits([state, state])) == "s"
    assert bounds(w.bits([state, w.literal(4)]))[:2] == (4, 7)
    assert w.has_bit(state, 4).constant is False and w.has_bit(w.literal(2), 2).constant is True


def test_brackets_keep_the_order_of_operations() -> None:
    assert text(w.times(w.plus(A, w.literal(1)), w.minus(A, w.literal(2)))) == "(a + 1) * (a - 2)"
