"""W0604 各条最高分加起来超过本项的分值

说明：一项下面每条规则都有最高分，加起来却比本项标题里写的分值大。
为什么要紧：样样做到的单位，超出的分要被本项的分值封掉，少做一条也可能一样得满分；多半是某一条的分或本项的分值写错了。
例：

    方案：示例
    附件1 考核指标
    一、工作机制（5分）
      建立机制 得3
      制定制度 得4

改法：改正各条的分，使加起来等于本项的分值；只取最高一条的，在标题里写（5分，就高）；
就是要封顶的，在标题行末注明“# 已核：W0604 理由”。
"""

from collections.abc import Iterator
from fractions import Fraction

from creditdsl.base.exact import show
from creditdsl.ir.names import DefinitionId, Label
from creditdsl.review.asking import counted_from_zero
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.review.stated import points_span
from creditdsl.syntax.nodes import Entry, Rule, SectionRole, Trait
from creditdsl.syntax.walk import entries, rule_ids

CODE = manual(__doc__)

_OTHERWISE = {Trait.UNSCORED, Trait.OPEN, Trait.HIGHEST}


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        for entry in entries(reviewed.table):
            if entry.points is None or not entry.rules or entry.role is not SectionRole.BASE:
                continue
            if entry.starts_full or entry.traits & _OTHERWISE:
                continue
            gains = _gains(reviewed, entry)
            if None in gains or sum(filter(None, gains)) <= entry.points:
                continue  # before the joint range, which costs more
            if any(
                _held_above(rule, gain or Fraction(0), entry.points)
                for rule, gain in zip(entry.rules, gains, strict=True)
            ):
                continue
            most = reviewed.bounds.label(Label.sum(entry.ref)).high
            if most.value is None or not most.met or most.value <= entry.points:
                continue
            each = [gain for gain in gains if gain]
            sum_ = "＋".join(map(show, each)) + "＝" if len(each) > 1 and sum(each) == most.value else ""
            which = "各条加起来" if len(each) > 1 else "规则"
            yield Found(
                f"{which}最多能得{sum_}{show(most.value)}分，本项只有{show(entry.points)}分。",
                points_span(draft.source, entry.span),
                f"改成{show(most.value)}分，或改正各条的分，使加起来等于{show(entry.points)}分。",
                table=reviewed.table.name,
                ref=entry.ref,
            )


def _held_above(rule: Rule, gain: Fraction, points: Fraction) -> bool:
    """Return whether the item's points alone are meant to end what a rule gives for each more."""
    return counted_from_zero(rule) is not None and rule.limits.cap is None and gain > points


def _gains(reviewed: ReviewedTable, entry: Entry) -> list[Fraction | None]:
    """Return the most that each rule gives; None of one without limit."""
    definitions = map(DefinitionId.rule, rule_ids(entry))
    highs = (high for _, high in map(reviewed.bounds.limits, definitions))
    return [None if high is None else max(high, Fraction(0)) for high in highs]
