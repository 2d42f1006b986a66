"""W0601 下级分值加起来不等于上级的分值

说明：大项写了分值，它下面各项也都写了分值，但加起来不相等；项和它下面的小项也是这样。
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

from creditdsl.base.exact import show
from creditdsl.review.draft import Draft
from creditdsl.review.finding import Found, manual
from creditdsl.syntax.nodes import Trait
from creditdsl.syntax.walk import entries

CODE = manual(__doc__)


def find(draft: Draft) -> Iterator[Found]:
    for one in draft.tables:
        for entry in entries(one.table):
            scored = [child for child in entry.children if Trait.UNSCORED not in child.traits]
            points = [child.points for child in scored if child.points is not None and child.weight is None]
            sum_ = sum(points, Fraction(0))
            if entry.points is None or len(points) < len(scored) or not points or sum_ == entry.points:
                continue
            yield Found(
                f"这里写的是{show(entry.points)}分，下面各项是{'＋'.join(map(show, points))}＝{show(sum_)}分。",
                entry.span,
                f"改成{show(sum_)}分，或改正下面各项的分值。",
                table=one.table.name,
                ref=entry.ref,
            )
