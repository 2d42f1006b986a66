"""What points are taken from, and those beyond the item's: taken where none are left, added where all are reached.

完成得10分，不完成扣2分 of an item of 10 points takes 2 of nothing, and 完成得10分，每超10%加1分 adds to all of them.
Receives what a sentence says in an item whose points are known; promises the question that is then asked.
"""

import operator
import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.reader.clauses import Case, Clause, Joint, Ladder, Options, Ranking, Standard, Steps
from creditdsl.reader.gains import best, gives, is_fact
from creditdsl.reader.joiners.added_points import adds_to_all, gives_beyond
from creditdsl.reader.joiners.claim import State
from creditdsl.reader.joiners.limits import facts, is_capped
from creditdsl.reader.phrase_kinds import Award
from creditdsl.reader.segments import Result
from creditdsl.reader.takings import takes, voids

BELOW = "做到的得本项全部 {full} 分，没有做到的再扣 {less} 分，本项得分可以低于 0 吗？不可以的，是从 {full} 分里扣。"
ABOVE = "加的分加在本项的 {full} 分以外，本项得分可以超过 {full} 分吗？"
FROM_WHICH = "没有写从多少分起加减，是从本项的 {full} 分起，还是从 0 分起？"
FROM_WHERE = "没有写从多少分起加减，是从满分起，还是从 0 分起？"
LESS_ALONE = "达不到的扣分，扣了以后，本项得分可以低于 0 吗？"
LESS = "达不到的扣分，扣了以后，本项得分可以低于 0 吗？不可以的，是从 {full} 分里扣。"


def beyond(state: State) -> tuple[str, tuple[Clause, ...], str] | None:
    """Return the question, the clauses that stay within the item's points, and the trait of the heading beyond them."""
    full = state.points
    if full is None:
        return None
    at, kept = next(((at, kept) for at, clause in enumerate(state.clauses) if (kept := _kept(clause, full))), (0, None))
    words = show(full, MAX_DIGITS)
    match kept, state.clauses:
        case (Ladder() | Options(), clauses):
            if _upside_down(kept, clauses[at]):
                return LESS_ALONE, clauses, "可为负"
            within = (*clauses[:at], kept, *clauses[at + 1 :])
            if not isinstance(kept, Ladder) or not is_fact(kept) or not isinstance(kept.otherwise, Award):
                return LESS.format(full=words), within, "可为负"
            less = full - best(replace(kept, cases=(Case(None, kept.otherwise),)))
            return BELOW.format(full=words, less=show(less, MAX_DIGITS)), within, "可为负"
        case (None, clauses) if adds_to_all(state) or (len(clauses) == 1 and gives_beyond(clauses[0], full)):
            return ABOVE.format(full=words), clauses, "积分"
        case (None, (Standard(award=Award(points=Fraction() as points)) as standard,)) if points == full and _adds(
            standard
        ):
            return ABOVE.format(full=words), (standard,), "积分"
        case _:
            return None


def _results(clause: Clause) -> list[Result]:
    """Return the results of a ladder or of options."""
    match clause:
        case Ladder(cases=cases, otherwise=rest):
            results = [case.result for case in cases]
        case Options(cases=options, otherwise=rest):
            results = [result for _, result in options]
        case _:
            return []
    return results if rest is None else [*results, rest]


def mixes(clause: Clause, full: Fraction | None) -> bool:
    """Return whether some cases of a clause give all points of the item, and others take some: 得满分, 扣1分."""
    awards = [result for result in _results(clause) if isinstance(result, Award)]
    giving = [award.points for award in awards if not award.takes]
    taking = [award for award in awards if award.takes and award.points and not award.below]
    return bool(taking) and any(points in (None, full) for points in giving)


def _kept(clause: Clause, full: Fraction) -> Ladder | Options | None:
    """Return a clause with what it takes as taken from all points; None where it mixes nothing."""
    if not mixes(clause, full):
        return None
    match clause:
        case Ladder(cases=cases, otherwise=rest):
            left = tuple(replace(case, result=_left(case.result, full)) for case in cases)
            return replace(clause, cases=left, otherwise=None if rest is None else _left(rest, full))
        case Options(cases=options, otherwise=rest):
            chosen = tuple((word, _left(result, full)) for word, result in options)
            return replace(clause, cases=chosen, otherwise=None if rest is None else _left(rest, full))
        case _:
            return None


def _upside_down(kept: Clause, clause: Clause) -> bool:
    """Return whether what loses some of all points would have more than a case before it: 优5分，中1分，差扣1分."""
    pairs = list(zip(_results(kept), _results(clause), strict=True))
    left = [after.points for after, before in pairs if isinstance(after, Award) and after != before]
    kept_points = [before.points for after, before in pairs if isinstance(before, Award) and after == before]
    return any(points is not None and less is not None and points < less for points in kept_points for less in left)


def _left(result: Result, full: Fraction) -> Result:
    """Return what is left of all points."""
    match result:
        case Award(points=Fraction() as less, takes=True):
            return Award(full - less, False, result.start, result.end)
        case _:
            return result


def _adds(standard: Standard) -> bool:
    return any(not move.award.takes for move in standard.moves)


