"""W0620 两条规则在一个数上相碰

说明：同一项里两条规则看同一个指标，一条到这个数为止，一条从这个数起，两条都包括它。“以上”“以下”都包括本数（民法典第一千二百五十九条）。
为什么要紧：正好是这个数的单位两条都满足，两条的分都算，比高一点、低一点的都多（或者都少）。
例：

    方案：示例
    附件1 考核指标
    一、信息归集（5分）
      瞒报条数 5条以下 得5
      瞒报条数 5条以上 扣3

改法：改正其中一条的界限，如“不满5条”和“5条以上”；只取其中一条的，写成一条规则，如“瞒报条数 不满5条 得5 其余 得2”。
"""

from collections.abc import Iterator
from fractions import Fraction

from creditdsl.review.finding import Found, manual
from creditdsl.review.ladder import Case, Ladder, Scope, as_typed, elsewhere
from creditdsl.review.reviewed import ReviewedDraft

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    groups: dict[tuple[str, str | None, str], list[tuple[Ladder, Case]]] = {}
    for ladder in draft.ladders:
        if ladder.scope is Scope.RULE:
            key = (ladder.table, ladder.ref, ladder.subject)
            groups.setdefault(key, []).extend((ladder, case) for case in ladder.cases if case.region)
    for together in groups.values():
        yield from _meeting(together)


def _meeting(together: list[tuple[Ladder, Case]]) -> Iterator[Found]:
    """Yield the numbers in which a case of one rule ends and a case of another begins."""
    ending: dict[Fraction, tuple[Ladder, Case]] = {}
    for ladder, case in together:
        assert case.region
        last = ladder.axis.last(case.region[-1])
        if last is not None and last != ladder.axis.first(case.region[0]):
            ending.setdefault(last, (ladder, case))
    for ladder, case in together:
        assert case.region
        first = ladder.axis.first(case.region[0])
        if first is None or first == ladder.axis.last(case.region[-1]) or first not in ending:
            continue
        other, lower = ending[first]
        if other.group == ladder.group:
            continue
        first_case, second_case = as_typed(lower, case)
        yield Found(
            f"正好{ladder.show(first)}，“{first_case.typed}”和“{second_case.typed}”两条都满足：一条{first_case.result}，一条{second_case.result}。",
            second_case.span,
            f"改正其中一条的界限，使正好{ladder.show(first)}只满足一条。",
            elsewhere(second_case, [first_case]),
            ladder.table,
            ladder.ref,
        )
