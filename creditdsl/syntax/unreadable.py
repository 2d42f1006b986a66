"""The cause of an unreadable line: from the place where the parser stopped to the fault that is reported.

Receives the line and the terminals that the parser expected. Promises the likeliest cause, the surest first:
a lost quotation mark, a comma in a number, a strange character, a slip of one word, a lost space.
"""

import re

from creditdsl.base.collect import Stop
from creditdsl.base.source import Span
from creditdsl.syntax import errors
from creditdsl.syntax.errors import Unread, UnreadableLine
from creditdsl.syntax.fold import hide_quoted
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.line_tree import Token
from creditdsl.syntax.numerals import from_chinese
from creditdsl.syntax.parser import ParseFault
from creditdsl.syntax.repair import find_repair
from creditdsl.syntax.terminals import LETTER

_AFTER_TWO_NAMES = frozenset(["MARK", "MARK_LOSE"])
_CHINESE_POINTS = re.compile(r"(得|扣|最[高多低少])([一二两三四五六七八九十百]+)(?=分?(?:[\s,;。)]|$))")
_VAGUE_POINTS = re.compile(
    r"(?:[得扣加减奖计]|最[高多低少])(?:一些|一点|一定|若干|几|适当|适量|相应)的?分[值数]?(?=[\s,;。]|$)"
)
_STEPS = frozenset(["EACH_ABOVE", "EACH_BELOW"])
_POINTS_BEFORE = re.compile(r"[得扣]\s*[\d(]")
_OTHER = {
    "NAME": "指标名",
    "QUOTED": "指标名",
    "DECLARED": "指标名",
    "QUANTITY": "数",
    "LPAR": "运算",
    "RPAR": "右括号",
    "UNIT": "量词",
    "COLON": "冒号",
    "EQUALS": "等号",
    "SEPARATOR": "顿号",
    "$END": "行末",
}
_ORDER = ("指标名", "情况", "结果", "排名", "其余", "限制", "数", "运算", "类型", "量词", "右括号", "冒号", "行末")


def _kinds(expected: frozenset[str]) -> list[str]:
    """Return the kinds of the expected terminals in order: parts of a rule, and a few signs."""
    words = keywords().words
    kinds = {words[name].group if name in words else _OTHER.get(name, "") for name in expected}
    if "情况" in kinds:
        kinds.discard("数")  # a bare number is one of its ways
    return [kind for kind in _ORDER if kind in kinds]


def cause(fault: ParseFault, folded: str, typed: str, start: str, line: int, offset: int) -> Stop:
    """Return the fault of a line at which the parser stopped."""

    def span(first: int, last: int) -> Span:
        return Span.of_line(line, offset + first, offset + last)

    if (quote := _open_quote(folded)) is not None:
        return Stop(errors.OpenQuote(), span(quote, quote + 1))
    if comma := re.search(r"\d,\d{3}(?!\d)", folded):
        return Stop(errors.CommaInNumber(comma.group()), span(comma.start(), comma.end()))
    place = span(fault.start, max(fault.end, fault.start + 1))
    if fault.terminal is None:
        if folded.startswith("“", fault.start):
            return Stop(UnreadableLine(Unread.EMPTY_QUOTES), place)
        return Stop(errors.UnknownCharacter(typed[fault.start : fault.start + 1]), place)
    if number := _CHINESE_POINTS.search(folded):
        plain = f"{number.group(1)}{from_chinese(number.group(2))}"
        chinese = UnreadableLine(Unread.CHINESE_NUMBER, (number.group(),), (plain,))
        return Stop(chinese, span(number.start(), number.end()))
    if vague := _VAGUE_POINTS.search(folded):
        points = UnreadableLine(Unread.VAGUE_POINTS, (vague.group(),))
        return Stop(points, span(vague.start(), vague.end()))
    if fault.terminal in _STEPS and not _POINTS_BEFORE.search(folded[: fault.start]):
        return Stop(UnreadableLine(Unread.NO_STANDARD, (typed[fault.start : fault.end].strip(),)), place)
    if (repair := find_repair(fault, folded, start)) is not None:
        slip = UnreadableLine(Unread.SLIP, (typed[repair.start : repair.end],), tuple(repair.words))
        return Stop(slip, span(repair.start, repair.end))
    kinds = tuple(_kinds(fault.expected))
    if fault.terminal == "$END":
        return Stop(UnreadableLine(Unread.UNFINISHED, expected=kinds, start=start), place)
    got = typed[fault.start : fault.end]
    if got == keywords().headings["point"] and (apart := re.search(r"[\d.]+(?=\s+$)", folded[: fault.start])):
        return Stop(UnreadableLine(Unread.POINT_APART, instead=(f"{apart.group()}分", apart.group())), place)
    before = folded[: fault.start].rstrip()
    if fault.expected == _AFTER_TWO_NAMES and (joined := re.search(rf"\d[\d.]*({LETTER}){LETTER}*$", before)):
        run_on = UnreadableLine(Unread.RUN_TOGETHER, (joined.group(),), measure_word=joined.group(1))
        return Stop(run_on, span(joined.start(), joined.end()))
    if fault.expected == _AFTER_TWO_NAMES and re.search(rf"({LETTER}|”)\s+\S+$", before):
        return Stop(UnreadableLine(Unread.TWO_NAMES, (got,)), place)
    return Stop(UnreadableLine(Unread.UNEXPECTED, (got,), expected=kinds, start=start), place)


def run_together(number: Token, name: Token, line: int, offset: int) -> Stop:
    """Return the fault of a number and a name without a space between them."""
    span = Span.of_line(line, offset + number.start, offset + name.end)
    fault = UnreadableLine(Unread.RUN_TOGETHER, (str(number), str(name)), measure_word=name[0])
    return Stop(fault, span)


def _open_quote(folded: str) -> int | None:
    """Return the index of a quotation mark without its partner."""
    quote = re.search(r"[“”「」\"]", hide_quoted(folded, " "))
    return quote.start() if quote else None
