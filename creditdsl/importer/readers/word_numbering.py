"""The numbers that a word processor makes before its paragraphs: 一、, （一）, 1.1, ①.

Source: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat). The counters of a list belong to its abstract
definition; a higher level starts the lower ones again.
"""

import re
from collections.abc import Mapping

from creditdsl.base.node import node
from creditdsl.importer.readers.xml_tree import Element

_DIGITS = "零一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_SPACED = re.compile(r"[0-9A-Za-z.)]$")
"""A number that ends so is set off from its words by a space."""


@node
class _Level:
    """A level of a list. pattern: “第%1条”. restart: the level from 1 whose next number starts it again; 0 is never."""

    start: int
    form: str
    pattern: str
    plain: bool
    restart: int | None


class Numbering:
    """The lists of a document with their counters; ask for the number of each paragraph in their order."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, Mapping[int, _Level]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._starts: dict[tuple[str, int], int] = {}
        if root is not None:
            for definition in root.all("abstractNum"):
                levels = {int(level.attributes["ilvl"]): _level(level) for level in definition.all("lvl")}
                self._levels[definition.attributes["abstractNumId"]] = levels
            for element in root.all("num"):
                self._list(element)

    def number(self, name: str, level: int) -> str:
        """Return the number of the next paragraph of a list at a level from 0, with the space behind it."""
        if name not in self._lists or not 0 <= level < _LEVELS:
            return ""
        abstract, levels = self._lists[name]
        definition = levels.get(level)
        if definition is None:
            return ""
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        self._count(name, level, definition, counts, levels)
        if definition.form == "bullet":
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of = levels.get(at)
            count = counts[at]
            form = "decimal" if definition.plain or of is None else of.form
            return in_form(count if count is not None else (of.start if of else 1), form)

        number = _PLACE.sub(shown, definition.pattern)
        return f"{number} " if _SPACED.search(number) else number

    def _count(
        self, name: str, level: int, definition: _Level, counts: list[int | None], levels: Mapping[int, _Level]
    ) -> None:
        begins = self._starts.get((name, level))
        count = counts[level]
        if begins is not None and (name, level) not in self._begun:
            counts[level] = begins
        else:
            counts[level] = definition.start if count is None else count + 1
        self._begun.add((name, level))
        for lower in range(level + 1, _LEVELS):
            of = levels.get(lower)
            if of is None or of.restart is None or 0 < level + 1 <= of.restart:
                counts[lower] = None

    def _list(self, element: Element) -> None:
        name, abstract = element.attributes.get("numId", ""), element.value("abstractNumId") or ""
        levels = dict(self._levels.get(abstract, {}))
        for change in element.all("lvlOverride"):
            at = int(change.attributes.get("ilvl", "0"))
            if (level := change.child("lvl")) is not None:
                levels[at] = _level(level)
            if (start := change.value("startOverride")) is not None:
                self._starts[name, at] = int(start)
        self._lists[name] = (abstract, levels)


def _level(element: Element) -> _Level:
    restart = element.value("lvlRestart")
    return _Level(
        int(element.value("start") or "1"),
        element.value("numFmt") or "decimal",
        element.value("lvlText") or "",
        element.is_on("isLgl"),
        None if restart is None else int(restart),
    )


def in_form(number: int, form: str) -> str:
    """Return a number as a format of lists writes it; as digits where the format is not known."""
    match form:
        case "none" | "bullet":
            return ""
        case "upperLetter" | "lowerLetter" if number > 0:
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter.upper() if form == "upperLetter" else letter
        case "upperRoman" | "lowerRoman" if 0 < number < 4000:
            roman = _roman(number)
            return roman.upper() if form == "upperRoman" else roman
        case "chineseCounting" | "chineseCountingThousand" | "taiwaneseCounting" | "taiwaneseCountingThousand":
            return _counted(number)
        case "japaneseCounting" | "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital":
            return _counted(number) if form == "japaneseCounting" else "".join(_DIGITS[int(d)] for d in str(number))
        case "chineseLegalSimplified":
            return _counted(number, _FORMAL, "拾佰仟", "壹")
        case "ideographTraditional" if 0 < number <= len(_STEMS):
            return _STEMS[number - 1]
        case "ideographZodiac" if 0 < number <= len(_BRANCHES):
            return _BRANCHES[number - 1]
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 0 < number <= 20:
            return chr(0x2460 + number - 1)
        case "decimalEnclosedParen" if 0 < number <= 20:
            return chr(0x2474 + number - 1)
        case "decimalEnclosedFullstop" if 0 < number <= 20:
            return chr(0x2488 + number - 1)
        case "ideographEnclosedCircle" if 0 < number <= 10:
            return chr(0x3280 + number - 1)
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
        case "decimalZero":
            return f"{number:02d}"
    return str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters


def _counted(number: int, digits: str = _DIGITS, units: str = "十百千", ten: str = "") -> str:
    """Return a number below 10,000 in Chinese counting: 十二, 二十, 一百零五."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    written, zero = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            zero = bool(written)
            continue
        lone = place == 1 and digit == 1 and not written
        written += (digits[0] if zero else "") + (ten if lone else digits[digit]) + (units[place - 1] if place else "")
        zero = False
    return written
