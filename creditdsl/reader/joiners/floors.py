"""The least that is left where points are taken: 每次扣2分，最低得2分 of 6 points takes 4 at most.

Receives a cell that is claimed to its end; promises it with such limits as caps of what is taken, which the language
has instead, or None where they are of several rules, or of points that are not known.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.reader.clauses import Clause, Limited, Steps
from creditdsl.reader.joiners.claim import State
from creditdsl.reader.phrase_kinds import Limit
from creditdsl.reader.takings import takes

DOWN_TO = "“扣至 {points} 分为止”，是扣到只剩 {points} 分，还是最多扣 {points} 分？"


def with_floors(state: State) -> State | None:
    """Return the state with no floor under what is taken; None where that cannot be said."""
    clauses = [_settled(state, clause) for clause in state.clauses]
    known = [clause for clause in clauses if clause is not None]
    return replace(state, clauses=tuple(known)) if len(known) == len(clauses) else None


def _settled(state: State, clause: Clause) -> Clause | None:
    """Return a clause with caps for floors; one of 0 is under every item that no word lets go below."""
    if not isinstance(clause, Limited):
        return clause
    floors = [limit for limit in clause.limits if limit.kind == "floor"]
    rest = tuple(limit for limit in clause.limits if limit.kind != "floor")
    if not takes(clause):
        return clause if _apart(floors, rest) else None
    if any(limit.kind == "down_to" for limit in rest):
        return None if floors else _emptied(state, clause)
    least = [limit for limit in floors if limit.points != 0]
    if not least:
        return replace(clause, limits=rest)
    cap = _taken_down_to(state, least[0])
    return None if cap is None or len(least) > 1 or rest or not _alone(state) else replace(clause, limits=(cap,))


def _apart(floors: Sequence[Limit], others: Sequence[Limit]) -> bool:
    """Return whether no floor of points that are given lies beyond their cap."""
    caps = [limit.points for limit in others if limit.kind == "cap" and limit.points is not None]
    lowest = max((limit.points or Fraction(0) for limit in floors), default=Fraction(0))
    return not any(limit.kind == "down_to" for limit in others) and lowest <= min(caps, default=lowest)


def _emptied(state: State, clause: Limited) -> Limited | None:
    """Return steps with 扣至2分为止 as a cap where that is sure; None where it is of several, or of unknown points."""
    match clause:
        case Steps(limits=(Limit(points=Fraction() as points) as limit,)) if state.points is not None:
            sure = not state.from_full or points == state.points or 2 * points == state.points
            capped = replace(clause, limits=(replace(limit, kind="cap"),))
            return capped if sure and len(state.clauses) == 1 else clause if _alone(state) else None
        case _:
            return None


def _alone(state: State) -> bool:
    """Return whether one rule takes from known points, so that it alone says what is left of them."""
    return len(state.clauses) == 1 and state.from_full and state.points is not None


def _taken_down_to(state: State, limit: Limit) -> Limit | None:
    """Return the most that is taken where some points are left; None where that is none."""
    if state.points is None or limit.points is None or limit.points >= state.points:
        return None
    return Limit("cap", state.points - limit.points, True, limit.start, limit.end)


def down_to(state: State) -> tuple[str, tuple[tuple[str, tuple[Clause, ...]], ...]] | None:
    """Return the question whether 扣至2分为止 is what is left or what is taken, with the clauses of both."""
    match state.clauses:
        case (Steps(limits=(Limit(kind="down_to") as limit,)) as clause,):
            pass
        case _:
            return None
    left, points = _taken_down_to(state, limit), limit.points
    if left is None or points is None:
        return None
    words = DOWN_TO.format(points=show(points, MAX_DIGITS))
    ways: Sequence[tuple[str, Limit]] = (("扣到只剩这些分", left), ("最多扣这些分", replace(limit, kind="cap")))
    return words, tuple((answer, (replace(clause, limits=(cap,)),)) for answer, cap in ways)
