"""A standard and the steps away from it: 完成率达到100%的得5分，每低1个百分点扣0.5分，扣完为止；每超出10%加2分.

A bare number is a standard that is reached from one side: 得 for what is beyond it, 扣 for what is below it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.reader.clauses import Case, Move, Standard
from creditdsl.reader.gains import beside, meets
from creditdsl.reader.joiners import limits as whose
from creditdsl.reader.joiners.claim import YEARLY, Claim, State, away, moves_away, side
from creditdsl.reader.joiners.standard_parts import (
    FROM_ABOVE,
    complements,
    in_points,
    is_directed,
    is_of_step,
    less_than_a_step,
    misses_by_far,
    reached_from,
    unit_of,
)
from creditdsl.reader.joiners.step_names import SHARES, is_due
from creditdsl.reader.joiners.worded_ladders import WHOSE_MEAN
from creditdsl.reader.meanings import HOLE
from creditdsl.reader.phrase_kinds import MEAN_OF, Award, Bound, Limit, Nothing, Test
from creditdsl.reader.segments import Result, Segment
from creditdsl.reader.takings import takes
from creditdsl.syntax.nodes import Comparison
from creditdsl.syntax.quantities import is_ratio


@node
class Parts:
    """What stands behind a standard: its steps, cases, limits, and how a remainder counts."""

    moves: tuple[Move, ...] = ()
    cases: tuple[Case, ...] = ()
    otherwise: Result | None = None
    limits: tuple[whose.Placed, ...] = ()
    countings: tuple[str, ...] = ()


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    """Claim a standard with its steps; one that says no points has those of the item."""
    first, test = segments[0], segments[0].test
    head = _head(state, segments)
    if head is None or test is None:
        return None
    bound, award = head
    if not meets(first.subject, test.standard) or not _moves(state, segments):
        return None
    collected = _collect(first, bound, segments[1:])
    if collected is None:
        return None
    used, parts = collected
    if first.jointly or (first.result is None and not all(map(_takes, segments[used + 1 :]))):
        return None
    equal = test.text.startswith("为") and (parts.otherwise is not None or len(parts.moves) == 2)
    standard = reached_from(bound, parts.moves) if test.exact and not equal else bound
    units = {unit_of(size) for size in (bound.amount, *(move.size for move in parts.moves)) if size is not None}
    if standard is None or len(units) > 1 or not all(is_directed(move, standard) for move in parts.moves):
        return None
    if not all(misses_by_far(case, standard) for case in parts.cases):
        return None
    if not bound.amount and standard.comparison is Comparison.EQUAL and len(parts.moves) < 2:
        return None
    return _claimed(used + 1, state, first, standard, award, parts)


def _head(state: State, segments: Sequence[Segment]) -> tuple[Bound, Award] | None:
    """Return the standard at the head and its points; None where it says other things, or no points are known."""
    first = segments[0]
    of_item = Award(state.points, False, first.start, first.end)
    alone = state.points is not None and all(map(takes, state.clauses))
    match first:
        case Segment(
            test=Test(bounds=(bound,)),
            result=Award(takes=False, sharing=False, again=False) as award,
            each=None,
            place=None,
            per="",
            period=period,
            ratio="",
            discretion="",
            otherwise=False,
            limits=(),
            full=None,
        ) if period in YEARLY and (award.points is not None or state.points is not None):
            return bound, award if award.points is not None else replace(award, points=state.points)
        case Segment(test=Test(bounds=(bound,), exact=False), result=Nothing(spares=True)) if alone:
            return (bound, of_item) if first.only("subject", "test", "behind", "result") else None
        case Segment(
            test=Test(bounds=(bound,), exact=exact),
            each=None,
            place=None,
            period=period,
            ratio="",
            discretion="",
            otherwise=False,
        ) if first.conditional and period in YEARLY and alone and (not exact or is_due(segments)):
            if not _only_beyond(bound, segments[1:]):
                return _kept(bound, segments[1:]), of_item
            return None if state.clauses else (bound, replace(of_item, points=Fraction(0)))
        case _:
            return None


def _only_beyond(bound: Bound, segments: Sequence[Segment]) -> bool:
    """Return whether all that is said gives points for what is beyond: 超过100%的，每超10个百分点加0.5分."""
    above = {Comparison.MORE: True, Comparison.LESS: False}.get(bound.comparison)
    gaining = bool(segments) and isinstance(segments[0].result, Award) and side(segments[0]) is above is not None
    return gaining and not any(segment.takes for segment in segments)


def _takes(segment: Segment) -> bool:
    """Return whether a segment only takes points, so that a standard beside it may keep all of them."""
    match segment.result:
        case Award(takes=taking):
            return taking
        case Nothing(item=item):
            return item
        case None:
            return not segment.ratio and not segment.discretion and segment.full is None
        case _:
            return False


def _moves(state: State, segments: Sequence[Segment]) -> bool:
    """Return whether steps away from the head's standard follow, and the head names what it is of."""
    first = segments[0]
    nameless = not first.subject and (first.behind or state.clauses)
    return moves_away(first.subject + first.behind, segments[1:]) and not nameless


