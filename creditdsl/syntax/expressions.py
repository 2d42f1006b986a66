"""Building expressions and conditions, which all forms share, from the trees of lines.

Receives a tree and the place of its line. Promises AST nodes. Chains of operators are one flat
node, so that a long sum needs no deep recursion.
"""

import re
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile
from typing import assert_never

from creditdsl.base.collect import Stop
from creditdsl.syntax import errors
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.line_tree import LineTree, Node, Token
from creditdsl.syntax.nodes import (
    Atom,
    Bound,
    Call,
    Chain,
    Comparison,
    Detail,
    Expression,
    Function,
    Joined,
    Joint,
    Name,
    Negative,
    Operator,
    Places,
    Predicate,
    Quantity,
    RowAggregate,
    Test,
)
from creditdsl.syntax.numerals import counts_of, in_digits
from creditdsl.syntax.place import Place

_OPERATORS = {
    "PLUS": Operator.ADD,
    "MINUS": Operator.SUBTRACT,
    "TIMES": Operator.MULTIPLY,
    "OVER": Operator.DIVIDE,
}
_COMPARISONS = {
    "OR_MORE": Comparison.AT_LEAST,
    "AT_LEAST": Comparison.AT_LEAST,
    "OR_LESS": Comparison.AT_MOST,
    "AT_MOST": Comparison.AT_MOST,
    "BEYOND": Comparison.MORE,
    "ABOVE": Comparison.MORE,
    "BELOW": Comparison.LESS,
    "MORE_THAN": Comparison.MORE,
    "LESS_THAN": Comparison.LESS,
    "EQUAL_TO": Comparison.EQUAL,
}


def build_quantity(token: Token, place: Place) -> Quantity:
    """Build a quantity from a QUANTITY token: `80%` has the value 0.8 and the unit %."""
    value, unit = _value(str(token))
    return Quantity(value, unit, span=place.span(token))


@lru_cache(maxsize=1024)
def _value(typed: str) -> tuple[Fraction, str]:
    """Return the value and the unit of a number as written."""
    text = in_digits(typed)
    digits = "".join(takewhile("0123456789.".__contains__, text))
    value, unit = Fraction(digits), text[len(digits) :].strip()
    return (value / 100 if unit == "%" else value), unit


def build_name(token: Token, place: Place) -> Name:
    """Build a name: NAME and DECLARED as folded, QUOTED as typed without its marks."""
    match token.type:
        case "QUOTED":
            return Name(place.text(token)[1:-1], True, span=place.span(token))
        case "DECLARED":
            return Name(place.folded(token), True, span=place.span(token))
        case _:
            return Name(str(token), span=place.span(token))


def build_expression(node: Node, place: Place) -> Expression:
    """Build an expression; its nesting was bounded before parsing."""
    if isinstance(node, Token):
        return build_quantity(node, place) if node.type == "QUANTITY" else build_name(node, place)
    children = node.children
    if node.data == "bracket":
        return build_expression(children[1], place)
    if node.data == "detail":
        sheet, _, column, word = node.tokens
        names = build_name(sheet, place).text, build_name(column, place).text
        return Detail(*names, RowAggregate[word.type], span=place.cover(node))
    if node.data == "call":
        function = Function[node.token(0).type]
        arguments = tuple(build_expression(child, place) for child in children[2:-1:2])  # separators lie between
        if function.of_all and len(arguments) != 1:
            raise Stop(errors.SeveralArguments(str(function)), place.cover(node))
        return Call(function, arguments, span=place.cover(node))
    if node.data in ("negative", "below_zero"):
        return Negative(build_expression(children[1], place), span=place.cover(node))
    first = build_expression(children[0], place)
    rest = tuple(
        (_OPERATORS[node.token(at).type], build_expression(children[at + 1], place))
        for at in range(1, len(children), 2)
    )
    return Chain(first, rest, span=place.cover(node))


def takes_away(word: Token) -> bool:
    """Return whether a limit is of points that are taken away: 最高扣, 至多减."""
    return word.rstrip().endswith(keywords().words["LOSE"].words)


def constant(expression: Expression) -> Fraction | None:
    """Return the value of a number as written, also below zero; None of anything else."""
    match expression:
        case Quantity(value=value):
            return value
        case Negative(operand=Quantity(value=value)):
            return -value
        case _:
            return None


def compares(left: Fraction, comparison: Comparison, right: Fraction) -> bool:
    """Return whether the comparison holds of two numbers."""
    match comparison:
        case Comparison.EQUAL:
            return left == right
        case Comparison.AT_LEAST:
            return left >= right
        case Comparison.AT_MOST:
            return left <= right
        case Comparison.MORE:
            return left > right
        case Comparison.LESS:
            return left < right
        case _:
            assert_never(comparison)


