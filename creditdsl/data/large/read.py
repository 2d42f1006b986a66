"""A data file of any size to a table of columns, with the checks and the messages of the row readers.

Receives a path and the measures; promises a table whose every cell has the value that the row readers give it, and
what they say of the first rows that hold what cannot be read. Only such rows are looked at as rows.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.node import node
from creditdsl.base.spelling import cleaned, name_key, plain, respelt
from creditdsl.data.binding.cell_reader import unusable
from creditdsl.data.binding.header import REASON, Columns, Reason, match_columns
from creditdsl.data.binding.header_rows import with_single_header
from creditdsl.data.binding.period_reader import is_year, of_cycle, read_period, skipped
from creditdsl.data.binding.reading import CellKey, Reading, cell_of
from creditdsl.data.binding.respellings import in_header, warnings_of
from creditdsl.data.binding.roster import ANY_UNIT, Roster
from creditdsl.data.binding.row_kinds import MAY_BE_NO_UNIT
from creditdsl.data.binding.row_reader import ReadRow, read_apart, read_row
from creditdsl.data.files.parquet_reader import cell_texts
from creditdsl.data.large.batches import ForRows, LargeFile, hash_of
from creditdsl.data.large.gathered import Gathered
from creditdsl.data.large.name_column import Names, names_of, rows_like, texts_of
from creditdsl.data.messages import no_units
from creditdsl.data.table_errors import LISTED_SPELLINGS
from creditdsl.data.tables import Address, Loaded, RawCell, Row, column_name
from creditdsl.data.unit_reader import Join, lacking
from creditdsl.ir.columns import Array, Booleans, Column, Decimals, Flags, Options, Table
from creditdsl.ir.outcome import LISTED_ROWS
from creditdsl.ir.program import Cycle, Measure
from creditdsl.ir.types import Choice, Truth

_NOWHERE = Address("", "")
_Any = TypeVar("_Any")


class LargeReading:
    """table: the rows that hold a unit; a cell that cannot be read is blank in it. faulty_rows: rows of the file that
    hold what cannot be read; the diagnostics are of the first of them."""

    def __init__(self, file: LargeFile, columns: Columns, table: Table, checked: "_Checked") -> None:
        self.file, self.columns, self.table, self._checked = file, columns, table, checked
        self.diagnostics, self.faulty_rows = checked.diagnostics, checked.rows

    @cached_property
    def sources(self) -> tuple[tuple[str, str], ...]:
        return ((self.file.path.name, hash_of(self.file.path)),)

    def reported(self) -> Mapping[str, Flags]:
        """By measure, the rows whose cell is blank because it cannot be read."""
        return self._checked.wrong

    def columnless(self) -> Collection[str]:
        """The measures without a column."""
        there = {role.name for _, role in self.columns.roles}
        return {name for name in self.table.columns if name not in there}

    def place(self, row: int) -> int:
        """The row of the file that is a row of the table."""
        return row if self._checked.kept is None else int(self._checked.kept[row])

    def cell(self, row: int, measure: str) -> str | None:
        """The cell of a row as messages name it; None where there is no such column."""
        letters = self._letters.get(measure)
        return None if letters is None else f"{letters}{self._numbers[self.place(row)]}"

    def reading(self, rows: Iterable[int]) -> Reading:
        """These rows as the row readers have them."""
        raw, columns = self.file.head, self.columns
        places = {self.place(row): row for row in rows}
        read = {places[at]: read_row(raw, columns, (), row) for at, row in self.file.rows(places.keys())}
        units = {row: self.table.row(row) for row in sorted(read)}
        keys = {row: (unit.unit, unit.period) for row, unit in units.items()}

        def of_cells(names: Callable[[ReadRow], Mapping[str, _Any]]) -> dict[CellKey, _Any]:
            return {
                cell_of(keys[row][0], column, keys[row][1]): value
                for row, cells in read.items()
                for column, value in names(cells).items()
            }

        return Reading(
            tuple(units.values()),
            of_cells(lambda cells: {name.removesuffix(REASON): text for name, text in cells.reasons.items()}),
            self.sources,
            self.diagnostics,
            {role.name: raw.address(raw.header, at) for at, role in columns.roles if isinstance(role, Measure)},
            frozenset(of_cells(lambda cells: dict.fromkeys(cells.faulty))),
            of_cells(lambda cells: cells.addresses),
        )

    @cached_property
    def _letters(self) -> Mapping[str, str]:
        return {role.name: column_name(at) for at, role in self.columns.roles}

    @cached_property
    def _numbers(self) -> Array:
        """Of each row of the file the number that WPS or Excel shows."""
        return np.fromiter(self.file.numbers(), np.int64)


@node
class _Checked:
    """kept: the rows of the file that the table has, where it has not all. wrong: by measure, the rows of the table
    whose cell cannot be read."""

    diagnostics: tuple[Diagnostic, ...]
    rows: int
    kept: Array | None
    wrong: Mapping[str, Flags]


def read_large(
    file: LargeFile,
    measures: Sequence[Measure],
    periodic: bool = False,
    seen: Callable[[int], None] = lambda rows: None,
    spelt: Mapping[str, str] | None = None,
    roster: Roster = ANY_UNIT,
    cycle: Cycle | None = None,
) -> LargeReading:
    """Read the file, telling how many rows are read; Unreadable or ForRows where it is no table.

    spelt: units as the scheme spells them, by key; any other is spelt as it is first written.
    """
    loaded = with_single_header(Loaded(file.head), measures)
    head = loaded.table
    if head is None or loaded.diagnostics:
        raise ForRows
    file = replace(file, head=head)
    (columns,) = match_columns([replace(head, rows=())], measures, True, periodic)
    texts = [columns.unit] if columns.period is None else [columns.unit, columns.period]
    gathered = {role.name: Gathered(role) for _, role in columns.roles}
    beyond = {at: Gathered(Reason("")) for at in range(file.head.width, len(file.head.header.cells))}
    units: list[Any] = []
    periods: list[Any] = []
    for batch in file.batches([*texts, *(at for at, _ in columns.roles), *beyond], texts):
        units.append(batch[0])
        periods += batch[1 : len(texts)]
        seen(sum(map(len, units)))
        for cells, column in zip((*gathered.values(), *beyond.values()), batch[len(texts) :], strict=True):
            cells.add(column)
    names, odd_names = names_of(units, spelt or {})
    dated, odd_periods = _periods(periods) if periods else (None, [])
    periods_held = set(dated or ())
    if skipped(periods_held) or (cycle is not None and not all(of_cycle(each, cycle) for each in periods_held)):
        raise ForRows
    raw = replace(file.head, rows=tuple(_telling_rows(file, columns, dated)))
    (columns,) = match_columns([raw], measures, True, periodic)
    extra = np.bitwise_or.reduce([np.zeros(len(names), np.bool_), *(~cells.blank() for cells in beyond.values())])
    return _read(file, columns, measures, gathered, names, dated, extra, {*odd_names, *odd_periods}, roster)


def _read(
    file: LargeFile,
    columns: Columns,
    measures: Sequence[Measure],
    gathered: Mapping[str, Gathered],
    names: Sequence[str],
    dated: Sequence[str] | None,
    extra: Flags,
    odd: Collection[int],
    roster: Roster,
) -> LargeReading:
    """The table of the rows that hold a unit, and what is said of the others and of cells.

    extra: rows that are longer than the header. odd: rows whose unit or period is spelt otherwise.
    """
    rows = len(names)
    wrong = {name: flags for name, one in gathered.items() if (flags := _wrong(one, dated)) is not None}
    nameless, empty = _nameless(file, columns, gathered, names, dated)
    empty &= ~extra
    left_out, doubtful, last = _apart(file, columns, names, nameless & ~empty, roster)
    beyond = np.arange(rows) > (rows if last is None else last)
    empty, nameless = empty | left_out | beyond, nameless | left_out | doubtful | beyond
    undated = _undated(dated, rows) & ~empty
    dateless = np.full(rows, columns.periodic and dated is None)
    first = _first_met(names, dated)
    again = (
        (first != np.arange(rows)) & ~nameless & ~undated & ~dateless if first is not None else np.zeros(rows, np.bool_)
    )
    strange = _strange(names, roster) & ~nameless
    bad = np.bitwise_or.reduce([*wrong.values(), again, strange, undated, extra, nameless]) & ~empty
    first_bad = np.flatnonzero(bad)[:LISTED_ROWS].tolist()
    listed = [*first_bad, *np.flatnonzero(left_out).tolist(), *_first_respelt(gathered, odd, nameless)]
    if listed or empty.all():
        diagnostics = _say(file, columns, listed, first, names, roster)
    else:
        diagnostics = [*file.diagnostics, *columns.diagnostics, *warnings_of([*in_header(file.head, columns)])]
    if empty.all():
        diagnostics.append(no_units(file.head.address(file.head.header, columns.unit)))
    away = again | strange | undated | dateless | nameless
    if roster.whole and last is None:
        present = {name_key(names[row]) for row in np.flatnonzero(~away | undated | dateless).tolist()}
        diagnostics += roster.lacking(present, file.head.address(file.head.header, columns.unit))
    if dated is not None and not (nameless & ~empty).any():
        diagnostics += _lacking(file, columns, names, dated, away)
    table = _table(measures, gathered, wrong, names, dated)
    kept = np.flatnonzero(~away) if away.any() else None
    if kept is not None:
        table, wrong = table.take(kept), {name: flags[kept] for name, flags in wrong.items()}
    return LargeReading(file, columns, table, _Checked(tuple(diagnostics), int(bad.sum()), kept, wrong))


# Rows


def _telling_rows(file: LargeFile, columns: Columns, dated: Sequence[str] | None) -> Iterator[Row]:
    """The rows that the header is judged by: the first content of columns without a name, and a row of a year."""
    raw = file.head
    unnamed = [at for at in sorted(columns.unused) if raw.header.cell(at).blank]
    wanted = {row for row in map(dict(_first_filled(file, unnamed)).get, unnamed) if row is not None}
    if dated is not None and (year := next((at for at, one in enumerate(dated) if is_year(one)), None)) is not None:
        wanted.add(year)
    if wanted:
        yield from (row for _, row in file.rows(wanted))


def _first_filled(file: LargeFile, columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first row of each column that is not blank."""
    start = 0
    left = list(columns)
    for batch in file.batches(columns, columns) if columns else ():
        for at, texts in zip(columns, batch, strict=True):
            filled = next((row for row, text in enumerate(_texts(texts)) if not RawCell(text).blank), None)
            if at in left and filled is not None:
                left.remove(at)
                yield at, start + filled
        start += len(batch[0])


