"""Points that people give, and whole statements, from their words: 缺报的单位取其他单位的平均分 is 缺报：取平均分."""

import re
from fractions import Fraction

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.reader.phrase_kinds import Phrase, Sign, Span, Statement

STATED = (
    "mark_range",
    "points_range",
    "unreported",
    "inapplicable",
    "bounded",
    "converted",
    "negative",
    "weight",
    "grade_head",
)
"""The kinds of phrases that `stated` knows."""
HEADING = "标题"
"""In place of a field's name: what is stated is a trait of the heading."""
INAPPLICABLE = "没有这项工作的单位，得满分，还是不计分？"
LATE = "数据里空着的算零分，还是另填一列“是否”？"


def _span(match: re.Match[str]) -> Span:
    """Return the range of points of a match; with its column where the words name it."""
    words = match.groupdict()
    if words.get("column") is not None:
        low, high = Fraction(words["mark_low"]), Fraction(words["mark_high"])
        return Span(low, high, bool(words["mark_takes"]), *match.span(), column=words["column"].strip("“”"))
    return Span(Fraction(words["in_low"]), Fraction(words["in_high"]), False, *match.span())


def stated(kind: str, match: re.Match[str]) -> Phrase:
    """Return the phrase of a match."""
    words, (start, end) = match.groupdict(), match.span()
    match kind:
        case "mark_range" | "points_range":
            return _span(match)
        case "unreported":
            return _unreported(words, start, end)
        case "inapplicable":
            if words["kept"]:
                answers = (("得满分", "不适用", "得满分"), ("不计分", "不适用", "不计分"))
                return Statement(INAPPLICABLE, answers, start, end)
            return Statement("", (("", "不适用", "得满分" if words["full"] else "不计分"),), start, end)
        case "bounded":
            return Statement("", (("", "总分", _bounds(words)),), start, end)
        case "negative":
            return Statement("", (("", HEADING, "可为负"),), start, end)
        case "converted":
            return Statement("", (("", "总分", "折算100"),), start, end)
        case _:
            return Sign(kind, words[kind], start, end)


def _unreported(words: dict[str, str], start: int, end: int) -> Statement:
    if late := words.get("late"):
        answers = (("空着的算零分", "缺报", "零分"), ("另填一列", "", f"{late} 本项不得分"))
        return Statement(LATE, answers, start, end)
    return Statement("", (("", "缺报", "零分" if words.get("none") else "取平均分"),), start, end)


def _bounds(words: dict[str, str]) -> str:
    """Return the bounds of the total as the language writes them."""
    most = words.get("most") or words.get("most_in_all") or words.get("over")
    least = words.get("least") or words.get("least_too") or words.get("least_in_all")
    if words.get("emptied") or words.get("floored"):
        least = "0"
    parts = [f"加分后不超过{show(Fraction(most), MAX_DIGITS)}"] if most else []
    return "，".join([*parts, *([f"扣分后不低于{show(Fraction(least), MAX_DIGITS)}"] if least else [])])
