"""Points of one rule for every unit: each form as its section of the manual says."""

from fractions import Fraction
from math import ceil, floor

from tests.oracle.model import Entry, Result, Rule, Scheme, Step, Test
from tests.oracle.ranks import graded, grouped, named_cases, stepped
from tests.oracle.values import Hole, Unit, Value, joined, keeps

Points = Fraction | Hole
Fired = tuple[Points, tuple[str, ...] | Hole]


def member(unit: str, group: str, scheme: Scheme) -> bool:
    """Return whether a unit is of a group of the roster, or is the one that is named."""
    return unit == group or unit in scheme.roster.get(group, ())


def award(result: Result | None, unit: Unit, everyone: list[Unit], entry: Entry) -> Fired:
    """Return the points of a result, losses below zero, and what it voids."""
    if result is None or result.kind == "none":
        return Fraction(0), result.voids if result else ()
    if result.kind == "full":
        return entry.points, ()
    price = next((points for group, points in result.prices if member(unit.name, group, unit.scheme)), None)
    points = unit.value(result.points, everyone) if price is None else price
    if not isinstance(points, Hole) and "loss" in result.kind:
        points = -points
    return points, ()


def no_quotient(value: Value) -> bool:
    """Return whether nothing but a divisor of zero stands in the way of a value."""
    return isinstance(value, Hole) and bool(value.zeros) and not value.blanks


def limited(points: Points, rule: Rule) -> Points:
    """Return the points within the limits of the rule."""
    if isinstance(points, Hole):
        return points
    limits = rule.limits
    if limits.cap is not None:
        points = min(points, limits.cap)
    if limits.cap_loss is not None:
        points = max(points, -limits.cap_loss)
    if limits.until_zero and rule.form in ("standard", "ranking_steps"):
        points = max(points, Fraction(0))
    if limits.floor is not None:
        points = max(points, limits.floor)
    return points


def counted(distance: Fraction, step: Fraction, counting: str) -> Fraction:
    """Return how many steps a distance holds."""
    exact = max(distance / step, Fraction(0))
    return exact if counting == "exact" else Fraction(ceil(exact) if counting == "up" else floor(exact))


def run_of(cases: tuple, at: int) -> int:
    """Return where the run of bands to one side that begins at `at` ends."""
    side = one_side(cases[at][0])
    end = at + 1
    while side and end < len(cases) and one_side(cases[end][0]) == side:
        end += 1
    return end


def one_side(test: Test) -> str | None:
    """Return whether a band reaches up or down without end; None for any other."""
    if len(test.bounds) != 1 or test.bounds[0].operator == "=":
        return None
    return "up" if test.bounds[0].operator in (">=", ">") else "down"


def banded(rule: Rule, cases: tuple, unit: Unit, everyone: list[Unit]) -> Result | Hole | None:
    """Return the result of the first band that takes the value, the tightest of a run of 以上 or of 以下."""
    at = 0
    while at < len(cases):
        end = run_of(cases, at)
        passing = [(case, result) for case, result in cases[at:end] if unit.passes(case, everyone) is True]
        holes = joined([unit.passes(case, everyone) for case, _ in cases[at:end]])
        if holes:
            return holes
        if passing:
            return tightest(passing, unit, everyone)
        at = end
    return None


def tightest(passing: list, unit: Unit, everyone: list[Unit]) -> Result:
    """Return the result of the highest 以上, or of the lowest 以下, that holds."""
    if one_side(passing[0][0]) is None:
        return passing[0][1]
    sign = 1 if one_side(passing[0][0]) == "up" else -1
    return max(passing, key=lambda pair: sign * unit.value(pair[0].bounds[0].value, everyone))[1]


def standard(rule: Rule, unit: Unit, everyone: list[Unit], entry: Entry) -> Fired:
    """Return the points for keeping a standard, and for each step beside it."""
    apart = banded(rule, rule.cases[1:], unit, everyone)
    if isinstance(apart, Hole):
        return apart, apart
    if apart is not None:
        return award(apart, unit, everyone, entry)
    test, result = rule.cases[0]
    value, mark = unit.value(test.subject, everyone), unit.value(test.bounds[0].value, everyone)
    if hole := joined([value, mark]):
        return hole, hole
    met = keeps(value, test.bounds[0], mark)
    beneath = value < mark or (value == mark and test.bounds[0].operator == ">")
    step: Step | None = next((step for step in rule.steps if (step.side == "below") == beneath), None)
    if step is None or (met and value == mark):
        return award(result if met else rule.otherwise, unit, everyone, entry)
    points, _ = award(result, unit, everyone, entry)
    if isinstance(points, Hole):
        return points, ()
    points += step.points * counted(abs(value - mark), step.size, rule.limits.counting)
    return points, ()


