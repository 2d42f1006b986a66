"""The bracket at a heading's end: the points and traits of an entry.

Receives the folded text inside the bracket. Promises Attributes; None where the bracket holds no attribute,
so that it belongs to the title; or a Stop where it nearly holds one. A bracket that is half understood never
becomes part of a title in silence.
"""

import re
from fractions import Fraction

from creditdsl.base.collect import Stop
from creditdsl.base.exact import parse_decimal
from creditdsl.base.source import Span
from creditdsl.syntax import errors
from creditdsl.syntax.keywords import Keywords
from creditdsl.syntax.nodes import Trait
from creditdsl.syntax.tree import Attributes

_NUMBER = r"\d+(?:\.\d+)?"
_NEARLY_POINTS = re.compile(r"(?:满分)?\s*[-零〇一二两三四五六七八九十百点半\d.,OoIl]+\s*分?")


def parse_attributes(content: str, words: Keywords, place: Span) -> Attributes | None:
    """Parse a bracket such as `15分`, `加分,最高10分`, `最多加10分`, `100分,权重15%`, `7.5分,满分起扣`."""
    heading = words.headings
    most = f"(?:{heading['cap']}|{words.values['best']})"
    gives, takes = heading["bonus"][0], heading["deduction"][0]
    parts = [part.strip() for part in re.split("[,、;]", content) if part.strip()]
    points: Fraction | None = None
    cap: Fraction | None = None
    weight: Fraction | None = None
    traits: list[Trait] = []
    full = bonus = deduction = False
    unknown: list[str] = []
    subjects: list[str] = []
    """The subject of each part that was understood; no part may contradict or repeat another."""
    for part in parts:
        if match := re.fullmatch(rf"({heading['full']})?\s*({_NUMBER})\s*{heading['point']}", part):
            points, full = _number(match.group(2), place), bool(match.group(1))
            subjects.append("points")
        elif match := re.fullmatch(rf"{most}\s*({gives}|{takes})?\s*({_NUMBER})\s*(?:{heading['point']})?", part):
            cap = _number(match.group(2), place)
            bonus, deduction = bonus or match.group(1) == gives, deduction or match.group(1) == takes
            subjects.append("points")
        elif match := re.fullmatch(rf"{heading['weight']}\s*({_NUMBER})\s*%", part):
            weight = _number(match.group(1), place) / 100
            subjects.append("weight")
        elif part in words.traits:
            traits.append(Trait(words.traits[part]))
            subjects.append(part)
        elif part == heading["bonus"]:
            bonus = True
            subjects.append("role")
        elif part == heading["deduction"]:
            deduction = True
            subjects.append("role")
        else:
            unknown.append(part)
    known = bool(subjects)
    if len(subjects) > len(set(subjects)) or (bonus and deduction):
        raise Stop(errors.UnknownAttribute(content.strip(), contradictory=True), place)
    for part in unknown:
        if _NEARLY_POINTS.fullmatch(part) and part.endswith(heading["point"]):
            raise Stop(errors.PointsNotNumber(part), place)
        if known:
            raise Stop(errors.UnknownAttribute(part), place)
    return Attributes(points, cap, full, bonus, deduction, weight, tuple(traits)) if known else None


def _number(text: str, place: Span) -> Fraction:
    value = parse_decimal(text)
    if value is None:
        raise Stop(errors.LongNumber(len(text)), place)
    return value
