"""The engines by name, and where each is opened.

Receives a name, and for a database or a cluster its address; promises an engine of tables, or one of rows
like the interpreter. A module is imported when its engine is asked for: it needs packages that an office
may not have.
"""

from importlib import import_module
from typing import TYPE_CHECKING, cast

from creditdsl.backends.interpret import interpret
from creditdsl.backends.periods import Engine

if TYPE_CHECKING:
    from creditdsl.ir.columns import TableEngine

EXACT = "exact"
"""The interpreter: the reference, which takes rows only."""
BACKENDS = {
    "columns": "creditdsl.backends.columns.run",
    "duckdb": "creditdsl.backends.sql.duckdb_runner",
    "spark": "creditdsl.backends.sql.spark_runner",
    "postgres": "creditdsl.backends.sql.postgres_runner",
}
"""Each needs the extra of its name."""
DIALECTS = ("duckdb", "spark", "postgres")
"""Those for which a query can be written without running it."""


def table_engine(name: str, address: str = "") -> "TableEngine":
    """Return the engine of tables. Raises ModuleNotFoundError where its extra is not installed."""
    return cast("TableEngine", import_module(BACKENDS[name]).engine(address))


def engine(name: str, address: str = "") -> Engine:
    """Return the engine of rows. Raises ModuleNotFoundError where its extra is not installed."""
    if name == EXACT:
        return interpret
    from creditdsl.backends.rows import on_rows

    return on_rows(table_engine(name, address))
