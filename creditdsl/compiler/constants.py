"""The values of expressions without measures, which derived measures may name: 目标 = 90% ＋ 5%."""

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from creditdsl.syntax.nodes import Call, Chain, Detail, Expression, Name, Negative, Operator, Quantity


def value_of(expression: Expression, constants: Mapping[str, Fraction]) -> Fraction | None:
    """Return the value of an expression without measures; None where there is one, or it divides by zero."""
    match expression:
        case Quantity(value=value):
            return value
        case Name(text=text):
            return constants.get(text)
        case Call() | Detail():
            return None
        case Negative(operand=operand):
            inner = value_of(operand, constants)
            return None if inner is None else -inner
        case Chain(first=first, rest=rest):
            total = value_of(first, constants)
            for operator, operand in rest:
                other = value_of(operand, constants)
                if total is None or other is None or (operator is Operator.DIVIDE and not other):
                    return None
                total = _COMBINE[operator](total, other)
            return total
        case _:
            assert_never(expression)


_COMBINE = {
    Operator.ADD: Fraction.__add__,
    Operator.SUBTRACT: Fraction.__sub__,
    Operator.MULTIPLY: Fraction.__mul__,
    Operator.DIVIDE: Fraction.__truediv__,
}
