"""Many periods in one query: each is ranked and counted by itself, also where nobody takes part in it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from creditdsl.backends.engines import table_engine
from creditdsl.backends.interpret import interpret
from creditdsl.backends.periods import score
from creditdsl.ir import nodes as ir
from creditdsl.ir.outcome import UnitData
from tests.agreement.compare import compared
from tests.agreement.engines import by_periods
from tests.backends.sql.test_agreement import one_table

pytest.importorskip("duckdb", reason="the extra duckdb is not installed")


def test_a_period_of_which_nobody_reported() -> None:
    """The average of nobody is 0, in that period only."""
    program = one_table("周期：月度\n附件1\n一、评估（10分）\n缺报：取平均分\n  评估得分 酌情 0至10\n")
    cells = {"评估得分": Fraction(7)}
    rows = [UnitData("甲", cells, "2023-01"), UnitData("乙", {}, "2023-01"), UnitData("甲", {}, "2023-02")]
    found = by_periods(table_engine("duckdb"))(program, rows)
    assert compared(score(program, rows, interpret), found) == (15, [])


@pytest.mark.parametrize("best", [ir.Aggregate.MAX, ir.Aggregate.MIN])
def test_a_period_without_those_whose_best_ratio_is_asked_for(best: ir.Aggregate) -> None:
    """The best of nobody is 0, for whoever asks."""
    program = one_table("周期：月度\n附件1\n一、评估（10分）\n  得 件数÷天数\n")
    first, *others = program.definitions
    ratio = ir.Arith(ir.ArithOp.DIV, (ir.Cell("件数"), ir.Cell("天数")))
    body = ir.Population(best, ratio, ir.Member(frozenset({"甲", "乙"})))
    program = replace(program, definitions=(replace(first, body=body), *others))
    cells = {"件数": Fraction(3), "天数": Fraction(2)}
    rows = [UnitData("甲", cells, "2023-01"), UnitData("丁", cells, "2023-01"), UnitData("丙", cells, "2023-02")]
    rows += [UnitData("乙", {**cells, "天数": Fraction(5)}, "2023-01")]
    found = by_periods(table_engine("duckdb"))(program, rows)
    assert compared(score(program, rows, interpret), found) == (20, [])
