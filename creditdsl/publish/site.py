"""The rules documentation: a folder of pages that work from a disk, by relative links, without a server.

Receives a compiled scheme; promises index.html, one page a table with every rule (its sentence, the
line it was written as, the data it needs, the readings it depends on), and one data dictionary. File
names are plain ASCII, whatever the tables are called.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from creditdsl.base.exact import show
from creditdsl.compiler.names import names_in
from creditdsl.compiler.pipeline import Compilation, CompiledTable
from creditdsl.forms import wording
from creditdsl.forms.base import Form
from creditdsl.forms.sentence import rule_sentence
from creditdsl.ir.types import Count, Mark, Number, Ratio, Type, describe
from creditdsl.publish.page import render
from creditdsl.publish.readings import entry_terms, readings
from creditdsl.publish.text import rule_number, tighten
from creditdsl.syntax.nodes import Entry
from creditdsl.syntax.walk import entries, grade_conditions

_FIELDS = (
    ("content", "考核内容"),
    ("basis", "考核依据"),
    ("method", "考核方式"),
    ("responsible", "责任单位"),
    ("remark", "备注"),
)


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """One line of the data dictionary. range: `0至100`, empty without bounds. used_by: references of items."""

    name: str
    kind: str
    range: str
    note: str
    formula: str
    used_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """form: the Chinese name of the way to score. source: the line as written."""

    number: str
    form: str
    sentence: str
    source: str
    measures: tuple[MeasurePage, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryPage:
    entry: Entry
    depth: int
    fields: tuple[tuple[str, str], ...]
    rules: tuple[RulePage, ...]


@dataclass(frozen=True, slots=True)
class TablePage:
    file: str
    name: str
    title: str
    full: str
    periodic: bool
    entries: tuple[EntryPage, ...]
    measures: tuple[MeasurePage, ...]
    notes: tuple[str, ...]


def site(compilation: Compilation) -> dict[str, bytes]:
    """The pages by file name."""
    scheme = compilation.scheme
    tables = [
        _table(compilation, compiled, f"table-{number}.html")
        for number, compiled in enumerate(compilation.tables.values(), 1)
    ]
    fields = {stem: tighten(text.text) for stem, text in scheme.fields.items()}
    shared = {"title": fields.get("title", "规则文档"), "tables": tables}
    pages = {"index.html": render("index", fields=fields, **shared)}
    pages |= {table.file: render("rules", table=table, **shared) for table in tables}
    return pages | {"data.html": render("dictionary", **shared)}


def _table(compilation: Compilation, compiled: CompiledTable, file: str) -> TablePage:
    table = compiled.table
    measures = {page.name: page for page in _measures(compiled)}
    return TablePage(
        file=file,
        name=table.name,
        title=tighten(table.title),
        full="" if table.full is None else f"满分{wording.points(table.full)}",
        periodic=compiled.program.periodic,
        entries=tuple(_entry(entry, measures, compiled) for entry in entries(table)),
        measures=tuple(measures.values()),
        notes=readings(compilation.scheme, compiled),
    )


def _entry(entry: Entry, measures: Mapping[str, MeasurePage], compiled: CompiledTable) -> EntryPage:
    fields = tuple((title, tighten(entry.fields[stem].text)) for stem, title in _FIELDS if stem in entry.fields)
    fields += tuple(("计分要求", word) for word in entry_terms(entry))
    rules = []
    for rule in entry.rules:
        assert isinstance(rule.body, Form)
        needed = tuple(measures[name] for name in _needed(rule.body, compiled) if name in measures)
        notes = tuple(note.value for note in dict.fromkeys(rule.body.notes()))
        sentence = rule_sentence(rule) + "。"
        rules.append(RulePage(rule_number(rule), rule.body.title, sentence, rule.text, needed, notes))
    return EntryPage(entry, entry.ref.count("/"), fields, tuple(rules))


def _needed(node: object, compiled: CompiledTable) -> Iterator[str]:
    """The measures a rule reads, derived ones followed by what they are made of."""
    derived = {one.name.text: one.value for one in compiled.names.derived}
    found: dict[str, None] = {}
    waiting = [name.text for name in names_in(node)]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting += [inner.text for inner in names_in(derived[name])] if name in derived else []
    yield from found


def _measures(compiled: CompiledTable) -> Iterator[MeasurePage]:
    """Derived measures first, then the columns of the data in their order."""
    used: dict[str, list[str]] = {}
    for entry in entries(compiled.table):
        for rule in entry.rules:
            for name in _needed(rule.body, compiled):
                refs = used.setdefault(name, [])
                refs += [] if entry.ref in refs else [entry.ref]
    last = (
        [("等次", condition) for condition in grade_conditions(compiled.table.grades)] if compiled.table.grades else []
    )
    for word, node in [("年度总分", compiled.table.year), *last] if compiled.table.year else last:
        for name in _needed(node, compiled):
            refs = used.setdefault(name, [])
            refs += [] if word in refs else [word]
    notes = {one.name.text: one.note for one in compiled.table.declarations}
    for one in compiled.names.derived:
        name = one.name.text
        formula = f"{name}={wording.expression(one.value)}"
        yield MeasurePage(name, "算出来的指标", "", tighten(one.note), formula, tuple(used.get(name, ())))
    yearly = {one.name.text for one in compiled.table.declarations if one.yearly}
    for name, kind in compiled.types.items():
        type_ = describe(kind) + ("，填在年度行" if name in yearly else "")
        note = tighten(notes.get(name, ""))
        yield MeasurePage(name, type_, said_range(kind), note, "", tuple(used.get(name, ())))


def said_range(kind: Type) -> str:
    """`0至5类`, `不小于0`, `0%至100%`; empty without bounds."""
    match kind:
        case Count(unit=unit, low=low, high=high) | Number(unit=unit, low=low, high=high):
            return _range(low, high, 1, unit)
        case Ratio(low=low, high=high):
            return _range(low, high, 100, "%")
        case Mark(low=low, high=high):
            return _range(low, high, 1, "分")
        case _:
            return ""


def _range(low: Fraction | None, high: Fraction | None, scale: int, unit: str) -> str:
    bottom = "" if low is None else show(low * scale)
    top = "" if high is None else show(high * scale)
    if bottom and top:
        return f"{bottom}{unit if unit == '%' else ''}至{top}{unit}"
    return f"不小于{bottom}" if bottom else f"不大于{top}{unit}" if top else ""
