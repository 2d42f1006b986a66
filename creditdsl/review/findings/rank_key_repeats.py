"""W0618 总分相同的又按总分排

说明：“名次”里写的第二个次序和第一个是同一个数：又是总分，或者总分就是这一项的得分，或者同一个数写了两次。
为什么要紧：总分相同的单位，这个数也相同，分不出先后，名次照样并列。
例：

    方案：示例
    附件1 考核指标
    名次：总分相同的，按 一 由高到低排
    一、考核（100分）
      走访次数 每次得1 最高100

改法：改成另一个数，如一项数据，或者几项里最要紧一项的得分。
"""

from collections.abc import Iterator

from creditdsl.base.reference import EntryRef
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import RankKey, Table, Totalling, Trait

CODE = manual(__doc__)
_TOTALS = ("总分", "年度总分")


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        earlier: list[EntryRef | str] = []
        for key in reviewed.table.rank_keys:
            by = key.by if isinstance(key.by, EntryRef) else key.by.text
            if by in earlier:
                yield _repeats(reviewed.table, key, f"前面已经按“{by}”排过，再按它排分不出先后。")
            elif by in _TOTALS or by == _whole(reviewed.table):
                same = "" if by in _TOTALS else f"总分就是“{by}”的得分，"
                yield _repeats(reviewed.table, key, f"{same}总分相同的再按它排分不出先后。")
            earlier.append(by)


def _whole(table: Table) -> EntryRef | None:
    """Return the one section whose score is the total; None where several make it, or 总分 changes it."""
    scored = [section for section in table.sections if Trait.UNSCORED not in section.traits]
    alone = len(scored) == 1 and table.totalling == Totalling() and table.year is None
    return scored[0].ref if alone else None


def _repeats(table: Table, key: RankKey, message: str) -> Found:
    return Found(message, key.span, "改成另一个数。", table=table.name)
