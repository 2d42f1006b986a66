"""Parquet: from the bytes of a file to a raw table of text, as the reader of large files has its rows.

Receives bytes. Promises every value as the text that a clerk would write, and a number as one that a program stored;
rows are numbered as in a worksheet with one header row. It needs pyarrow.
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
from creditdsl.data.tables import BLANK, MAX_CELLS, UNIT, Kind, Loaded, RawCell, RawTable, Row, fault_at


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
    rows = (Row(number, cells) for number, cells in enumerate(zip(*map(cells_of, table.columns), strict=True), 2))
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


def cells_of(column: Any) -> Iterator[RawCell]:
    """Yield the cells of an array of Arrow."""
    kind = kind_of(column.type)
    return (stored_cell(text, kind) for text in cell_texts(column))


def kind_of(arrow: Any) -> Kind:
    """Return what the cells of a type of Arrow hold: a number is one that a program stored."""
    import pyarrow as pa

    numeric = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)
    return Kind.NUMBER if any(holds(arrow) for holds in numeric) else Kind.TEXT


def stored_cell(text: str, kind: Kind) -> RawCell:
    """Return the cell of a text that `cell_texts` gives; infinities and what is no number are text."""
    if not text:
        return BLANK
    return RawCell(text, kind if text[-1].isdigit() else Kind.TEXT)


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
