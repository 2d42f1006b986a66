"""The clock of promised seconds tells what is too slow."""

import pytest

from tests.pace import delay, slowness, within


def test_what_takes_longer_fails() -> None:
    with pytest.raises(AssertionError, match=r" s$"), within(0.01):
        sum(range(30_000_000))


def test_what_is_in_time_passes() -> None:
    with within(30):
        assert 1 <= slowness() < 100


def test_a_clock_goes_slower_where_others_work() -> None:
    assert 1 <= delay() < 1000
