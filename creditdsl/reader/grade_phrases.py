"""Grades, and the scores that decide them, from their words: 80分以上90分以下 is 80分以上不超过90分."""

import re
from fractions import Fraction

from creditdsl.reader.phrase_kinds import Amount, Bound, Grade, Test
from creditdsl.syntax.nodes import Comparison
from creditdsl.syntax.numerals import count_of, to_chinese

_SIGNS = {
    "≥": Comparison.AT_LEAST,
    ">=": Comparison.AT_LEAST,
    ">": Comparison.MORE,
    "≤": Comparison.AT_MOST,
    "<=": Comparison.AT_MOST,
    "<": Comparison.LESS,
}


def grade(match: re.Match[str]) -> Grade:
    """Return what befalls the unit, by a match of a pattern of grades."""
    words, span = match.groupdict(), match.span()
    if words.get("veto"):
        return Grade("一票否决", "", *span)
    if words.get("disqualified"):
        return Grade("取消评优资格", "", *span)
    if steps := words.get("steps"):
        return Grade(f"降{to_chinese(count_of(steps) or 1)}档", "", *span)
    if limited := words.get("limited"):
        return Grade("不超过", limited, *span, share=words["share"])
    if barred := words.get("barred"):
        return Grade("不得评为", barred, *span)
    if rated := words.get("rated"):
        return Grade("评为", rated, *span)
    if honour := words.get("honour"):
        return Grade("授予", honour, *span)
    return Grade("为", words.get("is") or words.get("is_named") or words.get("bare") or "", *span)


def score(match: re.Match[str]) -> Test | None:
    """Return the test of a total, by a match of a pattern of scores; None where it includes another number."""
    words, (start, end) = match.groupdict(), match.span()
    if any(_of_another(words[name.partition("_in")[0]], included) for name, included in words.items() if "_in" in name):
        return None

    def bound(number: str, comparison: Comparison) -> Bound:
        return Bound(comparison, Amount(Fraction(number), "分", start, end))

    if words["head_low"]:
        low, high = words["head_low"], words["head_high"]
        lower, upper = _up(words["head_low_in"]), _down(words["head_high_in"])
    elif words["low"]:
        low, high = words["low"], words["high"]
        lower, upper = _up(words["low_in"]), _down(words["high_in"])
    elif words["from"]:
        low, high = words["from"], words["to"]
        lower, upper = _up(words["from_in"] + words["from_in2"]), _down(words["to_in"] + words["to_in2"])
    elif words["over"]:
        low, high = words["over"], words["under"]
        lower, upper = _up(words["over_in"] + words["over_in2"]), Comparison.LESS
    elif sign := words["sign"] or words["head_sign"]:
        number = words["signed"] or words["head_signed"]
        return Test((bound(number, _SIGNS[sign]),), start, end, text=match.group())
    elif words["chain_low"]:
        low, high = words["chain_low"], words["chain_high"]
        lower = Comparison.MORE if words["chain_from"] == "<" else Comparison.AT_LEAST
        upper = Comparison.LESS if words["chain_to"] == "<" else Comparison.AT_MOST
    else:
        inclusion = words["side_in"] + words["side_in2"]
        comparison = _up(inclusion) if words["way"].endswith("上") else _down(inclusion)
        return Test((bound(words["side"], comparison),), start, end, text=match.group())
    bounds = [bound(low, lower)] + ([bound(high, upper)] if high else [])
    return Test(tuple(bounds), start, end, text=match.group())


def _of_another(number: str | None, inclusion: str | None) -> bool:
    """Return whether 含90分 says another number than the one that it stands behind."""
    included = re.search(r"\d+(?:\.\d+)?", inclusion or "")
    return included is not None and (number is None or Fraction(included.group()) != Fraction(number))


def _up(inclusion: str) -> Comparison:
    return Comparison.MORE if inclusion.startswith("(不") else Comparison.AT_LEAST


def _down(inclusion: str) -> Comparison:
    return Comparison.LESS if inclusion.startswith("(不") else Comparison.AT_MOST
