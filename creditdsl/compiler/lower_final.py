"""Lowering the end of a table: total, final place, grade with its overrides, and honours.

Receives the definition of the total. Promises the definitions that follow from it, alike for a table that is
scored once and for the year of one that is scored by periods.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from creditdsl.base.node import node
from creditdsl.compiler.lower_expressions import ExpressionLowering
from creditdsl.forms.places import within
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import BY_TOTAL, FINAL_RANKING, GRADE, RANK, TOTAL, DefinitionId, Label
from creditdsl.ir.program import Definition, GradeStage, Honour
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import Effect, GradeBand, Grades, Mention, Override, Places, Table
from creditdsl.syntax.nodes import Honour as HonourLine


@node
class Final:
    """The end of a program: total, and where they apply place, grade and honours."""

    definitions: tuple[Definition, ...]
    rank: DefinitionId | None = None
    grade: DefinitionId | None = None
    grade_names: tuple[str, ...] = ()
    grade_stages: tuple[GradeStage, ...] = ()
    honours: tuple[Honour, ...] = ()


def final(table: Table, total: Definition, lowering: ExpressionLowering) -> Final:
    """Lower total, place, grade and honours."""
    ranking = ir.Ranking(ir.Ref(TOTAL), ir.TRUE, True, ir.Ties.COMPETITION)
    place = ir.Place(FINAL_RANKING, ir.PlaceView.PLACE)
    definitions = [total, Definition(FINAL_RANKING, ranking), Definition(RANK, place)]
    grades = table.grades
    graded, stages = _grades(grades, lowering) if grades is not None else ((), ())
    definitions += graded
    honours = []
    for mention in Mention:
        lines = [honour for honour in table.honours if honour.mention is mention]
        if lines:
            word = next(word for word, stem in keywords().blocks.items() if stem == mention)
            name = DefinitionId.honour(word)
            definitions.append(Definition(name, _honour(lines, mention, grades, lowering)))
            honours.append(Honour(word, tuple(line.name for line in lines), name))
    return Final(
        tuple(definitions),
        RANK,
        None if grades is None else GRADE,
        () if grades is None else grades.names,
        stages,
        tuple(honours),
    )


def _grades(grades: Grades, lowering: ExpressionLowering) -> tuple[tuple[Definition, ...], tuple[GradeStage, ...]]:
    """Define the index of the grade: by total and place, then as each override changes it, in order."""
    names = grades.names
    branches = tuple(
        ir.Branch(_in_band(band, lowering), ir.number(names.index(band.grade.text)))
        for band in grades.bands
        if not band.is_rest
    )
    rest = names.index(grades.bands[-1].grade.text)
    stage_names = [*(DefinitionId.grade_before(n) for n, _ in enumerate(grades.overrides, 1)), GRADE]
    definitions = [Definition(stage_names[0], ir.Labelled(BY_TOTAL, ir.Choose(branches, ir.number(rest))))]
    stages = [GradeStage(stage_names[0], BY_TOTAL)]
    for position, (override, name) in enumerate(zip(grades.overrides, stage_names[1:], strict=True), 1):
        before, when, label = ir.Ref(stages[-1].definition), lowering.predicate(override.when), Label.override(position)
        changed = ir.Labelled(label, _overridden(override, before, names))
        definitions.append(Definition(name, ir.Choose((ir.Branch(when, changed),), before)))
        stages.append(GradeStage(name, label, when))
    return tuple(definitions), tuple(stages)


def _in_band(band: GradeBand, lowering: ExpressionLowering) -> ir.Expr:
    conditions: list[ir.Expr] = []
    if band.test is not None:
        conditions.append(lowering.tested_value(ir.Ref(TOTAL), band.test))
    if band.places is not None:
        conditions.append(_final_places(band.places))
    if band.also is not None:
        conditions.append(lowering.predicate(band.also))
    return ir.both(*conditions)


def _honour(
    lines: Sequence[HonourLine], mention: Mention, grades: Grades | None, lowering: ExpressionLowering
) -> ir.Expr:
    """Return the index of the first line whose places hold the unit; -1 where there is none.

    A disqualification takes a commendation away: its index is -1 too. A veto takes away the lines that say so.
    """

    def conditions(effect: Effect) -> list[ir.Expr]:
        overrides = () if grades is None else grades.overrides
        return [lowering.predicate(override.when) for override in overrides if override.effect is effect]

    barred = conditions(Effect.DISQUALIFY) if mention is Mention.COMMENDED else []
    spared = [ir.negate(when) for when in conditions(Effect.VETO)]
    branches = (
        ir.Branch(ir.both(_final_places(line.places), *(spared if line.except_vetoed else ())), ir.number(i))
        for i, line in enumerate(lines)
    )
    return ir.Choose((*(ir.Branch(when, ir.number(-1)) for when in barred), *branches), ir.number(-1))


def _final_places(places: Places) -> ir.Expr:
    """Return whether the final place is one of the places (并列占位, from the end as from the front)."""
    views = (ir.PlaceView.PLACE, ir.PlaceView.UNITS, ir.PlaceView.TIED)
    place, units, tied = (ir.Place(FINAL_RANKING, view) for view in views)
    below = ir.Arith(ir.ArithOp.SUB, (ir.Arith(ir.ArithOp.ADD, (units, ir.number(2))), place, tied))
    return within(places, place if places.front else below, units)


def _overridden(override: Override, before: ir.Expr, names: Sequence[str]) -> ir.Expr:
    """Return the grade's index after the override."""
    last = Fraction(len(names) - 1)
    match override.effect:
        case Effect.DEMOTE:
            return ir.Clamp(ir.add(before, ir.number(override.steps)), None, last)
        case Effect.RATE:
            return ir.number(names.index(override.grade))
        case Effect.BAR:
            lower = ir.number(names.index(override.grade) + 1)
            return ir.Clamp(ir.Arith(ir.ArithOp.MAX, (before, lower)), None, last)
        case Effect.VETO:
            return ir.Const(last)
        case Effect.DISQUALIFY:
            return before
        case _:
            assert_never(override.effect)
