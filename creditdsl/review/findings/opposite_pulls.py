"""W0631 同一个指标一条越多越好，一条越少越好

说明：一张表里两条规则看同一个指标，一条数越大分越高，另一条数越大分越低。
为什么要紧：单位不知道该多做还是少做；多半是有一条用错了指标，或者得、扣写反了。
例：

    方案：示例
    附件1 考核指标
    一、信息归集（10分）
      信息条数 每条得1 最高10
    二、信息质量（5分，满分起扣）
      信息条数 超过100条 扣2

改法：改正用错的指标或写反的得、扣；确实要有多有少的，在后一条行末注明“# 已核：W0631 理由”。
"""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Related
from creditdsl.base.reference import RuleId
from creditdsl.forms.answers import Cases, Ranked
from creditdsl.forms.base import Form, form_of
from creditdsl.ir.names import DefinitionId
from creditdsl.review.finding import Found, manual
from creditdsl.review.monotone import never_falls
from creditdsl.review.naming import rule_name
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.syntax.nodes import Atom, Entry, Expression, Name, Rule, Test, Trait
from creditdsl.syntax.walk import rules

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        yield from _of_table(reviewed)


def _of_table(reviewed: ReviewedTable) -> Iterator[Found]:
    seen: dict[str, list[tuple[Entry, RuleId, Rule]]] = {}
    for entry, identity, rule in rules(reviewed.table):
        subject = _subject(form_of(rule))
        if isinstance(subject, Name) and not entry.traits & {Trait.UNSCORED, Trait.HIGHEST} and entry.applies is None:
            seen.setdefault(subject.text, []).append((entry, identity, rule))
    for name, clauses in seen.items():
        if len(clauses) < 2:
            continue
        ways = [(*clause, way) for clause in clauses if (way := _way(reviewed, clause[1], clause[2], name))]
        first = ways[0] if ways else None
        for entry, _, rule, way in ways[1:]:
            if first is not None and way != first[3]:
                words = {1: "数越大分越高", -1: "数越大分越低"}
                yield Found(
                    f"“{name}”在这里{words[way]}，前面一条（{rule_name(first[0], first[2])}）却是{words[first[3]]}。",
                    rule.span,
                    "看看是不是用错了指标，或者得、扣写反了。",
                    (Related("前面一条在这里", first[2].span),),
                    reviewed.table.name,
                    entry.ref,
                )


def _subject(form: Form) -> Expression | None:
    """Return the number that alone decides: what the form counts, tests or ranks."""
    cases, ranked = form.ladder(), form.ranked()
    match cases, ranked:
        case None, None:
            return next((counted.subject for counted in form.counts_of()), None)
        case None, Ranked(subject=subject):
            return subject
        case Cases(subject=subject, cases=((Test() | Atom(), _), *_)), None:
            return subject
        case _:
            return None


def _way(reviewed: ReviewedTable, identity: RuleId, rule: Rule, measure: str) -> int:
    """Return 1 where more is never worse, -1 where it is never better, 0 where neither or both is proved."""
    ranked = form_of(rule).ranked()
    if ranked is not None:
        return 1 if ranked.options.falling else -1
    up, down = (never_falls(reviewed.bounds, DefinitionId.rule(identity), measure, rising) for rising in (True, False))
    return int(up) - int(down)
