"""A column of a measure while its batches come in.

Receives batches of text or of Arrow's types; promises the column with the value that the row readers' own function
gives each cell, read once for each different text, and which cells are blank or cannot be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Any

import numpy as np

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.exact import MAX_DIGITS
from creditdsl.base.spelling import respelt
from creditdsl.data.binding.cell_reader import Value, read_cell, unusable
from creditdsl.data.binding.header import Role
from creditdsl.data.binding.respellings import word_of
from creditdsl.data.files.parquet_reader import cell_texts, kind_of, stored_cell
from creditdsl.data.tables import Address, Kind, RawCell, fault_at
from creditdsl.ir.columns import Array, Booleans, Column, Decimals, Flags, Options, integers
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Choice, Count, Mark, Number, Truth

_LONG = 18
"""Digits that any 64 bits hold."""

_NOWHERE = Address("", "")


@dataclass(slots=True)
class Gathered:
    """A column while its batches come in.

    Text is kept as codes of the values that it was read as: code 0 is blank, 1 wrong. Typed numbers that
    are in range are kept as they are, with the denominator of their batch. Of a column of reasons only which cells
    are blank or wrong is kept.
    """

    role: Role
    worded: bool = field(init=False)
    """Whether a cell holds a word."""
    wholes: tuple[int, int] | None = field(init=False)
    """From which to which whole number a cell of digits alone is a value of the measure."""
    values: list[Value | int | None] = field(default_factory=lambda: [None, None])
    codes: dict[str, int] = field(default_factory=lambda: {"": 0})
    respelt: list[int] = field(default_factory=list)
    """Codes of words that are spelt otherwise than the scheme does."""
    parts: list[tuple[Array, int | None, Array | None]] = field(default_factory=list)
    """Of each batch its codes, or its numerators with their denominator, and which cells are blank."""

    def __post_init__(self) -> None:
        self.worded = isinstance(self.role, Measure) and isinstance(self.role.type, Truth | Choice)
        self.wholes = _wholes(self.role) if isinstance(self.role, Measure) else None

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

        typed = _typed(column, self.role) if isinstance(self.role, Measure) else None
        if typed is not None:
            self.parts.append(typed)
            return
        words = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        kind = kind_of(words.dictionary.type)
        texts = cell_texts(words.dictionary)
        code = np.fromiter((self._code(text, kind) for text in texts), np.int32, len(words.dictionary))
        indices = words.indices.fill_null(len(code)).to_numpy(zero_copy_only=False)
        narrow = np.uint16 if len(self.values) < 2**16 else np.int32
        self.parts.append((np.append(code, 0).astype(narrow)[indices], None, None))

    def _code(self, text: str, kind: Kind = Kind.TEXT) -> int:
        if text not in self.codes:
            value = self._read_text(text, kind)
            if value is None or isinstance(value, Diagnostic):
                self.codes[text] = 0 if value is None else 1
            else:
                if self.worded and respelt(text, word_of(value) or ""):
                    self.respelt.append(len(self.values))
                self.codes[text] = len(self.values)
                self.values.append(value)
        return self.codes[text]

    def _read_text(self, text: str, kind: Kind) -> Value | int | Diagnostic | None:
        """What read_cell says; at once for digits alone, which are nearly all that stands in large tables."""
        if self.wholes is not None and len(text) <= MAX_DIGITS and text.isascii() and text.isdigit():
            number = int(text)
            if self.wholes[0] <= number <= self.wholes[1]:
                return number
        if isinstance(self.role, Measure):
            return read_cell(stored_cell(text, kind), self.role, "", _NOWHERE)
        fault = unusable(RawCell(text))
        return fault_at(fault, _NOWHERE) if fault else None if RawCell(text).blank else True

    def wrong(self) -> Flags:
        """The rows whose cell cannot be read."""
        return _joined([part == 1 if den is None else np.zeros(len(part), np.bool_) for part, den, _ in self.parts])

    def other_spelling(self) -> Flags:
        """The rows whose word is spelt otherwise than the scheme does."""
        return _joined([np.isin(part, self.respelt) & (den is None) for part, den, _ in self.parts])

    def blank(self) -> Flags:
        """The rows whose cell holds nothing."""
        return _joined([_blank(*part) for part in self.parts])

    def column(self, missing: Flags | None) -> Column:
        """The whole column, its batches let go. missing: cells that hold nothing that could be read."""
        assert isinstance(self.role, Measure)
        match self.role.type:
            case Truth():
                return Booleans(self._read(np.array([value is True for value in self.values])), missing)
            case Choice():
                words = [value for value in self.values if isinstance(value, str)]
                index = {word: at for at, word in enumerate(dict.fromkeys(words))}
                codes = np.array([-2, -1, *map(index.__getitem__, words)], np.int32)
                return Options(self._read(codes), tuple(index), missing)
            case _:
                numbers = [value if isinstance(value, Fraction | int) else 0 for value in self.values]
                den = lcm(*(one.denominator for one in numbers), *(den for _, den, _ in self.parts if den))
                numerators = integers([one.numerator * (den // one.denominator) for one in numbers])
                return Decimals(self._read(numerators, den), den, missing)

    @property
    def full(self) -> bool:
        """Whether every cell holds a value."""
        return all(blank is None and (den is not None or not bool((part < 2).any())) for part, den, blank in self.parts)

    def _read(self, table: Array, den: int = 1) -> Array:
        parts, self.parts = self.parts, []
        return _joined([_values(part, below, table, den) for part, below, _ in parts], table.dtype)


def _whole_numbers(column: Sequence[str], wholes: tuple[int, int] | None) -> Array | None:
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


def _values(part: Array, below: int | None, table: Array, den: int) -> Array:
    if below is None:
        return table.take(part)
    return part if den == below else part.astype(np.int64) * (den // below)


def _blank(part: Array, den: int | None, blank: Array | None) -> Array:
    if den is None:
        return np.asarray(part == 0)
    return np.zeros(len(part), np.bool_) if blank is None else blank


def _joined(parts: Sequence[Array], kind: Any = np.bool_) -> Array:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _typed(column: Any, measure: Measure) -> tuple[Array, int, Array | None] | None:
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


def _unscaled(column: Any) -> Array:
    """The integers of a column of decimals: the lower half of 16 bytes each."""
    halves = np.frombuffer(column.buffers()[1], np.int64)
    return halves[2 * column.offset : 2 * (column.offset + len(column)) : 2]
