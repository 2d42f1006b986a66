"""Numbers that were stored in binary are taken at the digits that people see."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdsl.data.stored_numbers import float_text, number_text


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("3", "3"),
        ("3.0", "3"),
        ("0.1", "0.1"),
        ("0.30000000000000004", "0.3"),
        ("0.9499999999999999", "0.95"),
        ("0.95499999999999996", "0.955"),
        ("6.0500000000000007", "6.05"),
        ("6.0499999999999998", "6.05"),
        ("0.123456789012345", "0.123456789012345"),
        ("0.1234567890123455", "0.123456789012346"),
        ("123456789.012345678", "123456789.012346"),
        ("99999999999999.96", "100000000000000"),
        ("1E-7", "0.0000001"),
        ("1e22", "10000000000000000000000"),
        ("-0.5", "-0.5"),
        ("100.0", "100"),
        ("12345678901234567", "12345678901234600"),
    ],
)
def test_a_number_is_taken_at_fifteen_digits(stored: str, text: str) -> None:
    assert number_text(stored) == text


@pytest.mark.parametrize(
    ("stored", "text"),
    [("0.9499999999999999", "95%"), ("0.07000000000000001", "7%"), ("1.1500000000000001", "115%"), ("1", "100%")],
)
def test_a_number_shown_in_percent_is_taken_at_fifteen_digits(stored: str, text: str) -> None:
    assert number_text(stored, percent=True) == text


@pytest.mark.parametrize("stored", ["1_0", "１", " 1", "+-1", "0x1", "1e9999", "nan", "inf", "1,000", "٣"])
def test_what_is_no_stored_number(stored: str) -> None:
    with pytest.raises(ValueError, match=re.escape(stored)):
        number_text(stored)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_of_fifteen_digits_is_kept(stored: float) -> None:
    shortest = f"{stored:.15g}"
    assert Fraction(number_text(shortest)) == Fraction(shortest)
    assert Fraction(number_text(repr(stored))) == Fraction(number_text(number_text(repr(stored))))


@pytest.mark.parametrize(
    ("shortest", "text"), [("0.30000000000000004", "0.3"), ("1e-05", "0.00001"), ("inf", "inf"), ("nan", "nan")]
)
def test_a_float_by_its_shortest_text(shortest: str, text: str) -> None:
    assert float_text(shortest) == text
