"""W0649 同一件事扣两次分

说明：同一个指标在两条规则里都扣分；或者一条规则因它扣分，另一条又因它不得分。
为什么要紧：一件事罚两次，扣得比每一条写的都多，单位会申诉。多半是两个部门各写了一条，合稿时没有并。
例：

    一、信息报送（10分，满分起扣）
      迟报条数 每条扣1 最高扣5

    二、扣分情形（扣分，最高5分）
      迟报条数 每条扣1

改法：只留一条；两处都要扣的，在后一条行末注明“# 已核：W0649 理由”。
"""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Related
from creditdsl.base.node_walk import walk
from creditdsl.compiler.name_uses import names_in
from creditdsl.forms.answers import Award, Cases, Void
from creditdsl.forms.base import form_of
from creditdsl.review.asking import counted_from_zero
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import Units, rule_name
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.review.shapes import rule_shape
from creditdsl.syntax.nodes import Atom, Entry, Joined, Name, Rule, Test, Trait
from creditdsl.syntax.walk import rules

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        yield from _of_table(reviewed)


def _of_table(reviewed: ReviewedTable) -> Iterator[Found]:
    units = Units(reviewed.table)
    first: dict[str, tuple[Entry, Rule]] = {}
    for entry, _, rule in rules(reviewed.table):
        if entry.traits & {Trait.HIGHEST, Trait.UNSCORED}:
            continue
        for name in _charged(rule):
            before = first.setdefault(name.text, (entry, rule))
            if before[1] is rule or (before[0] is entry and _bands_of_one(before[1], rule)):
                continue
            if units.apart(before[0].applies, entry.applies) or _written_twice(before, entry, rule):
                continue
            yield Found(
                f"“{name.text}”在{rule_name(*before)}已经扣过分或者已经不得分，这里又扣。",
                name.span,
                "只留一条；两处都要扣的，注明理由。",
                (Related("前面一处在这里", before[1].span),),
                table=reviewed.table.name,
                ref=entry.ref,
            )


def _charged(rule: Rule) -> list[Name]:
    """Return the facts that alone cost points by this rule: what is counted, or one condition that is met."""
    counted, cases = counted_from_zero(rule), _condition(rule)
    if counted is not None:
        return [counted.subject] if counted.award.deducts and isinstance(counted.subject, Name) else []
    if cases is None:
        return []
    ((when, result),) = cases.cases
    costs = isinstance(result, Void) or (isinstance(result, Award) and result.deducts)
    condition = when if isinstance(when, Atom | Joined) else (cases.subject, when)
    names = list(names_in(condition))
    simple = len(names) == 1 and not any(getattr(part, "negated", False) for part in walk(condition))
    return names if costs and simple else []


def _condition(rule: Rule) -> Cases | None:
    """Return the single condition on which the rule hangs; None where it hangs on more."""
    cases = form_of(rule).ladder()
    if cases is None or len(cases.cases) != 1 or cases.otherwise is None:
        return None
    return cases if isinstance(cases.cases[0][0], Test | Atom | Joined) else None


def _bands_of_one(first: Rule, second: Rule) -> bool:
    """Return whether both are tests of one number: 0条 不得分 beside 每条得1 is one scale in two lines."""
    return any((cases := _condition(rule)) is not None and _tested(cases) for rule in (first, second))


def _tested(cases: Cases) -> bool:
    return any(isinstance(part, Test) for when, _ in cases.cases for part in walk(when))


def _written_twice(before: tuple[Entry, Rule], entry: Entry, rule: Rule) -> bool:
    """Return whether both are one rule, which is another finding."""
    return before[0].ref.section == entry.ref.section and rule_shape(*before) == rule_shape(entry, rule)
