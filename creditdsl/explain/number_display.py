"""Write a table's numbers for readers: with their units, and with digits enough to see each comparison.

Receives a compiled table; promises, for any expression of its rules, whether it reads as a
percentage and what it is compared with. A rounded number is marked ≈ and never shown as
the number it is compared with: 0.99999 against 1 is ≈0.99999, not 1.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from creditdsl.base.diagnostic import Related
from creditdsl.base.exact import Rounding, fixed, round_to, show
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.compiler.name_uses import names_in
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.explain.phrases import one_line
from creditdsl.forms import wording
from creditdsl.forms.base import Form
from creditdsl.ir.types import Choice, Count, Mark, Number, Ratio, Truth, Type
from creditdsl.syntax.nodes import (
    Atom,
    Call,
    Chain,
    Expression,
    Joined,
    Name,
    Negative,
    Predicate,
    Quantity,
    Test,
)
from creditdsl.syntax.walk import end_conditions, rules

_CELL_DIGITS = 40
_QUOTIENT_DIGITS, _PERCENT_DIGITS = 4, 2
_MOST_DIGITS = 30


@node
class NumberDisplay:
    """How the numbers of one table are displayed.

    percents, compared: by the wording of an expression, so that quoted and bare names are the same.
    """

    types: dict[str, Type]
    derived: dict[str, Expression]
    percents: frozenset[str]
    compared: dict[str, tuple[Expression, ...]]

    def percent(self, expression: Expression) -> bool:
        """Return whether the expression's value reads as a percentage."""
        return wording.expression(expression) in self.percents

    def against(self, expression: Expression) -> tuple[Expression, ...]:
        """Return the expressions with which the rules compare this one."""
        return self.compared.get(wording.expression(expression), ())

    def read(self, node: object) -> Iterator[Name]:
        """Yield the columns that a node or nodes read, by themselves or in derived measures, each once."""
        met: set[str] = set()
        left = [*names_in(node)]
        while left:
            name = left.pop(0)
            if name.text in met:
                continue
            met.add(name.text)
            if name.text in self.derived:
                left += names_in(self.derived[name.text])
            else:
                yield name

    def cell(self, measure: str, value: Fraction | bool | str) -> str:
        """Write a cell of the data with its unit, in all its digits: `3条`, `98%`, `1.57分`, `是`, `创新奖`."""
        if isinstance(value, str):
            return one_line(value)
        if isinstance(value, bool):
            return "是" if value else "否"
        match self.types.get(measure):
            case Ratio():
                return show(value * 100, _CELL_DIGITS) + "%"
            case Count(unit=unit) | Number(unit=unit):
                return show(value, _CELL_DIGITS) + unit
            case Mark():
                return show(value, _CELL_DIGITS) + "分"
            case Truth() | Choice() | None:
                return show(value, _CELL_DIGITS)


def number_display(compiled: CompiledTable) -> NumberDisplay:
    """Collect the types, percentages and comparisons of a table's expressions from every rule."""
    uses = _Uses()
    for _, _, rule in rules(compiled.table):
        assert isinstance(rule.body, Form)
        rule.body.check(uses)
    for condition in end_conditions(compiled.table):
        uses.predicate(condition)
    return NumberDisplay(
        types=dict(compiled.types),
        derived={one.name.text: one.value for one in compiled.names.derived},
        percents=frozenset(uses.percents),
        compared={key: tuple(values) for key, values in uses.compared.items()},
    )


@dataclass(slots=True)
class _Uses:
    """The `Typing` that listens to the forms and judges nothing."""

    percents: set[str] = field(default_factory=set)
    compared: dict[str, list[Expression]] = field(default_factory=dict)

    def predicate(self, predicate: Predicate) -> None:
        match predicate:
            case Joined(parts=parts):
                for part in parts:
                    self.predicate(part)
            case Atom(subject=subject, test=Test() as test):
                self.tested(subject, test)
            case Atom():
                pass

    def number(self, expression: Expression) -> None:
        pass

    def points(self, expression: Expression) -> None:
        pass

    def counted(self, expression: Expression, size: Fraction, unit: str, span: Span) -> None:
        if unit == "%":
            self.percents.add(wording.expression(expression))

    def tested(self, subject: Expression, test: Test) -> None:
        key = wording.expression(subject)
        for bound in test.bounds:
            self.compared.setdefault(key, []).append(bound.operand)
            constant = bound.operand.operand if isinstance(bound.operand, Negative) else bound.operand
            if isinstance(constant, Quantity) and constant.percent:
                self.percents.add(key)

    def chosen(self, name: Name, options: tuple[str, ...]) -> None:
        pass

    def mark(self, name: Name, low: Fraction, high: Fraction) -> None:
        pass

    def group(self, name: str, span: Span) -> None:
        pass

    def report(self, fault: Fault, span: Span | None, related: tuple[Related, ...] = ()) -> None:
        pass


def common_unit(expression: Expression, types: dict[str, Type]) -> str:
    """Return the unit of a sum of counts of one unit; empty for anything else."""
    match expression:
        case Name(text=text):
            kind = types.get(text)
            return kind.unit if isinstance(kind, Count | Number) else ""
        case Chain(first=first, rest=rest) if rest[0][0] in ("+", "-"):
            units = {common_unit(operand, types) for operand in (first, *(operand for _, operand in rest))}
            return units.pop() if len(units) == 1 else ""
        case Call(arguments=arguments):
            units = {common_unit(argument, types) for argument in arguments}
            return units.pop() if len(units) == 1 else ""
        case _:
            return ""


def equals(value: Fraction, unit: str, percent: bool, against: Iterable[Fraction] = ()) -> str:
    """Write a value behind its formula: `=98%`, `=3条`, `≈1.0000207`.

    `against`: the numbers it is compared with; a rounded value keeps digits enough to differ from them.
    """
    scale = 100 if percent else 1
    scaled = value * scale
    least = _PERCENT_DIGITS if percent else _QUOTIENT_DIGITS
    after = "%" if percent else unit
    exact = show(scaled, 6)
    if Fraction(exact) == scaled:
        return "=" + exact.replace("-", "－") + after
    whole = round_to(scaled, 0, Rounding.HALF_UP)
    digits = max(
        least,
        _digits_to_see(abs(scaled), 100),
        _digits_to_see(abs(scaled - whole), 1),
        *(_digits_to_see(abs(scaled - other * scale), 100) for other in against if other != value),
    )
    text = fixed(round_to(scaled, digits, Rounding.HALF_UP), digits)
    return "≈" + text.replace("-", "－") + after


def _digits_to_see(gap: Fraction, least: int) -> int:
    """Return the number of decimals at which the gap is at least `least` units of the last one."""
    digits = 0
    while gap * 10**digits < least and digits < _MOST_DIGITS:
        digits += 1
    return digits
