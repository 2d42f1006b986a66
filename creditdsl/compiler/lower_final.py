"""Lowering the end of a table: total, final place, grade with its overrides, and honours.

Receives the definition of the total; promises the definitions that follow from it. The same for a
table that is scored once and for the year of one that is scored by periods.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from creditdsl.base.node import node
from creditdsl.compiler.lower_expressions import ExpressionLowering
from creditdsl.forms.places import within
from creditdsl.ir import nodes as ir
from creditdsl.ir.program import Definition, Honour
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import Effect, GradeBand, Grades, Mention, Override, Places, Table
from creditdsl.syntax.nodes import Honour as HonourLine

TOTAL, RANK, GRADE = "总分", "名次", "等次"
_RANKING = f"{RANK}:排名"


@node
class Final:
    """The end of a program: total, and where they apply place, grade and honours."""

    definitions: tuple[Definition, ...]
    rank: str | None = None
    grade: str | None = None
    grade_names: tuple[str, ...] = ()
    honours: tuple[Honour, ...] = ()


def final(table: Table, total: Definition, lowering: ExpressionLowering) -> Final:
    """Total, place, grade and honours."""
    ranking = ir.Ranking(ir.Ref(TOTAL), ir.TRUE, True, ir.Ties.COMPETITION)
    definitions = [total, Definition(_RANKING, ranking), Definition(RANK, ir.Place(_RANKING, ir.PlaceView.PLACE))]
    grades = table.grades
    if grades is not None:
        definitions += _grades(grades, lowering)
    honours = []
    for mention in Mention:
        lines = [honour for honour in table.honours if honour.mention is mention]
        if lines:
            word = next(word for word, stem in keywords().blocks.items() if stem == mention)
            definitions.append(Definition(word, _honour(lines, mention, grades, lowering)))
            honours.append(Honour(word, tuple(line.name for line in lines), word))
    return Final(
        tuple(definitions),
        RANK,
        None if grades is None else GRADE,
        () if grades is None else grades.names,
        tuple(honours),
    )


def _grades(grades: Grades, lowering: ExpressionLowering) -> list[Definition]:
    """The index of the grade: by total and place, then as each override changes it, in order."""
    names = grades.names
    branches = tuple(
        ir.Branch(_in_band(band, lowering), ir.number(names.index(band.grade.text)))
        for band in grades.bands
        if not band.is_rest
    )
    rest = names.index(grades.bands[-1].grade.text)
    stages = [ir.Labelled(ir.Label(GRADE, "by_total"), ir.Choose(branches, ir.number(rest)))]
    definitions: list[Definition] = []
    value: ir.Expr = stages[0]
    for position, override in enumerate(grades.overrides, 1):
        before = f"{GRADE}:{position}"
        definitions.append(Definition(before, value))
        changed = _overridden(override, ir.Ref(before), names)
        fired = ir.Labelled(ir.Label(GRADE, f"override{position}"), changed)
        value = ir.Choose((ir.Branch(lowering.predicate(override.when), fired),), ir.Ref(before))
    return [*definitions, Definition(GRADE, value)]


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
    """The index of the first line whose places hold the unit; -1 where none does, or where a
    disqualification takes a commendation away."""
    barred = []
    if mention is Mention.COMMENDED and grades is not None:
        overrides = (override for override in grades.overrides if override.effect is Effect.DISQUALIFY)
        barred = [ir.Branch(lowering.predicate(override.when), ir.number(-1)) for override in overrides]
    branches = (ir.Branch(_final_places(line.places), ir.number(i)) for i, line in enumerate(lines))
    return ir.Choose((*barred, *branches), ir.number(-1))


def _final_places(places: Places) -> ir.Expr:
    """Whether the final place lies there (并列占位, from the end as from the front)."""
    views = (ir.PlaceView.PLACE, ir.PlaceView.UNITS, ir.PlaceView.TIED)
    place, units, tied = (ir.Place(_RANKING, view) for view in views)
    below = ir.Arith(ir.ArithOp.SUB, (ir.Arith(ir.ArithOp.ADD, (units, ir.number(2))), place, tied))
    return within(places, place if places.front else below, units)


def _overridden(override: Override, before: ir.Expr, names: Sequence[str]) -> ir.Expr:
    """The grade's index after the override."""
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
