"""When a blank cell of an item is needed: where 缺报 holds.

Receives the lowered value of a rule; promises the condition that the value waits for a blank cell of the unit. It
follows the engines: of cases only the one that is taken is needed, of 且 and 或 nothing behind the part that decides.
A condition that looks at other units decides nothing here, because 缺报 decides which units are looked at.

Worked example: 差错数 0件 得4 其余 评定得分 酌情 0至4

    needed      差错数 blank, or 评定得分 blank where 差错数 is not 0
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import assert_never

from creditdsl.base.node import node
from creditdsl.base.node_walk import walk
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId

Bodies = Mapping[DefinitionId, ir.Expr | ir.Ranking]


@node
class Need:
    """What a value needs: cells whatever the others hold, and more where conditions hold."""

    cells: frozenset[str] = frozenset()
    guarded: tuple[tuple[ir.Expr, "Need"], ...] = ()

    def without(self, cells: frozenset[str]) -> "Need":
        """Return what is needed beside cells that are needed anyhow."""
        left = ((when, need.without(cells)) for when, need in self.guarded)
        return Need(self.cells - cells, tuple((when, need) for when, need in left if need != NOTHING))

    def condition(self) -> ir.Expr:
        """Return whether a cell that is needed is blank."""
        parts: list[ir.Expr] = [ir.IsBlank(tuple(sorted(self.cells)))] if self.cells else []
        parts += [ir.both(need.condition(), when) for when, need in self.guarded]
        return ir.either(*parts)


NOTHING = Need()


def together(needs: Sequence[Need]) -> Need:
    """Return what all of them need."""
    cells = frozenset[str]().union(*(need.cells for need in needs))
    guarded = (pair for need in needs for pair in need.without(cells).guarded)
    return Need(cells, tuple(dict.fromkeys(guarded)))


class NeededBlanks:
    """Finds what values need. Each definition that values refer to is looked at once."""

    def __init__(self, bodies: Bodies) -> None:
        self._bodies = bodies
        self._needs: dict[DefinitionId, Need] = {}
        self._kinds: dict[DefinitionId, _Kinds] = {}
        for name in bodies:  # earlier ones first, so that none is opened within another
            self.of(ir.Ref(name))

    def of(self, value: ir.Expr) -> Need:
        """Return the cells of the unit that the value needs."""
        match value:
            case ir.Cell(measure=measure) | ir.OptionIs(measure=measure):
                return Need(frozenset((measure,)))
            case ir.Const() | ir.Member() | ir.Undecided() | ir.IsBlank():
                return NOTHING
            case ir.Ref(name=name) | ir.Place(ranking=name):
                if name not in self._needs:
                    body = self._bodies.get(name, ir.ZERO)  # 缺报 itself has no body yet
                    self._needs[name] = self.of(body.key if isinstance(body, ir.Ranking) else body)
                return self._needs[name]
            case ir.Labelled(body=inner):
                return self.of(inner)
            case ir.Steps(value=inner) | ir.Clamp(value=inner) | ir.Round(value=inner) | ir.Population(value=inner):
                return self.of(inner)
            case ir.Arith(args=args):
                return together([self.of(arg) for arg in args])
            case ir.Compare(left=left, right=right):
                return together([self.of(left), self.of(right)])
            case ir.Logic(op=op, args=args):
                return self._logic(op, args)
            case ir.Choose(branches=branches, otherwise=otherwise):
                return reduce(self._branch, reversed(branches), self.of(otherwise))
            case ir.IfZeroDivisor(value=inner, otherwise=otherwise):
                return together([self.of(inner), self.where(ir.divides_by_zero(inner), self.of(otherwise))])
            case _:
                assert_never(value)

    def where(self, when: ir.Expr, need: Need) -> Need:
        """Return what is needed only where a condition holds."""
        kinds = self._kinds_of(when)
        if need == NOTHING or kinds.others:
            return need
        if kinds.divides:
            chosen = ir.Choose((ir.Branch(when, ir.number(1)),), ir.ZERO)
            when = ir.both(ir.negate(ir.divides_by_zero(chosen)), when)
        return Need(guarded=((when, need),))

    def _branch(self, behind: Need, branch: ir.Branch) -> Need:
        then = self.of(branch.then)
        cases = (
            [then] if then == behind else [self.where(branch.when, then), self.where(ir.negate(branch.when), behind)]
        )
        return together([self.of(branch.when), *cases])

    def _logic(self, op: ir.LogicOp, args: Sequence[ir.Expr]) -> Need:
        """Return what parts need where none decides: none is known to be false of 且, true of 或.

        A part that waits for a blank cell is not known, so it never keeps its own cells from being needed.
        """
        needs = [self.of(arg) for arg in args]
        if op is ir.LogicOp.NOT:
            return together(needs)
        shared = frozenset[str].intersection(*(need.cells for need in needs))
        open_ = [
            ir.either(known.condition(), arg if op is ir.LogicOp.AND else ir.negate(arg))
            for arg, known in zip(args, needs, strict=True)
            if not self._kinds_of(arg).others
        ]
        left = together(needs).without(shared)
        return together([Need(shared), self.where(ir.both(*open_), left) if open_ else left])

    def _kinds_of(self, value: ir.Expr | ir.Ranking) -> "_Kinds":
        """Return whether an expression, or a definition that it refers to, looks at other units or divides."""
        others = divides = False
        for part in walk(value):
            match part:
                case ir.Place() | ir.Population():
                    others = True
                case ir.Arith(op=ir.ArithOp.DIV):
                    divides = True
                case ir.Ref(name=name):
                    if name not in self._kinds:
                        self._kinds[name] = self._kinds_of(self._bodies.get(name, ir.ZERO))
                    others, divides = others or self._kinds[name].others, divides or self._kinds[name].divides
                case _:
                    pass
        return _Kinds(others, divides)


@node
class _Kinds:
    """others: whether other units are looked at. divides: whether there is a quotient."""

    others: bool
    divides: bool
