"""The columns engine: one `match` over the IR, on columns.

Receives a program and a table of columns; promises every score of every row as scaled integers, the same to the
last digit as the interpreter's. Expressions become nodes of the graph, which is computed at the end. Rankings and
populations look at all rows and are computed where they are met. Rankings that read cells only are computed side by
side on all cores.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from typing import Any, assert_never

import numpy as np

from creditdsl.backends.columns import numbers as n
from creditdsl.backends.columns.cell_nodes import CellNodes
from creditdsl.backends.columns.evaluate import BLOCK, WORKERS, columns, evaluate
from creditdsl.backends.columns.graph import apply
from creditdsl.backends.columns.numbers import Numbers, Truths
from creditdsl.backends.columns.operands import Array, Op, Operand, leaf
from creditdsl.backends.columns.ranks import StandingColumns, standing
from creditdsl.backends.columns.reasons import UNDECIDED, Reason, Reasons, Source
from creditdsl.ir import nodes as ir
from creditdsl.ir.cells_read import cells_of
from creditdsl.ir.columns import Table
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.nodes import Aggregate, ArithOp, LogicOp, PlaceView
from creditdsl.ir.program import Program

Values = Numbers | Truths


class ColumnEngine:
    """The definitions of one program over one table.

    `by_reason`: whether states say what exactly a value waits for. `blocking`: by row, what a ranking or a
    population waits for; empty where none does.
    """

    def __init__(self, program: Program, table: Table, workers: int = WORKERS, by_reason: bool = False) -> None:
        self.program, self.table = program, table
        self.workers = workers if table.rows > BLOCK else 1  # threads take longer to start than a block to compute
        self.reasons = Reasons(by_reason)
        self.cells = CellNodes(table, self.reasons)
        self.blocking: dict[Source, Operand] = {}
        self.bodies = {definition.name: definition.body for definition in program.definitions}
        self.values: dict[DefinitionId, Values] = {}
        self.standings: dict[DefinitionId, StandingColumns] = {}
        self.populations: dict[ir.Population, Numbers] = {}
        self.members: dict[frozenset[str], Operand] = {}

    def run(self, names: Sequence[DefinitionId]) -> dict[DefinitionId, Values]:
        """Return the named definitions with their columns computed."""
        self.prepare(names, kept=names)
        wanted = {name: self.values[name] for name in names}
        self.compute(list(wanted.values()))
        return wanted

    def prepare(self, names: Sequence[DefinitionId], kept: Sequence[DefinitionId] = ()) -> None:
        """Compute what these definitions have to know of all rows.

        `kept`: those whose columns are wanted, too.
        """
        needed = self._needed(names)
        self._rank_cells(needed)
        done: list[DefinitionId] = []
        for name in needed:
            body = self.bodies[name]
            if not isinstance(body, ir.Ranking):
                if name not in self.values:
                    self.values[name] = self._expression(body)
                done += [name] if name in kept else []
            elif name not in self.standings:
                self.compute([self.values[other] for other in done])  # what the key is made of is computed once
                self.standings[name] = self._standing(name, body, self.workers)

    def compute(self, values: Sequence[Values]) -> None:
        """Compute the columns of these values, once and for all."""
        parts: list[Operand] = []
        for value in values:
            parts += [value.num, value.den, value.state] if isinstance(value, Numbers) else [value.holds, value.state]
        evaluate(parts, self.table.rows, self.workers)

    def _needed(self, names: Sequence[DefinitionId]) -> list[DefinitionId]:
        """Return the definitions that the names lead to, in the program's order."""
        needed: set[DefinitionId] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in needed:
                needed.add(name)
                waiting += references(self.bodies[name])
        return [definition.name for definition in self.program.definitions if definition.name in needed]

    def _rank_cells(self, needed: Sequence[DefinitionId]) -> None:
        """Compute the rankings that wait for no other, side by side."""
        free: list[tuple[DefinitionId, ir.Ranking]] = []
        bound: set[DefinitionId] = set()
        for name in needed:
            body = self.bodies[name]
            if populations(body) or bound.intersection(references(body)):
                bound.add(name)
            elif isinstance(body, ir.Ranking):
                bound.add(name)
                free.append((name, body))
            else:
                self.values[name] = self._expression(body)
        if len(free) > 1 and self.workers > 1:
            with ThreadPoolExecutor(self.workers) as pool:
                standings = list(pool.map(lambda one: self._standing(one[0], one[1], 1), free))
            self.standings |= {name: one for (name, _), one in zip(free, standings, strict=True)}

    def _standing(self, name: DefinitionId, ranking: ir.Ranking, workers: int) -> StandingColumns:
        key, among = self._numbers(ranking.key), self._truths(ranking.among)
        state = self._waits(name, key, among, workers)
        return StandingColumns(0, 0, 0, 0, state) if state else standing(key, among, self.table.rows, ranking, workers)

    def _waits(self, source: Source, value: Numbers, among: Truths, workers: int) -> int:
        """Return the state that all rows share because a row that is included, or may be, waits.

        The rows that wait are kept in `blocking`.
        """
        included = apply(Op.AND, among.holds, apply(Op.EQ, among.state, 0))
        waits = n.waiting(among.state, apply(Op.WHERE, included, value.state, 0))
        (states,) = evaluate([waits], self.table.rows, workers)
        state = int(states) if isinstance(states, int) else int(np.bitwise_or.reduce(states))
        if state:
            self.blocking[source] = waits
        return self.reasons.of(source, state)

    def _population(self, node: ir.Population) -> Numbers:
        """Return the aggregate, one value for all rows, by Python's own integers and fractions."""
        value, among = self._numbers(node.value), self._truths(node.among)
        if state := self._waits(node, value, among, self.workers):
            return Numbers(0, 1, state)
        num, den, included = columns([value.num, value.den, among.holds], self.table.rows, self.workers)
        chosen = included.astype(np.bool_)
        return n.constant(_aggregate(node.op, num[chosen], den[chosen]))

    # Expressions

    def _numbers(self, node: ir.Expr) -> Numbers:
        value = self._expression(node)
        assert isinstance(value, Numbers)
        return value

    def _truths(self, node: ir.Expr) -> Truths:
        value = self._expression(node)
        assert isinstance(value, Truths)
        return value

    def _expression(self, node: ir.Expr) -> Values:
        match node:
            case ir.Const(value=bool(value)):
                return Truths(value)
            case ir.Const(value=value):
                return n.constant(Fraction(value))
            case ir.Cell(measure=measure):
                return self.cells.value(measure)
            case ir.OptionIs(measure=measure, option=option):
                return self.cells.option(measure, option)
            case ir.Member(units=units):
                return Truths(self.member(units))
            case ir.Ref(name=name):
                return self.values[name]
            case ir.Labelled(body=body):
                return self._expression(body)
            case ir.Arith(op=ArithOp.DIV, args=(above, *below)):
                return self._quotient(above, below)
            case ir.Arith(op=op, args=args):
                return _arith(op, [self._numbers(arg) for arg in args])
            case ir.Compare(op=op, left=left, right=right):
                return n.compare(op, self._numbers(left), self._numbers(right))
            case ir.Logic(op=LogicOp.NOT, args=(arg,)):
                return n.negated(self._truths(arg))
            case ir.Logic(op=op, args=args):
                return n.joined([self._truths(arg) for arg in args], every=op is LogicOp.AND)
            case ir.Choose():
                return self._choose(node)
            case ir.Steps(value=value, size=size, stepping=stepping):
                return n.steps(self._numbers(value), size, stepping)
            case ir.Clamp(value=value, low=low, high=high):
                return n.clamp(self._numbers(value), low, high)
            case ir.Round(value=value):
                return n.round_to(self._numbers(value), self.program.digits, self.program.rounding)
            case ir.Place(ranking=ranking, view=view):
                return _view(self.standings[ranking], view)
            case ir.Undecided():
                return Numbers(0, 1, UNDECIDED)
            case ir.IsBlank(measures=measures):
                return n.joined([Truths(self.cells.blank(measure)) for measure in measures], every=False)
            case ir.IfZeroDivisor(value=value, otherwise=otherwise):
                quotient, instead = self._numbers(value), self._numbers(otherwise)
                return n.if_zero_divisor(quotient, instead, self.reasons.blanks, self.reasons.zeros)
            case ir.Population():
                if node not in self.populations:
                    self.populations[node] = self._population(node)
                return self.populations[node]
            case _:
                assert_never(node)

    def _quotient(self, above: ir.Expr, below: Sequence[ir.Expr]) -> Numbers:
        quotient = self._numbers(above)
        for divisor in below:

            def by_zero(divisor: ir.Expr = divisor) -> int:
                return self.reasons.bit(Reason(True, cells_of(divisor, self.bodies)))

            quotient = n.divide(quotient, self._numbers(divisor), by_zero)
        return quotient

    def _choose(self, node: ir.Choose) -> Values:
        """Return the value of the first branch that holds, all branches being computed.

        A row waits only for the cells of its own branch.
        """
        whens = [self._truths(branch.when) for branch in node.branches]
        thens = [self._expression(branch.then) for branch in node.branches]
        otherwise = self._expression(node.otherwise)
        if isinstance(otherwise, Truths):
            truths = [(when, then) for when, then in zip(whens, thens, strict=True) if isinstance(then, Truths)]
            return n.choose_truths(truths, otherwise)
        values = [(when, then) for when, then in zip(whens, thens, strict=True) if isinstance(then, Numbers)]
        return n.choose_numbers(values, otherwise)

    def member(self, units: frozenset[str]) -> Operand:
        """Return a flag by row: whether it is of one of these units."""
        if units not in self.members:
            flags = np.fromiter((unit in units for unit in self.table.units), np.bool_, self.table.rows)
            self.members[units] = leaf(flags, 0, 1)
        return self.members[units]


