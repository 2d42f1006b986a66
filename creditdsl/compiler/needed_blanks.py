"""When a blank cell of an item is needed: where 缺报 holds.

Receives the lowered value of a rule; promises the condition that the value waits for a blank cell of the unit. It
follows the engines: of cases only the one that is taken is needed, of 且 and 或 nothing behind the part that decides.
A condition that looks at other units decides nothing here, because 缺报 decides which units are looked at.

Worked example: 差错数 0件 得4 其余 评定得分 酌情 0至4

    needed      差错数 blank, or 评定得分 blank where 差错数 is not 0
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import assert_never

from creditdsl.base.node import node
from creditdsl.compiler.name_uses import walk
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


@node
class NeededBlanks:
    """Finds what values need. bodies: of the definitions that values refer to."""

    bodies: Bodies

    def of(self, value: ir.Expr) -> Need:
        """Return the cells of the unit that the value needs."""
        match value:
            case ir.Cell(measure=measure) | ir.OptionIs(measure=measure):
                return Need(frozenset((measure,)))
            case ir.Const() | ir.Member() | ir.Undecided() | ir.IsBlank():
                return NOTHING
            case ir.Ref(name=name):
                body = self.bodies.get(name, ir.ZERO)  # 缺报 itself has no body yet
                return self.of(body.key if isinstance(body, ir.Ranking) else body)
            case ir.Place(ranking=name):
                return self.of(ir.Ref(name))
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
        if need == NOTHING or any(isinstance(part, ir.Place | ir.Population) for part in self._parts(when)):
            return need
        if any(isinstance(part, ir.Arith) and part.op is ir.ArithOp.DIV for part in self._parts(when)):
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
        """Return what parts need where no other part decides: none is known to be false of 且, true of 或."""
        needs = [self.of(arg) for arg in args]
        shared = frozenset[str].intersection(*(need.cells for need in needs))
        parts = [Need(shared)]
        for at, need in enumerate(needs):
            left = need.without(shared)
            for other, (arg, known) in enumerate(zip(args, needs, strict=True)):
                if other != at:
                    open_ = arg if op is ir.LogicOp.AND else ir.negate(arg)
                    left = self.where(ir.either(known.condition(), open_), left)
            parts.append(left)
        return together(parts)

    def _parts(self, value: ir.Expr) -> Iterator[object]:
        """Yield every node of an expression, also those of the definitions that it refers to."""
        for part in walk(value):
            yield part
            if isinstance(part, ir.Ref) and isinstance(body := self.bodies.get(part.name), ir.Expr):
                yield from self._parts(body)
