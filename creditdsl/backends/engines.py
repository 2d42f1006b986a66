"""The engines by name: what each needs installed, and where it is opened.

Receives a name, and for a database or a cluster its address; promises a function like the interpreter, from a
program and rows to an outcome. A module is imported when its engine is asked for: most need packages
that an office does not have.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from creditdsl.ir.outcome import Outcome, UnitData
from creditdsl.ir.program import Program

Engine = Callable[[Program, Sequence[UnitData]], Outcome]


@dataclass(frozen=True, slots=True)
class Backend:
    """extra: of pyproject.toml, empty where nothing more is needed. opened: whether it takes an address."""

    name: str
    module: str
    function: str
    extra: str = ""
    opened: bool = False


BACKENDS = (
    Backend("exact", "creditdsl.backends.interpret", "interpret"),
    Backend("columns", "creditdsl.backends.columns.run", "columns", "columns"),
    Backend("duckdb", "creditdsl.backends.sql.duckdb_runner", "duckdb", "duckdb"),
    Backend("spark", "creditdsl.backends.sql.spark_runner", "engine", "spark", opened=True),
    Backend("postgres", "creditdsl.backends.sql.postgres_runner", "engine", "postgres", opened=True),
)


DIALECTS = ("duckdb", "spark", "postgres")
"""Those for which a query can be written without running it."""


def engine(backend: Backend, address: str = "") -> Engine:
    """The engine; ModuleNotFoundError where its extra is not installed."""
    found = getattr(import_module(backend.module), backend.function)
    return cast(Engine, found(address) if backend.opened else found)
