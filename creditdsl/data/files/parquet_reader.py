"""Parquet: from the bytes of a file to a raw table of text, as the reader of large files has its rows.

Receives bytes. Promises every value as the text that a clerk would write; rows are numbered as in a worksheet with
one header row. It needs pyarrow.
"""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.nearest import nearest
from creditdsl.base.spelling import name_key
from creditdsl.data.file_errors import FileTooBig, Size, UnopenableFile
from creditdsl.data.stored_numbers import float_text
from creditdsl.data.table_errors import MissingColumn
from creditdsl.data.tables import BLANK, MAX_CELLS, UNIT, Loaded, RawCell, RawTable, Row, fault_at


def read_parquet(file: str, content: bytes) -> Loaded:
    """Read the table in the bytes of a Parquet file."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(BytesIO(content)).read()
    except (pa.ArrowInvalid, OSError):
        return Loaded(None, (not_parquet(file),))
    if table.num_rows * table.num_columns > MAX_CELLS:
        return Loaded(None, (Diagnostic(FileTooBig(Size.CELLS), file),))
    header = Row(1, tuple(map(RawCell, table.column_names)))
    cells = enumerate(zip(*map(cell_texts, table.columns), strict=True), 2)
    rows = (Row(number, tuple(RawCell(text) if text else BLANK for text in texts)) for number, texts in cells)
    return with_units(RawTable(file, None, header, tuple(rows)))


def not_parquet(file: str) -> Diagnostic:
    """Return the message about a file of another kind."""
    return Diagnostic(UnopenableFile("不是 Parquet 文件"), file)


def with_units(table: RawTable) -> Loaded:
    """Return the table, or the message that it has no column of units."""
    names = [cell.text for cell in table.header.cells]
    if UNIT in map(name_key, names):
        return Loaded(table)
    address = table.address(table.header, table.width)
    return Loaded(None, (fault_at(MissingColumn(UNIT, nearest(UNIT, names)), address),))


def cell_texts(column: Any) -> Iterator[str]:
    """Yield the values of an array of Arrow as a clerk would write them; a float at the digits that people see."""
    import pyarrow as pa
    from pyarrow import compute

    if not pa.types.is_floating(column.type):
        yield from map(text_of, column.to_pylist())
        return
    # the shortest text of a short float is shorter than that of Python's float with its value
    for text in compute.cast(column, pa.string()).to_pylist():
        yield "" if text is None else float_text(text)


def text_of(value: object) -> str:
    """Return a typed value that is no float as a clerk would write it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else str(value)
