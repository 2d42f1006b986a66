"""Tables that stand in the database already: types, bounds and blanks are what the table says."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from creditdsl.backends import periods
from creditdsl.backends.interpret import interpret
from creditdsl.ir.outcome import Pending, UnitData
from creditdsl.ir.program import Program
from tests.backends.sql.test_agreement import one_table

db = pytest.importorskip("duckdb", reason="the extra duckdb is not installed")

from creditdsl.backends.sql.cells import UNIT  # noqa: E402
from creditdsl.backends.sql.duckdb_runner import table  # noqa: E402
from creditdsl.backends.sql.source import UnfitColumn  # noqa: E402

TEXT = """方案：示例
附件1
数据
  率 = 正确 ÷ 全部
  正确、全部：条
  均分：数值
  台账：是否
  类别：选项 甲、乙
一、考核（15分）
  率 排名赋分 最多5 最少1
  得 均分×2
  台账 得3
  类别 选项 甲 得2 乙 得1
"""
KINDS = {
    "单位": "VARCHAR",
    "正确": "INTEGER",
    "全部": "UINTEGER",
    "均分": "DECIMAL(5,2)",
    "台账": "BOOLEAN",
    "类别": "VARCHAR",
}
ROWS = [
    ("一局", 9, 10, Decimal("1.25"), True, "甲"),
    ("二局", 18, 20, Decimal("0.05"), False, "乙"),
    ("三局", 1, 3, Decimal("2.5"), True, "无"),
    ("四局", 0, 7, Decimal("-1"), True, "甲"),
]


def scored(program: Program, kinds: dict[str, str], rows: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], Any]:
    """Total and state by unit (and period)."""
    with db.connect() as connection:
        connection.execute(f"CREATE TABLE t ({', '.join(f'{name} {kind}' for name, kind in kinds.items())})")
        if rows:
            connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(kinds))})", rows)
        names = {name: name for name in kinds if name != "单位"}
        compiled, relation = table(connection, program, connection.table("t"), names | {UNIT: "单位"})
        found = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
    total = next(one for one in compiled.results if one.definition == program.total)
    width = len(kinds) - len(KINDS) + 1
    return {
        tuple(row.values())[:width]: None
        if total.state is not None and row[total.state]
        else Fraction(row[total.column], total.den)
        for row in found
    }


def expected(program: Program, kinds: dict[str, str], rows: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], Any]:
    def cell(value: Any) -> Any:
        return value if isinstance(value, bool | str) else Fraction(value)

    units = [
        UnitData(
            row[0],
            {
                name: cell(value)
                for name, value in zip(kinds, row, strict=True)
                if name not in ("单位", "期") and value is not None
            },
            row[list(kinds).index("期")] if "期" in kinds else None,
        )
        for row in rows
    ]
    return {
        (one.unit,) if one.period is None else (one.unit, one.period): None
        if isinstance(one.total, Pending)
        else one.total
        for one in periods.score(program, units, interpret).units
    }


@pytest.mark.parametrize("blank", [None, 1, 2, 3, 4, 5])
def test_a_table_and_its_blanks(blank: int | None) -> None:
    program = one_table(TEXT)
    rows = [tuple(None if at == blank else cell for at, cell in enumerate(ROWS[0])), *ROWS[1:]]
    found = scored(program, KINDS, rows)
    assert found == expected(program, KINDS, rows)
    assert (None in found.values()) is (blank is not None)


def test_a_table_without_rows() -> None:
    assert scored(one_table(TEXT), KINDS, []) == {}


def test_each_period_of_a_table_by_itself() -> None:
    program = one_table(TEXT.replace("附件1", "周期：月度\n附件1", 1))
    kinds = {"单位": "VARCHAR", "期": "VARCHAR", **KINDS}
    rows = [
        (row[0], month, *row[1:]) for month in ("2023-01", "2023-02") for row in ROWS[: 3 if month[-1] == "1" else 4]
    ]
    assert scored(program, kinds, rows) == expected(program, kinds, rows)


@pytest.mark.parametrize(
    ("name", "kind"), [("正确", "DOUBLE"), ("均分", "FLOAT"), ("台账", "INTEGER"), ("类别", "BLOB")]
)
def test_a_column_that_cannot_hold_the_measure(name: str, kind: str) -> None:
    with pytest.raises(UnfitColumn) as refused:
        scored(one_table(TEXT), KINDS | {name: kind}, [])
    assert (refused.value.measure, refused.value.type) == (name, kind)
