"""W0610 写的分值得不到

说明：把规则能给的分全部算上，按指标的取值范围怎么做也得不到标题里写的分值；或者几项各自得得到，却不能同时得到。
为什么要紧：差的几分谁也拿不到，满分成了空话；多半是漏写了一条规则，或者某一条的分写少了。
例：

    方案：示例
    附件1 考核指标
    一、工作机制（5分）
      建立机制 得3

改法：补上漏写的规则，或改正分数、分值；上级文件原文如此的，在标题行末注明“# 已核：W0610 理由”。
"""

from collections.abc import Iterator
from fractions import Fraction

from creditdsl.base.exact import show
from creditdsl.base.reference import EntryRef
from creditdsl.ir.names import DefinitionId
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import Units, listed
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.review.stated import points_span
from creditdsl.syntax.nodes import Entry, SectionRole, Trait
from creditdsl.syntax.walk import entries, rule_ids

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        for entry in entries(reviewed.table):
            most = _most(reviewed, entry)
            if most is None or entry.points is None or most >= entry.points:
                continue
            if not most and _only_deducts(reviewed, entry):
                continue  # nothing can be deducted, either, which is another finding
            span = points_span(draft.source, entry.span)
            if not entry.children:
                message, help = _of_rules(reviewed, entry, most), f"补上漏写的规则，或把分值改成{show(most)}分。"
            elif (parts := _parts(reviewed, entry)) is not None and sum(parts.values(), Fraction(0)) > most:
                names = listed(list(parts))
                message = f"这里写的是{show(entry.points)}分，但{names}的分不能同时得满，最多只能得{show(most)}分。"
                help = "改正互相牵制的规则，或改正分值。"
            else:
                continue  # said of a child, or of the sum of the stated points
            yield Found(message, span, help, table=reviewed.table.name, ref=entry.ref)


def _most(reviewed: ReviewedTable, entry: Entry) -> Fraction | None:
    """Return the most that the entry can come to; None where that is open or not asked."""
    if entry.role is not SectionRole.BASE or entry.traits & {Trait.UNSCORED, Trait.OPEN}:
        return None
    if "undecided" in entry.fields or not (entry.rules or entry.children):
        return None
    if Units(reviewed.table).nobody(entry.applies):
        return None
    return reviewed.bounds.limits(DefinitionId.entry(entry.ref))[1]


def _only_deducts(reviewed: ReviewedTable, entry: Entry) -> bool:
    lows = [reviewed.bounds.limits(DefinitionId.rule(identity))[0] for identity in rule_ids(entry)]
    return any(low is None or low < 0 for low in lows)


def _parts(reviewed: ReviewedTable, entry: Entry) -> dict[EntryRef, Fraction] | None:
    """Return what each child can come to, where each can come to its stated points; None where one cannot."""
    parts = {}
    for child in entry.children:
        most = _most(reviewed, child)
        if most is None or child.points is None or most < child.points or child.weight is not None:
            return None
        parts[child.ref] = most
    return parts


def _of_rules(reviewed: ReviewedTable, entry: Entry, most: Fraction) -> str:
    """Return how the most comes about."""
    assert entry.points is not None
    each = [reviewed.bounds.limits(DefinitionId.rule(identity))[1] for identity in rule_ids(entry)]
    gains = [value for value in each if value is not None and value > 0]
    reach_words = f"最多只能得{show(most)}分"
    if len(gains) > 1 and Trait.HIGHEST in entry.traits:
        reach_words = f"各条中最高的是{show(most)}分"
    elif len(gains) > 1 and sum(gains, Fraction(0)) == most:
        reach_words = f"各条都得满也只有{'＋'.join(map(show, gains))}＝{show(most)}分"
    elif len(gains) > 1:
        reach_words = f"各条不能同时得满，最多只能得{show(most)}分"
    return f"这里写的是{show(entry.points)}分，{reach_words}。"
