"""From a table to its scores by way of a database: what all databases have alike.

Receives a table and a function that asks one query of the cells; promises the scores row by row. Cells and answer
are Arrow's columns, so that no Python object stands for a cell.
"""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
from sqlglot import exp

from creditdsl.backends.sql.cell_columns import PERIOD, ROW, UNIT, CellColumn, CellColumns, Kind, measures_read
from creditdsl.backends.sql.compiler import compile_program
from creditdsl.backends.sql.dialects import render_scores
from creditdsl.backends.sql.whole import BIGINT, HUGE, INT, width_of
from creditdsl.ir import columns as ir
from creditdsl.ir.columns import Array, Scores, Table, back, integers
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.program import Program

WIDE = pa.decimal128(38)
"""The type of a column that 64 bits do not hold."""
_WIDTHS = {INT: pa.int32(), BIGINT: pa.int64(), HUGE: WIDE}

Ask = Callable[[str, pa.Table], pa.Table]
"""The answer to a query over the cells: whole numbers, the rows in any order."""


def scores_by(ask: Ask, dialect: str, program: Program, table: Table) -> dict[DefinitionId, Scores]:
    """Score a table by one query; the rows of a period are ranked by themselves.

    Raises Refused where the dialect's numbers may not hold a value.
    """
    cells = cells_of(program, table)
    compiled = compile_program(program, cells, (ROW,), () if table.periods is None else (PERIOD,))
    read = {column.name for column in compiled.select.find_all(exp.Column)}
    answer = ask(render_scores(program, compiled.select, dialect), _arrow(cells, table, read))
    places = back(_integers(answer[ROW]))

    def placed(column: str) -> Array:
        return _integers(answer[column])[places]

    never = np.zeros(table.rows, np.int8)
    return {
        result.definition: Scores(
            _scaled(placed(result.column), program.scale(result.definition), result.den),
            never if result.state is None else placed(result.state),
        )
        for result in compiled.results
    }


def cells_of(program: Program, table: Table) -> CellColumns:
    """Return the columns of the table's cells, bounded by the data."""
    read = enumerate(measures_read(program), start=1)
    return CellColumns(
        {measure: _column(f"m{at}", measure, table.columns[measure]) for at, measure in read}, table.rows
    )


def _column(name: str, measure: str, column: ir.Column) -> CellColumn:
    blank = column.blank is not None
    match column:
        case ir.Decimals(num=num, den=den):
            there = num if column.blank is None else num[~column.blank]
            ends = [int(there.min()), int(there.max())] if len(there) else [0]
            ends += [0] if blank else []
            return CellColumn(name, measure, Kind.NUMBER, den, min(ends), max(ends), blank)
        case ir.Booleans():
            return CellColumn(name, measure, Kind.TRUTH, blank=blank)
        case ir.Options():
            return CellColumn(name, measure, Kind.WORD, blank=blank)


def _arrow(cells: CellColumns, table: Table, read: set[str]) -> pa.Table:
    """Return those columns of the cells that the query reads."""
    arrays = {ROW: pa.array(np.arange(table.rows, dtype=np.int32))}
    if UNIT in read:
        arrays[UNIT] = pa.array(list(table.units), pa.string())
    if table.periods is not None:
        period = np.empty(table.rows, np.int32)
        for code, rows in enumerate(table.by_period().values()):
            period[rows] = code
        arrays[PERIOD] = pa.array(period)
    for measure, column in cells.columns.items():
        if column.name in read:
            arrays[column.name] = _filled(table.columns[measure], column)
    return pa.table(arrays)


def _filled(column: ir.Column, cell: CellColumn) -> pa.Array:
    match column:
        case ir.Decimals(num=num, blank=blank):
            kind = _WIDTHS[width_of(cell.reach)]
            return pa.array(num.tolist() if kind == WIDE else num, kind, mask=blank)
        case ir.Booleans(holds=holds, blank=blank):
            return pa.array(holds, pa.bool_(), mask=blank)
        case ir.Options(code=code, words=words, blank=blank):
            return pa.DictionaryArray.from_arrays(pa.array(code, mask=blank), pa.array(words, pa.string())).cast(
                pa.string()
            )


def _integers(column: pa.ChunkedArray) -> Array:
    """Return the column in as few bits as the answer has, in 64 where these hold it, else as Python's integers."""
    assert not column.null_count  # a query that loses a number must not become a score
    try:
        return np.asarray(column if pa.types.is_integer(column.type) else column.cast(pa.int64()))
    except pa.ArrowInvalid:
        return integers([int(value) for value in column.to_pylist()])


def _scaled(values: Array, scale: int, den: int) -> Array:
    """Return values ÷ den in units of 1 ÷ scale.

    A result is rounded, so that this is whole wherever it is a score.
    """
    if scale == den:
        return values
    reach = max(abs(int(values.min())), abs(int(values.max()))) * scale if len(values) else 0
    return values.astype(np.int64 if reach < 2**63 else object) * scale // den
