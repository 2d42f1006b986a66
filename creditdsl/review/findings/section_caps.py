"""N0605 加分、扣分大项的上限和各条的上限加起来不一样

说明：加分、扣分大项写了最高分，下面每条规则也都有最高分，但各条加起来不等于大项的最高分。
为什么要紧：加起来小，写的上限永远够不到；加起来大，几条都做到时要被大项封顶。都能照算，只是提醒核对两处的数。
例：

    方案：示例
    附件1 考核指标
    一、工作机制（5分）
      建立机制 得5
    二、扣分情形（扣分，最高20分）
      （1）乱收费案例 每例扣5 最高扣10
      （2）失信案例 每例扣5 最高扣15

改法：核对大项和各条的最高分；就是要这样写的，不必改。
"""

from collections.abc import Iterator

from creditdsl.base.exact import show
from creditdsl.ir.names import Label
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.stated import points_span
from creditdsl.syntax.nodes import Entry, SectionRole, Trait

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        for section in reviewed.table.sections:
            if section.points is None or section.role is SectionRole.BASE or not _finished(section):
                continue
            most = reviewed.bounds.label(Label.sum(section.ref)).high
            if most.value is None or most.value == section.points:
                continue
            verb = "扣" if section.role is SectionRole.DEDUCTION else "得"
            summed = f"各条加起来最多{verb}{show(most.value)}分"
            if most.value < section.points:
                message = f"{summed}，够不到本大项的最高{show(section.points)}分。"
            elif most.met and (len(section.rules) > 1 or section.children):
                over = show(most.value - section.points)
                message = f"{summed}，本大项最高{verb}{show(section.points)}分，超出的{over}分不算。"
            else:
                continue
            span = points_span(draft.source, section.span)
            yield Found(
                message, span, "核对大项和各条的最高分；就是要这样写的，不必改。", (), reviewed.table.name, section.ref
            )


def _finished(entry: Entry) -> bool:
    """Return whether all of it is scored by rules, and each of them counts."""
    if entry.traits & {Trait.UNSCORED, Trait.OPEN, Trait.HIGHEST} or "undecided" in entry.fields:
        return False
    return all(map(_finished, entry.children)) if entry.children else bool(entry.rules)
