"""The rows of a table to its sections, items and sub-items.

Receives the rows below a header. Promises that every word of them is in one entry. A cell that is no name belongs to
the smallest entry whose rows hold all rows of the cell; so words that several entries share are those of the entry
above them. Only a source, a method or a unit that some of the entries share is said of each of them.
"""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from creditdsl.importer.document_grid import Cell, Grid
from creditdsl.importer.outline import OutlineEntry, Side, Words
from creditdsl.importer.structure.body_rows import BodyRow, RowKind, subtotal_name
from creditdsl.importer.structure.entry_sides import is_side, on_their_sides
from creditdsl.importer.structure.header_columns import Column, Header
from creditdsl.importer.structure.heading_numbers import Number, Style, lone_number, numbered
from creditdsl.importer.structure.nested_ladders import is_lead, ladder_sentence
from creditdsl.importer.structure.stated_points import in_title, side_of, stated
from creditdsl.syntax.column_words import ColumnKind as Kind

MAX_LEVELS = 3
"""Sections, items and sub-items."""
_TITLE = 30
"""Characters of a title that is taken from the words of a content."""
_PHRASE = re.compile(r"[。；;：:\n]|(?<=.{4})[，,]")

_GIVEN = re.compile(r"(?<=.{2})的?[，,]?(?:得|扣|加|减|计|记)\s*\d[\s\S]*")
"""What a phrase gives: 的得10分, and all behind it."""
_PARTS = (Style.BRACKET, Style.HALF_BRACKET, Style.CIRCLE)
"""How parts of an item are numbered that stand in its column."""
_OF_ROWS = (Kind.BASIS, Kind.SOURCE, Kind.METHOD, Kind.RESPONSIBLE)
"""What a cell says of each row that it spans, so that it is repeated where it spans some children of an entry."""
_SUMMED = ("sum",)
"""The key of a section whose name stands in the sum below it."""
Key = tuple[object, ...]
"""What entries of one level have in common: a column, or a style of numbers."""


class _Entry:
    """An entry while its rows are read. key: of its level."""

    def __init__(self, key: Key, number: Number | None, title: str, row: int, where: str) -> None:
        self.key, self.number, self.title, self.where = key, number, title, where
        self.first, self.last = row, row
        self.points: Fraction | None = None
        self.weight: Fraction | None = None
        self.side: Side | None = None
        self.stated = ""
        self.words: list[tuple[int, Words]] = []
        self.priced: list[tuple[int, str]] = []
        """Rows with points, and what they say."""
        self.children: list[_Entry] = []


