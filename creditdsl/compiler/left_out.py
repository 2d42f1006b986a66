"""What an entry gives the units to which it does not apply.

Receives an entry with its 适用 and those of the headings above. Promises one answer for each unit: the highest heading
that leaves the unit out says what it gets, so that the entries below a section add up to it.

Worked example: 一、执法 适用：甲、乙 不适用：得满分, with 1. 公示（5分） 适用：甲 不适用：不计分.

    甲    in both: the score of 公示
    乙    left out by 公示 itself: 不适用
    丙    left out by 执法: the 5 points of 公示
"""

from collections.abc import Iterator

from creditdsl.compiler.from_full import Roster, full_points
from creditdsl.ir import nodes as ir
from creditdsl.ir.program import AllBut
from creditdsl.syntax.nodes import Consequence, Entry, Trait
from creditdsl.syntax.walk import from_above, units_within


def gives_its_parts(entry: Entry, consequence: Consequence) -> bool:
    """Return whether a unit left out gets what the children of the entry give it, added up."""
    whole = consequence is Consequence.FULL and entry.points is not None
    return bool(entry.children) and consequence is not Consequence.SKIP and not whole


def scored_units(entry: Entry, roster: Roster) -> frozenset[str] | AllBut | None:
    """Return the units to which the entry gives a score, of 得满分 and 取平均分 too; None is all."""
    only: frozenset[str] | None = None
    never: frozenset[str] = frozenset()
    for applies in from_above(entry.applies):
        if applies.consequence is Consequence.SKIP:
            within = units_within(applies, roster)
            if applies.above is None:
                only = within
            else:
                never |= units_within(applies.above, roster) - within
    if only is not None:
        return only - never
    return AllBut(never) if never else None


def where_scored(entry: Entry, roster: Roster, points: ir.Expr) -> ir.Expr:
    """Return `points` for the units to which some item of the entry gives a score, 0 for those that none does."""
    scopes = [scored_units(item, roster) for item in _items(entry)]
    never = [scope.units for scope in scopes if isinstance(scope, AllBut)]
    only = frozenset(unit for scope in scopes if isinstance(scope, frozenset) for unit in scope)
    if not scopes or None in scopes:
        return points
    scored = ir.negate(ir.Member(frozenset.intersection(*never) - only)) if never else ir.Member(only)
    return ir.Choose((ir.Branch(scored, points),), ir.ZERO)


def _items(entry: Entry) -> Iterator[Entry]:
    for child in entry.children:
        if Trait.UNSCORED not in child.traits:
            yield from _items(child) if child.children else (child,)


def by_unit(entry: Entry, roster: Roster, score: ir.Expr, parts: ir.Expr, mean: ir.Expr) -> ir.Expr:
    """Return `score` for the units to which the entry applies, and for each other what 不适用 gives it.

    parts: what its children give, added up. mean: of the units to which it applies.
    """
    values = [_instead(entry, applies.consequence, roster, parts, mean) for applies in from_above(entry.applies)]
    values.append(score)
    otherwise, *inside = values
    scopes = [units_within(applies, roster) for applies in from_above(entry.applies)]
    while inside and inside[0] == otherwise:
        del inside[0], scopes[0]
    branches = [ir.Branch(ir.Member(units), value) for units, value in zip(scopes, inside, strict=True)]
    return ir.Choose(tuple(reversed(branches)), otherwise) if branches else otherwise


def _instead(entry: Entry, consequence: Consequence, roster: Roster, parts: ir.Expr, mean: ir.Expr) -> ir.Expr:
    if gives_its_parts(entry, consequence):
        return parts
    match consequence:
        case Consequence.SKIP:
            return ir.ZERO
        case Consequence.FULL:
            return ir.Const(full_points(entry, roster))
        case Consequence.MEAN:
            return mean
