"""Lowering the end of a table: total, final place, grade with its overrides, and honours.

Receives the definition of the total. Promises the definitions that follow from it, alike for a table that is
scored once and for the year of one that is scored by periods.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from creditdsl.base.node import node
from creditdsl.compiler.grade_lines import on_line
from creditdsl.compiler.lower_expressions import ExpressionLowering
from creditdsl.compiler.lower_ranks import Quotas, final_places, final_ranks
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import BY_TOTAL, GRADE, RANK, TOTAL, DefinitionId, Label
from creditdsl.ir.program import Definition, GradeQuota, GradeStage, Honour, RankStage
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import Effect, Grades, Mention, Override, Table
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
    quotas: tuple[GradeQuota, ...] = ()
    rank_keys: tuple[RankStage, ...] = ()


def final(table: Table, total: Definition, lowering: ExpressionLowering) -> Final:
    """Lower total, place, grade and honours."""
    ranks = final_ranks(table.rank_keys, lowering)
    definitions = [total, *ranks.definitions]
    grades, quotas = table.grades, Quotas(table)
    graded, stages = _grades(grades, quotas, lowering) if grades is not None else ((), ())
    definitions += (*quotas.definitions, *graded)
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
        tuple(quotas.quotas),
        ranks.stages,
    )


def _grades(
    grades: Grades, quotas: Quotas, lowering: ExpressionLowering
) -> tuple[tuple[Definition, ...], tuple[GradeStage, ...]]:
    """Define the index of the grade: by total and place, then as each override changes it, in order."""
    names = grades.names
    branches = tuple(
        ir.Branch(_in_band(grades, position, quotas, lowering), ir.number(names.index(band.grade.text)))
        for position, band in enumerate(grades.bands)
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


def _in_band(grades: Grades, position: int, quotas: Quotas, lowering: ExpressionLowering) -> ir.Expr:
    """Return whether a unit is in the band: on its line, within its quota, with its further condition.

    For example, with 90分以上 且 前30% 优秀 and 80分以上不满90分 良好 a total of 92 beyond the quota is 良好.
    """
    band = grades.bands[position]
    lines = [lowering.tested_value(ir.Ref(TOTAL), test) for test in on_line(grades.bands, position)]
    conditions = [ir.either(*lines)] if lines else []
    if band.quota is not None:
        conditions.append(quotas.holds(band.quota, grades.names.index(band.grade.text)))
    if band.also is not None:
        conditions.append(lowering.predicate(band.also))
    return ir.both(*conditions)


def _honour(
    lines: Sequence[HonourLine], mention: Mention, grades: Grades | None, lowering: ExpressionLowering
) -> ir.Expr:
    """Return the index of the first line whose places, grade and condition hold for the unit; -1 where there is none.

    A disqualification takes a commendation away: its index is -1 too. A veto takes away the lines that say so.
    """

    def conditions(effect: Effect) -> list[ir.Expr]:
        overrides = () if grades is None else grades.overrides
        return [lowering.predicate(override.when) for override in overrides if override.effect is effect]

    disqualifications = conditions(Effect.DISQUALIFY) if mention is Mention.COMMENDED else []
    spared = [ir.negate(when) for when in conditions(Effect.VETO)]

    def merits(line: HonourLine) -> list[ir.Expr]:
        named = grades.names.index(line.grade) if grades is not None and line.grade else None
        of_grade = [] if named is None else [ir.Compare(ir.CompareOp.EQ, ir.Ref(GRADE), ir.number(named))]
        placed = [] if line.places is None else [final_places(line.places)]
        also = [] if line.also is None else [lowering.predicate(line.also)]
        return [*of_grade, *placed, *also, *(spared if line.except_vetoed else ())]

    branches = [ir.Branch(ir.both(*merits(line)), ir.number(i)) for i, line in enumerate(lines)]
    if disqualifications:  # one branch: where one of them holds, none has to wait for the others
        branches.insert(0, ir.Branch(ir.either(*disqualifications), ir.number(-1)))
    return ir.Choose(tuple(branches), ir.number(-1))


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
