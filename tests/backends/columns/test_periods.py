"""Periods and years on columns give what the interpreter gives over rows."""

from fractions import Fraction
from typing import Any

import pytest

from creditdsl.backends import periods
from creditdsl.backends.columns.periods import parts
from creditdsl.backends.columns.run import units_of
from creditdsl.backends.columns.table import from_rows
from creditdsl.backends.interpret import interpret
from creditdsl.base.source import Source
from creditdsl.cli.scoring import load_scheme, measures_of
from creditdsl.compiler.pipeline import compile_source
from creditdsl.data.binding import read_units
from creditdsl.ir.outcome import Outcome, UnitData
from creditdsl.ir.program import Program
from tests.backends.columns.test_agreement import SCHEMES, TABLES, cells


def on_columns(program: Program, rows: list[UnitData]) -> list[Any]:
    """Every row that is scored, in the order of the rows."""
    found = []
    for part in parts(program, from_rows(program, rows)):
        at = range(len(rows)) if part.at is None else [int(row) for row in part.at]
        found += list(zip(at, units_of(part.program, part.table, part.scores), strict=True))
    return cells(Outcome(tuple(unit for _, unit in sorted(found, key=lambda one: one[0])), ()))


def read(scheme: str, stem: str) -> tuple[Program, list[UnitData]]:
    _, compilation = load_scheme(str(SCHEMES / scheme / "scheme.credit"))
    program = compilation.tables[stem.partition("-")[0]].program
    reading = read_units([SCHEMES / scheme / "data" / f"{stem}.csv"], measures_of(program), program.periodic)
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


def test_one_period_of_very_wide_numbers() -> None:
    """The other periods count in the width of their own."""
    (table,) = compile_source(
        Source("示例", "周期：月度\n附件1\n数据\n  额：金额\n一、考核（9分）\n  额 排名赋分 最多9 最少1\n  得 额÷2\n")
    ).tables.values()
    amounts = {"2023-01": (10**20, 10**19), "2023-02": (3, 0), "2023-03": (2**40, -(2**40))}
    rows = [
        UnitData(str(at), {"额": Fraction(amount)}, period)
        for period, both in amounts.items()
        for at, amount in enumerate(both)
    ]
    assert on_columns(table.program, rows) == cells(periods.score(table.program, rows, interpret))
