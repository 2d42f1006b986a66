"""Official wording of the parts that all forms share: expressions, tests, conditions, points.

Printed documents have no space between Chinese and digits.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from creditdsl.base.exact import MAX_DIGITS, WholeRounding, show
from creditdsl.syntax.fold import fold
from creditdsl.syntax.guard import joining_word
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import (
    Atom,
    Bound,
    Call,
    Chain,
    Comparison,
    Detail,
    Expression,
    Joined,
    Joint,
    Limits,
    Name,
    Negative,
    Operator,
    Places,
    Predicate,
    Quantity,
    Quota,
    Test,
)
from creditdsl.syntax.numerals import to_chinese

_ADDITIVE = (Operator.ADD, Operator.SUBTRACT)


def quantity(value: Quantity) -> str:
    """Return `80%`, `5条`, `7.5`."""
    if value.percent:
        return show(value.value * 100, MAX_DIGITS) + "%"
    return show(value.value, MAX_DIGITS) + value.unit


def name(text: str) -> str:
    """Return a measure's name, in quotation marks where it would run into the words around it: `“甲且乙”`."""
    unclear = _MARKS.search(fold(text)) or re.search(CLAUSES, text) or joining_word(text) or text.startswith("每")
    return f"“{text}”" if unclear else text


def column(text: str) -> str:
    """Return a name for use in brackets of its own; its words need no quotation marks there."""
    return f"“{text}”" if _MARKS.search(fold(text)) else text


_MARKS = re.compile(r"(?![、《》])[\W\d_]")
"""Digits, signs and punctuation, which also occur around names."""

CLAUSES = (
    "加倍|双倍|翻倍|减半|折半|酌情|除外|例外|另行|视情|直至|为止|封顶|上限|下限|不再|不重复|百分之|不[得扣计加]分"
    "|(?:各|均|都|共|另|再|又|仅|只|分别|未|按|从|达|于|依次|依序|排名|排序|累计|合计|的)$"
    "|^(?:其中|同时|但|并且|另外|此外|如果|如有|若|除了|上述|以上|剩余|总分|由(?!此)|排名$|中间|最[多少高低]的)"
    "|[一二两三四五六七八九十百]+(?:次|条|篇|例|起|家|个|项|类|名|位|分|天|日|月|年|件|户|倍|成|种|笔)"
    r"|[\d=＝<>≥≤×÷*/+-]|.每|^每(?![年月日周]|季度|半年)"
)
"""Words that make a text more than a name to the reader of a sentence."""


def operand(text: str) -> str:
    """Return a name among signs, in quotation marks unless it has letters only."""
    return f"“{text}”" if re.search(r"[\W\d_]", fold(text)) or joining_word(text) else text


def _compared(text: str) -> str:
    """Return a name behind a comparing word, where a count that it begins with would be compared: `“一次办结率”`."""
    return name(text) if operand(text) == text else operand(text)


def expression(node: Expression, say: Callable[[str], str] | None = None) -> str:
    """Return `（1－迟报率）×10`, with the brackets that precedence needs. say: the words for a name."""
    if isinstance(node, Name):
        return (say or name)(node.text)
    say = say or operand
    match node:
        case Quantity():
            return quantity(node)
        case Negative(operand=inner):
            return "－" + _operand(inner, say, tight=True)
        case Detail(sheet=sheet, column=column, aggregate=aggregate):
            return f"{sheet}各行{column}的{aggregate}"
        case Call(function=function, arguments=arguments):
            return f"{function}（{'、'.join(expression(argument, say) for argument in arguments)}）"
        case Chain(first=first, rest=rest):
            tight = rest[0][0] not in _ADDITIVE
            words = [_operand(first, say, tight)]
            for operator, other in rest:
                sign = "－" if operator is Operator.SUBTRACT else "＋" if operator is Operator.ADD else operator
                words += [sign, _operand(other, say, tight, right=True)]
            return "".join(words)


def _operand(node: Expression, say: Callable[[str], str], tight: bool, right: bool = False) -> str:
    text = expression(node, say)
    if isinstance(node, Chain):
        additive = node.rest[0][0] in _ADDITIVE
        return f"（{text}）" if (right and additive is not tight) or (tight and additive) else text
    return f"（{text}）" if isinstance(node, Negative) and right else text


