"""The SQL compiler: one `match` over the IR.

Receives a program and the columns of its cells; promises one query whose rows are the units and whose columns are
the scores. They are whole numbers with states, the same to the last digit as the interpreter's.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from sqlglot import exp

from creditdsl.backends.refused import Refused
from creditdsl.backends.sql import ranks
from creditdsl.backends.sql import whole as w
from creditdsl.backends.sql.cell_columns import UNIT, CellColumn, CellColumns, Kind, walk
from creditdsl.backends.sql.numbers import BLANK, READY, UNDECIDED, Arithmetic, Numbers, Truths, constant
from creditdsl.backends.sql.query import Query
from creditdsl.backends.sql.unbounded import unbounded
from creditdsl.backends.sql.whole import Flag, Whole
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.nodes import CompareOp, LogicOp, PlaceView
from creditdsl.ir.program import Program

_PENDING = Numbers(w.literal(0), w.literal(1), w.literal(UNDECIDED))


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A definition's column in the query; its value is num ÷ den.

    `column`: name of the number. `state`: name of the column of states, None where the value never waits.
    """

    definition: DefinitionId
    column: str
    den: int
    state: str | None


@dataclass(frozen=True, slots=True)
class Compiled:
    select: exp.Select
    results: tuple[ResultColumn, ...]


def compile_program(
    program: Program,
    cells: CellColumns,
    keys: Sequence[str] = (UNIT,),
    partition: Sequence[str] = (),
    source: exp.Select | None = None,
) -> Compiled:
    """Compile a program to one query.

    `keys`: columns of the cells that are handed on. `partition`: columns within which units are ranked. `source`: a
    query for the cells, None where they are a table.
    """
    names = program.results
    compiler = _Compiler(program, cells, partition, names)
    expressions: list[tuple[str, exp.Expr]] = [(key, exp.column(key)) for key in keys]
    results = []
    for at, name in enumerate(names, start=1):
        try:
            value = compiler.result(name)
        except RecursionError as fault:
            raise Refused(name, too_deep=True) from fault
        state = None if value.state.constant == 0 else f"s{at}"
        assert value.den.constant is not None
        expressions.append((f"r{at}", w.taken(value.num)))
        if state is not None:
            expressions.append((state, w.taken(value.state)))
        results.append(ResultColumn(name, f"r{at}", value.den.constant, state))
    return Compiled(compiler.query.select(expressions, source), tuple(results))


