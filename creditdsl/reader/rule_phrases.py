"""The phrases of conditions and formulas, from the matches of the patterns in rule_lexicon.py."""

import re
from fractions import Fraction

from creditdsl.reader.phrase_kinds import Award, Bound, Formula, Nothing, Phrase, Scaled, Shares, Test, Words
from creditdsl.syntax.nodes import Comparison
from creditdsl.syntax.numerals import from_chinese

KINDS = ("compared", "apiece", "shares", "scaled", "formula", "calculation", "void", "one_of", "nothing")
_LATEX = re.compile(r"\$? ?\\(geq|leq|ge|le) ?([\d.]+%?) ?\$?")
"""A comparison as it is copied from a formula in a PDF file: $\\geq 1$."""
_THAN = {
    Comparison.AT_LEAST: ("不低于", "不少于", "不差于", "达到"),
    Comparison.AT_MOST: ("不高于", "不超过"),
    Comparison.MORE: ("高于", "超过", "多于", "优于", "大于", "超"),
    Comparison.LESS: ("低于", "不满", "少于", "小于", "未达到", "没有达到"),
    Comparison.EQUAL: ("等于", "持平于"),
}
_FEWER = ("下降", "减少", "降低")
_WITH_UNIT = re.compile(r"(?<=\d)分$")
"""The unit of the points that a formula ends with: 完成率×10分."""


def plain_signs(text: str) -> str:
    """Return a text with comparisons in plain signs, as long as it was."""
    return _LATEX.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    sign = "≥" if match[1].startswith("g") else "≤"
    return f"{sign}{match[2]}".ljust(len(match.group()))


def rule_phrase(kind: str, match: re.Match[str]) -> Phrase:
    """Return the phrase of a match."""
    start, end = match.span()
    match kind:
        case "compared":
            return _compared(match)
        case "apiece":
            return Award(Fraction(match["apiece"]), False, start, end, sharing=True)
        case "shares":
            points = tuple(Fraction(text) for text in re.findall(r"\d+(?:\.\d+)?", match.group()))
            return Shares(points, bool(match["taking_each"]), start, end)
        case "scaled":
            if match["percent"]:
                return Scaled(Fraction(match["percent"]) / 100, "", start, end)
            times = match["times"] or match["times_of"] or match["times_recorded"]
            return Scaled(Fraction(times), match["of"] or match["of_before"] or "", start, end)
        case "formula":
            text = match["expression"] or match["reckoned"] or match["recorded"]
            return Formula(_WITH_UNIT.sub("", text), start, end)
        case "calculation":
            text = _WITH_UNIT.sub("", match["calculation"])
            return Formula(text, start, end, match["calculates"] == "扣")
        case "one_of":
            return Words(f"“{match.group()}”", start, end)
        case "void":
            return Nothing(start, end, rule=match["void"] or match["void_all"])
        case _:
            return _nothing(match)


def _compared(match: re.Match[str]) -> Test:
    standard = match["standard"] or match["level"] or match["earlier"]
    comparison = Comparison.EQUAL
    if match["earlier"]:
        comparison = Comparison.LESS if match["move"] in _FEWER else Comparison.MORE
    elif match["than"]:
        (comparison,) = (sense for sense, words in _THAN.items() if match["than"] in words)
    return Test((Bound(comparison, None),), *match.span(), text=match.group(), standard=standard)


def _nothing(match: re.Match[str]) -> Nothing:
    rule = match["void"] or match["void_printed"] or ""
    if match["void_in_words"]:
        rule = str(from_chinese(match["void_in_words"]))
    item = bool(match["item"] or match["all_of_it"])
    return Nothing(*match.span(), item=item, spares=bool(match["spares"]), rule=rule)
