"""W0614 扣的分扣不下去

说明：一项最少得0分。扣分的时候这一项没有别的得分，扣多少都是0分：只写了扣分的规则，又没有写满分起扣；或者一条规则有时得分、有时扣分。就高的项，扣分的一条比不得分的还低，也总不算。
为什么要紧：写了“扣2分”，单位以为要扣，评分的人也可能到总分里去扣，实际上扣不掉。
例：

    方案：示例
    附件1 考核指标
    一、守信践诺（2分）
      列入失信名单 扣2 否则 得2

改法：从分值里扣的，在标题里写分值和满分起扣，如（5分，满分起扣）；要倒扣的，写（2分，可为负）；从总分里扣的，移到扣分大项里；只是不得分的，写“不得分”。
"""

from collections.abc import Iterator, Sequence

from creditdsl.base.exact import show
from creditdsl.compiler.from_full import start
from creditdsl.forms import wording
from creditdsl.forms.answers import Award
from creditdsl.forms.base import form_of
from creditdsl.ir.names import DefinitionId
from creditdsl.review.asking import counted_from_zero, gains
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import quoted
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.syntax.nodes import Entry, Quantity, Rule, SectionRole, Trait
from creditdsl.syntax.walk import entries, rule_ids

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        for entry in entries(reviewed.table):
            if Trait.UNSCORED in entry.traits or entry.role is SectionRole.DEDUCTION:
                continue
            yield from _of_highest(reviewed, entry)
            if not entry.goes_below_zero and not start(entry, reviewed.table.roster):
                yield from _of_items(reviewed, entry) if entry.children else _of_rules(reviewed, entry)


def _of_rules(reviewed: ReviewedTable, entry: Entry) -> Iterator[Found]:
    """Yield the deductions of an item that cannot have any points at the same time."""
    ranges = [reviewed.bounds.limits(DefinitionId.rule(identity)) for identity in rule_ids(entry)]
    gaining = [rule for rule, (_, high) in zip(entry.rules, ranges, strict=True) if high is None or high > 0]
    if not gaining:
        for rule, (low, _) in zip(entry.rules, ranges, strict=True):
            if low is None or low < 0:
                message = f"{quoted(entry.title)}只扣分、不得分，最少得0分，扣不下去{_witness(rule)}。"
                yield Found(message, rule.span, _help(entry), table=reviewed.table.name, ref=entry.ref)
    elif len(gaining) == 1 and gains(gaining[0]) and gaining[0].limits.floor is None:
        for award in _deductions(gaining[0]):
            yield Found(
                f"{quoted(entry.title)}最少得0分，这时又没有别的得分，扣不下去，和“不得分”一样。",
                award.span,
                "只是不得分的，写“不得分”；要倒扣的，在标题里写“可为负”，或移到扣分大项里。",
                table=reviewed.table.name,
                ref=entry.ref,
            )


def _of_items(reviewed: ReviewedTable, entry: Entry) -> Iterator[Found]:
    """Yield an entry whose items may go below zero, while nothing below it gives points to take them from."""
    ranges = [reviewed.bounds.limits(DefinitionId.entry(child.ref)) for child in _scored(entry.children)]
    none_gains = bool(ranges) and all(high is not None and high <= 0 for _, high in ranges)
    if none_gains and any(low is None or low < 0 for low, _ in ranges):
        yield Found(
            f"{quoted(entry.title)}下面各项只扣分、不得分，合起来最少得0分，扣不下去。",
            entry.span,
            _help(entry),
            table=reviewed.table.name,
            ref=entry.ref,
        )


def _of_highest(reviewed: ReviewedTable, entry: Entry) -> Iterator[Found]:
    """Yield the deductions that are never the highest of their entry, because another rule never falls below zero."""
    if Trait.HIGHEST not in entry.traits:
        return
    lows = [reviewed.bounds.limits(DefinitionId.rule(identity))[0] for identity in rule_ids(entry)]
    for position, (rule, low) in enumerate(zip(entry.rules, lows, strict=True)):
        others = [other for at, other in enumerate(lows) if at != position]
        if (low is None or low < 0) and any(other is not None and other >= 0 for other in others):
            yield Found(
                "就高只取最高的一条，别的规则最少得0分，这一条扣分的时候总不算。",
                rule.span,
                "要扣的，另写一项，或去掉“就高”；不扣的，删去扣分。",
                table=reviewed.table.name,
                ref=entry.ref,
            )


def _scored(siblings: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in siblings if Trait.UNSCORED not in entry.traits]


def _deductions(rule: Rule) -> Iterator[Award]:
    cases = form_of(rule).ladder()
    results = () if cases is None else cases.results
    yield from (result for result in results if isinstance(result, Award) and result.deducts)


def _witness(rule: Rule) -> str:
    """Return an example with numbers, where the rule states them: `：迟报条数1条，写的是扣0.5分，仍得0分`."""
    counted = counted_from_zero(rule)
    awards = _deductions(rule) if counted is None else [counted.award]
    points = [award.value.value for award in awards if isinstance(award.value, Quantity)]
    if not points:
        return ""
    when = "" if counted is None else f"{wording.expression(counted.subject)}{counted.stride.words()}，"
    return f"：{when}写的是扣{show(max(points))}分，仍得0分"


def _help(entry: Entry) -> str:
    stated = "分值和满分起扣，如（5分，满分起扣）" if entry.points is None else f"（{show(entry.points)}分，满分起扣）"
    return f"从分值里扣的，在标题里写{stated}；要倒扣的，写“可为负”；从总分里扣的，移到扣分大项里。"