class _Builder:
    """Follows the rows; open: the entries from the section to the smallest one in which the next row stands."""

    def __init__(self, rows: Sequence[BodyRow]) -> None:
        self._rows = rows
        self._keys = _ranks(rows)
        self._top: list[_Entry] = []
        self._open: list[_Entry] = []
        headers = {id(row.header): row.header for row in rows}
        self._numbered_columns = {key: _numbered_column(header, rows) for key, header in headers.items()}

    def entries(self) -> list[_Entry]:
        for row in self._rows:
            if row.kind is RowKind.SPANNING:
                self._spanning(row)
            elif row.kind is RowKind.SUBTOTAL:
                self._subtotal(row)
            elif row.kind is RowKind.ENTRY:
                self._named(row)
            if row.kind in (RowKind.ENTRY, RowKind.SPANNED):
                for entry in self._open:
                    entry.last = row.at
        for row in self._rows:
            if row.kind in (RowKind.ENTRY, RowKind.SPANNING):
                self._attach(row)
        return self._top

    def _begin(self, entry: _Entry) -> None:
        rank = self._keys.index(entry.key)
        while self._open and self._keys.index(self._open[-1].key) >= rank:
            self._open.pop()
        (self._open[-1].children if self._open else self._top).append(entry)
        self._open.append(entry)

    def _spanning(self, row: BodyRow) -> None:
        title = row.cells[0]
        number, rest = numbered(title.text)
        self._begin(_titled(_row_key(number, self._keys), number, rest, row.at, title.where))
        for cell in row.cells[1:]:
            self._open[-1].priced.append((row.at, cell.text))

    def _subtotal(self, row: BodyRow) -> None:
        """Put the entries since the last sum below a section with the name of the sum, where they have no section."""
        cell = next(one for one in row.cells if subtotal_name(one.text))
        loose = [entry for entry in self._top if not entry.children and entry.key != _SUMMED]
        if not loose or loose != self._top[-len(loose) :]:
            return
        section = _Entry(_SUMMED, None, subtotal_name(cell.text), loose[0].first, cell.where)
        section.last, section.children = row.at, loose
        section.priced = [(row.at, one.text) for one in row.cells if one is not cell]
        self._top = [*self._top[: -len(loose)], section]
        self._open = []

    def _named(self, row: BodyRow) -> None:
        numbers = row.header.of(Kind.NUMBER)
        number_cell = row.cell(numbers[0]) if numbers else None
        beside = lone_number(number_cell.text) if number_cell is not None else None
        done: set[int] = set()
        names = row.header.names
        numbered_column = self._numbered_columns.get(id(row.header))
        begun = False
        for column in names:
            cell = row.cell(column)
            if cell is None or id(cell) in done or (cell is number_cell and beside is not None):
                continue
            done.add(id(cell))
            typed, rest = numbered(cell.text)
            number = typed or (beside if column.position == numbered_column else None)
            key = _key(column, number, self._keys, single=len(names) == 1)
            if len(names) == 1 and number is None and is_side(in_title(rest)[0]):
                key = self._keys[0]  # a section, beside those that have numbers
            if self._is_again(key, rest, number, row):
                begun = True
                continue
            self._begin(_titled(key, number, rest, row.at, cell.where))
            begun = True
        if not begun and beside is not None:
            self._unnamed(row, beside, number_cell)
        elif not begun and not self._open:
            self._unnamed(row, None, row.cells[0])

    def _is_again(self, key: Key, title: str, number: Number | None, row: BodyRow) -> bool:
        """Return whether a name is typed again where the table goes on on another page or in the rows of a merge."""
        same = next((entry for entry in self._open if entry.key == key), None)
        if same is None or not title:
            return False
        bare = _one_line(in_title(title)[0])
        is_same_number = number is None or same.number is None or number.path == same.number.path
        return bare == same.title and is_same_number and same is not self._open[-1]

    def _unnamed(self, row: BodyRow, number: Number | None, cell: Cell | None) -> None:
        """Begin an entry that has a number and no name: its content says what it is."""
        source = next(
            (one for kind in (Kind.CONTENT, Kind.CRITERION) for c in row.header.of(kind) if (one := row.cell(c))), None
        )
        key = next(reversed(self._keys)) if number is None else _number_key(number, self._keys)
        title = _short(source.text) if source is not None else ""
        self._begin(_titled(key, number, title, row.at, cell.where if cell is not None else row.first_where))

    def _attach(self, row: BodyRow) -> None:
        skipped = {id(cell) for column in row.header.names if (cell := row.cell(column)) is not None}
        path = _path(self._top, row.at)
        if not path:
            return
        several = len({column.level for column in row.header.of(Kind.POINTS, Kind.WEIGHT)}) > 1
        for cell in row.cells if row.kind is RowKind.ENTRY else ():
            column = next((c for c in row.header.columns if cell.column <= c.position < cell.column + cell.width), None)
            heading, kind = (column.heading, column.kind) if column is not None else ("", Kind.OTHER)
            if id(cell) in skipped or (kind is Kind.NUMBER and lone_number(cell.text) is not None):
                continue
            last = row.at + cell.height - 1
            holders = [entry for entry in path if entry.last >= last] or path[:1]
            entry = holders[-1]
            if kind in (Kind.POINTS, Kind.WEIGHT) and _is_part(entry, row.at, last):
                entry, kind = path[-1], Kind.OTHER  # points that some of its children share are those of none
            if kind in _OF_ROWS and _is_part(entry, row.at, last):
                for child in (one for one in entry.children if row.at <= one.first <= last):
                    child.words.append((row.at, _words(kind, heading, cell)))
                continue
            if several and column is not None and kind in (Kind.POINTS, Kind.WEIGHT):
                entry = next((one for one in path if one.key == ("column", column.level)), entry)
            if kind in (Kind.POINTS, Kind.WEIGHT) and stated(cell.text) is not None:
                entry.priced.append((row.at, cell.text))
            else:
                entry.words.append((row.at, _words(kind, heading, cell)))


def _numbered_column(header: Header, rows: Sequence[BodyRow]) -> int | None:
    """Return the name column that a column of numbers belongs to: the next one, if a name begins with each number."""
    numbers = header.of(Kind.NUMBER)
    names = header.names
    if not numbers or not names:
        return None
    behind = [column for column in names if column.position > numbers[0].position] or list(names)
    starts = [row for row in rows if row.header is header and _is_numbered(row, numbers[0])]
    for column in behind:
        if all(row.cell(column) is not None for row in starts):
            return column.position
    return behind[-1].position


def _is_numbered(row: BodyRow, column: Column) -> bool:
    cell = row.cell(column)
    return row.kind is RowKind.ENTRY and cell is not None and lone_number(cell.text) is not None


def _is_part(entry: _Entry, first: int, last: int) -> bool:
    """Return whether rows are some of the children of an entry, but not all."""
    return bool(entry.children) and last > first and (entry.children[0].first < first or entry.children[-1].last > last)


