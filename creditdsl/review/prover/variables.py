"""The variables of a program, and on which of them an expression hangs.

Receives a program; promises a domain for each: its measures, the kinds of unit that 适用 and class
prices tell apart, a unit's standing in each ranking, what the others add to an aggregate of all, and
quotients of two counts that serve for nothing else. Whether a variable that is no measure is independent
of the measures is shown by a row of data only, so ends that need it are replayed (witness.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.nodes import ArithOp, PlaceView, Ties
from creditdsl.ir.program import Program
from creditdsl.ir.types import Count, Number
from creditdsl.review.prover.domains import Box, Domain, Interval, Variable, cells

UNIT = "\n单位"
BEFORE, BEHIND, TIED, OTHERS = "\n前 ", "\n后 ", "\n并列 ", "\n其他 "
QUOTIENT, ALL = "\n商 ", "\n全体 "
_VIEWS = {
    PlaceView.PLACE: (BEFORE,),
    PlaceView.PLACES: (BEFORE, BEHIND),
    PlaceView.TIED: (TIED,),
    PlaceView.UNITS: (BEFORE, BEHIND, TIED, OTHERS),
}
NOBODY = "\n"
"""The kind of unit that no group names."""


def children(body: ir.Expr) -> Iterator[ir.Expr]:
    """Yield the expressions directly below."""
    match body:
        case ir.Labelled(body=inner):
            yield inner
        case ir.Arith(args=args) | ir.Logic(args=args):
            yield from args
        case ir.Compare(left=left, right=right):
            yield from (left, right)
        case ir.Choose(branches=branches, otherwise=otherwise):
            for branch in branches:
                yield from (branch.when, branch.then)
            yield otherwise
        case ir.Steps(value=value) | ir.Clamp(value=value) | ir.Round(value=value):
            yield value
        case ir.Population(value=value, among=among):
            yield from (value, among)
        case ir.IfZeroDivisor(value=value, otherwise=otherwise):
            yield from (value, otherwise)
        case _:
            pass


def subexpressions(body: ir.Expr | ir.Ranking) -> Iterator[ir.Expr]:
    """Yield the expression and all below it, without what it refers to."""
    left: list[ir.Expr] = [body.key, body.among] if isinstance(body, ir.Ranking) else [body]
    while left:
        expression = left.pop()
        yield expression
        left += children(expression)


class Variables:
    """The variables of one program, with their domains.

    `units`: the whole roster, None where the table has none.
    """

    def __init__(self, program: Program, units: frozenset[str] | None = None) -> None:
        self.bodies = {definition.name: definition.body for definition in program.definitions}
        self.cells = cells(program)
        self.domains: dict[Variable, Domain] = dict(self.cells)
        self.populations: dict[ir.Population, Variable] = {}
        self.kinds: dict[str, tuple[str, ...]] = {}
        """The units that the same groups hold, by the first of them."""
        nodes = [one for body in self.bodies.values() for one in subexpressions(body)]
        self._find_kinds({one.units for one in nodes if isinstance(one, ir.Member)}, units)
        self.quotients = _quotients(program, nodes)
        self.domains |= dict.fromkeys((QUOTIENT + name for name in self.quotients), Interval(Fraction(0), None))
        ranked = [name for name, body in self.bodies.items() if isinstance(body, ir.Ranking)]
        most = None if units is None else Fraction(len(units) - 1)
        for name in ranked:
            for kind in (BEFORE, BEHIND, TIED, OTHERS):
                self.domains[kind + name] = Interval(Fraction(0), most, whole=True)
        self._known: dict[int, tuple[ir.Expr, frozenset[Variable]]] = {}
        self._defined: dict[DefinitionId, frozenset[Variable]] = {}
        for name, body in self.bodies.items():
            self._defined[name] = frozenset() if isinstance(body, ir.Ranking) else self.of(body)

    def domain(self, box: Box, variable: Variable) -> Domain:
        return box[variable] if variable in box else self.domains[variable]

    def of(self, body: ir.Expr) -> frozenset[Variable]:
        """Return the variables on which the expression hangs."""
        known = self._known.get(id(body))
        if known is None:
            known = self._known[id(body)] = body, self._of(body)  # kept, so that its id is not used again
        return known[1]

    def _of(self, body: ir.Expr) -> frozenset[Variable]:
        match body:
            case ir.Cell(measure=measure) | ir.OptionIs(measure=measure):
                return frozenset((measure,))
            case ir.Member():
                return frozenset((UNIT,))
            case ir.Ref(name=name):
                return self.of_definition(name)
            case ir.Place(ranking=ranking, view=view):
                return frozenset(kind + ranking for kind in _VIEWS[view])
            case ir.Population(value=value):
                return self.of(value) | {self.of_all(body)}
            case ir.Arith(op=ArithOp.DIV) if (quotient := self.quotient(body)) is not None:
                return frozenset((quotient,))
            case _:
                return frozenset().union(*(self.of(part) for part in children(body)))

    def of_definition(self, name: DefinitionId) -> frozenset[Variable]:
        """Return the variables on which a definition hangs."""
        return self._defined[name]

    def of_all(self, body: ir.Population) -> Variable:
        """Return the variable for what the others add to the unit's own value."""
        return self.populations.setdefault(body, f"{ALL}{len(self.populations)}")

    def shared_ties(self, ranking: DefinitionId) -> bool:
        body = self.bodies[ranking]
        return isinstance(body, ir.Ranking) and body.ties is Ties.COMPETITION

    # Kinds of unit

    def _find_kinds(self, groups: set[frozenset[str]], units: frozenset[str] | None) -> None:
        """Partition the units by the groups that hold them; each class is a kind."""
        if not groups:
            return
        named = sorted(units if units is not None else frozenset().union(*groups))
        signatures: dict[frozenset[frozenset[str]], list[str]] = {}
        for unit in named:
            signatures.setdefault(frozenset(group for group in groups if unit in group), []).append(unit)
        if units is None:
            signatures.setdefault(frozenset(), [NOBODY])
        self.kinds = {alike[0]: tuple(alike) for alike in signatures.values()}
        self.domains[UNIT] = tuple(self.kinds)

    def quotient(self, body: ir.Arith) -> Variable | None:
        """Return the variable of a quotient, times its factors, that is one; else None."""
        pair = _ratio(body)
        return QUOTIENT + pair[0] if pair is not None and self.quotients.get(pair[0]) == pair[1] else None


