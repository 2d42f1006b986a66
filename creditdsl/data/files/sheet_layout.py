"""The layout of a sheet of a returned 填报表: identity, columns, the rows of answers.

Receives the rows of a worksheet as they came back. Promises each part by its hidden identifier, or by its heading
or label where the identifier was lost, never by position. It decides which cells are read, not what they may hold.
"""

from collections.abc import Iterator, Mapping, Sequence

from creditdsl.base.node import node
from creditdsl.base.spelling import cleaned, name_key
from creditdsl.data.tables import RawCell, Row
from creditdsl.ir.sheet import (
    HEADING_ROW,
    INPUTS,
    PERIOD_LABEL,
    PERIOD_ROW,
    UNIT_LABEL,
    UNIT_ROW,
    Identity,
    SheetColumn,
    SheetKind,
    measure_of,
    read_identity,
)

_HOW = "写成"
"""The first word of the hint beside a period."""

_SEARCHED = 60
"""Rows in which a heading is looked for; the identity stands above all that people fill in."""


@node
class Layout:
    """The places of a sheet's parts.

    identity: None where it was deleted. ids: the column of the rows' identifiers; None where it was deleted.
    headings: the row of the visible headings. columns: the 0-based columns that were recognised.
    swapped: columns under the heading of another.
    """

    identity: Identity | None
    ids: int | None
    headings: Row | None
    columns: Mapping[SheetColumn, int]
    swapped: tuple[tuple[SheetColumn, int], ...]

    @property
    def inputs(self) -> tuple[SheetColumn, ...]:
        return tuple(column for column in INPUTS if column in self.columns)

    def identifier(self, row: Row) -> str:
        """Return the hidden identifier of a row; empty without one."""
        return "" if self.ids is None else row.cell(self.ids).text.strip()


def is_form(rows: Sequence[Row]) -> bool:
    """Return whether a worksheet is a sheet of a 填报表, which is read line by line."""
    return supplied_table(rows) is None and layout_of(rows) is not None


def supplied_table(rows: Sequence[Row]) -> Identity | None:
    """Return the identity of a 数据提供表, which is read as a table; None of any other worksheet."""
    identities = (identity for identity, _, _ in _identities(rows[:_SEARCHED]))
    return next((identity for identity in identities if identity.part is SheetKind.SUPPLIED), None)


def layout_of(rows: Sequence[Row]) -> Layout | None:
    """Return the layout of a sheet; None where the worksheet is no sheet of a 填报表."""
    searched = rows[:_SEARCHED]
    placed = next(_identities(searched), None)
    identity, top, ids = placed or (None, None, _column_of_ids(searched))
    marked = _marked(top) if top is not None else next((m for m in map(_marked, searched) if m), {})
    headings = _headings(searched, ids)
    named = {} if headings is None else _named(headings)
    if placed is None and not (SheetColumn.MEASURE in named and any(column in named for column in INPUTS)):
        return None
    swapped = tuple(
        (column, place) for column, place in marked.items() if place in named.values() and named.get(column) != place
    )
    return Layout(identity, ids, headings, {**named, **marked} if marked else named, swapped)


def label(layout: Layout, row: Row) -> str:
    """Return the measure as the sheet shows it: the first line of its cell."""
    place = layout.columns.get(SheetColumn.MEASURE)
    text = "" if place is None else row.cell(place).text.strip()
    return text.splitlines()[0].strip() if text else ""


def unit_row(layout: Layout, rows: Sequence[Row]) -> tuple[Row, int] | None:
    """Return the row of 填报单位 and the column of its answer."""
    return _answer(layout, rows, UNIT_ROW, UNIT_LABEL)


def period_row(layout: Layout, rows: Sequence[Row]) -> tuple[Row, int] | None:
    """Return the row of 考核期 and the column of its answer."""
    return _answer(layout, rows, PERIOD_ROW, PERIOD_LABEL)


def behind_label(cell: RawCell, words: str = UNIT_LABEL) -> str:
    """Return the text behind a label in the label's own cell; any other text as it is."""
    text = cleaned(cell.text)
    if not _is_label(cell, name_key(words).partition("(")[0].rstrip(":")):
        return text
    return text.replace("：", ":", 1).partition(":")[2].strip()


def _answer(layout: Layout, rows: Sequence[Row], identifier: str, words: str) -> tuple[Row, int] | None:
    stem = name_key(words).partition("(")[0].rstrip(":")
    row = next((row for row in rows if layout.identifier(row) == identifier), None)
    if row is None:
        row = next((row for row in rows[:_SEARCHED] if any(_is_label(cell, stem) for cell in row.cells)), None)
    if row is None:
        return None
    at = next((place for place, cell in enumerate(row.cells) if _is_label(cell, stem)), layout.ids or 0)
    written = [
        place
        for place, cell in enumerate(row.cells)
        if place not in (at, layout.ids) and not cell.blank and not name_key(cell.text).startswith(_HOW)
    ]
    meant = layout.columns.get(SheetColumn.MEASURE, at + 1)
    if written:
        return row, meant if meant in written else written[0]
    behind = _is_label(row.cell(at), stem) and bool(behind_label(row.cell(at), words))
    return row, at if behind else meant


def _is_label(cell: RawCell, stem: str) -> bool:
    return name_key(cell.text).startswith(stem)


def _identities(rows: Sequence[Row]) -> Iterator[tuple[Identity, Row, int]]:
    for row in rows:
        for place, cell in enumerate(row.cells):
            if (identity := read_identity(cell.text)) is not None:
                yield identity, row, place


def _column_of_ids(rows: Sequence[Row]) -> int | None:
    """Return the column of the rows' identifiers where the identity itself is gone."""
    for row in rows:
        for place, cell in enumerate(row.cells):
            if cell.text.strip() in (UNIT_ROW, PERIOD_ROW, HEADING_ROW) or measure_of(cell.text.strip()):
                return place
    return None


def _marked(row: Row) -> dict[SheetColumn, int]:
    """Return the columns by the hidden identifiers in a row."""
    known = {column.identifier: column for column in SheetColumn}
    return {known[cell.text.strip()]: at for at, cell in enumerate(row.cells) if cell.text.strip() in known}


def _headings(rows: Sequence[Row], ids: int | None) -> Row | None:
    """Return the row of headings: by its identifier, else the first that names the measures."""
    if ids is not None:
        for row in rows:
            if row.cell(ids).text.strip() == HEADING_ROW:
                return row
    return next((row for row in rows if SheetColumn.MEASURE in _named(row)), None)


def _named(row: Row) -> dict[SheetColumn, int]:
    known = {name_key(column.value): column for column in SheetColumn}
    places: dict[SheetColumn, int] = {}
    for place, cell in enumerate(row.cells):
        column = known.get(name_key(cell.text))
        if column is not None:
            places.setdefault(column, place)
    return places
