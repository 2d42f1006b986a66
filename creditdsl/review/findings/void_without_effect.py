"""W0642 “不得分”指向的内容本来就不得分

说明：“（2）不得分”“一/3 不得分”指向的那一条或那一项只扣分、不得分，或者不计分。
为什么要紧：使一条只扣分的规则失效，等于不再扣分，做得差的单位反而占便宜；指向不计分的项，写了等于没写。多半是编号写错了。
例：

    一、信息报送（5分）
      （1）按时报送台账 得5 否则（2）不得分
      （2）错报条数 每条扣1 最高扣5

改法：核对编号，改成要失去得分的那一条；确实要扣分的，写“扣N”。
"""

from collections.abc import Iterator

from creditdsl.base.node_walk import walk
from creditdsl.base.reference import EntryRef, RuleId
from creditdsl.base.source import Span
from creditdsl.forms.answers import VoidItem, VoidRef, VoidRule
from creditdsl.review.asking import gains
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import Entry, Rule, SectionRole, Trait
from creditdsl.syntax.walk import entries, rule_ids, rules, target

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        by_ref = {entry.ref: entry for entry in entries(reviewed.table)}
        by_id = {identity: rule for _, identity, rule in rules(reviewed.table)}
        for entry in by_ref.values():
            for identity, rule in zip(rule_ids(entry), entry.rules, strict=True):
                for what, span in _without_effect(entry, identity, rule, by_ref, by_id):
                    yield Found(
                        f"{what}本来就不得分，写“不得分”没有作用。",
                        span,
                        "核对编号，改成要失去得分的那一条或那一项；要扣分的，写“扣N”。",
                        table=reviewed.table.name,
                        ref=entry.ref,
                    )


def _without_effect(
    entry: Entry, identity: RuleId, rule: Rule, by_ref: dict[EntryRef, Entry], by_id: dict[RuleId, Rule]
) -> Iterator[tuple[str, Span]]:
    for node in walk(rule.body):
        match node:
            case VoidRule(number=number, span=span):
                struck = None if (struck_id := target(entry, number)) is None else by_id[struck_id]
                if struck is not None and not gains(struck):
                    yield f"第（{number}）条", span
            case VoidItem(span=span):
                others = [
                    other for other_id, other in zip(rule_ids(entry), entry.rules, strict=True) if other_id != identity
                ]
                if not any(map(gains, others)) and not gains(rule) and not _starts_with_points(entry):
                    yield "本项", span
            case VoidRef(ref=ref, span=span):
                if (item := by_ref.get(ref)) is not None and not _scores(item):
                    yield f"“{ref} {item.title}”", span
            case _:
                pass


def _scores(entry: Entry) -> bool:
    """Return whether points can be had under the entry."""
    if Trait.UNSCORED in entry.traits or entry.role is SectionRole.DEDUCTION:
        return False
    if _starts_with_points(entry) or "undecided" in entry.fields:
        return True
    return any(map(gains, entry.rules)) or any(map(_scores, entry.children))


def _starts_with_points(entry: Entry) -> bool:
    """Return whether it has points before any rule is looked at; an item that states none only takes from above."""
    return entry.starts_full and entry.points is not None
