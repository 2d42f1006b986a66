"""What points are taken from, and those beyond the item's: taken where none are left, added where all are reached.

完成得10分，不完成扣2分 of an item of 10 points takes 2 of nothing, and 完成得10分，每超10%加1分 adds to all of them.
Receives what a sentence says in an item whose points are known; promises the question that is then asked.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.reader.clauses import Case, Clause, Joint, Ladder, Standard, Steps
from creditdsl.reader.gains import best, gives, is_fact
from creditdsl.reader.joiners.claim import State
from creditdsl.reader.joiners.limits import facts, takes
from creditdsl.reader.phrase_kinds import Award

BELOW = "做到的得本项全部 {full} 分，没有做到的再扣 {less} 分，本项得分可以低于 0 吗？不可以的，是从 {full} 分里扣。"
ABOVE = "加的分加在本项的 {full} 分以外，本项得分可以超过 {full} 分吗？"
LESS = "达不到的扣分，扣了以后，本项得分可以低于 0 吗？"


def beyond(state: State) -> tuple[str, tuple[Clause, ...], str] | None:
    """Return the question, the clauses that stay within the item's points, and the trait of the heading beyond them."""
    full = state.points
    if full is None:
        return None
    match state.clauses:
        case (*before, Steps(award=Award(takes=False))) if _all_given(before) == full:
            return ABOVE.format(full=show(full, MAX_DIGITS)), state.clauses, "积分"
        case (_,):
            pass
        case _:
            return None
    match state.clauses[0]:
        case Ladder(otherwise=Award(points=Fraction() as less, takes=True, below=False)) as fact if (
            is_fact(fact) and gives(replace(fact, otherwise=None)) and best(fact) == full >= less > 0
        ):
            kept = replace(fact, otherwise=Award(full - less, False, 0, 0))
            return BELOW.format(full=show(full, MAX_DIGITS), less=show(less, MAX_DIGITS)), (kept,), "可为负"
        case Ladder(cases=cases, otherwise=rest) as ladder if _most_points(cases) == full and not is_fact(ladder):
            last = cases[-1].result if rest is None else rest
            below = isinstance(last, Award) and last.takes and not last.below
            return (LESS.format(full=show(full, MAX_DIGITS)), (ladder,), "可为负") if below else None
        case Standard(award=Award(points=Fraction() as points)) as standard if points == full and _adds(standard):
            return ABOVE.format(full=show(full, MAX_DIGITS)), (standard,), "积分"
        case _:
            return None


def _all_given(clauses: Sequence[Clause]) -> Fraction:
    """Return the most points that clauses give together; 0 where some are no ladders, or take points."""
    ladders = [clause for clause in clauses if isinstance(clause, Ladder) and gives(clause)]
    return sum(map(best, ladders), Fraction(0)) if len(ladders) == len(clauses) else Fraction(0)


def _most_points(cases: Sequence[Case]) -> Fraction:
    """Return the most points that a case gives."""
    awards = [case.result for case in cases if isinstance(case.result, Award) and not case.result.takes]
    return max((award.points for award in awards if award.points is not None), default=Fraction(0))


def _adds(standard: Standard) -> bool:
    return any(not move.award.takes for move in standard.moves)


def unexplained(state: State) -> bool:
    """Return whether points are taken beside points that are given, and not clear from what.

    Not all of the item's are given: 每批扣1分，零上访的奖励2分. Or the most are, and less is taken:
    同比下降得10分；上升1%以上扣2分.
    """
    taking = [clause for clause in state.clauses if isinstance(clause, Steps | Ladder | Joint) and takes(clause)]
    giving = facts(state.clauses)
    if state.points is None or not taking or len(giving) + len(taking) < len(state.clauses) or not giving:
        return False
    steps = isinstance(state.clauses[0], Steps) and takes(state.clauses[0])
    whole = sum(map(best, giving), Fraction(0)) == state.points
    tested = any(isinstance(clause, Ladder) and clause.cases[0].test is not None for clause in taking)
    return (steps and not whole) or (whole and tested and len(giving) == 1)


_NONE = re.compile("(?:无|没有|未(?:发生|发现|出现))(?:(?!至少|分别|[不未无没除再均各倒])[\u4e00-\u9fff]){2,12}")


def faultless(state: State) -> State:
    """Leave out that who has no fault keeps all points, where points start full: 每宗扣1分；无案件的计满分."""
    others = [clause for clause in state.clauses if not _all_points(clause)]
    full = state.points is not None and bool(others) and all(map(takes, others))
    last = bool(state.clauses) and _all_points(state.clauses[-1])
    return replace(state, clauses=tuple(others)) if full and last and len(others) == len(state.clauses) - 1 else state


def _all_points(clause: Clause) -> bool:
    match clause:
        case Ladder(subject=subject, cases=(Case(test=None, result=Award(points=None)),), otherwise=None, limits=()):
            return _NONE.fullmatch(subject) is not None
        case _:
            return False