def _arith(op: ArithOp, args: Sequence[Numbers]) -> Numbers:
    match op:
        case ArithOp.ADD:
            return n.add(args)
        case ArithOp.SUB:
            return n.subtract(args)
        case ArithOp.MUL:
            return n.multiply(args)
        case ArithOp.MIN:
            return n.extreme(args, greatest=False)
        case ArithOp.MAX:
            return n.extreme(args, greatest=True)
        case ArithOp.DIV:  # pragma: no cover - computed by _quotient
            raise AssertionError(op)
        case _:
            assert_never(op)


def _view(standing: StandingColumns, view: PlaceView) -> Numbers:
    match view:
        case PlaceView.PLACE:
            return Numbers(standing.place, 1, standing.state)
        case PlaceView.TIED:
            return Numbers(standing.tied, 1, standing.state)
        case PlaceView.PLACES:
            return Numbers(standing.used, 1, standing.state)
        case PlaceView.UNITS:
            return Numbers(standing.units, 1, standing.state)
        case _:
            assert_never(view)


def _aggregate(op: Aggregate, num: Array, den: Array) -> Fraction:
    """Return the aggregate of the included rows; 0 of none."""
    if not len(num):
        return Fraction(0)
    sums: dict[int, list[int]] = {}
    for below in np.unique(den):
        part = num[den == below]
        sums[int(below)] = [int(part.min()), int(part.max()), _sum(part)]
    match op:
        case Aggregate.MAX:
            return max(Fraction(most, below) for below, (_, most, _) in sums.items())
        case Aggregate.MIN:
            return min(Fraction(least, below) for below, (least, _, _) in sums.items())
        case Aggregate.SUM:
            return sum((Fraction(total, below) for below, (_, _, total) in sums.items()), Fraction(0))
        case Aggregate.MEAN:
            return sum((Fraction(total, below) for below, (_, _, total) in sums.items()), Fraction(0)) / len(num)
        case _:
            assert_never(op)


