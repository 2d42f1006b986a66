"""DuckDB, inside this process: units in rows, or a table of any size, to scores.

Receives a program and rows, or a connection and the table of the units in it; promises the outcome,
or the result as a relation that is not yet fetched. Bounds are those of the data: one query asks for
them before the program is compiled.
"""

from collections.abc import Mapping, Sequence

import duckdb as db
import pyarrow as pa

from creditdsl.backends.sql.cells import CELLS, ROW, UNIT, Cells, Datum, Kind, from_rows
from creditdsl.backends.sql.compiler import Compiled, compile_program
from creditdsl.backends.sql.dialects import cell_types, render
from creditdsl.backends.sql.outcome import outcome
from creditdsl.backends.sql.source import source
from creditdsl.ir.outcome import Outcome, UnitData
from creditdsl.ir.program import Program

_UNITS = "units"
_ARROW = {Kind.TRUTH: pa.bool_(), Kind.WORD: pa.string()}


def duckdb(program: Program, rows: Sequence[UnitData]) -> Outcome:
    """Score all units of one table."""
    cells, data = from_rows(program, rows)
    compiled = compile_program(program, cells, keys=(ROW,))
    with db.connect() as connection:
        _fill(connection, cells, data)
        found = connection.execute(render(compiled.select, "duckdb")).fetchall()
    return outcome(program, rows, compiled, found)


def _fill(connection: db.DuckDBPyConnection, cells: Cells, data: Mapping[str, Sequence[Datum]]) -> None:
    types = {ROW: pa.int64(), UNIT: pa.string()}
    types |= {one.name: _ARROW.get(one.kind, pa.decimal128(38)) for one in cells.columns.values()}
    connection.register("arrow", pa.table({name: pa.array(values, types[name]) for name, values in data.items()}))
    casts = (f"CAST({name} AS {kind}) AS {name}" for name, kind in cell_types(cells, "duckdb").items())
    connection.execute(f"CREATE TEMP TABLE {CELLS} AS SELECT {', '.join(casts)} FROM arrow")


def table(
    connection: db.DuckDBPyConnection,
    program: Program,
    units: db.DuckDBPyRelation,
    names: Mapping[str, str],
    definitions: Sequence[str] | None = None,
) -> tuple[Compiled, db.DuckDBPyRelation]:
    """The scores of a table of any size, to be computed when they are taken.

    names: the column of each measure that is called otherwise, and of the unit under UNIT. definitions: those
    that are asked for, else every result.
    """
    found = source(program, dict(zip(units.columns, map(str, units.types), strict=True)), names)
    units.create_view(_UNITS, replace=True)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {CELLS} AS {render(found.select().from_(_UNITS), 'duckdb')}")
    (bounds,) = connection.execute(render(found.bounds(), "duckdb")).fetchall()
    cells = found.cells(bounds)
    compiled = compile_program(program, cells, found.keys, found.partition, definitions=definitions)
    return compiled, connection.sql(render(compiled.select, "duckdb"))
