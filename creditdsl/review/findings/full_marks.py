"""W0602 各大项加起来不等于表的满分

说明：表的标题写了满分，各大项也都写了分值，但加起来不相等。加分大项在满分之外，扣分大项不算；写了权重的，按权重折算。
为什么要紧：样样做到也得不到满分，或者满分之外还有分，等次的分数线就没有依据。
例：

    方案：示例
    附件1 考核指标（满分100分）
    一、工作机制（40分）
      建立机制 得40
    二、信息归集（50分）
      报送台账 得50

改法：改正满分或大项的分值；上级文件原文如此的，在标题行末注明“# 已核：W0602 理由”。
"""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Related
from creditdsl.base.exact import show
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import MAX_PLACES
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.stated import Stated, points_span, stated
from creditdsl.syntax.nodes import SectionRole, Table, Trait

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.whole_tables:
        table = reviewed.table
        if table.full is None or (base := unequal_sections(table)) is None:
            continue
        bonus = by_role(table, SectionRole.BONUS)
        aside = "" if bonus is None else f"，另有加分{show(bonus.total)}分"
        yield Found(
            f"表的满分写的是{show(table.full)}分，各大项是{base.sum()}分{aside}。",
            points_span(draft.source, table.span),
            f"改成满分{show(base.total)}分，或改正各大项的分值。",
            related(base, draft),
            table.name,
        )


def unequal_sections(table: Table) -> Stated | None:
    """Return the points of the sections; None where they come to the full marks of the table.

    What includes the bonus is another finding.
    """
    base, bonus = by_role(table, SectionRole.BASE), by_role(table, SectionRole.BONUS)
    if table.full is None or base is None:
        return None
    sums = base.sums(table, None) | {base.total}
    with_bonus = bonus is not None and table.full - bonus.total in sums
    return None if table.full in sums or with_bonus else base


def by_role(table: Table, role: SectionRole) -> Stated | None:
    """Return the stated sections of a role. Open points have no full marks; 折算 makes full marks of any."""
    sections = [section for section in table.sections if section.role is role]
    if table.totalling.converted_to is not None or any(Trait.OPEN in section.traits for section in sections):
        return None
    return stated(sections)


def related(base: Stated, draft: ReviewedDraft) -> tuple[Related, ...]:
    """Return where the sections state their points, if they are few."""
    parts = base.parts if len(base.parts) <= MAX_PLACES else ()
    return tuple(Related(f"{show(points)}分", points_span(draft.source, part.span)) for part, points in parts)
