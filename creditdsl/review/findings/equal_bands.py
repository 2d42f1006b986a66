"""W0624 相邻两档给的一样

说明：两档的数接在一起，给的分数却一样，分成两档没有区别。
为什么要紧：既然分了档，本意多半是分数不同，其中一个分数写错了；确实同分的，写成一档更清楚。
例：

    方案：示例
    附件1 考核指标
    一、宣传（3分）
      宣传报道篇数 5篇以上 得3 3篇以上 得1 1篇以上 得1

改法：改正其中一档的分数；确实同分的，合成一档；上级文件原文如此的，在这一行末注明“# 已核：W0624 理由”。
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from creditdsl.forms.answers import Award
from creditdsl.review.finding import Found, manual
from creditdsl.review.ladder import Case, Ladder, Scope, as_typed, elsewhere
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.stretches import Cover, Cut

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for ladder in draft.ladders:
        if ladder.scope in (Scope.RULE, Scope.PLACES):
            yield from _neighbours(ladder)


def _neighbours(ladder: Ladder) -> Iterator[Found]:
    taken = Cover()
    held: list[tuple[Cut, Cut, Case]] = []
    """Stretch by stretch, which case takes it."""
    for case in ladder.cases:
        if case.region is None:
            return
        for stretch in case.region:
            held += [(left.start, left.end, case) for left in taken.left(stretch)]
            taken.add(stretch)
    held.sort(key=lambda holding: holding[:2])
    for (_, end, lower), (start, _, upper) in pairwise(held):
        if end == start and lower is not upper and _same(lower, upper):
            first, second = as_typed(lower, upper)
            yield Found(
                f"“{first.typed}”和“{second.typed}”都{second.result}，分成两档没有区别。",
                second.span,
                "改正其中一档的分数；确实同分的，合成一档。",
                elsewhere(second, [first]),
                ladder.table,
                ladder.ref,
            )


def _same(lower: Case, upper: Case) -> bool:
    """Return whether both give the same points; a mark or a void may look alike and differ."""
    return isinstance(lower.gives, Fraction | Award) and lower.gives == upper.gives
