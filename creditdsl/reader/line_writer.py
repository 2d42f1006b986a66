"""Rule lines from their parts, each read back before it is given to anybody.

Receives the parts of a line, names apart from keywords; promises the line in canonical layout with its tree, in which
the names and numbers are those of the parts, or None where the language would read it otherwise.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.base.node import node
from creditdsl.formatter.code_layout import format_code
from creditdsl.reader.left_over import says_more
from creditdsl.reader.meanings import HOLE, RuleLine
from creditdsl.reader.phrase_kinds import MEAN_OF, Amount, Award, Bound, Formula, Grade, Limit, Nothing, Span, Test
from creditdsl.reader.segments import Result
from creditdsl.syntax.fold import fold
from creditdsl.syntax.guard import joining_word
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.line_tree import LineTree, Token
from creditdsl.syntax.nodes import Comparison
from creditdsl.syntax.parser import ParseFault, parse_line
from creditdsl.syntax.place import Place
from creditdsl.syntax.terminals import LETTER, bare_name

_JOINED = re.compile(rf"[×÷*/+()]|^-|{LETTER}{{2}}-(?:{LETTER}{{2}}|\d)")
_SCORES = {
    Comparison.AT_LEAST: "{}分以上",
    Comparison.AT_MOST: "{}分以下",
    Comparison.MORE: "超过{}分",
    Comparison.LESS: "不满{}分",
    Comparison.EQUAL: "等于{}分",
}
_STAND_IN = "无名指标"
"""A name that is tried in a hole."""


@node
class Name:
    """A measure's name in a line."""

    text: str


@node
class Group:
    """A group of the 名单, which the language never quotes."""

    text: str


@node
class Calculation:
    """An expression as the sentence writes it, with its names in quotation marks where the language needs them."""

    text: str


Piece = str | Name | Group | Calculation
"""A keyword with its numbers as the language writes it, or a name."""


def line(pieces: Sequence[Piece], start: str = "rule") -> RuleLine | None:
    """Return the line of some pieces; None where a name says more, or where it reads back otherwise."""
    behind = [*pieces[1:], ""]
    if any(
        isinstance(piece, Name) and says_more(piece.text, after if isinstance(after, str) else "")
        for piece, after in zip(pieces, behind, strict=True)
    ):
        return None
    return spelt(pieces, start)


def spelt(pieces: Sequence[Piece], start: str = "rule") -> RuleLine | None:
    """Return the line of some pieces whose names are sure; None where it reads back with other names or numbers."""
    text = " ".join(map(spelling, pieces))
    folded = fold(text)
    tree = parse_line(folded, start)
    if isinstance(tree, ParseFault):
        return None
    if _names(tree) != [name for piece in pieces for name in _names_of(piece)]:
        return None
    written = format_code(tree, Place(1, 0, text))
    again = parse_line(fold(written), start)
    if isinstance(again, ParseFault) or _spelt(again) != _spelt(tree):
        return None
    return RuleLine(written.replace(_STAND_IN, HOLE), again)


def spelling(piece: Piece) -> str:
    """Return a piece as a line has it."""
    match piece:
        case Name(text=text):
            return _quoted(text)
        case Calculation(text=text) | Group(text=text):
            return text
        case str():
            return piece


def _names(tree: LineTree) -> list[str]:
    return [str(token).strip("“”") for token in tree.leaves if token.type in ("NAME", "QUOTED")]


def _names_of(piece: Piece) -> list[str]:
    """Return the names in a piece, in order."""
    match piece:
        case Name(text=text):
            return [fold(_quoted(text)).strip("“”")]
        case Group(text=text):
            return [text]
        case Calculation(text=text):
            tree = parse_line(fold(f"得 {text}"), "rule")
            return [] if isinstance(tree, ParseFault) else _names(tree)
        case str():
            return []


def measure(text: str) -> Piece:
    """Return a measure: an expression where signs or functions join names of two letters and more, else a name."""
    if not _JOINED.search(re.sub("“[^“”]*”", "甲甲", text)):
        return Name(text)
    tree = parse_line(fold(f"得 {text}"), "rule")
    return Name(text) if isinstance(tree, ParseFault) else Calculation(text)


def _spelt(tree: LineTree) -> list[tuple[str, str]]:
    """Return the kinds of the leaves, with the names and the numbers in them."""
    return [(token.type.replace("QUOTED", "NAME"), _value(token)) for token in tree.leaves]


def _value(token: Token) -> str:
    if token.type in ("NAME", "QUOTED"):
        return str(token).strip("“”")
    return " ".join(re.findall(r"\d+(?:\.\d+)?", str(token)))


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(bare_name(keywords()))


def _plain(text: str) -> str:
    return _STAND_IN if text == HOLE else text.strip("“”").replace("“", "").replace("”", "")


