"""The readings of characters without tones, from readings.txt; README.md says where they come from."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pkgutil import get_data

from creditdsl.server import pinyin


def readings(char: str) -> tuple[str, ...]:
    """Return the readings of a character, the chief one first; none of what is no Chinese character.

    ü is written v, as it is typed: 率 is lv and shuai.
    """
    return _readings().get(char, ())


@cache
def _readings() -> Mapping[str, tuple[str, ...]]:
    chiefly: dict[str, str] = {}
    also: dict[str, list[str]] = defaultdict(list)
    table = get_data(pinyin.__name__, "readings.txt") or b""
    for line in table.decode().splitlines():
        syllable, _, characters = line.partition(" ")
        chief, _, others = characters.partition("|")
        chiefly |= dict.fromkeys(chief, syllable)
        for char in others:
            also[char].append(syllable)
    return {char: (chief, *also[char]) for char, chief in chiefly.items()}


def spelled(text: str, initials: bool) -> str:
    """Return the chief reading of a text, or its initials: `xinxitiaoshu`, `xxts`; what has no reading stays."""
    parts = (reading[0] if (reading := readings(char)) else char for char in text)
    return "".join(part[0] if initials else part for part in parts)
