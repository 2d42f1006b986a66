"""排名表 as a document: every unit with its sections, total, place, grade and honours, the best first.

Receives standings; promises blocks in which no number is split: figures that do not fit beside each other
stand in a further grid below, under the same units. Of sets that are compared each unit has a row of each.
"""

from collections.abc import Iterator, Sequence

from creditdsl.explain.phrases import period_words
from creditdsl.publish.document import (
    Align,
    Block,
    Column,
    Document,
    Grid,
    GridCell,
    GridRow,
    Heading,
    Paragraph,
    Title,
)
from creditdsl.publish.grid_cells import COVERED, number_cell, text_cell
from creditdsl.publish.standings.standings import Part, Standing, Standings

_UPRIGHT = 5
"""So many sections fit a page that stands."""

_MOST = 11
"""So many figures fit beside unit, place and grade on a page that lies."""

_UNIT, _FIGURE, _PLACE, _GRADE, _LABEL = 18, 10, 9, 9, 8


def rank_list(found: Standings) -> Document:
    return Document(f"{found.title}排名表", len(found.parts) > _UPRIGHT, tuple(_blocks(found)), dense=True)


def _blocks(found: Standings) -> Iterator[Block]:
    yield Paragraph("　".join(word for word in (found.scheme, found.table) if word))
    yield Title(found.title, f"{period_words(found.period) if found.period else ''}排名表")
    for start in range(0, max(len(found.parts), 1), _MOST):
        yield _grid(found, range(start, min(start + _MOST, len(found.parts))))
    notes = [f"{one.unit}：{note}。" for one in found.units for note in one.notes]
    if notes:
        yield Heading("说明")
        yield from (Paragraph(note, hanging=f"{position}.") for position, note in enumerate(notes, 1))


def _grid(found: Standings, parts: range) -> Grid:
    """Place and unit, the figures of these parts; total, grade and honours in the first grid."""
    first = parts.start == 0
    labelled = any(len(one.lines) > 1 for one in found.units)
    chosen = [found.parts[index] for index in parts]
    columns = tuple(_columns(found, chosen, labelled, first))
    rows = (row for one in found.units for row in _rows(found, one, parts, labelled, first))
    return Grid(columns, tuple(rows), small=True)


def _columns(found: Standings, parts: Sequence[Part], labelled: bool, first: bool) -> Iterator[Column]:
    if found.placed:
        yield Column("名次", _PLACE, Align.CENTRE)
    yield Column("单位", _UNIT)
    if labelled:
        yield Column("数据", _LABEL, Align.CENTRE)
    yield from (Column(part.title + ("（扣）" if part.deducts else ""), _FIGURE, Align.RIGHT) for part in parts)
    if first:
        yield Column("总分", _FIGURE, Align.RIGHT)
        if found.grades:
            yield Column("等次", _GRADE, Align.CENTRE)
        yield from (Column(mention, _GRADE) for mention in found.mentions)


def _rows(found: Standings, one: Standing, parts: range, labelled: bool, first: bool) -> Iterator[GridRow]:
    """A row for each set, all on one page; what is said once is merged over them."""
    last = len(one.lines) - 1
    for position, line in enumerate(one.lines):
        rows = len(one.lines) if position == 0 else 0
        cells = [_once(_place(one), rows)] if found.placed else []
        cells.append(_once(text_cell(one.unit), rows))
        if labelled:
            cells.append(text_cell(line.label))
        cells += [number_cell(line.parts[index]) for index in parts]
        if first:
            cells.append(number_cell(line.total, bold=line is one.counted))
            if found.grades:
                cells.append(_once(text_cell(one.grade or ""), rows))
            cells += [_once(text_cell(honour), rows) for honour in one.honours]
        yield GridRow(tuple(cells), heads=position < last)


def _place(one: Standing) -> GridCell:
    """`3`, `3（并列）`."""
    if one.rank is None:
        return text_cell("—")
    return text_cell(f"{one.rank}（并列）") if one.tied else number_cell(str(one.rank))


def _once(cell: GridCell, rows: int) -> GridCell:
    """The cell merged over so many rows, or covered by the one above."""
    return GridCell(cell.paragraphs, rows, bold=cell.bold, number=cell.number) if rows else COVERED