def entries(rows: Sequence[BodyRow]) -> tuple[OutlineEntry, ...]:
    """Return the sections of a table with what is below them."""
    top = _Builder(rows).entries()
    for entry in _all(top):
        _split(entry)
        _price(entry)
    while _depth(top) > MAX_LEVELS:
        top = [_within(outer, inner) for outer in top for inner in outer.children or [outer]]
    return on_their_sides([_closed(entry, None, is_section=True) for entry in top])


def _ranks(rows: Sequence[BodyRow]) -> list[Key]:
    """Return the keys of all levels from the top: rows that span the table first, then columns or styles of numbers."""
    spanning: list[Key] = []
    inner: list[Key] = []
    for row in rows:
        if row.kind is RowKind.SPANNING:
            number, _ = numbered(row.cells[0].text)
            key: Key = ("row", None if number is None else number.style, 0 if number is None else number.depth)
            spanning += [key] if key not in spanning else []
        elif row.kind is RowKind.ENTRY:
            names = row.header.names
            numbers = row.header.of(Kind.NUMBER)
            if len(names) > 1:
                inner += [key for column in names if (key := ("column", column.level)) not in inner]
                continue
            cell = row.cell(names[0]) if names else None
            typed = numbered(cell.text)[0] if cell is not None else None
            beside = row.cell(numbers[0]) if numbers else None
            number = (lone_number(beside.text) if beside is not None else None) or typed
            if number is not None and (key := _style_key(number)) not in inner:
                inner.append(key)
    inner = _nested(inner) if inner and inner[0][0] == "style" else inner
    inner += _within_names(rows, inner)
    styles = {key[1] for key in inner if key[0] == "style"}
    spanning = [key for key in spanning if key[1] is None or key[1] not in styles]
    return [*spanning, *inner, ("column", 1), ("column", 2), ("none",)]


def _within_names(rows: Sequence[BodyRow], columns: Sequence[Key]) -> list[Key]:
    """Return the level of names （1） that stand in the column of the name that they are parts of."""
    last = columns[-1] if columns and columns[-1][0] == "column" else None
    if last is None or len(columns) >= MAX_LEVELS:
        return []
    parent: tuple[BodyRow, Number | None] | None = None
    for row in rows:
        column = next((one for one in row.header.names if ("column", one.level) == last), None)
        cell = row.cell(column) if column is not None and row.kind is RowKind.ENTRY else None
        if cell is None:
            continue
        number, _ = numbered(cell.text)
        if number is None or number.style not in _PARTS:
            parent = (row, number)
        elif number.path == (1,) and parent is not None and not _has_criterion(parent[0]):
            return [(*last, number.style)]
    return []


def _has_criterion(row: BodyRow) -> bool:
    return any(row.cell(column) is not None for column in row.header.of(Kind.CRITERION))


def _nested(keys: list[Key]) -> list[Key]:
    """Order styles of numbers: by first appearance, but 1 above 1.1 and a style of whole parts above all others."""
    order = list(Style)

    def rank(key: Key) -> tuple[int, int]:
        style, depth = key[1], key[2]
        assert isinstance(style, Style) and isinstance(depth, int)
        return (order.index(Style.PLAIN if style is Style.DOTTED else style), depth)

    return sorted(keys, key=rank)


def _style_key(number: Number) -> Key:
    return ("style", number.style, number.depth)


def _row_key(number: Number | None, keys: Sequence[Key]) -> Key:
    key: Key = ("row", None if number is None else number.style, 0 if number is None else number.depth)
    return key if key in keys else _number_key(number, keys)


def _number_key(number: Number | None, keys: Sequence[Key]) -> Key:
    key: Key = ("none",) if number is None else _style_key(number)
    if key in keys:
        return key
    return next(one for one in reversed(keys) if one[0] != "none")


def _key(column: Column, number: Number | None, keys: Sequence[Key], *, single: bool) -> Key:
    if single and number is not None and _style_key(number) in keys:
        return _style_key(number)
    if number is not None and ("column", column.level, number.style) in keys:
        return ("column", column.level, number.style)
    return ("column", column.level) if ("column", column.level) in keys else ("column", 1)


def _titled(key: Key, number: Number | None, title: str, row: int, where: str) -> _Entry:
    bare, points = in_title(title)
    entry = _Entry(key, number, _one_line(bare), row, where)
    if points is not None:
        entry.points, entry.weight, entry.side, entry.stated = points.points, points.weight, points.side, points.text
    return entry


def _path(top: Iterable[_Entry], row: int) -> list[_Entry]:
    """Return the entries in which a row stands, from the section down."""
    path: list[_Entry] = []
    level = list(top)
    while inside := [entry for entry in level if entry.first <= row <= entry.last]:
        path.append(inside[-1])
        level = inside[-1].children
    return path


