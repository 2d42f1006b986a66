"""Attainable points: for every definition of a program the least and the most that data can reach.

Receives a program, whose measures declare their ranges; promises exact bounds, each with whether some data reach
it. Findings about points, bands and monotonicity rest on it. Blank cells, denominators of zero and what is
undecided stand outside.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId, Label
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Program
from creditdsl.review.prover.budget import Budget
from creditdsl.review.prover.pieces import Pieces
from creditdsl.review.prover.ranges import Point, Range, RangeEnd, loose
from creditdsl.review.prover.rough import Rough
from creditdsl.review.prover.variables import UNIT, Variables, subexpressions
from creditdsl.review.prover.witness import Witnesses

__all__ = ["Bounds", "Range", "RangeEnd"]


class Bounds:
    """The ranges of one program's values.

    `units`: the whole roster, where the table gives one. `budget`: the steps of the whole draft.
    """

    def __init__(self, program: Program, units: frozenset[str] | None = None, budget: Budget | None = None) -> None:
        self.program = program
        self.variables = Variables(program, units)
        self.pieces = Pieces(program, self.variables, Rough(program).range, budget or Budget())
        self._witnesses = Witnesses(program, self.variables)
        self._known: dict[DefinitionId, Range] = {}

    def definition(self, name: DefinitionId) -> Range:
        """Return the range of a definition: a rule within its limits, an entry's score, the total."""
        range_ = self._known.get(name)
        if range_ is None:
            range_ = self._known[name] = self._replayed(ir.Ref(name), self.pieces.definition(name))
        return range_

    def of_units(self, name: DefinitionId, units: frozenset[str]) -> Range:
        """Return the range of a definition for these units; no end counts as met."""
        kinds = tuple(kind for kind, alike in self.variables.kinds.items() if not units.isdisjoint(alike))
        with self.pieces.question(name):
            return loose(self.pieces.range(ir.Ref(name), {UNIT: kinds} if kinds else None))

    def limits(self, name: DefinitionId) -> tuple[Fraction | None, Fraction | None]:
        """Return the ends of a definition's range alone, for those who need not know whether they are met."""
        range_ = self.pieces.definition(name)
        return range_.low.value, range_.high.value

    def label(self, label: Label) -> Range:
        """Return the range of a recorded value, such as the sum of an entry before its points cap it."""
        body = self._labels[label]
        with self.pieces.question(label.owner):
            return self._replayed(body, self.pieces.range(body))

    @property
    def undecided(self) -> Mapping[str, None]:
        """The names of definitions and owners of labels whose range or trend needed too much work, in order."""
        return self.pieces.undecided

    def condition(self, when: ir.Expr, name: DefinitionId) -> Range:
        """Return the range of a truth, 1 where it holds: its high end is 0 where it never can.

        `name`: the definition that is undecided where this needs too much work.
        """
        body = ir.Choose((ir.Branch(when, ir.number(1)),), ir.ZERO)
        with self.pieces.question(name):
            return self._replayed(body, self.pieces.range(body))

    def leave_undecided(self, name: DefinitionId) -> None:
        """Note that a definition is not looked at any further."""
        with self.pieces.question(name):
            self.pieces.give_up()

    def witness(self, bound: RangeEnd) -> tuple[UnitData, ...] | None:
        """Return rows of data with which the first unit reaches a bound that is met; None where it is not met.

        The other rows make the first unit's place in rankings.
        """
        return self._witnesses.rows(bound.at) if bound.met else None

    def value(self, body: ir.Expr, at: Point) -> Fraction | None:
        """Return the value that the reference engine gives an expression with these values of variables."""
        return self._witnesses.value(body, at)

    @cached_property
    def _labels(self) -> dict[Label, ir.Labelled]:
        return {
            expression.label: expression
            for body in self.variables.bodies.values()
            for expression in subexpressions(body)
            if isinstance(expression, ir.Labelled)
        }

    def _replayed(self, body: ir.Expr, range_: Range) -> Range:
        """Return the range; an end that hangs on other units counts as met only if rows of data show it."""
        return Range(self._shown(body, range_.low), self._shown(body, range_.high))

    def _shown(self, body: ir.Expr, end: RangeEnd) -> RangeEnd:
        if not end.met or not any(name.startswith("\n") for name in end.at):
            return end
        return end if self._witnesses.value(body, end.at) == end.value else RangeEnd(end.value, False)
