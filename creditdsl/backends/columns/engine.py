"""One `match` over the IR, on columns.

Receives a program and a table of columns; promises every score of every row as scaled integers, the
same to the last digit as the interpreter's. Rows are taken in blocks that fit the processor's cache,
on as many threads as there are cores; rankings and populations look at all rows and are computed
between, each once.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeVar, assert_never

import numpy as np
import numpy.typing as npt

from creditdsl.backends.columns import numbers as n
from creditdsl.backends.columns.numbers import Numbers, Truths
from creditdsl.backends.columns.ranks import Standing, standing
from creditdsl.backends.columns.table import Options, Table
from creditdsl.ir import nodes as ir
from creditdsl.ir.nodes import Aggregate, ArithOp, LogicOp, PlaceView
from creditdsl.ir.program import Definition, Program

BLOCK = 1 << 15
"""Rows at a time: some dozens of columns of them stay in a core's cache."""

Values = Numbers | Truths
_T = TypeVar("_T")


@dataclass(slots=True)
class _Block:
    """The rows from start to stop while they are computed."""

    rows: slice
    values: dict[str, Values] = field(default_factory=dict)


class Engine:
    """The definitions of one program over one table; each is computed when it is asked for."""

    def __init__(self, program: Program, table: Table, workers: int | None = None) -> None:
        self.program, self.table = program, table
        self.bodies = {definition.name: definition.body for definition in program.definitions}
        self.standings: dict[str, Standing] = {}
        self.populations: dict[ir.Population, Numbers] = {}
        self.members: dict[frozenset[str], npt.NDArray[np.bool_]] = {}
        self.blocks = [slice(at, min(at + BLOCK, table.rows)) for at in range(0, table.rows, BLOCK)]
        self.workers = min(len(self.blocks), workers or os.cpu_count() or 1)

    def run(self, names: Sequence[str]) -> dict[str, list[Values]]:
        """The wanted definitions, block by block."""
        for definition in self._needed(names):
            self._prepare(definition)
        done = self._each_block(lambda block: [self._definition(name, block) for name in names])
        return {name: [block[position] for block in done] for position, name in enumerate(names)}

    def _each_block(self, task: Callable[[_Block], _T]) -> list[_T]:
        blocks = [_Block(rows) for rows in self.blocks]
        if self.workers < 2:
            return [task(block) for block in blocks]
        with ThreadPoolExecutor(self.workers) as pool:
            return list(pool.map(task, blocks))

    def _needed(self, names: Sequence[str]) -> list[Definition]:
        """The definitions that the names lead to, in the program's order."""
        needed: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in needed:
                needed.add(name)
                waiting += _references(self.bodies[name])
        return [definition for definition in self.program.definitions if definition.name in needed]

    def _prepare(self, definition: Definition) -> None:
        """Compute what the definition has to know of all rows."""
        body = definition.body
        for population in _populations(body):
            if population not in self.populations:
                self.populations[population] = self._population(population)
        if isinstance(body, ir.Ranking):
            pairs = self._each_block(lambda block: (self._numbers(body.key, block), self._truths(body.among, block)))
            key = gathered([key for key, _ in pairs], self.blocks)
            among = gathered_truths([among for _, among in pairs], self.blocks)
            self.standings[definition.name] = standing(
                key, among, self.table.rows, descending=body.descending, ties=body.ties
            )

    def _population(self, node: ir.Population) -> Numbers:
        """One value for all rows, by Python's own integers and fractions."""
        pairs = self._each_block(lambda block: (self._numbers(node.value, block), self._truths(node.among, block)))
        value = gathered([value for value, _ in pairs], self.blocks)
        among = gathered_truths([among for _, among in pairs], self.blocks)
        included = np.full(self.table.rows, among.holds) if isinstance(among.holds, bool) else among.holds
        waits = 0 if among.state is None else int(np.bitwise_or.reduce(among.state))
        if value.state is not None:
            waits |= int(np.bitwise_or.reduce(np.where(included, value.state, np.uint8(0))))
        if waits:
            return Numbers(0, 1, 0, 0, 1, np.array([waits], dtype=np.uint8))
        return n.constant(_aggregate(node.op, value, included))

    # Expressions

    def _definition(self, name: str, block: _Block) -> Values:
        if name not in block.values:
            body = self.bodies[name]
            assert not isinstance(body, ir.Ranking)
            block.values[name] = self._expression(body, block)
        return block.values[name]

    def _numbers(self, node: ir.Expr, block: _Block) -> Numbers:
        value = self._expression(node, block)
        assert isinstance(value, Numbers)
        return value

    def _truths(self, node: ir.Expr, block: _Block) -> Truths:
        value = self._expression(node, block)
        assert isinstance(value, Truths)
        return value

    def _expression(self, node: ir.Expr, block: _Block) -> Values:
        match node:
            case ir.Const(value=bool(value)):
                return Truths(value)
            case ir.Const(value=value):
                return n.constant(Fraction(value))
            case ir.Cell(measure=measure):
                return self.table.cells(measure, block.rows)
            case ir.OptionIs(measure=measure, option=option):
                column = self.table.column(measure)
                assert isinstance(column, Options)
                return column.equal(option, block.rows)
            case ir.Member(units=units):
                return Truths(self._member(units)[block.rows])
            case ir.Ref(name=name):
                return self._definition(name, block)
            case ir.Labelled(body=body):
                return self._expression(body, block)
            case ir.Arith(op=op, args=args):
                return _arith(op, [self._numbers(arg, block) for arg in args])
            case ir.Compare(op=op, left=left, right=right):
                return n.compare(op, self._numbers(left, block), self._numbers(right, block))
            case ir.Logic(op=LogicOp.NOT, args=(arg,)):
                return n.negated(self._truths(arg, block))
            case ir.Logic(op=op, args=args):
                return n.joined([self._truths(arg, block) for arg in args], every=op is LogicOp.AND)
            case ir.Choose():
                return self._choose(node, block)
            case ir.Steps(value=value, size=size, stepping=stepping):
                return n.steps(self._numbers(value, block), size, stepping)
            case ir.Clamp(value=value, low=low, high=high):
                return n.clamp(self._numbers(value, block), low, high)
            case ir.Round(value=value):
                return n.round_to(self._numbers(value, block), self.program.digits, self.program.rounding)
            case ir.Place(ranking=ranking, view=view):
                return _view(self.standings[ranking], view, block.rows)
            case ir.Undecided():
                return Numbers(0, 1, 0, 0, 1, np.array([n.UNDECIDED], dtype=np.uint8))
            case ir.IsBlank(measures=measures):
                return n.joined([self.table.blank(measure, block.rows) for measure in measures], every=False)
            case ir.IfZeroDivisor(value=value, otherwise=otherwise):
                return n.if_zero_divisor(self._numbers(value, block), self._numbers(otherwise, block))
            case ir.Population():
                return self.populations[node]
            case _:
                assert_never(node)

    def _choose(self, node: ir.Choose, block: _Block) -> Values:
        """All branches are computed; a row takes the value, and waits for the cells, of its own."""
        whens = [self._truths(branch.when, block) for branch in node.branches]
        thens = [self._expression(branch.then, block) for branch in node.branches]
        otherwise = self._expression(node.otherwise, block)
        if isinstance(otherwise, Truths):
            truths = [(when, then) for when, then in zip(whens, thens, strict=True) if isinstance(then, Truths)]
            return n.choose_truths(truths, otherwise)
        values = [(when, then) for when, then in zip(whens, thens, strict=True) if isinstance(then, Numbers)]
        return n.choose_numbers(values, otherwise)

    def _member(self, units: frozenset[str]) -> npt.NDArray[np.bool_]:
        if units not in self.members:
            self.members[units] = np.fromiter((unit in units for unit in self.table.units), np.bool_, self.table.rows)
        return self.members[units]


