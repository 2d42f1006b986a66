"""From totals to places, grades and honours: 等次, 表彰 and 通报."""

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from tests.oracle.final_places import Standing, Standings, standings
from tests.oracle.model import GradeLine, Honour, Override, Quota, Scheme, Test
from tests.oracle.scores import Points
from tests.oracle.values import Hole, Unit, joined

Grade = str | Hole | None


@dataclass
class Outcome:
    """What one unit gets; `values` are the points of every entry."""

    items: dict[str, Points | str] = field(default_factory=dict)
    sections: dict[str, Points | str] = field(default_factory=dict)
    values: dict[str, Points | str] = field(default_factory=dict)
    total: Points = Fraction(0)
    grade: Grade = None
    rank: int | Hole | None = None
    honours: dict[str, str | Hole | None] = field(default_factory=dict)


def size(quota: Quota, count: int) -> int:
    """Return how many of `count` units a quota holds."""
    reach = quota.places.last * count if quota.places.percent else quota.places.last
    match quota.whole:
        case "up":
            return ceil(reach)
        case "half":
            return floor(reach + Fraction(1, 2))
    return floor(reach)


def within(quota: Quota, standing: Standing) -> bool:
    """Return whether a unit is within a quota, where those tied for its last place come in all or none."""
    places = quota.places
    if places.side == "range":
        return places.first <= standing.place <= places.last
    reached = standing.place if places.side == "front" else standing.behind
    return (reached if quota.ties else reached + standing.tied - 1) <= size(quota, standing.count)


