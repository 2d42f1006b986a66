"""The shape of the query: what is computed where, and how often the rows are read."""

from dataclasses import replace

from sqlglot import exp

from creditdsl.backends.sql import whole as w
from creditdsl.backends.sql.cell_columns import CellColumn, CellColumns, Kind, measures_read
from creditdsl.backends.sql.compiler import compile_program
from creditdsl.backends.sql.numbers import READY, Truths, waiting
from creditdsl.backends.sql.whole import INT
from tests.backends.sql.test_agreement import one_table

LADDER = "附件1\n一、考核（9分）\n  件数 排名赋分 最多5 最少1\n"
RATIO = "附件1\n数据\n  率 = 正确 ÷ 全部\n一、考核（9分）\n  率 排名赋分 最多4 最少1\n  件数 排名赋分 最多5 最少1\n"


def ctes(text: str, *, blank: bool) -> dict[str, exp.Expr]:
    program = one_table(text)
    columns = {
        measure: CellColumn(f"m{at}", measure, Kind.NUMBER, low=0, high=99, blank=blank)
        for at, measure in enumerate(measures_read(program), start=1)
    }
    item = replace(program, sections=(), total=program.items[0].definition, rank=None, grade=None)
    select = compile_program(item, CellColumns(columns, 1000)).select
    return {one.alias: one.this for one in select.ctes}


def test_a_ladder_is_computed_for_each_distinct_key() -> None:
    found = ctes(LADDER, blank=True)
    rows = [select for name, select in found.items() if name.startswith("w")]
    assert sum(len(list(select.find_all(exp.IntDiv))) for select in found.values()) == 1
    assert not any(select.find(exp.IntDiv) for select in rows)


def test_rankings_that_need_no_other_are_joined_together() -> None:
    joined = [len(select.args.get("joins") or []) for select in ctes(RATIO, blank=True).values()]
    assert sorted(joined)[-2:] == [0, 2]


S = w.column("s", 0, 1, INT)
T = w.column("t", 0, 1, INT)
FLAG = w.Flag(exp.column("f"))


def test_a_condition_is_asked_once() -> None:
    assert waiting([(Truths(FLAG, S), READY)], READY) is S
    assert waiting([(Truths(FLAG, S), S)], READY) is S
    twice = waiting([(Truths(FLAG, S), T), (Truths(FLAG, S), READY)], READY)
    assert twice.sql.sql() == "CASE WHEN NOT (s = 0) THEN s WHEN f THEN t ELSE 0 END"


def test_blank_cells_are_asked_together() -> None:
    blanks = [w.choose([(w.Flag(exp.column(name)), w.literal(1))], READY) for name in "abb"]
    state = w.bits(blanks)
    assert state.sql.sql() == "CASE WHEN a OR b THEN 1 ELSE 0 END"
    assert w.compare(exp.EQ, state, READY).sql.sql() == "NOT (a OR b)"