def _sum(num: Array) -> int:
    """Return the exact sum: stretches that 64 bits hold are summed there, and added in Python."""
    if num.dtype == object:
        return int(num.sum())
    largest = max(abs(int(num.min())), abs(int(num.max())), 1)
    stretch = max(1, 2**62 // largest)
    return sum(int(num[at : at + stretch].sum(dtype=np.int64)) for at in range(0, len(num), stretch))


def references(body: ir.Expr | ir.Ranking) -> list[DefinitionId]:
    return [
        node.name if isinstance(node, ir.Ref) else node.ranking
        for node in walk(body)
        if isinstance(node, ir.Ref | ir.Place)
    ]


def populations(body: ir.Expr | ir.Ranking) -> bool:
    return any(isinstance(node, ir.Population) for node in walk(body))


def walk(body: ir.Expr | ir.Ranking) -> list[Any]:
    """Return every node of a definition, itself included."""
    nodes: list[Any] = []
    waiting: list[Any] = [body]
    while waiting:
        node = waiting.pop()
        nodes.append(node)
        match node:
            case ir.Labelled(body=inner):
                waiting.append(inner)
            case ir.Arith(args=args) | ir.Logic(args=args):
                waiting.extend(args)
            case ir.Compare(left=left, right=right):
                waiting += [left, right]
            case ir.Choose(branches=branches, otherwise=otherwise):
                waiting += [part for branch in branches for part in (branch.when, branch.then)] + [otherwise]
            case ir.Steps(value=value) | ir.Clamp(value=value) | ir.Round(value=value):
                waiting.append(value)
            case ir.IfZeroDivisor(value=value, otherwise=otherwise):
                waiting += [value, otherwise]
            case ir.Population(value=value, among=among):
                waiting += [value, among]
            case ir.Ranking(key=key, among=among):
                waiting += [key, among]
            case _:
                pass
    return nodes
