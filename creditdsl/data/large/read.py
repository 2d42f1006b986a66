"""A large data file to a table of columns, with the checks and the messages of the row readers.

Receives a path and the measures; promises a table whose every cell has the value that the row readers
give it, or the faults of the first rows that have some and how many rows that are. What a column says
is read once for each different text; only a faulty row is looked at as a row.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from math import ceil, floor, lcm
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from creditdsl.base.diagnostic import Diagnostic, has_errors
from creditdsl.base.exact import MAX_DIGITS
from creditdsl.base.node import node
from creditdsl.data import messages
from creditdsl.data.binding.cells import Value, read_cell
from creditdsl.data.binding.header import Columns, match_columns
from creditdsl.data.binding.periods import read_period
from creditdsl.data.binding.rows import read_row
from creditdsl.data.large.batches import LargeFile, hash_of, text_of
from creditdsl.data.tables import Address, RawCell, RawTable, fold
from creditdsl.ir.columns import Booleans, Column, Decimals, Options, Table, integers
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Choice, Count, Mark, Number, Truth

MOST = 200
"""So many faulty rows are told; others are counted."""
_LONG = 18
"""Digits that any 64 bits hold."""
_SOME = 1 << 16
_NOWHERE = Address("", "")
_ODD = "[\uff01-\uff5e\u3000\\s]"
"""What a unit's name may hold so that two ways of writing it are the same."""
_Array = npt.NDArray[Any]


@node
class LargeReading:
    """table is None where there are errors. faulty: how many rows have some. kept: where blank rows were
    left out, which rows of the file the table's are."""

    table: Table | None
    diagnostics: tuple[Diagnostic, ...]
    faulty: int
    source: tuple[str, str]
    file: LargeFile
    columns: Columns
    kept: _Array | None = None

    def place(self, row: int) -> int:
        """The row of the file that is a row of the table."""
        return row if self.kept is None else int(self.kept[row])


def read_large(
    file: LargeFile,
    measures: Sequence[Measure],
    periodic: bool = False,
    seen: Callable[[int], None] = lambda rows: None,
) -> LargeReading:
    """Read the file, telling how many rows are read; Unreadable or Uneven where it is no table."""
    path = file.path
    raw = file.head
    (columns,) = match_columns([raw], measures, True, periodic)
    source = (path.name, hash_of(path))
    if has_errors(columns.diagnostics):
        return LargeReading(None, columns.diagnostics, 0, source, file, columns)
    texts = [columns.unit] if columns.period is None else [columns.unit, columns.period]
    read = [(at, role) for at, role in columns.roles if isinstance(role, Measure)]
    gathered = [_Gathered(role, _wholes(role)) for _, role in read]
    units: list[Any] = []
    periods: list[Any] = []
    for batch in file.batches([*texts, *(at for at, _ in read)], texts):
        units.append(batch[0])
        periods += batch[1 : len(texts)]
        seen(sum(map(len, units)))
        for one, column in zip(gathered, batch[len(texts) :], strict=True):
            one.add(column)
    names = _texts(units)
    dated = _texts(periods) if periods else None
    rows = len(names)
    wrong, empty = _wrong_rows(gathered, names, dated)
    found = {role.name: one.column() for (_, role), one in zip(read, gathered, strict=True)}
    for measure in measures:
        found.setdefault(measure.name, _absent(measure, rows))
    table = Table(rows, found, names, dated)
    twice = _twice(names, dated) if not wrong.any() else []
    said = [*columns.diagnostics, *_said(file, raw, columns, wrong, twice)]
    if not rows or empty.all():
        said.append(messages.no_units(raw.address(raw.header, columns.unit)))
    kept = np.flatnonzero(~empty) if empty.any() else None
    good = None if has_errors(said) else table if kept is None else table.take(kept)
    return LargeReading(good, tuple(said), int(wrong.sum()), source, file, columns, kept)


class Names(Sequence[str]):
    """Texts that stay in Arrow's memory, maybe as integers: a list of a million of them takes much more."""

    def __init__(self, column: Any) -> None:
        self.column = column

    def __len__(self) -> int:
        return len(self.column)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [text_of(name) for name in self.column[at].to_pylist()]
        return text_of(self.column[at].as_py())

    def __iter__(self) -> Iterator[str]:
        for at in range(0, len(self), _SOME):
            yield from self[at : at + _SOME]

    def some_blank(self) -> bool:
        import pyarrow as pa
        from pyarrow import compute

        if pa.types.is_integer(self.column.type):
            return False
        return bool(compute.any(compute.equal(self.column, "")).as_py())

    def all_different(self) -> bool:
        import pyarrow as pa
        from pyarrow import compute

        if pa.types.is_integer(self.column.type):
            ordered = np.sort(self.column.to_numpy())
            return bool((ordered[1:] != ordered[:-1]).all())
        return bool(compute.count_distinct(self.column).as_py() == len(self))


