"""A header of several rows as one row of names.

Receives a raw table, in which the row with 单位 is the header, and the names that the scheme knows. Promises a table
whose header is one row:

    单位 | 一季度 |        | 二季度 |                     the names of groups stand above those of columns
         | 报送量 | 正确量 | 报送量 | 正确量

    单位 | 一季度报送量 | 一季度正确量 | 二季度报送量 | 二季度正确量

Group and name together are taken where the scheme knows them so, else the lowest name. A row of measure words
(（条）, %) and a row of column numbers are part of the header, and a measure word behind a name is dropped where the
scheme has the same. What lies the wrong way altogether gets one message and no other about its columns.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from creditdsl.base.exact import parse_decimal, parse_percent
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.base.spelling import name_key, plain
from creditdsl.data.binding.header_units import Units, other_units, split_heading
from creditdsl.data.table_errors import LyingTable, TablesAbreast, UnnamedColumns
from creditdsl.data.tables import (
    PERIOD,
    SERIAL,
    UNIT,
    Loaded,
    RawCell,
    RawTable,
    Row,
    column_name,
    fault_at,
)
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Count, Number, Ratio

_BELOW = 3
"""Rows below the one with 单位 that may belong to the header."""
_SEARCHED = 20
"""Rows in which the names of measures are looked for where the header has none."""
_WORDS = re.compile(r"\(.*\)|%|[万亿千百]?元|[个件条次人户家份项篇起分天](?:次|数)?|公里|平方米|吨|亩|是/否|[-—]+")
"""Measure words that stand in a row of their own."""
_VALUES = frozenset("是否无√×✓")
_STEMS = "甲乙丙丁"


@node
class _Known:
    """words: by the key of each name that a column may have, the measure words that may stand behind it."""

    words: Mapping[str, frozenset[str]]

    def name(self, text: str) -> str | None:
        """Return the key of the name that a text is, maybe with its measure word behind it; None for no name."""
        key = name_key(text)
        if key in self.words:
            return key
        bare, word = split_heading(text)
        return bare if word in self.words.get(bare, ()) else None


def with_single_header(loaded: Loaded, measures: Sequence[Measure]) -> Loaded:
    """Return what was loaded with the header of its table in one row, or with the message that there is none."""
    table = loaded.table
    if table is None or table.by_program:
        return loaded
    known = _Known({PERIOD: frozenset()} | {name_key(measure.name): _words_of(measure) for measure in measures})
    unit = next((at for at, cell in enumerate(table.header.cells) if name_key(cell.text) == UNIT), 0)
    below = _rows_below(table, unit, known)
    header = _joined(table, unit, below, known)
    rows = table.rows[len(below) :]
    last = below[-1] if below else table.header
    units = Units({name: word for name, words in known.words.items() for word in words})
    others = tuple(other_units(table, below, [name_key(cell.text) for cell in header], units))
    renamed = {at for columns, _ in others for at in columns}
    header = tuple(
        RawCell(split_heading(cell.text)[0]) if at in renamed and name_key(cell.text) not in known.words else cell
        for at, cell in enumerate(header)
    )
    whole = replace(table, header=Row(last.number, header, last.span), rows=rows, above=())
    fault = _fault(whole, unit, known)
    diagnostics = (*loaded.diagnostics, *(diagnostic for _, diagnostic in others))
    if fault is None:
        return replace(loaded, table=whole, diagnostics=diagnostics)
    return replace(loaded, table=None, diagnostics=(*diagnostics, fault_at(fault, table.address(table.header, unit))))


def _words_of(measure: Measure) -> frozenset[str]:
    match measure.type:
        case Count(unit=unit) | Number(unit=unit) if unit:
            return frozenset({name_key(unit)})
        case Ratio():
            return frozenset({"%"})
        case _:
            return frozenset()


def _rows_below(table: RawTable, unit: int, known: _Known) -> Sequence[Row]:
    """Return the rows below the one with 单位 that belong to the header."""
    merged = [merge.bottom for merge in table.merges if merge.covers(table.header.number, unit)]
    rows: list[Row] = []
    for at, row in enumerate(table.rows[:_BELOW]):
        if any(plain(following.cell(unit).text) == "2" for following in table.rows[at + 1 : at + 2]):
            break  # units that are called 1, 2, 3
        apart = _is_numbering(row) or _is_of_measure_words(row, unit, known)
        if not apart and (not row.cell(unit).blank or any(map(_is_value, row.cells))):
            break
        rows.append(row)
    for last in reversed(range(len(rows))):
        row = rows[last]
        apart = row.number in merged or _is_of_measure_words(row, unit, known)
        if apart or _is_heading([table.header, *rows[:last]], row, known):
            return rows[: last + 1]
    return ()


def _is_value(cell: RawCell) -> bool:
    text = plain(cell.text)
    return text in _VALUES or parse_decimal(text) is not None or parse_percent(text) is not None


def _is_numbering(row: Row) -> bool:
    """Return whether the row numbers the columns: 1, 2, 3, or 甲, 乙, 1, 2 with stems for those that say who.

    A unit may be called 1 or 甲, so a row that starts with these in the column of units is longer.
    """
    texts = [plain(cell.text).strip("()") for cell in row.cells if not cell.blank]
    stems = next((at for at, text in enumerate(texts) if text != _STEMS[at : at + 1]), len(texts))
    numbers = texts[stems:]
    match stems:
        case 0:
            least = 3 if row.cell(0).blank else 4
        case 1:
            least = 5
        case _:
            least = 1
    return len(numbers) >= least and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _is_of_measure_words(row: Row, unit: int, known: _Known) -> bool:
    """Return whether the row starts with 单位 and tells the measure word of each column."""
    if name_key(row.cell(unit).text) != UNIT:
        return False
    words = [name_key(cell.text) for at, cell in enumerate(row.cells) if at != unit and not cell.blank]
    units = frozenset[str]().union(*known.words.values())
    return bool(words) and all(len(word) == 1 or word in units or _WORDS.fullmatch(word) for word in words)


def _is_heading(above: Sequence[Row], row: Row, known: _Known) -> bool:
    """Return whether a row without a unit holds names or measure words. above: the rows of the header above it."""
    texts = [(at, cell.text) for at, cell in enumerate(row.cells) if not cell.blank]
    if not texts or _is_numbering(row):
        return bool(texts)
    if all(_WORDS.fullmatch(name_key(text)) for _, text in texts):
        return True
    groups = [_filled(header, len(row.cells), 0) for header in above]
    for at, text in texts:
        over = [name for group in groups if (name := _at(group, at))]
        if any(known.name(name) for name in (text, *_together([*over, text]))):
            return True
    under_blank = sum(all(header.cell(at).blank for header in above) for at, _ in texts)
    return under_blank > 1 and 2 * under_blank >= len(texts)


def _at(texts: Sequence[str], column: int) -> str:
    return texts[column] if column < len(texts) else ""


def _filled(row: Row, width: int, after: int) -> list[str]:
    """Return `width` texts of a row of groups, each name repeated over the blank cells to its right."""
    texts: list[str] = []
    for column in range(width):
        text = " ".join(row.cell(column).text.split())
        texts.append(text if text or column <= after + 1 else texts[-1])
    return texts


def _joined(table: RawTable, unit: int, below: Sequence[Row], known: _Known) -> tuple[RawCell, ...]:
    """Return one name for each column."""
    names_below = [row for row in below if not _is_numbering(row) and not _is_of_measure_words(row, unit, known)]
    rows = [*table.above, table.header, *names_below]
    width = max(len(row.cells) for row in (table.header, *names_below))
    groups = [_filled(row, width, unit) for row in rows]
    written = [[" ".join(row.cell(at).text.split()) for row in rows] for at in range(width)]
    parts = [_parts(column, [_at(group, at) for group in groups]) for at, column in enumerate(written)]
    together = [next((name for text in _together(texts) if (name := known.name(text))), None) for texts in parts]
    taken = {name_key(texts[-1]) for texts, name in zip(parts, together, strict=True) if name and texts}
    cells = []
    for at, (texts, name) in enumerate(zip(parts, together, strict=True)):
        original = table.header.cell(at)
        if at <= unit and not original.blank:
            cells.append(original)
        else:
            cells.append(RawCell(name or _alone(texts, taken, original.text, known)))
    return tuple(cells)


def _parts(written: Sequence[str], groups: Sequence[str]) -> list[str]:
    """Return the names above and in a column, from top to bottom; none where nothing is written in it."""
    lowest = max((at for at, text in enumerate(written) if text), default=-1)
    return [text for text in (*groups[:lowest], *written[lowest : lowest + 1]) if text]


def _together(texts: Sequence[str]) -> Iterator[str]:
    """Yield the ways in which group and name may be one name, the longest first."""
    for first in range(len(texts) - 1):
        yield "".join(texts[first:])
        yield texts[first] + texts[-1]
        yield f"{texts[-1]}({texts[first]})"


def _alone(texts: Sequence[str], taken: Collection[str], original: str, known: _Known) -> str:
    """Return the lowest name of a column, without measure words; with its group where another column took it."""
    if not texts:
        return original
    names = [text for text in texts if not _WORDS.fullmatch(name_key(text))] or [original]
    if name_key(names[-1]) in taken:
        return "".join(names[-2:])
    name = known.name(names[-1])
    return names[-1] if name is None or name == name_key(names[-1]) else name


def _fault(table: RawTable, unit: int, known: _Known) -> Fault | None:
    """Return the one message about a table whose columns cannot be told."""
    names = [name_key(cell.text) for cell in table.header.cells]
    if names.count(UNIT) > 1:
        return TablesAbreast(names.count(UNIT))
    if any(name in known.words for name in names):
        return None
    measures = [row.cell(unit).text.strip() for row in table.rows[:_SEARCHED] if known.name(row.cell(unit).text)]
    written = [at for at, cell in enumerate(table.header.cells) if name_key(cell.text) not in ("", UNIT, SERIAL)]
    if measures and written:
        return LyingTable(measures[0], tuple(table.header.cell(at).text.strip() for at in written[:2]))
    rows = table.rows[:_SEARCHED]
    filled = {at for row in rows for at, cell in enumerate(row.cells) if at > unit and not cell.blank}
    unnamed = {at for at in filled if table.header.cell(at).blank}
    return UnnamedColumns(tuple(map(column_name, sorted(unnamed)))) if unnamed and written and known.words else None
