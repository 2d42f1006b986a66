"""The fixed set of random cases: every node, option and turn is met, and no cell differs.

`make agree` compares very many more; sizes at half a cent and the vectors of all schemes stand in
tests/backends/columns and tests/backends/sql.
"""

import os
import shutil

import pytest

from creditdsl.backends.engines import table_engine
from creditdsl.backends.interpret import interpret
from creditdsl.backends.periods import Engine, score
from tests.agreement.cases import Counts, data_sets, run
from tests.agreement.compare import compared
from tests.agreement.coverage import WANTED
from tests.agreement.engines import by_periods
from tests.agreement.schemes import scheme

SCHEMES, EACH = range(160), 8


def opened(name: str, address: str = "") -> Engine:
    try:
        return by_periods(table_engine(name, address))
    except ModuleNotFoundError as error:
        pytest.skip(f"the extra {name} is not installed: {error.name}")


@pytest.fixture(scope="module")
def on_columns() -> Counts:
    return run(SCHEMES, {"columns": opened("columns")}, EACH)


def test_columns(on_columns: Counts) -> None:
    assert on_columns.differ == []
    assert on_columns.cases["columns"] > 800
    assert on_columns.cells["columns"] > 20_000


def test_everything_is_met(on_columns: Counts) -> None:
    assert [name for name in WANTED if not on_columns.met[name]] == []


def test_three_comparisons_in_ten_stand_on_their_boundary(on_columns: Counts) -> None:
    on, off = on_columns.met["comparison on its boundary"], on_columns.met["comparison off its boundary"]
    assert 10 * on >= 3 * (on + off)


def test_duckdb() -> None:
    """Each scheme is one query for all its periods, one more for its years."""
    counts = run(range(12), {"duckdb": opened("duckdb")})
    assert counts.differ == []
    assert counts.cases["duckdb"] > 300
    assert counts.refused["duckdb"] < counts.cases["duckdb"] // 4


def test_postgres() -> None:
    address = os.environ.get("CREDITDSL_TEST_POSTGRES", "")
    if not address:
        pytest.skip("CREDITDSL_TEST_POSTGRES names no database")
    counts = run(range(12), {"postgres": opened("postgres", address)})
    assert counts.differ == []
    assert counts.cases["postgres"] > 300


@pytest.mark.full
def test_spark() -> None:
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    spark = opened("spark", os.environ.get("CREDITDSL_TEST_SPARK", "local[1]"))
    counts = run([20], {"spark": spark}, 400)
    assert counts.differ == []
    assert counts.cases["spark"] > 300


def test_the_same_seed_gives_the_same_cases() -> None:
    assert scheme(7) == scheme(7)
    assert list(data_sets(*scheme(8), 8)) == list(data_sets(*scheme(8), 8))


def test_a_cell_that_differs_is_seen() -> None:
    for seed in range(20):
        for program, rows in data_sets(*scheme(seed), seed, 8):
            outcome = score(program, rows, interpret)
            other = score(program, [*rows[1:], *rows[:1]], interpret)
            cells, differ = compared(outcome, outcome)
            assert (cells > 0, differ) == (len(outcome.units) > 0, [])
            assert bool(compared(outcome, other)[1]) is (len(outcome.units) > 1)