def _quoted(text: str) -> str:
    """Return a name, in quotation marks where the language needs them."""
    plain = _plain(text)
    clear = _bare().fullmatch(plain) and joining_word(plain) is None
    return plain if clear else f"“{plain}”"


_WORDS = {
    Comparison.AT_LEAST: "不低于",
    Comparison.AT_MOST: "不高于",
    Comparison.MORE: "高于",
    Comparison.LESS: "低于",
    Comparison.EQUAL: "等于",
}


def quantity(amount: Amount) -> str:
    """Write an amount as the language does: 5条, 90%, 3百分点."""
    return show(amount.value, MAX_DIGITS) + ("" if amount.unit == "分" else amount.unit)


def step(size: Amount) -> str:
    """Write the size of a step: 条, 5篇, 10百分点."""
    return quantity(size) if size.value != 1 or size.unit in ("", "%", "百分点") else size.unit


def test(written: Test) -> list[Piece]:
    """Write a test: 95%以上; 低于 60%; 80%至90%; 80%以上 低于 90%."""
    if len(written.bounds) == 2:
        low, high = written.bounds
        if low.amount is not None and low.comparison is Comparison.AT_LEAST and high.comparison is Comparison.AT_MOST:
            assert low.amount is not None and high.amount is not None
            return [f"{quantity(low.amount)}至{quantity(high.amount)}"]
    if written.standard:
        (bound,) = written.bounds
        return [_WORDS[bound.comparison], *_standard(written.standard)]
    return [_bound(bound) for bound in written.bounds]


def score(written: Test) -> str:
    """Write a test of the total: 90分以上, 80分以上不满90分, 80至90分."""
    sides = {bound.comparison: show(bound.amount.value, MAX_DIGITS) for bound in written.bounds if bound.amount}
    match sides:
        case {Comparison.AT_LEAST: low, Comparison.AT_MOST: high}:
            return f"{low}至{high}分"
        case _:
            return "".join(_SCORES[comparison].format(number) for comparison, number in sides.items())


def _standard(words: str) -> list[Piece]:
    """Write what is compared with: a measure, or the mean of all units' measure, 全体平均（得分率）."""
    of = words.removeprefix(MEAN_OF)
    return ["全体平均（", Name(of), "）"] if of != words else [Name(words)]


def number(value: Fraction) -> str:
    """Write a plain number."""
    return show(value, MAX_DIGITS)


def _bound(bound: Bound) -> str:
    assert bound.amount is not None
    value = quantity(bound.amount)
    match bound.comparison:
        case Comparison.AT_LEAST:
            return f"{value}以上"
        case Comparison.AT_MOST:
            return f"{value}以下"
        case Comparison.MORE:
            return f"高于 {value}"
        case Comparison.LESS:
            return f"低于 {value}"
        case Comparison.EQUAL:
            return f"等于 {value}" if bound.amount.unit != "%" else value


def result(written: Result) -> str:
    """Write a result: 得5, 扣2, 加3 as the sentence says, 得满分, 不得分, 酌情 0至5."""
    match written:
        case Award(points=None):
            return "得满分"
        case Award(points=Fraction() as points, takes=takes, verb=verb):
            return (verb or ("扣" if takes else "得")) + show(points, MAX_DIGITS)
        case Span(low=low, high=high, takes=takes):
            return f"{'酌情扣' if takes else '酌情'} {show(low, MAX_DIGITS)}至{show(high, MAX_DIGITS)}"
        case Nothing(rule=rule) if rule:
            return f"（{rule}）不得分" if rule.isdecimal() else f"{rule} 不得分".replace("本大项 ", "本大项")
        case Nothing(item=item, spares=spares):
            return "得0" if spares else "本项不得分" if item else "不得分"
        case Grade(code=code, name=name):
            return code + name
        case _:
            raise AssertionError(written)


def outcome(written: Result) -> list[Piece]:
    """Write a result with the column that it names: 瞒报酌情得分 酌情 0至4."""
    match written:
        case Formula(text=text, takes=takes):
            return ["扣" if takes else "得", Calculation(text)]
        case Span(column=column) if column:
            return [Name(f"“{column}”"), result(written)]
        case _:
            return [result(written)]


def limits(written: Sequence[Limit], takes: bool) -> list[Piece]:
    """Write limits: 最高5, 最高扣10, 最低0, 扣完为止."""
    pieces: list[Piece] = []
    for limit in written:
        if limit.kind == "until_zero":
            pieces.append("扣完为止")
        elif limit.kind == "zero_divisor":
            assert limit.instead is not None
            pieces += ["分母为零", *outcome(limit.instead)]
        elif limit.kind != "uncapped":
            assert limit.points is not None
            word = "最低" if limit.kind == "floor" else "最高扣" if takes or limit.takes else "最高"
            pieces.append(word + show(limit.points, MAX_DIGITS))
    return pieces
