"""N0640 排名没有写明并列、为零的怎样算

说明：排名赋分没有写“并列占位”或“并列不占位”；或者没有写“零不得分”，而一件也没有的单位也会得分。
为什么要紧：照默认的算法，并列的名次相同、不占后面的名次，数值为零的照常排名，计分说明里会印明。两个单位并列、有的单位是零，是常有的事，原文没有写，单位会问。
例：

    一、信用承诺（5分）
      信息条数 排名赋分 最多5 最少1

改法：写上“并列不占位”或“并列占位”；数值为零不应得分的，写上“零不得分”。默认的算法合适的，可以不改。
"""

from collections.abc import Iterator

from creditdsl.forms.answers import Ranked
from creditdsl.forms.base import form_of
from creditdsl.ir.types import Count, Number, Type
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import Units
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.syntax.nodes import Name
from creditdsl.syntax.walk import rules

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        yield from _of_table(reviewed)


def _of_table(reviewed: ReviewedTable) -> Iterator[Found]:
    types = {measure.name: measure.type for measure in reviewed.program.measures}
    units = Units(reviewed.table)
    for entry, _, rule in rules(reviewed.table):
        ranked = form_of(rule).ranked()
        if ranked is None:
            continue
        options = ranked.options
        tied = "并列" not in rule.text and not options.by_gap and not options.shared_places
        zero = not options.zero_out and options.falling and _zero_gains(ranked, types)
        alone = len(units.of(entry.applies) or ()) == 1
        faults = [
            *(["没有写明并列的怎样排"] if tied else []),
            *(["没有写明数值为零的得不得分"] if zero else []),
            *(["只有一个单位参加，总得最高分"] if alone else []),
        ]
        if faults:
            yield Found(
                f"排名{'，'.join(faults)}。",
                rule.span,
                "在“排名赋分”后面写“并列不占位”或“并列占位”；为零不应得分的，写“零不得分”。没有写的，按计分说明里印的算。",
                table=reviewed.table.name,
                ref=entry.ref,
                alike=True,
            )


def _zero_gains(ranked: Ranked, types: dict[str, Type]) -> bool:
    """Return whether a unit that has nothing of what is counted can get points for its place."""
    if not isinstance(ranked.subject, Name) or (ranked.least is not None and ranked.least.value <= 0):
        return False
    return _counts_from_zero(ranked.subject.text, types)


def _counts_from_zero(name: str, types: dict[str, Type]) -> bool:
    """Return whether it is a count that can be zero; an undeclared number is one where its name says so."""
    match types.get(name):
        case Count(low=low):
            return low is None or low <= 0
        case Number(low=low):
            return (low is None or low <= 0) and name.endswith(("数", "量"))
        case _:
            return False