def _texts(column: Any) -> Iterator[str]:
    """A column of a batch as plain texts."""
    return iter(column) if isinstance(column, tuple) else cell_texts(column)


def _nameless(
    file: LargeFile,
    columns: Columns,
    gathered: Mapping[str, Gathered],
    names: Sequence[str],
    dated: Sequence[str] | None,
) -> tuple[Flags, Flags]:
    """The rows without a name that can be used, and those of them in which nothing is written."""
    rows = len(names)
    nameless = np.zeros(rows, np.bool_)
    errors = np.zeros(rows, np.bool_)
    if _some_start(names, ""):
        nameless |= np.fromiter((not name for name in names), np.bool_, rows)
    if _some_start(names, "#"):
        errors |= np.fromiter((unusable(RawCell(name)) is not None for name in names), np.bool_, rows)
    if not nameless.any():
        return errors, np.zeros(rows, np.bool_)
    empty = np.bitwise_and.reduce([nameless, *(one.blank() for one in gathered.values())])
    if dated is not None:
        empty &= np.fromiter((not period for period in dated), np.bool_, rows)
    read = {columns.unit, columns.period, *(at for at, role in columns.roles if role.name in gathered)}
    others = [at for at in range(file.head.width) if at not in read and at not in columns.unused]
    start = 0
    for batch in file.batches(others, others) if others and empty.any() else ():
        for texts in map(list, map(_texts, batch)):
            for row in np.flatnonzero(empty[start : start + len(texts)]).tolist():
                empty[start + row] = RawCell(texts[row]).blank and empty[start + row]
        start += len(batch[0])
    return nameless | errors, empty