def _arith(op: ArithOp, args: Sequence[Numbers]) -> Numbers:
    match op:
        case ArithOp.ADD:
            return n.add(args)
        case ArithOp.SUB:
            first, *rest = args
            return n.add([first, *(n.multiply([n.constant(Fraction(-1)), one]) for one in rest)])
        case ArithOp.MUL:
            return n.multiply(args)
        case ArithOp.DIV:
            quotient, *divisors = args
            for divisor in divisors:
                quotient = n.divide(quotient, divisor)
            return quotient
        case ArithOp.MIN:
            return n.extreme(args, greatest=False)
        case ArithOp.MAX:
            return n.extreme(args, greatest=True)
        case _:
            assert_never(op)


def _view(found: Standing, view: PlaceView, rows: slice) -> Numbers:
    if found.state:
        return Numbers(0, 1, 0, 0, 1, np.array([found.state], dtype=np.uint8))
    match view:
        case PlaceView.PLACE:
            return Numbers(found.place[rows].astype(np.int64), 1, 0, found.units, 1)
        case PlaceView.TIED:
            return Numbers(found.tied[rows].astype(np.int64), 1, 0, found.units, 1)
        case PlaceView.PLACES:
            return n.constant(Fraction(found.used))
        case PlaceView.UNITS:
            return n.constant(Fraction(found.units))
        case _:
            assert_never(view)


