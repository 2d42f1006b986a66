"""DuckDB, inside this process: units in rows, or a table of any size, to scores.

Receives a program and rows, or a connection and the table of the units in it; promises the outcome,
or the result as a relation that is not yet fetched. Bounds are those of the data: one query asks for
them before the program is compiled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import duckdb as db
import pyarrow as pa
from sqlglot import exp

from creditdsl.backends.sql.cells import CELLS, ROW, UNIT, Cells, Column, Datum, Kind, from_rows, measures_read
from creditdsl.backends.sql.compiler import Compiled, compile_program
from creditdsl.backends.sql.dialects import cell_types, render
from creditdsl.backends.sql.outcome import outcome
from creditdsl.backends.sql.whole import BIGINT, HUGE, INT, cast
from creditdsl.ir.outcome import Outcome, UnitData
from creditdsl.ir.program import Program

_ARROW = {Kind.TRUTH: pa.bool_(), Kind.WORD: pa.string()}
_INTEGERS = {"TINYINT": INT, "SMALLINT": INT, "INTEGER": INT, "UTINYINT": INT, "USMALLINT": INT}
_WIDER = {"BIGINT": BIGINT, "UINTEGER": BIGINT, "UBIGINT": HUGE, "HUGEINT": HUGE}


class UnfitColumn(Exception):
    """A column of the table cannot hold what the measure asks for; type: as the database calls it."""

    def __init__(self, measure: str, type: str) -> None:
        super().__init__(measure, type)
        self.measure, self.type = measure, type


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
    source: str,
    columns: Mapping[str, str],
    definitions: Sequence[str] | None = None,
) -> tuple[Compiled, db.DuckDBPyRelation]:
    """The scores of a table in the database, of any size.

    source: what may stand behind FROM. columns: the name there of each measure that is called otherwise, and
    of the unit under UNIT. definitions: those that are asked for, else every result.
    """
    types = {name: str(kind) for name, kind, *_ in connection.sql(f"DESCRIBE FROM {source}").fetchall()}
    found, parts = {}, [_named(columns.get(UNIT, "单位"), UNIT)]
    for at, (measure, kind) in enumerate(measures_read(program).items(), start=1):
        name = columns.get(measure, measure)
        column, sql = _column(Column(f"m{at}", measure, kind), types.get(name, ""), exp.column(name, quoted=True))
        found[measure] = column
        parts.append(exp.alias_(sql, column.name))
    connection.execute(_create(exp.select(*parts), source))
    cells = _bounded(connection, found)
    compiled = compile_program(program, cells, definitions=definitions)
    return compiled, connection.sql(render(compiled.select, "duckdb"))


def _named(name: str, alias: str) -> exp.Expr:
    return exp.alias_(exp.column(name, quoted=True), alias)


def _column(column: Column, type: str, sql: exp.Expr) -> tuple[Column, exp.Expr]:
    """The measure's column of the cells, and how it is made of the table's."""
    match column.kind, type.partition("("):
        case (Kind.TRUTH, ("BOOLEAN", _, _)) | (Kind.WORD, ("VARCHAR" | "ENUM", _, _)):
            return column, sql
        case Kind.TRUTH, ("VARCHAR", _, _):
            return column, exp.EQ(this=sql, expression=exp.Literal.string("是"))
        case Kind.NUMBER, ("DECIMAL", _, digits):
            den = 10 ** int(digits.rstrip(")").split(",")[1])
            return replace(column, den=den), cast(exp.Mul(this=sql, expression=exp.Literal.number(den)), BIGINT)
        case Kind.NUMBER, (name, _, _) if (width := _INTEGERS.get(name) or _WIDER.get(name)) is not None:
            return column, cast(sql, width)
        case _:
            raise UnfitColumn(column.measure, type)


def _bounded(connection: db.DuckDBPyConnection, columns: Mapping[str, Column]) -> Cells:
    """How many rows there are, and how far each column goes."""
    parts: list[exp.Expr] = [exp.Count(this=exp.Star())]
    for one in columns.values():
        parts.append(exp.Count(this=exp.column(one.name)))
        if one.kind is Kind.NUMBER:
            parts += [exp.Min(this=exp.column(one.name)), exp.Max(this=exp.column(one.name))]
    ((rows, *values),) = connection.execute(exp.select(*parts).from_(CELLS).sql("duckdb")).fetchall()
    found: dict[str, Column] = {}
    for measure, one in columns.items():
        filled, *ends = values[: 3 if one.kind is Kind.NUMBER else 1]
        del values[: 1 + len(ends)]
        blank = filled < rows
        held = [end for end in ends if end is not None] + ([0] if blank or not filled else [])
        found[measure] = replace(one, low=min(held, default=0), high=max(held, default=0), blank=blank)
    return Cells(found, rows)


def _create(select: exp.Select, source: str = "") -> str:
    text = render(select, "duckdb") + (f" FROM {source}" if source else "")
    return f"CREATE OR REPLACE TEMP TABLE {CELLS} AS {text}"