def _texts(parts: Sequence[Any]) -> Sequence[str]:
    """Names without the spaces around them, in one way of writing where there are several."""
    if not parts:
        return []
    if isinstance(parts[0], tuple):
        return _one_way(name for part in parts for name in part)
    import pyarrow as pa
    from pyarrow import compute

    column = pa.chunked_array(parts)
    if column.null_count == 0 and pa.types.is_integer(column.type):
        return Names(column)
    column = compute.fill_null(column.cast(pa.string()), "")
    if compute.any(compute.match_substring_regex(column, _ODD)).as_py():
        return _one_way(column.to_pylist())
    return Names(column)


def _one_way(names: Iterable[str]) -> list[str]:
    """As each name is first written."""
    names, first = list(names), dict[str, str]()
    if not re.search(_ODD, "".join(names)):
        return names
    return [first.setdefault(fold(name), name.strip()) for name in names]


def _wrong_rows(
    gathered: Sequence["_Gathered"], names: Sequence[str], periods: Sequence[str] | None
) -> tuple[_Array, _Array]:
    """Which rows have a fault, and which are blank."""
    rows = len(names)
    wrong = np.zeros(rows, np.bool_)
    for one in gathered:
        one.mark_wrong(wrong)
    some = names.some_blank() if isinstance(names, Names) else "" in names
    nameless = np.fromiter((not name for name in names), np.bool_, rows) if some else np.zeros(rows, np.bool_)
    empty = nameless
    for one in gathered if nameless.any() else ():
        empty = empty & one.blank()
    if periods is not None:
        bad = {one for one in set(periods) if isinstance(read_period(RawCell(one), "", _NOWHERE), Diagnostic)}
        wrong |= np.fromiter((one in bad for one in periods), np.bool_, rows) & ~empty
    return wrong | (nameless & ~empty), empty


def _twice(names: Sequence[str], periods: Sequence[str] | None) -> list[tuple[int, int]]:
    """The first rows whose unit stands in an earlier row, with that row."""
    if periods is None and isinstance(names, Names) and names.all_different():
        return []
    keys: Sequence[object] = names if periods is None else list(zip(names, periods, strict=True))
    if len(set(keys)) == len(keys):
        return []
    met: dict[object, int] = {}
    pairs = ((met.setdefault(key, at), at) for at, key in enumerate(keys))
    return list(islice((pair for pair in pairs if pair[0] != pair[1] and names[pair[1]]), MOST))


def _said(
    file: LargeFile, raw: RawTable, columns: Columns, wrong: _Array, twice: Sequence[tuple[int, int]]
) -> Iterator[Diagnostic]:
    """What the row readers say of the first rows with a fault."""
    first = [int(at) for at in np.flatnonzero(wrong)[:MOST]]
    rows = dict(file.rows({*first, *(at for pair in twice for at in pair)})) if first or twice else {}
    for at in first:
        yield from read_row(raw, columns, (), rows[at]).diagnostics
    for earlier, later in twice:
        before, behind = (raw.address(rows[at], columns.unit) for at in (earlier, later))
        row = read_row(raw, columns, (), rows[later])
        yield messages.unit_twice(row.unit or "", row.period, before, behind)


def _absent(measure: Measure, rows: int) -> Column:
    """A column that no rule needs of everyone and the file does not have."""
    blank = np.ones(rows, np.bool_)
    match measure.type:
        case Truth():
            return Booleans(np.zeros(rows, np.bool_), blank)
        case Choice(options=options):
            return Options(np.zeros(rows, np.int8), options, blank)
        case _:
            return Decimals(np.zeros(rows, np.int8), 1, blank)


# One column


