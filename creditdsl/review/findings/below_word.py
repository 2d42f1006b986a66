"""W0651 “以下”和“以上”说的是同一个数

说明：条文里先说“60分以上”，又说“60分以下”，没有写本数算在哪一边。
为什么要紧：按民法典第一千二百五十九条，“以上”“以下”都包括本数，正好60分的两边都算，两个单位会得两种结果。
例：

    一、工作机制（10分）
    备注：得分率60%以上为合格，60%以下为不合格。
      建立机制 得10

改法：不包括本数的一边写“不满”“不足”或“低于”，如“不满60分”；或者在备注里写明“以下不包括本数”。
"""

import re
from collections.abc import Iterator

from creditdsl.base.diagnostic import Related
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.texts import TITLE

CODE = manual(__doc__)

_MEETING = re.compile(r"(\d+(?:\.\d+)?)\s*([^\d\s，。；、（）和或及]{0,2}?)\s*(及?以[上下])")
_SETTLED = re.compile("不含本数|不包括本数|不含本级|以下[^，。；]{0,4}不[含包]")


def find(draft: ReviewedDraft) -> Iterator[Found]:
    if any(_SETTLED.search(text.text) for text in draft.texts):
        return
    for text in draft.texts:
        if text.kind == TITLE:
            continue
        met = [(match.group(1), match.group(2), match.group(3)[-1], match) for match in _MEETING.finditer(text.text)]
        above = {(number, unit): match for number, unit, side, match in met if side == "上"}
        for number, unit, side, match in met:
            if side == "下" and (number, unit) in above:
                yield Found(
                    f"正好{number}{unit}的，“以上”“以下”都算。",
                    text.of(match),
                    f"不包括本数的，写成“不满{number}{unit}”；或者写明“以下不包括本数”。",
                    (Related("这里也包括本数", text.of(above[number, unit])),),
                    table=text.table,
                    ref=text.ref,
                )
