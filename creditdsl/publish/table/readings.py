"""Write 计分说明: every reading that the table above it depends on, once.

Receives a compiled table; promises sentences in a fixed order: readings of the rule forms, derived
measures, rounding and caps, periods, the total, places, grades, honours, missing data. Nothing is
left to be guessed.
"""

from collections.abc import Iterable, Iterator, Sequence

from creditdsl.base.exact import Rounding, show
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.explain.conclusion import effect_words, honour_words, rank_key_words
from creditdsl.explain.phrases import CONSEQUENCES, decimals, period_unit, tighten
from creditdsl.forms import wording
from creditdsl.forms.base import Form, Note
from creditdsl.forms.condition import inclusive
from creditdsl.syntax.name_lists import join_names
from creditdsl.syntax.nodes import (
    Atom,
    Consequence,
    Effect,
    Entry,
    GradeBand,
    Grades,
    Honour,
    Override,
    Period,
    Predicate,
    Scheme,
    SectionRole,
    Table,
    Trait,
    Unreported,
)
from creditdsl.syntax.walk import end_conditions, entries, reporters, rules


def readings(scheme: Scheme, compiled: CompiledTable) -> tuple[str, ...]:
    """Return the sentences of the 计分说明, without numbers."""
    table = compiled.table
    return (
        *(note.value for note in _notes(table)),
        *_together(f"{one.name.text}={wording.expression(one.value)}" for one in compiled.names.derived),
        _rounding(scheme) + _bounds(table),
        *_headings(table),
        *_reporters(table),
        *_periods(scheme, compiled),
        _total(table),
        *_applicability(table),
        _places(table),
        *(_grades(table, table.grades, scheme.digits) if table.grades is not None else ()),
        *_honours(table),
        "数据中的空格为缺数，不作零；缺数补齐以前，用到它的得分和总分为待定"
        + ("，写明缺报算法的除外。" if any(entry.unreported for entry in entries(table)) else "。"),
    )


def _together(clauses: Iterable[str]) -> Iterator[str]:
    """Yield clauses of one kind as one sentence, so that a list of them takes lines and not pages."""
    if sentence := "；".join(clauses):
        yield f"{sentence}。"


def entry_terms(entry: Entry) -> tuple[str, ...]:
    """Write the terms of one item beside its rules, as sentences without a full stop."""
    words = []
    if entry.starts_full and entry.points is not None:
        words.append(f"从满分{wording.points(entry.points)}起扣")
    if entry.below_full and entry.points is None:
        words.append("从上一级的分值里扣减")
    if Trait.HIGHEST in entry.traits:
        words.append("各条就高计分，不累计")
    if Trait.NEGATIVE in entry.traits:
        words.append("本项得分可以为负")
    if entry.applies is not None:
        others = CONSEQUENCES[entry.applies.consequence]
        # What a heading above says of the units that it leaves out stands beside that heading.
        within = "" if entry.applies.above is None else f"在{join_names(entry.applies.above.names)}中"
        words.append(f"{within}只适用于{join_names(entry.applies.names)}，其他单位{others}")
    if entry.unreported is not None:
        zero = entry.unreported is Unreported.ZERO
        words.append("缺报的计零分" if zero else "缺报的取其他单位本项得分的平均分")
    if "undecided" in entry.fields:
        words.append(f"待定：{tighten(entry.fields['undecided'].text).rstrip('。')}")
    return tuple(words)


def _notes(table: Table) -> tuple[Note, ...]:
    """Return the notes that the table's rules and grades need, in the order of Note."""
    needed: set[Note] = set()
    for _, _, rule in rules(table):
        assert isinstance(rule.body, Form)
        needed.update(rule.body.notes())
    if table.grades is not None and any(band.test is not None for band in table.grades.bands):
        needed.add(Note.INCLUSIVE)
    for condition in end_conditions(table):
        needed.update(inclusive(condition))
    return tuple(note for note in Note if note in needed)


def _rounding(scheme: Scheme) -> str:
    way = {Rounding.HALF_UP: "四舍五入", Rounding.HALF_EVEN: "四舍六入五成双（GB/T 8170）"}[scheme.rounding]
    if not scheme.digits:
        return f"每项得分取整数，{way}。"
    return f"每项得分保留{decimals(scheme.digits)}，{way}。"


def _bounds(table: Table) -> str:
    scored = [entry for entry in entries(table) if Trait.UNSCORED not in entry.traits]
    free = [entry for entry in scored if Trait.OPEN in entry.traits]
    if scored and len(free) == len(scored):
        return "各项为积分，写明上限的以外不封顶，可以为负。"
    held = "每项得分在0分与该项分值之间，大项得分在0分与该大项分值之间"
    but = ["积分的项不封顶、可以为负"] if free else []
    if any(Trait.NEGATIVE in entry.traits for entry in scored):
        but.append("写明可以为负的项除外")
    if any(entry.below_full and entry.points is None for entry in scored):
        but.append("从上一级分值里扣减的项除外")
    return f"{'；'.join([held, *but])}。"


