"""W0614 扣的分扣不下去

说明：一条规则有时得分、有时扣分，而扣分的时候这一项没有别的得分；一项最少得0分，扣多少都是0分，和“不得分”一样。
为什么要紧：写了“扣2分”，单位以为要扣，评分的人也可能到总分里去扣，实际上扣不掉。
例：

    方案：示例
    附件1 考核指标
    一、守信践诺（2分）
      列入失信名单 扣2 否则 得2

改法：只是不得分的，写“不得分”；就是要倒扣的，在标题里写（2分，可为负），或移到扣分大项里。
"""

from collections.abc import Iterator

from creditdsl.forms.answers import Award
from creditdsl.forms.base import form_of
from creditdsl.review.asking import gains
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import quoted
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import Entry, SectionRole, Trait
from creditdsl.syntax.walk import entries

CODE = manual(__doc__)
_BELOW_ZERO = {Trait.OPEN, Trait.NEGATIVE, Trait.FROM_FULL, Trait.UNSCORED}
"""Where a deduction counts: below zero, or from the full points; or where nothing counts."""


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        for entry in entries(reviewed.table):
            if entry.role is SectionRole.DEDUCTION or entry.traits & _BELOW_ZERO or entry.children:
                continue
            for award in _without_effect(entry):
                yield Found(
                    f"{quoted(entry.title)}最少得0分，这时又没有别的得分，扣不下去，和“不得分”一样。",
                    award.span,
                    "只是不得分的，写“不得分”；要倒扣的，在标题里写“可为负”，或移到扣分大项里。",
                    table=reviewed.table.name,
                    ref=entry.ref,
                )


def _without_effect(entry: Entry) -> Iterator[Award]:
    """Yield the deductions of the one rule that gains anything."""
    gaining = [rule for rule in entry.rules if gains(rule)]
    if len(gaining) == 1 and gaining[0].limits.floor is None:
        cases = form_of(gaining[0]).ladder()
        results = () if cases is None else cases.results
        yield from (result for result in results if isinstance(result, Award) and result.deducts)
