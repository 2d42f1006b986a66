"""Build 填报表 as data: what a unit is asked, line by line, whatever the file looks like.

Receives a compiled table and the columns of its data; promises every measure in one line, in document
order, with the item, what to write and the rule's sentence; measures of rules that do not apply to the
unit are left out. All wording is in the data, none in the workbook.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from creditdsl.base.node_walk import walk
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.explain.conclusion import effect_words
from creditdsl.explain.phrases import heading, range_words, rule_number, tighten
from creditdsl.forms import wording
from creditdsl.forms.sentence import rule_sentence
from creditdsl.ir.program import Measure, Program
from creditdsl.ir.sheet import SheetKind
from creditdsl.ir.types import Choice, Count, Mark, Number, Ratio, Truth, Type
from creditdsl.publish.table.printed_columns import columns_of
from creditdsl.publish.words.own_titles import own_title
from creditdsl.syntax.nodes import Detail, Name, Period, Scheme, Table
from creditdsl.syntax.walk import end_conditions, entries, reporters, units_of


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """The line of one measure.

    hint: what to write, for the cell's prompt. sentences: those of the rules that read it.
    """

    ref: str
    item: str
    measure: Measure
    note: str
    fill: str
    hint: str
    sentences: tuple[str, ...]

    @property
    def by_assessors(self) -> bool:
        """Whether the assessors fill it in, not the unit."""
        return isinstance(self.measure.type, Mark)


@dataclass(frozen=True, slots=True)
class DetailTable:
    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line of 佐证材料清单."""

    ref: str
    item: str
    basis: str