def plain(rule: Rule, unit: Unit, everyone: list[Unit], entry: Entry) -> Fired:
    """Return the points of a form that looks at one unit."""
    if rule.form in ("formula", "discretion"):
        return award(rule.cases[0][1], unit, everyone, entry)
    if rule.form == "condition":
        holds = unit.holds(rule.condition, everyone)
        if isinstance(holds, Hole):
            return holds, holds
        return award(rule.cases[0][1] if holds else rule.otherwise, unit, everyone, entry)
    if rule.form == "standard":
        return standard(rule, unit, everyone, entry)
    if rule.form == "bands":
        outcome = banded(rule, rule.cases, unit, everyone)
        return (
            (outcome, outcome) if isinstance(outcome, Hole) else award(outcome or rule.otherwise, unit, everyone, entry)
        )
    value = unit.value(rule.subject, everyone)
    if isinstance(value, Hole):
        return value, value
    if rule.form == "per_unit":
        points, _ = award(rule.cases[0][1], unit, everyone, entry)
        return points * counted(value, rule.steps[0].size, rule.limits.counting), ()
    return award(dict(rule.cases).get(value, rule.otherwise), unit, everyone, entry)


def ranked(rule: Rule, everyone: list[Unit], entry: Entry) -> dict[str, Fired]:
    """Return the points of a form that compares the units."""
    fired: dict[str, Fired] = {}
    values: dict[str, Value] = {}
    for unit in everyone:
        value = unit.value(rule.subject, everyone)
        if no_quotient(value) and rule.limits.zero:
            fired[unit.name] = award(rule.limits.zero, unit, everyone, entry)
            continue
        reached = None
        if rule.form == "ranking_after_mark" and not isinstance(value, Hole):
            reached = banded(rule, rule.cases, unit, everyone)
        if isinstance(reached, Result):
            fired[unit.name] = award(reached, unit, everyone, entry)
        elif rule.options.zero_out and value == 0 and not isinstance(value, Hole):
            fired[unit.name] = Fraction(0), ()
        else:
            values[unit.name] = reached if isinstance(reached, Hole) else value
    if hole := joined(list(values.values())):
        return fired | dict.fromkeys(values, (hole, hole))
    return fired | dict(zip(values, by_place(rule, values, everyone, entry), strict=True))


def by_place(rule: Rule, values: dict[str, Fraction], everyone: list[Unit], entry: Entry) -> list[Fired]:
    """Return the points of the units that take part in a ranking, in their order."""
    numbers = list(values.values())
    if rule.form in ("ranking", "ranking_after_mark"):
        return [(points, ()) for points in graded(numbers, rule.options, rule.ends)]
    if rule.form == "ranking_steps":
        return [(points, ()) for points in stepped(numbers, rule)]
    if rule.form == "ranking_groups":
        return [(points, ()) for points in grouped(numbers, rule)]
    units = {unit.name: unit for unit in everyone}
    return [
        award(rule.otherwise if case is None else rule.cases[case][1], units[name], everyone, entry)
        for name, case in zip(values, named_cases(numbers, rule), strict=True)
    ]


def fire(rule: Rule, everyone: list[Unit], entry: Entry) -> dict[str, Fired]:
    """Return points and voids of a rule for every unit to which it applies."""
    if rule.form.startswith("ranking"):
        fired = ranked(rule, everyone, entry)
    else:
        fired = {unit.name: plain(rule, unit, everyone, entry) for unit in everyone}
    units = {unit.name: unit for unit in everyone}
    for name, (points, _) in fired.items():
        if rule.limits.zero and isinstance(points, Hole):
            hole = points.without_zeros()
            fired[name] = award(rule.limits.zero, units[name], everyone, entry) if no_quotient(points) else (hole, hole)
    return {name: (limited(points, rule), voids) for name, (points, voids) in fired.items()}
