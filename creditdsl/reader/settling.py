"""What the cases of a ladder mean where their words leave it open: bare amounts, ends that meet, gaps.

Receives the cases of one measure as written; promises cases that mean what the sentence says, with at most one
question, or None where two things are unclear, or where a case could never hold.

Worked example: `80%—89%得2分，90%以上得3分` asks where 89.5% belongs; `1—3次，4次以上` leaves no gap, as these are
whole numbers.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.base.node import node
from creditdsl.reader.case_values import Range, amount_of, bounds_of, continuous, range_of, reached, torn
from creditdsl.reader.clauses import Case
from creditdsl.reader.gains import CHANGE
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Nothing
from creditdsl.syntax.nodes import Comparison

BETWEEN_STEPS = "两档之间的，是不是都按低的一档计？"
BEYOND = "超过{}的，也按这一档计，还是不计？"
WHICH_SIDE = "正好{}的，算前一档，还是算后一档？"
IN_THE_GAP = "{}和{}之间的，算哪一档？"

_EXCEEDING = ("完成", "增", "比值", "兑现", "执行", "进度", "投资", "达")

_BAD = re.compile(
    "逾期|超期|延期|延迟|推迟|迟|滞后|拖延|旷|缺|漏|错|违|事故|[死伤]亡|重伤|访|投诉|案|处分|问责|通报|曝光|隐患"
)
"""Things of which a unit should have none, so that points are taken from the first on."""


@node
class Settled:
    """Cases, or the cases of each answer to a question."""

    words: str
    answers: tuple[tuple[str, tuple[Case, ...]], ...]


def settle(subject: str, cases: Sequence[Case], rest: bool = False) -> Settled | None:
    """Return what cases mean. rest: whether the sentence says what all other values get."""
    units = {bound.amount.unit for case in cases for bound in bounds_of(case) if bound.amount is not None}
    if len(units) > 1 or any(case.test is None for case in cases) or _alike(cases):
        return None
    words, answers = "", [("", tuple(cases))]
    for step in (_from_one, _bare, _meeting, _gaps):
        settled = [step(subject, variant) for _, variant in answers]
        if any(one is None for one in settled):
            return None
        asked = [one for one in settled if one is not None and one.words]
        if asked and (words or len(asked) != len(settled)):
            return None
        if asked:
            words, answers = asked[0].words, list(asked[0].answers)
        else:
            answers = [(word, one.answers[0][1]) for (word, _), one in zip(answers, settled, strict=True) if one]
    if any(not reached(variant) or (not rest and torn(variant)) for _, variant in answers):
        return None
    return Settled(words, tuple(answers))


def _alike(cases: Sequence[Case]) -> bool:
    """Return whether more gives what less gives, so that both may add up: 3次以上得5分，8次以上奖5分."""
    for case, other in pairwise(cases):
        sides = {bound.comparison for one in (case, other) for bound in bounds_of(one)}
        rising = sides == {Comparison.AT_LEAST} and amount_of(case).value < amount_of(other).value
        match case.result, other.result:
            case Award(points=points, takes=takes), Award(points=again, takes=taken):
                if rising and points == again and takes is taken:
                    return True
            case _:
                pass
    return False


def _shown(amount: Amount) -> str:
    return f"{show(amount.value, MAX_DIGITS)}{amount.unit}"


def _only(cases: Sequence[Case]) -> Settled:
    return Settled("", (("", tuple(cases)),))


def _compared(case: Case, comparison: Comparison, at: int = 0) -> Case:
    """Return a case with another comparison of one bound."""
    assert case.test is not None
    bounds = list(case.test.bounds)
    bounds[at] = replace(bounds[at], comparison=comparison)
    return replace(case, test=replace(case.test, bounds=tuple(bounds), exact=False))


def _bare(subject: str, cases: tuple[Case, ...]) -> Settled | None:
    """Settle bare amounts: 90% is 90%以上, and 2次 is exactly two; 提高1个百分点 may be each one."""
    bare = [case for case in cases if case.test is not None and case.test.exact]
    if not bare:
        return _only(cases)
    if any(isinstance(case.result, Award) and case.result.takes for case in bare) and continuous(bare[0]):
        return None
    if len(cases) == 1 and amount_of(cases[0]).unit == "百分点" and CHANGE.search(subject):
        return None
    if continuous(bare[0]):
        least = [_at_least(subject, case) if case in bare else case for case in cases]
        if len(bare) > 1 and not all(amount_of(case).value in (0, 100) for case in bare):
            every = tuple(_compared(case, Comparison.AT_LEAST) if case in bare else case for case in cases)
            return Settled(BETWEEN_STEPS, (("是", every),))
        return _only(least)
    if len(cases) == 1:
        return _only(cases) if amount_of(cases[0]).value == 0 else None
    last = max(cases, key=lambda case: max(bound.amount.value for bound in bounds_of(case) if bound.amount is not None))
    if last not in bare:
        return _only(cases)
    beyond = tuple(_compared(case, Comparison.AT_LEAST) if case is last else case for case in cases)
    return Settled(BEYOND.format(_shown(amount_of(last))), (("也按这一档计", beyond), ("不计", cases)))


def _from_one(subject: str, cases: tuple[Case, ...]) -> Settled | None:
    """Begin at one what takes points away for a number or fewer: 逾期3天以内的扣1分 takes nothing of who is in time."""
    if continuous(cases[0]):
        return _only([_above_none(case) if CHANGE.search(subject) else case for case in cases])
    if any(_too_few(case) for case in cases) and not _BAD.search(subject):
        return None
    return _only([_counted(case) for case in cases])


def _too_few(case: Case) -> bool:
    """Return whether points are taken for less than a number, which none at all may be, too: 演练不足4次扣2分."""
    taking = isinstance(case.result, Award) and case.result.takes
    return taking and range_of(case).low is None


def _above_none(case: Case) -> Case:
    """Return points that are taken for a change up to an amount as taken from no change on: 上升5%以内扣2分."""
    within = case.test is not None and re.search("以内|之内|以下", case.test.text) is not None
    if not within or not _too_few(case) or case.test is None:
        return case
    none = Bound(Comparison.MORE, replace(amount_of(case), value=Fraction(0)))
    return replace(case, test=replace(case.test, bounds=(none, *case.test.bounds)))


def _counted(case: Case) -> Case:
    taking = isinstance(case.result, Award) and case.result.takes
    if case.test is None or not taking or range_of(case).low is not None:
        return case
    least = Bound(Comparison.AT_LEAST, replace(amount_of(case), value=Fraction(1)))
    return replace(case, test=replace(case.test, bounds=(least, *case.test.bounds)))


def _at_least(subject: str, case: Case) -> Case:
    """Return a bare share as a least one; 0 and a full share that nothing exceeds stay exact."""
    full = amount_of(case).value == 100 and amount_of(case).unit == "%"
    exact = amount_of(case).value == 0 or (full and not any(word in subject for word in _EXCEEDING))
    return case if exact else _compared(case, Comparison.AT_LEAST)


def _meeting(subject: str, cases: tuple[Case, ...]) -> Settled | None:
    """Settle two cases that both hold at the end where they meet; the first that holds is taken."""
    changed = list(cases)
    doubtful: list[tuple[int, int, int]] = []
    for index, case in enumerate(cases):
        for later in cases[index + 1 :]:
            for at, bound in enumerate(bounds_of(case)):
                for other in bounds_of(later):
                    if not _meet(bound, other):
                        continue
                    if other.settled and bound.settled:
                        return None
                    if other.settled:
                        changed[index] = _compared(changed[index], _without(bound.comparison), at)
                    elif not bound.settled and bound.comparison is Comparison.AT_MOST:
                        doubtful.append((index, at, cases.index(later)))
    if not doubtful:
        return _only(changed)
    first, place, _ = doubtful[0]
    end = bounds_of(cases[first])[place].amount
    assert end is not None
    upper, lower = list(changed), list(changed)
    for number, at, above in doubtful:
        lower[number] = _compared(lower[number], Comparison.LESS, at)
        upper[above] = _compared(upper[above], Comparison.MORE)
    return Settled(WHICH_SIDE.format(_shown(end)), (("算前一档", tuple(upper)), ("算后一档", tuple(lower))))


def _meet(bound: Bound, other: Bound) -> bool:
    ends = {bound.comparison, other.comparison}
    same = bound.amount is not None and other.amount is not None and bound.amount.value == other.amount.value
    return same and ends == {Comparison.AT_LEAST, Comparison.AT_MOST}


def _without(comparison: Comparison) -> Comparison:
    return Comparison.LESS if comparison is Comparison.AT_MOST else Comparison.MORE


def _gaps(subject: str, cases: tuple[Case, ...]) -> Settled | None:
    """Ask about narrow gaps between cases: 80%—89%, 90%以上."""
    if not continuous(cases[0]):
        return _only(cases)
    words, closed = "", list(cases)
    for index, case in enumerate(cases):
        for at, bound in enumerate(bounds_of(case)):
            gap = _next_low(bound, cases)
            if gap is None or bound.amount is None or case.test is None:
                continue
            words = words or IN_THE_GAP.format(_shown(bound.amount), _shown(replace(bound.amount, value=gap)))
            bounds = list(bounds_of(closed[index]))
            bounds[at] = Bound(Comparison.LESS, replace(bound.amount, value=gap))
            closed[index] = replace(case, test=replace(case.test, bounds=tuple(bounds)))
    return Settled(words, (("算低的一档", tuple(closed)), ("哪一档也不算", cases))) if words else _only(cases)


def _next_low(bound: Bound, cases: tuple[Case, ...]) -> Fraction | None:
    """Return where the case above an upper end begins, if a narrow gap that no case holds lies in between."""
    if bound.comparison is not Comparison.AT_MOST or bound.amount is None:
        return None
    end = bound.amount.value
    lows = [low for case in cases if (low := range_of(case).low) is not None and low > end]
    gap = min(lows, default=None)
    if gap is None or gap - end > 1:
        return None
    return None if any(range_of(case).holds(Range(end, False, gap, False)) for case in cases) else gap


def void_in(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return cases of which some take points away; there 不得分 is for the whole item, unless points are added, too."""
    awards = [case.result for case in cases if isinstance(case.result, Award)]
    if not any(award.takes for award in awards) or any(award.adds for award in awards):
        return tuple(cases)
    return tuple(
        replace(case, result=replace(case.result, item=True))
        if isinstance(case.result, Nothing) and not case.result.spares
        else case
        for case in cases
    )
