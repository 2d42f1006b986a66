"""W0643 每项得分没有写最高分

说明：一项里有的规则写了“最高N”或固定的分，“每项得N”却没有写最高分，指标也没有写范围；或者上面各级都没有写分值，这一条没有上限。
为什么要紧：项的分值会封顶，但没有封顶的一条可以独占全部分值，一个单位只做一件事、多做几次，就和样样都做的得一样的分。
例：

    一、工作创新（10分）
      （1）中央表扬项数 每项得4
      （2）省级表扬项数 每项得1 最高3

改法：在规则后面写“最高N”；就是要不限次数、以本项分值为限的，在这一行末注明“# 已核：W0643 理由”。
"""

from collections.abc import Iterator

from creditdsl.base.exact import show
from creditdsl.base.reference import EntryRef
from creditdsl.compiler.name_uses import names_in
from creditdsl.forms.answers import Counted
from creditdsl.ir.types import Type
from creditdsl.review.asking import counted_from_zero, gains
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import quoted
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import Entry, Rule, Trait
from creditdsl.syntax.walk import entries

CODE = manual(__doc__)

_Open = tuple[Entry, Rule, Counted]
"""A rule that gives without end, where it stands and what it counts."""


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        types = {measure.name: measure.type for measure in reviewed.program.measures}
        derived = {each.name.text for each in reviewed.table.derived}
        capped = _capping(reviewed.table.sections)
        groups: dict[EntryRef | None, list[tuple[Entry, Rule]]] = {}
        for entry in entries(reviewed.table):
            groups.setdefault(capped[entry.ref], []).extend((entry, rule) for rule in entry.rules)
        by_ref = {entry.ref: entry for entry in entries(reviewed.table)}
        for ref, clauses in groups.items():
            open_ = list(_uncapped(clauses, types, derived))
            if ref is not None and len(open_) == sum(gains(rule) for _, rule in clauses):
                continue  # the stated points are the one cap of them all
            message, help = _words(None if ref is None else by_ref[ref])
            for entry, _, counted in open_:
                yield Found(
                    message,
                    counted.award.span,
                    help,
                    table=reviewed.table.name,
                    ref=entry.ref,
                    alike=True,
                )


def _words(holder: Entry | None) -> tuple[str, str]:
    """Return what is wrong and what to write; holder: the entry whose stated points the rules share, None where
    nothing caps them.
    """
    if holder is None or holder.points is None:
        return (
            "这一条和上面各级都没有写最高分，做多少就得多少。",
            "在规则后面写“最高N”，或在标题里写分值；不限分的表，在表的标题里写（积分）。",
        )
    return (
        f"这一条没有写最高分，一条就能占满{quoted(holder.title)}的{show(holder.points)}分。",
        "在后面写“最高N”，使各条的最高分加起来等于本项的分值。",
    )


def _capping(sections: tuple[Entry, ...]) -> dict[EntryRef, EntryRef | None]:
    """Return the nearest entry with stated points, itself or above, for each entry; None where there is none."""
    nearest: dict[EntryRef, EntryRef | None] = {}
    stack: list[tuple[Entry, EntryRef | None]] = [(section, None) for section in reversed(sections)]
    while stack:
        entry, above = stack.pop()
        nearest[entry.ref] = entry.ref if entry.points is not None else above
        stack.extend((child, nearest[entry.ref]) for child in reversed(entry.children))
    return nearest


def _uncapped(clauses: list[tuple[Entry, Rule]], types: dict[str, Type], derived: set[str]) -> Iterator[_Open]:
    """Yield the rules that give without end: no cap of their own, and no range that ends what they count."""
    for entry, rule in clauses:
        counted = counted_from_zero(rule)
        if counted is None or counted.award.deducts or rule.limits.cap is not None:
            continue
        if entry.traits & {Trait.OPEN, Trait.UNSCORED, Trait.HIGHEST}:
            continue
        names = [name.text for name in names_in(counted.subject)]
        if not any(name in derived or getattr(types.get(name), "high", None) is not None for name in names):
            yield entry, rule, counted
