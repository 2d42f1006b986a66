"""Lay out one line of code from the leaves of its tree: canonical spelling, and spacing by token kind.

Receives the tree of a rule, declaration or grade line; promises text that reads back as the same
tree. It knows tokens and a few productions but no form, so that a new form needs nothing here:
parts stand apart by one space unless a rule below sets them tight.
"""

import re
from collections.abc import Iterator

from creditdsl.base.node import node
from creditdsl.syntax.expressions import takes_away
from creditdsl.syntax.keywords import Word, keywords
from creditdsl.syntax.line_tree import LineTree, Token
from creditdsl.syntax.numerals import in_digits
from creditdsl.syntax.place import Place

_SYMBOLS = {"LPAR": "（", "RPAR": "）", "COLON": "：", "EQUALS": "=", "SEPARATOR": "、"}
_TIGHT_BEFORE = frozenset(["RPAR", "COLON", "SEPARATOR", "DOT"])
_TIGHT_AFTER = frozenset(["LPAR", "COLON", "SEPARATOR", "DOT"])
_BEHIND_NUMBER = frozenset(["OR_MORE", "OR_LESS", "BEYOND", "ABOVE", "BELOW", "EXCLUDED"])
_BEFORE_NUMBER = frozenset(["AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN", "EQUAL_TO"])
_NUMBER_WORDS = frozenset(["MOST", "LEAST", "TO", *_BEFORE_NUMBER])
"""Words that a number follows without a space."""
_VERBS = frozenset(["GAIN", "SCORE_IS", "LOSE"])
_EACH = frozenset(["EACH", "EACH_PLACE", "EACH_ABOVE", "EACH_BELOW"])
"""Words that points follow without a space."""
_OPERATORS = frozenset(["PLUS", "MINUS", "TIMES", "OVER"])
_PRODUCTS = frozenset(["TIMES", "OVER"])
_SIGNED = frozenset(["negative", "below_zero"])
_POINTS = frozenset(["award", "class_price", "limit", "ends", "mark"])
"""Productions whose own numbers are points, behind which 分 is noise."""
_ORDER = {"bounds": 0, "between": 0, "RATED": 0, "quota": 1, "PLACE": 1, "PLACE_RANGE": 1, "SHARE": 1}
"""The order of the parts of a grade or honour, by production or token; further conditions come last."""
_MINUS = "−"


@node
class _Leaf:
    """A token and the productions around it, outermost first."""

    token: Token
    inside: tuple[LineTree, ...]

    @property
    def type(self) -> str:
        return self.token.type

    @property
    def parent(self) -> str:
        return self.inside[-1].data

    def within(self, data: str) -> LineTree | None:
        """Return the innermost production of that name around the token."""
        return next((tree for tree in reversed(self.inside) if tree.data == data), None)


def format_code(tree: LineTree, place: Place, tight_products: bool = False) -> str:
    """Return the line's code in canonical form.

    tight_products: no spaces around × ÷, as in 年度总分.
    """
    if tree.data in ("grade_band", "honour"):
        tree = _in_order(tree)
    leaves = [leaf for leaf in _leaves(tree, ()) if leaf.type != "INCLUDED"]  # both ends of a range count anyway
    parts = []
    for before, leaf in zip([None, *leaves], leaves, strict=False):
        product = tight_products and before is not None and bool(_PRODUCTS & {before.type, leaf.type})
        if before is not None and not product and not _is_tight(before, leaf):
            parts.append(" ")
        parts.append(_spelling(leaf, place))
    return "".join(parts)


def _in_order(tree: LineTree) -> LineTree:
    """Return a line of grades or honours in canonical order: points or grade, places, conditions as they stand."""
    joining = [child for child in tree.tokens if child.type == "AND"]
    parts, rest = tree.children[: 2 * len(joining) + 1 : 2], tree.children[2 * len(joining) + 1 :]
    first, *others = sorted(parts, key=lambda part: _ORDER.get(part.type if isinstance(part, Token) else part.data, 2))
    joined = [child for pair in zip(joining, others, strict=True) for child in pair]
    return LineTree(tree.data, (first, *joined, *rest))


def _leaves(tree: LineTree, around: tuple[LineTree, ...]) -> Iterator[_Leaf]:
    inside = (*around, tree)
    for child in tree.children:
        if isinstance(child, Token):
            yield _Leaf(child, inside)
        else:
            yield from _leaves(child, inside)


# Spacing