def _headings(table: Table) -> Iterator[str]:
    """Yield the readings of traits and weights."""
    every = list(entries(table))
    if any(Trait.FROM_FULL in entry.traits for entry in every):
        yield "满分起扣的项，先得该项分值，再按各条扣减，扣完为止。"
    if any(entry.below_full for entry in every):
        yield "大项满分起扣的，下面写了分值的项各从自己的分值起扣，没有写分值的项从大项余下的分值里扣，得分印成负数。"
    for section in table.sections:
        if any(child.role is not section.role for child in section.children):
            yield f"“{tighten(section.title)}”的得分为加分减去扣分，可以为负，按加分计入总分。"
    if any(Trait.HIGHEST in entry.traits for entry in every):
        yield "就高计分的项，符合几条的只计得分最高的一条。"
    if any(entry.weight is not None for entry in every):
        yield "写明权重的，以保留小数后的得分乘以权重再相加。"
    if any(Trait.UNSCORED in entry.traits for entry in every):
        yield "标明不计分的项只作要求，不计入总分。"
    if waiting := [entry.ref for entry in every if "undecided" in entry.fields]:
        yield f"待定的项（{'、'.join(waiting)}）由人核定；核定以前，该项得分和总分为待定。"


def _reporters(table: Table) -> Iterator[str]:
    """Yield who supplies data for all units: `弄虚作假、安全事故由县应急局提供，不由被考核单位填报。`."""
    supplied = reporters(table)
    clauses = []
    for reporter in dict.fromkeys(supplied.values()):
        names = "、".join(wording.column(name) for name, by in supplied.items() if by == reporter)
        clauses.append(f"{names}由{reporter}提供")
    if clauses:
        yield f"{'；'.join(clauses)}，{'均' if len(clauses) > 1 else ''}不由被考核单位填报。"


def _periods(scheme: Scheme, compiled: CompiledTable) -> Iterator[str]:
    year = compiled.table.year
    if not compiled.program.periodic:
        return
    word = period_unit(scheme.period)
    within = "当月" if scheme.period is Period.MONTHLY else f"本{word}"
    yield f"按{word}计分，各条的上限和排名都在{within}内计算。"
    if year is not None and compiled.program.year is not None:
        name = compiled.program.year.period_sum
        yield f"年度总分={wording.expression(year)}，保留{decimals(scheme.digits)}；{name}为全年各{word}总分之和。"


def _total(table: Table) -> str:
    roles = {section.role for section in table.sections}
    bonus, deduction = SectionRole.BONUS in roles, SectionRole.DEDUCTION in roles
    rule = table.totalling
    weighted = any(section.weight is not None for section in table.sections)
    sum_of = "各大项得分乘以权重之和" if weighted else "各大项得分之和"
    word = "各期总分" if table.year is not None else "总分"
    held = ""
    if rule.after_bonus_at_most is not None:
        held += (
            f"；加分后超过{wording.points(rule.after_bonus_at_most)}的按{wording.points(rule.after_bonus_at_most)}计"
        )
        held += "，再减扣分" if deduction else ""
    if rule.after_deduction_at_least is not None:
        least = wording.points(rule.after_deduction_at_least)
        held += f"；扣分后低于{least}的按{least}计"
    if not bonus and not deduction and rule.converted_to is None:
        return f"{word}为{sum_of}{held}。"
    basic = "折算后的基础分" if rule.converted_to is not None else "基础分"
    sum_ = basic + ("＋加分" if bonus else "") + ("－扣分" if deduction else "")
    others = "、".join(word for word, holds in (("加分", bonus), ("扣分", deduction)) if holds)
    value = "扣分大项的值为扣去的分数；" if deduction else ""
    negative = "，可以为负" if deduction and rule.after_deduction_at_least is None else ""
    base = f"基础分为{others + '以外' if others else ''}{sum_of}"
    if rule.converted_to is not None:
        to = show(rule.converted_to)
        base += f"，折算为基础分÷适用的分值×{to}，适用的分值为各大项中适用于本单位的分值{_counted(table)}之和"
    return f"{value}{word}={sum_}{negative}；{base}{held}。"


