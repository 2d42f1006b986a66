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

from collections.abc import Iterator
from fractions import Fraction

from creditdsl.base.exact import show
from creditdsl.review.finding import Found, manual
from creditdsl.review.ladder import Case, Ladder, Scope, as_typed, elsewhere
from creditdsl.review.reviewed import ReviewedDraft

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    groups: dict[tuple[str, str], list[Ladder]] = {}
    for ladder in draft.ladders:
        if ladder.scope is not Scope.RULE and ladder.subject != "总分":
            groups.setdefault((ladder.table, ladder.group), []).append(ladder)
    for together in groups.values():
        for front in (one for one in together if one.subject == "名次"):
            for back in (one for one in together if one.subject != "名次"):
                meeting = _meeting(front, back)
                if meeting is not None:
                    yield meeting


def _meeting(front: Ladder, back: Ladder) -> Found | None:
    """Return the finding where the last place from the front lies behind the first from the end."""
    (head, from_front), (tail, from_end) = _reach(front), _reach(back)
    units = front.units
    if units is not None:
        from_front, from_end = _places(front, from_front, units), _places(back, from_end, units)
        if from_front + from_end <= units:
            return None
        first, last = units - from_end + 1, from_front
        both = f"正好第{show(first)}名" if first == last else f"第{show(first)}名至第{show(last)}名"
        how = f"{units}个单位里，{both}"
    elif front.unit == back.unit == "%" and from_front + from_end > 1:
        how = "两头合起来超过100%，中间的单位"
    else:
        return None
    first_case, second = as_typed(head, tail)
    if front.scope is Scope.HONOUR:
        which = f"既是“{first_case.result}”又是“{second.result}”"
    else:
        which = f"既在“{first_case.typed}”又在“{second.typed}”，现在归写在前面的“{first_case.typed}”"
    help = "减少名额，使两头合起来不超过单位数。"
    return Found(f"{how}{which}。", second.span, help, elsewhere(second, [first_case]), front.table, front.ref)


def _reach(ladder: Ladder) -> tuple[Case, Fraction]:
    """Return the case that reaches furthest, and how far."""
    reached = [(ladder.axis.last(case.region[-1]) or Fraction(0), case) for case in ladder.cases if case.region]
    far, case = max(reached, key=lambda one: one[0])
    return case, far


def _places(ladder: Ladder, reach: Fraction, units: int) -> Fraction:
    """Return how many places a share or a number of them comes to."""
    counted = reach * units if ladder.unit == "%" else reach
    return min(Fraction(counted.numerator // counted.denominator), Fraction(units))
