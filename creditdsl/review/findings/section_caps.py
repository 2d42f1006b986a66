"""N0605 加分、扣分大项的上限和各条的上限加起来不一样

说明：加分、扣分大项写了最高分，下面每条规则也都有最高分，但各条加起来不等于大项的最高分。
为什么要紧：加起来大，几条都做到时要被大项封顶；这样写并没有错，只是提醒核对两处的数。
例：

    方案：示例
    附件1 考核指标
    一、工作机制（5分）
      建立机制 得5
    二、扣分情形（扣分，最高20分）
      （1）乱收费案例 每例扣5 最高扣10
      （2）失信案例 每例扣5 最高扣15

改法：核对大项和各条的最高分；就是要这样封顶的，不必改。
"""

from collections.abc import Iterator

from creditdsl.base.exact import show
from creditdsl.review.draft import Draft
from creditdsl.review.finding import Found, manual
from creditdsl.review.stated import points_span
from creditdsl.syntax.nodes import SectionRole, Trait

CODE = manual(__doc__)


def find(draft: Draft) -> Iterator[Found]:
    for one in draft.tables:
        for section in one.table.sections:
            if section.points is None or section.role is SectionRole.BASE or Trait.HIGHEST in section.traits:
                continue
            if section.traits & {Trait.UNSCORED, Trait.OPEN} or (len(section.rules) < 2 and not section.children):
                continue
            most = one.bounds.label(section.ref, "sum").high
            if most.value is None or not most.met or most.value <= section.points:
                continue
            verb = "扣" if section.role is SectionRole.DEDUCTION else "得"
            yield Found(
                f"各条加起来最多{verb}{show(most.value)}分，本大项最高{verb}{show(section.points)}分，"
                f"超出的{show(most.value - section.points)}分不算。",
                points_span(draft.source, section.span),
                "核对大项和各条的最高分；就是要这样封顶的，不必改。",
                table=one.table.name,
                ref=section.ref,
            )
