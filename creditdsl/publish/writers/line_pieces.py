"""Divide a text into the pieces that stay on one line, and say how wide they are.

Receives any text and the room of a line in characters; promises pieces that join to the text. A Chinese character is
a piece with the marks that belong to it; so is a run of letters, cut where no line holds it:

    room 6: 按“GB/T 9704”写 into 按, “GB/T, 9704”, 写
    room 6: 甲WWWWWWWW）乙 into 甲, WWWWW, WWW）, 乙
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_OPENING, _CLOSING = "（《“‘〔【", "）》”’〕】，。、；：！？…"
_PIECE = re.compile(f"([{_OPENING}]*)([!-~]+|.|$)([{_CLOSING}]*)", re.DOTALL)

_WIDE_LETTERS = frozenset("WMmw@%&#+<=>_")
_WIDE_LETTER, _CAPITAL, _LETTER, _DIGIT = 1.05, 0.85, 0.65, 0.6
"""Widths of W and M, of other capitals, of any other letter, of digits in characters, rather too large."""

_BREAK = "\u200b"


def pieces(text: str, room: float) -> Iterator[str]:
    """Yield the pieces of a text; one that no line holds is cut between letters. `room`: characters of a line."""
    for opening, middle, closing in _PIECE.findall(text):
        whole = opening + middle + closing
        if len(middle) < 2 or text_width(whole) <= room:
            yield whole
        else:
            yield from _cut(opening, middle, closing, room)


def breakable(text: str, room: float) -> str:
    """Put places to break between pieces with letters that no line holds together. `room`: as of pieces."""
    shown: list[str] = []
    before, used = "", 0.0
    for piece in pieces(text, room):
        joined = piece != " " != before and (_is_lettered(piece) or _is_lettered(before))
        used = (used if joined else 0) + text_width(piece)
        if joined and used > room:
            shown.append(_BREAK)
            used = text_width(piece)
        shown.append(piece)
        before = piece
    return "".join(shown)


@lru_cache(1 << 16)
def text_width(text: str) -> float:
    """Return the width of a text in characters of its size.

    Cached, because many units' documents have the same texts.
    """
    return sum(map(_character_width, text))


def _cut(opening: str, run: str, closing: str, room: float) -> Iterator[str]:
    """Cut a run of letters into pieces that fit with the marks around it."""
    piece, used = opening, text_width(opening)
    for number, letter in enumerate(run):
        width = _character_width(letter)
        last = text_width(closing) if number == len(run) - 1 else 0
        if used + width + last > room and piece != opening:
            yield piece
            piece, used = "", 0.0
        piece, used = piece + letter, used + width
    yield piece + closing


def _is_lettered(piece: str) -> bool:
    return any("!" <= char <= "~" for char in piece)


def _character_width(char: str) -> float:
    if unicodedata.east_asian_width(char) not in ("N", "Na", "H"):
        return 1.0
    if char in _WIDE_LETTERS:
        return _WIDE_LETTER
    if char.isalpha():
        return _CAPITAL if char.isupper() else _LETTER
    return _DIGIT
