"""Lowering the final place: by total, then by the keys of 名次, and within groups by quotas.

Receives the table. Promises rankings whose keys are whole numbers, so that every engine orders them alike. A second
key orders only units that are equal before it; others need no cell of it. Worked example, 总分相同的按 件数 由高到低排:

    总分  件数   place by total  tied  place among equals   key = place × (units + 1) + place among equals
    90    5      1               2     2                    1 × 4 + 2 = 6
    90    8      1               2     1                    1 × 4 + 1 = 5
    80           3               1     none, 0              3 × 4 + 0 = 12

Ranked from the lowest key: places 2, 1, 3.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from creditdsl.base.exact import WholeRounding
from creditdsl.base.node import node
from creditdsl.base.reference import EntryRef
from creditdsl.compiler.lower_expressions import ExpressionLowering
from creditdsl.forms.places import within
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import FINAL_RANKING, RANK, TOTAL, DefinitionId
from creditdsl.ir.program import Definition, GradeQuota, RankStage
from creditdsl.syntax.nodes import Places, Quota, RankKey, Table
from creditdsl.syntax.walk import group_units

_HALF = Fraction(1, 2)


@node
class FinalRanks:
    """The definitions of the final place, and of what orders units with equal totals."""

    definitions: tuple[Definition, ...]
    stages: tuple[RankStage, ...]


def final_ranks(keys: Sequence[RankKey], lowering: ExpressionLowering) -> FinalRanks:
    """Rank the units by their totals, and by each key those that are equal before it."""
    names = [*(DefinitionId.rank_before(position) for position, _ in enumerate(keys, 1)), FINAL_RANKING]
    by_total = ir.Ranking(ir.Ref(TOTAL), ir.TRUE, True, ir.Ties.COMPETITION)
    definitions = [Definition(names[0], by_total)]
    stages = []
    for position, (key, before, after) in enumerate(zip(keys, names, names[1:], strict=False), 1):
        value, equals = DefinitionId.rank_key(position), DefinitionId.among_equals(position)
        body = ir.Ref(DefinitionId.entry(key.by)) if isinstance(key.by, EntryRef) else lowering.expression(key.by)
        place, tied = _facts(before, (ir.PlaceView.PLACE, ir.PlaceView.TIED), definitions)
        shared = ir.Compare(ir.CompareOp.GT, tied, ir.number(1))
        definitions += [
            Definition(value, body),
            Definition(equals, ir.Ranking(ir.Ref(value), shared, key.falling, ir.Ties.DENSE)),
        ]
        apart = ir.Arith(ir.ArithOp.ADD, (ir.Place(before, ir.PlaceView.UNITS), ir.number(1)))
        order = ir.Choose((ir.Branch(shared, ir.Place(equals, ir.PlaceView.PLACE)),), ir.ZERO)
        joined = ir.add(ir.Arith(ir.ArithOp.MUL, (place, apart)), order)
        definitions.append(Definition(after, ir.Ranking(joined, ir.TRUE, False, ir.Ties.COMPETITION)))
        stages.append(RankStage(value, place.name, tied.name))
    definitions.append(Definition(RANK, ir.Place(FINAL_RANKING, ir.PlaceView.PLACE)))
    return FinalRanks(tuple(definitions), tuple(stages))


def _facts(ranking: DefinitionId, views: Iterable[ir.PlaceView], definitions: list[Definition]) -> list[ir.Ref]:
    """Define what is read from a ranking of all units, once each."""
    names = {view: DefinitionId.standing(ranking, view) for view in views}
    known = {definition.name for definition in definitions}
    definitions += [Definition(name, ir.Place(ranking, view)) for view, name in names.items() if name not in known]
    return [ir.Ref(name) for name in names.values()]


class Quotas:
    """The quotas of a table's grades while these are lowered; each ranking and each fact is defined once."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.definitions: list[Definition] = []
        self.quotas: list[GradeQuota] = []

    def holds(self, quota: Quota, grade: int) -> ir.Expr:
        """Return whether the unit is within the quota of a grade, by its index."""
        if not quota.groups and not _counted(quota):
            return final_places(quota.places)
        groups = [(group, frozenset(group_units(self.table, group) or ())) for group in quota.groups]
        if not groups:
            return self._within(quota, grade, "", None)
        return ir.either(*(self._within(quota, grade, group, units) for group, units in groups))

    def _within(self, quota: Quota, grade: int, group: str, units: frozenset[str] | None) -> ir.Expr:
        place, tied, ranked = self._standing(group, units)
        first: ir.Expr = place
        if not quota.places.front:  # counted from the end, where who is tied shares the first of their places, too
            first = ir.Arith(ir.ArithOp.SUB, (ir.add(ranked, ir.number(2)), place, tied))
        last = first if quota.ties_in else ir.Arith(ir.ArithOp.SUB, (ir.add(first, tied), ir.number(1)))
        allowed, within_quota = DefinitionId.allowed(grade, group), DefinitionId.within_quota(grade, group)
        inside = [ir.Compare(ir.CompareOp.LE, last, ir.Ref(allowed))]
        if quota.places.first > 1:
            inside.append(ir.Compare(ir.CompareOp.GE, first, ir.number(quota.places.first)))
        members = [] if units is None else [ir.Member(units)]
        self.definitions += [
            Definition(allowed, _allowed(quota, ranked)),
            Definition(within_quota, ir.both(*members, *inside)),
        ]
        names = (place.name, tied.name, ranked.name)
        self.quotas.append(GradeQuota(grade, group, units, *names, allowed, within_quota))
        return ir.Ref(within_quota)

    def _standing(self, group: str, units: frozenset[str] | None) -> list[ir.Ref]:
        """Define where the unit stands in its group, 0 outside of it."""
        views = (ir.PlaceView.PLACE, ir.PlaceView.TIED, ir.PlaceView.UNITS)
        if units is None:
            return _facts(FINAL_RANKING, views, self.definitions)
        ranking, member = DefinitionId.in_group(group), ir.Member(units)
        names = [DefinitionId.standing(ranking, view) for view in views]
        if all(definition.name != ranking for definition in self.definitions):
            body = ir.Ranking(ir.Ref(RANK), member, False, ir.Ties.COMPETITION)
            self.definitions.append(Definition(ranking, body))
            for name, view in zip(names, views, strict=True):
                inside = ir.Choose((ir.Branch(member, ir.Place(ranking, view)),), ir.ZERO)
                self.definitions.append(Definition(name, inside))
        return [ir.Ref(name) for name in names]