def bound(node: Bound) -> str:
    """Return `为0条`, `等于上年条数`, `在80%以上`, `低于60%`: in the drafter's word, if there is one."""
    value = expression(node.operand, _compared if isinstance(node.operand, Name) else operand)
    plain = isinstance(node.operand, Quantity)
    if node.word in _BEHIND:
        return f"在{value}{node.word}"
    if word := word_before(node):
        return word + value
    match node.comparison:
        case Comparison.EQUAL:
            return f"为{value}" if plain else f"等于{value}"
        case Comparison.AT_LEAST:
            return f"在{value}以上" if plain else f"不低于{value}"
        case Comparison.AT_MOST:
            return f"不超过{value}"
        case Comparison.MORE:
            return f"超过{value}"
        case Comparison.LESS:
            return f"不满{value}"
        case _:
            assert_never(node.comparison)


def word_before(node: Bound) -> str:
    """Return the drafter's word for a comparison, if it stands before what is compared; else nothing."""
    return "" if node.word in (*_BEHIND, _TO) else node.word


_BEHIND = tuple(
    word for stem in ("OR_MORE", "OR_LESS", "BEYOND") for word in keywords().words[stem].keep if word[0].isalpha()
)
"""Words for a comparison that stand behind its number."""
_TO = keywords().words["TO"].canonical


def test(node: Test) -> str:
    """Return `为0条`, `为1至4条`, `在80%以上、不满90%`."""
    match node.bounds:
        case Bound(word=word, operand=Quantity() as low), Bound(operand=Quantity() as high) if word == _TO:
            return f"为{_end(low, high.unit)}{_TO}{quantity(high)}"
        case bounds:
            return "、".join(map(bound, bounds))


def _end(low: Quantity, unit: str) -> str:
    """Return the lower end of a range, without the unit of the upper."""
    return quantity(low).removesuffix(unit)


def predicate(node: Predicate, nested: bool = False) -> str:
    """Return `明确分工`, `水费信息条数÷企业数在1以上`, `甲且乙`."""
    match node:
        case Atom(subject=subject, test=tested, negated=negated):
            if tested is None:
                return expression(subject) + ("为否" if negated else "")
            return ("并非" if negated else "") + expression(subject) + test(tested)
        case Joined(joint=joint, parts=parts):
            text = ("且" if joint is Joint.AND else "或者").join(predicate(p, True) for p in parts)
            return f"（{text}）" if nested and joint is Joint.OR else text


def points(value: Fraction) -> str:
    """Return `2.5分`; a sentence says every decimal that the drafter typed."""
    return show(value, MAX_DIGITS) + "分"


def band(node: Test) -> str:
    """Return a test as the name of a band: `0条`, `80%以上`."""
    return test(node).removeprefix("为").removeprefix("在")


def by(node: Expression) -> str:
    """Return `按信息条数`; a name that begins with 按 itself is quoted."""
    say = name if isinstance(node, Name) else operand
    return "按" + expression(node, lambda text: f"“{text}”" if text.startswith("按") else say(text))


def caps(limits: Limits, verb: str) -> str:
    """Return `，最高得10分`, `，最高扣10分`, `，扣完为止`; empty without limits. verb: the rule's word for points."""
    words = []
    if limits.cap is not None:
        words.append(f"最高{verb}{points(limits.cap.value)}")
    if limits.floor is not None:
        words.append(f"最低得{points(limits.floor.value)}")
    if limits.until_zero:
        words.append("扣完为止")
    return "".join(f"，{word}" for word in words)


def quota(node: Quota, with_line: bool) -> str:
    """Return `前10名`, `县区、市直各前30%（名额向下取整，末位并列的不入围）`.

    with_line: whether a line of points stands beside it, so that what it says of ties is told.
    """
    words = f"{'、'.join(node.groups)}{'各' if node.groups else ''}{places(node.places)}"
    details = [_ROUNDED[node.rounding]] if node.places.share is not None and not _plain(node, with_line) else []
    if not _plain(node, with_line):
        details.append(f"末位并列的{'都' if node.ties_in else '都不'}入围")
    return f"{words}（{'，'.join(details)}）" if details else words


def _plain(node: Quota, with_line: bool) -> bool:
    return not with_line and not node.groups and node.ties_in and node.rounding is WholeRounding.DOWN


_ROUNDED = {
    WholeRounding.DOWN: "名额向下取整",
    WholeRounding.NEAREST: "名额四舍五入取整",
    WholeRounding.UP: "名额向上取整",
}


def places(node: Places) -> str:
    """Return `第1名`, `第11至20名`, `前3名`, `后20%`, `最后一名`."""
    word = "前" if node.front else "后"
    if node.share is not None:
        return word + show(node.share * 100) + "%"
    if node.first > 1:
        return f"第{to_chinese(node.first)}名" if node.first == node.last < 100 else f"第{node.first}至{node.last}名"
    if node.last == 1:
        return "第一名" if node.front else "最后一名"
    return f"{word}{node.last}名"
