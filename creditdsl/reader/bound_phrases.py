"""The comparisons of official sentences, from their words: 80%以上不满90%, 分别达到90%、80%, 80≤得分<85.

Receives the words of a comparison; promises its bounds, or None where its words or numbers contradict each other.
"""

import re
from fractions import Fraction

from creditdsl.reader import lexicon
from creditdsl.reader.number_words import amount, number, thousandths
from creditdsl.reader.phrase_kinds import Amount, Bound, InTurn, Test
from creditdsl.syntax.nodes import Comparison

_COMPARISONS = (
    (Comparison.LESS, re.compile(lexicon.LESS)),
    (Comparison.AT_LEAST, re.compile(lexicon.AT_LEAST)),
    (Comparison.AT_MOST, re.compile(lexicon.AT_MOST)),
    (Comparison.MORE, re.compile(lexicon.MORE)),
    (Comparison.EQUAL, re.compile(lexicon.EQUAL)),
)
AMOUNT = re.compile(
    rf"{lexicon.AMOUNT}|{lexicon.DIGITS}分|[一二三四五六七八九]成|{lexicon.DIGITS}|[一二两三四五六七八九十]+(?=[至到~-])"
)
_SIDES = re.compile(f"{lexicon.UP}|{lexicon.DOWN}")
_INCLUSION = re.compile(lexicon.INCLUSION)


def test(text: str, start: int, end: int) -> Test | None:
    """Return the bounds of one comparison, or of two that hold together."""
    plain = text
    amounts = list(AMOUNT.finditer(_INCLUSION.sub(lambda m: "·" * len(m.group()), text)))
    values = [amount(match.group(), start + match.start()) for match in amounts]
    named = [amount(match.group()) for part in _INCLUSION.finditer(text) for match in AMOUNT.finditer(part.group())]
    if any((end.value, end.unit) not in [(value.value, value.unit) for value in values] for end in named):
        return None
    if re.search("<|≤", text) and len(values) == 2 and not _SIDES.search(text):
        return _chained(text, amounts, values, start, end)
    if re.fullmatch(lexicon.BETWEEN, text):
        unit = values[1].unit
        scale = Fraction(1) if values[0].unit else thousandths(amounts[1].group())
        low = Amount(values[0].value * scale, values[0].unit or unit, values[0].start, values[0].end)
        between, behind_both = text[amounts[0].end() : amounts[1].start()], text[amounts[1].end() :]
        of_low = [(value.value, value.unit) for value in named] == [(low.value, low.unit)] and "含" in behind_both
        without = "不含" in behind_both
        bottom = Comparison.MORE if "不含" in between or (of_low and without) else Comparison.AT_LEAST
        top = Comparison.LESS if without is not of_low else Comparison.AT_MOST
        ends = Bound(bottom, low, of_low or _settled(between)), Bound(top, values[1], _settled(behind_both))
        return Test(ends, start, end, text=text)
    included = {number(digits) for part in _INCLUSION.findall(text) for digits in re.findall(lexicon.DIGITS, part)}
    if not included <= {value.value for value in values}:
        return None
    bounds = []
    for match, value, following in zip(amounts, values, [*amounts[1:], None], strict=True):
        before = plain[: match.start()] if match is amounts[0] else plain[amounts[0].end() : match.start()]
        behind = plain[match.end() : following.start() if following else len(plain)]
        comparison = _comparison(before, behind)
        if comparison is None:
            return None
        bounds.append(Bound(comparison, value, _settled(behind)))
    exact = len(bounds) == 1 and bounds[0].comparison is Comparison.EQUAL and not re.match(lexicon.EQUAL, text)
    return Test(tuple(bounds), start, end, exact=exact, text=text)


def in_turn(match: re.Match[str]) -> InTurn | None:
    """Return the comparisons of 分别达到90%、80%: each with the words before the first and behind the last."""
    start, (before, behind) = match.start(), (match["in_turn"] or "达到", match["in_turn_side"] or "")
    tests = []
    for value in AMOUNT.finditer(match.group()):
        bounds = test(f"{before}{value.group()}{behind}", start + value.start(), start + value.end())
        if bounds is None:
            return None
        tests.append(bounds)
    return InTurn(tuple(tests), start, match.end())


def _settled(behind: str) -> bool:
    return "含" in behind or "包括" in behind


def _chained(text: str, amounts: list[re.Match[str]], values: list[Amount], start: int, end: int) -> Test | None:
    """Return the test of 80≤得分<85, whatever stands in the middle."""
    first = Comparison.AT_LEAST if re.match("≤|<=", text[amounts[0].end() :]) else Comparison.MORE
    last = Comparison.AT_MOST if re.search("(≤|<=)$", text[: amounts[1].start()]) else Comparison.LESS
    return Test((Bound(first, values[0]), Bound(last, values[1])), start, end, text=text)


def _comparison(before: str, behind: str) -> Comparison | None:
    """Return the comparison of the words around an amount; None where they contradict each other."""
    words = [(match.end() - match.start(), op) for op, pattern in _COMPARISONS if (match := pattern.search(before))]
    word = max(words, key=lambda pair: pair[0])[1] if words else None
    without = bool(re.search("不含|不包括", behind))
    with_end = bool(re.search("含", behind)) and not without
    side = _SIDES.search(behind)
    if side is None:
        if word is None:
            return None if without or with_end else Comparison.EQUAL
        open_end = word in (Comparison.MORE, Comparison.LESS)
        return None if (with_end and open_end) or (without and not open_end) else word
    up = re.search(lexicon.UP, side.group()) is not None
    of_side = (
        (Comparison.MORE if without else Comparison.AT_LEAST)
        if up
        else (Comparison.LESS if without else Comparison.AT_MOST)
    )
    if word is None or word is of_side or word is Comparison.EQUAL:
        return of_side
    if word is Comparison.MORE and up and with_end:
        return Comparison.AT_LEAST
    if word is Comparison.LESS and not up and without:
        return Comparison.LESS
    return None
