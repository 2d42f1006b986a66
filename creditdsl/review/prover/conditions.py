"""A box cut by a condition: where it holds, and where it does not.

Receives conditions of the IR; promises boxes that together are the whole (a partition where all are sure). A
comparison of several variables may cut nothing: then both sides are followed on the whole box, neither of them
sure.
"""

from abc import abstractmethod
from collections.abc import Callable, Hashable, Iterator, Sequence

from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.nodes import CompareOp, LogicOp
from creditdsl.review.prover import sums
from creditdsl.review.prover.budget import Budget, TooMany
from creditdsl.review.prover.cuts import LIMIT, Cuts, Remembered, TruthPiece, held_to, read_part
from creditdsl.review.prover.domains import Box, Variable
from creditdsl.review.prover.sums import Sum
from creditdsl.review.prover.variables import NOBODY, UNIT, Variables

_NONE: frozenset[Variable] = frozenset()


JointPiece = tuple[Box, list[Sum], bool]
"""On this box several numbers are these sums; whether that is sure."""


class Conditions(Cuts):
    """Cuts by conditions. A subclass evaluates several numbers on common boxes (`together`)."""

    def __init__(self, variables: Variables, budget: Budget) -> None:
        super().__init__(variables, budget)
        self._truths_known: dict[tuple[DefinitionId, Hashable], Remembered[TruthPiece]] = {}

    @abstractmethod
    def together(self, args: Sequence[ir.Expr], box: Box, keep: frozenset[Variable]) -> list[JointPiece]: ...

    def truths(self, body: ir.Expr, box: Box) -> list[TruthPiece]:
        """Return the box cut by a condition; where there are too many parts, both sides on the whole box."""
        pieces: list[TruthPiece] = []
        self.budget.enter()
        try:
            for piece in self._truths(body, box):
                self.budget.take()
                pieces.append(piece)
                if len(pieces) > LIMIT:
                    raise TooMany
        except TooMany:
            if self.budget.spent:
                raise
            self.give_up()
            return _either_way(box)
        finally:
            self.budget.leave()
        return pieces

    def _truths(self, body: ir.Expr, box: Box) -> Iterator[TruthPiece]:
        match body:
            case ir.Const(value=value):
                yield TruthPiece(box, bool(value))
            case ir.Cell(measure=measure):
                yield from self._words(measure, (True,), box)
            case ir.OptionIs(measure=measure, option=option):
                yield from self._words(measure, (option,), box)
            case ir.Member(units=units):
                inside = tuple(unit for unit in self.variables.kinds if unit != NOBODY and unit in units)
                yield from self._words(UNIT, inside, box)
            case ir.Ref(name=name):
                yield from self._defined_truths(name, box)
            case ir.Labelled(body=inner):
                yield from self._truths(inner, box)
            case ir.IsBlank():
                yield TruthPiece(box, False)
            case ir.Undecided():
                yield from _either_way(box)
            case ir.Logic(op=LogicOp.NOT, args=(inner,)):
                yield from (TruthPiece(part.box, not part.holds, part.sure) for part in self.truths(inner, box))
            case ir.Logic(op=op, args=args):
                yield from self._logic(op is LogicOp.OR, args, box)
            case ir.Compare(op=op, left=left, right=right):
                yield from self._compare(op, left, right, box)
            case ir.Choose(branches=branches, otherwise=otherwise):
                cases = [(branch.when, branch.then) for branch in branches] + [(ir.TRUE, otherwise)]
                yield from self._either(cases, box)
            case _:
                raise AssertionError(body)

    def _defined_truths(self, name: DefinitionId, box: Box) -> list[TruthPiece]:
        """Return the box cut by a definition; worked out once for each part of the box that it reads."""
        body, read = self.variables.bodies[name], read_part(box, self.variables.of_definition(name))
        assert not isinstance(body, ir.Ranking)
        key = name, frozenset(read.items())
        known = self._truths_known.get(key)
        if known is None:
            known = self._truths_known[key] = self.remembered(read, lambda: self.truths(body, read))
        return [piece.on(part) for part, piece in self.recalled(known, box)]

    def _words(self, variable: Variable, holding: tuple[object, ...], box: Box) -> Iterator[TruthPiece]:
        domain = self.variables.domain(box, variable)
        assert isinstance(domain, tuple)
        yes = tuple(value for value in domain if value in holding)
        no = tuple(value for value in domain if value not in holding)
        for part, holds in ((yes, True), (no, False)):
            if part:
                yield TruthPiece(box if len(part) == len(domain) else held_to(box, variable, part), holds)

    def _logic(self, decides: bool, args: tuple[ir.Expr, ...], box: Box) -> Iterator[TruthPiece]:
        left = [(box, True)]
        for arg in args:
            passed = []
            for held, sure in left:
                for part in self.truths(arg, held):
                    if part.holds is decides:
                        yield TruthPiece(part.box, decides, sure and part.sure)
                    else:
                        passed.append((part.box, sure and part.sure))
            if len(passed) > LIMIT:
                raise TooMany
            left = passed
        yield from (TruthPiece(held, not decides, sure) for held, sure in left)

    def _either(self, cases: Sequence[tuple[ir.Expr, ir.Expr]], box: Box) -> Iterator[TruthPiece]:
        left = [(box, True)]
        for when, then in cases:
            passed = []
            for held, sure in left:
                for part in self.truths(when, held):
                    if not part.holds:
                        passed.append((part.box, sure and part.sure))
                        continue
                    for inner in self.truths(then, part.box):
                        yield TruthPiece(inner.box, inner.holds, sure and part.sure and inner.sure)
            if len(passed) > LIMIT:
                raise TooMany
            left = passed

    def _compare(self, op: CompareOp, left: ir.Expr, right: ir.Expr, box: Box) -> Iterator[TruthPiece]:
        keep = self.variables.of(left) | self.variables.of(right)
        if len(keep) > 3:  # the range decides, if anything does
            keep = _NONE
        holds = _HOLDS[op]
        for held, (a, b), sure in self.together((left, right), box, keep):
            for part, sign, sure_ in self.signs(sums.minus(a, b), held, holds):
                if sign is None:
                    yield from _either_way(part)
                else:
                    yield TruthPiece(part, holds(sign), sure and sure_)


def _either_way(box: Box) -> list[TruthPiece]:
    """Return both sides on the whole box, neither of them sure."""
    return [TruthPiece(box, True, False), TruthPiece(box, False, False)]


_HOLDS: dict[CompareOp, Callable[[int], bool]] = {
    CompareOp.EQ: lambda sign: sign == 0,
    CompareOp.LT: lambda sign: sign < 0,
    CompareOp.LE: lambda sign: sign <= 0,
    CompareOp.GT: lambda sign: sign > 0,
    CompareOp.GE: lambda sign: sign >= 0,
}