class Grader:
    """The units of one period with their totals, ready for grades and honours."""

    def __init__(self, scheme: Scheme, units: list[Unit], outcomes: dict[str, Outcome]) -> None:
        """Place the units, in the whole and in every group that a quota names."""
        self.scheme = scheme
        self.units = units
        self.totals = {unit.name: outcomes[unit.name].total for unit in units}
        self.values = {unit.name: outcomes[unit.name].values for unit in units}
        self.places = self.placed(units)

    def placed(self, units: list[Unit]) -> Standings:
        """Return the standings of some of the units."""
        return standings(self.scheme, units, self.totals, self.values)

    def in_quota(self, quota: Quota, name: str) -> bool | Hole:
        """Return whether a unit is within a quota, of its group where groups are named."""
        if not quota.groups:
            return self.places if isinstance(self.places, Hole) else within(quota, self.places[name])
        group = next((group for group in quota.groups if name in self.scheme.roster[group]), None)
        if group is None:
            return False
        if isinstance(self.places, Hole):
            return self.places
        members = [unit for unit in self.units if unit.name in self.scheme.roster[group]]
        places = self.placed(members)
        return places if isinstance(places, Hole) else within(quota, places[name])

    def on_line(self, index: int, unit: Unit) -> bool | Hole:
        """Return whether a total meets a line of 等次, or falls there from the quota of the line before."""
        line = self.scheme.grades[index]
        reach = Unit(unit.name, {"总分": self.totals[unit.name]}, self.scheme)
        met = not line.tests or reach.passes(Test(("name", "总分"), line.tests), [reach])
        before = self.scheme.grades[index - 1] if index else None
        if met is False and before and self.falls(before, line, reach):
            return self.on_line(index - 1, unit)
        return met

    def falls(self, before: GradeLine, line: GradeLine, reach: Unit) -> bool:
        """Return whether a unit on a line that lacks its quota or condition falls to the next: their points join."""
        if not (before.quota or before.condition) or (before.quota and before.quota.places.side != "front"):
            return False
        bottoms = [reach.value(bound.value, [reach]) for bound in before.tests if bound.operator in (">=", ">")]
        tops = [reach.value(bound.value, [reach]) for bound in line.tests if bound.operator in ("<=", "<")]
        both_ends = len(tops) < len(line.tests)
        return any(
            bottom <= top or (both_ends and bottom - top == 1 and int(top) == top and int(bottom) == bottom)
            for bottom in bottoms
            for top in tops
        )

    def takes(self, index: int, unit: Unit) -> bool | Hole:
        """Return whether a line of 等次 takes a unit."""
        line = self.scheme.grades[index]
        held = [self.on_line(index, unit)]
        if line.quota:
            held.append(self.in_quota(line.quota, unit.name))
        if line.condition:
            held.append(unit.holds(line.condition, self.units))
        return False if False in held else joined(held) or True

    def first_grade(self, unit: Unit) -> Grade:
        """Return the grade by the first line that takes the unit."""
        for index, line in enumerate(self.scheme.grades):
            taken = self.takes(index, unit)
            if taken is not False:
                return taken if isinstance(taken, Hole) else line.grade
        return None

    def grade(self, unit: Unit) -> Grade:
        """Return the grade of a unit, changed by the lines behind."""
        if not self.scheme.grades:
            return None
        ladder = grade_ladder(self.scheme)
        grade = self.first_grade(unit)
        for override in self.scheme.overrides:
            event = unit.holds(override.condition, self.units)
            if event is False:
                continue
            hole = joined([event])
            grade = hole or changed(grade, override, ladder)
        return grade

    def met(self, unit: Unit, effect: str) -> bool | Hole:
        """Return whether an event of one effect holds of a unit."""
        events = [override.condition for override in self.scheme.overrides if override.effect == effect]
        held = [unit.holds(event, self.units) for event in events]
        return True in held or joined(held) or False

    def deserves(self, honour: Honour, unit: Unit, grade: Grade) -> bool | Hole:
        """Return whether a unit is to have an honour; a part that fails settles it, but for 取消评优资格."""
        out = self.met(unit, "out") if honour.block == "表彰" else False
        if out is not False:
            return denied(out)
        held: list[bool | Hole] = []
        if honour.but_vetoed:
            held.append(denied(self.met(unit, "veto")))
        if honour.quota:
            held.append(self.in_quota(honour.quota, unit.name))
        if honour.grade:
            held.append(grade if isinstance(grade, Hole) else grade == honour.grade)
        if honour.condition and False not in held:
            held.append(unit.holds(honour.condition, self.units))
        return False if False in held else joined(held) or True

    def honours(self, unit: Unit, grade: Grade) -> dict[str, str | Hole | None]:
        """Return the first name that each block gives to a unit, or the hole that it waits for."""
        names: dict[str, str | Hole | None] = {}
        for honour in self.scheme.honours:
            names.setdefault(honour.block, None)
            if names[honour.block] is not None:
                continue
            held = self.deserves(honour, unit, grade)
            if isinstance(held, Hole):
                names[honour.block] = held
            elif held:
                names[honour.block] = honour.name
        return names


def denied(held: bool | Hole) -> bool | Hole:
    """Return the contrary of a truth that may be unknown."""
    return held if isinstance(held, Hole) else not held


def grade_ladder(scheme: Scheme) -> list[str]:
    """Return the grades from the highest to the lowest; the grade of the last places is below that of the rest."""
    lines = scheme.grades
    back = [line.grade for line in lines if line.quota and line.quota.places.side == "back"]
    return [line.grade for line in lines if line.grade not in back] + back[::-1]


def changed(grade: Grade, override: Override, ladder: list[str]) -> Grade:
    """Return a grade after one event."""
    if override.effect == "out":
        return grade
    if override.effect == "set":
        return override.value
    if override.effect == "veto":
        return ladder[-1]
    if isinstance(grade, Hole) or grade is None:
        return grade
    at = ladder.index(grade)
    if override.effect == "down":
        return ladder[min(at + override.value, len(ladder) - 1)]
    return ladder[max(at, ladder.index(override.value) + 1)]


def finish(scheme: Scheme, units: list[Unit], outcomes: dict[str, Outcome]) -> None:
    """Add places, grades and honours to outcomes whose totals stand."""
    grader = Grader(scheme, units, outcomes)
    for unit in units:
        outcome = outcomes[unit.name]
        outcome.rank = grader.places if isinstance(grader.places, Hole) else grader.places[unit.name].place
        outcome.grade = grader.grade(unit)
        outcome.honours = grader.honours(unit, outcome.grade)
