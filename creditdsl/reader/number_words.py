"""The values of numbers and amounts as sentences write them: 5条, 百分之九十, 九成, 两次, 零点五."""

import re
from fractions import Fraction

from creditdsl.reader import lexicon
from creditdsl.reader.phrase_kinds import Amount
from creditdsl.syntax.numerals import from_chinese


def number(text: str) -> Fraction:
    """Return the value of a number in digits or in Chinese numerals."""
    if re.fullmatch(lexicon.DIGITS, text):
        return Fraction(text)
    whole, _, tenths = text.partition("点")
    value = Fraction(from_chinese(whole) or 0)
    return value + (Fraction(from_chinese(tenths) or 0, 10 ** len(tenths)) if tenths else 0)


def amount(text: str, start: int = 0) -> Amount:
    """Return the amount that a text states: 5条, 百分之九十, 九成, 两次."""
    if text[1:3] == "分之":
        value = number(text[3:]) if text[3:] != "百" else Fraction(100)
        return Amount(value / (10 if text[0] == "千" else 1), "%", start, start + len(text))
    if text.endswith("成"):
        return Amount(number(text[:-1]) * 10, "%", start, start + len(text))
    digits = re.match(rf"{lexicon.DIGITS}|[一二两三四五六七八九十百]+", text)
    assert digits is not None
    unit, value = text[digits.end() :], number(digits.group())
    if unit.endswith(("百分点", "千分点")):
        unit = unit.removeprefix("个")
    return Amount(value * thousandths(unit), _PLAIN.get(unit, unit), start, start + len(text))


_HUNDREDTHS = {"‰": "%", "千分点": "百分点"}
"""Units that are written as a tenth of others, as the language has them in hundredths alone."""
_PLAIN = {**_HUNDREDTHS, "小项": "项", "子项": "项"}
"""Units that are written as others."""


def thousandths(unit: str) -> Fraction:
    """Return what a number in a unit is multiplied by: a tenth where that is in thousandths."""
    return Fraction(1, 10) if unit.endswith(tuple(_HUNDREDTHS)) else Fraction(1)
