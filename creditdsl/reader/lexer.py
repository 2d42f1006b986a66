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
from creditdsl.reader.bound_phrases import AMOUNT, in_turn, test
from creditdsl.reader.grade_phrases import grade, score
from creditdsl.reader.number_words import amount, number
from creditdsl.reader.phrase_kinds import (
    Amount,
    Award,
    Each,
    Full,
    Limit,
    Nothing,
    Phrase,
    Remainder,
    Sign,
    Span,
    Words,
)
from creditdsl.reader.place_phrases import order, place
from creditdsl.reader.rule_phrases import KINDS, plain_signs, rule_phrase
from creditdsl.reader.stated_phrases import STATED, stated
from creditdsl.syntax.fold import fold
from creditdsl.syntax.keywords import keywords

_DASHES = str.maketrans("－—–−﹣", "-----")
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
        read = match is not None and match.end() > at and not named
        phrase = _phrase(kind, match) if match is not None and read else None
        if phrase is None:
            at += 1
            continue
        if start < at:
            yield Words(text[start:at], start, at)
        assert match is not None
        if kind == "swing":
            yield from _swing(match)
            at = start = match.end()
            continue
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
        case "quoted" | "outside" | "date" | "every":
            return Words(match.group(), start, end)
        case "note":
            return Words(f"（{match.group()[1:-1]}）", start, end)
        case _ if kind in KINDS:
            return rule_phrase(kind, match)
        case "test":
            return test(match.group(), start, end)
        case "in_turn_test":
            return in_turn(match)
        case "each":
            return _each(match)
        case "each_of" | "each_site":
            return _each_of_two(match)
        case "top":
            return Limit("top", None, False, start, end)
        case "award":
            return _award(match)
        case "bare":
            points = number(match.group()[:-1])
            return Award(points, False, start, end, bare=True) if points else Nothing(start, end)
        case "span":
            return Span(Fraction(match["low"]), Fraction(match["high"]), bool(match["take_range"]), start, end)
        case "cap":
            return _cap(match)
        case "floor":
            return Limit("floor", number(match["floor"]), False, start, end)
        case "until_zero":
            return Limit("until_zero", None, True, start, end)
        case "uncapped":
            return Limit("uncapped", None, False, start, end, gives="满分" not in match.group())
        case "remainder":
            return _remainder(match)
        case "full":
            return _full(match)
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
        unit = "项" if match["unit"].endswith("项") else match["unit"]
        return Each(match["verb_of_one"] or "", Amount(Fraction(1), unit, start, end), start, end)
    if match["time"] or match["person"]:
        return Each("", Amount(Fraction(1), (match["time"] or "人次").removeprefix("个"), start, end), start, end)
    if match["decimal"]:
        return Each("", Amount(number(match["decimal"]), "", start, end), start, end)
    return Each(match["verb"] or "", amount(match["size"], match.start("size")), start, end)


def _swing(match: re.Match[str]) -> Iterator[Phrase]:
    """Yield the two steps of 每高（低）1个百分点加（减）0.5分."""
    start, end = match.span()
    size, points = amount(match["swing"], match.start("swing")), number(match["swung"])
    up, down = ("高", "低") if match["up"] else ("低", "高")
    yield Each(up, size, start, end)
    yield Award(points, False, start, end, adds=True, verb="加")
    yield Sign("mark", ",", start, end)
    yield Each(down, size, start, end)
    yield Award(points, True, start, end, verb="减")


def _each_of_two(match: re.Match[str]) -> Each:
    start, end = match.span()
    words = match.groupdict()
    if site := words.get("site"):
        return Each(site, Amount(Fraction(1), words["at_site"], start, end), start, end)
    return Each("", Amount(Fraction(1), f"{words['of'] or words['of_times']}次", start, end), start, end)


def _award(match: re.Match[str]) -> Award:
    start, end = match.span()
    if match["minus"]:
        digits = match.group()[match.end("minus") - start : -1]
        return Award(number(digits), True, start, end)
    points = number(match["points"] or match["all"]) if match["points"] or match["all"] else None
    again, shares, verb = bool(match["again"]), bool(match["share"]), match["take"] or match["give"] or ""
    below = "倒" in verb
    kept = verb[-1:] if verb[-1:] in _KEPT else ""
    takes, adds = bool(match["take"]), "加" in verb or "奖" in verb
    return Award(points, takes, start, end, sharing=shares, again=again, below=below, adds=adds, verb=kept)


def _full(match: re.Match[str]) -> Full:
    points = Fraction(match["full"] or match["full_in"] or match["full_from"])
    begins = match.group().startswith(("基础", "基本", "起", "从"))
    starts = bool(match["full_from"])
    return Full(points, *match.span(), bracketed=bool(match["full_in"]), begins=begins, starts=starts)


_SUMMED = re.compile("累计|合计|总计|共计|总共|之和")


def _cap(match: re.Match[str]) -> Limit:
    emptied = match["emptied"] or match["emptied_before"]
    points = number(
        match["cap"] or match["cap_before"] or match["filled"] or match["cap_short"] or match["topped"] or emptied
    )
    takes = bool(match["taking"] or match["taking_in_all"] or match["taking_most"] or emptied)
    adds = bool(match["adds"] or match["adding"] or match["adding_most"])
    return Limit(
        "down_to" if match["emptied"] and match.group().startswith(("扣至", "扣到")) else "cap",
        points,
        takes,
        *match.span(),
        adds=adds,
        whole=bool(match["whole"]),
        gives=adds or bool(match["giving"]),
        several=int(number(match["several"])) if match["several"] else 0,
        summed=_SUMMED.search(match.group()) is not None,
    )


def _remainder(match: re.Match[str]) -> Remainder:
    start, end = match.span()
    counting = "按比例计" if match["share_of"] else "" if match["drop"] else "不足一步按一步计"
    steps = AMOUNT.finditer(match.group())
    return Remainder(counting, tuple(amount(step.group(), start + step.start()) for step in steps), start, end)
