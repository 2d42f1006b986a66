"""Wording and typography that everything printed shares.

Promises official Chinese as it is typeset: no space between Chinese and digits or Latin letters.
"""

import re
import unicodedata
from fractions import Fraction

from creditdsl.base.exact import fixed, show
from creditdsl.forms import wording
from creditdsl.forms.base import Form
from creditdsl.ir.outcome import Pending
from creditdsl.syntax.nodes import Entry, Rule, SectionRole

PENDING = "待定"

_HAN = "\u2e80-\u2fff\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’…—\U00020000-\U0003ffff"
_GAP = re.compile(rf"(?<=[{_HAN}])[ \u00a0\u3000]+(?=[!-~])|(?<=[!-~])[ \u00a0\u3000]+(?=[{_HAN}])")


def tighten(text: str) -> str:
    """The text as printed: without the spaces between Chinese and digits or Latin."""
    return _GAP.sub("", text.strip())


def one_line(text: str) -> str:
    """Text from a data file on one line, its invisible characters as boxes."""
    joined = " ".join(text.split())
    return "".join("□" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in joined)


def rule_sentence(rule: Rule) -> str:
    """The official sentence with its caps, without number and full stop."""
    assert isinstance(rule.body, Form)
    return rule.body.sentence(rule.limits) + wording.caps(rule.limits, rule.body.deducts)


def rule_number(rule: Rule) -> str:
    """`（2）`, or nothing."""
    return "" if rule.number is None else f"（{rule.number}）"


def stated_points(entry: Entry) -> str:
    """`5分`, `最高10分` of a bonus, `最高扣20分` of a deduction, or nothing."""
    if entry.points is None:
        return ""
    before = {SectionRole.BASE: "", SectionRole.BONUS: "最高", SectionRole.DEDUCTION: "最高扣"}[entry.role]
    return before + wording.points(entry.points)


def heading(entry: Entry) -> str:
    """`一、工作机制`, `1.制度建设`, `（1）报送数量`; only the title where no number is printed."""
    mark = "" if not entry.number or entry.number[0] == "（" else "." if entry.number[0].isascii() else "、"
    return f"{entry.number}{mark}{tighten(entry.title)}"


def score_text(score: Fraction | Pending, digits: int) -> str:
    """`5.00` in decimal text for programs, or 待定."""
    return PENDING if isinstance(score, Pending) else fixed(score, digits)


def printed_score(score: Fraction | Pending, digits: int) -> str:
    """`5.00`, `－17.00`, or 待定."""
    return score_text(score, digits).replace("-", "－")


def exact_text(value: Fraction | Pending) -> str:
    """A value for programs: decimal text where that is exact, else a fraction such as `31/7`; or 待定."""
    if isinstance(value, Pending):
        return PENDING
    text = show(value, 40)
    return text if Fraction(text) == value else str(value)
