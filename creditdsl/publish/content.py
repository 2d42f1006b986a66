"""The indicator table as data: title block, columns, rows, 计分说明. Writers print it, whatever the format.

Receives a compiled table; promises every printed word in document order, typeset (publish/text.py),
and nothing about looks. Its own step so that all formats say the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from creditdsl.base.exact import show
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.forms import wording
from creditdsl.publish.readings import readings
from creditdsl.publish.text import rule_number, rule_sentence, tighten
from creditdsl.syntax.nodes import Entry, Scheme, Table
from creditdsl.syntax.walk import entries

Paragraphs = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """weight: its share of the width."""

    stem: str
    heading: str
    weight: int


class RowKind(StrEnum):
    SECTION = "section"
    ITEM = "item"
    SUBITEM = "subitem"


@dataclass(frozen=True, slots=True)
class Row:
    """cells are in the order of the columns; an empty cell has no paragraph."""

    kind: RowKind
    ref: str
    cells: tuple[Paragraphs, ...]


@dataclass(frozen=True, slots=True)
class TableContent:
    """mark: 附件1. full: （满分100分）, empty where the table states none."""

    scheme: str
    mark: str
    title: str
    full: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Filled:
    """A column and what fills it. optional: left out where it is empty from top to bottom."""

    column: Column
    fill: Callable[[Entry], Paragraphs]
    optional: bool = False


def table_content(scheme: Scheme, compiled: CompiledTable) -> TableContent:
    """Everything that the printed table says."""
    table = compiled.table
    columns = [one for one in _COLUMNS if not one.optional or any(one.fill(entry) for entry in entries(table))]
    name = scheme.fields.get("title")
    return TableContent(
        scheme=tighten(name.text) if name else "",
        mark=table.name,
        title=tighten(table.title),
        full="" if table.full is None else f"（满分{wording.points(table.full)}）",
        columns=tuple(one.column for one in columns),
        rows=tuple(Row(kind, entry.ref, tuple(one.fill(entry) for one in columns)) for kind, entry in _rows(table)),
        notes=readings(scheme, compiled),
    )


def standard(entry: Entry) -> Paragraphs:
    """评分标准: the drafter's own wording, else the sentences of the rules.

    Rules that carry numbers, or whose sentences hold a ；themselves, stand in paragraphs of their own.
    """
    if "wording" in entry.fields:
        return (tighten(entry.fields["wording"].text),)
    if not entry.rules:
        return ()
    said = [rule_number(rule) + rule_sentence(rule) for rule in entry.rules]
    ended = [*(f"{sentence}；" for sentence in said[:-1]), f"{said[-1]}。"]
    apart = any(rule.number is not None for rule in entry.rules) or any("；" in sentence for sentence in said)
    return tuple(ended) if apart else ("".join(ended),)


def _rows(table: Table) -> Iterator[tuple[RowKind, Entry]]:
    for section in table.sections:
        yield RowKind.SECTION, section
        for item in section.children:
            yield RowKind.ITEM, item
            for subitem in item.children:
                yield RowKind.SUBITEM, subitem


def _field(stem: str) -> Callable[[Entry], Paragraphs]:
    def fill(entry: Entry) -> Paragraphs:
        text = entry.fields.get(stem)
        return () if text is None else (tighten(text.text),)

    return fill


def _number(entry: Entry) -> Paragraphs:
    return (entry.number,) if entry.number else ()


def _title(entry: Entry) -> Paragraphs:
    return (tighten(entry.title),)


def _points(entry: Entry) -> Paragraphs:
    return () if entry.points is None else (show(entry.points),)


_COLUMNS = (
    _Filled(Column("number", "序号", 5), _number),
    _Filled(Column("title", "考核指标", 15), _title),
    _Filled(Column("points", "分值", 5), _points),
    _Filled(Column("content", "考核内容", 25), _field("content"), optional=True),
    _Filled(Column("standard", "评分标准", 36), standard),
    _Filled(Column("basis", "考核依据", 7), _field("basis"), optional=True),
    _Filled(Column("method", "考核方式", 7), _field("method"), optional=True),
    _Filled(Column("responsible", "责任单位", 8), _field("responsible"), optional=True),
    _Filled(Column("remark", "备注", 8), _field("remark"), optional=True),
)
"""The columns of the Lvliang document, and those that other documents add."""
