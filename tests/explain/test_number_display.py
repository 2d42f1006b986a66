"""Numbers for readers: exact, or marked as cut and still telling what they are compared with."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdsl.explain.number_display import equals

ONE = (Fraction(1),)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(48261, 48260), "≈1.0000207"),
        (Fraction(48259, 48260), "≈0.9999793"),
        (Fraction(2699, 2700), "≈0.999630"),
        (Fraction(1, 3), "≈0.3333"),
        (Fraction(9, 48260), "≈0.000186"),
        (Fraction(1), "=1"),
        (Fraction(-1, 2), "=－0.5"),
    ],
)
def test_a_quotient_compared_with_one(value: Fraction, shown: str) -> None:
    assert equals(value, "", False, ONE) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Fraction(49, 50), "=98%"), (Fraction(1, 3), "≈33.33%"), (Fraction(99999999, 10**8), "=99.999999%")],
)
def test_a_percentage(value: Fraction, shown: str) -> None:
    assert equals(value, "", True, ONE) == shown


@given(st.fractions(), st.booleans())
def test_a_cut_number_is_marked_and_never_its_standard(value: Fraction, percent: bool) -> None:
    shown = equals(value, "", percent, ONE)
    number = Fraction(shown[1:].removesuffix("%").replace("－", "-")) / (100 if percent else 1)
    assert (shown[0] == "=") == (number == value)
    assert (number == 1) == (value == 1)
