"""What may follow in a line of code: the words that the grammar allows there, and names of the kind that is meant.

Receives the code before the caret; promises an offer for every word with which the parser could go on. Where the code
before cannot be read, the words are those behind its longest end that can.

    信息条数 ▏          得, 每条, 排名赋分, 酌情, 达到, …
    信息条数 每条▏      得, 扣
    评估等级 选项 ▏     优, 良, 无
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from creditdsl.base.node import node
from creditdsl.server.features.known_names import KnownNames
from creditdsl.server.features.occurrences import NAME_TOKENS, Kind
from creditdsl.server.features.offer import Offer, OfferKind
from creditdsl.syntax.fold import fold
from creditdsl.syntax.keywords import Word, keywords
from creditdsl.syntax.line_tree import Token
from creditdsl.syntax.numerals import to_chinese
from creditdsl.syntax.parser import read_before
from creditdsl.syntax.quantities import is_ratio

_EACH = frozenset(("EACH", "EACH_ABOVE", "EACH_BELOW"))
_POINTS = frozenset(("GAIN", "SCORE_IS", "LOSE", "MOST", "LEAST", "MARK", "MARK_LOSE"))
_OPERANDS = frozenset(("AND", "OR", "NOT", "PLUS", "MINUS", "TIMES", "OVER", "EQUALS", "LPAR", "SEPARATOR"))
_UNFINISHED = re.compile(r"每\S*\s*$")
_REFERRING = re.compile(r"(?:\(\s*\d+\s*\)|[一二三四五六七八九十\d]+(?:/[一二三四五六七八九十\d]+)+)\s*$")
_PLACES = re.compile(r"[第前后至]\s*[\d一二三四五六七八九十]+$")
_NUMBER_END = re.compile(r"\d$")
_LABEL = re.compile(r"\s*\(\s*\d+\s*\)\s*")
_TIERS = {"结果": 0, "类型": 0, "限制": 0, "运算": 3}
"""Tiers of words by their group; 1 for any other."""
_BEHIND = {
    **dict.fromkeys(("OR_MORE", "OR_LESS", "BEYOND", "TO"), frozenset(("QUANTITY",))),
    **dict.fromkeys(("GAIN", "LOSE"), _EACH),
}
"""The tokens directly behind which words stand without a space, by the terminals of the words."""
_FIRST_TIER, _LAST_TIER = -2, 9
_PLACES_NAMED = 6
"""One more than the places that are offered in words: 第二名."""


@node
class _Place:
    """The code before a caret: its tokens, the terminals that may follow, and the start symbol of the line.

    whole: whether all of it could be read.
    """

    tokens: tuple[Token, ...]
    expected: frozenset[str]
    start: str
    whole: bool = True

    @property
    def last(self) -> str:
        """The kind of the last token; empty at the beginning."""
        return self.tokens[-1].type if self.tokens else ""

    @property
    def measure(self) -> str:
        """The last name before the caret."""
        return next((str(token) for token in reversed(self.tokens) if token.type in NAME_TOKENS), "")

    def holds(self, *terminals: str) -> bool:
        return any(token.type in terminals for token in self.tokens)


def code_offers(before: str, start: str, names: KnownNames) -> Iterator[Offer]:
    """Yield what may follow the code before the caret."""
    code = names.marked(fold(before))
    if start == "rule":
        code = _LABEL.sub("", code, count=1) if _LABEL.match(code) else code
    if start != "declaration" and code.strip().startswith(keywords().year["total"]):
        start = "declaration"
    if start == "rule" and _REFERRING.search(code):
        yield from (Offer(word, OfferKind.KEYWORD, 0) for word in keywords().words["NO_POINTS"].words[:1])
    if _PLACES.search(code):
        yield from (Offer(word, OfferKind.MEASURE_WORD, _FIRST_TIER) for word in ("名", "%"))
    place = _place(code, start)
    if _NUMBER_END.search(code) and place.last == "QUANTITY":
        yield from _units(place, names)
    for terminal in ("NAME", *keywords().words):
        if terminal in place.expected:
            yield from _of_terminal(terminal, place, names)
        elif not place.whole:
            yield from (replace(offer, tier=_LAST_TIER) for offer in _of_terminal(terminal, place, names))


def _place(code: str, start: str) -> _Place:
    """Read the code, or the longest end of it that can be read."""
    if (unfinished := _UNFINISHED.search(code)) is not None:
        tried = read_before(f"{code}得1", start)  # 每条 is one word with the points behind it
        if tried is not None and len(tried[0]) > 2 and tried[0][-3].type in _EACH:
            return _Place(tried[0][:-2], frozenset(("GAIN", "LOSE")), start)
        code = code[: unfinished.start()] if unfinished.group().strip() == "每" else code
    at = 0
    while True:
        reading = read_before(code[at:], start)
        if reading is not None:
            return _Place(*reading, start, whole=not at)
        space = code.find(" ", at + 1)
        if space < 0:
            return _Place((), frozenset((*keywords().words, "NAME")), start, whole=False)
        at = space


def _of_terminal(terminal: str, place: _Place, names: KnownNames) -> Iterator[Offer]:
    match terminal:
        case "NAME":
            yield from _names(place, names)
        case "EACH" | "EACH_ABOVE" | "EACH_BELOW":
            yield from _each(keywords().words[terminal], names.measure_words(place.measure))
        case "RATED" | "BARRED":
            head = keywords().words[terminal].shapes[0].partition("为")[0] + "为"
            grades = names.named(Kind.GRADE)
            yield from (Offer(head + grade, OfferKind.KEYWORD, 0) for grade in grades or keywords().usual["grades"])
            yield Offer(head, OfferKind.KEYWORD, 2)
        case "MOST" | "LEAST":
            ends = place.holds("RANK") and not place.holds("PLACE", "SHARE", "PLACE_RANGE")
            shapes = keywords().words[terminal].shapes
            best = keywords().values["best" if terminal == "MOST" else "least"]
            yield from (Offer(shape, OfferKind.KEYWORD, 0) for shape in shapes if (shape == best) == ends)
        case "SCORE_IS":
            pass  # read as 得, which is shorter
        case "PLACE":
            yield from _words(keywords().words[terminal])
            yield from (Offer(f"第{to_chinese(number)}名", OfferKind.KEYWORD, 1) for number in range(2, _PLACES_NAMED))
        case _ if terminal in keywords().words:
            joined = place.last in _BEHIND.get(terminal, ())
            likely = joined or (terminal == "RATIO_TYPE" and place.start == "declaration" and is_ratio(place.measure))
            for offer in _words(keywords().words[terminal]):
                yield replace(offer, tier=offer.tier - 2 * likely, joined=joined)
        case _:
            pass


def _words(word: Word) -> Iterator[Offer]:
    """Yield the spellings of a keyword, the canonical one first; the numbers in a shape are places to fill in."""
    tier = _TIERS.get(word.group, 1)
    for number, spelling in enumerate(word.shapes or dict.fromkeys((word.canonical, *word.keep))):
        if spelling[0].isalpha() or spelling[0] in "（":
            written = snippet(spelling)
            later = 0 if word.shapes or not number else 1
            is_snippet = written != spelling
            yield Offer(spelling, OfferKind.KEYWORD, tier + later + is_snippet, word.group, written, is_snippet)


def snippet(shape: str) -> str:
    """Return a phrase as a snippet: each number in it is a place to fill in."""
    parts = re.split(r"(\d+(?:\.\d+)?)", shape.replace("$", r"\$").replace("}", r"\}"))
    return "".join(f"${{{at // 2 + 1}:{part}}}" if at % 2 else part for at, part in enumerate(parts))


def _each(word: Word, measure_words: Sequence[str]) -> Iterator[Offer]:
    """Yield 每条, 每5条 for the words that count the measure, the likeliest first; 每低1百分点 of a ratio."""
    heads = dict.fromkeys(re.match(r"\D+?(?=\d|.$)", shape).group() for shape in word.shapes)  # type: ignore[union-attr]
    for head in heads:
        for at, counting in enumerate(measure_words if word.terminal == "EACH" else ()):
            yield Offer(f"{head}{counting}", OfferKind.KEYWORD, 2 if at else 0, word.group)
        for counting in (*measure_words[:1], keywords().values["percentage_point"]):
            numbered = f"{head}{'5' if word.terminal == 'EACH' else '1'}{counting}"
            yield Offer(numbered, OfferKind.KEYWORD, 1, word.group, snippet(numbered), True)


def _units(place: _Place, names: KnownNames) -> Iterator[Offer]:
    """Yield what a number may count, where it is no number of points."""
    before = place.tokens[-2].type if len(place.tokens) > 1 else ""
    if before in _POINTS:
        return
    if place.start == "grade" and not place.holds("NAME", "QUOTED", "DECLARED"):
        yield Offer(keywords().headings["point"], OfferKind.MEASURE_WORD, _FIRST_TIER)
    for at, word in enumerate((*names.measure_words(place.measure), "%", keywords().values["percentage_point"])):
        yield Offer(word, OfferKind.MEASURE_WORD, min(at, 3) - 1)


def _names(place: _Place, names: KnownNames) -> Iterator[Offer]:
    """Yield the names of the kind that is meant."""
    match place.start:
        case "declaration" if not place.holds("EQUALS"):
            yield from _declaring(place, names)
        case "grade" if place.holds("QUANTITY", "PLACE", "PLACE_RANGE", "SHARE", "EACH_QUOTA", "OTHERWISE") and (
            place.last not in _OPERANDS
        ):
            yield from _plain((*names.named(Kind.GRADE), *keywords().usual["grades"]), OfferKind.OPTION)
        case "honour" if place.last != "AND":
            yield from _plain((*names.named(Kind.HONOUR), *keywords().usual["honours"]), OfferKind.OPTION)
        case "rule" if place.holds("OPTION") and not place.holds("OTHERWISE") and place.last not in _POINTS:
            yield from _plain(names.options(_measure_of_options(place)), OfferKind.OPTION)
        case "rule" if place.last == "LPAR" and len(place.tokens) > 1 and place.tokens[-2].type == "QUANTITY":
            yield from _plain(names.named(Kind.GROUP), OfferKind.GROUP)
        case _:
            if place.start == "grade":
                yield from _plain(names.named(Kind.GROUP), OfferKind.GROUP)
            if place.start == "declaration":
                yield from _plain(tuple(keywords().year.values())[1:], OfferKind.KEYWORD)
            leading = not place.tokens or place.last in _OPERANDS
            for name, of_table in names.measures.items():
                yield names.measure(name, (0 if leading else 2) + (not of_table))


def _measure_of_options(place: _Place) -> str:
    """Return the name before 选项; empty where it is the title of the item."""
    at = next(at for at, token in enumerate(place.tokens) if token.type == "OPTION")
    return str(place.tokens[at - 1]) if at else ""


def _declaring(place: _Place, names: KnownNames) -> Iterator[Offer]:
    """Yield what 数据 may say: names that have no line yet, measure words, options."""
    if not place.holds("COLON"):
        for name, of_table in names.measures.items():
            tier = 2 if name in names.declared else 0 if of_table else 1
            yield names.measure(name, tier)
    elif place.holds("OPTION"):
        yield from _plain(names.options(str(place.tokens[0])), OfferKind.OPTION)
    else:
        likely = names.likely_words(place.measure)
        for word in names.measure_words(place.measure):
            yield Offer(word, OfferKind.MEASURE_WORD, -1 if word in likely else 2)


def _plain(words: Sequence[str], kind: OfferKind) -> Iterator[Offer]:
    return (Offer(word, kind, 0) for word in words)