@dataclass(frozen=True, slots=True)
class SheetContent:
    """The content of a form.

    title: that of the form itself. both: whether 自评 and 复核 have separate columns. parts: the lines of each
    sheet. periods: how a period is
    written on each sheet, empty without periods.
    """

    scheme: str
    table: str
    mark: str
    title: str
    unit: str
    both: bool
    parts: dict[SheetKind, tuple[MeasureLine, ...]]
    periods: dict[SheetKind, str]
    details: tuple[DetailTable, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class SupplierContent:
    """The form of one supplier of data: a row for each unit, a column for each measure.

    units: those of the 名单, empty where the table has none. by_period: whether a row says its period.
    """

    scheme: str
    table: str
    reporter: str
    mark: str
    title: str
    units: tuple[str, ...]
    by_period: bool
    lines: tuple[MeasureLine, ...]


@dataclass(frozen=True, slots=True)
class _Use:
    """The item that first reads a measure, and the sentences of all rules that read it."""

    ref: str
    item: str
    sentences: tuple[str, ...]


_PERIODS = {Period.MONTHLY: "2023-01", Period.QUARTERLY: "2023Q1", Period.YEARLY: "2023"}
"""How a period is written in a form, by how often units are scored."""


def sheet_content(
    scheme: Scheme,
    compiled: CompiledTable,
    measures: Sequence[Measure],
    unit: str = "",
    both: bool = False,
    title: str = "",
) -> SheetContent:
    """Return the form of one unit.

    `unit`: its name; empty for a blank form. `both`: whether 自评 and 复核 have separate columns in any case.
    `title`: empty for that of the annex, made one of a form.
    """
    table, program = compiled.table, compiled.program
    supplied = reporters(table)
    unsupplied = [one for one in measures if one.name not in supplied]
    lines = _lines(compiled, [one for one in unsupplied if not unit or one.units is None or unit in one.units])
    apart = program.by_period and any(line.measure.yearly for line in lines)
    parts = {SheetKind.REPORT: tuple(line for line in lines if not (apart and line.measure.yearly))}
    if apart:
        parts[SheetKind.YEAR] = tuple(line for line in lines if line.measure.yearly)
    return SheetContent(
        scheme=program.scheme,
        table=program.table,
        mark=tighten(table.name),
        title=title or own_title(tighten(table.title), "填报表"),
        unit=unit,
        both=both or _self_and_review(compiled),
        parts=parts,
        periods=_periods(program, scheme.period),
        details=tuple(_details(program)),
        evidence=tuple(
            Evidence(entry.ref, heading(entry), tighten(entry.fields["basis"].text) if "basis" in entry.fields else "")
            for entry in entries(table)
            if entry.rules
        ),
    )


def supplier_contents(compiled: CompiledTable, measures: Sequence[Measure]) -> tuple[SupplierContent, ...]:
    """Return the form of each supplier of data, in the order in which 数据 names them."""
    table, program = compiled.table, compiled.program
    supplied = reporters(table)
    return tuple(
        SupplierContent(
            scheme=program.scheme,
            table=program.table,
            reporter=reporter,
            mark=tighten(table.name),
            title=tighten(table.title),
            units=units_of(table),
            by_period=program.by_period,
            lines=tuple(_lines(compiled, [one for one in measures if supplied.get(one.name) == reporter])),
        )
        for reporter in dict.fromkeys(supplied.values())
        if any(supplied.get(one.name) == reporter for one in measures)
    )


def _lines(compiled: CompiledTable, measures: Sequence[Measure]) -> list[MeasureLine]:
    """Return the lines of measures in document order; what no rule reads stands last."""
    notes = {one.name.text: tighten(one.note) for one in compiled.table.declarations}
    uses, asked = _uses(compiled), {one.name: one for one in measures}
    ordered = [asked[name] for name in (*(n for n in uses if n in asked), *(n for n in asked if n not in uses))]
    return [_line(one, notes.get(one.name, ""), uses.get(one.name, _Use("", "", ()))) for one in ordered]


def _self_and_review(compiled: CompiledTable) -> bool:
    """Return whether the printed table has columns for 自评 and 复核, as the form then has."""
    headings = "".join(column.heading for column in columns_of(compiled.table))
    return "自评" in headings and "复核" in headings


def _periods(program: Program, every: Period) -> dict[SheetKind, str]:
    return {SheetKind.REPORT: _PERIODS[every], SheetKind.YEAR: "2023"} if program.by_period else {}


def _details(program: Program) -> Iterator[DetailTable]:
    names = dict.fromkeys(detail.sheet for detail in program.details)
    for name in names:
        yield DetailTable(name, tuple(dict.fromkeys(one.column for one in program.details if one.sheet == name)))


def _uses(compiled: CompiledTable) -> dict[str, _Use]:
    """Return every measure that rules, grades or the year read, in document order."""
    table, uses = compiled.table, dict[str, _Use]()
    for entry in entries(table):
        for rule in entry.rules:
            sentence = f"{rule_number(rule)}{rule_sentence(rule)}。"
            for name in _names(rule, compiled):
                known = uses.get(name, _Use(entry.ref, heading(entry), ()))
                if sentence not in known.sentences:
                    known = _Use(known.ref, known.item, (*known.sentences, sentence))
                uses[name] = known
    for item, sentence, node in _last(table):
        for name in _names(node, compiled):
            uses.setdefault(name, _Use("", item, (sentence,)))
    return uses


def _last(table: Table) -> Iterator[tuple[str, str, object]]:
    """Yield what reads measures besides the rules: its name, its sentence, its node."""
    if table.year is not None:
        yield "年度总分", "计算年度总分时用到。", table.year
    if table.grades is not None:
        for override in table.grades.overrides:
            yield "等次", f"{wording.predicate(override.when)}的，{effect_words(override)}。", override.when
    yield "等次", "评定等次时用到。", end_conditions(table)
    yield "名次", "总分相同的，按它排名次。", table.rank_keys


def _names(node: object, compiled: CompiledTable) -> Iterator[str]:
    """Yield the columns that a node reads, in order, derived measures replaced by those of their formulas."""
    derived = {measure.name.text: measure.value for measure in compiled.names.derived}
    waiting, seen = [node], set[str]()
    while waiting:
        for part in walk(waiting.pop(0)):
            if isinstance(part, Detail) or not isinstance(part, Name) or part.text in seen:
                continue
            seen.add(part.text)
            if part.text in derived:
                waiting.append(derived[part.text])
            else:
                yield part.text


def _line(measure: Measure, note: str, use: _Use) -> MeasureLine:
    fill, hint = _fill(measure.type)
    return MeasureLine(use.ref, use.item, measure, note, fill, hint, use.sentences)


def _fill(kind: Type) -> tuple[str, str]:
    """Say what to write: in a word or two beside the cell, and as a sentence for its prompt."""
    bounds = range_words(kind)
    match kind:
        case Truth():
            return "是/否", "做到了选“是”，没有做到选“否”。"
        case Count(unit=unit):
            range_suffix = f"，{bounds}" if kind.high is not None or kind.low != 0 else ""
            return f"整数{f'（{unit}）' if unit else ''}{range_suffix}", f"只写整数，没有的写 0{range_suffix}。"
        case Ratio():
            range_suffix = f"，{bounds}" if bounds else ""
            return f"百分数{range_suffix}", f"写百分数，如 95.5%{range_suffix}。"
        case Number(unit=unit):
            range_suffix = f"，{bounds}" if bounds else ""
            return f"数{f'（{unit}）' if unit else ''}{range_suffix}", f"只写数，不写单位和“约”{range_suffix}。"
        case Mark():
            return f"分数，{bounds}", f"由考核单位评分，{bounds}，并写明理由。"
        case Choice():
            return "选一项", "从下拉的各项中选一项。"
        case _:
            assert_never(kind)


def options(kind: Type) -> tuple[str, ...]:
    """Return the words of a drop-down; empty without a drop-down."""
    match kind:
        case Truth():
            return ("是", "否")
        case Choice(options=words):
            return tuple(dict.fromkeys((*words, "无")))
        case _:
            return ()


def stated(lines: Sequence[MeasureLine]) -> str:
    """Write how many measures are asked of the unit and of the assessors: `27项由填报单位填写，1项由考核单位评分`."""
    assessed = sum(line.by_assessors for line in lines)
    reported = f"{len(lines) - assessed}项由填报单位填写"
    return f"{reported}，{assessed}项由考核单位评分" if assessed else reported
