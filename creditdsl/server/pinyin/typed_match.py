"""Find a word by what is typed of it: in Chinese, in full pinyin, by initials, or in any mixture of these.

Receives what is typed and a text; promises how well they match. Each character of the text takes itself or the
beginning of one of its readings from what is typed, one after the other without a gap:

    信息条数    信息 | xinxi | xx | xxts | xintiao (no) | 信xts | tiaosh (from the third character on)

The positions in what is typed that can be reached after each character are kept as a set, because a syllable may end
in several ways: xian is 先, and the beginning of 西安.
"""

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from creditdsl.server.pinyin.syllables import readings


class Extent(IntEnum):
    """How much of a text is typed; the less the worse."""

    WHOLE = 0
    BEGINNING = 1
    INSIDE = 2


class Match(NamedTuple):
    """How well a text matches; the least is the best.

    rare: characters taken by another reading than their chief one. start: the character from which on it matches.
    """

    extent: Extent
    rare: int
    start: int


class _Sign(NamedTuple):
    """A character that can be typed: itself in lower case, its readings, and the first letters of all these."""

    char: str
    readings: tuple[str, ...]
    heads: frozenset[str]


def match(typed: str, text: str) -> Match | None:
    """Return how what is typed matches a text; None where it does not.

    Case and signs between letters do not count, nor numbers in the text where none is typed.
    """
    wanted = _letters(typed)
    signs = _signs(text, any(map(str.isdigit, wanted)))
    if not wanted:
        return Match(Extent.BEGINNING, 0, 0)
    for start, sign in enumerate(signs):
        if wanted[0] in sign.heads and (matched := _match_from(wanted, signs, start)) is not None:
            return matched
    return None


def _match_from(wanted: str, signs: tuple[_Sign, ...], start: int) -> Match | None:
    """Return the match from a character on."""
    reached = {0: 0}
    """Fewest rare readings by the position in what is wanted."""
    first: Match | None = None
    for at in range(start, len(signs)):
        reached = _step(wanted, reached, signs[at])
        if not reached:
            break
        if (rare := reached.get(len(wanted))) is not None:
            whole = start == 0 and at == len(signs) - 1
            if whole:
                return Match(Extent.WHOLE, rare, 0)
            if first is None:
                first = Match(Extent.INSIDE if start else Extent.BEGINNING, rare, start)
    return first


def _step(wanted: str, reached: dict[int, int], sign: _Sign) -> dict[int, int]:
    """Return the positions that are reached behind one more character."""
    behind: dict[int, int] = {}
    for position, rare in reached.items():
        if position == len(wanted) or wanted[position] not in sign.heads:
            continue
        if wanted[position] == sign.char:
            _reach(behind, position + 1, rare)
        for number, reading in enumerate(sign.readings):
            for length in range(1, len(reading) + 1):
                if not wanted.startswith(reading[:length], position):
                    break
                _reach(behind, position + length, rare + (number > 0))
    return behind


def _reach(behind: dict[int, int], position: int, rare: int) -> None:
    behind[position] = min(rare, behind.get(position, rare))


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


@lru_cache(maxsize=1 << 14)
def _signs(text: str, numbers: bool) -> tuple[_Sign, ...]:
    return tuple(_sign(char) for char in _letters(text) if numbers or not char.isdigit())


@lru_cache(maxsize=1 << 13)
def _sign(char: str) -> _Sign:
    spelt = readings(char)
    return _Sign(char, spelt, frozenset((char, *(reading[0] for reading in spelt))))
