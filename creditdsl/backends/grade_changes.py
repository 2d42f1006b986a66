"""Why a grade was changed, asked of engines that keep no trace.

Receives a program; promises one with a result for each stage of its grade and for each override a flag that it
fired, so nothing is needed of the engine.
"""

from dataclasses import replace

from creditdsl.ir import nodes as ir
from creditdsl.ir.program import Definition, Honour, Program


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
