"""Tables with periods are one query: the units of each are ranked among themselves, and years behind them."""

from dataclasses import replace
from fractions import Fraction

import numpy as np

from creditdsl.backends import periods
from creditdsl.backends.columns.run import score_columns
from creditdsl.backends.interpret import interpret
from creditdsl.backends.parts import parts
from creditdsl.backends.rows import from_rows, units_of
from creditdsl.ir.columns import Booleans, Decimals, Options, Table, TableEngine
from creditdsl.ir.outcome import Outcome, UnitData
from creditdsl.ir.program import Program
from tests.backends.sql.test_agreement import one_table, printed

TEXT = """周期：月度
附件1
数据
  率 = 正确 ÷ 全部
  正确、全部：条
  均分：数值
  年终测评：年度 酌情 0至100
  台账：是否
  类别：选项 甲、乙
一、考核（15分）
  率 排名赋分 最多5 最少1
  得 均分×2
  台账 得3
  类别 选项 甲 得2 乙 得1
等次
  9分以上 优秀
  其余 一般
年度总分 = 月度合计×90% + 年终测评×10%
"""
MONTHS = ("2023-03", "2023-01", "2023-02")


def rows_of(program: Program) -> list[UnitData]:
    """Units of three months, all mixed, with blanks in one of them; two years, one of them without months."""
    found = [
        UnitData(f"单位{at}", {"年终测评": Fraction(at * 13)}, year) for at in range(8) for year in ("2023", "2022")
    ]
    for at in range(23):
        month = MONTHS[at * 5 % 3]
        cells: dict[str, Fraction | bool | str] = {
            "正确": Fraction(at * 7 % 11),
            "全部": Fraction(at % 4 + 9),
            "均分": Fraction(at * 3 % 9, 8),
            "台账": at % 3 == 0,
            "类别": "甲乙无"[at % 3],
        }
        if month == "2023-02" and at % 4 == 1:
            del cells[("正确", "均分", "台账", "类别")[at // 4 % 4]]
        found.append(UnitData(f"单位{at // 3}", cells, month))
    return found


def scored(program: Program, table: Table, run: TableEngine) -> Outcome:
    units = {}
    for part in parts(program, table, run):
        places = range(part.table.rows) if part.at is None else part.at.tolist()
        units |= dict(zip(places, units_of(part.program, part.table, part.scores), strict=True))
    return Outcome(tuple(units[at] for at in sorted(units)), ())


def test_each_period_by_itself_and_the_years_of_them(table_run: TableEngine) -> None:
    program = replace(one_table(TEXT), periodic=True)
    assert program.year is not None
    rows = rows_of(program)
    expected = printed(periods.score(program, rows, interpret))
    assert printed(scored(program, from_rows(program, rows), table_run)) == expected
    assert "待定" in (total for *_, total, _ in expected)
    assert len(rows) == len(expected)


def test_cells_as_readers_of_large_files_leave_them(table_run: TableEngine) -> None:
    """Narrow integers whose products are not narrow; any number and any code where a cell is blank."""
    program = one_table(TEXT.partition("\n")[2].partition("年度总分")[0].replace("年终测评：年度 酌情 0至100\n", ""))
    blank = np.array([False, True, False, False])
    table = Table(
        4,
        {
            "正确": Decimals(np.array([127, -128, 5, 126], np.int8)),
            "全部": Decimals(np.array([30_000, 1, 7, 29_999], np.int16)),
            "均分": Decimals(np.array([99, 10**9, -100, 1], np.int32), 100, blank),
            "台账": Booleans(np.array([True, False, True, False])),
            "类别": Options(np.array([1, -2, 0, 1], np.int32), ("乙", "甲"), blank),
        },
        ["甲", "乙", "丙", "丁"],
    )
    rows = [table.row(at) for at in range(4)]
    assert printed(scored(program, table, table_run)) == printed(interpret(program, rows))


def test_results_in_the_order_of_many_rows(table_run: TableEngine) -> None:
    """More rows than a database takes at a time, so that its answer may come in any order."""
    program = one_table("附件1\n一、考核（5分）\n  条数 排名赋分 最多5 最少1\n")
    number = np.arange(150_000) * 7919 % 150_001
    table = Table(len(number), {"条数": Decimals(number)}, [""] * len(number))
    found, expected = table_run(program, table), score_columns(program, table)
    for name in program.results:
        assert (found[name].value == expected[name].value).all()
        assert not found[name].state.any()
