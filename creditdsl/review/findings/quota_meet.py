"""W0627 前几名和后几名碰到一起

说明：单位少的时候，从前面数的名次和从后面数的名次有一段是重合的，同一个单位两头都算。
为什么要紧：计分、定等次时只能归写在前面的一边，另一边就不够数；表彰和通报碰到一起，一个单位会既受表彰又被通报。
例：

    方案：示例
    附件1 考核指标
    名单
      单位：甲县、乙县、丙县、丁县、戊县
    一、考核（100分）
      走访次数 每次得1 最高100
    表彰
      前3名 先进单位
    通报
      后3名 通报批评

改法：减少名额，使两头合起来不超过单位数。
"""

from collections.abc import Hashable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from operator import itemgetter

from creditdsl.review.finding import Found, manual
from creditdsl.review.ladder import Case, Ladder, Scope, as_typed, elsewhere
from creditdsl.review.reviewed import ReviewedDraft

CODE = manual(__doc__)

_Placed = tuple[Ladder, Case]


def find(draft: ReviewedDraft) -> Iterator[Found]:
    lists: dict[Hashable, dict[str, tuple[list[_Placed], list[_Placed]]]] = {}
    """The places counted from the front and those from the end, by list. 表彰 and 通报 are two lists that may meet."""
    for ladder in draft.ladders:
        if ladder.scope is Scope.RULE or ladder.subject == "总分":
            continue
        key = (ladder.table, ladder.scope if ladder.scope is Scope.HONOUR else ladder.group)
        front, back = lists.setdefault(key, {}).setdefault(ladder.group, ([], []))
        (front if ladder.subject == "名次" else back).extend((ladder, case) for case in ladder.cases if case.region)
    for together in lists.values():
        for front, _ in together.values():
            for _, back in together.values():
                if front and back:
                    yield from _meetings(*(sorted(cases, key=_typed_at) for cases in (front, back)))


def _typed_at(placed: _Placed) -> tuple[int, int]:
    return placed[1].span.line, placed[1].span.column


def _meetings(front: Sequence[_Placed], back: Sequence[_Placed]) -> Iterator[Found]:
    """Yield where a place counted from the front is one counted from the end, too; the first case that is written and
    holds a place takes it.
    """
    units = front[0][0].units
    if units is None:
        yield from _shares_meet(front, back)
        return
    met: list[tuple[int, tuple[_Placed, _Placed]]] = []
    for place in range(1, units + 1):
        head, tail = _taking(front, place, units), _taking(back, units + 1 - place, units)
        if head is not None and tail is not None:
            met.append((place, (head, tail)))
    for (head, tail), run in groupby(met, key=itemgetter(1)):
        places = [place for place, _ in run]
        which = f"正好第{places[0]}名" if len(places) == 1 else f"第{places[0]}名至第{places[-1]}名"
        yield _meeting(f"{units}个单位里，{which}", head, tail)


def _taking(cases: Sequence[_Placed], place: int, units: int) -> _Placed | None:
    """Return the first case that holds a place, counted from the end that the cases are counted from."""
    return next((placed for placed in cases if _holds(placed, place, units)), None)


def _holds(placed: _Placed, place: int, units: int) -> bool:
    ladder, case = placed
    assert case.region
    first, last = ladder.axis.first(case.region[0]), ladder.axis.last(case.region[-1])
    assert last is not None
    return place <= last * units if ladder.unit == "%" else (first or 0) <= place <= last


def _shares_meet(front: Sequence[_Placed], back: Sequence[_Placed]) -> Iterator[Found]:
    """Yield where the widest shares overlap; of places no number is known."""
    widest = [max(cases, key=_share) for cases in (front, back)]
    if sum(map(_share, widest)) > 1:
        yield _meeting("两头合起来超过100%，中间的单位", *widest)


def _share(placed: _Placed) -> Fraction:
    ladder, case = placed
    assert case.region
    return (ladder.axis.last(case.region[-1]) or Fraction(0)) if ladder.unit == "%" else Fraction(0)


def _meeting(how: str, head: _Placed, tail: _Placed) -> Found:
    (ladder, front), (other, back) = head, tail
    first, second = as_typed(front, back)
    if ladder.group != other.group:
        which = f"既是“{first.result}”又是“{second.result}”"
    else:
        goes = f"，现在归写在前面的“{first.typed}”" if first.sure else ""
        which = f"既在“{first.typed}”又在“{second.typed}”{goes}"
    help = "减少名额，使两头合起来不超过单位数。"
    return Found(f"{how}{which}。", second.span, help, elsewhere(second, [first]), ladder.table, ladder.ref)
