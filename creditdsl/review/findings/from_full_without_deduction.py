"""W0638 满分起扣，这里却不扣

说明：满分起扣的项，得分从满分往下扣。“不得分”只是这一条不加分，一分也没有扣；各条只得分、不扣分的，总是满分。扣分大项记的是扣了多少，写满分起扣，先扣的分都不算。
为什么要紧：写了“2次以上 不得分”，本意是全部扣光，照算却得满分，差的单位反而最高。
例：

    方案：示例
    附件1 考核指标
    一、信息报送（5分，满分起扣）
      迟报次数 1次 扣1 2次以上 不得分

改法：要扣光的，写“本项不得分”；不扣的，写“扣0”；各条都是得分的，去掉标题里的“满分起扣”。
"""

from collections.abc import Iterator

from creditdsl.base.exact import show
from creditdsl.forms.answers import NoPoints
from creditdsl.forms.base import form_of
from creditdsl.ir.names import DefinitionId
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import quoted
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.syntax.nodes import Entry, Rule, SectionRole, Trait
from creditdsl.syntax.walk import entries, rule_ids

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        for entry in entries(reviewed.table):
            if not entry.starts_full or Trait.UNSCORED in entry.traits:
                continue
            if entry.role is SectionRole.DEDUCTION:
                if not entry.below_full:
                    yield _of_deductions(reviewed, entry)
            elif _always_full(reviewed, entry):
                yield Found(
                    f"{quoted(entry.title)}从满分起扣，各条只得分、不扣分，怎样都是满分。",
                    entry.span,
                    "去掉标题里的“满分起扣”，或改成扣分的规则。",
                    table=reviewed.table.name,
                    ref=entry.ref,
                )
            else:
                for result in (result for rule in entry.rules for result in _no_points(rule)):
                    yield Found(
                        f"{quoted(entry.title)}从满分起扣，这时“不得分”是一分不扣。",
                        result.span,
                        "要扣光的，写“本项不得分”；不扣的，写“扣0”。",
                        table=reviewed.table.name,
                        ref=entry.ref,
                    )


def _of_deductions(reviewed: ReviewedTable, entry: Entry) -> Found:
    first = "" if entry.points is None else show(entry.points)
    return Found(
        f"扣分的大项记的是扣了多少，从0分记起；写了满分起扣，先扣的{first}分都不算。",
        entry.span,
        "去掉标题里的“满分起扣”。",
        table=reviewed.table.name,
        ref=entry.ref,
    )


def _always_full(reviewed: ReviewedTable, entry: Entry) -> bool:
    """Return whether rules may give points and none takes any."""
    ranges = [reviewed.bounds.limits(DefinitionId.rule(identity)) for identity in rule_ids(entry)]
    least = reviewed.bounds.limits(DefinitionId.entry(entry.ref))[0]
    gains = any(high is None or high > 0 for _, high in ranges)
    return bool(entry.rules) and entry.points is not None and least is not None and least >= entry.points and gains


def _no_points(rule: Rule) -> list[NoPoints]:
    """Return where a rule says 不得分 of a case, that gives no points in any."""
    cases = form_of(rule).ladder()
    written = [] if cases is None else [one for one in cases.results if isinstance(one, NoPoints) and not one.unwritten]
    return written if form_of(rule).deducts or (cases is not None and len(written) == len(cases.cases)) else []
