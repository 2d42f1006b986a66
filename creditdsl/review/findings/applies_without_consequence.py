"""W0646 写了适用，没有写不适用的单位怎么算

说明：一项写了“适用：”，只考核一部分单位，但没有写“不适用：”，总分也没有折算。
为什么要紧：不适用的单位少了这一项的分值，满分就比别的单位低，放在一起排名次、定等次不公平。
例：

    名单
      单位：甲局、乙局
      执法单位：甲局

    一、信用监管（10分）
    1. 信用承诺（6分）
      推行信用承诺 得6
    2. 行政处罚公示（4分）
    适用：执法单位
      按时公示 得4

改法：表的标题下面写“总分：折算100”，按适用的分值折算；或者写“不适用：得满分”；就是不计分的，写“不适用：不计分”。
"""

from collections.abc import Iterator
from fractions import Fraction

from creditdsl.base.exact import show
from creditdsl.base.source import Span
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import Units
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import Entry, SectionRole, Trait

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.whole_tables:
        table = reviewed.table
        if table.totalling.converted_to is not None or "inapplicable" in table.fields:
            continue
        for entry, siblings in _silent(table.sections):
            if entry.role is SectionRole.BASE and entry.points and not _even(siblings, Units(table)):
                yield Found(
                    f"只适用一部分单位，没有写不适用的单位怎么算，它们比别的单位少{show(entry.points)}分。",
                    _place(entry),
                    "总分按适用的分值折算的，在表的标题下面写“总分：折算100”；否则写“不适用：得满分”或“不适用：不计分”。",
                    table=table.name,
                    ref=entry.ref,
                )


def _silent(siblings: tuple[Entry, ...]) -> Iterator[tuple[Entry, tuple[Entry, ...]]]:
    """Yield scored entries with 适用 that neither they nor anything above them says the consequence of."""
    for entry in siblings:
        if "inapplicable" in entry.fields or entry.traits & {Trait.UNSCORED, Trait.OPEN}:
            continue
        if "applies" in entry.fields:
            yield entry, siblings
        else:
            yield from _silent(entry.children)


def _even(siblings: tuple[Entry, ...], units: Units) -> bool:
    """Return whether the entries for some units together give each unit the same points: one for each kind of unit."""
    partial = [(units.of(entry.applies) or frozenset(), entry) for entry in siblings if "applies" in entry.fields]
    everyone = units.of(None) or frozenset(unit for concerned, _ in partial for unit in concerned)
    sums = dict.fromkeys(everyone, Fraction(0))
    for concerned, entry in partial:
        for unit in concerned & everyone:
            sums[unit] += entry.points or 0
    return (bool(units.of(None)) or len(partial) > 1) and len(set(sums.values())) == 1


def _place(entry: Entry) -> Span:
    return entry.fields["applies"].span
