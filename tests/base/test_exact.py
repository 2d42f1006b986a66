"""Exact numbers: read, cut once, written."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdsl.base.exact import (
    MAX_DIGITS,
    Rounding,
    divide,
    fixed,
    is_exact,
    parse_decimal,
    parse_percent,
    round_to,
    show,
    show_percent,
)

THIRD = Fraction(1, 3)
NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=2000)


class TestReading:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("5", "5"),
            ("7.5", "15/2"),
            ("-3", "-3"),
            ("+3.10", "31/10"),
            (".5", "1/2"),
            ("5.", "5"),
            ("0", "0"),
            ("-0", "0"),
        ],
    )
    def test_decimals(self, text: str, value: str) -> None:
        assert parse_decimal(text) == Fraction(value)

    @pytest.mark.parametrize(
        "text", ["", "五", "1,000", "1e3", "1/2", " 5", "5 ", "--5", ".", "5%", "５", "٣", "nan", "inf", "1_000", "5\n"]
    )
    def test_what_is_no_decimal(self, text: str) -> None:
        assert parse_decimal(text) is None

    def test_a_number_longer_than_any(self) -> None:
        assert parse_decimal("1" * MAX_DIGITS) == int("1" * MAX_DIGITS)
        assert parse_decimal("1" * (MAX_DIGITS + 1)) is None

    @pytest.mark.parametrize(
        ("text", "value"), [("95.5%", "0.955"), ("100％", "1"), ("-5 %", "-0.05"), ("0%", "0"), ("120%", "1.2")]
    )
    def test_percentages(self, text: str, value: str) -> None:
        assert parse_percent(text) == Fraction(value)

    @pytest.mark.parametrize("text", ["95", "%", "五%", "95%%", "95% ", ""])
    def test_what_is_no_percentage(self, text: str) -> None:
        assert parse_percent(text) is None


class TestRounding:
    @pytest.mark.parametrize(
        ("value", "digits", "half_up", "half_even"),
        [
            ("1.004999", 2, "1.00", "1.00"),
            ("1.005", 2, "1.01", "1.00"),
            ("1.015", 2, "1.02", "1.02"),
            ("-1.005", 2, "-1.01", "-1.00"),
            ("-1.015", 2, "-1.02", "-1.02"),
            ("0.5", 0, "1", "0"),
            ("1.5", 0, "2", "2"),
            ("2.5", 0, "3", "2"),
            ("-0.5", 0, "-1", "0"),
            ("0.0000005", 6, "0.000001", "0"),
            ("1/3", 2, "0.33", "0.33"),
            ("2/3", 2, "0.67", "0.67"),
            ("-2/3", 2, "-0.67", "-0.67"),
            ("10.45", 1, "10.5", "10.4"),
        ],
    )
    def test_half_goes_where_the_clause_says(self, value: str, digits: int, half_up: str, half_even: str) -> None:
        assert round_to(Fraction(value), digits, Rounding.HALF_UP) == Fraction(half_up)
        assert round_to(Fraction(value), digits, Rounding.HALF_EVEN) == Fraction(half_even)

    @given(NUMBERS, st.integers(0, 4), st.sampled_from(Rounding))
    def test_never_moves_by_more_than_half_a_step(self, value: Fraction, digits: int, rounding: Rounding) -> None:
        cut = round_to(value, digits, rounding)
        assert abs(cut - value) * 2 <= Fraction(1, 10**digits)
        assert round_to(cut, digits, rounding) == cut
        assert round_to(-value, digits, rounding) == -cut


class TestWriting:
    @pytest.mark.parametrize(
        ("value", "digits", "text"),
        [
            ("5", 2, "5.00"),
            ("7.5", 2, "7.50"),
            ("-0.05", 2, "-0.05"),
            ("0", 2, "0.00"),
            ("12", 0, "12"),
            ("-3", 0, "-3"),
        ],
    )
    def test_fixed(self, value: str, digits: int, text: str) -> None:
        assert fixed(Fraction(value), digits) == text

    def test_fixed_cuts_nothing(self) -> None:
        with pytest.raises(ValueError, match="more than 2 decimals"):
            fixed(Fraction("1.005"), 2)

    @pytest.mark.parametrize(
        ("value", "text"),
        [("5", "5"), ("7.50", "7.5"), ("0.000001", "0.000001"), ("0.0000001", "0"), ("1/3", "0.3333"),
         ("2/3", "0.6667"), ("-1/3", "-0.3333"), ("100", "100"), ("1/7", "0.1429"), ("29999/30000", "1")],
    )  # fmt: skip
    def test_shortest(self, value: str, text: str) -> None:
        assert show(Fraction(value)) == text

    @pytest.mark.parametrize(
        ("value", "text"), [("0.955", "95.5%"), ("1", "100%"), ("1/3", "33.3333%"), ("-0.05", "-5%")]
    )
    def test_percent(self, value: str, text: str) -> None:
        assert show_percent(Fraction(value)) == text

    @pytest.mark.parametrize(
        ("value", "exact"), [("0.5", True), ("1/3", False), ("0.000001", True), ("0.0000001", False), ("1/64", True)]
    )
    def test_whether_it_is_shown_whole(self, value: str, exact: bool) -> None:
        assert is_exact(Fraction(value)) is exact

    @given(NUMBERS)
    def test_what_is_shown_whole_reads_back(self, value: Fraction) -> None:
        if is_exact(value):
            assert parse_decimal(show(value)) == value
        else:
            read = parse_decimal(show(value))
            assert read is not None and abs(read - value) <= Fraction(1, 20000)


def test_division_is_exact() -> None:
    assert divide(Fraction(1), Fraction(3)) * 3 == 1
    with pytest.raises(ZeroDivisionError):
        divide(Fraction(1), Fraction(0))