def unexplained(state: State) -> bool:
    """Return whether points are taken beside points that are given, and not clear from what.

    Not all of the item's are given: 每批扣1分，零上访的奖励2分. Or the most are, and less is taken:
    同比下降得10分；上升1%以上扣2分. Or what is taken is the rest: 未建立不得分；建立的得1分；未开展扣2分 of 3 points.
    """
    taking = [clause for clause in state.clauses if isinstance(clause, Steps | Ladder | Joint) and takes(clause)]
    giving = facts(state.clauses)
    mixed = [clause for clause in state.clauses if mixes(clause, state.points)]
    if mixed and (state.points is None or len(mixed) > 1 or _beyond_all(mixed[0], state.points)):
        return True
    if mixed and any(_denies(clause, mixed[0]) for clause in taking):
        return True
    if state.points is None or not taking or len(giving) + len(taking) < len(state.clauses) or not giving:
        return False
    steps = isinstance(state.clauses[0], Steps) and takes(state.clauses[0])
    whole = sum(map(best, giving), Fraction(0)) == state.points
    tested = any(isinstance(clause, Ladder) and clause.cases[0].test is not None for clause in taking)
    if {voids(clause) for clause in taking} == {True, False} and _rest_of_all(giving, taking) == state.points:
        return True
    return (steps and not whole) or (whole and tested and len(giving) == 1)


def _rest_of_all(giving: Sequence[Ladder], taking: Sequence[Clause]) -> Fraction | None:
    """Return what facts give and take together; None where anything but facts gives or takes."""
    taken = [clause for clause in taking if isinstance(clause, Ladder) and is_fact(clause)]
    plain = len(taken) == len(taking) and all(map(is_fact, giving))
    return sum(map(best, (*giving, *taken)), Fraction(0)) if plain else None


_BOTH_WAYS = re.compile("加分|扣分|减分|加减|奖|惩|附加|激励")
"""Titles of items that begin with no points, which others are added to and taken from."""


def from_where(state: State) -> str:
    """Return the question from where points are taken and others added: 通报1次扣1分，表扬1次加1分.

    None, where nothing is added, where what is given is not said to be added, and stands first, or where both have a
    cap: 最多加2分 and 最多扣3分 are of none.
    """
    if state.from_full or state.deducting or _BOTH_WAYS.search(state.context.title):
        return ""
    if len(state.clauses) == 1:
        full = state.points if _adds_and_takes(state.clauses[0]) else None
        return "" if full is None else FROM_WHICH.format(full=show(full, MAX_DIGITS))
    giving = [clause for clause in state.clauses if not takes(clause)]
    if not 0 < len(giving) < len(state.clauses) or not all(map(_moves, state.clauses)):
        return ""
    first = state.clauses[0]
    asked = isinstance(first, Ladder) and any(isinstance(clause, Steps) and takes(clause) for clause in state.clauses)
    if not takes(first) and (asked or not all(map(_only_adds, giving))):
        return ""  # of steps behind a fact step_questions.py asks
    if all(map(is_capped, state.clauses)):
        return ""
    return FROM_WHERE if state.points is None else FROM_WHICH.format(full=show(state.points, MAX_DIGITS))


def _adds_and_takes(clause: Clause) -> bool:
    """Return whether cases, or places, of a clause add points and others take some: 前三名加2分，后三名扣2分."""
    if isinstance(clause, Ranking):
        pieces = [str(piece) for piece in clause.points if not isinstance(piece, str) or _POINTS.match(piece)]
        added = [piece.startswith(("加", "奖")) for piece in pieces]
        taken = [piece.startswith(("扣", "减")) for piece in pieces]
        return any(added) and any(taken) and all(map(operator.or_, added, taken))
    awards = [result for result in _results(clause) if isinstance(result, Award)]
    giving = [award for award in awards if not award.takes and award.points != 0]
    return len(giving) < len(awards) and bool(giving) and all(award.adds for award in giving)


_POINTS = re.compile("[得加计记赋积奖扣减]")


def _only_adds(clause: Clause) -> bool:
    """Return whether all that a clause gives is added: 表扬1次加1分."""
    match clause:
        case Steps(award=award):
            return award.adds
        case Ladder(cases=cases):
            return all(isinstance(case.result, Award) and case.result.adds for case in cases)
        case _:
            return False


def _moves(clause: Clause) -> bool:
    """Return whether a clause takes points, or adds some for a fact or for each of something."""
    giving = isinstance(clause, Steps) or (isinstance(clause, Ladder) and is_fact(clause) and gives(clause))
    return takes(clause) or giving


_DENIED = re.compile("“?(?:未|没有?|不|无)(?P<what>.{2,})")


def _denies(clause: Clause, fact: Clause) -> bool:
    """Return whether a fact is that another did not come, whose else takes points already."""
    match clause, fact:
        case (Ladder(subject=words), Ladder(subject=whole, otherwise=Award(takes=True))) if clause is not fact:
            denied = _DENIED.match(words)
            return denied is not None and denied["what"].strip("”") in whole
        case _:
            return False


def _beyond_all(clause: Clause, full: Fraction) -> bool:
    """Return whether a clause takes more than all points, which no item has."""
    awards = [result for result in _results(clause) if isinstance(result, Award) and result.takes]
    return any(award.points is not None and award.points > full for award in awards)


_NONE = re.compile(
    "(?:无|没有|不涉及|未(?:发生|发现|出现))(?:(?!至少|分别|[不未无没除再均各倒])[\u4e00-\u9fff]){2,12}|未发生|未发现|未出现|没有发生"
)


def faultless(state: State) -> State:
    """Leave out that who has no fault keeps all points, where points start full: 每宗扣1分；无案件的计满分."""
    others = [clause for clause in state.clauses if not _all_points(clause, state.points)]
    full = state.points is not None and bool(others) and all(map(takes, others))
    return replace(state, clauses=tuple(others)) if full and len(others) == len(state.clauses) - 1 else state


def _all_points(clause: Clause, full: Fraction | None) -> bool:
    match clause:
        case Ladder(
            subject=subject,
            cases=(Case(test=None, result=Award(points=points, takes=False)),),
            otherwise=None,
            limits=(),
        ) if points in (None, full):
            return _NONE.fullmatch(subject) is not None
        case _:
            return False
