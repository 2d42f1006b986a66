"""The numbers of headings and rows, of every style that offices use, and the words behind them.

Receives a text. Promises its number as written, how it is styled and what it counts to; two numbers of one style are of
one level and stand in order.
"""

import re
from enum import Enum

from creditdsl.base.node import node

_HAN = "零〇一二三四五六七八九十百"
_FORMS = (
    ("PART", rf"第\s*([{_HAN}]+|\d+)\s*(?:部分|章|大项|类|方面)[、：:．.\s]*"),
    ("ARTICLE", rf"第\s*([{_HAN}]+|\d+)\s*(?:条|项|款)[、：:．.\s]*"),
    ("HAN_BRACKET", rf"[（(]\s*([{_HAN}]+)\s*[）)][、.．\s]*"),
    ("HAN", rf"([{_HAN}]+)(?:\s*[、.．,，:：]\s*|\s+(?=\S))"),
    ("STEM", r"([甲乙丙丁戊己庚辛壬癸])\s*[、.．]\s*"),
    ("DOTTED", r"(\d{1,2}(?:[.．]\d{1,2}){1,3})(?![\d%％分])[.．、\s]*"),
    ("BRACKET", r"[（(]\s*(\d{1,3})\s*[）)][、.．\s]*"),
    ("HALF_BRACKET", r"(\d{1,3})\s*[）)]\s*"),
    ("CIRCLE", r"([\u2460-\u2473\u3251-\u325f])[、.．\s]*"),
    ("PLAIN", r"(\d{1,3})\s*(?:[、:：]|[.．](?!\d))\s*"),
    ("LETTER", r"([A-Za-z])\s*[、.．）)]\s*"),
    ("ROMAN", r"([IVXⅠ-Ⅻ]+)\s*[、.．）)\s]\s*"),
)
_BARE = (
    ("HAN", rf"([{_HAN}]+)"),
    ("PLAIN", r"(\d{1,3})"),
    ("STEM", r"([甲乙丙丁戊己庚辛壬癸])"),
    ("LETTER", r"([A-Za-z])"),
    ("ROMAN", r"([Ⅰ-Ⅻ])"),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _FORMS)
_BARE_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _BARE)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}


class Style(Enum):
    """How a number is written; the styles of whole parts stand before those of single entries."""

    PART = "第一部分"
    HAN = "一、"
    STEM = "甲、"
    ROMAN = "Ⅰ"
    HAN_BRACKET = "（一）"
    PLAIN = "1."
    DOTTED = "1.1"
    BRACKET = "（1）"
    HALF_BRACKET = "1）"
    CIRCLE = "①"
    LETTER = "A."
    ARTICLE = "第一条"


@node
class Number:
    """A number as written. path: what it counts to, of 1.2 each part."""

    text: str
    style: Style
    path: tuple[int, ...]

    @property
    def depth(self) -> int:
        return len(self.path)


def numbered(text: str) -> tuple[Number | None, str]:
    """Return the number that a text begins with, and the words behind it."""
    for name, pattern in _PATTERNS:
        if (match := pattern.match(text)) and (number := _number(name, match[1], match[0])) is not None:
            return number, text[match.end() :]
    return None, text


def lone_number(text: str) -> Number | None:
    """Return the number that is all of a text, as in a column of numbers."""
    bare = text.strip()
    for name, pattern in _BARE_PATTERNS:
        if (match := pattern.fullmatch(bare)) and (number := _number(name, match[1], bare)) is not None:
            return number
    number, rest = numbered(bare)
    return number if number is not None and not rest else None


def counted(text: str) -> int | None:
    """Return a number in Chinese counting or in digits."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            return None
    return total + digit or None


def _number(name: str, core: str, text: str) -> Number | None:
    style = Style[name]
    match style:
        case Style.DOTTED:
            path: tuple[int | None, ...] = tuple(int(part) for part in re.split("[.．]", core))
        case Style.CIRCLE:
            path = (ord(core) - 0x2460 + 1 if core < "\u3000" else ord(core) - 0x3251 + 21,)
        case Style.STEM:
            path = ("甲乙丙丁戊己庚辛壬癸".index(core) + 1,)
        case Style.LETTER:
            path = (ord(core.upper()) - ord("A") + 1,)
        case Style.ROMAN:
            path = (_roman(core),)
        case _:
            path = (counted(core),)
    known = tuple(part for part in path if part)
    return Number(text.strip(), style, known) if len(known) == len(path) else None


def _roman(text: str) -> int | None:
    if len(text) == 1 and "Ⅰ" <= text <= "Ⅻ":
        return ord(text) - ord("Ⅰ") + 1
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for sign, after in zip(text, (*text[1:], ""), strict=True):
        if sign not in values:
            return None
        value = values[sign]
        total += -value if after in values and values[after] > value else value
    return total or None