class _Compiler:
    def __init__(
        self, program: Program, cells: CellColumns, partition: Sequence[str], names: Sequence[DefinitionId]
    ) -> None:
        self.program, self.cells, self.query = program, cells, Query(partition)
        self.bodies = {definition.name: definition.body for definition in program.definitions}
        self.arithmetic = Arithmetic(self.query.share, self.query.share_flag, program.digits, program.rounding)
        self.done: dict[DefinitionId, Numbers | Truths] = {}
        self.standings: dict[DefinitionId, ranks.StandingSql] = {}
        self.populations: dict[ir.Population, Numbers] = {}
        self.uses, self.views = self._uses(names)
        self.several: set[DefinitionId] = set()
        """Rankings with two places at least, wherever the expression at hand is asked for."""

    def _uses(self, names: Sequence[DefinitionId]) -> tuple[Counter[DefinitionId], dict[DefinitionId, set[PlaceView]]]:
        """Count how often each needed definition is read, and collect what is read of each ranking."""
        uses, views = Counter(names), dict[DefinitionId, set[PlaceView]]()
        waiting, seen = list(uses), set(uses)
        while waiting:
            for node in walk(self.bodies[waiting.pop()]):
                match node:
                    case ir.Ref(name=name):
                        uses[name] += 1
                    case ir.Place(ranking=name, view=view):
                        views.setdefault(name, set()).add(view)
                    case _:
                        continue
                if name not in seen:
                    seen.add(name)
                    waiting.append(name)
        return uses, views

    def result(self, name: DefinitionId) -> Numbers:
        """Return a definition as it is handed out: a column over one denominator."""
        value = self.definition(name)
        assert isinstance(value, Numbers)
        if value.den.constant is None:  # a value that no rule rounds
            raise Refused(name, too_wide=False)
        return Numbers(self._as_column(value.num), value.den, self._as_column(value.state))

    def _as_column(self, number: Whole) -> Whole:
        """Return the number as a column, which the last wave can hand out."""
        is_column = number.constant is not None or isinstance(number.sql, exp.Column)
        return number if is_column else self.query.column(number)

    # Definitions

    def definition(self, name: DefinitionId) -> Numbers | Truths:
        if name not in self.done:
            body = self.bodies[name]
            assert not isinstance(body, ir.Ranking)
            several, self.several = self.several, set()
            try:
                value = self.expression(body)
                self.done[name] = self._shared(value) if self.uses[name] > 1 else value
            except w.TooWide as fault:
                raise Refused(name, unbounded(self.program, name), too_wide=True) from fault
            except ranks.NoCommonDenominator as fault:
                raise Refused(name, too_wide=False) from fault
            self.several = several
        return self.done[name]

    def _shared(self, value: Numbers | Truths) -> Numbers | Truths:
        share = self.query.share
        match value:
            case Numbers(num=num, den=den, state=state):
                return Numbers(share(num), share(den), share(state))
            case Truths(holds=holds, state=state):
                return Truths(self.query.share_flag(holds), share(state))
            case _:
                assert_never(value)

    def _standing(self, name: DefinitionId) -> ranks.StandingSql:
        if name not in self.standings:
            body = self.bodies[name]
            assert isinstance(body, ir.Ranking)
            self.standings[name] = ranks.standing(
                self.query,
                self.numbers(body.key),
                self.truths(body.among),
                self.cells.rows,
                descending=body.descending,
                ties=body.ties,
                views=self.views[name],
            )
        return self.standings[name]

    # Expressions

    def numbers(self, node: ir.Expr) -> Numbers:
        value = self.expression(node)
        assert isinstance(value, Numbers)
        return value

    def truths(self, node: ir.Expr) -> Truths:
        value = self.expression(node)
        assert isinstance(value, Truths)
        return value

    def expression(self, node: ir.Expr) -> Numbers | Truths:
        arithmetic = self.arithmetic
        match node:
            case ir.Const(value=bool(value)):
                return Truths(w.truth(value))
            case ir.Const(value=value):
                return constant(Fraction(value))
            case ir.Cell(measure=measure):
                return _cell(self.cells.columns[measure])
            case ir.OptionIs(measure=measure, option=option):
                return _option(self.cells.columns[measure], option)
            case ir.Member(units=units):
                return Truths(_among(units))
            case ir.Ref(name=name):
                body = _bare(self.bodies[name])
                return self.expression(body) if isinstance(body, ir.Place) else self.definition(name)
            case ir.Labelled(body=body):
                return self.expression(body)
            case ir.Arith(op=op, args=args):
                return arithmetic.arith(op, [self.numbers(arg) for arg in args])
            case ir.Compare(op=op, left=left, right=right):
                return arithmetic.compare(op, self.numbers(left), self.numbers(right))
            case ir.Logic(op=LogicOp.NOT, args=(arg,)):
                return arithmetic.negated(self.truths(arg))
            case ir.Logic(op=op, args=args):
                return arithmetic.joined([self.truths(arg) for arg in args], every=op is LogicOp.AND)
            case ir.Choose():
                return self._choose(node)
            case ir.Steps(value=value, size=size, stepping=stepping):
                return arithmetic.steps(self.numbers(value), size, stepping)
            case ir.Clamp(value=value, low=low, high=high):
                return arithmetic.clamp(self.numbers(value), low, high)
            case ir.Round(value=value):
                return arithmetic.round_to(self.numbers(value))
            case ir.Place(ranking=ranking, view=view):
                return self._place(ranking, view)
            case ir.Undecided():
                return _PENDING
            case ir.IsBlank(measures=measures):
                return Truths(w.some([_blank(self.cells.columns[measure]) for measure in measures]))
            case ir.IfZeroDivisor(value=value, otherwise=otherwise):
                return arithmetic.if_zero_divisor(self.numbers(value), self.numbers(otherwise))
            case ir.Population(op=aggregate, value=value, among=among):
                if node not in self.populations:
                    rows = self.cells.rows
                    self.populations[node] = ranks.population(
                        self.query, aggregate, self.numbers(value), self.truths(among), rows
                    )
                return self.populations[node]
            case _:
                assert_never(node)

    def _choose(self, node: ir.Choose) -> Numbers | Truths:
        before = set(self.several)
        whens, thens = [], []
        for branch in node.branches:
            whens.append(self.truths(branch.when))
            thens.append(self.expression(branch.then))
            if (ranking := self._all_tied(branch.when)) is not None:
                self.several.add(ranking)
        otherwise = self.expression(node.otherwise)
        self.several = before
        if isinstance(otherwise, Truths):
            truths = [(when, then) for when, then in zip(whens, thens, strict=True) if isinstance(then, Truths)]
            return self.arithmetic.choose_truths(truths, otherwise)
        numbers = [(when, then) for when, then in zip(whens, thens, strict=True) if isinstance(then, Numbers)]
        return self.arithmetic.choose(numbers, otherwise)

    def _all_tied(self, when: ir.Expr) -> DefinitionId | None:
        """Return the ranking of which the condition says that all its units share a place; else it has two places."""
        match _bare(when):
            case ir.Compare(op=CompareOp.EQ, left=left, right=right):
                views = {self._view(left), self._view(right)}
                for ranking, _ in filter(None, views):
                    if views == {(ranking, PlaceView.TIED), (ranking, PlaceView.UNITS)}:
                        return ranking
            case _:
                pass
        return None

    def _view(self, node: ir.Expr | ir.Ranking) -> tuple[DefinitionId, PlaceView] | None:
        match _bare(node):
            case ir.Ref(name=name):
                return self._view(self.bodies[name])
            case ir.Place(ranking=ranking, view=view):
                return ranking, view
            case _:
                return None

    def _place(self, ranking: DefinitionId, view: PlaceView) -> Numbers:
        standing = self._standing(ranking)
        number = standing.views[view]
        if view is PlaceView.PLACES and ranking in self.several:
            number = w.greatest(number, w.literal(2))
        return Numbers(number, w.literal(1), standing.state)


