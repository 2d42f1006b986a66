"""Periods and years on columns give what the interpreter gives over rows."""

from fractions import Fraction
from typing import Any

import pytest

from creditdsl.backends import periods
from creditdsl.backends.columns.run import score_columns
from creditdsl.backends.interpret import interpret
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.data.unit_reader import read_units
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Program
from creditdsl.scoring.compiled_scheme import load_scheme
from tests.agreement.engines import by_periods
from tests.backends.columns.test_agreement import cells
from tests.published_tables import DATA_FILES, SCHEMES, WITH_MARK_SETS, by_name


def on_columns(program: Program, rows: list[UnitData]) -> list[Any]:
    return cells(by_periods(score_columns)(program, rows))


def read(scheme: str, stem: str) -> tuple[Program, list[UnitData]]:
    _, compilation = load_scheme(str(SCHEMES / scheme / "scheme.credit"))
    program = compilation.tables[stem.partition("-")[0]].program
    reading = read_units([SCHEMES / scheme / "data" / f"{stem}.csv"], program.data_measures, program.periodic)
    return program, list(reading.units)


@pytest.mark.parametrize(("scheme", "stem"), by_name(WITH_MARK_SETS))
def test_the_vectors_of_every_scheme(scheme: str, stem: str) -> None:
    program, rows = read(scheme, stem)
    assert on_columns(program, rows) == cells(periods.score(program, rows, interpret))


def test_a_year_waits_for_a_total_that_waits() -> None:
    periodic = [table for path in DATA_FILES if (table := read(path.parents[1].name, path.stem))[0].year is not None]
    assert periodic
    for program, rows in periodic:
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


@pytest.mark.parametrize("cap", [9 * 10**16, 95 * 10**15, 10**20])
def test_a_period_in_which_all_have_the_same_wide_number(cap: int) -> None:
    """An integer for all rows is no column yet; the second is between 2**63 and 2**64 in parts of a hundred."""
    rules = f"数据\n  额：数值\n一、考核\n  额 每1得1 最高{cap}\n"
    (table,) = compile_source(Source("示例", f"周期：月度\n附件1 考核指标（积分）\n{rules}")).tables.values()
    rows = [UnitData("甲", {"额": Fraction(cap + 1)}, "2023-01"), UnitData("甲", {"额": Fraction(3)}, "2023-02")]
    assert on_columns(table.program, rows) == cells(periods.score(table.program, rows, interpret))


@pytest.mark.parametrize("amount", [10**16, 10**17, 10**25])
def test_a_sum_beyond_64_bits(amount: int) -> None:
    """Of months that 64 bits hold, and of one that they do not."""
    rules = "数据\n  额：金额\n一、考核\n  得 额\n年度总分 = 月度合计÷3\n等次\n  其余 一般\n"
    (table,) = compile_source(Source("示例", f"周期：月度\n附件1 考核指标（积分）\n{rules}")).tables.values()
    assert table.program.year is not None
    rows = [UnitData("甲", {"额": Fraction(amount + at)}, f"2023-{at:02}") for at in range(1, 13)]
    rows += [UnitData("甲", {}, "2023"), UnitData("乙", {}, "2023"), UnitData("乙", {"额": Fraction(7)}, "2023-01")]
    assert on_columns(table.program, rows) == cells(periods.score(table.program, rows, interpret))