def _ratio(body: ir.Arith) -> tuple[str, str] | None:
    """Return numerator and denominator of count ÷ count or factor × count ÷ count; None for any other quotient."""
    if body.op is not ArithOp.DIV or len(body.args) != 2 or not isinstance(body.args[1], ir.Cell):
        return None
    above = body.args[0]
    inner = above.args if isinstance(above, ir.Arith) and above.op is ArithOp.MUL else (above,)
    cells = [one for one in inner if isinstance(one, ir.Cell)]
    if len(cells) != 1 or not all(isinstance(one, ir.Cell | ir.Const) for one in inner):
        return None
    return cells[0].measure, body.args[1].measure


def factor(body: ir.Arith) -> Fraction:
    """Return the product of the factors of a quotient that is a variable."""
    above, product = body.args[0], Fraction(1)
    for operand in above.args if isinstance(above, ir.Arith) else ():
        if isinstance(operand, ir.Const):
            product *= Fraction(operand.value)
    return product


def _quotients(program: Program, nodes: Iterable[ir.Expr]) -> Mapping[str, str]:
    """Return numerator to denominator of the quotients of two counts, where the numerator serves for nothing else."""
    endless = {
        m.name
        for m in program.measures
        if isinstance(m.type, Count | Number) and m.type.high is None and m.type.low == 0
    }
    over: dict[str, set[str]] = defaultdict(set)
    inside: dict[str, int] = defaultdict(int)
    cells: dict[str, int] = defaultdict(int)
    for expression in nodes:
        if isinstance(expression, ir.Cell):
            cells[expression.measure] += 1
        elif isinstance(expression, ir.Arith) and (pair := _ratio(expression)) is not None:
            over[pair[0]].add(pair[1])
            inside[pair[0]] += 1
    return {
        name: next(iter(below))
        for name, below in over.items()
        if len(below) == 1 and cells[name] == inside[name] and {name, *below} <= endless and name not in below
    }
