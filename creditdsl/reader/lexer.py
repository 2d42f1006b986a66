"""The phrases of a sentence, by longest match.

Receives a sentence as typed; promises phrases that cover every character of it but spaces, in order. Widths and dashes
are normalised and nothing else, so that the places of phrases are those of the sentence.

Worked example: `每发现1处扣0.5分，最高扣2分。` gives Each(发现, 1处), Award(0.5, takes), a mark, Limit(cap, 2,
takes), a mark.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader import lexicon
from creditdsl.reader.grade_phrases import grade, score
from creditdsl.reader.number_words import amount, number
from creditdsl.reader.phrase_kinds import (
    Amount,
    Award,
    Bound,
    Each,
    Full,
    InTurn,
    Limit,
    Phrase,
    Remainder,
    Sign,
    Span,
    Test,
    Words,
)
from creditdsl.reader.place_phrases import order, place
from creditdsl.reader.rule_phrases import KINDS, plain_signs, rule_phrase
from creditdsl.reader.stated_phrases import STATED, stated
from creditdsl.syntax.fold import fold
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import Comparison

_DASHES = str.maketrans("－—–−﹣", "-----")
_COMPARISONS = (
    (Comparison.LESS, re.compile(lexicon.LESS)),
    (Comparison.AT_LEAST, re.compile(lexicon.AT_LEAST)),
    (Comparison.AT_MOST, re.compile(lexicon.AT_MOST)),
    (Comparison.MORE, re.compile(lexicon.MORE)),
    (Comparison.EQUAL, re.compile(lexicon.EQUAL)),
)
_AMOUNT = re.compile(
    rf"{lexicon.AMOUNT}|{lexicon.DIGITS}分|[一二三四五六七八九]成|{lexicon.DIGITS}|[一二两三四五六七八九十]+(?=[至到~-])"
)
_SIDES = re.compile(f"{lexicon.UP}|{lexicon.DOWN}")
_INCLUSION = re.compile(lexicon.INCLUSION)
_KEPT = {word for stem in ("GAIN", "LOSE") for word in keywords().words[stem].words} - {"得", "扣"}
"""Verbs that a line has as the sentence does: 加3分."""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def phrases(sentence: str) -> tuple[Phrase, ...]:
    """Return the phrases of a sentence."""
    text = "".join(mark if mark in _CIRCLED else plain for mark, plain in zip(sentence, fold(sentence), strict=True))
    text = plain_signs(text.replace("\n", ";").translate(_DASHES))
    text = _LEAST_DONE.sub(r"\2\1\3", text)
    kept = [at for at, character in enumerate(text) if character != " " or _parts(text, at)]
    places = [*kept, len(text)]
    dense = "".join(text[at] for at in kept)
    return tuple(
        replace(phrase, start=places[phrase.start], end=places[phrase.end - 1] + 1) for phrase in _phrases(dense)
    )


def _parts(text: str, at: int) -> bool:
    """Return whether a space divides words: in quotation marks, between letters or digits, behind an item's number."""
    around = text[:at].rstrip()[-1:] + text[at:].lstrip()[:1]
    quoted = text.count("“", 0, at) > text.count("”", 0, at)
    plain = around.replace(".", "0", 1).isalnum() and around[1:2] != "."
    apart = len(around) == 2 and around.isascii() and plain
    return quoted or apart or _NUMBERED.search(text[:at].rstrip()) is not None


_DONE = (
    "(?:(?:专题|牵头|集中|组织|开展|带队)*(?:召开|组织|开展|研究|报送|参加|出席|听取|检查|下访|接访|包案|更新|巡河|举办|编发|发布|排查|演练)"
    "(?:(?![得扣加减一二两三四五六七八九十百每达各均共不未无])[\u4e00-\u9fff]){0,10}?)"
)
_LEAST_DONE = re.compile(
    rf"(至少|最少)({_DONE})((?:{lexicon.DIGITS}|[一二两三四五六七八九十]+){lexicon.COUNT})(?!(?:\((?:含|不含)\))?(?:及?以[上下内]|{lexicon.TO}))"
)
"""At least so many with its verb between: 至少召开4次 is 召开至少4次, a text of the same length."""
_NUMBERED = re.compile(r"(?:^|[;。])\d{1,2}[.、]$")
"""The number of an item, which is apart from a number behind it: 4. 12月份."""


_NAMED_SCORE = re.compile("总?得分|总分|积分")
"""Words before a score that end the name of a measure: 满意度得分90分以上."""


def _phrases(text: str) -> Iterator[Phrase]:
    at = start = 0
    while at < len(text):
        if text[at] == " ":
            if text[start:at].strip():
                yield Words(text[start:at].strip(), start, at)
            at += 1
            start = at
            continue
        match, kind = max(
            ((match, kind) for kind, pattern in lexicon.starting_with(text[at]) if (match := pattern.match(text, at))),
            key=lambda pair: pair[0].end(),
            default=(None, ""),
        )
        named = start < at and kind == "score" and _NAMED_SCORE.match(text, at) is not None
        phrase = None if match is None or match.end() == at or named else _phrase(kind, match)
        if phrase is None:
            at += 1
            continue
        if start < at:
            yield Words(text[start:at], start, at)
        assert match is not None
        if kind == "test" and (measure := match.groupdict().get("chained")):
            yield Words(measure, match.start(), match.end())
        yield phrase
        at = start = match.end()
    if text[start:].strip():
        yield Words(text[start:].strip(), start, len(text))


