"""Parquet: from the bytes of a file to a raw table of text, as the reader of large files has its rows.

Receives bytes. Promises every value as the text that a clerk would write; rows are numbered as in a worksheet with
one header row. It needs pyarrow.
"""

from io import BytesIO

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.nearest import nearest
from creditdsl.base.spelling import name_key
from creditdsl.data.file_errors import FileTooBig, Size, UnopenableFile
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
    cells = enumerate(zip(*(column.to_pylist() for column in table.columns), strict=True), 2)
    rows = (Row(number, tuple(text_cell(value) for value in values)) for number, values in cells)
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


def text_cell(value: object) -> RawCell:
    """Return the cell of a value."""
    text = text_of(value)
    return RawCell(text) if text else BLANK


def text_of(value: object) -> str:
    """Return a typed value as a clerk would write it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)
