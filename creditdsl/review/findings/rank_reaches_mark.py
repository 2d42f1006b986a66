"""W0632 没有达标的也能得达标的分

说明：达标的得一个固定的分，其余的排名赋分；排名最多的分不低于达标的分。
为什么要紧：没有达标、只是排在前面的单位，得的分和达标的一样多，甚至更多，达标就没有意义了。
例：

    方案：示例
    附件1 考核指标
    一、数据质量（8分）
      准确率 100% 得8 其余 排名赋分 并列不占位 最多8 最少0

改法：把排名最多的分改得比达标的分低，如“100% 得8 其余 排名赋分 最多7.5 最少0”。
"""

from collections.abc import Iterator

from creditdsl.base.exact import show
from creditdsl.forms.answers import Award, Cases, Ranked
from creditdsl.forms.base import form_of
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import Quantity, Test
from creditdsl.syntax.walk import rules

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        for entry, _, rule in rules(reviewed.table):
            form = form_of(rule)
            match form.ladder(), form.ranked():
                case (
                    Cases(cases=((Test(), Award(value=Quantity(value=mark), prices=(), deducts=False)), *_)),
                    Ranked(best=Quantity() as best),
                ):
                    if 0 < mark <= best.value:
                        more = "和达标的一样多" if best.value == mark else f"比达标的{show(mark)}分还多"
                        yield Found(
                            f"没有达标、排在首位的得{show(best.value)}分，{more}。",
                            best.span,
                            f"改成比{show(mark)}分低的分。",
                            table=reviewed.table.name,
                            ref=entry.ref,
                        )
                case _:
                    pass
