"""W0633 同一条规则写了两次

说明：一个大项里有两条规则，看的是同样的数据，给的是同样的分，只是写法不同或者写在两项里。
为什么要紧：做一件事得两次分、扣两次分，别的事就占不到分值；多半是合稿时抄重了，或者后一条的指标忘了改。
例：

    方案：示例
    附件1 考核指标
    一、制度建设（4分）
      建立制度 得2
      建立制度 得2分

改法：只留一条，或改成要看的另一个指标；确实要算两次的，在后一条行末注明“# 已核：W0633 理由”。
"""

from collections.abc import Hashable, Iterator

from creditdsl.base.diagnostic import Related
from creditdsl.base.exact import show
from creditdsl.base.reference import RuleId
from creditdsl.compiler.name_uses import names_in
from creditdsl.ir.names import DefinitionId
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import Units
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.review.shapes import rule_shape
from creditdsl.syntax.nodes import Entry, Rule, Trait
from creditdsl.syntax.walk import rules

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        yield from _of_table(reviewed)


def _of_table(reviewed: ReviewedTable) -> Iterator[Found]:
    units = Units(reviewed.table)
    earlier: dict[Hashable, list[tuple[Entry, Rule]]] = {}
    for entry, identity, rule in rules(reviewed.table):
        if Trait.UNSCORED in entry.traits or not any(names_in(rule.body)):
            continue
        alike = earlier.setdefault((entry.ref.section, rule_shape(entry, rule)), [])
        before = next((placed for placed in alike if not units.apart(placed[0].applies, entry.applies)), None)
        alike.append((entry, rule))
        if before is not None:
            yield Found(
                f"这一条和前面第{before[1].span.line}行的一样，{_effect(reviewed, identity, before[0], entry)}。",
                rule.span,
                "只留一条，或改成要看的另一个指标。",
                (Related("前面一条在这里", before[1].span),),
                reviewed.table.name,
                entry.ref,
            )


def _effect(reviewed: ReviewedTable, identity: RuleId, first: Entry, second: Entry) -> str:
    """Return what the repetition does, with the most points that the rule gives or takes."""
    if first is second and Trait.HIGHEST in first.traits:
        return "就高只取一条，后一条不起作用"
    low, high = reviewed.bounds.limits(DefinitionId.rule(identity))
    verb, most = ("扣", None if low is None else -low) if high is not None and high <= 0 else ("得", high)
    sum_ = "" if most is None else f"，最多{verb}{show(most)}＋{show(most)}＝{show(2 * most)}分"
    return f"同样的数据算两次{sum_}"
