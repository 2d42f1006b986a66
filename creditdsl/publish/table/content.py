"""The indicator table as data: title block, columns, rows, 计分说明. Writers print it, whatever the format.

Receives a compiled table; promises every printed word in document order, typeset (explain/phrases.py),
and nothing about looks, so that all formats say the same.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from creditdsl.base.exact import show
from creditdsl.base.node import node
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.explain.phrases import UNSCORED, heading, rule_number, stated_points, tighten
from creditdsl.forms import wording
from creditdsl.forms.sentence import rule_sentence
from creditdsl.publish.table.printed_columns import PrintedColumn, columns_of
from creditdsl.publish.table.readings import entry_terms, readings
from creditdsl.syntax.nodes import Entry, Scheme, SectionRole, Table, Trait
from creditdsl.syntax.walk import entries

Paragraphs = tuple[str, ...]
Span = tuple[int, int]

_CIRCLED = re.compile(r"[；;]?(?=[\u2460-\u2473])")


class RowKind(StrEnum):
    SECTION = "section"
    ITEM = "item"
    SUBITEM = "subitem"


@node
class Row:
    """A printed row.

    cells: in the order of the columns; an empty cell has no paragraph. spans: the rows and columns that each cell
    covers; (0, 0) where another cell covers it.
    """

    kind: RowKind
    ref: str
    cells: tuple[Paragraphs, ...]
    spans: tuple[Span, ...]


@node
class TableContent:
    """Everything that a printed table says.

    mark: 附件1. full: （满分100分）, empty where the table states none. filled_by: whether units fill the form in,
    so that 填报单位（盖章） stands above it. merged: whether sections are cells merged over their rows. remarks:
    the table's 备注, below it.
    """

    scheme: str
    mark: str
    title: str
    full: str
    filled_by: bool
    merged: bool
    columns: tuple[PrintedColumn, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...]
    notes: tuple[str, ...]


def table_content(scheme: Scheme, compiled: CompiledTable) -> TableContent:
    """Return everything that the printed table says."""
    table = compiled.table
    columns = columns_of(table)
    name = scheme.fields.get("title")
    merged = any(column.stem == "section" for column in columns)
    return TableContent(
        scheme=tighten(name.text) if name else "",
        mark=table.name,
        title=tighten(table.title),
        full="" if table.full is None else f"（满分{wording.points(table.full)}）",
        filled_by=any("自评" in column.heading for column in columns),
        merged=merged,
        columns=columns,
        rows=tuple(_merged_rows(table, columns) if merged else _rows(table, columns)),
        remarks=_remarks(table),
        notes=readings(scheme, compiled),
    )


def standard(entry: Entry) -> Paragraphs:
    """Write 评分标准: the drafter's own wording, else the sentences of the rules; then the terms of the item.

    Rules with numbers, or with a ；in their sentences, stand in separate paragraphs.
    """
    terms = tuple(f"{term}。" for term in entry_terms(entry))
    if "wording" in entry.fields:
        return (tighten(entry.fields["wording"].text), *terms)
    if not entry.rules:
        return terms
    sentences = [rule_number(rule) + rule_sentence(rule) for rule in entry.rules]
    ended = [*(f"{sentence}；" for sentence in sentences[:-1]), f"{sentences[-1]}。"]
    apart = any(rule.number is not None for rule in entry.rules) or any("；" in sentence for sentence in sentences)
    return (*ended, *terms) if apart else ("".join(ended), *terms)


def _rows(table: Table, columns: Sequence[PrintedColumn]) -> Iterator[Row]:
    """Yield rows in which each section has a separate row."""
    kinds = (RowKind.SECTION, RowKind.ITEM, RowKind.SUBITEM)
    for entry in entries(table):
        cells = tuple(_cell(entry, column.stem) for column in columns)
        yield Row(kinds[entry.ref.depth], entry.ref, cells, ((1, 1),) * len(columns))


def _merged_rows(table: Table, columns: Sequence[PrintedColumn]) -> Iterator[Row]:
    """Yield rows in which the sections are a column, merged from their first item to the last."""
    stems = [column.stem for column in columns]
    items_numbered = all(item.number for section in table.sections for item in section.children)
    for section in table.sections:
        below = [entry for child in section.children for entry in (child, *child.children)] or [section]
        for position, entry in enumerate(below):
            kind = RowKind.SUBITEM if entry.ref.depth > 1 else RowKind.ITEM
            cells, spans = [], []
            for index, stem in enumerate(stems):
                whole = stem == "section" or (stem == "number" and not items_numbered)
                text = _section_cell(section, stem) if whole else _merged_cell(entry, section, stem)
                rows = len(below) if position == 0 else 0
                span = (rows, 1) if whole else (1, 1)
                if not section.children and stem == "section" and stems[index + 1 : index + 2] == ["title"]:
                    span = (1, 2)
                elif not section.children and stem == "title" and stems[max(index - 1, 0)] == "section":
                    text, span = (), (0, 0)
                cells.append(text if span[0] else ())
                spans.append(span if span[0] else (0, 0))
            yield Row(kind, entry.ref, tuple(cells), tuple(spans))


def _section_cell(section: Entry, stem: str) -> Paragraphs:
    if stem == "number":
        return (section.number,) if section.number else ()
    points = stated_points(section)
    return (tighten(section.title), *((f"（{points}）",) if points and section.children else ()))


def _merged_cell(entry: Entry, section: Entry, stem: str) -> Paragraphs:
    if stem == "title" and entry.ref.depth > 1:
        return (heading(entry),)
    return () if stem == "title" and entry is section else _cell(entry, stem)


def _cell(entry: Entry, stem: str) -> Paragraphs:
    match stem:
        case "number":
            return (entry.number,) if entry.number else ()
        case "title":
            return (tighten(entry.title),)
        case "points":
            return _points(entry)
        case "standard":
            return standard(entry)
        case "blank" | "section":
            return ()
        case _:
            text = entry.fields.get(stem)
            return () if text is None else (tighten(text.text),)


def _points(entry: Entry) -> Paragraphs:
    """Write the points of an entry: `15`, `权重15%`, `不计分`; `加分`, `最高5` of a bonus section."""
    if Trait.UNSCORED in entry.traits:
        return (UNSCORED,)
    words = []
    if not entry.ref.depth and entry.role is not SectionRole.BASE:
        words.append("加分" if entry.role is SectionRole.BONUS else "扣分")
        words += [] if entry.points is None else [f"最高{show(entry.points)}"]
    elif entry.points is not None:
        words.append(show(entry.points))
    return (*words, *(() if entry.weight is None else (f"权重{show(entry.weight * 100)}%",)))


def _remarks(table: Table) -> tuple[str, ...]:
    """Split 备注 below the table: each of ①②③ in a separate paragraph."""
    text = table.fields.get("remark")
    if text is None:
        return ()
    parts = [part.strip() for part in _CIRCLED.split(tighten(text.text)) if part.strip()]
    return (*(part if part[-1] in "。；" else f"{part}；" for part in parts[:-1]), *parts[-1:])
