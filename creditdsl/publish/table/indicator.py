"""Build the indicator table as a document: annex mark, title, grid, remarks, 计分说明, in the order of GB/T 9704-2012.

Receives the table's content; promises blocks that every writer of paged formats can print. HTML prints the
content itself, with classes.
"""

import re
from collections.abc import Iterator

from creditdsl.publish.document import (
    Align,
    Block,
    Document,
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    Heading,
    Mark,
    Paragraph,
    Title,
    numbered,
)
from creditdsl.publish.table.content import Row, RowKind, TableContent

_NARROW = 4
"""Tables with more columns lie across the page."""

_CENTRED = frozenset(("number", "section", "points", "blank"))
_CENTRED_SHORT = frozenset(("basis", "method", "responsible"))
_SHORT = 10
"""Texts of more characters, set in several lines, read better from the left."""

_BOLD = frozenset(("number", "title", "points"))
"""The columns that are bold in a section's row."""

_DEPTH = {RowKind.SECTION: 0, RowKind.ITEM: 1, RowKind.SUBITEM: 2}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def indicator_document(content: TableContent) -> Document:
    return Document(content.title, len(content.columns) > _NARROW, tuple(_blocks(content)))


def _blocks(content: TableContent) -> Iterator[Block]:
    yield Mark(content.mark)
    yield Title(content.title, content.full)
    if content.filled_by:
        yield Paragraph("填报单位（盖章）：")
    yield Grid(tuple(_columns(content)), tuple(_rows(content)))
    for position, remark in enumerate(content.remarks):
        yield Paragraph(remark if position else f"备注：{remark}")
    yield Heading("计分说明")
    yield from numbered(content.notes)


def _columns(content: TableContent) -> Iterator[GridColumn]:
    for index, column in enumerate(content.columns):
        longest = max((len(text) for row in content.rows for text in row.cells[index]), default=0)
        centred = column.stem in _CENTRED or (column.stem in _CENTRED_SHORT and longest <= _SHORT)
        yield GridColumn(column.heading, column.weight, Align.CENTRE if centred else Align.LEFT)


def _rows(content: TableContent) -> Iterator[GridRow]:
    for row, following in zip(content.rows, (*content.rows[1:], None), strict=True):
        heads = following is not None and _DEPTH[following.kind] > _DEPTH[row.kind]
        yield GridRow(tuple(_cells(row, content)), heads)


def _cells(row: Row, content: TableContent) -> Iterator[GridCell]:
    section = row.kind is RowKind.SECTION
    for column, paragraphs, (rows, columns) in zip(content.columns, row.cells, row.spans, strict=True):
        bold = column.stem == "section" or (section and column.stem in _BOLD)
        number = paragraphs[0] if column.stem == "points" and len(paragraphs) == 1 else ""
        yield GridCell(paragraphs, rows, columns, bold, number if _NUMBER.fullmatch(number) else "")
