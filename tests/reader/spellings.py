"""Other spellings of an official sentence, which mean the same.

Receives a sentence with its context and its lines; promises texts of which each means what the lines say, up to names:
in full or half width, with or without 的, 分, commas and spaces, with synonyms, with other names, and with other
numbers and measure words, where the lines and the context have the other ones, too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from creditdsl.reader.lexer import phrases
from creditdsl.reader.meanings import Context
from creditdsl.reader.phrase_kinds import Award, Each, Full, Limit, Nothing, Phrase, Sign, Span, Test, Words
from tests.reader.gold.entries import target

_WIDE = str.maketrans("0123456789%(),:;", "０１２３４５６７８９％（），：；")
_NARROW = str.maketrans("０１２３４５６７８９％（），：；", "0123456789%(),:;")
SYNONYMS = (
    ("得(?=[\\d.]+分)", "加"),
    ("得(?=[\\d.]+分)", "计"),
    ("得(?=[\\d.]+分)", "记"),
    ("^(?!.*(?:最|多加))(.*?)加(?=[\\d.]+分)", r"\1得"),
    ("扣(?=[\\d.]+分)", "减"),
    ("(?<!本项)(?<!此项)不得分", "不计分"),
    ("其余(?=不|得)", "其他"),
    ("其他(?=不|得)", "其余"),
    ("(?<!及)以上", "及以上"),
    ("(?<!及)以下", "及以下"),
    ("及以上", "以上"),
    ("不低于(?=\\d)", "不少于"),
    ("不少于(?=\\d)", "不低于"),
    ("不低于(?=\\d)", "≥"),
    ("达到(?=\\d)", "不低于"),
    ("(?<!不)超过(?=\\d)", "高于"),
    ("低于(?=\\d)", "不足"),
    ("(?<!不)低于(?=\\d)", "少于"),
    ("不足(?=\\d)", "低于"),
    ("不满(?=\\d)", "低于"),
    ("最高(?=得?[\\d.]+分)", "最多"),
    ("最多(?=得?[\\d.]+分)", "最高"),
    ("扣完为止", "直至扣完为止"),
    ("百分之九十(?![一二三四五六七八九点])", "90%"),
    ("两次", "2次"),
    ("(?<![一二三四五六七八九十百第任])一(?=[次条篇例起件项类家户人个处份])", "1"),
)
MEASURE_WORDS = (("条", "篇"), ("篇", "条"), ("次", "起"), ("项", "件"), ("件", "项"), ("个", "家"), ("例", "起"))
NAMES = ("专题调研", "平台巡检", "台账更新", "窗口值守")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PLAIN_NAME = re.compile("[\\u4e00-\\u9fff]{4,}")
_LOADED = re.compile(
    "[不未无非没的数率比各均分得扣加和及与或并第前后每名级类项条次个率最高多低少]|指标|单位|同时|完成|发生|任一|[优良好中差为定评]"
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """A text with the context and the lines that it should be read with."""

    kind: str
    text: str
    context: Context
    lines: tuple[str, ...]


def spellings(text: str, context: Context, lines: tuple[str, ...]) -> Iterator[Spelling]:
    """Yield other spellings of a sentence."""
    parts = phrases(text)
    texts = [
        ("width", text.translate(_WIDE)),
        ("width", text.translate(_NARROW)),
        *(("的", other) for other in _with_of(text, parts)),
        *(("分", other) for other in _with_points(text, parts)),
        *(("comma", other) for other in _with_commas(text, parts)),
        *(("space", text[: part.start] + " " + text[part.start :]) for part in parts[1:] if _parted(part)),
        ("space", re.sub("(?<=[\\u4e00-\\u9fff，。；]) +| +(?=[\\u4e00-\\u9fff，。；])", "", text)),
        *(("synonym", re.sub(old, new, text)) for old, new in SYNONYMS),
        *(("name", other) for other in (() if any(map(_named_target, lines)) else _renamed(text, parts))),
    ]
    seen = {text}
    for kind, other in texts:
        if other not in seen:
            seen.add(other)
            yield Spelling(kind, other, context, lines)
    yield from _with_other_numbers(text, context, lines, parts)
    yield from _with_other_units(text, context, lines, parts)


def _named_target(line: str) -> bool:
    """Return whether a line that is no rule has a name or a number of the text in it."""
    return bool(target(line)) and not re.fullmatch("标题：(?:满分起扣|就高|可为负|最高[\\d.]+)", line)


def _parted(phrase: Phrase) -> bool:
    return not isinstance(phrase, Sign)


def _with_of(text: str, parts: tuple[Phrase, ...]) -> Iterator[str]:
    """Yield the text with 的 before a result, or without it."""
    for before, phrase in pairwise(parts):
        plain = isinstance(phrase, Award | Nothing) and re.match("[得扣加减不]", phrase_text(text, phrase))
        if plain and isinstance(before, Words) and before.end == phrase.start:
            yield f"{text[: phrase.start]}的{text[phrase.start :]}"
    for match in re.finditer("(?<=[\\u4e00-\\u9fff])(?<!最[多高少低])的(?=[，,]?(?:得|扣|不得分))", text):
        yield text[: match.start()] + text[match.end() :]


def phrase_text(text: str, phrase: Phrase) -> str:
    """Return the characters of a phrase."""
    return text[phrase.start : phrase.end]


def _with_points(text: str, parts: tuple[Phrase, ...]) -> Iterator[str]:
    """Yield the text without 分 behind points, where a verb stands before them, and with it."""
    for phrase in parts:
        if isinstance(phrase, Award) and not phrase.bare and phrase.points is not None:
            spelt = phrase_text(text, phrase)
            if spelt[0] in "-/" or text[phrase.end : phrase.end + 1] in "/每":
                continue
            if spelt.endswith("分") and _NUMBER.search(spelt) and re.match("得|加|扣|计|积|减", spelt):
                yield text[: phrase.end - 1] + text[phrase.end :]
            elif spelt[-1:].isdigit():
                yield f"{text[: phrase.end]}分{text[phrase.end :]}"


def _with_commas(text: str, parts: tuple[Phrase, ...]) -> Iterator[str]:
    """Yield the text with a comma between condition and result, or without it."""
    for match in re.finditer("的(?=[得扣]\\d)", text):
        yield f"{text[: match.end()]}，{text[match.end() :]}"
    for match in re.finditer("(?<=的)[，,](?=[得扣]\\d)", text):
        yield text[: match.start()] + text[match.end() :]
    if text.endswith("。"):
        yield text[:-1]
    elif text[-1:].isalnum():
        yield f"{text}。"
    yield from (text[: match.start()] + "。" + text[match.end() :] for match in re.finditer("；(?!\\n)", text))


def _renamed(text: str, parts: tuple[Phrase, ...]) -> Iterator[str]:
    """Yield the text with another name for each of its measures."""
    for number, phrase in enumerate(parts):
        if isinstance(phrase, Words):
            spelt = phrase_text(text, phrase)
            around = text[: phrase.start] + "。" + text[phrase.end :]
            alone = not any(spelt[at : at + 2] in around for at in range(len(spelt) - 1))
            if _PLAIN_NAME.fullmatch(spelt) and not _LOADED.search(spelt) and alone:
                yield text.replace(spelt, NAMES[number % len(NAMES)])


def _with_other_numbers(
    text: str, context: Context, lines: tuple[str, ...], parts: tuple[Phrase, ...]
) -> Iterator[Spelling]:
    """Yield the sentence with all numbers twice as large, and all shares half as large."""
    if any(_NUMBER.search(phrase_text(text, part)) for part in parts if not isinstance(part, _COUNTED)):
        return
    once = any(isinstance(part, Test) and _single(part) for part in parts)
    signs = any(isinstance(part, Sign) and part.kind != "label" and re.search(r"\d", part.text) for part in parts)
    if once or signs or any(map(_named_target, lines)) or re.search("\\d *[至到~—－-] *\\d|[０-９．]", text):
        return
    if re.search("[一二两三四五六七八九十百零]", text) or re.search("100%|%.*满分|[第前后]\\d|\\d分以|为100", text):
        return
    points = None if context.points is None else context.points * 2
    kept = [part for part in parts if isinstance(part, Sign) or _single(part)]
    pieces, at = [], 0
    for match in _NUMBER.finditer(text):
        if not any(part.start <= match.start() < part.end for part in kept):
            pieces += [text[at : match.start()], _other(match, text)]
            at = match.end()
    doubled = "".join([*pieces, text[at:]])
    percent = {f"{float(Fraction(value) / 10):g}" for value in re.findall("([\\d.]+)‰", text)}
    stated = {*_NUMBER.findall(text), *percent, *([] if context.points is None else [f"{float(context.points):g}"])}
    expected = tuple(_IN_LINE.sub(lambda match: _expected(match, stated), line) for line in lines)
    yield Spelling("number", doubled, replace(context, points=points), expected)


def _single(phrase: Phrase) -> bool:
    """Return whether a phrase is of one: 每1条, 一次; the line does not write the number."""
    if isinstance(phrase, Each):
        return phrase.size.value == 1
    return (
        isinstance(phrase, Test)
        and phrase.exact
        and phrase.bounds[0].amount is not None
        and phrase.bounds[0].amount.value == 1
    )


_COUNTED = Test | Each | Award | Limit | Full | Span | Sign


_IN_LINE = re.compile(r"(?<!每[低超升降])\d+(?:\.\d+)?|(?<=每[低超升降])(?!1[^\d.])\d+(?:\.\d+)?")
"""The numbers of a line but for a step of one: 每低1条."""


def _expected(match: re.Match[str], stated: set[str]) -> str:
    """Return another number for one of the text; what the line adds stays as it is."""
    return _other(match, match.string) if match.group() in stated else match.group()


def _other(match: re.Match[str], text: str) -> str:
    value = Fraction(match.group())
    share = re.match("个?百分点|[%‰]", text[match.end() :])
    other = value / 2 if share else value * 2
    return f"{float(other):g}" if other.denominator > 1 else str(other)


def _with_other_units(
    text: str, context: Context, lines: tuple[str, ...], parts: tuple[Phrase, ...]
) -> Iterator[Spelling]:
    """Yield the sentence with another measure word."""
    for old, new in MEASURE_WORDS:
        counted = re.compile(f"(?<=[\\d每一两]){old}(?![\\u4e00-\\u9fff]*件|数|月|人|百|工|季|名|排)")
        whole = counted.findall(text)
        if whole and len(whole) == text.count(old) and new not in text:
            expected = tuple(re.sub(f"(?<=[\\d每]){old}", new, line) for line in lines)
            yield Spelling("unit", counted.sub(new, text), context, expected)