def _split(entry: _Entry) -> None:
    """Make a child of each row with points of its own, where an entry without children has several.

    Where nothing has points, a row with a criterion of its own is a child.
    """
    rows = sorted({row for row, _ in entry.priced})
    if not rows and entry.points is None:
        rows = sorted({row for row, one in entry.words if one.kind is Kind.CRITERION})
    if entry.children or len(rows) < 2:
        return
    starts = [rows[0] if row == rows[0] else row for row in rows]
    for start, end in zip(starts, (*starts[1:], entry.last + 1), strict=True):
        words = [(row, one) for row, one in entry.words if start <= row < end]
        title = _title_of([one for _, one in words])
        child = _Entry(("part",), None, title, start, words[0][1].where if words else entry.where)
        child.last, child.words = end - 1, words
        child.priced = [(row, text) for row, text in entry.priced if start <= row < end]
        _price(child)
        entry.children.append(child)
    entry.words = [(row, one) for row, one in entry.words if row < starts[0]]
    entry.priced = []


def _title_of(words: Sequence[Words]) -> str:
    """Return a title for a row without a name: of the content that stands nearest to the criterion."""
    chosen = next((kind for kind in (Kind.CONTENT, Kind.CRITERION) if any(part.kind is kind for part in words)), None)
    return _short([part for part in words if part.kind is chosen][-1].text) if chosen is not None else ""


def _price(entry: _Entry) -> None:
    for _, text in entry.priced:
        points = stated(text)
        if points is None:
            continue
        entry.stated = entry.stated or text
        if points.points is not None and entry.points is None:
            entry.points, entry.side = points.points, entry.side or points.side
        if points.weight is not None and entry.weight is None:
            entry.weight = points.weight


def _within(outer: _Entry, inner: _Entry) -> _Entry:
    """Return an entry of a level that the language does not have, with the title of the one above in its own."""
    if inner is not outer:
        inner.title = f"{outer.title}——{inner.title}"
        inner.side = inner.side or outer.side or side_of(outer.title)
        inner.words = [*outer.words, *inner.words] if inner is outer.children[0] else inner.words
    return inner


def _closed(entry: _Entry, above: Side | None, *, is_section: bool = False) -> OutlineEntry:
    side = entry.side or above or (side_of(entry.title) if is_section else None)
    return OutlineEntry(
        entry.number.text if entry.number is not None else "",
        entry.title,
        entry.points,
        entry.stated,
        entry.where,
        side or Side.BASE,
        entry.weight,
        tuple(words for _, words in entry.words),
        tuple(_closed(child, side) for child in entry.children),
    )


def _all(entries: Iterable[_Entry]) -> list[_Entry]:
    return [one for entry in entries for one in (*_all(entry.children), entry)]


def _depth(entries: Sequence[_Entry]) -> int:
    return 1 + max((_depth(entry.children) for entry in entries), default=0) if entries else 0


def _one_line(text: str) -> str:
    """Return the words of a title on one line; Chinese words join without a blank."""
    return re.sub(r"(?<=[^\x00-\x7f])\s*\n\s*|\s*\n\s*(?=[^\x00-\x7f])", "", text).replace("\n", " ").strip()


def _short(text: str) -> str:
    """Return a title for words that have none: their first phrase, without the points that it gives."""
    _, rest = numbered(text)
    rest = _GIVEN.sub("", rest) or rest
    return _PHRASE.split(rest, maxsplit=1)[0][:_TITLE].strip() or rest[:_TITLE]


def _words(kind: Kind, heading: str, cell: Cell) -> Words:
    return Words(kind, heading, _with_nested(cell), cell.where, _as_sentence(cell))


def _as_sentence(cell: Cell) -> str | None:
    """Return the words of a cell with its tables of bands as sentences; empty where it has another table."""
    if not cell.nested:
        return None
    lines = cell.text.split("\n")
    for above, grid in reversed(cell.nested):
        sentence = ladder_sentence(grid)
        if not sentence:
            return ""
        led = above > 0 and is_lead(lines[above - 1], grid)
        lines[above - led : above] = [sentence]
    return "\n".join(line for line in lines if line)


def _with_nested(cell: Cell) -> str:
    """Return the words of a cell with those of the tables inside it, each below the lines that stand above it."""
    lines = cell.text.split("\n")
    for above, grid in reversed(cell.nested):
        lines.insert(above, _flat(grid))
    return "\n".join(line for line in lines if line)


def _flat(grid: Grid) -> str:
    """Return a table inside a cell as lines, its cells apart by a wide blank."""
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        if words := _with_nested(cell):
            rows.setdefault(cell.row, []).append(words.replace("\n", " "))
    return "\n".join("　".join(words) for _, words in sorted(rows.items()))
