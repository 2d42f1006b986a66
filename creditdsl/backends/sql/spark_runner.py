"""Spark: units in rows to scores, on this machine or a cluster."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from pyspark.sql import SparkSession

from creditdsl.backends.sql.cells import from_rows
from creditdsl.backends.sql.compiler import compile_program
from creditdsl.backends.sql.dialects import cell_types, render
from creditdsl.backends.sql.outcome import outcome
from creditdsl.backends.sql.query import CELLS, ROW
from creditdsl.ir.outcome import Outcome, UnitData
from creditdsl.ir.program import Program

LOCAL = "local[*]"


def session(master: str = LOCAL) -> SparkSession:
    """The one session of this process; sums that pass their type are errors there, never wrapped."""
    builder = SparkSession.builder.master(master).appName("creditdsl")
    if master.startswith("local"):
        builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    builder = builder.config("spark.sql.ansi.enabled", "true").config("spark.ui.showConsoleProgress", "false")
    found = builder.config("spark.ui.enabled", "false").config("spark.log.level", "ERROR").getOrCreate()
    assert isinstance(found, SparkSession)
    return found


def engine(spark: SparkSession) -> Callable[[Program, Sequence[UnitData]], Outcome]:
    """The engine on one session."""

    def score(program: Program, rows: Sequence[UnitData]) -> Outcome:
        """Score all units of one table."""
        cells, data = from_rows(program, rows)
        compiled = compile_program(program, cells, keys=(ROW,))
        types = cell_types(cells, "spark")
        columns = [
            [Decimal(value) if isinstance(value, int) else value for value in data[name]]
            if kind.startswith("DECIMAL")
            else data[name]
            for name, kind in types.items()
        ]
        schema = ", ".join(f"{name} {kind}" for name, kind in types.items())
        spark.createDataFrame(list(zip(*columns, strict=True)), schema).createOrReplaceTempView(CELLS)
        found = spark.sql(render(compiled.select, "spark")).collect()
        return outcome(program, rows, compiled, [tuple(row) for row in found])

    return score