def _is_tight(left: _Leaf, right: _Leaf) -> bool:
    """Return whether two neighbours stand together."""
    if left.type in _TIGHT_AFTER or right.type in _TIGHT_BEFORE or _is_sign(left):
        return True
    if _is_operator(left) or _is_operator(right):
        return left.within("derived") is None
    if right.type == "LPAR" and right.parent in ("call", "class_price", "exception"):
        return True
    if left.type == "NAME" and left.parent == "class_price":  # a name that ends like 得 would become points
        return left.token[-1] not in _canonical_verbs()
    if left.type == "EACH_PLACE":  # another verb would be read as one word with it
        return right.token[0] in _canonical_verbs()
    if right.type == "QUANTITY" or right.parent == "below_zero":
        if left.type in _VERBS:
            return right.parent == "award"
        return left.type in _NUMBER_WORDS
    if (left.type == "QUANTITY" and right.type in _BEHIND_NUMBER) or right.type == "TO":
        return True
    if right.type in _BEFORE_NUMBER and left.type in ("QUANTITY", *_BEHIND_NUMBER):
        return (test := left.within("bounds")) is not None and test is right.within("bounds")
    return left.type in _EACH or (left.type == "OTHERWISE" and right.type == "VOID_RULE")


def _canonical_verbs() -> set[str]:
    return {keywords().words[verb].canonical for verb in _VERBS}


def _is_operator(leaf: _Leaf) -> bool:
    """Return whether the token is + − × ÷ between two operands."""
    return leaf.type in _OPERATORS and not _is_sign(leaf)


def _is_sign(leaf: _Leaf) -> bool:
    return leaf.type == "MINUS" and leaf.parent in _SIGNED


# Spelling


def _spelling(leaf: _Leaf, place: Place) -> str:
    token, values = leaf.token, keywords().values
    match leaf.type:
        case "NAME":
            return str(token)
        case "QUOTED":
            return f"“{place.text(token)[1:-1]}”"
        case "DECLARED":
            return place.folded(token)
        case "QUANTITY":
            return _quantity(leaf)
        case "MINUS":
            return "-" if _is_sign(leaf) else _MINUS
        case "EACH" | "EACH_ABOVE" | "EACH_BELOW":
            return _each(token)
        case "MOST":
            deducts = keywords().words["LOSE"].canonical if takes_away(token) else ""
            return values["best" if leaf.parent == "ends" else "cap"] + deducts
        case "LEAST":
            return values["least" if leaf.parent == "ends" else "floor"]
        case "PLACE_RANGE":
            first, last = re.findall(r"[\d一二两三四五六七八九十百]+", token)
            return f"第{first}{keywords().words['TO'].canonical}{last}名"
        case "VOID_REF":
            no_points = keywords().words["NO_POINTS"].canonical
            return f"{_squeezed(token).removesuffix(no_points)} {no_points}"
        case "VOID_RULE":
            number = re.search(r"\d+", token)
            assert number
            return f"（{number.group()}）{keywords().words['NO_POINTS'].canonical}"
        case kind:
            return _SYMBOLS[kind] if kind in _SYMBOLS else _keyword(token, keywords().words.get(kind))


def _quantity(leaf: _Leaf) -> str:
    text = in_digits(_squeezed(leaf.token))
    kind = leaf.within("type")
    of_mark = kind is not None and kind.token(0).type == "MARK"
    return text.removesuffix(keywords().headings["point"]) if leaf.parent in _POINTS or of_mark else text


def _each(token: Token) -> str:
    """Return the spelling of a step: 每5篇, 每1百分点, 每低1百分点."""
    text, word, values = _squeezed(token), keywords().words[token.type], keywords().values
    point = values["percentage_point"]
    if word.canonical:
        digit = next(position for position, char in enumerate(text) if char.isdigit())
        head = text[:digit] if text[:digit] in word.keep else word.canonical
        text = head + text[digit:]
        if text.endswith(point):
            text = re.sub(r"\D+$", point, text)
    return (
        re.sub(r"^每[^\d%]+(?=\d)", "每", text.replace("%", point))
        if token.type == "EACH"
        else text.replace("%", point)
    )


def _keyword(token: Token, word: Word | None) -> str:
    """Return the canonical spelling; as typed where spellings read differently; one sign of several."""
    text = re.sub(r"\(含.*\)", "", _squeezed(token))
    if word is None or not word.canonical:
        return text
    if signs := [spelling for spelling in word.keep if not spelling[0].isalpha()]:
        text = signs[-1] if text in signs else text
    return text if text in word.keep else word.canonical


def _squeezed(token: Token) -> str:
    return re.sub(r"\s", "", token)
