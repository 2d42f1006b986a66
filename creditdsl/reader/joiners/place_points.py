"""What the places of a ranking get, in the pieces of a line.

Receives places with their points in the order of the sentence. Promises the pieces of one of the four kinds of
rankings, or None where the places contradict each other or the language cannot say them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.base.node import node
from creditdsl.reader.line_writer import Piece, outcome, result
from creditdsl.reader.phrase_kinds import Award, Formula, Limit, Nothing, Place, Shares
from creditdsl.reader.segments import Result
from creditdsl.syntax.numerals import counts_of

Scored = tuple[Place, Award | Formula | Nothing]
Placed = tuple[Place, Award | Formula | Nothing | Shares]
"""A place with its points, or places with the points of each: 前三名分别得5分、4分、3分."""


@node
class Points:
    """The pieces of places. kind: ends, groups, steps or places. rising: whether 最少的 gets the most."""

    kind: str
    pieces: tuple[Piece, ...]
    limits: tuple[Limit, ...] = ()
    rising: bool | None = None


def points_of(
    placed: Sequence[Placed], fall: Award | None, turn: str, rest: Result | None, limits: tuple[Limit, ...]
) -> Points | None:
    """Return the points of places."""
    places = _spread(placed)
    if places is None or any(_hedged(place, award) for place, award in places):
        return None
    if turn:
        if fall is not None or rest is not None:
            return None
        if not places:
            return _ends_of_limits(limits, turn)
        ends = {place.edge for place, _ in places} == {1, -1}
        return _ends(places, turn, limits) if ends else _groups(places, turn, limits)
    if fall is not None:
        return _steps(places, fall, limits) if rest is None else None
    return _places(places, rest, limits)


def _hedged(place: Place, award: Award | Formula | Nothing) -> bool:
    """Return whether the words around points say more than the points: 再得5分, 倒扣2分, 第一名各得5分, 不扣分."""
    match award:
        case Award(sharing=sharing, again=again, below=below):
            several = place.edge == 0 and re.match("[前后]|第.*至", place.code) is not None
            return bool(again or below or (sharing and not several))
        case Nothing(spares=spares):
            return spares
        case Formula():
            return False


def middle(placed: Sequence[Placed], limits: tuple[Limit, ...]) -> Points | None:
    """Return the ends of places that leave out all between a first and a last: 第一名5分，最后一名1分."""
    places = _spread(placed)
    ends = places is not None and {place.edge for place, _ in places} == {1, -1}
    return _ends(places, "in_turn", limits) if ends and places is not None else None


_BEHIND = ("后", "末")


def leaves_middle(placed: Sequence[Placed]) -> bool:
    """Return whether places in front get points and those behind get fewer or none, so that others get some, too.

    What is added for the first and taken from the last is nothing for the others.
    """
    front = [award for place, award in placed if not place.code.startswith(_BEHIND)]
    back = [award for place, award in placed if place.code.startswith(_BEHIND)]
    ended = all(place.code for place, _ in placed) and not _cover_all([place.code for place, _ in placed])
    return ended and any(map(_gained, front)) and any(isinstance(award, Nothing) or _gained(award) for award in back)


def _cover_all(codes: Sequence[str]) -> bool:
    """Return whether shares of the units from both ends are of all of them: 前50%, 后50%."""
    shares = {code[0]: Fraction(code[1:-1]) for code in codes if re.fullmatch(r"[前后]\d+(?:\.\d+)?%", code)}
    return len(shares) > 1 and sum(shares.values()) >= 100


def _gained(award: Award | Formula | Nothing | Shares) -> bool:
    return isinstance(award, Award) and not (award.takes or award.adds)


def _spread(placed: Sequence[Placed]) -> list[Scored] | None:
    """Return the places; those that share out a list of points become one each: 前三名分别得5分、4分、3分."""
    spread: list[Scored] = []
    for place, award in placed:
        if not isinstance(award, Shares):
            spread.append((place, award))
            continue
        if re.fullmatch(r"前\d+名", place.code) is None or counts_of(place.code) != [len(award.points)]:
            return None
        for at, points in enumerate(award.points, 1):
            nth = Place(f"第{at}名", place.start, place.end)
            spread.append((nth, Award(points, award.takes, award.start, award.end)))
    return spread


def _number(award: Award | Formula | Nothing) -> Fraction | None:
    """Return the points that a place gets; None where they are taken away, or all of them."""
    if isinstance(award, Nothing):
        return Fraction(0)
    return None if isinstance(award, Formula) or award.takes else award.points


def _ends_of_limits(limits: Sequence[Limit], turn: str) -> Points | None:
    """Return the ends of 最高得5分，最低得1分，中间依次赋分."""
    match limits:
        case [
            Limit(kind="cap", points=Fraction() as most, takes=False),
            Limit(kind="floor", points=Fraction() as least),
        ]:
            return _between(most, least, turn, (), None)
        case _:
            return None


def _ends(places: Sequence[Scored], turn: str, limits: tuple[Limit, ...]) -> Points | None:
    """Return the points between a first and a last place; the best is that with more points if words name a value."""
    if len(places) != 2:
        return None
    by_value = {place.value for place, _ in places} == {1, -1}
    if not by_value and any(place.value for place, _ in places):
        return None
    awards = {place.edge: _number(award) for place, award in places}
    first, last = awards[1], awards[-1]
    if first is None or last is None:
        return None
    if not by_value:
        return _between(first, last, turn, limits, None)
    return _between(max(first, last), min(first, last), turn, limits, last > first)


def _between(
    most: Fraction, least: Fraction, turn: str, limits: tuple[Limit, ...], rising: bool | None
) -> Points | None:
    if most < least:
        return None
    gap = ["按差距赋分"] if turn == "by_gap" else []
    return Points("ends", (*gap, f"最多{show(most, MAX_DIGITS)}", f"最少{show(least, MAX_DIGITS)}"), limits, rising)


def _groups(places: Sequence[Scored], turn: str, limits: tuple[Limit, ...]) -> Points | None:
    """Return the points of a group in front and one behind; those in between are in turn."""
    groups = [(_group(place), _number(award)) for place, award in places]
    if turn == "by_gap" or len(groups) != 2 or {code[:1] for code, _ in groups} != {"前", "后"}:
        return None
    if any(points is None or "%" in code for code, points in groups) or any(place.value for place, _ in places):
        return None
    pieces = [
        piece for code, points in groups if points is not None for piece in (code, f"得{show(points, MAX_DIGITS)}")
    ]
    return Points("groups", (*pieces, "其余", "依次"), limits)


def _group(place: Place) -> str:
    return {"第一名": "前1名", "末名": "后1名"}.get(place.code, place.code)


def _steps(places: Sequence[Scored], fall: Award, limits: tuple[Limit, ...]) -> Points | None:
    """Return the points of 第一名得10分，每降一名扣2分."""
    match places:
        case [(Place(edge=1, value=value), Award(points=Fraction(), takes=False) as top)]:
            if not fall.takes or fall.points is None:
                return None
            rising = None if value == 0 else False
            return Points("steps", ("第一名", result(top), f"每降一名{result(replace(fall, verb=''))}"), limits, rising)
        case _:
            return None


def _places(places: Sequence[Scored], rest: Result | None, limits: tuple[Limit, ...]) -> Points | None:
    """Return the points of single places; the last may be all that follow: 第7名及以后."""
    pieces: list[Piece] = []
    taken: list[Place] = []
    rising: bool | None = None
    for at, (place, award) in enumerate(places):
        last = at == len(places) - 1
        if place.value:
            if at or place.value < 0:
                return None
            rising = False
        if place.after and (not taken or not _follows(taken, place)):
            return None
        if not place.code:
            if not last or rest is not None:
                return None
            rest = award
            break
        if any(_covers(before, place) for before in taken):
            return None
        taken.append(place)
        pieces += [place.code, *(["得0"] if isinstance(award, Nothing) else outcome(award))]
    if not pieces:
        return None
    other: list[Piece] = [] if rest is None else ["其余", *outcome(rest)]
    return Points("places", (*pieces, *other), limits, rising)


def _follows(taken: Sequence[Place], place: Place) -> bool:
    """Return whether the places before end where this one says that it goes on."""
    if place.code:
        return taken[-1].code == place.after
    reached = 0
    for before in taken:
        first, last = _range(before)
        if before.code[0] not in "第前" or "%" in before.code or first > reached + 1:
            return False
        reached = max(reached, last)
    return counts_of(place.after) == [reached]


def _range(place: Place) -> tuple[int, int]:
    """Return the first and the last place that the words count, from the front or from the end."""
    numbers = counts_of(place.code) or [1]
    return (numbers[0], numbers[-1]) if place.code[0] == "第" else (1, numbers[-1])


def _covers(before: Place, place: Place) -> bool:
    """Return whether no unit is left for a place because of one before it."""
    if ("%" in before.code) is not ("%" in place.code) or (before.code[0] in "后末") is not (place.code[0] in "后末"):
        return False
    if "%" in place.code:
        return Fraction(before.code[1:-1]) >= Fraction(place.code[1:-1])
    (first, last), (from_, to) = _range(before), _range(place)
    return first <= from_ and to <= last