def _phrase(kind: str, match: re.Match[str]) -> Phrase | None:
    """Return the phrase of a match; None where its numbers contradict each other."""
    start, end = match.span()
    match kind:
        case "quoted" | "outside" | "date" | "every" | "note":
            return Words(match.group(), start, end)
        case _ if kind in KINDS:
            return rule_phrase(kind, match)
        case "test":
            return _test(match.group(), start, end)
        case "in_turn_test":
            return _in_turn(match)
        case "each":
            return _each(match)
        case "award":
            return _award(match)
        case "bare":
            return Award(number(match.group()[:-1]), False, start, end, bare=True)
        case "span":
            return Span(Fraction(match["low"]), Fraction(match["high"]), bool(match["take_range"]), start, end)
        case "cap":
            return _cap(match)
        case "floor":
            return Limit("floor", number(match["floor"]), False, start, end)
        case "until_zero":
            return Limit("until_zero", None, True, start, end)
        case "uncapped":
            return Limit("uncapped", None, False, start, end)
        case "remainder":
            return _remainder(match)
        case "full":
            points, begins = Fraction(match["full"] or match["full_in"]), match.group().startswith(("基础", "基本"))
            return Full(points, start, end, bracketed=bool(match["full_in"]), begins=begins)
        case "place":
            return place(match)
        case "order":
            return order(match)
        case "score":
            return score(match)
        case "grade":
            return grade(match)
        case _ if kind in STATED:
            return stated(kind, match)
        case _:
            return Sign(kind, match.group(), start, end)


def _each(match: re.Match[str]) -> Each:
    start, end = match.span()
    if match["unit"]:
        return Each(match["verb_of_one"] or "", Amount(Fraction(1), match["unit"], start, end), start, end)
    if match["time"] or match["person"]:
        return Each("", Amount(Fraction(1), (match["time"] or "人次").removeprefix("个"), start, end), start, end)
    if match["decimal"]:
        return Each("", Amount(number(match["decimal"]), "", start, end), start, end)
    return Each(match["verb"] or "", amount(match["size"], match.start("size")), start, end)


def _award(match: re.Match[str]) -> Award:
    start, end = match.span()
    if match["minus"]:
        digits = match.group()[match.end("minus") - start : -1]
        return Award(number(digits), True, start, end)
    points = number(match["points"]) if match["points"] else None
    again, shares, verb = bool(match["again"]), bool(match["share"]), match["take"] or match["give"] or ""
    below = "倒" in verb
    kept = verb[-1:] if verb[-1:] in _KEPT else ""
    takes, adds = bool(match["take"]), "加" in verb
    return Award(points, takes, start, end, sharing=shares, again=again, below=below, adds=adds, verb=kept)


def _cap(match: re.Match[str]) -> Limit:
    emptied = match["emptied"] or match["emptied_before"]
    points = number(match["cap"] or match["cap_before"] or match["filled"] or emptied)
    takes = bool(match["taking"] or match["taking_in_all"] or match["taking_most"] or emptied)
    adds = bool(match["adds"] or match["adding"] or match["adding_most"])
    return Limit(
        "cap",
        points,
        takes,
        *match.span(),
        adds=adds,
        whole=bool(match["whole"]),
        gives=adds or bool(match["giving"]),
        several=int(number(match["several"])) if match["several"] else 0,
    )


def _remainder(match: re.Match[str]) -> Remainder:
    start, end = match.span()
    counting = "按比例计" if match["share_of"] else "" if match["drop"] else "不足一步按一步计"
    steps = _AMOUNT.finditer(match.group())
    return Remainder(counting, tuple(amount(step.group(), start + step.start()) for step in steps), start, end)


def _test(text: str, start: int, end: int) -> Test | None:
    plain = text
    amounts = list(_AMOUNT.finditer(_INCLUSION.sub(lambda m: "·" * len(m.group()), text)))
    values = [amount(match.group(), start + match.start()) for match in amounts]
    named = [amount(match.group()) for part in _INCLUSION.finditer(text) for match in _AMOUNT.finditer(part.group())]
    if any((end.value, end.unit) not in [(value.value, value.unit) for value in values] for end in named):
        return None
    if re.search("<|≤", text) and len(values) == 2 and not _SIDES.search(text):
        return _chained(text, amounts, values, start, end)
    if re.fullmatch(lexicon.BETWEEN, text):
        unit = values[1].unit
        low = Amount(values[0].value, values[0].unit or unit, values[0].start, values[0].end)
        between, behind_both = text[amounts[0].end() : amounts[1].start()], text[amounts[1].end() :]
        bottom = Comparison.MORE if "不含" in between else Comparison.AT_LEAST
        top = Comparison.LESS if "不含" in behind_both else Comparison.AT_MOST
        ends = Bound(bottom, low, _settled(between)), Bound(top, values[1], _settled(behind_both))
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


def _in_turn(match: re.Match[str]) -> InTurn | None:
    """Return the comparisons of 分别达到90%、80%: each with the words before the first and behind the last."""
    start, (before, behind) = match.start(), (match["in_turn"] or "达到", match["in_turn_side"] or "")
    tests = []
    for value in _AMOUNT.finditer(match.group()):
        test = _test(f"{before}{value.group()}{behind}", start + value.start(), start + value.end())
        if test is None:
            return None
        tests.append(test)
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
