"""DuckDB, inside this process."""

import atexit
import gc
from functools import partial

import duckdb as db
import pyarrow as pa

from creditdsl.backends.sql.cell_columns import CELLS
from creditdsl.backends.sql.run import WIDE, scores_by
from creditdsl.ir.columns import TableEngine

_GIVEN = "given"

atexit.register(gc.unfreeze)  # at the end DuckDB reports every object of its own that is left


def engine(address: str = "") -> TableEngine:
    """Return the engine in this process's memory; it has no address."""
    return partial(scores_by, _ask, "duckdb")


def _ask(query: str, cells: pa.Table) -> pa.Table:
    with db.connect() as connection:
        connection.register(_GIVEN, cells)
        columns = (
            f"CAST({field.name} AS HUGEINT) AS {field.name}" if field.type == WIDE else field.name
            for field in cells.schema
        )
        connection.execute(f"CREATE TEMP TABLE {CELLS} AS SELECT {', '.join(columns)} FROM {_GIVEN}")
        return connection.sql(query).to_arrow_table()
