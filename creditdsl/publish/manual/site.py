"""Build the rules documentation: a folder of pages that work from a disk, by relative links, without a server.

Receives a compiled scheme, and the attainable points of entries in words; promises index.html, one page a
table with every rule (sentence, calculation, the line as written, data, readings, a worked example), a data
dictionary and an index. File names are plain ASCII, whatever the tables are called.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from creditdsl.base.reference import EntryRef, RuleId
from creditdsl.compiler.name_uses import names_in
from creditdsl.compiler.pipeline import Compilation, CompiledTable
from creditdsl.explain.explanation_text import conclusions, result
from creditdsl.explain.number_display import number_display
from creditdsl.explain.phrases import range_words, rule_number, tighten
from creditdsl.forms import wording
from creditdsl.forms.base import Form, Note
from creditdsl.forms.sentence import rule_sentence
from creditdsl.ir.types import describe
from creditdsl.publish.manual.alphabet import by_letter
from creditdsl.publish.manual.calculation import Calculation, calculations
from creditdsl.publish.manual.example import Example, work
from creditdsl.publish.pages.page import UserTemplates, render
from creditdsl.publish.table.readings import entry_terms, readings
from creditdsl.syntax.nodes import Declaration, Entry
from creditdsl.syntax.walk import end_conditions, entries, rule_ids

PAGES = ("index", "rules", "dictionary", "names")
"""The templates of the site."""

Ranges = Mapping[tuple[str, EntryRef], str]
"""The attainable points of an entry in words, by table and reference: `0至8分`."""

_FIELDS = (
    ("content", "考核内容"),
    ("basis", "考核依据"),
    ("method", "考核方式"),
    ("responsible", "责任单位"),
    ("remark", "备注"),
)


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """One line of the data dictionary.

    range: `0至100`, empty without bounds. used_by: references of items. responsible: 责任单位 of those items.
    """

    anchor: str
    name: str
    kind: str
    range: str
    note: str
    formula: str
    used_by: tuple[str, ...]
    responsible: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule on its page.

    form: the Chinese name of the way to score. source: the line as written. notes: those that no rule above has.
    """

    number: str
    form: str
    sentence: str
    calculation: Calculation
    source: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry on its page.

    reach: its attainable points in words, empty where they are not known.
    """

    entry: Entry
    depth: int
    fields: tuple[tuple[str, str], ...]
    reach: str
    rules: tuple[RulePage, ...]
    measures: tuple[MeasurePage, ...]
    example: Example | None


@dataclass(frozen=True, slots=True)
class TablePage:
    """The page of one table.

    conclusion: how total, place and grade of an example come about; empty where a year is composed of periods.
    """

    file: str
    name: str
    title: str
    full: str
    periodic: bool
    entries: tuple[EntryPage, ...]
    measures: tuple[MeasurePage, ...]
    notes: tuple[str, ...]
    conclusion: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexLine:
    """An item or a measure in the index.

    where: its table, and the reference of an item.
    """

    text: str
    link: str
    where: str
    is_item: bool


def site(
    compilation: Compilation, ranges: Ranges | None = None, user_templates: UserTemplates | None = None
) -> dict[str, bytes]:
    """Render the pages, by file name.

    `user_templates`: templates that replace the shipped ones.
    """
    scheme = compilation.scheme
    tables = [
        _Table(compilation, compiled, number, ranges or {}).page()
        for number, compiled in enumerate(compilation.tables.values(), 1)
    ]
    fields = {stem: tighten(text.text) for stem, text in scheme.fields.items()}
    title = fields.get("title", "规则文档")
    shared: dict[str, object] = {"title": title, "fields": fields, "tables": tables, "digits": scheme.digits}
    pages = {"index.html": render("index", user_templates, **shared)}
    pages |= {table.file: render("rules", user_templates, table=table, **shared) for table in tables}
    pages["data.html"] = render("dictionary", user_templates, **shared)
    letters = by_letter(_index(tables), lambda line: line.text)
    return pages | {"names.html": render("names", user_templates, letters=letters, **shared)}


def _index(tables: list[TablePage]) -> Iterator[IndexLine]:
    """Yield the titles of entries and the names of measures."""
    for table in tables:
        for page in table.entries:
            where = f"{table.name} {page.entry.ref}"
            yield IndexLine(tighten(page.entry.title), f"{table.file}#{page.entry.ref}", where, True)
        for measure in table.measures:
            yield IndexLine(measure.name, f"data.html#{measure.anchor}", table.name, False)


@dataclass(slots=True)
class _Table:
    """Puts one table together."""

    compilation: Compilation
    compiled: CompiledTable
    number: int
    ranges: Ranges
    measures: dict[str, MeasurePage] = field(init=False)
    calculations: Mapping[RuleId, Calculation] = field(init=False)

    def page(self) -> TablePage:
        compiled, table = self.compiled, self.compiled.table
        self.calculations = calculations(compiled, number_display(compiled))
        self.measures = {page.name: page for page in _measures(compiled, f"m{self.number}")}
        worked = work(self.compilation.scheme, compiled)
        year = compiled.program.year is not None
        return TablePage(
            file=f"table-{self.number}.html",
            name=table.name,
            title=tighten(table.title),
            full="" if table.full is None else f"满分{wording.points(table.full)}",
            periodic=compiled.program.periodic,
            entries=tuple(self._entry(entry, worked.items.get(entry.ref)) for entry in entries(table)),
            measures=tuple(self.measures.values()),
            notes=readings(self.compilation.scheme, compiled),
            conclusion=() if year else (f"{result(worked.whole)}。", *conclusions(worked.whole)),
        )

    def _entry(self, entry: Entry, example: Example | None) -> EntryPage:
        fields = tuple((title, tighten(entry.fields[stem].text)) for stem, title in _FIELDS if stem in entry.fields)
        fields += tuple(("计分要求", word) for word in entry_terms(entry))
        rules, noted = [], set[Note]()
        for identity, rule in zip(rule_ids(entry), entry.rules, strict=True):
            assert isinstance(rule.body, Form)
            computed = self.calculations[identity]
            notes = tuple(note.value for note in dict.fromkeys(rule.body.notes()) if note not in noted)
            noted.update(rule.body.notes())
            sentence = rule_sentence(rule) + "。"
            rules.append(RulePage(rule_number(rule), rule.body.title, sentence, computed, rule.text, notes))
        bodies = tuple(rule.body for rule in entry.rules)
        needed = tuple(self.measures[name] for name in _needed(bodies, self.compiled) if name in self.measures)
        reach = self.ranges.get((self.compiled.table.name, entry.ref), "")
        return EntryPage(entry, entry.ref.depth, fields, reach, tuple(rules), needed, example)


def _needed(node: object, compiled: CompiledTable) -> Iterator[str]:
    """Yield the measures that a node reads, derived ones followed by those of their formulas."""
    derived = {one.name.text: one.value for one in compiled.names.derived}
    names: dict[str, None] = {}
    waiting = [name.text for name in names_in(node)]
    while waiting:
        name = waiting.pop(0)
        if name not in names:
            names[name] = None
            waiting += [inner.text for inner in names_in(derived[name])] if name in derived else []
    yield from names


def _measures(compiled: CompiledTable, anchor: str) -> Iterator[MeasurePage]:
    """Yield the lines of the data dictionary: derived measures, then the columns of the data in their order."""
    used, asked = _uses(compiled), _responsible(compiled)
    notes = {declared.name.text: _noted(declared) for declared in compiled.table.declarations}
    yearly = {declared.name.text for declared in compiled.table.declarations if declared.yearly}
    lines = [
        (
            measure.name.text,
            "算出来的指标",
            "",
            measure.note,
            f"{measure.name.text}={wording.expression(measure.value)}",
        )
        for measure in compiled.names.derived
    ]
    for name, kind in compiled.types.items():
        type_ = describe(kind) + ("，填在年度行" if name in yearly else "")
        lines.append((name, type_, range_words(kind), notes.get(name, ""), ""))
    for number, (name, type_, range_, note, formula) in enumerate(lines, 1):
        refs = tuple(used.get(name, ()))
        responsible = tuple(dict.fromkeys(asked[ref] for ref in refs if ref in asked))
        yield MeasurePage(f"{anchor}-{number}", name, type_, range_, tighten(note), formula, refs, responsible)


def _noted(declared: Declaration) -> str:
    """Return a declaration's note, with who fills the column in where that is not each unit."""
    return "；".join(
        part for part in (f"由{declared.reporter}填报" if declared.reporter else "", declared.note) if part
    )


def _uses(compiled: CompiledTable) -> dict[str, dict[str, None]]:
    """Return the references of the items that read a measure; 等次 and 年度总分 where those do."""
    table, used = compiled.table, dict[str, dict[str, None]]()
    readers: list[tuple[str, object]] = [(entry.ref, rule.body) for entry in entries(table) for rule in entry.rules]
    if table.year is not None:
        readers.append(("年度总分", table.year))
    readers += [("等次", condition) for condition in end_conditions(table)]
    readers += [("名次", key) for key in table.rank_keys]
    for ref, node in readers:
        for name in _needed(node, compiled):
            used.setdefault(name, {})[ref] = None
    return used


def _responsible(compiled: CompiledTable) -> dict[str, str]:
    """Return 责任单位 of each entry, else that of the entry above."""
    responsible: dict[str, str] = {}
    for entry in entries(compiled.table):
        above = responsible.get(entry.ref.parent or "")
        text = entry.fields.get("responsible")
        if text is not None or above is not None:
            responsible[entry.ref] = tighten(text.text) if text is not None else above or ""
    return responsible
