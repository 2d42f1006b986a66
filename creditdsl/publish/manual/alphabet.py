"""The order of an index: Chinese by the first letter of its pinyin, without a dictionary.

Receives texts; promises them under their letters. GB 2312 lists its 3755 common characters by pinyin, so
their codes are in that order; a rarer character stands under 其他, in the order of radicals.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import TypeVar

_T = TypeVar("_T")

_FIRST = (
    ("A", 0xB0A1), ("B", 0xB0C5), ("C", 0xB2C1), ("D", 0xB4EE), ("E", 0xB6EA), ("F", 0xB7A2), ("G", 0xB8C1),
    ("H", 0xB9FE), ("J", 0xBBF7), ("K", 0xBFA6), ("L", 0xC0AC), ("M", 0xC2E8), ("N", 0xC4C3), ("O", 0xC5B6),
    ("P", 0xC5BE), ("Q", 0xC6DA), ("R", 0xC8BB), ("S", 0xC8F6), ("T", 0xCBFA), ("W", 0xCDDA), ("X", 0xCEF4),
    ("Y", 0xD1B9), ("Z", 0xD4D1),
)  # fmt: skip
"""The code of the first character of each letter."""
_LAST = 0xD7F9
_CODES = tuple(code for _, code in _FIRST)

_MARKS = "“‘《〈「（("
DIGITS, OTHERS = "数字", "其他"


def letter(text: str) -> str:
    """Return the letter of a text: `X` of 信用, `S` of “双公示”, 数字 of 12345热线, 其他 of anything else."""
    first = text.lstrip(_MARKS)[:1]
    if first.isascii():
        if first.isalpha():
            return first.upper()
        return DIGITS if first.isdigit() else OTHERS
    code = int.from_bytes(first.encode("gb2312", "replace"), "big")
    return _FIRST[bisect_right(_CODES, code) - 1][0] if _CODES[0] <= code <= _LAST else OTHERS


def by_letter(things: Iterable[_T], text: Callable[[_T], str]) -> dict[str, list[_T]]:
    """Group things under their letters A to Z, then 数字 and 其他; equal texts keep their order."""
    groups: dict[str, list[_T]] = {}
    for thing in sorted(things, key=lambda thing: text(thing).lstrip(_MARKS).encode("gb18030", "replace")):
        groups.setdefault(letter(text(thing)), []).append(thing)
    last = (DIGITS, OTHERS)
    order = sorted(groups, key=lambda head: (head in last, last.index(head) if head in last else 0, head))
    return {head: groups[head] for head in order}
