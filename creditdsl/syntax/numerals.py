"""Chinese numerals up to 百, as offices number sections and count places: 一, 十二, 三十, 两."""

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def from_chinese(text: str) -> int | None:
    """Return the value of a numeral: 十二 is 12; None if it is not such a numeral."""
    total = 0
    digit: int | None = None
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char == "百":
            total, digit = total + 100 * (digit or 1), None
        elif char == "十":
            total, digit = total + 10 * (1 if digit is None else digit), None
        else:
            return None
    return total + (digit or 0) if text else None


def in_digits(quantity: str) -> str:
    """Return a quantity with its numeral in digits: 两次 is 2次, 百分之九十 is 90%; any other as it is."""
    if quantity.startswith("百分之"):
        return f"{from_chinese(quantity.removeprefix('百分之'))}%"
    numeral = re.match("[一二两三四五六七八九十]*", quantity)
    assert numeral
    return f"{from_chinese(numeral.group())}{quantity[numeral.end() :]}" if numeral.group() else quantity


def to_chinese(number: int) -> str:
    """Return the numeral of a number from 1 to 99: 12 is 十二."""
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    head = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
    return head + (digits[ones] if ones or not tens else "")


def counts_of(text: str) -> list[int]:
    """Return the whole numbers in a keyword such as 前3名, 第十一至二十名, 降一档, in order."""
    numerals = re.findall(r"\d+|[一二两三四五六七八九十百]+", text)
    return [int(word[:6]) if word.isdecimal() else from_chinese(word) or 0 for word in numerals]


def count_of(text: str) -> int | None:
    """Return the first whole number in a keyword; None where it has none."""
    return next(iter(counts_of(text)), None)