@dataclass(slots=True)
class _Gathered:
    """A column while its batches come in.

    Text is kept as codes of the values that it was read as: code 0 is blank, 1 wrong. Typed numbers that
    are in range are kept as they are, with the denominator of their batch.
    """

    measure: Measure
    wholes: tuple[int, int] | None
    values: list[Value | int | None] = field(default_factory=lambda: [None, None])
    codes: dict[str, int] = field(default_factory=lambda: {"": 0})
    parts: list[tuple[_Array, int | None, _Array | None]] = field(default_factory=list)
    """Of each batch its codes, or its numerators with their denominator, and which cells are blank."""

    def add(self, column: Any) -> None:
        if isinstance(column, tuple):
            numbers = _whole_numbers(column, self.wholes)
            if numbers is not None:
                self.parts.append((numbers, 1, None))
                return
            known = {text: self._code(text) for text in dict.fromkeys(column)}
            codes = np.fromiter(map(known.__getitem__, column), np.int32, len(column))
            self.parts.append((codes, None, None))
            return
        import pyarrow as pa

        typed = _typed(column, self.measure)
        if typed is not None:
            self.parts.append(typed)
            return
        words = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        code = np.fromiter(map(self._code, map(text_of, words.dictionary.to_pylist())), np.int32, len(words.dictionary))
        indices = words.indices.fill_null(len(code)).to_numpy(zero_copy_only=False)
        narrow = np.uint16 if len(self.values) < 2**16 else np.int32
        self.parts.append((np.append(code, 0).astype(narrow)[indices], None, None))

    def _code(self, text: str) -> int:
        if text not in self.codes:
            value = self._read_text(text)
            if value is None or isinstance(value, Diagnostic):
                self.codes[text] = 0 if value is None else 1
            else:
                self.codes[text] = len(self.values)
                self.values.append(value)
        return self.codes[text]

    def _read_text(self, text: str) -> Value | int | Diagnostic | None:
        """What read_cell says; at once for digits alone, which are nearly all that stands in large tables."""
        if self.wholes is not None and len(text) <= MAX_DIGITS and text.isascii() and text.isdigit():
            number = int(text)
            if self.wholes[0] <= number <= self.wholes[1]:
                return number
        return read_cell(RawCell(text), self.measure, "", _NOWHERE)

    def mark_wrong(self, rows: _Array) -> None:
        at = 0
        for part, den, _ in self.parts:
            if den is None:
                rows[at : at + len(part)] |= part == 1
            at += len(part)

    def blank(self) -> _Array:
        return _joined([_blank(*part) for part in self.parts])

    def column(self) -> Column:
        """The whole column, its batches let go; where a cell is wrong, any value."""
        some = any(blank is not None or (den is None and not part.all()) for part, den, blank in self.parts)
        missing = self.blank() if some else None
        match self.measure.type:
            case Truth():
                return Booleans(self._read(np.array([value is True for value in self.values])), missing)
            case Choice():
                words = [value for value in self.values if isinstance(value, str)]
                return Options(self._read(np.arange(-2, len(words), dtype=np.int32)), tuple(words), missing)
            case _:
                numbers = [value if isinstance(value, Fraction | int) else 0 for value in self.values]
                den = lcm(*(one.denominator for one in numbers), *(den for _, den, _ in self.parts if den))
                numerators = integers([one.numerator * (den // one.denominator) for one in numbers])
                return Decimals(self._read(numerators, den), den, missing)

    def _read(self, table: _Array, den: int = 1) -> _Array:
        parts, self.parts = self.parts, []
        return _joined([_values(part, below, table, den) for part, below, _ in parts], table.dtype)


def _whole_numbers(column: Sequence[str], wholes: tuple[int, int] | None) -> _Array | None:
    """The numbers of a column that holds nothing but digits, all of them values of its measure."""
    text = "".join(column)
    if wholes is None or not (text.isascii() and text.isdigit() and all(column)) or max(map(len, column)) > _LONG:
        return None
    numbers = [*map(int, column)]
    return integers(numbers) if wholes[0] <= min(numbers) and max(numbers) <= wholes[1] else None


def _wholes(measure: Measure) -> tuple[int, int] | None:
    """From which to which whole number a cell of digits alone is a value of the measure."""
    match measure.type:
        case Count(low=low, high=high) | Number(low=low, high=high) | Mark(low=low, high=high):
            return 0 if low is None else ceil(low), 10**MAX_DIGITS if high is None else floor(high)
        case _:
            return None


def _values(part: _Array, below: int | None, table: _Array, den: int) -> _Array:
    if below is None:
        return table.take(part)
    return part if den == below else part.astype(np.int64) * (den // below)


def _blank(part: _Array, den: int | None, blank: _Array | None) -> _Array:
    if den is None:
        return np.asarray(part == 0)
    return np.zeros(len(part), np.bool_) if blank is None else blank


def _joined(parts: Sequence[_Array], kind: Any = np.bool_) -> _Array:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _typed(column: Any, measure: Measure) -> tuple[_Array, int, _Array | None] | None:
    """Numbers and truths that need no reading: they have the measure's type and are within its range."""
    import pyarrow as pa

    kind = column.type
    blank = column.is_null().to_numpy(zero_copy_only=False) if column.null_count else None
    match measure.type:
        case Truth() if pa.types.is_boolean(kind):
            return _filled(column, False).to_numpy(zero_copy_only=False), 1, blank
        case Count(low=low, high=high) | Number(low=low, high=high) | Mark(low=low, high=high):
            if pa.types.is_integer(kind) and kind != pa.uint64():
                num, den = _filled(column, 0).to_numpy(zero_copy_only=False), 1
            elif pa.types.is_decimal128(kind) and kind.precision <= 18 and not isinstance(measure.type, Count):
                num, den = _unscaled(_filled(column, 0)), 10**kind.scale
            else:
                return None
            there = num if blank is None else num[~blank]
            ends = (Fraction(int(there.min()), den), Fraction(int(there.max()), den)) if len(there) else (None, None)
            below = low is not None and ends[0] is not None and ends[0] < low
            above = high is not None and ends[1] is not None and ends[1] > high
            return None if below or above else (num, den, blank)
        case _:
            return None


def _filled(column: Any, value: int) -> Any:
    return column.fill_null(value) if column.null_count else column


def _unscaled(column: Any) -> _Array:
    """The integers of a column of decimals: the lower half of 16 bytes each."""
    halves = np.frombuffer(column.buffers()[1], np.int64)
    return halves[2 * column.offset : 2 * (column.offset + len(column)) : 2]
