"""Exact numbers: reading decimal text, rounding once, writing decimal text.

Every number of the project is a Fraction between the input cell and the output cell. Binary floats
are banned here and in every layer that computes.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import lcm

MAX_DIGITS = 40
"""Longest number that is read; a longer one is a slip of the keyboard."""

_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)


class WholeRounding(StrEnum):
    """How a share of the units becomes a number of them, by the stem of its keyword."""

    DOWN = "QUOTA_DOWN"
    NEAREST = "QUOTA_NEAREST"
    UP = "QUOTA_UP"


class Rounding(StrEnum):
    """How a score is rounded to its printed digits."""

    HALF_UP = "四舍五入"
    """Half away from zero."""
    HALF_EVEN = "四舍六入五成双"
    """GB/T 8170-2008: half to the even digit."""


@lru_cache(maxsize=1 << 14)
def parse_decimal(text: str) -> Fraction | None:
    """Return the exact value of decimal text such as `7.5` or `-3`; None if it is not one."""
    if len(text) > MAX_DIGITS or not _DECIMAL.fullmatch(text):
        return None
    return Fraction(text)


def parse_percent(text: str) -> Fraction | None:
    """Return the exact value of `95.5%` (0.955); None if it is not a decimal followed by %."""
    if not text.endswith(("%", "％")):
        return None
    value = parse_decimal(text[:-1].strip())
    return None if value is None else value / 100


def divide(left: Fraction, right: Fraction) -> Fraction:
    """Return the exact quotient; ZeroDivisionError on zero."""
    return left / right


def sum_of(values: Sequence[Fraction]) -> Fraction:
    """Return the exact sum, reduced once: to add one by one reduces each time."""
    if len(values) == 1:
        return values[0]
    denominator = lcm(*(value.denominator for value in values))
    return Fraction(sum(value.numerator * (denominator // value.denominator) for value in values), denominator)


def round_to(value: Fraction, digits: int, rounding: Rounding) -> Fraction:
    """Round the value to `digits` decimals. The only rounding function of the project."""
    scale: int = 10**digits
    whole, rest = divmod(abs(value.numerator) * scale, value.denominator)
    twice = 2 * rest
    if twice > value.denominator:
        whole += 1
    elif twice == value.denominator:
        match rounding:
            case Rounding.HALF_UP:
                whole += 1
            case Rounding.HALF_EVEN:
                whole += whole % 2
    return Fraction(whole if value >= 0 else -whole, scale)


def fixed(value: Fraction, digits: int) -> str:
    """Return decimal text with exactly `digits` decimals; the value must have no more (ValueError)."""
    scale: int = 10**digits
    units, rest = divmod(value.numerator * scale, value.denominator)
    if rest:
        raise ValueError(f"{value} has more than {digits} decimals")
    return fixed_units(units, digits)


def fixed_units(units: int, digits: int) -> str:
    """Return the decimal text of `units` units of the last digit: 950 with two decimals is 9.50."""
    if digits == 0:
        return str(units)
    whole, rest = divmod(abs(units), 10**digits)
    return f"{'-' if units < 0 else ''}{whole}.{rest:0{digits}d}"


def _decimals(value: Fraction) -> int | None:
    """Return the number of decimals that write the value exactly; None if no finite number does."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def is_exact(value: Fraction, most: int = 6) -> bool:
    """Return whether `show` writes the value without rounding it."""
    decimals = _decimals(value)
    return decimals is not None and decimals <= most


def show(value: Fraction, most: int = 6) -> str:
    """Return the shortest decimal text for reading: exact where `most` decimals suffice, else rounded to four."""
    decimals = _decimals(value)
    if decimals is not None and decimals <= most:
        return fixed(value, decimals)
    text = fixed(round_to(value, 4, Rounding.HALF_UP), 4)
    return text.rstrip("0").rstrip(".")


def show_percent(value: Fraction) -> str:
    """Return `show` as a percentage: 0.955 is 95.5%."""
    return show(value * 100, 4) + "%"