def build_test(tree: LineTree, place: Place) -> Test:
    """Build a test such as `0条`, `1至4条`, `5条以上`, `80%以上不满90%`, `超过 全国占比`."""
    span = place.cover(tree)
    match tree.data:
        case "equal":
            quantity = build_quantity(tree.token(0), place)
            return Test((Bound(Comparison.EQUAL, quantity, span=quantity.span),), span=span)
        case "between":
            (first, second), without_low, without_high = _ends(tree)
            low, high = build_quantity(first, place), build_quantity(second, place)
            if not low.unit:
                low = Quantity(low.value / 100 if high.percent else low.value, high.unit, span=low.span)
            word = "" if without_low or without_high else keywords().words["TO"].canonical
            bounds = (
                Bound(Comparison.MORE if without_low else Comparison.AT_LEAST, low, word=word, span=low.span),
                Bound(Comparison.LESS if without_high else Comparison.AT_MOST, high, word=word, span=high.span),
            )
            return Test(bounds, span=span)
        case _:
            return Test(tuple(_build_bound(bound, place) for bound in tree.trees), span=span)


def _ends(tree: LineTree) -> tuple[tuple[Token, Token], bool, bool]:
    """Return the two numbers of a range, and whether each is itself left out: 60%（含）至80%（不含）."""
    kinds = [token.type for token in tree.tokens]
    middle = kinds.index("TO")
    low, high = (token for token in tree.tokens if token.type == "QUANTITY")
    return (low, high), "EXCLUDED" in kinds[:middle], "EXCLUDED" in kinds[middle:]


def _build_bound(tree: LineTree, place: Place) -> Bound:
    first = tree.token(0)
    if first.type == "QUANTITY":
        _reject_another_number(first, tree.token(1), place)
        word, operand = tree.token(1), build_expression(first, place)
    else:
        word, operand = first, build_expression(tree.children[1], place)
    return Bound(_COMPARISONS[word.type], operand, word=_written(word), span=place.cover(tree))


def _written(compared: Token) -> str:
    """Return the drafter's word for a comparison, 达到 of 达; empty for a sign, and for 以上（不含）."""
    word, text = keywords().words[compared.type], re.sub(r"\(.*\)|\s", "", compared)
    spelling = text if text in word.keep else word.canonical
    return spelling if spelling[0].isalpha() else ""


def _reject_another_number(number: Token, word: Token, place: Place) -> None:
    """Stop where the bracket of 以上（含95%） repeats another number than the one before 以上."""
    repeated = re.search(r"含([^)]*)", word)
    if repeated and re.sub(r"\s", "", repeated[1]) not in ("", "本数", re.sub(r"\s", "", number)):
        raise Stop(errors.AnotherNumber(str(number), repeated[1].strip()), place.span(word))


def build_places(token: Token, place: Place) -> Places:
    """Build places from 第一名, 第11至20名, 前3名, 后3名, 末名, 前20% or 各前20%, 各后20%.

    Places count from 1; shares lie within 100%.
    """
    text = str(token).removeprefix("各").strip()
    front = text[0] in "第前"
    if "%" in text:
        share = Fraction("".join(c for c in text if c.isdigit() or c == ".")) / 100
        if not 0 < share <= 1:
            raise Stop(errors.NoSuchPlaces(text, share=True), place.span(token))
        return Places(front, 1, 0, share, span=place.span(token))
    numbers = counts_of(text) or ([1] if text[0] in "末最" else [])
    first, last = (numbers[0], numbers[-1]) if text[0] == "第" else (1, numbers[-1])
    if not 1 <= first <= last:
        raise Stop(errors.NoSuchPlaces(text, share=False), place.span(token))
    return Places(front, first, last, span=place.span(token))


def build_predicate(tree: LineTree, place: Place) -> Predicate:
    """Build a predicate from a tree of `predicate`, `either`, `all` or `atom`."""
    match tree.data:
        case "predicate":
            return build_predicate(tree.tree(0), place)
        case "either" | "all" as data:
            parts = tuple(build_predicate(part, place) for part in tree.trees)
            return Joined(Joint.OR if data == "either" else Joint.AND, parts, span=place.cover(tree))
        case _:
            return _build_atom(tree, place)


def _build_atom(tree: LineTree, place: Place) -> Atom:
    first, last = tree.children[0], tree.children[-1]
    negated = isinstance(first, Token) and first.type == "NOT"
    tested = isinstance(last, LineTree) and last.data in ("equal", "between", "bounds")
    subject = build_expression(tree.children[1] if negated else first, place)
    return Atom(subject, build_test(tree.tree(-1), place) if tested else None, negated, span=place.cover(tree))