def _kept(bound: Bound, segments: Sequence[Segment]) -> Bound:
    """Return the standard that is kept where its contrary is said: 低于95%的，每低1个百分点扣1分 is of 95%以上."""
    takes = bool(segments) and isinstance(segments[0].result, Award) and segments[0].result.takes
    above = side(segments[0]) if takes else None
    match bound.comparison, above:
        case Comparison.LESS, False:
            return replace(bound, comparison=Comparison.AT_LEAST)
        case Comparison.MORE, True:
            return replace(bound, comparison=Comparison.AT_MOST)
        case _:
            return bound


def _collect(first: Segment, bound: Bound, segments: Sequence[Segment]) -> tuple[int, Parts] | None:
    """Return how many segments belong to a standard, and what they say; None where one of them contradicts it."""
    parts = Parts()
    for used, segment in enumerate(segments):
        above = side(segment)
        if segment.subject and not segment.otherwise and segment.subject != first.subject:
            return used, parts
        if segment.behind or segment.jointly:
            return None
        if above is not None:
            move = _move(first, bound, segment, above)
            if move is None or any(other.above is above for other in parts.moves):
                return None
            parts = replace(parts, moves=(*parts.moves, move))
        elif segment.test is not None and segment.conditional:
            if not complements(segment.test, bound):
                return None
        elif isinstance(segment.result, Nothing) and segment.test is not None and complements(segment.test, bound):
            if any(not move.above for move in parts.moves) or segment.result.item:
                return None
        elif less_than_a_step(segment, parts.moves):
            pass
        elif segment.test is not None and not segment.each and isinstance(segment.result, Award | Nothing):
            below = segment.result.below if isinstance(segment.result, Award) else segment.result.spares
            if below or segment.test.exact or segment.behind or parts.otherwise is not None or segment.per:
                return None
            parts = replace(parts, cases=(*parts.cases, Case(segment.test, segment.result)))
        elif segment.otherwise and segment.result is not None and parts.otherwise is None:
            parts = replace(parts, otherwise=segment.result)
        elif not (segment.bare and segment.result is None and segment.full is None):
            return used, parts
        parts = replace(
            parts,
            limits=(
                *parts.limits,
                *((limit, segment.part == first.part, segment.mark == "(") for limit in segment.limits),
            ),
        )
        if segment.remainder is not None:
            if not parts.moves or not is_of_step(segment.remainder, parts.moves[-1]):
                return None
            parts = replace(parts, countings=(*parts.countings, segment.remainder.counting))
    return len(segments), parts


def _move(first: Segment, bound: Bound, segment: Segment, above: bool) -> Move | None:
    """Return a step; None where it counts something else, or is of another standard."""
    assert segment.each is not None
    match segment.result:
        case Award(points=Fraction(), sharing=False, below=False) as award if (
            not segment.per and not segment.discretion
        ):
            pass
        case _:
            return None
    named = segment.test is None or complements(segment.test, bound, above)
    words = first.subject + first.behind
    of_standard = bound.amount is None and bool(words) and segment.each.size.unit in SHARES and not _is_share(words)
    if of_standard or not named or away(segment) not in words:
        return None
    return Move(above, in_points(segment.each.size), award)


