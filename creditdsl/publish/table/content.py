"""The indicator table as data: title block, columns, rows, 计分说明. Writers print it, whatever the format.

Receives a compiled table; promises every printed word in document order, typeset (explain/phrases.py),
and nothing about looks, so that all formats say the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
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

    Rules with numbers, or with a ；in their sentences, stand in separate paragraphs. A term that the drafter's own
    words give already is not printed again.
    """
    terms = tuple(f"{term}。" for term in entry_terms(entry) if not _is_printed(term, entry))
    if "wording" in entry.fields:
        return (*map(tighten, entry.fields["wording"].paragraphs), *terms)
    if not entry.rules:
        return terms
    sentences = [rule_number(rule) + rule_sentence(rule) for rule in entry.rules]
    ended = [*(f"{sentence}；" for sentence in sentences[:-1]), f"{sentences[-1]}。"]
    apart = any(rule.number is not None for rule in entry.rules) or any("；" in sentence for sentence in sentences)
    return (*ended, *terms) if apart else ("".join(ended), *terms)


def _is_printed(term: str, entry: Entry) -> bool:
    """Return whether the fields of an entry give each clause of a term: what is 待定 is mostly 标准 word for word."""
    printed = "".join(re.sub(r"\s", "", text.text) for stem, text in entry.fields.items() if stem != "undecided")
    clauses = re.split(r"[。；;！]", re.sub(r"\s", "", term.removeprefix("待定：")))
    return all(clause in printed for clause in clauses)


def _rows(table: Table, columns: Sequence[PrintedColumn]) -> Iterator[Row]:
    """Yield rows in which each section has a separate row."""
    kinds = (RowKind.SECTION, RowKind.ITEM, RowKind.SUBITEM)
    nested = any(section.children for section in table.sections)
    numbered = nested and not any(column.stem == "number" for column in columns)
    for entry in entries(table):
        cells = tuple(
            _title(heading(entry) if numbered else tighten(entry.title), entry, columns)
            if column.stem == "title"
            else _cell(entry, column, columns)
            for column in columns
        )
        yield Row(kinds[entry.ref.depth], entry.ref, cells, ((1, 1),) * len(columns))


def _merged_rows(table: Table, columns: Sequence[PrintedColumn]) -> Iterator[Row]:
    """Yield rows in which the sections are a column, merged from their first item to the last.

    Where the sub-items have a column too, so are the items, and the one that says nothing else has no row of its own.
    """
    stems = [column.stem for column in columns]
    items_numbered = all(item.number for section in table.sections for item in section.children)
    for section in table.sections:
        below = [place for item in section.children for place in _below(item, parted="part" in stems)]
        for position, (entry, item, height) in enumerate(below or [(section, section, 1)]):
            kind = RowKind.SUBITEM if entry.ref.depth > 1 else RowKind.ITEM
            cells, spans = [], []
            for column in columns:
                if column.stem == "section" or (column.stem == "number" and not items_numbered):
                    text, rows = _section_cell(section, column.stem), max(len(below), 1) if position == 0 else 0
                elif "part" in stems and column.stem in ("title", "number"):
                    text, rows = () if item is section else _cell(item, column, columns), height
                else:
                    text, rows = _merged_cell(entry, section, column, columns), 1
                cells.append(text if rows else ())
                spans.append((rows, 1) if rows else (0, 0))
            for at in _covering(stems, entry, item, section):
                spans[at], cells[at] = (0, 0), ()
                first = max(n for n in range(at) if spans[n][0])
                spans[first] = (spans[first][0], spans[first][1] + 1)
            yield Row(kind, entry.ref, tuple(cells), tuple(spans))


def _below(item: Entry, *, parted: bool) -> Iterator[tuple[Entry, Entry, int]]:
    """Yield the entries of an item with it and the rows of its cell; 0 behind the first of them."""
    bare = parted and item.children and not item.fields and not item.rules and item.points is None
    below = item.children if bare else (item, *item.children)
    yield from ((entry, item, 0 if position else len(below)) for position, entry in enumerate(below))


def _covering(stems: Sequence[str], entry: Entry, item: Entry, section: Entry) -> Iterator[int]:
    """Yield the columns of names that the last name of a row covers, right behind its own."""
    last = "section" if entry is section else "title"
    if last in stems and (entry is section or (entry is item and not item.children)):
        at = stems.index(last) + 1
        while at < len(stems) and stems[at] in ("title", "part"):
            yield at
            at += 1


def _section_cell(section: Entry, stem: str) -> Paragraphs:
    if stem == "number":
        return (section.number,) if section.number else ()
    points = stated_points(section)
    return (tighten(section.title), *((f"（{points}）",) if points and section.children else ()))


def _merged_cell(entry: Entry, section: Entry, column: PrintedColumn, columns: Sequence[PrintedColumn]) -> Paragraphs:
    if column.stem == "title" and entry.ref.depth > 1:
        return (heading(entry),)
    if column.stem == "part" and entry.ref.depth < 2:
        return ()
    return () if column.stem == "title" and entry is section else _cell(entry, column, columns)


def _cell(entry: Entry, column: PrintedColumn, columns: Sequence[PrintedColumn]) -> Paragraphs:
    match column.stem:
        case "number":
            return (entry.number,) if entry.number else ()
        case "title" | "part":
            return _title(tighten(entry.title), entry, columns)
        case "points":
            return _points(entry)
        case "standard":
            return standard(entry)
        case "section":
            return ()
        case "blank":
            return _noted(entry, column)
        case "remark":
            blanks = [blank for blank in columns if blank.stem == "blank"]
            noted = {f"{blank.heading}：{words}" for blank in blanks for words in _noted(entry, blank)}
            remark = entry.fields.get("remark")
            lines = () if remark is None else map(tighten, remark.paragraphs)
            return tuple(line for line in lines if line not in noted)
        case stem:
            text = entry.fields.get(stem)
            return () if text is None else tuple(map(tighten, text.paragraphs))


def _title(title: str, entry: Entry, columns: Sequence[PrintedColumn]) -> Paragraphs:
    """Write a title, with its points where the table has no column for them."""
    apart = any(column.stem == "points" for column in columns)
    points = "" if apart else stated_points(replace(entry, traits=frozenset()))
    return (f"{title}（{points}）",) if points else (title,)


def _noted(entry: Entry, column: PrintedColumn) -> Paragraphs:
    """Return the words of 备注 that begin with the heading of a column that nothing else fills: 填报单位：市发改委."""
    remark = entry.fields.get("remark")
    lines = () if remark is None else map(tighten, remark.paragraphs)
    start = f"{column.heading}："
    return tuple(line.removeprefix(start) for line in lines if line.startswith(start))


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
    return () if text is None else tuple(part for line in text.paragraphs for part in _circled_parts(tighten(line)))


def _circled_parts(text: str) -> tuple[str, ...]:
    parts = [part.strip() for part in _CIRCLED.split(text) if part.strip()]
    return (*(part if part[-1] in "。；" else f"{part}；" for part in parts[:-1]), *parts[-1:])
