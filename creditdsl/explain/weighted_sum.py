"""A formula as a weighted sum of names, where it is one.

Worked example: 季度合计÷4×90%＋年终测评×10%＋2 weighs 季度合计 by 22.5% and 年终测评 by 10%; 2 stands beside them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from fractions import Fraction

from creditdsl.syntax.nodes import Call, Chain, Expression, Function, Name, Negative, Operator, Quantity

BESIDE = ""
"""The key of what stands beside the names."""

Weights = Mapping[str, Fraction]


def weighted_sum(
    formula: Expression, variables: Collection[str], amount: Callable[[str], Fraction | None]
) -> Weights | None:
    """Return the weight of every variable; None where the formula is no weighted sum of them.

    amount: the value of any other name; None where it has none.
    """
    match formula:
        case Quantity(value=value):
            return {BESIDE: value}
        case Name(text=text) if text in variables:
            return {text: Fraction(1)}
        case Name(text=text):
            known = amount(text)
            return None if known is None else {BESIDE: known}
        case Negative(operand=operand):
            return _times(weighted_sum(operand, variables, amount), Fraction(-1))
        case Call(function=Function.SUM_OF, arguments=arguments):
            return _plus(weighted_sum(argument, variables, amount) for argument in arguments)
        case Chain(first=first, rest=rest):
            total = weighted_sum(first, variables, amount)
            for operator, operand in rest:
                total = _joined(total, operator, weighted_sum(operand, variables, amount))
            return total
        case _:
            return None


def _joined(left: Weights | None, operator: Operator, right: Weights | None) -> Weights | None:
    match operator:
        case Operator.ADD:
            return _plus((left, right))
        case Operator.SUBTRACT:
            return _plus((left, _times(right, Fraction(-1))))
        case Operator.MULTIPLY:
            factor = _alone(right)
            return _times(right, _alone(left)) if factor is None else _times(left, factor)
        case Operator.DIVIDE:
            divisor = _alone(right)
            return _times(left, 1 / divisor) if divisor else None


def _alone(weights: Weights | None) -> Fraction | None:
    """Return the number that a sum without variables is."""
    return None if weights is None or set(weights) - {BESIDE} else weights.get(BESIDE, Fraction(0))


def _times(weights: Weights | None, factor: Fraction | None) -> Weights | None:
    return None if weights is None or factor is None else {name: weight * factor for name, weight in weights.items()}


def _plus(parts: Iterable[Weights | None]) -> Weights | None:
    total: dict[str, Fraction] = {}
    for part in parts:
        if part is None:
            return None
        for name, weight in part.items():
            total[name] = total.get(name, Fraction(0)) + weight
    return total
