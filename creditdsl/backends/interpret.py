"""The reference engine: exact, and with a trace of every labelled value.

Receives a program and the units' cells; promises every definition's value for every unit, the
trace, and every blank cell or zero denominator that stood in the way. Definitions are evaluated
one after the other, each for all units, so that a ranking finds its keys ready. Every expression
is turned into a closure once, not walked once a unit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from itertools import groupby
from typing import assert_never

from creditdsl.backends import closures
from creditdsl.backends.closures import ZERO, Evaluate, Frame
from creditdsl.base.exact import round_to
from creditdsl.base.node import node
from creditdsl.ir import nodes as ir
from creditdsl.ir.cells_read import cells_of
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.nodes import ArithOp, PlaceView, Ties
from creditdsl.ir.outcome import (
    Crowd,
    Fault,
    Inapplicable,
    Outcome,
    Pending,
    Score,
    UnitData,
    UnitOutcome,
    Value,
)
from creditdsl.ir.program import Definition, Honour, Item, Program

_UNDECIDED = Pending(frozenset())
ONE = Fraction(1)


_Outcomes = Iterator[Outcome]


@node
class Standing:
    """A ranking computed: by unit index the place and the number of tied units; units that are not ranked are left
    out.
    """

    places: Mapping[int, tuple[int, int]]
    used: int
    units: int
    pending: Pending | None = None


@node
class Facts:
    """What another engine knows of all units, so that some of them can be scored without the others."""

    standings: Mapping[DefinitionId, Standing] = field(default_factory=dict)
    populations: Mapping[ir.Population, Value] = field(default_factory=dict)


_NOTHING_KNOWN = Facts()


def interpret(program: Program, units: Sequence[UnitData], facts: Facts = _NOTHING_KNOWN) -> Outcome:
    """Score all units of one table. `facts`: rankings and populations known already, which are not computed again."""
    (outcome,) = interpret_each(program, [units], facts)
    return outcome


def interpret_each(program: Program, data: Iterable[Sequence[UnitData]], facts: Facts = _NOTHING_KNOWN) -> _Outcomes:
    """Score the units of several sets of data, each as if it stood alone; the program is compiled once."""
    engine = Interpreter(program, facts)
    yield from map(engine.run, data)
    engine.release()


class Interpreter:
    """evaluators: the compiled definitions. standings, of_all: rankings and populations of the units at hand."""

    def __init__(self, program: Program, facts: Facts) -> None:
        self.program, self.facts = program, facts
        self.bodies = {definition.name: definition.body for definition in program.definitions}
        self.evaluators: dict[DefinitionId, tuple[Evaluate, ...]] = {}
        self.populations: dict[ir.Population, Evaluate] = {}
        self.frames: list[Frame] = []
        self.standings: dict[DefinitionId, Standing] = {}
        self.of_all: dict[ir.Population, Value] = {}

    def release(self) -> None:
        """Let go of closures that refer to the engine: only a collector of cycles would free them."""
        self.evaluators.clear()
        self.populations.clear()

    def run(self, units: Sequence[UnitData]) -> Outcome:
        self.frames = [Frame(i, unit.unit, unit.cells) for i, unit in enumerate(units)]
        self.standings, self.of_all = {}, {}
        for definition in self.program.definitions:
            self.define(definition, self.frames)
        return self.ended()

    def ended(self) -> Outcome:
        """Return the outcome, where every definition is computed."""
        for evaluate in self.populations.values() if self.frames else ():
            evaluate(self.frames[0])
        outcomes = tuple(self.outcome(frame) for frame in self.frames)
        return Outcome(outcomes, self.faults(outcomes))

    def faults(self, outcomes: Sequence[UnitOutcome]) -> tuple[Fault, ...]:
        """Return what the items and what is made of them wait for, ordered by unit and measure.

        A fault that none needs is none.
        """
        faults: set[Fault] = set()
        for outcome in outcomes:
            for value in (*outcome.items.values(), *(outcome.values[name] for name in self.program.ends)):
                if isinstance(value, Pending):
                    faults |= {fault for fault in value.because if isinstance(fault, Fault)}
        if not faults:
            return ()
        order = {measure.name: position for position, measure in enumerate(self.program.measures)}
        units = {frame.unit: frame.index for frame in self.frames}

        def place(fault: Fault) -> tuple[object, ...]:
            columns = [order.get(measure, len(order)) for measure in fault.measures]
            return units[fault.unit], columns, fault.measures, fault.zero_denominator

        return tuple(sorted(faults, key=place))

    def define(self, definition: Definition, frames: Sequence[Frame]) -> None:
        """Compute a definition of these units; a ranking is of all units."""
        name, body = definition.name, definition.body
        if isinstance(body, ir.Ranking) and (known := self.facts.standings.get(name)) is not None:
            self.standings[name] = known
            return
        evaluators = self.evaluators.get(name)
        if evaluators is None:
            parts = (body.among, body.key) if isinstance(body, ir.Ranking) else (body,)
            evaluators = self.evaluators[name] = tuple(map(self._compile, parts))
        if isinstance(body, ir.Ranking):
            self.standings[name] = self._rank(body, *evaluators)
            return
        (evaluate,) = evaluators
        for frame in frames:
            frame.values[name] = evaluate(frame)

    def outcome(self, frame: Frame) -> UnitOutcome:
        def score(name: DefinitionId) -> Fraction | Pending:
            value = frame.values[name]
            assert not isinstance(value, bool)
            return value

        def item_score(item: Item) -> Score:
            return Inapplicable() if item.units is not None and frame.unit not in item.units else score(item.definition)

        rank = None if self.program.rank is None else frame.values[self.program.rank]
        grade = None if self.program.grade is None else frame.values[self.program.grade]
        return UnitOutcome(
            unit=frame.unit,
            items={item.ref: item_score(item) for item in self.program.items},
            sections={section.ref: score(section.definition) for section in self.program.sections},
            total=score(self.program.total),
            rank=int(rank) if isinstance(rank, Fraction) else None,
            grade=int(grade) if isinstance(grade, Fraction) else None,
            values=frame.values,
            trace=frame.trace,
            honours={each.mention: _honour_words(each, frame.values[each.definition]) for each in self.program.honours},
            populations=self.of_all,
        )

    # Rankings

    def _rank(self, ranking: ir.Ranking, among: Evaluate, key: Evaluate) -> Standing:
        """Return the places of the units for which `among` holds; if one of them waits, all wait."""
        waits: frozenset[Fault | Crowd] | None = None
        keys: list[tuple[Fraction, int]] = []
        for frame in self.frames:
            included = among(frame)
            if included is False:
                continue
            value = key(frame) if included is True else included
            if isinstance(value, Pending):
                waits = value.because if waits is None else waits | value.because
            else:
                keys.append((closures.number(value), frame.index))
        if waits is not None:
            return Standing({}, 0, 0, Pending(waits))
        keys.sort(key=lambda pair: pair[0], reverse=ranking.descending)
        places: dict[int, tuple[int, int]] = {}
        place = ranked = 0
        for _, group in groupby(keys, key=lambda pair: pair[0]):
            indexes = [index for _, index in group]
            place = ranked + 1 if ranking.ties is Ties.COMPETITION else place + 1
            ranked += len(indexes)
            places |= dict.fromkeys(indexes, (place, len(indexes)))
        used = ranked if ranking.ties is Ties.COMPETITION else place
        return Standing(places, used, ranked)

    # Expressions: one closure a node

    def _compile(self, node: ir.Expr) -> Evaluate:
        match node:
            case ir.Const(value=constant):
                return lambda frame: constant
            case ir.Cell(measure=measure):
                return closures.cell(measure)
            case ir.OptionIs(measure=measure, option=option):
                return closures.option(measure, option)
            case ir.Member(units=units):
                return lambda frame: frame.unit in units
            case ir.Ref(name=name):
                return lambda frame: frame.values[name]
            case ir.Labelled(label=label, body=body):
                return closures.labelled(label, self._compile(body))
            case ir.Arith(op=ArithOp.DIV, args=args):
                return self._divide(args)
            case ir.Arith(op=op, args=args):
                return closures.fold(op, [self._compile(arg) for arg in args])
            case ir.Compare(op=op, left=left, right=right):
                return closures.compare(op, self._compile(left), self._compile(right))
            case ir.Logic(op=op, args=args):
                return closures.logic(op, [self._compile(arg) for arg in args])
            case ir.Choose(branches=branches, otherwise=otherwise):
                compiled = [(self._compile(branch.when), self._compile(branch.then)) for branch in branches]
                return closures.choose(compiled, self._compile(otherwise))
            case ir.Steps(value=value, size=size, stepping=stepping):
                return closures.steps(self._compile(value), size, stepping)
            case ir.Clamp(value=value, low=low, high=high):
                return closures.clamp(self._compile(value), low, high)
            case ir.Round(value=value):
                digits, rounding = self.program.digits, self.program.rounding
                return closures.apply(self._compile(value), lambda number: round_to(number, digits, rounding))
            case ir.Place(ranking=ranking, view=view):
                return self._place(ranking, view)
            case ir.Undecided():
                return lambda frame: _UNDECIDED
            case ir.IsBlank(measures=measures):
                return lambda frame: any(measure not in frame.cells for measure in measures)
            case ir.IfZeroDivisor(value=value, otherwise=otherwise):
                return closures.if_zero_divisor(self._compile(value), self._compile(otherwise))
            case ir.Population():
                return self._population(node)
            case _:
                assert_never(node)

    def _divide(self, args: tuple[ir.Expr, ...]) -> Evaluate:
        above, *below = (self._compile(arg) for arg in args)
        cells = [cells_of(arg, self.bodies) for arg in args[1:]]

        def run(frame: Frame) -> Value:
            value = above(frame)
            waits = value.because if isinstance(value, Pending) else None
            for divisor, measures in zip(below, cells, strict=True):
                by = divisor(frame)
                if isinstance(by, Pending):
                    waits = by.because | (waits or frozenset())
                elif not by:
                    waits = frozenset((Fault(frame.unit, measures, True),)) | (waits or frozenset())
                elif waits is None:
                    value = closures.number(value) / closures.number(by)
            return value if waits is None else Pending(waits)

        return run

    def _place(self, ranking: DefinitionId, view: PlaceView) -> Evaluate:
        def run(frame: Frame) -> Value:
            standing = self.standings[ranking]
            if standing.pending is not None:
                return standing.pending
            match view:
                case PlaceView.PLACE:
                    return Fraction(standing.places.get(frame.index, (0, 0))[0])
                case PlaceView.TIED:
                    return Fraction(standing.places.get(frame.index, (0, 0))[1])
                case PlaceView.PLACES:
                    return Fraction(standing.used)
                case PlaceView.UNITS:
                    return Fraction(standing.units)
                case _:
                    assert_never(view)

        return run

    def _population(self, node: ir.Population) -> Evaluate:
        """Return an evaluator of the aggregate, computed once for all units together; 0 of none."""
        if node in self.populations:
            return self.populations[node]
        known = self.facts.populations.get(node)
        among, value = self._compile(node.among), self._compile(node.value)

        def run(frame: Frame) -> Value:
            result = self.of_all.get(node)
            if result is None:
                included = [(f, among(f)) for f in self.frames] if known is None else []
                values = [value(f) if met is True else met for f, met in included if met is not False]
                result = self.of_all[node] = _aggregate(node.op, values) if known is None else known
            return result

        self.populations[node] = run
        return run


def _honour_words(honour: Honour, index: Value) -> str | None:
    return honour.names[int(index)] if isinstance(index, Fraction) and index >= 0 else None


def _aggregate(op: ir.Aggregate, values: Sequence[Value]) -> Value:
    waiting = [value.because for value in values if isinstance(value, Pending)]
    if waiting:
        return Pending(frozenset().union(*waiting))
    numbers = [closures.number(value) for value in values]
    if not numbers:
        return ZERO
    match op:
        case ir.Aggregate.MAX:
            return max(numbers)
        case ir.Aggregate.MIN:
            return min(numbers)
        case ir.Aggregate.SUM:
            return sum(numbers, ZERO)
        case ir.Aggregate.MEAN:
            return sum(numbers, ZERO) / len(numbers)
        case _:
            assert_never(op)
