"""W0612 按取值范围永远不会发生

说明：规则里的一个条件或一档，按“数据”里写的取值范围永远满足不了。
为什么要紧：这一条写了等于没写，应得的分得不到，应扣的分扣不着；多半是范围或者界限写错了一个。
例：

    方案：示例
    附件1 考核指标
    数据
      共享类数：类 0至3
    一、信息共享（5分，满分起扣）
      共享类数 5类以上 扣2

改法：改正取值范围或规则里的界限。
"""

from collections.abc import Iterator
from fractions import Fraction

from creditdsl.base.exact import show, show_percent
from creditdsl.base.node_walk import walk
from creditdsl.forms.base import form_of
from creditdsl.ir.types import Count, Number, Ratio
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.expressions import constant
from creditdsl.syntax.nodes import Atom, Bound, Comparison, Joined, Name, Rule
from creditdsl.syntax.walk import rules

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        types = {measure.name: measure.type for measure in reviewed.program.measures}
        for entry, _, rule in rules(reviewed.table):
            for bound, name in _tested(rule):
                kind = types.get(name.text)
                if isinstance(kind, Count | Ratio | Number) and _never(bound, kind):
                    ends = _ends(kind)
                    yield Found(
                        f"“{name.text}”只能填{ends}，这个条件永远满足不了。",
                        bound.span,
                        "改正取值范围或这里的界限。",
                        table=reviewed.table.name,
                        ref=entry.ref,
                    )


def _tested(rule: Rule) -> Iterator[tuple[Bound, Name]]:
    """Yield every limit set to a single measure: in a condition, or in a case of the rule's own subject."""
    cases = form_of(rule).ladder()
    if cases is None:
        return
    if isinstance(subject := cases.subject, Name):
        yield from ((bound, subject) for test in cases.tests for bound in test.bounds)
    for part in walk([when for when, _ in cases.cases if isinstance(when, Atom | Joined)]):
        if isinstance(part, Atom) and isinstance(part.subject, Name) and part.test is not None:
            yield from ((bound, part.subject) for bound in part.test.bounds)


def _never(bound: Bound, kind: Count | Ratio | Number) -> bool:
    """Return whether no value of the declared range is within the limit."""
    limit = constant(bound.operand)
    if limit is None:
        return False
    too_low = kind.high is not None and kind.high < limit
    too_high = kind.low is not None and kind.low > limit
    match bound.comparison:
        case Comparison.AT_LEAST:
            return too_low
        case Comparison.MORE:
            return too_low or kind.high == limit
        case Comparison.AT_MOST:
            return too_high
        case Comparison.LESS:
            return too_high or kind.low == limit
        case Comparison.EQUAL:
            return too_low or too_high


def _ends(kind: Count | Ratio | Number) -> str:
    def number_words(value: Fraction) -> str:
        return show_percent(value) if isinstance(kind, Ratio) else show(value)

    if kind.low is not None and kind.high is not None:
        return f"{number_words(kind.low)}至{number_words(kind.high)}"
    if kind.low is not None:
        return f"{number_words(kind.low)}以上"
    return f"{number_words(kind.high)}以下" if kind.high is not None else "数"