def _apart(
    file: LargeFile, columns: Columns, names: Sequence[str], nameless: Flags, roster: Roster
) -> tuple[Flags, Flags, int | None]:
    """The rows that are no unit's, those of which it cannot be told, and the row where another table begins.

    nameless: rows with something in them.
    """
    left_out, doubtful = np.zeros((2, len(names)), np.bool_)
    pattern = "|".join([MAY_BE_NO_UNIT, *(f"^{re.escape(group)}$" for group in sorted(roster.groups))])
    asked = {*np.flatnonzero(nameless).tolist(), *rows_like(names, pattern)}
    for at, row in file.rows(asked):
        read = read_apart(file.head, columns, (), row, roster)
        if read is not None:
            (left_out if read.empty else doubtful)[at] = True
            if read.last:
                return left_out, doubtful, at
    return left_out, doubtful, None


def _strange(names: Sequence[str], roster: Roster) -> Flags:
    """The rows whose unit is not on the roster."""
    if not roster.whole:
        return np.zeros(len(names), np.bool_)
    spelt = frozenset(roster.units.values())
    return np.fromiter((name not in spelt and not roster.has(name) for name in names), np.bool_, len(names))


def _some_start(names: Sequence[str], start: str) -> bool:
    if isinstance(names, Names):
        return names.some_start(start)
    return any(plain(first) == start for first in {name[:1] for name in names})


def _periods(parts: Sequence[Any]) -> tuple[Sequence[str], list[int]]:
    """The period of each row in the way that it is written here, and the rows respelt; what is none stays as it is."""
    texts = list(texts_of(parts))
    read = {text: read_period(RawCell(text), "", _NOWHERE) for text in set(texts)}
    ways = {text: cleaned(text) if isinstance(period, Diagnostic) else period for text, period in read.items()}
    odd = {text for text, period in ways.items() if respelt(text, period)}
    return [ways[text] for text in texts], [row for row, text in enumerate(texts) if text in odd] if odd else []


