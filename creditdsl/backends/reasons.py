"""Why a grade was changed, from engines that keep no trace.

Receives an engine; promises the same outcomes, with that part of the trace that says which overrides of the
grade fired; of an engine without outcomes it says what to ask. Its own step because it needs nothing of the
engine: what an override asks is written as one more result of the program.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from creditdsl.backends.periods import Engine
from creditdsl.ir import nodes as ir
from creditdsl.ir.nodes import Label
from creditdsl.ir.outcome import Outcome, UnitData, UnitOutcome
from creditdsl.ir.program import Definition, Honour, Program


@dataclass(frozen=True, slots=True)
class Stage:
    """A definition of the grade. when: what its override asks; None for the grade before all overrides."""

    definition: str
    label: Label
    when: ir.Expr | None

    @property
    def fired(self) -> str:
        """The result of `asking` that is 1 where the override fired."""
        return f"{self.definition}:fired"


def with_reasons(run: Engine) -> Engine:
    """The engine that tells why a grade was changed."""

    def score(program: Program, rows: Sequence[UnitData]) -> Outcome:
        stages = stages_of(program)
        if len(stages) < 2:
            return run(program, rows)
        outcome = run(asking(program), rows)
        return replace(outcome, units=tuple(_told(program, stages, unit) for unit in outcome.units))

    return score


def stages_of(program: Program) -> tuple[Stage, ...]:
    """From the last override back to the grade that total and place gave."""
    return tuple(_stages(program))


def _stages(program: Program) -> Iterator[Stage]:
    bodies = {definition.name: definition.body for definition in program.definitions}
    name = program.grade
    while name is not None:
        match bodies[name]:
            case ir.Choose((ir.Branch(when, ir.Labelled(label)),), ir.Ref(before)):
                yield Stage(name, label, when)
                name = before
            case ir.Labelled(label):
                yield Stage(name, label, None)
                return
            case _:
                return


def asking(program: Program) -> Program:
    """The program with the stages of the grade, and whether each override fired, among its results."""
    stages = stages_of(program)
    if len(stages) < 2:
        return program
    definitions = tuple(
        Definition(stage.fired, ir.Choose((ir.Branch(stage.when, ir.number(1)),), ir.number(0)))
        for stage in stages
        if stage.when is not None
    )
    before = (Honour(stage.definition, program.grade_names, stage.definition) for stage in stages)
    fired = (Honour(one.name, ("", ""), one.name) for one in definitions)
    return replace(
        program, definitions=(*program.definitions, *definitions), honours=(*program.honours, *before, *fired)
    )


def _told(program: Program, stages: Sequence[Stage], unit: UnitOutcome) -> UnitOutcome:
    """What was asked beside the program's own results becomes the trace."""
    trace = {
        stage.label: unit.values[stage.definition]
        for stage in stages
        if stage.when is None or unit.values[stage.fired] == Fraction(1)
    }
    own = {definition.name for definition in program.definitions}
    return replace(
        unit,
        trace={**unit.trace, **trace},
        values={name: value for name, value in unit.values.items() if name in own},
        honours={one.mention: unit.honours[one.mention] for one in program.honours},
    )