def _is_share(words: str) -> bool:
    return is_ratio(words) or words.endswith("进度")


def _claimed(used: int, state: State, first: Segment, standard: Bound, award: Award, parts: Parts) -> Claim | None:
    words = first.subject + first.behind
    split = whose.split(parts.limits, state)
    if split is None or len(set(parts.countings)) > 1 or len(parts.countings) not in (0, len(parts.moves)):
        return None
    if parts.otherwise is not None and (len(parts.moves) == 2 or _covered(standard, parts.moves)):
        return None
    limits_of_rule, whole, either = split
    limits = [limit if not limit.adds else _total(limit, award, parts) for limit in limits_of_rule]
    limits = [limit if limit is None or not limit.takes else _least(limit, award, parts) for limit in limits]
    if any(limit is None for limit in limits) or either:
        return None
    compared = "" if first.test is None else first.test.standard
    name = beside(state.named(words), compared)
    clause = Standard(
        name,
        standard,
        award,
        parts.moves,
        parts.cases,
        parts.otherwise,
        tuple(limit for limit in limits if limit),
        "".join(parts.countings[:1]),
        compared,
    )
    after = replace(state, titled=state.titled or (state.takes_title(words) and name != HOLE))
    after = replace(after, subject=words or state.subject)
    after = replace(after, headings=(*after.headings, *map(whose.trait, whole)))
    return _of_mean(used, after, clause)


_MEAN = re.compile("平均|均值")
_OF_ALL = re.compile("^(?:全体|各)(?:被考核|参评)?(?:单位|部门|县区?|乡镇)?")


def _of_mean(used: int, state: State, clause: Standard) -> Claim:
    """Claim a standard; ask whose mean it is, unless it says of all units or of the whole country."""
    plain = replace(state, clauses=(*state.clauses, clause))
    if not _MEAN.search(clause.standard) or "全国" in clause.standard or clause.subject == HOLE:
        return Claim(used, plain)
    of_all = replace(clause, standard=f"{MEAN_OF}{clause.subject}")
    all_units = replace(state, clauses=(*state.clauses, of_all))
    if _OF_ALL.match(clause.standard):
        return Claim(used, all_units)
    forks = (("各被考核单位的平均", all_units), ("另外公布的数", plain))
    return Claim(used, all_units, WHOSE_MEAN.format(clause.standard), forks)


def _covered(standard: Bound, moves: Sequence[Move]) -> bool:
    """Return whether the steps say what a missed standard gives, so that nothing is left for the rest."""
    missed_above = standard.comparison in FROM_ABOVE
    return standard.comparison is not Comparison.EQUAL and any(move.above is missed_above for move in moves)


def _least(limit: Limit, award: Award, parts: Parts) -> Limit | None:
    """Return what a cap of the points taken leaves of the standard's: 得10分，每低1个百分点扣1分，最多扣5分 leaves 5.

    None where others than the steps take points, too.
    """
    if limit.kind != "cap":
        return limit
    taking = [move for move in parts.moves if move.award.takes]
    if limit.points is None or award.points is None or len(parts.moves) != len(taking) or len(taking) != 1:
        return None
    if parts.cases or parts.otherwise is not None:
        return None
    left = award.points - limit.points
    if left < 0:
        return None
    return Limit("floor", left, False, limit.start, limit.end) if left else replace(limit, kind="until_zero")


def _total(limit: Limit, award: Award, parts: Parts) -> Limit | None:
    """Return the cap of the whole for one of what is added: 得3分，每高1个百分点加0.2分，最高加1分 is 4 at most.

    None where the standard itself adds, or the cap may be meant for both.
    """
    adding = [move for move in parts.moves if move.above is not move.award.takes and not move.award.takes]
    if award.points is None or limit.points is None or len(adding) != 1:
        return None
    if award.points == 0:
        return limit
    return None if award.adds or not adding[0].award.adds else replace(limit, points=award.points + limit.points)
