"""W0615 有的单位没有适用的分值，总分不能折算

说明：总分写了“折算”，而有的单位没有一项适用，或者适用的项都没有分值。
为什么要紧：折算要除以适用的分值；分值是 0 的，评分时报错（E0549），全表都出不了结果。
例：

    总分：折算100
    名单
      单位：甲局、乙局
    一、信用监管（10分）
    适用：甲局
      公示条数 每条得1

改法：把这些单位写进“适用：”；不考核的，从名单里去掉；写“不适用：得满分”的，分值也算在里面。
"""

from collections.abc import Iterator

from creditdsl.compiler.applicable_points import attainable
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import listed, quoted
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.walk import units_of

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.whole_tables:
        table = reviewed.table
        if table.totalling.converted_to is None:
            continue
        without = [unit for unit in units_of(table) if attainable(table, unit) == 0]
        if without:
            yield Found(
                f"{listed([quoted(unit) for unit in without])}没有适用的分值，总分不能折算，评分时会报错。",
                table.fields["total"].span,
                "把它们写进“适用：”，或者写“不适用：得满分”；不考核的，从名单里去掉。",
                table=table.name,
            )
