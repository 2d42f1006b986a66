"""The parts of an expression of the IR as a reader sees them: names opened, signs and factors gathered.

Receives the bodies of definitions; promises parts with the same value. Its own step because it speaks no
Chinese: calculation.py finds the words.
"""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId


@node
class Parts:
    """bodies: of definitions. named: the definitions that readers know by name, which stay closed."""

    bodies: Mapping[DefinitionId, ir.Expr]
    named: Collection[DefinitionId]

    def plain(self, value: ir.Expr) -> ir.Expr:
        """What stands under a label, or under a name that only this rule has."""
        while True:
            match value:
                case ir.Labelled(body=body):
                    value = body
                case ir.Ref(name=name) if name not in self.named and name in self.bodies:
                    value = self.bodies[name]
                case _:
                    return value

    def factors(self, value: ir.Expr) -> tuple[int, list[ir.Expr]]:
        """The sign of a product and its factors: (－3)×条数 is －, 3 and 条数; 1 is no factor."""
        value = self.plain(value)
        match value:
            case ir.Const(value=bool()):
                return 1, [value]
            case ir.Const(value=number):
                return (-1 if number < 0 else 1), [ir.Const(abs(Fraction(number)))]
            case ir.Arith(op=ir.ArithOp.MUL, args=args):
                sign, found = 1, list[ir.Expr]()
                for arg in args:
                    times, factors = self.factors(arg)
                    sign, found = sign * times, found + factors
                return sign, [one for one in found if one != ir.number(1)] or [ir.number(1)]
            case _:
                return 1, [value]

    @staticmethod
    def product(factors: list[ir.Expr]) -> ir.Expr:
        return factors[0] if len(factors) == 1 else ir.Arith(ir.ArithOp.MUL, tuple(factors))

    def terms(self, value: ir.Expr, sign: int) -> Iterator[tuple[int, ir.Expr]]:
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