def _counted(quota: Quota) -> bool:
    """Return whether a quota is more than a list of places with all who share them."""
    return not quota.ties_in or quota.rounding is not WholeRounding.DOWN


def _allowed(quota: Quota, ranked: ir.Expr) -> ir.Expr:
    """Return how many units a quota lets in, or the last of its places."""
    if quota.places.share is None:
        return ir.number(quota.places.last)
    share: ir.Expr = ir.Arith(ir.ArithOp.MUL, (ir.Const(quota.places.share), ranked))
    if quota.rounding is WholeRounding.NEAREST:
        share = ir.add(share, ir.Const(_HALF))
    stepping = ir.Stepping.STARTED if quota.rounding is WholeRounding.UP else ir.Stepping.WHOLE
    return ir.Steps(share, Fraction(1), stepping)


def final_places(places: Places) -> ir.Expr:
    """Return whether the final place is one of the places (并列占位, from the end as from the front)."""
    views = (ir.PlaceView.PLACE, ir.PlaceView.UNITS, ir.PlaceView.TIED)
    place, units, tied = (ir.Place(FINAL_RANKING, view) for view in views)
    below = ir.Arith(ir.ArithOp.SUB, (ir.Arith(ir.ArithOp.ADD, (units, ir.number(2))), place, tied))
    return within(places, place if places.front else below, units)
