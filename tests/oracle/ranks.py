"""Places of units by one measure, and the points that the forms of 排名赋分 give for them."""

from dataclasses import replace
from fractions import Fraction
from math import floor

from tests.oracle.model import Options, Places, Rule


def distinct_places(values: list[Fraction], falling: bool) -> tuple[list[int], int]:
    """Return the place of each value among the different values, and how many places there are."""
    ladder = sorted(set(values), reverse=falling)
    return [ladder.index(value) + 1 for value in values], len(ladder)


def shared_places(values: list[Fraction], falling: bool) -> tuple[list[int], int]:
    """Return the place of each value where equals take up the places behind them."""
    ordered = sorted(values, reverse=falling)
    return [ordered.index(value) + 1 for value in values], len(values)


def placed(values: list[Fraction], options: Options, shared: bool | None = None) -> tuple[list[int], int]:
    """Return the places that the options ask for."""
    equal = options.shared if shared is None else shared
    return (shared_places if equal else distinct_places)(values, options.falling)


def graded(values: list[Fraction], options: Options, ends: tuple[Fraction, Fraction]) -> list[Fraction]:
    """Return the points between both ends, by place or by gap."""
    best, least = ends
    if len(set(values)) <= 1:
        return [best for _ in values]
    if options.by_gap:
        head, tail = (max(values), min(values)) if options.falling else (min(values), max(values))
        return [best - (best - least) * (head - value) / (head - tail) for value in values]
    places, count = placed(values, options)
    return [best - (place - 1) * (best - least) / Fraction(count - 1) for place in places]


def stepped(values: list[Fraction], rule: Rule) -> list[Fraction]:
    """Return the points of 第一名 less a step for each place."""
    first, step = rule.cases[0][1].points[1], rule.steps[0].points
    places, _ = placed(values, rule.options)
    return [first - (place - 1) * step for place in places]


def case_of(where: Places, place: int, count: int, behind: int) -> bool:
    """Return whether a place is among those named; `behind` is the place counted from the end."""
    if where.side == "range":
        return where.first <= place <= where.last
    reach = where.last * count if where.percent else where.last
    return (place if where.side == "front" else behind) <= reach


def named_cases(values: list[Fraction], rule: Rule) -> list[int | None]:
    """Return for each value which clause takes its place; None, where none does."""
    percent = any(where.percent for where, _ in rule.cases)
    shared = rule.options.shared or percent
    places, count = placed(values, rule.options, shared)
    behind, _ = placed(values, replace(rule.options, falling=not rule.options.falling), shared)
    chosen = []
    for place, back in zip(places, behind, strict=True):
        hits = [index for index, (where, _) in enumerate(rule.cases) if case_of(where, place, count, back)]
        chosen.append(hits[0] if hits else None)
    return chosen


def grouped(values: list[Fraction], rule: Rule) -> list[Fraction]:
    """Return the points of a front group, of a back group, and of the places between them."""
    places, count = placed(values, rule.options)
    behind, _ = placed(values, replace(rule.options, falling=not rule.options.falling))
    sizes = {where.side: floor(where.last) for where, _ in rule.cases}
    points = {where.side: result.points[1] for where, result in rule.cases}
    first, second = (where.side for where, _ in rule.cases)
    sizes[first] = min(sizes[first], count)
    sizes[second] = min(sizes[second], count - sizes[first])
    middle = count - sizes["front"] - sizes["back"]

    def of_place(place: int, back: int) -> Fraction:
        reached = {"front": place <= sizes["front"], "back": back <= sizes["back"]}
        for side in (first, second):
            if reached[side]:
                return points[side]
        step = Fraction(place - sizes["front"], middle + 1)
        return points["front"] - (points["front"] - points["back"]) * step

    return [of_place(place, back) for place, back in zip(places, behind, strict=True)]
