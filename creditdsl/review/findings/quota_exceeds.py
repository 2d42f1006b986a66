"""W0626 写到的名次比单位还多

说明：名次、前几名、后几名的数，比名单里（或本项适用的）单位数还多。
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

from creditdsl.base.exact import show
from creditdsl.review.finding import Found, manual
from creditdsl.review.ladder import Scope
from creditdsl.review.reviewed import ReviewedDraft

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
            if first > ladder.units:
                effect = f"排不到“{case.typed}”"
            elif first == 1:
                effect = f"全都在“{case.typed}”里"
            else:
                beyond = "".join(f"至第{show(last)}名" for _ in range(last > ladder.units + 1))
                effect = f"“{case.typed}”里的{_FROM[ladder.subject]}第{ladder.units + 1}名{beyond}没有单位"
            yield Found(
                f"{who}{ladder.units}个单位，{effect}。",
                case.span,
                "按单位数改正名次，或者补齐名单。",
                table=ladder.table,
                ref=ladder.ref,
            )
