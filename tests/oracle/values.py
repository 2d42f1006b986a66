"""Values of expressions and conditions for one unit: exact fractions, and holes where a cell is blank.

A hole says which blank cells a value waits for and which cells make a divisor zero. It spreads through arithmetic, but
not past a condition that is settled without it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.model import Bound, Expr, Scheme, Test

Cell = tuple[str, str]


@dataclass(frozen=True)
class Hole:
    """No value, and the cells to blame."""

    blanks: frozenset[Cell] = frozenset()
    zeros: frozenset[Cell] = frozenset()

    def __or__(self, other: "Hole") -> "Hole":
        """Wait for both."""
        return Hole(self.blanks | other.blanks, self.zeros | other.zeros)

    def without_zeros(self) -> "Hole":
        """Return the hole of a rule that says what a divisor of zero gives."""
        return Hole(self.blanks)


Value = Fraction | bool | str | Hole


def joined(values: list[Value]) -> Hole | None:
    """Return the hole that several values make together; None, where all are known."""
    holes = [value for value in values if isinstance(value, Hole)]
    whole = Hole()
    for hole in holes:
        whole |= hole
    return whole if holes else None


class Unit:
    """The cells of a unit (of one period), among the units that count as 全体."""

    def __init__(self, name: str, cells: Mapping[str, Value], scheme: Scheme) -> None:
        """Hold the cells; `scheme` knows the derived measures."""
        self.name = name
        self.alone = False
        self.cells = cells
        self.scheme = scheme

    def value(self, expr: Expr, everyone: list["Unit"]) -> Value:
        """Return the value of an expression."""
        match expr:
            case ("num", number, *_):
                return number
            case ("name", name):
                if name in self.scheme.derived:
                    return self.value(self.scheme.derived[name], everyone)
                return self.cells[name] if name in self.cells else Hole(blanks=frozenset({(self.name, name)}))
            case ("op", sign, left, right):
                return self.operation(sign, left, right, everyone)
            case ("call", function, arguments):
                return self.call(function, arguments, everyone)
        raise AssertionError(expr)

    def operation(self, sign: str, left: Expr, right: Expr, everyone: list["Unit"]) -> Value:
        """Return a sum, difference, product or quotient."""
        first, second = self.value(left, everyone), self.value(right, everyone)
        if sign == "÷" and second == 0 and not isinstance(second, Hole):
            zero = Hole(zeros=frozenset({(self.name, name) for name in leaves(right, self.scheme)}))
            return zero | first if isinstance(first, Hole) else zero
        if hole := joined([first, second]):
            return hole
        operations: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
            "+": lambda a, b: a + b,
            "-": lambda a, b: a - b,
            "×": lambda a, b: a * b,
            "÷": lambda a, b: a / b,
        }
        return operations[sign](first, second)

    def call(self, function: str, arguments: tuple[Expr, ...], everyone: list["Unit"]) -> Value:
        """Return a function of several measures, or of one measure of all units."""
        if self.alone and function.startswith("全体"):
            mine = self.value(arguments[0], [self])
            return mine if isinstance(mine, Hole) else Hole()
        if function.startswith("全体"):
            values = [unit.value(arguments[0], everyone) for unit in everyone]
        else:
            values = [self.value(argument, everyone) for argument in arguments]
        if hole := joined(values):
            return hole
        if not values:
            return Fraction(0)
        fold = {"最高": max, "最大": max, "最低": min, "最小": min, "合计": sum}
        word = function.removeprefix("全体")
        return sum(values) / Fraction(len(values)) if word == "平均" else Fraction(fold[word](values))

    def holds(self, condition: tuple, everyone: list["Unit"]) -> bool | Hole:
        """Return whether a condition holds; an unknown part does not matter where the other part settles it."""
        match condition:
            case ("is", expr):
                return self.value(expr, everyone)
            case ("not", inner):
                value = self.holds(inner, everyone)
                return value if isinstance(value, Hole) else not value
            case ("test", test):
                return self.passes(test, everyone)
            case (word, left, right):
                settles = word == "or"
                values = [self.holds(left, everyone), self.holds(right, everyone)]
                if any(value is settles for value in values):
                    return settles
                return joined(values) or not settles
        raise AssertionError(condition)

    def passes(self, test: Test, everyone: list["Unit"]) -> bool | Hole:
        """Return whether a measure keeps all its bounds."""
        value = self.value(test.subject, everyone)
        limits = [self.value(bound.value, everyone) for bound in test.bounds]
        if hole := joined([value, *limits]):
            return hole
        return all(keeps(value, bound, limit) for bound, limit in zip(test.bounds, limits, strict=True))


def keeps(value: Fraction, bound: Bound, limit: Fraction) -> bool:
    """Return whether a number keeps one bound."""
    return {
        ">=": value >= limit,
        "<=": value <= limit,
        ">": value > limit,
        "<": value < limit,
        "=": value == limit,
    }[bound.operator]


def leaves(expr: Expr, scheme: Scheme) -> set[str]:
    """Return the columns that an expression reads in the end."""
    match expr:
        case ("name", name):
            return leaves(scheme.derived[name], scheme) if name in scheme.derived else {name}
        case ("op", _, left, right):
            return leaves(left, scheme) | leaves(right, scheme)
        case ("call", _, arguments):
            return set().union(*(leaves(argument, scheme) for argument in arguments))
    return set()
