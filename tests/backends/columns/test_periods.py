"""Periods and years on columns give what the interpreter gives over rows."""

from typing import Any

import pytest

from creditdsl.backends import periods
from creditdsl.backends.columns.run import score_columns
from creditdsl.backends.interpret import interpret
from creditdsl.backends.parts import parts
from creditdsl.backends.rows import from_rows, units_of
from creditdsl.cli.schemes import load_scheme
from creditdsl.data.binding import read_units
from creditdsl.ir.outcome import Outcome, UnitData
from creditdsl.ir.program import Program
from tests.backends.columns.test_agreement import SCHEMES, TABLES, cells


def on_columns(program: Program, rows: list[UnitData]) -> list[Any]:
    """Every row that is scored, in the order of the rows."""
    found = []
    for part in parts(program, from_rows(program, rows), score_columns):
        at = range(len(rows)) if part.at is None else [int(row) for row in part.at]
        found += list(zip(at, units_of(part.program, part.table, part.scores), strict=True))
    return cells(Outcome(tuple(unit for _, unit in sorted(found, key=lambda one: one[0])), ()))


def read(scheme: str, stem: str) -> tuple[Program, list[UnitData]]:
    _, compilation = load_scheme(str(SCHEMES / scheme / "scheme.credit"))
    program = compilation.tables[stem.partition("-")[0]].program
    reading = read_units([SCHEMES / scheme / "data" / f"{stem}.csv"], program.data_measures, program.periodic)
    return program, list(reading.units)


@pytest.mark.parametrize(("scheme", "stem"), TABLES)
def test_the_vectors_of_every_scheme(scheme: str, stem: str) -> None:
    program, rows = read(scheme, stem)
    assert on_columns(program, rows) == cells(periods.score(program, rows, interpret))


def test_a_year_waits_for_a_total_that_waits() -> None:
    periodic = [table for table in TABLES if read(*table)[0].year is not None]
    assert periodic
    for table in periodic:
        program, rows = read(*table)
        rows[0] = UnitData(rows[0].unit, {}, rows[0].period)
        assert on_columns(program, rows) == cells(periods.score(program, rows, interpret))