def _counted(table: Table) -> str:
    """Return what is said of the points that apply: weighted, and with those of 不适用：得满分."""
    every = list(entries(table))
    weighted = "乘以权重" if any(entry.weight is not None for entry in every) else ""
    consequences = {entry.applies.consequence for entry in every if entry.applies is not None}
    words = [word for consequence, word in _COUNTED.items() if consequence in consequences]
    return weighted + (f"（不适用而{'、'.join(words)}的算在内）" if words else "")


_COUNTED = {Consequence.FULL: "得满分", Consequence.MEAN: "取平均分"}


def _applicability(table: Table) -> Iterator[str]:
    used = {name for entry in entries(table) if entry.applies is not None for name in entry.applies.names}
    bands = () if table.grades is None else table.grades.bands
    counted = {group for band in bands if band.quota is not None for group in band.quota.groups}
    groups = [name for name in table.roster if name in used | counted]
    if used:
        yield "写明只适用于某些单位的项，只在这些单位之间排名、比较。"
    yield from _together(f"{name}：{join_names(table.roster[name])}" for name in groups)


def _places(table: Table) -> str:
    total = "年度总分" if table.year is not None else "总分"
    if not table.rank_keys:
        return f"名次按{total}由高到低排列，{total}相同的名次相同，并占用后面的名次。"
    keys = "；仍相同的，按".join(rank_key_words(table, key) for key in table.rank_keys)
    same = f"{total}相同的，按{keys}排；都相同的名次相同，并占用后面的名次"
    return f"名次按{total}由高到低排列；{same}。"


def _grades(table: Table, grades: Grades, digits: int) -> Iterator[str]:
    total = "年度总分" if table.year is not None else "总分"
    lines = "，".join(f"{_band(band, total)}的为{band.grade.text}" for band in grades.bands)
    by_total = any(band.test is not None for band in grades.bands)
    by_place = any(band.places is not None for band in grades.bands)
    by = "和".join(word for word, holds in ((total, by_total), ("名次", by_place)) if holds)
    printed = f"，以印出的{decimals(digits)}比较" if by_total else ""
    yield f"等次按{by}确定{printed}，{'自前向后' if by_place else '自高到低'}先中先得：{lines}。"
    if any(band.places is not None and not band.places.front for band in grades.bands):
        yield "后若干名自末位向前数，并列的同样占用名次。"
    for override in grades.overrides:
        yield _override(override, grades.names)
    if len(grades.overrides) > 1:
        yield "上述调整等次的各条依次适用；等次调整后，其他单位不递补。"


def _band(band: GradeBand, total: str) -> str:
    if band.is_rest:
        return "其余"
    words = [] if band.test is None else [f"{total}{wording.test(band.test)}"]
    words += [] if band.quota is None else [f"名次在{wording.quota(band.quota, band.test is not None)}"]
    words += [] if band.also is None else [condition_words(band.also, joined=bool(words))]
    return "且".join(words)


def _override(override: Override, names: Sequence[str]) -> str:
    """Write what an override does. names: the grades from best to worst."""
    when, last = condition_words(override.when), names[-1]
    match override.effect:
        case Effect.DEMOTE:
            return f"{when}的，在上述等次上{effect_words(override)}，降到{last}为止；得分和名次不变。"
        case Effect.VETO:
            return f"{when}的，一票否决，等次为{last}；得分和名次不变。"
        case Effect.BAR:
            barred = join_names(names[: names.index(override.grade) + 1])
            below = names[names.index(override.grade) + 1]
            return f"{when}的，不得评为{override.grade}，应评为{barred}的降为{below}；得分和名次不变。"
        case Effect.RATE:
            return f"{when}的，评为{override.grade}；得分和名次不变。"
        case Effect.DISQUALIFY:
            return f"{when}的，取消评优资格，不予表彰；得分、名次和等次不变。"


def _honours(table: Table) -> Iterator[str]:
    lines = [
        f"{merit_words(honour)}的，{honour_words(honour)}" + ("（一票否决的除外）" if honour.except_vetoed else "")
        for honour in table.honours
    ]
    if lines:
        yield f"{'；'.join(lines)}。"


def merit_words(honour: Honour) -> str:
    """Write for what an honour is given: `等次为优秀且名次在前3名`."""
    words = [f"等次为{honour.grade}"] if honour.grade else []
    words += [] if honour.places is None else [f"名次在{wording.places(honour.places)}"]
    words += [] if honour.also is None else [condition_words(honour.also, joined=bool(words))]
    return "且".join(words)


def condition_words(when: Predicate, joined: bool = False) -> str:
    """Write a condition: `“重大失信事件”为“是”`, or as rules say it. joined: 且 stands before it."""
    match when:
        case Atom(subject=subject, test=None, negated=negated):
            return f"“{wording.expression(subject, str)}”为“{'否' if negated else '是'}”"
        case _:
            return wording.predicate(when, joined)
