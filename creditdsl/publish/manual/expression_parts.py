"""Take an expression of the IR apart as a reader sees it: names opened, signs and factors gathered.

Receives the bodies of definitions; promises parts with the same value. calculation.py writes them in words.
"""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId


@node
class ExpressionParts:
    """Opens expressions.

    bodies: by the names of their definitions. named: the definitions that readers know by name, which stay closed.
    """

    bodies: Mapping[DefinitionId, ir.Expr]
    named: Collection[DefinitionId]

    def plain(self, value: ir.Expr) -> ir.Expr:
        """Return the expression under its labels and under names that readers do not know."""
        while True:
            match value:
                case ir.Labelled(body=body):
                    value = body
                case ir.Ref(name=name) if name not in self.named and name in self.bodies:
                    value = self.bodies[name]
                case _:
                    return value

    def factors(self, value: ir.Expr) -> tuple[int, list[ir.Expr]]:
        """Return the sign of a product and its factors: (－3)×条数 is －, 3 and 条数; 1 is no factor."""
        value = self.plain(value)
        match value:
            case ir.Const(value=bool()):
                return 1, [value]
            case ir.Const(value=number):
                return (-1 if number < 0 else 1), [ir.Const(abs(Fraction(number)))]
            case ir.Arith(op=ir.ArithOp.MUL, args=args):
                sign, gathered = 1, list[ir.Expr]()
                for arg in args:
                    times, factors = self.factors(arg)
                    sign, gathered = sign * times, gathered + factors
                return sign, [one for one in gathered if one != ir.number(1)] or [ir.number(1)]
            case _:
                return 1, [value]

    @staticmethod
    def product(factors: list[ir.Expr]) -> ir.Expr:
        """Return the product of factors; a lone factor itself."""
        return factors[0] if len(factors) == 1 else ir.Arith(ir.ArithOp.MUL, tuple(factors))

    def terms(self, value: ir.Expr, sign: int) -> Iterator[tuple[int, ir.Expr]]:
        """Yield the terms of nested sums and differences, each with its sign."""
        value = self.plain(value)
        match value:
            case ir.Arith(op=ir.ArithOp.ADD, args=args):
                for arg in args:
                    yield from self.terms(arg, sign)
            case ir.Arith(op=ir.ArithOp.SUB, args=(first, *rest)):
                yield from self.terms(first, sign)
                for arg in rest:
                    yield from self.terms(arg, -sign)
            case _:
                times, factors = self.factors(value)
                yield sign * times, self.product(factors)
