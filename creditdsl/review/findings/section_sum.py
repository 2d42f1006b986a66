"""W0601 下级分值加起来不等于上级的分值

说明：大项写了分值，它下面各项也都写了分值，但加起来不相等；项和它下面的小项也是这样。加分、扣分大项的分值是上限，不这样加。
为什么要紧：加起来少，多出的分数谁也拿不到；加起来多，得满各项的单位要被封顶，凭什么扣就说不清。
例：

    方案：示例
    附件1 考核指标
    一、工作机制（20分）
    1. 机制（10分）
      建立机制 得10
    2. 制度（8分）
      制定制度 得8

改法：改正上级或下级的分值；上级文件原文如此的，在标题行末注明“# 已核：W0601 理由”。
"""

from collections.abc import Iterator
from fractions import Fraction

from creditdsl.base.diagnostic import Related
from creditdsl.base.exact import show
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import MAX_PLACES
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.stated import Stated, points_span, stated
from creditdsl.syntax.nodes import Entry, SectionRole, Table, Trait
from creditdsl.syntax.walk import entries

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.whole_tables:
        for entry in entries(reviewed.table):
            if entry.points is None or (unequal := unequal_sum(reviewed.table, entry)) is None:
                continue
            below, sums = unequal
            parts = below.parts if len(below.parts) <= MAX_PLACES else ()
            yield Found(
                f"这里写的是{show(entry.points)}分，下面各项{sums_words(below, sums)}。",
                points_span(draft.source, entry.span),
                f"改成{show(min(sums))}分，或改正下面各项的分值。" if len(sums) == 1 else "改正上级或各项的分值。",
                tuple(Related(f"{show(points)}分", points_span(draft.source, part.span)) for part, points in parts),
                reviewed.table.name,
                entry.ref,
            )


def unequal_sum(table: Table, entry: Entry) -> tuple[Stated, frozenset[Fraction]] | None:
    """Return the points below an entry and the sums that units can have of them; None where one is what it states."""
    if entry.points is None or entry.role is not SectionRole.BASE or entry.traits & {Trait.UNSCORED}:
        return None
    below = stated(entry.children)
    if below is None or below.total == entry.points:
        return None
    sums = below.sums(table, entry)
    return None if entry.points in sums else (below, sums)


def sums_words(below: Stated, sums: frozenset[Fraction]) -> str:
    """Return `是10＋8＝18分`; by units where the items concern different ones."""
    if sums == {below.total}:
        return f"是{below.sum()}分"
    return f"按各单位适用的加起来是{'、'.join(f'{show(value)}分' for value in sorted(sums))}"
