"""W0603 满分里算进了加分

说明：不算加分大项，各大项加起来不到满分；算上加分正好是满分。
为什么要紧：加分是做得特别好才有的，没有加分的单位样样满分也到不了满分，和等次的分数线、和别的表都不好比。
例：

    方案：示例
    附件1 考核指标（满分100分）
    一、工作机制（40分）
      建立机制 得40
    二、信息归集（50分）
      报送台账 得50
    三、工作创新（加分，最高10分）
      被通报表扬 得10

改法：把各大项改成合计满分，加分放在满分之外；就是要把加分算在满分里的，在标题行末注明“# 已核：W0603 理由”。
"""

from collections.abc import Iterator

from creditdsl.base.exact import show
from creditdsl.review.finding import Found, manual
from creditdsl.review.findings.full_marks import by_role, related
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.stated import points_span
from creditdsl.syntax.nodes import SectionRole

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.whole_tables:
        table = reviewed.table
        base, bonus = by_role(table, SectionRole.BASE), by_role(table, SectionRole.BONUS)
        if table.full is None or base is None or bonus is None:
            continue
        sums = base.sums(table, None) | {base.total}
        if table.full in sums or table.full - bonus.total not in sums:
            continue
        least = show(table.full - bonus.total)
        yield Found(
            f"满分{show(table.full)}分里算进了加分{show(bonus.total)}分：不算加分，各大项加起来是{least}分，"
            f"没有加分的单位最多得{least}分。",
            points_span(draft.source, table.span),
            f"写成满分{least}分，加分在满分之外；或把各大项改成合计{show(table.full)}分。",
            related(bonus, draft),
            table.name,
        )
