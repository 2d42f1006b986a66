"""A range of any expression that always holds, for expressions of too many pieces.

Receives a program; promises sound ends, none of them claimed to be met. A range is computed from the ranges of the
operands (interval arithmetic).
"""

from fractions import Fraction
from typing import assert_never

from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.nodes import ArithOp
from creditdsl.ir.program import Program
from creditdsl.review.prover import ranges
from creditdsl.review.prover.domains import Interval, cells
from creditdsl.review.prover.ranges import UNKNOWN, Range, RangeEnd

_TRUTH = Range(ranges.met(Fraction(0)), ranges.met(Fraction(1)))


class Rough:
    """Ranges by the ranges of the operands."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._domains = cells(program)
        self._known: dict[str, Range] = {}
        self._unknown = iter(program.definitions)

    def definition(self, name: DefinitionId) -> Range:
        """Return a range of a definition."""
        while name not in self._known:
            earlier = next(self._unknown)  # each needs earlier ones only, so that none is opened in another
            if not isinstance(earlier.body, ir.Ranking):
                self._known[earlier.name] = self.range(earlier.body)
        return self._known[name]

    def range(self, body: ir.Expr) -> Range:
        """Return a range of an expression."""
        match body:
            case ir.Const(value=bool()) | ir.OptionIs() | ir.Member() | ir.Compare() | ir.Logic() | ir.IsBlank():
                return _TRUTH
            case ir.Const(value=value):
                return ranges.point(Fraction(value))
            case ir.Cell(measure=measure):
                domain = self._domains[measure]
                if not isinstance(domain, Interval):
                    return _TRUTH
                return Range(RangeEnd(domain.low, False), RangeEnd(domain.high, False))
            case ir.Ref(name=name):
                return self.definition(name)
            case ir.Labelled(body=inner):
                return self.range(inner)
            case ir.Arith(op=op, args=args):
                return ranges.loose(self._arith(op, [self.range(arg) for arg in args]))
            case ir.Choose(branches=branches, otherwise=otherwise):
                parts = [self.range(branch.then) for branch in branches] + [self.range(otherwise)]
                return ranges.loose(ranges.hull(parts))
            case ir.Steps(value=value, size=size):
                held = ranges.clamp(ranges.scale(self.range(value), 1 / size), Fraction(0), None)
                return ranges.loose(Range(ranges.stepped(held, False).low, ranges.stepped(held, True).high))
            case ir.Clamp(value=value, low=low, high=high):
                return ranges.clamp(self.range(value), low, high)
            case ir.Round(value=value):
                return ranges.rounded(self.range(value), self.program.digits, self.program.rounding)
            case ir.Place(view=ir.PlaceView.PLACE | ir.PlaceView.PLACES | ir.PlaceView.UNITS | ir.PlaceView.TIED):
                return Range(RangeEnd(Fraction(0), False), RangeEnd(None, False))
            case ir.Population(op=ir.Aggregate.SUM):
                return UNKNOWN
            case ir.Population(value=value):
                return ranges.loose(ranges.hull([self.range(value), ranges.point(Fraction(0))]))
            case ir.Undecided():
                return UNKNOWN
            case ir.IfZeroDivisor(value=value, otherwise=otherwise):
                return ranges.loose(ranges.hull([self.range(value), self.range(otherwise)]))
            case _:
                assert_never(body)

    def _arith(self, op: ArithOp, parts: list[Range]) -> Range:
        first, *rest = parts
        match op:
            case ArithOp.ADD:
                return ranges.add(parts)
            case ArithOp.SUB:
                return ranges.add([first, *(ranges.scale(operand, Fraction(-1)) for operand in rest)])
            case ArithOp.MUL:
                for operand in rest:
                    first = ranges.multiply(first, operand)
                return first
            case ArithOp.DIV:
                for operand in rest:
                    first = ranges.multiply(first, ranges.reciprocal(operand))
                return first
            case ArithOp.MIN:
                return ranges.lowest(parts)
            case ArithOp.MAX:
                return ranges.highest(parts)
            case _:
                assert_never(op)
