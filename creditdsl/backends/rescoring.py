"""The reference engine once more: a run that differs little from an earlier one computes only what is other.

Receives a program and rows, as `interpret` does, and the runs of an earlier time. Promises the outcome that `interpret`
gives. A rule worth other points leaves most of the program as it was, a cell with another value most of the rows:

    一#1 得3 → 得4      条:一#1 is stale, then 项:一, which refers to it, then 总分, 名次:排名 and 等次
    甲局's cell          every definition of 甲局; of the others what reads all units: a ranking, a population

A definition is stale where its body is another one, or refers to a stale one. A ranking whose places come out as they
were is not.
"""

from collections.abc import Sequence
from fractions import Fraction

from creditdsl.backends.closures import Frame
from creditdsl.backends.interpret import Facts, Interpreter, Standing
from creditdsl.base.node import node
from creditdsl.base.node_walk import walk
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId, Label
from creditdsl.ir.outcome import Outcome, UnitData
from creditdsl.ir.program import Definition, Program


class Rescoring:
    """An engine of rows that keeps its run of each period, for a later one.

    earlier: the engine whose runs this one builds on.
    """

    def __init__(self, earlier: "Rescoring | None" = None) -> None:
        self._earlier: dict[str | None, _Run] = {} if earlier is None else earlier._runs
        self._runs: dict[str | None, _Run] = {}
        self._differences: list[_Difference] = []

    def __call__(self, program: Program, units: Sequence[UnitData]) -> Outcome:
        """Score all units of one table, in data by period those of one period."""
        period = units[0].period if units else None
        earlier = self._earlier.get(period)
        difference = None if earlier is None else self._difference(program, earlier.program)
        if earlier is None or difference is None or not _same_rows(units, earlier.units):
            engine: Interpreter = Interpreter(program, Facts())
        else:
            engine = _Rerun(program, earlier, difference)
        run = _Run(program, tuple(units), engine.run(units), engine.standings)
        engine.release()
        self._runs[period] = run
        return run.outcome

    def _difference(self, program: Program, earlier: Program) -> "_Difference | None":
        """Return how two programs differ, worked out once for all periods; None where they have little in common."""
        for difference in self._differences:
            if difference.program is program and difference.earlier is earlier:
                return difference
        if not _comparable(program, earlier):
            return None
        self._differences.append(_Difference(program, earlier))
        return self._differences[-1]


@node
class _Run:
    """What was scored together, and the places that its rankings gave."""

    program: Program
    units: tuple[UnitData, ...]
    outcome: Outcome
    standings: dict[DefinitionId, Standing]


def _comparable(program: Program, earlier: Program) -> bool:
    """Return whether two programs define the same names in the same order, and round alike."""
    names, earlier_names = ([each.name for each in one.definitions] for one in (program, earlier))
    rounding = (program.digits, program.rounding) == (earlier.digits, earlier.rounding)
    return rounding and names == earlier_names


def _same_rows(units: Sequence[UnitData], earlier: Sequence[UnitData]) -> bool:
    return [unit.unit for unit in units] == [unit.unit for unit in earlier]


class _Difference:
    """Which bodies of definitions are other ones; `links`: what each new body refers to, in the program's order."""

    def __init__(self, program: Program, earlier: Program) -> None:
        self.program, self.earlier = program, earlier
        pairs = [*zip(program.definitions, earlier.definitions, strict=True)]
        self.changed = {new.name for new, old in pairs if new.body != old.body}
        self.links = {new.name: _links(new.body) for new, _ in pairs}
        self.labels = {old.name: _labels(old.body) for _, old in pairs}


@node
class _Links:
    """What a body reads beside the cells of its own unit."""

    definitions: frozenset[DefinitionId]
    populations: tuple[ir.Population, ...]


def _links(body: ir.Expr | ir.Ranking) -> _Links:
    definitions: set[DefinitionId] = set()
    populations: list[ir.Population] = []
    for part in walk(body):
        match part:
            case ir.Ref(name=name) | ir.Place(ranking=name):
                definitions.add(name)
            case ir.Population():
                populations.append(part)
            case _:
                pass
    return _Links(frozenset(definitions), tuple(populations))


def _labels(body: ir.Expr | ir.Ranking) -> tuple[Label, ...]:
    return tuple(part.label for part in walk(body) if isinstance(part, ir.Labelled))


class _Rerun(Interpreter):
    """A run over the same units. `other`: those of which some cell is another one; they start from nothing."""

    def __init__(self, program: Program, earlier: _Run, difference: _Difference) -> None:
        super().__init__(program, Facts())
        self.earlier, self.difference = earlier, difference
        self.other: list[Frame] = []
        self.stale: set[DefinitionId] = set()

    def run(self, units: Sequence[UnitData]) -> Outcome:
        self.frames = [self._frame(index, unit) for index, unit in enumerate(units)]
        for definition in self.program.definitions:
            self.define(definition, self.frames)
        return self.ended()

    def _frame(self, index: int, unit: UnitData) -> Frame:
        outcome = self.earlier.outcome.units[index]
        if _same_cells(unit, self.earlier.units[index]):
            return Frame(index, unit.unit, unit.cells, {**outcome.values}, {**outcome.trace})
        frame = Frame(index, unit.unit, unit.cells)
        self.other.append(frame)
        return frame

    def define(self, definition: Definition, frames: Sequence[Frame]) -> None:
        name, links = definition.name, self.difference.links[definition.name]
        ranking = isinstance(definition.body, ir.Ranking)
        if self._is_stale(definition, links):
            for label in self.difference.labels[name]:
                for frame in frames:
                    frame.trace.pop(label, None)
            super().define(definition, frames)
            if not ranking or self.standings[name] != self.earlier.standings.get(name):
                self.stale.add(name)
            return
        if links.populations and frames:
            known = self.earlier.outcome.units[0].populations
            self.of_all |= {population: known[population] for population in links.populations}
        if ranking:
            self.standings[name] = self.earlier.standings[name]
        elif self.other:
            super().define(definition, self.other)

    def _is_stale(self, definition: Definition, links: _Links) -> bool:
        if definition.name in self.difference.changed or not self.stale.isdisjoint(links.definitions):
            return True
        return bool(self.other) and (isinstance(definition.body, ir.Ranking) or bool(links.populations))


def _same_cells(unit: UnitData, earlier: UnitData) -> bool:
    """Return whether two rows have the same values, of the same kinds: 是 is not the number 1."""
    if unit.cells is earlier.cells:
        return True
    return unit.cells == earlier.cells and all(
        isinstance(value, Fraction) is isinstance(earlier.cells[name], Fraction) for name, value in unit.cells.items()
    )
