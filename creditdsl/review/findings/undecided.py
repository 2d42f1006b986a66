"""N0655 有的地方没有核对完

说明：一处的情形组合太多，或者算式一层套一层太深，核对到规定的步数就停下来。同一份方案，在哪台电脑上停的地方都一样。
为什么要紧：得不得得到、高低顺不顺，这几处没有查完；没有列出别的提醒，不等于没有问题。评分不受影响。
例：

    方案：示例
    附件1 考核指标
    一、工作机制（5分）
      甲 且 乙 或 丙 且 丁 或 戊 且 己 或 庚 且 辛 或 壬 且 癸 或 子 且 丑 或 寅 且 卯 或 辰 且 巳 或 午 且 未 得5

改法：请人工核对这几处；能拆的，拆成几条规则或几项再检查。
"""

from collections.abc import Container, Iterator

from creditdsl.base.diagnostic import Related
from creditdsl.base.node import node
from creditdsl.base.reference import EntryRef
from creditdsl.base.source import Span
from creditdsl.ir.names import DefinitionId
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import listed, rule_name
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.syntax.walk import entries, rule_ids

CODE = manual(__doc__)
_SHOWN = 20
"""The most places that are shown with their lines."""


@node
class _Place:
    """A rule or an entry that is undecided."""

    name: str
    ref: str | None
    span: Span


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        places = _places_of(reviewed)
        if not places:
            continue
        first, *others = places
        yield Found(
            f"有 {len(places)} 处因组合过多未能核对：{listed([place.name for place in places])}。",
            first.span,
            "请人工核对；能拆的，拆成几条规则或几项再检查。",
            tuple(Related("另一处在这里", place.span) for place in others[: _SHOWN - 1]),
            reviewed.table.name,
            first.ref,
        )


def count(reviewed: ReviewedTable) -> int:
    """Return at how many places of a table too many cases met, once the other findings have looked."""
    return len(_places_of(reviewed))


def _places_of(reviewed: ReviewedTable) -> list[_Place]:
    if not (undecided := reviewed.bounds.undecided):
        return []
    return _places(reviewed, undecided) or [_Place("总分", None, reviewed.table.span)]


def _places(reviewed: ReviewedTable, undecided: Container[str]) -> list[_Place]:
    """Return the rules that are undecided, and the entries below which nothing is, in document order."""
    places: list[_Place] = []
    above: set[EntryRef | None] = set()
    for entry in reversed(list(entries(reviewed.table))):  # those below come first
        named = [
            _Place(rule_name(entry, rule), entry.ref, rule.span)
            for identity, rule in zip(rule_ids(entry), entry.rules, strict=True)
            if identity in undecided or DefinitionId.rule(identity) in undecided
        ]
        itself = entry.ref in undecided or DefinitionId.entry(entry.ref) in undecided
        if itself and not named and entry.ref not in above:
            named = [_Place(entry.ref, entry.ref, entry.span)]
        if named or entry.ref in above:
            above.add(entry.ref.parent)
        places += reversed(named)
    return [*places[::-1], *_overrides(reviewed, undecided)]


def _overrides(reviewed: ReviewedTable, undecided: Container[str]) -> Iterator[_Place]:
    """Yield the overrides of the grade that are undecided."""
    program = reviewed.program.year or reviewed.program
    stages = [stage for stage in program.grade_stages if stage.when is not None]
    overrides = reviewed.table.grades.overrides if reviewed.table.grades else ()
    for override, stage in zip(overrides, stages, strict=True):
        if stage.definition in undecided:
            yield _Place("等次", None, override.span)
