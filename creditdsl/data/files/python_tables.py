"""A table that a Python program gives as values: rows of cells as if they had been typed.

Receives mappings, or a table of pandas, polars or Arrow, known by its methods so that none of these packages
is imported; promises a raw table whose numbers are exact and whose blank cells are blank. A float is taken by
its shortest decimal text: 0.1 is one tenth. A cell is addressed as if the table stood in a worksheet, its
headings in row 1.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from numbers import Integral, Real
from typing import Any

from creditdsl.data.files.loading import DataFile
from creditdsl.data.files.parquet_reader import with_units
from creditdsl.data.messages import no_units
from creditdsl.data.tables import BLANK, Address, Kind, Loaded, RawCell, RawTable, Row

_Columns = Sequence[tuple[str, Iterable[object]]]
"""Headings, each with the cells below it."""


def python_table(name: str, values: object) -> DataFile | None:
    """The table called `name` in messages; None where `values` is no table. TypeError for a cell of a strange type."""
    columns = _columns_of(values)
    if columns is None:
        return None
    headings = [heading for heading, _ in columns]
    header = Row(1, tuple(map(RawCell, headings)))
    cells = enumerate(zip(*(below for _, below in columns), strict=True), 2)
    rows = tuple(Row(number, tuple(_row(values, headings, f"“{name}”第 {number} 行"))) for number, values in cells)
    texts = [[cell.text for cell in row.cells] for row in (header, *rows)]
    table = RawTable(name, None, header, rows, by_program=True)
    return DataFile(name, name, sha256(json.dumps(texts).encode()).hexdigest(), _loaded(table))


def _row(values: Sequence[object], headings: Sequence[str], place: str) -> Iterator[RawCell]:
    for value, heading in zip(values, headings, strict=True):
        cell = _cell(value)
        if cell is None:
            kinds = "str、bool、int、float、Decimal、Fraction 或 None"
            raise TypeError(f"{place}的“{heading}”是 {type(value).__name__}，只能是 {kinds}")
        yield cell


def _loaded(table: RawTable) -> Loaded:
    """The table, or the message that it has no column of units."""
    names = [cell.text for cell in table.header.cells]
    if not names:
        return Loaded(None, (no_units(Address(table.file, "A1")),))
    return with_units(table)


def _columns_of(values: Any) -> _Columns | None:
    """The table as columns, by what it can do."""
    if hasattr(values, "iloc") and hasattr(values, "columns"):
        return _of_pandas(values)
    if hasattr(values, "iter_rows") and hasattr(values, "get_columns"):
        return [(series.name, _of_polars(series)) for series in values.get_columns()]
    if hasattr(values, "__arrow_c_stream__"):
        return _of_arrow(values)
    if isinstance(values, Iterable) and not isinstance(values, str | bytes | Mapping):
        rows = list(values)
        if all(isinstance(row, Mapping) for row in rows):
            return _of_mappings(rows)
    return None


def _of_mappings(rows: Sequence[Mapping[str, object]]) -> _Columns:
    """The keys of all rows as headings, in the order in which they first come; what a row lacks is blank."""
    headings = dict.fromkeys(key for row in rows for key in row)
    for heading in headings:
        if not isinstance(heading, str):
            raise TypeError(f"列名要是 str，给的是 {heading!r}")
    return [(heading, [row.get(heading) for row in rows]) for heading in headings]


def _of_pandas(frame: Any) -> _Columns:
    """The columns of a DataFrame, before them the levels of its index that have a name."""
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    return [(str(name), frame.iloc[:, at].array) for at, name in enumerate(frame.columns)]


def _of_polars(series: Any) -> Iterable[object]:
    """The values of a Series; single floats by their own shortest text, which Python's longer floats lose."""
    return map(_decimal, series.cast(str)) if str(series.dtype) == "Float32" else series


def _of_arrow(values: Any) -> _Columns | None:
    """The columns of a table of Arrow, or of whatever gives a stream of it; None for a single column."""
    import pyarrow as pa

    try:
        table = values if isinstance(values, pa.Table) else pa.table(values)
    except pa.ArrowInvalid:
        return None
    return [(name, _of_chunks(column)) for name, column in zip(table.column_names, table.columns, strict=True)]


def _of_chunks(column: Any) -> Iterable[object]:
    """The values of a column of Arrow; short floats by their own shortest text."""
    import pyarrow as pa
    from pyarrow import compute

    if column.type in (pa.float16(), pa.float32()):
        return map(_decimal, compute.cast(column, pa.string()).to_pylist())
    values: list[object] = column.to_pylist()
    return values


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _cell(value: Any) -> RawCell | None:
    """The cell that holds a value; None where no cell can."""
    match value:
        case str():
            return RawCell(str(value)) if value else BLANK
        case bool():
            return RawCell("是" if value else "否")
        case Integral() | Fraction():
            return RawCell(str(value), Kind.NUMBER)
        case Decimal() | Real():
            return _number(value)
    if value is None or any(value is blank for blank in _blanks()):
        return BLANK
    if isinstance(value, date):
        return RawCell(value.isoformat(), Kind.DATE)
    if hasattr(value, "freqstr"):  # a Period of pandas, whose text is 2023-01, 2023Q1 or 2023
        return RawCell(str(value))
    return _cell(value.item()) if type(value).__module__ == "numpy" else None  # its truths are no Python bool


def _number(value: Any) -> RawCell:
    """The shortest text of a number; blank for what is none, and a text that no column takes for an infinite one."""
    text = str(value)
    if "nan" in text.lower():
        return BLANK
    return RawCell(text, Kind.TEXT if "inf" in text.lower() else Kind.NUMBER)


def _blanks() -> Iterator[object]:
    """What pandas has for a missing value; whoever gives one has imported it."""
    pandas = sys.modules.get("pandas")
    if pandas is not None:
        yield from (pandas.NA, pandas.NaT)
