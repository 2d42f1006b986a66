"""Spark: units in rows to scores, on this machine or a cluster."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from pyspark.sql import DataFrame, SparkSession

from creditdsl.backends.sql.cells import CELLS, ROW, Datum, from_rows
from creditdsl.backends.sql.compiler import Compiled, compile_program
from creditdsl.backends.sql.dialects import cell_types, render, render_scores
from creditdsl.backends.sql.outcome import outcome
from creditdsl.backends.sql.source import source
from creditdsl.ir.outcome import Outcome, UnitData
from creditdsl.ir.program import Program

_UNITS = "units"
_SMALL = 10_000
"""Rows for which Spark would take longer to compile a query than to run it."""


def session(master: str) -> SparkSession:
    """The one session of this process; sums that pass their type are errors there, never wrapped."""
    builder = SparkSession.builder.master(master).appName("creditdsl")
    if master.startswith("local"):
        builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    builder = builder.config("spark.sql.ansi.enabled", "true").config("spark.ui.showConsoleProgress", "false")
    found = builder.config("spark.ui.enabled", "false").config("spark.log.level", "ERROR").getOrCreate()
    assert isinstance(found, SparkSession)
    return found


def engine(master: str) -> Callable[[Program, Sequence[UnitData]], Outcome]:
    """The engine on the cluster, or the cores of this machine, that the address names."""
    spark = session(master)

    def score(program: Program, rows: Sequence[UnitData]) -> Outcome:
        """Score all units of one table."""
        cells, data = from_rows(program, rows)
        compiled = compile_program(program, cells, keys=(ROW,))
        types = cell_types(cells, "spark")
        columns = [_as_spark(data[name], kind) for name, kind in types.items()]
        schema = ", ".join(f"{name} {kind}" for name, kind in types.items())
        if len(rows) < _SMALL:
            for name, value in _FOR_FEW.items():
                spark.conf.set(name, value)
        spark.createDataFrame(list(zip(*columns, strict=True)), schema).coalesce(1).createOrReplaceTempView(CELLS)
        found = spark.sql(render_scores(program, compiled.select, "spark")).collect()
        for name in _FOR_FEW:
            spark.conf.unset(name)
        return outcome(program, rows, compiled, [tuple(row) for row in found])

    return score


def table(
    spark: SparkSession,
    program: Program,
    units: DataFrame,
    names: Mapping[str, str],
    definitions: Sequence[str] | None = None,
) -> tuple[Compiled, DataFrame]:
    """The scores of a table of any size, to be computed when they are taken.

    names: the column of each measure that is called otherwise, and of the unit under UNIT. definitions: those
    that are asked for, else every result.
    """
    found = source(program, dict(units.dtypes), names)
    units.createOrReplaceTempView(_UNITS)
    spark.sql(render(found.select().from_(_UNITS), "spark")).createOrReplaceTempView(CELLS)
    (bounds,) = spark.sql(render(found.bounds(), "spark")).collect()
    cells = found.cells(tuple(bounds))
    compiled = compile_program(program, cells, found.keys, found.partition, definitions=definitions)
    return compiled, spark.sql(render_scores(program, compiled.select, "spark"))


_FOR_FEW = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
}


def _as_spark(values: Sequence[Datum], kind: str) -> Sequence[object]:
    """Spark takes no int for a DECIMAL."""
    if not kind.startswith("DECIMAL"):
        return values
    return [Decimal(value) if isinstance(value, int) else value for value in values]
