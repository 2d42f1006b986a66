"""PostgreSQL: units in rows to scores, in a table that lasts as long as the connection."""

from collections.abc import Callable, Sequence

import psycopg
from psycopg import sql

from creditdsl.backends.sql.cells import CELLS, ROW, from_rows
from creditdsl.backends.sql.compiler import compile_program
from creditdsl.backends.sql.dialects import cell_types, render
from creditdsl.backends.sql.outcome import outcome
from creditdsl.ir.outcome import Outcome, UnitData
from creditdsl.ir.program import Program


def engine(dsn: str) -> Callable[[Program, Sequence[UnitData]], Outcome]:
    """The engine on the database that the connection string names."""

    def postgres(program: Program, rows: Sequence[UnitData]) -> Outcome:
        """Score all units of one table."""
        cells, data = from_rows(program, rows)
        compiled = compile_program(program, cells, keys=(ROW,))
        types = cell_types(cells, "postgres")
        columns = sql.SQL(", ".join(f"{name} {kind}" for name, kind in types.items()))
        with psycopg.connect(dsn) as connection:
            connection.execute("SET LOCAL jit = off")  # it would compile each query for longer than it runs
            connection.execute(
                sql.SQL("CREATE TEMP TABLE {} ({}) ON COMMIT DROP").format(sql.Identifier(CELLS), columns)
            )
            with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(CELLS))) as copy:
                for row in zip(*(data[name] for name in types), strict=True):
                    copy.write_row(row)
            connection.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(CELLS)))
            found = connection.execute(render(compiled.select, "postgres").encode()).fetchall()
        return outcome(program, rows, compiled, found)

    return postgres
