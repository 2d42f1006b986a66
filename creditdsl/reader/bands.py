"""What the cases of a ladder mean where their words leave it open: bare amounts, ends that meet, gaps.

Receives the cases of one measure as written; promises cases that mean what the sentence says, with at most one
question, or None where two things are unclear, or where a case could never hold.

Worked example: `80%—89%得2分，90%以上得3分` asks where 89.5% belongs; `1—3次，4次以上` leaves no gap, as times are whole.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.reader.clauses import Case
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Nothing
from creditdsl.syntax.nodes import Comparison

BETWEEN_STEPS = "两档之间的，是不是都按低的一档计？"
BEYOND = "超过{}的，也按这一档计，还是不计？"
WHICH_SIDE = "正好{}的，算前一档，还是算后一档？"
IN_THE_GAP = "{}和{}之间的，算哪一档？"

_CONTINUOUS = ("%", "万元", "亿元", "元", "亩", "吨", "平方米", "公里", "百分点", "小时", "分钟", "分", "")
_EXCEEDING = ("完成", "增", "比值", "兑现", "执行", "进度", "投资", "达")


@node
class Settled:
    """Cases, or the cases of each answer to a question."""

    words: str
    answers: tuple[tuple[str, tuple[Case, ...]], ...]


@node
class _Range:
    """The values between two ends; None for no end. low_in, high_in: whether the end belongs to it."""

    low: Fraction | None
    low_in: bool
    high: Fraction | None
    high_in: bool

    def holds(self, other: "_Range") -> bool:
        """Return whether every value of another range is in this one."""
        return _below(self, other) and _below(_turned(self), _turned(other))


def settle(subject: str, cases: Sequence[Case], rest: bool = False) -> Settled | None:
    """Return what cases mean. rest: whether the sentence says what all other values get."""
    units = {bound.amount.unit for case in cases for bound in _bounds(case) if bound.amount is not None}
    if len(units) > 1 or any(case.test is None for case in cases):
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
    if any(not _reached(variant) or (not rest and _torn(variant)) for _, variant in answers):
        return None
    return Settled(words, tuple(answers))


def _bounds(case: Case) -> tuple[Bound, ...]:
    return case.test.bounds if case.test is not None else ()


def _only(cases: Sequence[Case]) -> Settled:
    return Settled("", (("", tuple(cases)),))


def _amount(case: Case) -> Amount:
    amount = _bounds(case)[0].amount
    assert amount is not None
    return amount


def _compared(case: Case, comparison: Comparison, at: int = 0) -> Case:
    """Return a case with another comparison of one bound."""
    assert case.test is not None
    bounds = list(case.test.bounds)
    bounds[at] = replace(bounds[at], comparison=comparison)
    return replace(case, test=replace(case.test, bounds=tuple(bounds), exact=False))


def _bare(subject: str, cases: tuple[Case, ...]) -> Settled | None:
    """Settle bare amounts: 90% is 90%以上, and 2次 is exactly two."""
    bare = [case for case in cases if case.test is not None and case.test.exact]
    if not bare:
        return _only(cases)
    if any(isinstance(case.result, Award) and case.result.takes for case in bare) and _continuous(bare[0]):
        return None
    if _continuous(bare[0]):
        least = [_at_least(subject, case) if case in bare else case for case in cases]
        if len(bare) > 1 and not all(_amount(case).value in (0, 100) for case in bare):
            every = tuple(_compared(case, Comparison.AT_LEAST) if case in bare else case for case in cases)
            return Settled(BETWEEN_STEPS, (("是", every),))
        return _only(least)
    if len(cases) == 1:
        return _only(cases) if _amount(cases[0]).value == 0 else None
    last = max(cases, key=lambda case: max(bound.amount.value for bound in _bounds(case) if bound.amount is not None))
    if last not in bare:
        return _only(cases)
    beyond = tuple(_compared(case, Comparison.AT_LEAST) if case is last else case for case in cases)
    shown = f"{_amount(last).value}{_amount(last).unit}"
    return Settled(BEYOND.format(shown), (("也按这一档计", beyond), ("不计", cases)))


def _from_one(subject: str, cases: tuple[Case, ...]) -> Settled | None:
    """Begin at one what takes points away for some number or fewer: 逾期3天以内的扣1分 takes nothing where nothing is late."""
    if _continuous(cases[0]):
        return _only(cases)
    return _only([_counted(case) for case in cases])


def _counted(case: Case) -> Case:
    taking = isinstance(case.result, Award) and case.result.takes
    if case.test is None or not taking or _range(case).low is not None:
        return case
    one = Bound(Comparison.AT_LEAST, replace(_amount(case), value=Fraction(1)))
    return replace(case, test=replace(case.test, bounds=(one, *case.test.bounds)))


def complements(first: Case, last: Case) -> bool:
    """Return whether the last case holds exactly where the first does not, and the words leave its ends to the first."""
    one, other = _bounds(first), _bounds(last)
    if len(one) != 1 or len(other) != 1 or one[0].amount is None or other[0].amount is None:
        return False
    opposite = {one[0].comparison, other[0].comparison} in (
        {Comparison.AT_LEAST, Comparison.LESS},
        {Comparison.AT_MOST, Comparison.MORE},
    )
    return opposite and one[0].amount.value == other[0].amount.value and not (one[0].settled or other[0].settled)


def _continuous(case: Case) -> bool:
    return _amount(case).unit in _CONTINUOUS


def _at_least(subject: str, case: Case) -> Case:
    """Return a bare share as a least one; 0 and a full share that nothing exceeds stay exact."""
    full = _amount(case).value == 100 and _amount(case).unit == "%"
    exact = _amount(case).value == 0 or (full and not any(word in subject for word in _EXCEEDING))
    return case if exact else _compared(case, Comparison.AT_LEAST)


def _meeting(subject: str, cases: tuple[Case, ...]) -> Settled | None:
    """Settle two cases that both hold at the end where they meet; the first that holds is taken."""
    changed = list(cases)
    doubtful: list[tuple[int, int, int]] = []
    for index, case in enumerate(cases):
        for later in cases[index + 1 :]:
            for at, bound in enumerate(_bounds(case)):
                for other in _bounds(later):
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
    index, at, _ = doubtful[0]
    end = _bounds(cases[index])[at].amount
    assert end is not None
    upper, lower = list(changed), list(changed)
    for index, at, later in doubtful:
        lower[index] = _compared(lower[index], Comparison.LESS, at)
        upper[later] = _compared(upper[later], Comparison.MORE)
    return Settled(
        WHICH_SIDE.format(f"{end.value}{end.unit}"), (("算前一档", tuple(upper)), ("算后一档", tuple(lower)))
    )


def _meet(bound: Bound, other: Bound) -> bool:
    ends = {bound.comparison, other.comparison}
    same = bound.amount is not None and other.amount is not None and bound.amount.value == other.amount.value
    return same and ends == {Comparison.AT_LEAST, Comparison.AT_MOST}


def _without(comparison: Comparison) -> Comparison:
    return Comparison.LESS if comparison is Comparison.AT_MOST else Comparison.MORE


def _gaps(subject: str, cases: tuple[Case, ...]) -> Settled | None:
    """Ask about a narrow gap between two cases: 80%—89%, 90%以上."""
    if not _continuous(cases[0]):
        return _only(cases)
    for index, case in enumerate(cases):
        for at, bound in enumerate(_bounds(case)):
            if bound.comparison is not Comparison.AT_MOST or bound.amount is None:
                continue
            end, unit = bound.amount.value, bound.amount.unit
            above = [low for other in cases if (low := _range(other).low) is not None and low > end]
            gap = min(above, default=None)
            if (
                gap is None
                or gap - end > 1
                or any(_range(other).holds(_Range(end, False, gap, False)) for other in cases)
            ):
                continue
            closed = Bound(Comparison.LESS, replace(bound.amount, value=gap))
            lower = _bounds(case)[:at] + (closed,) + _bounds(case)[at + 1 :]
            assert case.test is not None
            filled = replace(case, test=replace(case.test, bounds=lower))
            joined = tuple(filled if number == index else other for number, other in enumerate(cases))
            more = _gaps(subject, joined)
            answer = more.answers[0][1] if more is not None else joined
            shown = IN_THE_GAP.format(f"{end}{unit}", f"{gap}{unit}")
            return Settled(shown, (("算低的一档", answer), ("哪一档也不算", cases)))
    return _only(cases)


def _range(case: Case) -> _Range:
    """Return the values for which a case holds."""
    low = high = None
    low_in = high_in = False
    for bound in _bounds(case):
        value = bound.amount.value if bound.amount is not None else None
        if bound.comparison in (Comparison.AT_LEAST, Comparison.MORE, Comparison.EQUAL):
            low, low_in = value, bound.comparison is not Comparison.MORE
        if bound.comparison in (Comparison.AT_MOST, Comparison.LESS, Comparison.EQUAL):
            high, high_in = value, bound.comparison is not Comparison.LESS
    return _Range(low, low_in, high, high_in)


def _turned(values: _Range) -> _Range:
    low = None if values.low is None else -values.low
    high = None if values.high is None else -values.high
    return _Range(high, values.high_in, low, values.low_in)


def _below(values: _Range, other: _Range) -> bool:
    """Return whether a range begins no later than another."""
    if values.low is None or other.low is None:
        return values.low is None
    return values.low < other.low or (values.low == other.low and (values.low_in or not other.low_in))


def _reached(cases: Sequence[Case]) -> bool:
    """Return whether each case can hold where those before it do not; of several 以上 the highest is taken."""
    for number, case in enumerate(cases):
        for earlier in cases[:number]:
            if _range(earlier).holds(_range(case)) and not _run(earlier, case):
                return False
    return True


def _run(case: Case, other: Case) -> bool:
    """Return whether two cases are both 以上, or both 以下, of different amounts."""
    kinds = [tuple(bound.comparison for bound in _bounds(one)) for one in (case, other)]
    one_sided = kinds[0] in ((Comparison.AT_LEAST,), (Comparison.AT_MOST,)) and kinds[0] == kinds[1]
    return one_sided and _amount(case).value != _amount(other).value


def _torn(cases: Sequence[Case]) -> bool:
    """Return whether some values between two cases belong to none."""
    step: Callable[[Fraction], bool] = (
        (lambda width: width > 1) if not _continuous(cases[0]) else (lambda width: width > 0)
    )
    ranges = sorted(map(_range, cases), key=lambda values: (values.low is not None, values.low or 0))
    reach, reach_in = ranges[0].high, ranges[0].high_in
    for values in ranges[1:]:
        if reach is None:
            return False
        low = values.low
        if low is not None and (
            (low > reach and step(low - reach)) or (low == reach and not values.low_in and not reach_in)
        ):
            if not (_continuous(cases[0]) and low - reach <= 1):
                return True
        if values.high is None or values.high > reach:
            reach, reach_in = values.high, values.high_in
    return False


def void_in(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return cases of which some take points away; there 不得分 is for the whole item."""
    if not any(isinstance(case.result, Award) and case.result.takes for case in cases):
        return tuple(cases)
    return tuple(
        replace(case, result=replace(case.result, item=True))
        if isinstance(case.result, Nothing) and not case.result.spares
        else case
        for case in cases
    )
