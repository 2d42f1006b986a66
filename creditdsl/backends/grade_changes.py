"""Why a grade was changed, from engines that keep no trace.

Receives an engine; promises the same outcomes, with that part of the trace that says which overrides of the
grade fired. What an override asks is written as one more result of the program, so nothing is needed of the
engine.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.backends.periods import Engine
from creditdsl.ir import nodes as ir
from creditdsl.ir.outcome import Outcome, UnitData, UnitOutcome
from creditdsl.ir.program import Definition, Honour, Program


def with_grade_changes(run: Engine) -> Engine:
    """Return an engine whose outcomes also say why a grade was changed."""

    def score(program: Program, rows: Sequence[UnitData]) -> Outcome:
        asked = with_grade_stages(program)
        outcome = run(asked, rows)
        if asked is program:
            return outcome
        return replace(outcome, units=tuple(_explained(program, unit) for unit in outcome.units))

    return score


def with_grade_stages(program: Program) -> Program:
    """Add the stages of the grade to the results, and for each override a flag that it fired."""
    stages = program.grade_stages
    if len(stages) < 2:
        return program
    flags = tuple(
        Definition(stage.definition.fired, ir.Choose((ir.Branch(stage.when, ir.number(1)),), ir.number(0)))
        for stage in stages
        if stage.when is not None
    )
    grades = (Honour(stage.definition, program.grade_names, stage.definition) for stage in stages)
    fired = (Honour(flag.name, ("", ""), flag.name) for flag in flags)
    return replace(program, definitions=(*program.definitions, *flags), honours=(*program.honours, *grades, *fired))


def _explained(program: Program, unit: UnitOutcome) -> UnitOutcome:
    """Move the stages from the results into the trace."""
    trace = {
        stage.label: unit.values[stage.definition]
        for stage in program.grade_stages
        if stage.when is None or unit.values[stage.definition.fired] == Fraction(1)
    }
    names = {definition.name for definition in program.definitions}
    return replace(
        unit,
        trace={**unit.trace, **trace},
        values={name: value for name, value in unit.values.items() if name in names},
        honours={honour.mention: unit.honours[honour.mention] for honour in program.honours},
    )
