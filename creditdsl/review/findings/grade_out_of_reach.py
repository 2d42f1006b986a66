"""W0625 总分到不了这一等

说明：把各项能得的分加起来，总分最多（最少）是多少是算得出来的；这一等的分数线在外面，没有单位能评上。名额分给几组单位的，各组分别看。
为什么要紧：分数线多半是照100分定的，而这张表的总分不是100分；评优的一等空着，或者最差的一等空着，等次就分不开。
例：

    方案：示例
    附件1 考核指标
    一、工作机制（50分）
      建立机制 得50
    二、信息归集（30分）
      报送台账 得30
    等次
      90分以上 优秀
      60分以上 合格
      其余 不合格

改法：按这张表的总分改正分数线，或写“总分：折算100”。
"""

from collections.abc import Iterator

from creditdsl.base.exact import show
from creditdsl.review.bounds import Range
from creditdsl.review.finding import Found, manual
from creditdsl.review.ladder import Case, Scope
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.review.stretches import END, START, Region, Stretch, after, before, join, meet, minus
from creditdsl.syntax.nodes import Table, Trait
from creditdsl.syntax.walk import entries, group_units

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    tables = {reviewed.table.name: reviewed for reviewed in draft.tables}
    for ladder in draft.ladders:
        reviewed = tables[ladder.table]
        if ladder.scope is not Scope.GRADE or ladder.unit != "分" or reviewed.table.year is not None:
            continue
        if _unfinished(reviewed.table):
            continue  # the total cannot be judged; the item without a rule has its own message
        reached, ends = _stretch(reviewed.bounds.definition(reviewed.program.total))
        taken: Region = ()
        for case, groups in zip(ladder.cases, _groups(reviewed.table), strict=True):
            if case.region is None:
                break
            taken = join(taken, case.region)
            if not meet(case.region, reached):
                message = f"这张表的总分{ends}，到不了“{case.typed}”，没有单位能评上“{case.gives}”。"
                yield Found(message, case.span, _HELP, table=ladder.table)
                continue
            for group in groups:
                yield from _group(reviewed, group, case, case.region)
        else:
            grades = reviewed.table.grades
            sure = ladder.closed and all(case.sure for case in ladder.cases)
            if sure and ladder.rest and grades is not None and not minus(reached, taken):
                rest = grades.bands[-1].grade
                message = f"这张表的总分{ends}，都在前面的分数线里，没有单位会是“其余”的“{rest.text}”。"
                yield Found(message, rest.span, _HELP, table=ladder.table)


_HELP = "按这张表的总分改正分数线。"


def _groups(table: Table) -> list[tuple[str, ...]]:
    """Return the groups of the quota beside each line of points, in the order of the lines."""
    bands = table.grades.bands if table.grades is not None else ()
    return [() if band.quota is None else band.quota.groups for band in bands if band.test is not None]


def _group(reviewed: ReviewedTable, group: str, case: Case, line: Region) -> Iterator[Found]:
    """Yield what is wrong where the items that apply to a group of a quota do not add up to its line."""
    units = frozenset(group_units(reviewed.table, group) or ())
    reached, ends = _stretch(reviewed.bounds.of_units(reviewed.program.total, units))
    if units and not meet(line, reached):
        message = f"“{group}”的总分{ends}，到不了“{case.typed}”，“{group}”没有单位能评上“{case.gives}”。"
        yield Found(message, case.span, f"按“{group}”的总分另定分数线，或者去掉“{group}”。", table=reviewed.table.name)


def _stretch(total: Range) -> tuple[Region, str]:
    """Return what a total can be, and its ends in words."""
    low, high = total.low.value, total.high.value
    words = [f"最少{show(low)}分"] if low is not None else []
    words += [f"最多{show(high)}分"] if high is not None else []
    start, end = START if low is None else before(low), END if high is None else after(high)
    return (Stretch(start, end),), "、".join(words)


def _unfinished(table: Table) -> bool:
    """Return whether an item that is scored has no rule yet."""
    leaves = (entry for entry in entries(table) if not entry.children and Trait.UNSCORED not in entry.traits)
    return any(not entry.rules for entry in leaves)
