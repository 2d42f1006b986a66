"""Official wording of the parts that all forms share: expressions, tests, conditions, points.

Printed documents have no space between Chinese and digits.
"""

from fractions import Fraction
from typing import assert_never

from creditdsl.base.exact import is_exact, show
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
    Test,
)
from creditdsl.syntax.numerals import to_chinese

_ADDITIVE = (Operator.ADD, Operator.SUBTRACT)


def quantity(value: Quantity) -> str:
    """`80%`, `5条`, `7.5`."""
    if value.percent:
        return show(value.value * 100) + "%"
    return show(value.value) + value.unit


def expression(node: Expression) -> str:
    """`（1－迟报率）×10`; brackets where precedence asks for them."""
    match node:
        case Quantity():
            return quantity(node)
        case Name(text=text):
            return text
        case Negative(operand=operand):
            return "－" + _operand(operand, tight=True)
        case Detail(sheet=sheet, column=column, aggregate=aggregate):
            return f"{sheet}各行{column}的{aggregate}"
        case Call(function=function, arguments=arguments):
            return f"{function}（{'、'.join(expression(argument) for argument in arguments)}）"
        case Chain(first=first, rest=rest):
            tight = rest[0][0] not in _ADDITIVE
            words = [_operand(first, tight)]
            for operator, operand in rest:
                sign = "－" if operator is Operator.SUBTRACT else "＋" if operator is Operator.ADD else operator
                words += [sign, _operand(operand, tight, right=True)]
            return "".join(words)


def _operand(node: Expression, tight: bool, right: bool = False) -> str:
    text = expression(node)
    if isinstance(node, Chain):
        additive = node.rest[0][0] in _ADDITIVE
        return f"（{text}）" if (right and additive is not tight) or (tight and additive) else text
    return f"（{text}）" if isinstance(node, Negative) and right else text


def bound(node: Bound) -> str:
    """`为0条`, `等于上年条数`, `在80%以上`, `不低于全国占比`."""
    value = expression(node.operand)
    match node.comparison:
        case Comparison.EQUAL:
            return f"为{value}" if isinstance(node.operand, Quantity) else f"等于{value}"
        case Comparison.AT_LEAST:
            return f"在{value}以上" if isinstance(node.operand, Quantity) else f"不低于{value}"
        case Comparison.AT_MOST:
            return f"不超过{value}"
        case Comparison.MORE:
            return f"超过{value}"
        case Comparison.LESS:
            return f"不满{value}"
        case _:
            assert_never(node.comparison)


def test(node: Test) -> str:
    """`为0条`, `在80%以上、不满90%`."""
    return "、".join(bound(b) for b in node.bounds)


def predicate(node: Predicate, nested: bool = False) -> str:
    """`明确分工`, `水费信息条数÷企业数在1以上`, `甲且乙`."""
    match node:
        case Atom(subject=subject, test=tested, negated=negated):
            if tested is None:
                return expression(subject) + ("为否" if negated else "")
            return ("并非" if negated else "") + expression(subject) + test(tested)
        case Joined(joint=joint, parts=parts):
            text = ("且" if joint is Joint.AND else "或").join(predicate(p, True) for p in parts)
            return f"（{text}）" if nested and joint is Joint.OR else text


def points(value: Fraction) -> str:
    """`2.5分`."""
    return show(value) + "分"


def equals(value: Fraction) -> str:
    """The points that a sum comes to: `=4.5分`, and where the decimals are cut `≈4.4286分`."""
    return ("=" if is_exact(value) else "≈") + points(value)


def band(node: Test) -> str:
    """A test as the name of a band: `0条`, `80%以上`."""
    return test(node).removeprefix("为").removeprefix("在")


def by(node: Expression) -> str:
    """`按信息条数`; a name that begins with 按 itself is quoted."""
    text = expression(node)
    return f"按“{text}”" if text.startswith("按") else f"按{text}"


def caps(limits: Limits, deducts: bool) -> str:
    """`，最高得10分`, `，最高扣10分`, `，扣完为止`; empty without limits."""
    words = []
    if limits.cap is not None:
        words.append(f"最高{'扣' if deducts else '得'}{points(limits.cap.value)}")
    if limits.floor is not None:
        words.append(f"最低得{points(limits.floor.value)}")
    if limits.until_zero:
        words.append("扣完为止")
    return "".join(f"，{word}" for word in words)


def places(node: Places) -> str:
    """`第1名`, `第11至20名`, `前3名`, `后20%`, `最后一名`."""
    word = "前" if node.front else "后"
    if node.share is not None:
        return word + show(node.share * 100) + "%"
    if node.first > 1:
        return f"第{to_chinese(node.first)}名" if node.first == node.last < 100 else f"第{node.first}至{node.last}名"
    if node.last == 1:
        return "第一名" if node.front else "最后一名"
    return f"{word}{node.last}名"
