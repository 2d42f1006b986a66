"""Spark, on this machine or a cluster."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from tempfile import TemporaryDirectory

import pyarrow as pa
from pyarrow import parquet
from pyspark.sql import SparkSession

from creditdsl.backends.sql.cell_columns import CELLS
from creditdsl.backends.sql.run import scores_by
from creditdsl.ir.columns import TableEngine

_HERE = "local"
"""So the address of this machine begins."""
_MEMORY = "4g"
"""At most; Spark's own 1 GB is little for a million rows and what is scored of them."""
_SMALL = 10_000
"""Rows for which Spark would take longer to compile a query than to run it."""
_ROW_GROUP = 1 << 16
"""Rows of a Parquet file that one core reads at a time."""
_PARTITIONS = "spark.sql.shuffle.partitions"
_FOR_FEW = {
    _PARTITIONS: "1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
}


def engine(address: str) -> TableEngine:
    """Return the engine on the cluster, or the cores of this machine, that the address names."""
    return partial(scores_by, partial(_ask, session(address), address.startswith(_HERE)), "spark")


def session(master: str) -> SparkSession:
    """Return the one session of this process; sums that pass their type are errors there, never wrapped."""
    builder = SparkSession.builder.master(master).appName("creditdsl")
    if master.startswith(_HERE):
        builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
        builder = builder.config("spark.driver.memory", _MEMORY)
    builder = builder.config("spark.sql.ansi.enabled", "true").config("spark.ui.showConsoleProgress", "false")
    spark = builder.config("spark.ui.enabled", "false").config("spark.log.level", "ERROR").getOrCreate()
    assert isinstance(spark, SparkSession)
    return spark


def _ask(spark: SparkSession, on_this_machine: bool, query: str, cells: pa.Table) -> pa.Table:
    few = cells.num_rows < _SMALL
    settings = _FOR_FEW if few else _for_cores(spark) if on_this_machine else {}
    with _set(spark, settings), TemporaryDirectory(prefix="creditdsl-") as folder:
        if few or not on_this_machine:
            frame = spark.createDataFrame(cells)
        else:  # a file, because every step of the query reads its columns anew
            file = f"{folder}/{CELLS}.parquet"
            parquet.write_table(cells, file, row_group_size=_ROW_GROUP)
            frame = spark.read.parquet(file)
        frame.createOrReplaceTempView(CELLS)
        return spark.sql(query).toArrow()


def _for_cores(spark: SparkSession) -> dict[str, str]:
    """Return settings for this machine: a shuffle has one part for each core. A cluster decides for itself."""
    return {_PARTITIONS: str(spark.sparkContext.defaultParallelism)}


@contextmanager
def _set(spark: SparkSession, values: dict[str, str]) -> Iterator[None]:
    """Change settings for one query, then restore them."""
    before = {name: str(spark.conf.get(name)) for name in values}
    for name, value in values.items():
        spark.conf.set(name, value)
    try:
        yield
    finally:
        for name, old in before.items():
            spark.conf.set(name, old)