def _undated(dated: Sequence[str] | None, rows: int) -> Flags:
    """The rows whose period cannot be read."""
    if dated is None:
        return np.zeros(rows, np.bool_)
    bad = {text for text in set(dated) if isinstance(read_period(RawCell(text), "", _NOWHERE), Diagnostic)}
    return np.fromiter((text in bad for text in dated), np.bool_, rows)


def _first_met(names: Sequence[str], dated: Sequence[str] | None) -> Array | None:
    """For each row the first row of its unit and period; None where each has its own."""
    if dated is None and isinstance(names, Names) and names.all_different():
        return None
    keys: Sequence[object] = names if dated is None else list(zip(names, dated, strict=True))
    if len(set(keys)) == len(keys):
        return None
    met: dict[object, int] = {}
    return np.fromiter((met.setdefault(key, row) for row, key in enumerate(keys)), np.int64, len(keys))


def _first_respelt(gathered: Mapping[str, Gathered], odd: Collection[int], nameless: Flags) -> list[int]:
    """The first rows in which a name is spelt otherwise, as many as are needed to list cells of them."""
    rows = {*odd}
    for column in gathered.values():
        if column.respelt:
            rows.update(np.flatnonzero(column.other_spelling() & ~nameless)[: LISTED_SPELLINGS + 1].tolist())
    return sorted(row for row in rows if not nameless[row])[: LISTED_SPELLINGS + 1]


def _say(
    file: LargeFile,
    columns: Columns,
    rows: Sequence[int],
    first: Array | None,
    names: Sequence[str],
    roster: Roster,
) -> list[Diagnostic]:
    """What the row readers say of these rows. first: where the unit of each row is first met."""
    wanted = {*rows, *(() if first is None else first[[*rows]].tolist())}
    spelt = {name_key(names[row]): names[row] for row in wanted}
    join = Join(roster, names=spelt, diagnostics=[*file.diagnostics, *columns.diagnostics])
    join.add_rows(replace(file.head, rows=tuple(row for _, row in file.rows(wanted))), columns)
    return join.diagnostics


def _lacking(
    file: LargeFile, columns: Columns, names: Sequence[str], dated: Sequence[str], away: Flags
) -> Iterator[Diagnostic]:
    """Units without a period that others have."""
    rows: dict[str, dict[str, int]] = {}
    for row, (unit, period) in enumerate(zip(names, dated, strict=True)):
        if not away[row]:
            rows.setdefault(period, {}).setdefault(unit, row)
    units = {unit for those in rows.values() for unit in those}
    if all(len(those) == len(units) for those in rows.values()):
        return
    undated = {names[row] for row in np.flatnonzero(_undated(dated, len(names))).tolist()}
    starts = {next(iter(those.values())) for those in rows.values()}
    there = {at: file.head.address(row, columns.unit) for at, row in file.rows(starts)}
    addresses = {period: {u: there.get(row, _NOWHERE) for u, row in those.items()} for period, those in rows.items()}
    yield from lacking(addresses, undated)


# Columns


def _wrong(gathered: Gathered, dated: Sequence[str] | None) -> Flags | None:
    """The rows whose cell cannot be read, or stands in the row of a period that has none."""
    wrong = gathered.wrong()
    if dated is not None:
        apart = np.fromiter((is_year(period) is not gathered.role.yearly for period in dated), np.bool_, len(dated))
        wrong |= apart & ~gathered.blank()
    return wrong if wrong.any() else None


def _table(
    measures: Sequence[Measure],
    gathered: Mapping[str, Gathered],
    wrong: Mapping[str, Flags],
    names: Sequence[str],
    dated: Sequence[str] | None,
) -> Table:
    """All rows; what cannot be read is blank."""
    columns: dict[str, Column] = {}
    for name, cells in gathered.items():
        if not isinstance(cells.role, Measure):
            continue
        blank = None if cells.full else cells.blank()
        if name in wrong:
            blank = wrong[name] if blank is None else blank | wrong[name]
        columns[name] = cells.column(blank)
    for measure in measures:
        columns.setdefault(measure.name, _absent(measure, len(names)))
    return Table(len(names), columns, names, dated)


def _absent(measure: Measure, rows: int) -> Column:
    """A column that the file does not have."""
    blank = np.ones(rows, np.bool_)
    match measure.type:
        case Truth():
            return Booleans(np.zeros(rows, np.bool_), blank)
        case Choice(options=options):
            return Options(np.zeros(rows, np.int8), options, blank)
        case _:
            return Decimals(np.zeros(rows, np.int8), 1, blank)
