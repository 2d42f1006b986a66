"""W0647 考核周期和条文里的时间对不上

说明：按年考核的方案，条文里写“当月”“本季度”；按月、按季考核的方案，数据说明里写“全年”“年底”，又没有标“年度”。
为什么要紧：一年评一次，“当月”是哪个月说不清；每月评一次，“全年”的数要到年底才有。多半是从别的办法抄来没有改。
例：

    数据
      获表彰项数：项，当月获得国家部门表彰

    一、工作创新（10分）
      获表彰项数 每项得1 最高10

改法：改成和“周期：”一致的说法，如“考核年度内”；按月、按季考核中确实一年算一次的指标，在类型前写“年度”。
"""

import re
from collections.abc import Iterator

from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.texts import NOTE
from creditdsl.syntax.nodes import Period

CODE = manual(__doc__)

_MONTH, _QUARTER, _YEAR = "当月|本月", "本季度?|当季度?", "全年|本年度|当年|年底|年末|年终"
_MISFIT = {
    Period.YEARLY: (re.compile(f"{_MONTH}|{_QUARTER}"), {NOTE, "content", "wording"}),
    Period.QUARTERLY: (re.compile(f"{_MONTH}|{_YEAR}"), {NOTE}),
    Period.MONTHLY: (re.compile(f"{_QUARTER}|{_YEAR}"), {NOTE}),
}
"""What does not fit, and where. What is done over the year may stand in the content of a monthly item."""
_REPEATED = re.compile("每个?月|按月|逐月|各月|次月|月底|月末|每个?季|按季|逐季|各季|次季|季末")
"""What is done month by month has its own 当月: 每月底前报送当月总结."""
_WORDS = {Period.YEARLY: "年度", Period.QUARTERLY: "季度", Period.MONTHLY: "月度"}
_OTHERWISE = {
    Period.YEARLY: "改成“考核年度内”；确实按月、按季考核的，改“周期：”一行。",
    Period.QUARTERLY: "改成“本季度”；一年只算一次的，在类型前写“年度”。",
    Period.MONTHLY: "改成“当月”；一年只算一次的，在类型前写“年度”。",
}


def find(draft: ReviewedDraft) -> Iterator[Found]:
    period = draft.scheme.period
    misfit, kinds = _MISFIT[period]
    yearly = {each.span.line for reviewed in draft.tables for each in reviewed.table.declarations if each.yearly}
    for text in draft.texts:
        if text.kind not in kinds or text.line in yearly or _REPEATED.search(text.text):
            continue
        if match := misfit.search(text.text):
            yield Found(
                f"方案按{_WORDS[period]}考核，这里写的是“{match.group()}”。",
                text.of(match),
                _OTHERWISE[period],
                table=text.table,
                ref=text.ref,
            )