def _bare(node: ir.Expr | ir.Ranking) -> ir.Expr | ir.Ranking:
    while isinstance(node, ir.Labelled):
        node = node.body
    return node


def _cell(column: CellColumn) -> Numbers | Truths:
    state = _state(column)
    if column.kind is Kind.TRUTH:
        sql: exp.Expr = exp.column(column.name)
        sql = exp.Coalesce(this=sql, expressions=[exp.Boolean(this=False)]) if column.blank else sql
        return Truths(Flag(sql), state)
    assert column.kind is Kind.NUMBER  # an option is asked for by OptionIs
    width = w.width_of(max(abs(column.low), abs(column.high)))
    number = w.column(column.name, column.low, column.high, width)
    if column.blank and number.constant is None:
        sql = exp.Coalesce(this=exp.column(column.name), expressions=[exp.Literal.number(0)])
        number = Whole(sql, column.low, column.high, width)
    return Numbers(number, w.literal(column.den), state)


def _option(column: CellColumn, option: str) -> Truths:
    sql: exp.Expr = exp.column(column.name)
    sql = exp.Coalesce(this=sql, expressions=[exp.Literal.string("")]) if column.blank else sql
    state = _state(column)
    return Truths(Flag(exp.EQ(this=sql, expression=exp.Literal.string(option)), weight=3), state)


def _state(column: CellColumn) -> Whole:
    """Return the state of a cell.

    Whether it is blank is asked again wherever it matters, rather than handed on from wave to wave.
    """
    return replace(w.choose([(_blank(column), w.literal(BLANK))], READY), weight=1)


def _blank(column: CellColumn) -> Flag:
    if not column.blank:
        return w.truth(False)
    return Flag(exp.Is(this=exp.column(column.name), expression=exp.Null()), weight=2)


def _among(units: frozenset[str]) -> Flag:
    if not units:
        return w.truth(False)
    words = [exp.Literal.string(unit) for unit in sorted(units)]
    return Flag(exp.In(this=exp.column(UNIT), expressions=words), weight=4)
