"""The phrases of printed sentences in the words of the language: names, calculations, tests, points.

Receives folded text; promises the pieces of a line, or None where the program prints no such phrase. Whether it prints
just this one is checked once for the whole sentence, so a pattern here may take more.
"""

import re
from collections.abc import Iterator

from creditdsl.reader.line_writer import Group, Name, Piece
from creditdsl.reader.own.cutting import cut, cut_at, hidden, matched
from creditdsl.syntax.keywords import keywords

Pieces = list[Piece]

EQUAL = f"{keywords().words['EQUAL_TO'].canonical} "
"""Before the amount of 为5条, which a drafter may write with this word or without."""
_NUMBER = r"\d+(?:\.\d+)?"
_FUNCTIONS = tuple(
    word
    for stem in ("HIGHEST_OF_ALL", "LOWEST_OF_ALL", "MEAN_OF_ALL", "SUM_OF_ALL", "SUM_OF", "MAX_OF", "MIN_OF")
    for word in keywords().words[stem].words
)
_TOKEN = re.compile(
    rf"(?P<quantity>{_NUMBER}[^-+×÷()、“”]*)|(?P<sign>[-+×÷()、])|(?P<name>“[^“”]+”|[^-+×÷()、“”\d]+)", re.DOTALL
)
_SIGNS = {"-": "−", "(": "（", ")": "）"}


def _words(*stems: str) -> str:
    """Return the alternatives of keywords, the longer before the shorter."""
    words = {word for stem in stems for word in keywords().words[stem].words}
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_BEFORE, _BEHIND = (
    _words("AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN", "EQUAL_TO"),
    _words("OR_MORE", "OR_LESS", "BEYOND"),
)
GIVES, TAKES = _words("GAIN"), _words("LOSE")
TESTED = re.compile(rf"(?:{_BEFORE})|[为在](?=\d)")
_BOUND = re.compile(rf"(?P<before>{_BEFORE})(?P<than>.+)|在(?P<limit>\d.*?)(?P<behind>{_BEHIND})|为(?P<equal>\d.*)")
_PRICE = re.compile(rf"\((?P<group>[^()]+?)(?P<points>{_NUMBER})分\)")
_POINTS = re.compile(rf"(?P<verb>{GIVES}|{TAKES})(?P<points>{_NUMBER})分")
_CALCULATED = re.compile(r"(?P<verb>[得扣])分=(?P<formula>.+)")
_MARK = re.compile(rf"由考核人员酌情(?P<verb>[计扣])(?P<low>{_NUMBER})至(?P<high>{_NUMBER})分\((?P<column>.+)\)")
_VOID = re.compile(r"不得分,且(?:第\((?P<rule>\d+)\)条|(?P<entry>.+?))不得分")


def expression(text: str) -> Pieces | None:
    """Return a name or a calculation: （1－迟报率）×10."""
    if not re.search(r"[-+×÷()\d]", hidden(text)):
        return [Name(text)] if text else None
    pieces: Pieces = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        at = match.end()
        word = match.group()
        plain = match["name"] is None or (word in _FUNCTIONS and text[at : at + 1] == "(")
        pieces.append(_SIGNS.get(word, word) if plain else Name(word))
    return pieces


def test(text: str) -> Pieces | None:
    """Return one bound, or two that hold together: 在80%以上、不满90%."""
    pieces: Pieces = []
    for part in cut(text, "、"):
        bound = _bound(part)
        if bound is None:
            return None
        pieces += bound
    return pieces


def _bound(text: str) -> Pieces | None:
    match = _BOUND.fullmatch(text)
    if match is None:
        return None
    if match["equal"]:
        plain = match["equal"].endswith("%") or "至" in match["equal"]
        return [match["equal"] if plain else EQUAL + match["equal"]]
    if match["limit"]:
        return [match["limit"] + match["behind"]]
    than = expression(match["than"])
    return None if than is None else [match["before"], *than]


def led(text: str) -> Iterator[tuple[Pieces, Pieces]]:
    """Yield each way to part what is measured from its test and result: 整改率在80%以上的，得6分."""
    parts = cut_at(text, "的,")
    points = None if parts is None else result(parts[1])
    if parts is None or points is None:
        return
    for match in TESTED.finditer(hidden(parts[0])):
        subject, when = expression(parts[0][: match.start()]), test(parts[0][match.start() :])
        if subject is not None and when is not None:
            yield subject, [*when, *points]


def case(text: str) -> Pieces | None:
    """Return a test with its result, without what is measured: 为0条的，得5分."""
    parts = cut_at(text, "的,")
    when = None if parts is None else test(parts[0])
    points = None if parts is None else result(parts[1])
    return None if when is None or points is None else [*when, *points]


def award(text: str) -> Pieces | None:
    """Return points that are given or taken: 得2分, 扣分=7×增速, 得满分, 得1分（非产区0.8分）."""
    if text == "得满分":
        return [text]
    prices: Pieces = []
    while (end := re.search(r"\([^()]*\)$", text)) is not None and (price := _PRICE.fullmatch(end.group())):
        prices = ["（", Group(price["group"]), price["points"], "）", *prices]
        text = text[: end.start()]
    if (plain := _POINTS.fullmatch(text)) is not None:
        return [plain["verb"] + plain["points"], *prices]
    calculated = matched(_CALCULATED, text)
    formula = None if calculated is None else expression(calculated["formula"])
    return None if calculated is None or formula is None else [calculated["verb"], *formula, *prices]


def result(text: str) -> Pieces | None:
    """Return points, a mark, or what is void: 由考核人员酌情计0至4分（瞒报酌情得分）."""
    if (void := _VOID.fullmatch(text)) is not None:
        return [f"（{void['rule']}）不得分" if void["rule"] else f"{void['entry']} 不得分"]
    if (mark := _MARK.fullmatch(text)) is not None:
        word = "酌情扣" if mark["verb"] == "扣" else "酌情"
        return [Name(f"“{mark['column'].strip('“”')}”"), f"{word} {mark['low']}至{mark['high']}"]
    return [text] if text in ("不得分", "本项不得分", "本大项不得分") else award(text)


def rest(text: str) -> Pieces | None:
    """Return the result of all others; 不扣分 is printed where a rule only takes points away, 不加分 where it adds."""
    return ["不得分"] if text in ("不扣分", "不加分") else result(text)
