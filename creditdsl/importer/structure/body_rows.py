"""The rows below a header, counted through all grids of a table, and what each of them is.

Receives grids with their headers. Promises for each row the cells that begin in it, and whether it is one of entries,
a sum, a header typed again, or a note.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from creditdsl.base.node import node
from creditdsl.importer.document_grid import Cell, Grid
from creditdsl.importer.structure.header_columns import Column, Header, header_at
from creditdsl.importer.structure.heading_numbers import numbered
from creditdsl.importer.structure.stated_points import stated
from creditdsl.syntax.column_words import ColumnKind as Kind
from creditdsl.syntax.column_words import squashed

_SUM = re.compile(r"(?:合|总|共)计(?:得分|分值|分数)?|总分(?:合计)?|总计分|满分|合计总分|总得分|基础分合计")
_SUM_WITH_POINTS = re.compile(r"(?:合计|总计|总分|满分)[：:]?\s*(.+)")
_SUBTOTAL = re.compile(r"(.*?)小\s*计(?:得?分)?")
_GOES_ON = re.compile(r"[（(]?\s*(?:续\s*表|续上表|接上表|上接.{1,6}|续)\s*\d*\s*[）)]?")
_NOTE = re.compile(
    r"[（(]?(?:注|备注|一票否决|说明|附注|填表说明|考核说明|有关说明|※|\*)\s*(?:\d+|[一二三四五六七八九十])?[：:.．、）)]|^[①②③④⑤⑥⑦⑧⑨]"
)
_SIGNED = re.compile(
    r"(?:填表|填报|制表|审核|考核|联系|负责|评分|复核)(?:人|单位|日期|时间)(?:（[^）]*）)?\s*[：:]|(?:签字|签名|盖章|公章)"
)
_LONG = 60
"""Characters from which a lone text in a row is a note and no title."""


class RowKind(Enum):
    """What a row of a table is."""

    ENTRY = auto()
    SPANNING = auto()
    """One title across the columns, with points or without."""
    SUM = auto()
    SUBTOTAL = auto()
    """A sum of the rows above it, with a name: 环境卫生小计."""
    HEADER = auto()
    NOTE = auto()
    SPANNED = auto()
    """No cell begins in it that says anything."""


@node
class BodyRow:
    """A row below a header. at: its place among all rows of the table. cells: those with words that begin in it."""

    at: int
    kind: RowKind
    cells: tuple[Cell, ...]
    grid: Grid
    header: Header

    def cell(self, column: Column) -> Cell | None:
        """Return the cell that begins in the row and covers a column."""
        return next((one for one in self.cells if one.column <= column.position < one.column + one.width), None)

    @property
    def first_where(self) -> str:
        return self.cells[0].where if self.cells else ""


def body_rows(parts: Sequence[tuple[Grid, Header, int, int]]) -> list[BodyRow]:
    """Return the rows of the parts of a table: of each grid, from one row up to another."""
    rows: list[BodyRow] = []
    for grid, header, first, end in parts:
        starting: dict[int, list[Cell]] = {}
        for cell in grid.cells:
            if cell.text or cell.nested:
                starting.setdefault(cell.row, []).append(cell)
        for row in range(first, end):
            cells = tuple(starting.get(row, ()))
            rows.append(BodyRow(len(rows), _kind(cells, grid, header, row), cells, grid, header))
    return _with_notes_to_the_end(rows)


def _with_notes_to_the_end(rows: list[BodyRow]) -> list[BodyRow]:
    """Return the rows, of which those that stand alone behind the last note and the last entry go on with the note."""
    last = max((row.at for row in rows if row.kind is RowKind.ENTRY), default=-1)
    note = next((row.at for row in rows if row.kind is RowKind.NOTE and row.at > last), len(rows))
    return [replace(row, kind=RowKind.NOTE) if row.kind is RowKind.SPANNING and row.at > note else row for row in rows]


def is_note(text: str) -> bool:
    """Return whether a paragraph or a lone cell is a note to a table."""
    return bool(_NOTE.match(text)) or bool(_SIGNED.search(text[:40]))


def goes_on(text: str) -> bool:
    """Return whether words only say that a table goes on: 续表."""
    return _GOES_ON.fullmatch(text.strip()) is not None


def in_sum(text: str) -> str:
    """Return the points that stand in one cell with the word that says that they are a sum: 总分（100分）."""
    match = _SUM_WITH_POINTS.fullmatch(re.sub(r"\s", "", text))
    return match[1] if match is not None else ""


def subtotal_name(text: str) -> str:
    """Return of what a row of a subtotal is the sum: 环境卫生 of 环境卫生小计."""
    match = _SUBTOTAL.fullmatch(squashed(text))
    return match[1] if match is not None else ""


def _kind(cells: Sequence[Cell], grid: Grid, header: Header, row: int) -> RowKind:
    if not cells:
        return RowKind.SPANNED
    again = header_at(grid, row)
    if again is not None and again.alike == header.alike:
        return RowKind.HEADER
    first = cells[0]
    words = squashed(first.text)
    others = [cell for cell in cells if cell is not first and stated(cell.text) is None]
    if _is_sum(cells, header):
        named = next((one for cell in cells if (one := _SUBTOTAL.fullmatch(squashed(cell.text)))), None)
        return RowKind.SUBTOTAL if named is not None and named[1] else RowKind.SUM
    if len(cells) == 1 and goes_on(first.text):
        return RowKind.HEADER
    if len(cells) == 1 and (is_note(first.text) or (len(words) > _LONG and first.width > 1)):
        return RowKind.NOTE
    spans = first.width > 1 and first.width * 2 >= grid.width - 1
    wide = first.width > 1 and not _is_in_names(first, header)
    alone = len(header.columns) > 2 and _is_numbered_title(first, header)
    return RowKind.SPANNING if not others and (spans or wide or alone) and len(words) <= _LONG else RowKind.ENTRY


def _is_sum(cells: Sequence[Cell], header: Header) -> bool:
    """Return whether the row only adds up: its first words say so and the rest are numbers."""
    words = [squashed(cell.text) for cell in cells]
    named = next((n for n, text in enumerate(words) if _SUM.fullmatch(text) or _SUBTOTAL.fullmatch(text)), None)
    if named is None:
        return len(words) == 1 and stated(in_sum(words[0])) is not None
    rest = [text for n, text in enumerate(words) if n != named]
    return all(stated(text) is not None or re.fullmatch(r"[-—/\d.%+＋]*", text) for text in rest)


def _is_numbered_title(cell: Cell, header: Header) -> bool:
    """Return whether a cell in the column of numbers has a title behind its number."""
    number, rest = numbered(cell.text)
    return number is not None and bool(rest) and any(c.position == cell.column for c in header.of(Kind.NUMBER))


def _is_in_names(cell: Cell, header: Header) -> bool:
    """Return whether a wide cell covers nothing but numbers and names."""
    covered = {column.kind for column in header.columns if cell.column <= column.position < cell.column + cell.width}
    return covered <= {Kind.NUMBER, Kind.SECTION, Kind.ITEM, Kind.SUB_ITEM}
