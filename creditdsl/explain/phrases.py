"""The wording and typography of everything printed.

Promises official Chinese as it is typeset: no space between Chinese and digits or Latin letters.
"""

import re
import unicodedata
from fractions import Fraction

from creditdsl.base.exact import Rounding, fixed, round_to, show
from creditdsl.forms import wording
from creditdsl.ir.outcome import Inapplicable, Pending
from creditdsl.ir.outcome import Score as Scored
from creditdsl.ir.types import Count, Mark, Number, Ratio, Type
from creditdsl.syntax.nodes import Consequence, Entry, Period, Rule, SectionRole, Trait
from creditdsl.syntax.numerals import to_chinese

Score = Scored | None
"""What is printed where a score stands; None for an entry that is not scored (不计分)."""

PENDING, INAPPLICABLE, UNSCORED = "待定", "不适用", "不计分"
CONSEQUENCES = {
    Consequence.SKIP: UNSCORED,
    Consequence.FULL: "得满分",
    Consequence.MEAN: "取适用单位本项得分的平均分",
}
"""What 不适用 gives units to which an item does not apply."""
_TRAITS = {
    Trait.FROM_FULL: "满分起扣",
    Trait.HIGHEST: "就高",
    Trait.NEGATIVE: "可为负",
    Trait.UNSCORED: UNSCORED,
}

CUT_DIGITS = 4
"""Decimals of an amount that cannot be written out."""

_PERIOD = re.compile(r"(\d{4})(?:-(\d\d)|Q(\d))?")
_HAN = "\u2e80-\u2fff\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’…—\U00020000-\U0003ffff"
_GAP = rf"(?<=[{_HAN}])[ \u00a0\u3000]+(?=[!-~])|(?<=[!-~])[ \u00a0\u3000]+(?=[{_HAN}])"
"""Compiled when it is first used: a class of Han characters takes long, and most commands print no table."""


def tighten(text: str) -> str:
    """Remove the spaces between Chinese and digits or Latin letters."""
    return re.sub(_GAP, "", text.strip())


def one_line(text: str) -> str:
    """Put text from a data file on one line, its invisible characters as boxes."""
    joined = " ".join(text.split())
    return "".join("□" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in joined)


def rule_number(rule: Rule) -> str:
    """Write the number of a rule: `（2）`; empty without one."""
    return "" if rule.number is None else f"（{rule.number}）"


def stated_points(entry: Entry) -> str:
    """Write the points that an entry states: `5分`, `100分，权重15%`, `6分，就高`; empty without any.

    A bonus states `最高10分`, a deduction `最高扣20分`.
    """
    words = []
    if entry.points is not None:
        before = {SectionRole.BASE: "", SectionRole.BONUS: "最高", SectionRole.DEDUCTION: "最高扣"}[entry.role]
        words.append(before + wording.points(entry.points))
    if entry.weight is not None:
        words.append(f"权重{show(entry.weight * 100)}%")
    return "，".join([*words, *(word for trait, word in _TRAITS.items() if trait in entry.traits)])


def heading(entry: Entry) -> str:
    """Write the heading of an entry: `一、工作机制`, `1.制度建设`, `（1）报送数量`; else the title."""
    return number_mark(entry) + tighten(entry.title)


def number_mark(entry: Entry) -> str:
    """Write the number of an entry as its heading begins: `一、`, `1.`, `（1）`; empty without one."""
    behind = "." if entry.number[:1].isascii() else "、"
    return entry.number + ("" if entry.number[:1] in ("", "（") else behind)


def score_text(score: Score, digits: int) -> str:
    """Write a score for programs: `5.00` in decimal text, or 待定, 不适用, 不计分."""
    match score:
        case None:
            return UNSCORED
        case Pending():
            return PENDING
        case Inapplicable():
            return INAPPLICABLE
        case _:
            return fixed(score, digits)


def printed_score(score: Score, digits: int) -> str:
    """Write a score as printed: `5.00`, `－17.00`, or 待定, 不适用, 不计分."""
    return score_text(score, digits).replace("-", "－")


def exact_text(value: Score) -> str:
    """Write a value for programs: decimal text where that is exact, else a fraction such as `31/7`; or 待定."""
    if not isinstance(value, Fraction):
        return score_text(value, 0)
    text = show(value, 40)
    return text if Fraction(text) == value else str(value)


def cut_text(value: Fraction, digits: int = CUT_DIGITS) -> str:
    """Write an amount that cannot be written out, cut to its decimals: `7.68`, `－2.6667`."""
    return fixed(round_to(value, digits, Rounding.HALF_UP), digits).replace("-", "－")


def period_words(period: str) -> str:
    """Write a period: `2023年1月`, `2023年第1季度`, `2023年度`."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        return period
    year, month, quarter = match.groups()
    within = f"第{quarter}季度" if quarter else "度"
    return f"{year}年" + (f"{int(month)}月" if month else within)


def period_unit(period: Period) -> str:
    """Return the word of one period: `月`, `季度`, `年`."""
    return {Period.MONTHLY: "月", Period.QUARTERLY: "季度", Period.YEARLY: "年"}[period]


def decimals(digits: int) -> str:
    """Write a number of decimals: `两位小数`, `整数`."""
    if not digits:
        return "整数"
    return f"{'两' if digits == 2 else to_chinese(digits)}位小数"


def range_words(kind: Type) -> str:
    """Return the range of a type in words: `0至5类`, `不小于0`, `0%至100%`; empty without bounds."""
    match kind:
        case Count(unit=unit, low=low, high=high) | Number(unit=unit, low=low, high=high):
            return _range(low, high, 1, unit)
        case Ratio(low=low, high=high):
            return _range(low, high, 100, "%")
        case Mark(low=low, high=high):
            return _range(low, high, 1, "分")
        case _:
            return ""


def _range(low: Fraction | None, high: Fraction | None, scale: int, unit: str) -> str:
    bottom = "" if low is None else show(low * scale)
    top = "" if high is None else show(high * scale)
    if bottom and top:
        return f"{bottom}{unit if unit == '%' else ''}至{top}{unit}"
    if bottom:
        return f"不小于{bottom}"
    return f"不大于{top}{unit}" if top else ""
