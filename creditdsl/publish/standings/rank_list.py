"""Build 排名表 as a document: every unit with its sections, total, place, grade and honours, the best first.

Receives standings; promises blocks in which no number is split: figures that do not fit beside each other
stand in a further grid below, under the same units. Of sets that are compared each unit has a row of each.
"""

from collections.abc import Iterator, Sequence

from creditdsl.explain.phrases import period_words
from creditdsl.publish.document import (
    Align,
    Block,
    Document,
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    Heading,
    Paragraph,
    Title,
    numbered,
)
from creditdsl.publish.grid_cells import COVERED, number_cell, text_cell
from creditdsl.publish.standings.standings import Component, Standings, UnitStanding
from creditdsl.publish.words.own_titles import own_title

_UPRIGHT = 5
"""The most sections on an upright page."""

_MAX_FIGURES = 11
"""The most figures beside unit, place and grade on a landscape page."""

_UNIT, _FIGURE, _PLACE, _GRADE, _LABEL = 18, 10, 9, 9, 8


def rank_list(standings: Standings, title: str = "") -> Document:
    """Return the document. title: empty for that of the annex, made one of a list of places."""
    title = title or own_title(standings.title, "排名表")
    return Document(title, len(standings.parts) > _UPRIGHT, tuple(_blocks(standings, title)), dense=True)


def _blocks(standings: Standings, title: str) -> Iterator[Block]:
    yield Paragraph("　".join(word for word in (standings.scheme, standings.table) if word))
    yield Title(title, f"（{period_words(standings.period)}）" if standings.period else "")
    for start in range(0, max(len(standings.parts), 1), _MAX_FIGURES):
        yield _grid(standings, range(start, min(start + _MAX_FIGURES, len(standings.parts))))
    notes = [f"{one.unit}：{note}。" for one in standings.units for note in one.notes]
    if notes:
        yield Heading("说明")
        yield from numbered(notes)


def _grid(standings: Standings, parts: range) -> Grid:
    """Return the grid of some parts: place, unit and their figures; in the first also total, grade and honours.

    `parts`: indices into the parts.
    """
    first = parts.start == 0
    labelled = any(len(one.lines) > 1 for one in standings.units)
    chosen = [standings.parts[index] for index in parts]
    columns = tuple(_columns(standings, chosen, labelled, first))
    rows = (row for one in standings.units for row in _rows(standings, one, parts, labelled, first))
    return Grid(columns, tuple(rows), small=True)


def _columns(standings: Standings, parts: Sequence[Component], labelled: bool, first: bool) -> Iterator[GridColumn]:
    if standings.placed:
        yield GridColumn("名次", _PLACE, Align.CENTRE)
    yield GridColumn("单位", _UNIT)
    if labelled:
        yield GridColumn("数据", _LABEL, Align.CENTRE)
    yield from (GridColumn(part.title + ("（扣）" if part.deducts else ""), _FIGURE, Align.RIGHT) for part in parts)
    if first:
        yield GridColumn("总分", _FIGURE, Align.RIGHT)
        if standings.grades:
            yield GridColumn("等次", _GRADE, Align.CENTRE)
        yield from (GridColumn(mention, _GRADE) for mention in standings.mentions)


def _rows(standings: Standings, standing: UnitStanding, parts: range, labelled: bool, first: bool) -> Iterator[GridRow]:
    """Yield a row for each set, all on one page; cells common to all sets are merged over them."""
    last = len(standing.lines) - 1
    for position, line in enumerate(standing.lines):
        rows = len(standing.lines) if position == 0 else 0
        cells = [_once(_place(standing), rows)] if standings.placed else []
        cells.append(_once(text_cell(standing.unit), rows))
        if labelled:
            cells.append(text_cell(line.label))
        cells += [number_cell(line.parts[index]) for index in parts]
        if first:
            cells.append(number_cell(line.total, bold=line is standing.counted))
            if standings.grades:
                cells.append(_once(text_cell(standing.grade or ""), rows))
            cells += [_once(text_cell(honour), rows) for honour in standing.honours]
        yield GridRow(tuple(cells), heads=position < last)


def _place(standing: UnitStanding) -> GridCell:
    """Return a cell of a place: `3`, `3（并列）`, `—` without one."""
    if standing.rank is None:
        return text_cell("—")
    return text_cell(f"{standing.rank}（并列）") if standing.tied else number_cell(str(standing.rank))


def _once(cell: GridCell, rows: int) -> GridCell:
    """Merge the cell over a number of rows; 0 means that the cell above covers it."""
    return GridCell(cell.paragraphs, rows, bold=cell.bold, number=cell.number) if rows else COVERED
