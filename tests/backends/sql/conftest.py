"""The SQL engines under test: each is skipped, with the reason shown, where what it runs on is not there."""

import os
import shutil
from typing import cast

import pytest

from creditdsl.backends.engines import table_engine
from creditdsl.backends.periods import Engine
from creditdsl.backends.rows import on_rows
from creditdsl.ir.columns import TableEngine

POSTGRES = "CREDITDSL_TEST_POSTGRES"
"""The connection string of a database in which the tests may make tables."""
SPARK = "CREDITDSL_TEST_SPARK"
"""The address of a cluster; this machine where there is Java and no address is given."""


def opened(name: str) -> TableEngine:
    """The engine called name, or a skip."""
    address = {"postgres": os.environ.get(POSTGRES, ""), "spark": os.environ.get(SPARK, "local[1]")}.get(name, "")
    if name == "postgres" and not address:
        pytest.skip(f"{POSTGRES} names no database")
    if name == "spark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    try:
        return table_engine(name, address)
    except ModuleNotFoundError as error:
        pytest.skip(f"the extra {name} is not installed: {error.name}")


@pytest.fixture(scope="session", params=["duckdb", "postgres", pytest.param("spark", marks=pytest.mark.full)])
def table_run(request: pytest.FixtureRequest) -> TableEngine:
    return opened(cast(str, request.param))


@pytest.fixture(scope="session")
def sql_engine(table_run: TableEngine) -> Engine:
    return on_rows(table_run)


@pytest.fixture(scope="session", params=["duckdb", "postgres"])
def quick_engine(request: pytest.FixtureRequest) -> Engine:
    """Those that answer in milliseconds."""
    return on_rows(opened(cast(str, request.param)))
