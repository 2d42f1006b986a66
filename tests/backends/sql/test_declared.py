"""The query for an office's own table, run where an office would run it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from creditdsl.backends.interpret import interpret
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Program
from tests.backends.sql.test_agreement import one_table

duckdb = pytest.importorskip("duckdb", reason="the extra duckdb is not installed")

from creditdsl.backends.sql.column_names import ColumnNames  # noqa: E402
from creditdsl.backends.sql.declared import query  # noqa: E402
from creditdsl.backends.sql.dialects import render  # noqa: E402

TEXT = """附件1
数据
  准确率 = 正确 ÷ 全部
  正确、全部：条 0至1000
  得票率：比率 0至1
  酌情分：酌情 0至4
  类别：选项 甲、乙
  台账：是否
一、考核（20分）
1. 报送（16分）
  台账 得3
  准确率 排名赋分 最多5 最少1
  得 得票率×4
  酌情分 酌情 0至4
2. 类别（4分）
适用：一局、二局
  类别 选项 甲 得4 乙 得2
等次
  10分以上 合格
  其余 不合格
"""
ROWS = [
    ("一局", 9, 10, "0.955", "2.5", "甲", True),
    ("二局", 5, 10, "1", "0", "乙", False),
    ("三局", 18, 20, "0.5", "4", "无", True),
]
COLUMNS = ("单位", "正确", "全部", "得票率", "酌情分", "类别", "台账")
TYPES = ("VARCHAR", "INTEGER", "INTEGER", "DECIMAL(9,6)", "DECIMAL(4,2)", "VARCHAR", "BOOLEAN")


@pytest.fixture
def program() -> Program:
    return one_table(TEXT)


def run(program: Program, rows: list[tuple[object, ...]]) -> dict[str, dict[str, object]]:
    """The result by unit and column."""
    with duckdb.connect() as connection:
        columns = ", ".join(f'"{name}" {kind}' for name, kind in zip(COLUMNS, TYPES, strict=True))
        connection.execute(f'CREATE TABLE "数据" ({columns})')
        connection.executemany(f'INSERT INTO "数据" VALUES ({", ".join("?" * len(COLUMNS))})', rows)
        relation = connection.sql(
            render(query(program, ["数据"], ColumnNames("duckdb"), ColumnNames("duckdb")), "duckdb", pretty=True)
        )
        return {str(row[0]): dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()}


def test_scores_as_the_interpreter_gives_them(program: Program) -> None:
    def cell(value: object) -> Fraction | bool | str:
        return value if isinstance(value, bool) or value in ("甲", "乙", "无") else Fraction(str(value))

    units = [
        UnitData(str(row[0]), {name: cell(value) for name, value in zip(COLUMNS[1:], row[1:], strict=True)})
        for row in ROWS
    ]
    found = run(program, [*ROWS])
    for unit in interpret(program, units).units:
        row = found[unit.unit]
        assert Fraction(str(row["总分"])) == unit.total
        assert row["名次"] == unit.rank and row["等次"] == program.grade_names[unit.grade or 0]
        assert row["一/2"] is None if unit.unit == "三局" else Fraction(str(row["一/2"])) == unit.items["一/2"]
    assert found["三局"]["一/2状态"] == 16 and found["一局"]["一/2状态"] == 0


@pytest.mark.parametrize("column", range(1, len(COLUMNS)))
def test_a_blank_cell_waits(program: Program, column: int) -> None:
    row = [*ROWS[0]]
    row[column] = None
    found = run(program, [tuple(row), *ROWS[1:]])
    assert found["一局"]["总分"] is None and found["一局"]["总分状态"] == 1


@pytest.mark.parametrize(
    ("column", "value"), [(1, 1001), (1, -1), (2, 2_000_000_000), (3, "1.000001"), (4, "4.01"), (3, "-0.1")]
)
def test_a_cell_outside_its_range_waits(program: Program, column: int, value: object) -> None:
    row = [*ROWS[0]]
    row[column] = value
    assert run(program, [tuple(row), *ROWS[1:]])["一局"]["总分状态"] == 1


def test_each_period_is_ranked_by_itself() -> None:
    text = "方案：示例\n周期：月度\n附件1\n一、考核（5分）\n  件数 排名赋分 最多5 最少1\n"
    program = replace(one_table(text), periodic=True)
    rows = [
        ("甲", "2023-01", 9),
        ("乙", "2023-01", 3),
        ("甲", "2023-02", 1),
        ("乙", "2023-02", 2),
        ("丙", "2023-03", None),
    ]
    with duckdb.connect() as connection:
        connection.execute('CREATE TABLE "数据" ("单位" VARCHAR, "期" VARCHAR, "件数" BIGINT)')
        connection.executemany('INSERT INTO "数据" VALUES (?, ?, ?)', rows)
        relation = connection.sql(
            render(query(program, ["数据"], ColumnNames("duckdb"), ColumnNames("duckdb")), "duckdb")
        )
        found = {row[:2]: dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()}
    assert {row: one["名次"] for row, one in found.items()} == {
        ("甲", "2023-01"): 1,
        ("乙", "2023-01"): 2,
        ("甲", "2023-02"): 2,
        ("乙", "2023-02"): 1,
        ("丙", "2023-03"): None,
    }
    assert [str(one["总分"]) for one in found.values()].count("5.00") == 2
