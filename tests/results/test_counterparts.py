"""What a file has and what it should have are paired: the example of the module, and what holds of any two lists."""

from hypothesis import given
from hypothesis import strategies as st

from creditdsl.results.counterparts import paired

KEYS = st.text("甲乙丙丁", max_size=7)


def test_the_worked_example() -> None:
    assert paired("丙甲丁丁", "甲乙丙丁") == [(0, 2), (1, 0), (2, None), (3, 3), (None, 1)]


@given(KEYS, KEYS)
def test_every_position_is_in_one_pair_and_equal_keys_are_never_left(recorded: str, expected: str) -> None:
    pairs = paired(recorded, expected)
    assert sorted(at for at, _ in pairs if at is not None) == [*range(len(recorded))]
    assert sorted(at for _, at in pairs if at is not None) == [*range(len(expected))]
    added = {recorded[at] for at, other in pairs if at is not None and other is None}
    lacking = {expected[other] for at, other in pairs if at is None and other is not None}
    assert not added & lacking


@given(KEYS)
def test_the_order_makes_no_difference(keys: str) -> None:
    for at, other in paired(keys, "".join(sorted(keys))):
        assert at is not None and other is not None and keys[at] == sorted(keys)[other]
