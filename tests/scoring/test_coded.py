"""A column as its different values and the place of each row's."""

import pytest

from creditdsl.scoring.coded import Coded, coded, constant

np = pytest.importorskip("numpy")

from creditdsl.scoring.computed import distinct  # noqa: E402


def test_each_different_value_is_changed_once() -> None:
    changed: list[int] = []
    column = coded([3, 1, 3, 3]).each(lambda value: changed.append(value) or str(value))  # type: ignore[func-returns-value]
    assert changed == [3, 1] and column.rows() == ["3", "1", "3", "3"]


@pytest.mark.parametrize("places", [[0, 1, 0], np.array([0, 1, 0])])
def test_some_rows_are_given_another_value(places: list[int]) -> None:
    column = Coded(["甲", "乙"], places)
    assert column.put([1, 2], "丙").rows() == ["甲", "丙", "丙"]
    assert column.rows() == ["甲", "乙", "甲"]


def test_tuples_stay_whole() -> None:
    assert Coded([("甲", "乙"), ()], np.array([1, 0])).rows() == [(), ("甲", "乙")]


def test_a_constant_has_as_many_rows_as_said() -> None:
    assert constant("甲", 3).rows() == ["甲"] * 3


@pytest.mark.parametrize("values", [[5, -3, 5, 0], [10**12, 0, 10**12], [127, -128], []])
def test_counting_finds_what_sorting_finds(values: list[int]) -> None:
    different, places = distinct(np.array(values, dtype=np.int64))
    assert [different[place] for place in places] == values
    assert sorted(set(values)) == different or not values
