"""Rankings by counting equal rankings by looking at every other row."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdsl.backends.columns import operands
from creditdsl.backends.columns.evaluate import evaluate
from creditdsl.backends.columns.graph import apply
from creditdsl.backends.columns.numbers import Numbers, Truths
from creditdsl.backends.columns.operands import Op, Operand, width
from creditdsl.backends.columns.ranks import StandingColumns, standing
from creditdsl.ir import nodes as ir
from creditdsl.ir.nodes import Ties


def column(values: list[int]) -> operands.Node:
    low, high = min(values), max(values)
    return operands.leaf(np.array(values, dtype=width(low, high)), low, high)


def naive(keys: list[Fraction], ranked: list[bool], descending: bool, ties: Ties) -> list[tuple[int, int]]:
    """Place and number of equals of each row."""
    inside = [key for key, one in zip(keys, ranked, strict=True) if one]
    found = []
    for key, one in zip(keys, ranked, strict=True):
        ahead = [other for other in inside if (other > key if descending else other < key)]
        place = len(ahead if ties is Ties.COMPETITION else set(ahead)) + 1
        found.append((place, inside.count(key)) if one else (0, 0))
    return found


def rows_of(found: StandingColumns, rows: int) -> list[tuple[int, int]]:
    place, tied = (np.broadcast_to(part, (rows,)) for part in evaluate([found.place, found.tied], rows))
    return [(int(a), int(b)) for a, b in zip(place, tied, strict=True)]


spans = st.sampled_from([3, 300, 10**6, 2**80])


@st.composite
def cases(draw: st.DrawFn) -> tuple[Numbers, list[Fraction], Operand, list[bool]]:
    size = draw(st.integers(1, 12))
    span = draw(spans)
    nums = draw(st.lists(st.integers(-span, span), min_size=size, max_size=size))
    key = column(nums)
    match draw(st.sampled_from(["whole", "fractions", "one"])):
        case "fractions":
            dens = draw(st.lists(st.integers(1, 60), min_size=size, max_size=size))
            numbers = Numbers(key, column(dens))
            keys = [Fraction(num, den) for num, den in zip(nums, dens, strict=True)]
        case "whole":
            numbers, keys = Numbers(key, 7), [Fraction(num, 7) for num in nums]
        case _:
            numbers, keys = Numbers(3), [Fraction(3)] * size
    match draw(st.sampled_from(["all", "some", "by key", "none"])):
        case "all":
            return numbers, keys, True, [True] * size
        case "none":
            return numbers, keys, False, [False] * size
        case "by key":
            return numbers, keys, apply(Op.LT, 0, key), [num > 0 for num in nums]
        case _:
            ranked = draw(st.lists(st.booleans(), min_size=size, max_size=size))
            return numbers, keys, operands.leaf(np.array(ranked), 0, 1), ranked


@given(cases(), st.booleans(), st.sampled_from(Ties))
def test_places(case: tuple[Numbers, list[Fraction], Operand, list[bool]], descending: bool, ties: Ties) -> None:
    numbers, keys, among, ranked = case
    found = standing(numbers, Truths(among), len(keys), ir.Ranking(ir.ZERO, ir.TRUE, descending, ties), 1)
    expected = naive(keys, ranked, descending, ties)
    assert rows_of(found, len(keys)) == expected
    places = {place for place, _ in expected if place}
    assert found.units == sum(ranked)
    assert found.used == (sum(ranked) if ties is Ties.COMPETITION else len(places))


@pytest.mark.parametrize("base", [0, -100, 2**70])
@pytest.mark.parametrize("far", [1, 40, 10**13, 2**70])
def test_ties_and_order_of_keys_that_lie_far_apart(far: int, base: int) -> None:
    keys = [base + key for key in (5 * far, far, 5 * far, 0, far + 1)]
    ranking = ir.Ranking(ir.ZERO, ir.TRUE, True, Ties.DENSE)
    found = standing(Numbers(column(keys)), Truths(True), len(keys), ranking, 1)
    assert rows_of(found, len(keys)) == naive([Fraction(key) for key in keys], [True] * 5, True, Ties.DENSE)


@pytest.mark.parametrize("most", [126, 127, 128, 255])
def test_a_row_that_is_not_ranked_beside_keys_that_fill_their_type(most: int) -> None:
    keys, ranked = [most, 0, 3], [True, False, True]
    ranking = ir.Ranking(ir.ZERO, ir.TRUE, False, Ties.COMPETITION)
    holds = operands.leaf(np.array(ranked), 0, 1)
    found = standing(Numbers(column(keys)), Truths(holds), len(keys), ranking, 1)
    assert rows_of(found, len(keys)) == naive([Fraction(key) for key in keys], ranked, False, Ties.COMPETITION)


def test_no_rows() -> None:
    ranking = ir.Ranking(ir.ZERO, ir.TRUE, True, Ties.DENSE)
    assert standing(Numbers(operands.leaf(np.zeros(0, np.int8), 0, 0)), Truths(True), 0, ranking, 1) == StandingColumns(
        0, 0, 0, 0
    )


def test_a_score_by_place_is_computed_once_for_each_key() -> None:
    """What depends on the key of one ranking only has an entry for each key until a row asks for it."""
    key = column([7, 3, 7, 5])
    found = standing(Numbers(key), Truths(True), 4, ir.Ranking(ir.ZERO, ir.TRUE, True, Ties.DENSE), 1)
    score = apply(Op.WHERE, apply(Op.LT, key, 4), 0, apply(Op.MUL, found.place, 10))
    assert isinstance(score, operands.Node) and score.keys is not None
    (rows,) = evaluate([score], 4)
    assert list(np.asarray(rows)) == [10, 0, 10, 20]
