"""W0616 名额算下来一个也没有

说明：名额按单位数的百分比算，再取整；单位少的时候，取整以后是0个，没有单位能评上这一等。
为什么要紧：过了线也评不上，等次等于没有设；多半是没有想到有一组单位很少。
例：

    方案：示例
    附件1 考核指标
    名单
      县区：甲县、乙县、丙县
    一、考核（100分）
      走访次数 每次得1 最高100
    等次
      90分以上 且 县区 各前30% 优秀
      其余 合格

改法：加大百分比，或者写“向上取整”“四舍五入取整”，或者改成“前1名”。
"""

from collections.abc import Iterator
from fractions import Fraction

from creditdsl.base.exact import WholeRounding, show
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import Units
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import Quota, Table
from creditdsl.syntax.walk import group_units

CODE = manual(__doc__)
_HALF = Fraction(1, 2)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        grades = reviewed.table.grades
        for band in grades.bands if grades is not None else ():
            for who, units in _groups(band.quota, reviewed.table) if band.quota is not None else ():
                if band.quota is not None and band.quota.places.share is not None and units:
                    share = band.quota.places.share * units
                    if not _allowed(share, band.quota.rounding):
                        yield Found(
                            f"{who}{units}个单位，{show(band.quota.places.share * 100)}%是{show(share)}个，"
                            f"取整以后没有名额，没有单位能评上“{band.grade.text}”。",
                            band.quota.span,
                            "加大百分比，或者写“向上取整”，或者改成“前1名”。",
                            table=reviewed.table.name,
                        )


def _groups(quota: Quota, table: Table) -> Iterator[tuple[str, int]]:
    """Yield each group with the number of its units; of a table without 名单 none is known."""
    for group in quota.groups:
        yield f"“{group}”有", len(group_units(table, group) or ())
    units = None if quota.groups else Units(table).of(None)
    if units is not None:
        yield "名单上有", len(units)


def _allowed(share: Fraction, rounding: WholeRounding) -> int:
    match rounding:
        case WholeRounding.DOWN:
            return share.numerator // share.denominator
        case WholeRounding.NEAREST:
            return (share + _HALF).numerator // (share + _HALF).denominator
        case WholeRounding.UP:
            return -(-share.numerator // share.denominator)
