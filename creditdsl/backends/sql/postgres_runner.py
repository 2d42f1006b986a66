"""PostgreSQL: columns into a table that lasts as long as the connection, scores out of it, both as CSV."""

from functools import partial
from io import BytesIO

import psycopg
import pyarrow as pa
from psycopg import sql
from pyarrow import csv

from creditdsl.backends.sql.cell_columns import CELLS
from creditdsl.backends.sql.run import WIDE, scores_by
from creditdsl.ir.columns import TableEngine

_TYPES = {pa.int32(): "INTEGER", pa.int64(): "BIGINT", WIDE: "NUMERIC", pa.bool_(): "BOOLEAN", pa.string(): "TEXT"}


def engine(address: str) -> TableEngine:
    """Return the engine on the database that the connection string names.

    It raises ConnectionError, when it is asked, where there is no such database.
    """
    return partial(scores_by, partial(_ask, address), "postgres")


def _ask(address: str, query: str, cells: pa.Table) -> pa.Table:
    columns = sql.SQL(", ".join(f"{one.name} {_TYPES[one.type]}" for one in cells.schema))
    into = sql.Identifier(CELLS)
    try:
        opened = psycopg.connect(address)
    except psycopg.OperationalError as error:
        raise ConnectionError(address) from error
    with opened as connection, connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")  # it would compile each query for longer than it runs
        cursor.execute(sql.SQL("CREATE TEMP TABLE {} ({}) ON COMMIT DROP").format(into, columns))
        with cursor.copy(sql.SQL("COPY {} FROM STDIN (FORMAT csv)").format(into)) as copy:
            for batch in cells.to_batches(max_chunksize=1 << 16):
                copy.write(_text(batch))
        cursor.execute(sql.SQL("ANALYZE {}").format(into))
        with cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)".encode()) as copy:
            return _numbers(b"".join(map(bytes, copy)))


def _text(batch: pa.RecordBatch) -> memoryview:
    """Return the rows as CSV: a blank cell is empty, an empty word is quoted."""
    stream = BytesIO()
    csv.write_csv(batch, stream, csv.WriteOptions(include_header=False))
    return stream.getbuffer()


def _numbers(text: bytes) -> pa.Table:
    names = text.partition(b"\n")[0].decode().split(",")
    return csv.read_csv(
        pa.BufferReader(text), convert_options=csv.ConvertOptions(column_types=dict.fromkeys(names, WIDE))
    )
