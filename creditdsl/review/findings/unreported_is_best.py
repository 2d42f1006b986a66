"""W0639 缺报的反而不扣分

说明：“缺报：零分”使没有报数的单位这一项得0分。只扣分的项最好也就是0分，扣分大项的0分是一分不扣，没有报数的反而最好。
为什么要紧：不报数就不扣分，谁也不会报。
例：

    一、信息报送（10分）
      信息条数 每条得1 最高10
    二、扣分情形（扣分，最高10分）
    缺报：零分
      迟报条数 每条扣1

改法：删去“缺报：零分”，缺数的先补齐；或者写“缺报：取平均分”。
"""

from collections.abc import Iterator

from creditdsl.ir.names import DefinitionId
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import quoted
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import SectionRole, Trait, Unreported
from creditdsl.syntax.walk import entries, rule_ids

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        for entry in entries(reviewed.table):
            if entry.unreported is not Unreported.ZERO or not entry.rules or Trait.UNSCORED in entry.traits:
                continue
            name = DefinitionId.reported(entry.ref)
            high = reviewed.bounds.limits(name)[1]
            lows = [reviewed.bounds.limits(DefinitionId.rule(identity))[0] for identity in rule_ids(entry)]
            takes = any(low is None or low < 0 for low in lows)
            if takes and (entry.role is SectionRole.DEDUCTION or (high is not None and high <= 0)):
                yield Found(
                    f"{quoted(entry.title)}缺报的计零分，就是一分不扣，没有报数的反而最好。",
                    entry.fields["unreported"].span,
                    "删去这一行，缺数的先补齐；或者写“缺报：取平均分”。",
                    table=reviewed.table.name,
                    ref=entry.ref,
                )
