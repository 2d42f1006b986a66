"""Which computed values are ratios, beside which a number without % is a slip.

Receives the formulas of the derived measures and what uses have shown; promises True only where the value is a
ratio whatever the data are. A quotient of two counts is one where some rule compares it with a percentage.
"""

from collections.abc import Callable, Mapping, Set
from typing import assert_never

from creditdsl.syntax.nodes import Call, Chain, Detail, Expression, Function, Name, Negative, Operator, Quantity

Shown = Callable[[Expression], bool]
"""Whether declaration or use makes an expression a ratio."""


def derived_ratios(formulas: Mapping[str, Expression], shown: Shown) -> frozenset[str]:
    """Return the derived measures that are ratios. `formulas`: by name, each behind those that it reads."""
    ratios: set[str] = set()
    for name, formula in formulas.items():
        if always_ratio(formula, ratios, shown):
            ratios.add(name)
    return frozenset(ratios)


def always_ratio(expression: Expression, derived: Set[str], shown: Shown) -> bool:
    """Return whether the value is a ratio. `derived`: the derived measures that are."""
    if shown(expression):
        return True
    match expression:
        case Name(text=text):
            return text in derived
        case Quantity():
            return _is_share(expression)
        case Negative(operand=operand):
            return always_ratio(operand, derived, shown)
        case Call(function=function, arguments=arguments):
            return function is not Function.SUM_OF_ALL and all(
                always_ratio(argument, derived, shown) for argument in arguments
            )
        case Chain(first=first, rest=rest):
            return always_ratio(first, derived, shown) and all(
                _is_number_of_terms(operand) if operator is Operator.DIVIDE else always_ratio(operand, derived, shown)
                for operator, operand in rest
            )
        case Detail():
            return False
        case _:
            assert_never(expression)


def _is_share(quantity: Quantity) -> bool:
    """Return whether a constant is a ratio beside ratios: the 1 of 1−迟报率, a weight of 0.5 or of 50%."""
    return quantity.percent or (not quantity.unit and abs(quantity.value) <= 1)


def _is_number_of_terms(divisor: Expression) -> bool:
    """Return whether a divisor keeps a ratio what it is: the 2 of （甲率＋乙率）÷2."""
    return isinstance(divisor, Quantity) and not divisor.unit and divisor.value > 1