def _aggregate(op: Aggregate, value: Numbers, included: npt.NDArray[np.bool_]) -> Fraction:
    """Of the rows included; 0 of none."""
    count = int(included.sum())
    if not count:
        return Fraction(0)
    num: Any = np.full(len(included), value.num) if isinstance(value.num, int) else value.num
    num = num[included]
    if isinstance(value.den, int):
        match op:
            case Aggregate.MAX:
                return Fraction(int(num.max()), value.den)
            case Aggregate.MIN:
                return Fraction(int(num.min()), value.den)
            case Aggregate.SUM | Aggregate.MEAN:
                total = Fraction(_sum(num), value.den)
                return total / count if op is Aggregate.MEAN else total
            case _:
                assert_never(op)
    values = map(Fraction, map(int, num), map(int, value.den[included]))
    match op:
        case Aggregate.MAX:
            return max(values)
        case Aggregate.MIN:
            return min(values)
        case Aggregate.SUM | Aggregate.MEAN:
            total = sum(values, Fraction(0))
            return total / count if op is Aggregate.MEAN else total
        case _:
            assert_never(op)


def _sum(num: npt.NDArray[Any]) -> int:
    """Exact: sums of blocks that 64 bits hold are added in Python."""
    if num.dtype == object:
        return int(num.sum())
    largest = max(abs(int(num.min())), abs(int(num.max())), 1)
    step = max(1, 2**62 // largest)
    return sum(int(num[at : at + step].sum()) for at in range(0, len(num), step))


def gathered(parts: Sequence[Numbers], blocks: Sequence[slice]) -> Numbers:
    """The blocks of one value as one column."""
    if not parts:
        return n.constant(Fraction(0))
    num = _gather([one.num for one in parts], blocks)
    den = _gather([one.den for one in parts], blocks)
    state = _gather_state([one.state for one in parts], blocks)
    low, high = min(one.low for one in parts), max(one.high for one in parts)
    return Numbers(num, den, low, high, max(one.most for one in parts), state)


def gathered_truths(parts: Sequence[Truths], blocks: Sequence[slice]) -> Truths:
    if not parts:
        return Truths(False)
    return Truths(_gather([one.holds for one in parts], blocks), _gather_state([one.state for one in parts], blocks))


def _gather(parts: Sequence[Any], blocks: Sequence[slice]) -> Any:
    if all(isinstance(part, int) for part in parts) and len(set(parts)) == 1:
        return parts[0]
    return np.concatenate([column(part, rows) for part, rows in zip(parts, blocks, strict=True)])


def _gather_state(parts: Sequence[n.State], blocks: Sequence[slice]) -> n.State:
    if all(part is None for part in parts):
        return None
    found = [np.zeros(1, dtype=np.uint8) if part is None else part for part in parts]
    return np.concatenate([column(part, rows) for part, rows in zip(found, blocks, strict=True)])


def column(part: Any, rows: slice) -> npt.NDArray[Any]:
    """One entry for each row."""
    length = rows.stop - rows.start
    if isinstance(part, bool | int):
        return np.full(length, part)
    return np.broadcast_to(part, (length,)) if len(part) != length else np.asarray(part)


def _references(body: ir.Expr | ir.Ranking) -> list[str]:
    return [
        node.name if isinstance(node, ir.Ref) else node.ranking
        for node in _walk(body)
        if isinstance(node, ir.Ref | ir.Place)
    ]


def _populations(body: ir.Expr | ir.Ranking) -> list[ir.Population]:
    """Innermost first."""
    return [node for node in reversed(_walk(body)) if isinstance(node, ir.Population)]


def _walk(body: ir.Expr | ir.Ranking) -> list[Any]:
    """Every node below, itself included, parents before children."""
    found: list[Any] = []
    waiting: list[Any] = [body]
    while waiting:
        node = waiting.pop()
        found.append(node)
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
    return found


def values_by_name(found: Mapping[str, Sequence[Values]], blocks: Sequence[slice]) -> dict[str, Values]:
    """Each definition as one column."""
    whole: dict[str, Values] = {}
    for name, parts in found.items():
        numbers = [part for part in parts if isinstance(part, Numbers)]
        truths = [part for part in parts if isinstance(part, Truths)]
        whole[name] = gathered_truths(truths, blocks) if truths else gathered(numbers, blocks)
    return whole
