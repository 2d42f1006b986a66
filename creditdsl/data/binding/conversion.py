"""A number with a measure word behind it, in the measure word of its column: 1.2万 is 12000, 5000元 is 0.5 of 万元."""

import re
from fractions import Fraction

from creditdsl.base.exact import is_exact, show

_POWERS = {"十": 10, "百": 100, "千": 1_000, "万": 10**4, "亿": 10**8}
_WORD = re.compile("([十百千万亿]*)(.*)")
_DIGITS = 12
"""Most decimals of a number that is offered."""


def in_unit(number: str, word: str, unit: str) -> str:
    """Return the number of `unit`s that a typed number of `word`s is; empty where the words do not measure the same.

    A bare 万 counts whole units, so it tells nothing in a column of 万元. unit: empty where the scheme names none.
    """
    if word == unit:
        return number
    (scale, base), (unit_scale, unit_base) = _split(word), _split(unit)
    same = base == unit_base if base else unit_scale == 1
    if not same:
        return ""
    value = Fraction(number) * scale / unit_scale
    return show(value, _DIGITS) if is_exact(value, _DIGITS) else ""


def _split(word: str) -> tuple[int, str]:
    """Return the power of ten that a measure word starts with, and the rest of it."""
    match = _WORD.fullmatch(word)
    assert match is not None
    scale = 1
    for power in match[1]:
        scale *= _POWERS[power]
    return scale, match[2]
