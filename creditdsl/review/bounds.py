"""Attainable points: for every definition of a program the least and the most that data can reach.

Receives a program, whose measures declare their ranges; promises exact bounds, each with whether some
data reach it. Its own step because findings about points, bands and monotonicity all rest on it.
Blank cells, denominators of zero and what is undecided stand outside.
"""

from fractions import Fraction
from typing import assert_never

from creditdsl.ir import nodes as ir
from creditdsl.ir.nodes import ArithOp, Label
from creditdsl.ir.program import Program
from creditdsl.ir.types import Choice, Count, Mark, Number, Ratio, Truth, Type
from creditdsl.review import intervals
from creditdsl.review.intervals import UNKNOWN, Bound, Range

__all__ = ["Bound", "Bounds", "Range"]


class Bounds:
    """The ranges of one program's values."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._types = {measure.name: measure.type for measure in program.measures}
        self._bodies = {definition.name: definition.body for definition in program.definitions}
        self._labels: dict[Label, ir.Expr] = {}
        for body in self._bodies.values():
            if not isinstance(body, ir.Ranking):
                self._find_labels(body)
        self._known: dict[str, Range] = {}

    def definition(self, name: str) -> Range:
        """Of a definition: `条:一#1` (a rule under its own cap), `项:一/1` (an entry's score), `总分`."""
        if name not in self._known:
            body = self._bodies[name]
            assert not isinstance(body, ir.Ranking)
            self._known[name] = self._range(body)
        return self._known[name]

    def label(self, owner: str, part: str) -> Range:
        """Of a labelled value: `一#1.raw` is a rule before its cap, `一/1.sum` an entry before its points cap it."""
        return self._range(self._labels[Label(owner, part)])

    def _find_labels(self, body: ir.Expr) -> None:
        left = [body]
        while left:
            one = left.pop()
            match one:
                case ir.Labelled(label=label, body=inner):
                    self._labels[label] = inner
                    left.append(inner)
                case ir.Arith(args=args) | ir.Logic(args=args):
                    left += args
                case ir.Compare(left=a, right=b):
                    left += (a, b)
                case ir.Choose(branches=branches, otherwise=otherwise):
                    left += (part for branch in branches for part in (branch.when, branch.then))
                    left.append(otherwise)
                case ir.Steps(value=value) | ir.Clamp(value=value) | ir.Round(value=value):
                    left.append(value)
                case ir.IfZeroDivisor(value=value, otherwise=otherwise):
                    left += (value, otherwise)
                case _:
                    pass

    def _range(self, body: ir.Expr) -> Range:
        match body:
            case ir.Const(value=bool()) | ir.OptionIs() | ir.Member() | ir.Compare() | ir.Logic() | ir.IsBlank():
                return Range(intervals.met(Fraction(0)), intervals.met(Fraction(1)))
            case ir.Const(value=value):
                return intervals.point(Fraction(value))
            case ir.Cell(measure=measure):
                return _declared(self._types[measure])
            case ir.Ref(name=name):
                return self.definition(name)
            case ir.Labelled(body=inner):
                return self._range(inner)
            case ir.Arith(op=op, args=args):
                return intervals.loose(self._arith(op, [self._range(arg) for arg in args]))
            case ir.Choose(branches=branches, otherwise=otherwise):
                parts = [self._range(branch.then) for branch in branches] + [self._range(otherwise)]
                return intervals.loose(intervals.hull(parts))
            case ir.Steps(value=value, size=size):
                held = intervals.clamp(self._range(value), Fraction(0), None)
                up = intervals.add(
                    [intervals.scale(held, 1 / size), Range(intervals.met(Fraction(0)), intervals.met(Fraction(1)))]
                )
                return intervals.loose(Range(held.low, up.high) if held.low.value == 0 else up)
            case ir.Clamp(value=value, low=low, high=high):
                return intervals.clamp(self._range(value), low, high)
            case ir.Round(value=value):
                return intervals.rounded(self._range(value), self.program.digits, self.program.rounding)
            case ir.Place(view=ir.PlaceView.PLACE | ir.PlaceView.PLACES | ir.PlaceView.UNITS | ir.PlaceView.TIED):
                return Range(Bound(Fraction(0), False), Bound(None, False))
            case ir.Population(value=value):
                return intervals.loose(intervals.hull([self._range(value), intervals.point(Fraction(0))]))
            case ir.Undecided():
                return UNKNOWN
            case ir.IfZeroDivisor(value=value, otherwise=otherwise):
                return intervals.loose(intervals.hull([self._range(value), self._range(otherwise)]))
            case _:
                assert_never(body)

    def _arith(self, op: ArithOp, ranges: list[Range]) -> Range:
        first, *rest = ranges
        match op:
            case ArithOp.ADD:
                return intervals.add(ranges)
            case ArithOp.SUB:
                return intervals.add([first, *(intervals.scale(one, Fraction(-1)) for one in rest)])
            case ArithOp.MUL:
                for one in rest:
                    first = intervals.multiply(first, one)
                return first
            case ArithOp.DIV:
                for one in rest:
                    first = intervals.multiply(first, intervals.reciprocal(one))
                return first
            case ArithOp.MIN:
                return intervals.lowest(ranges)
            case ArithOp.MAX:
                return intervals.highest(ranges)
            case _:
                assert_never(op)


def _declared(kind: Type) -> Range:
    """What a cell may hold."""
    match kind:
        case Truth() | Choice():
            return Range(intervals.met(Fraction(0)), intervals.met(Fraction(1)))
        case (
            Count(low=low, high=high)
            | Ratio(low=low, high=high)
            | Number(low=low, high=high)
            | Mark(low=low, high=high)
        ):
            return Range(Bound(low, low is not None), Bound(high, high is not None))
        case _:
            assert_never(kind)
