"""W0619 一项谁也不适用

说明：一项写了“适用：”，里面的单位和它上面的“适用：”没有一个相同，就没有单位适用这一项。
为什么要紧：写着分值和规则，却没有单位考核，分也没有单位得；多半是放错了大项，或者“适用”写错了组。
例：

    一、信用监管（10分）
    适用：甲县、乙县
    不适用：不计分
    1. 信用承诺（6分）
      推行信用承诺 得6
    2. 行政处罚公示（4分）
    适用：丙区
      按时公示 得4

改法：写上面适用的单位，或者删去这一行，和上面一样；本来考核这些单位的，移到适用它们的大项下面，或者在上面的“适用：”里补上。
"""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Related
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import MAX_PLACES, Units, quoted
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import Applicability, Entry, Table
from creditdsl.syntax.walk import units_named

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        for section in reviewed.table.sections:
            yield from _below(reviewed.table, section, section)


def _below(table: Table, entry: Entry, limiting: Entry) -> Iterator[Found]:
    """Yield the entries that first concern no unit. limiting: the nearest above with 适用, the entry itself if none."""
    if Units(table).nobody(entry.applies):
        yield _nobody(table, entry, limiting)
        return
    for child in entry.children:
        yield from _below(table, child, entry if "applies" in entry.fields else limiting)


def _nobody(table: Table, entry: Entry, limiting: Entry) -> Found:
    assert entry.applies is not None and entry.applies.above is not None
    units = Units(table).of(entry.applies.above) or frozenset()
    below_words, above_words = _who(table, entry.applies), _who(table, entry.applies.above, units)
    groups = "" if table.roster else "表里没有名单，“适用”里写的都是单位；是一组的，在“名单”里写上有哪些单位。"
    return Found(
        f"这一项适用{below_words}，上面只适用{above_words}，没有相同的单位，谁也不适用。",
        entry.fields["applies"].span,
        f"{groups}写上面适用的单位，或者删去这一行，和上面一样；"
        "本来考核这些单位的，移到适用它们的大项下面，或者在上面的“适用”里补上。",
        (Related("上面的“适用”在这里", limiting.fields["applies"].span),),
        table.name,
        entry.ref,
    )


def _who(table: Table, applies: Applicability, within: frozenset[str] | None = None) -> str:
    """Return `“区”（丙区、丁区）`, or `甲县、乙县` of units that are named. within: those not left out above."""
    named = units_named(applies.names, table.roster)
    units = tuple(unit for unit in named if within is None or unit in within)
    words = "、".join(units[:MAX_PLACES]) + (f"等{len(units)}个单位" if len(units) > MAX_PLACES else "")
    if set(applies.names) & set(table.roster):
        return f"{quoted('、'.join(applies.names))}（{words}）"
    return words
