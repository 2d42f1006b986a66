"""Points as documents write them: 10, 10分, （10）, +5, 最高5分, 15%.

Receives the words of a cell or a title. Promises exact points, and the side on which they count where the words say so;
None where the words are no points, so that nothing is guessed.
"""

import re
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.importer.outline import Side

_WIDE = str.maketrans("０１２３４５６７８９．％＋－（）()", "0123456789.%+-    ")
_POINTS = re.compile(
    r"(?P<side>[+-]|附加分?|奖励分?|加分?|扣分?|减分?)?(?P<word>满分|共计?|合计|总分|分值|最[高多]|不超过|上限|基础分|权重)?[:：为]?"
    r"(?P<side2>[+-]|加|扣|减)?(?:0[-~～至—])?(?P<number>\d{1,6}(?:\.\d{1,6})?)(?P<unit>分|%)?(?:以内|封顶|为限)?"
)
_BRACKET = re.compile(
    r"[（(]([^（）()]*?\d[^（）()]*?分[^（）()]*|[+-]?\d+(?:\.\d+)?|\d+(?:\.\d+)?\s*[%％])[）)]\s*[:：。；;]?\s*$"
)
_TAIL = re.compile(r"[\s\u3000:：]+((?:共|满分|计)?\d+(?:\.\d+)?\s*分)\s*$")
_PARTED = re.compile("[，,；;、]")
_BONUS = re.compile("加分|附加分|奖励分|附加项")
_SIDE = re.compile("(?:加分|扣分|减分|附加分|奖励)项?")
"""A part of a bracket that only names the side: 加分，最高10分."""
_DEDUCTION = re.compile("扣分|减分|扣减")


@node
class Stated:
    """Points or a weight as stated. side: None where the words do not say on which it counts."""

    points: Fraction | None
    weight: Fraction | None
    side: Side | None
    text: str


def stated(text: str) -> Stated | None:
    """Return the points, the weight or both that are all of a text; None where it says anything else."""
    if (alone := _figure(text)) is not None:
        return alone
    figures = [_figure(part) for part in re.split(r"[\s，、；]+", text) if part.strip()]
    points = [one for one in figures if one is not None and one.points is not None]
    weights = [one for one in figures if one is not None and one.weight is not None]
    if len(points) != 1 or len(weights) != 1 or len(figures) != 2:
        return None
    return Stated(points[0].points, weights[0].weight, points[0].side, text)


def _figure(text: str) -> Stated | None:
    """Return the points or the weight that are all of a text; figures on two lines are no figure."""
    bare = re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", text.translate(_WIDE).strip())
    match = _POINTS.fullmatch(bare)
    if match is None:
        return None
    number = Fraction(match["number"])
    side = match["side"] or match["side2"] or ""
    if match["unit"] == "%":
        return Stated(None, number / 100, None, text) if not side else None
    if match["word"] == "权重":
        return None
    counted = Side.BONUS if side.startswith(("+", "附加", "奖励", "加")) else Side.DEDUCTION if side else None
    return Stated(number, None, counted, text)


def in_title(title: str) -> tuple[str, Stated | None]:
    """Return a title without the points at its end, and the points."""
    if match := _BRACKET.search(title):
        parts = [stated(part) for part in _PARTED.split(match[1]) if part.strip()]
        known = [part for part in parts if part is not None]
        rest = [part.strip() for part in _PARTED.split(match[1]) if part.strip() and stated(part) is None]
        rest = [part for part in rest if not _SIDE.fullmatch(part)]
        if known and (not rest or stated(_PARTED.split(match[1])[0]) is not None):
            points = next((one.points for one in known if one.points is not None), None)
            weight = next((one.weight for one in known if one.weight is not None), None)
            side = next((one.side for one in known if one.side is not None), side_of(match[1]))
            more = f"（{'，'.join(rest)}）" if rest else ""
            return title[: match.start()].rstrip() + more, Stated(points, weight, side, match[0].strip())
    if match := _TAIL.search(title):
        return title[: match.start()].rstrip(), stated(match[1])
    return title, None


def side_of(title: str) -> Side | None:
    """Return on which side the points of a section count by its title; None where it does not say, or says both."""
    bonus, deduction = bool(_BONUS.search(title)), bool(_DEDUCTION.search(title))
    if bonus == deduction or re.search("加减分|加扣分|奖惩", title):
        return None
    return Side.BONUS if bonus else Side.DEDUCTION
