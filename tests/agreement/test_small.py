"""The fixed set of random cases: every node, option and turn is met, and no cell differs.

`make agree` compares very many more; sizes at half a cent and the vectors of all schemes stand in
tests/backends/columns and tests/backends/sql.
"""

import pytest

from creditdsl.backends.engines import engine
from creditdsl.backends.interpret import interpret
from creditdsl.backends.periods import Engine
from tests.agreement.cases import TABLES, Counts, run
from tests.agreement.compare import compared
from tests.agreement.coverage import WANTED
from tests.agreement.schemes import scheme
from tests.agreement.tables import table

SCHEMES, EACH = range(160), 3


def opened(name: str) -> Engine:
    try:
        return engine(name)
    except ModuleNotFoundError as error:
        pytest.skip(f"the extra {name} is not installed: {error.name}")


@pytest.fixture(scope="module")
def on_columns() -> Counts:
    return run(SCHEMES, EACH, {"columns": (opened("columns"), 1)}, ())


def test_columns(on_columns: Counts) -> None:
    assert on_columns.differ == []
    assert on_columns.cases["columns"] == len(SCHEMES) * EACH
    assert on_columns.cells["columns"] > 10_000


def test_everything_is_met(on_columns: Counts) -> None:
    assert [name for name in WANTED if not on_columns.met[name]] == []


def test_three_comparisons_in_ten_stand_on_their_boundary(on_columns: Counts) -> None:
    on, off = on_columns.met["comparison on its boundary"], on_columns.met["comparison off its boundary"]
    assert 10 * on >= 3 * (on + off)


def test_duckdb() -> None:
    duckdb = opened("duckdb")
    from creditdsl.backends.sql.faults import Refused

    counts = run(range(1, 13), 1, {"duckdb": (duckdb, TABLES)}, (Refused,))
    assert counts.differ == []
    assert counts.cases["duckdb"] > counts.refused["duckdb"]


def test_the_same_seed_gives_the_same_case() -> None:
    program, near = scheme(7)
    assert scheme(7) == (program, near)
    assert table(program, near, 70) == table(program, near, 70)


def test_a_cell_that_differs_is_seen() -> None:
    for seed in range(20):
        program, near = scheme(seed)
        rows = table(program, near, seed)
        outcome = interpret(program, rows)
        other = interpret(program, [*rows[1:], *rows[:1]])
        cells, differ = compared(outcome, outcome)
        assert (cells > 0, differ) == (len(rows) > 0, [])
        assert bool(compared(outcome, other)[1]) is (len(rows) > 1)
