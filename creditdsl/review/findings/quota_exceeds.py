"""W0626 写到的名次比单位还多

说明：名次、前几名、后几名、等次的名额，比名单里（或本项适用的、这一组的）单位数还多。
为什么要紧：排不到的名次等于没有写；“前10名”而只有8个单位，就是人人都在前10名，分不出先后。
例：

    方案：示例
    附件1 考核指标
    名单
      单位：甲县、乙县
    一、考核（100分）
      走访次数 每次得1 最高100
    表彰
      前3名 先进单位

改法：按单位数改正名次，或者补齐名单；上级文件原文如此的，在这一行末注明“# 已核：W0626 理由”。
"""

from collections.abc import Iterator

from creditdsl.base.source import Span
from creditdsl.forms import wording
from creditdsl.review.finding import Found, manual
from creditdsl.review.ladder import Scope
from creditdsl.review.naming import Units
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import GradeBand, Table
from creditdsl.syntax.walk import group_units

CODE = manual(__doc__)
_FROM = {"名次": "", "倒数的名次": "倒数"}
"""How a place is named, by the subject of its ladder."""


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for ladder in draft.ladders:
        if ladder.unit != "名" or ladder.units is None:
            continue
        who = "参加排名的只有" if ladder.scope is Scope.PLACES else "名单上只有"
        for case in ladder.cases:
            if not case.region:
                continue
            first, last = ladder.axis.first(case.region[0]), ladder.axis.last(case.region[-1])
            if first is None or last is None or last <= ladder.units:
                continue
            effect = _effect(int(first), int(last), ladder.units, case.typed, _FROM[ladder.subject])
            yield _too_many(who, ladder.units, effect, case.span, ladder.table, ladder.ref)
    for reviewed in draft.tables:
        grades = reviewed.table.grades
        for band in grades.bands if grades is not None else ():
            yield from _quota(band, reviewed.table)


def _quota(band: GradeBand, table: Table) -> Iterator[Found]:
    """Yield what is wrong with a quota beside a line or within groups; others stand in the ladder of places."""
    if band.quota is None or band.places is None or band.places.share is not None:
        return
    places, groups = band.places, band.quota.groups
    if not groups and band.test is None:
        return
    counts = [(f"“{group}”只有", len(group_units(table, group) or ())) for group in groups]
    for who, units in counts or [("名单上只有", len(Units(table).of(None) or ()))]:
        if 0 < units < places.last:
            side = "" if places.front else "倒数"
            effect = _effect(places.first, places.last, units, wording.places(places), side)
            yield _too_many(who, units, effect, band.quota.span, table.name, None)


def _effect(first: int, last: int, units: int, typed: str, side: str) -> str:
    """Write what becomes of places that are more than the units: `全都在“前10名”里`."""
    if first > units:
        return f"排不到“{typed}”"
    if first == 1:
        return f"全都在“{typed}”里"
    beyond = f"至第{last}名" if last > units + 1 else ""
    return f"“{typed}”里的{side}第{units + 1}名{beyond}没有单位"


def _too_many(who: str, units: int, effect: str, span: Span, table: str, ref: str | None) -> Found:
    return Found(f"{who}{units}个单位，{effect}。", span, "按单位数改正名次，或者补齐名单。", table=table, ref=ref)
