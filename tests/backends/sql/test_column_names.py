"""Measures and results that a database would take for one another: renamed, and scored as the interpreter scores."""

import os
from collections.abc import Sequence
from typing import Any

import pytest

from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.ir.program import Program
from creditdsl.scoring.database_query import query_text
from tests.backends.sql.conftest import POSTGRES

pytest.importorskip("sqlglot", reason="the extra duckdb is not installed")

from creditdsl.backends.sql.column_names import ColumnNames

LONG = "行政许可行政处罚行政强制等七类信用信息归集共享"
"""23 characters, 69 bytes."""
CASES: dict[str, tuple[str, ...]] = {
    "the same 63 bytes": (f"{LONG}及时报送量", f"{LONG}准确报送量"),
    "three of the same 63 bytes": (f"{LONG}甲", f"{LONG}乙", f"{LONG}丙", "另外一列"),
    "one is what the other is cut to": (LONG[:21], LONG[:21] + "及时", LONG[:21] + "准确"),
    "one is what the other is renamed to": (f"{LONG}甲", f"{LONG}乙", f"{LONG[:20]}_2"),
    "cut within a character": ("A" + LONG + "甲", "A" + LONG + "乙", "AB" + LONG + "甲", "AB" + LONG + "乙"),
    "four bytes a character": ("𠮷" * 16 + "甲", "𠮷" * 16 + "乙"),
    "case": ("A类报送量", "a类报送量", "APP下载量", "App下载量"),
    "case and renamed": ("A量", "a量", "A量_2"),
    "case beyond ASCII": ("Δ量", "δ量"),
    "names inside the query": ("u", "m1", "c1", "w1", "cells", "M1"),
    "words of SQL": ("select", "from", "user", "order", "current_date", "null"),
    "marks": ("甲$乙", "甲`乙", "甲\\乙", "甲'乙", "甲;乙", "甲--乙", "甲 乙", "甲.乙"),
    "marks and length": (f"{LONG}'甲", f"{LONG}'乙", "`" * 60 + "甲乙", "`" * 60 + "甲丙"),
    "keys in other letters": ("单位数", "期数", "状态"),
}  # fmt: skip


def program_of(measures: Sequence[str]) -> Program:
    lines = ["方案：示例", "附件1 考核指标", "数据"]
    lines += [f"  “{measure}”：条 0至100" for measure in measures]
    for number, measure in enumerate(measures, start=1):
        lines += [f"{number}. 第{number}项（100分）", f"  “{measure}” 每条得{number}"]
    compilation = compile_source(Source("方案.credit", "\n".join(lines) + "\n"))
    assert not [fault for fault in compilation.diagnostics if fault.code.id.startswith("E")], compilation.diagnostics
    (table,) = compilation.tables.values()
    return table.program


def cells(measures: Sequence[str]) -> list[list[int]]:
    """Of three units: no two columns are alike."""
    return [[(3 * unit + 7 * at) % 11 for at in range(len(measures))] for unit in range(3)]


def scores(measures: Sequence[str]) -> list[float]:
    """The total of each unit."""
    return [float(sum((at + 1) * value for at, value in enumerate(row))) for row in cells(measures)]


def columns_for(dialect: str, measures: Sequence[str]) -> list[str]:
    """What the heading of the query says the columns of the table are called."""
    names = ColumnNames(dialect)
    return [names.take(name) for name in ("单位", *measures)]


def asked(execute: Any, dialect: str, measures: Sequence[str]) -> list[float]:
    """Make the table as the heading says, and ask the query for the totals."""
    text = query_text(program_of(measures), dialect, ["考核数据"])
    columns = columns_for(dialect, measures)
    quoted = ['"' + column.replace('"', '""') + '"' for column in columns]
    kinds = ["VARCHAR(20)", *["INTEGER"] * len(measures)]
    execute('DROP TABLE IF EXISTS "考核数据"')
    execute(f'CREATE TABLE "考核数据" ({", ".join(" ".join(pair) for pair in zip(quoted, kinds, strict=True))})')
    for number, row in enumerate(cells(measures)):
        execute(f"INSERT INTO \"考核数据\" VALUES ('{number}局', {', '.join(map(str, row))})")
    names, rows = execute(text)
    assert len({name.casefold() for name in names}) == len(names)
    by_unit = {row[names.index("单位")]: float(row[names.index("总分")]) for row in rows}
    return [by_unit[f"{number}局"] for number in range(len(rows))]


@pytest.mark.parametrize("name", CASES)
def test_duckdb_reads_each_measure_once(name: str) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    with duckdb.connect() as connection:

        def execute(text: str) -> Any:
            cursor = connection.execute(text)
            return [column[0] for column in cursor.description or ()], cursor.fetchall()

        assert asked(execute, "duckdb", CASES[name]) == scores(CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_postgres_reads_each_measure_once(name: str) -> None:
    address = os.environ.get(POSTGRES, "")
    if not address:
        pytest.skip(f"{POSTGRES} names no database")
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:

        def execute(text: str) -> Any:
            cursor = connection.execute(text.encode())
            rows = cursor.fetchall() if cursor.description else []
            return [column.name for column in cursor.description or ()], rows

        assert asked(execute, "postgres", CASES[name]) == scores(CASES[name])


@pytest.mark.parametrize("dialect", ["duckdb", "spark", "postgres"])
@pytest.mark.parametrize("name", CASES)
def test_no_two_columns_are_one(name: str, dialect: str) -> None:
    columns = columns_for(dialect, CASES[name])
    keys = [column.casefold() if dialect != "postgres" else column for column in columns]
    assert len(set(keys)) == len(keys)
    assert dialect != "postgres" or all(len(column.encode()) <= 63 for column in columns)
    assert columns == columns_for(dialect, CASES[name])


def test_what_is_renamed_stands_at_the_head() -> None:
    measures = CASES["the same 63 bytes"]
    text = query_text(program_of(measures), "postgres", ["考核数据"])
    first, second = columns_for("postgres", measures)[1:]
    assert f"-- 数据表的列：“{measures[0]}”在这个数据库里写作“{first}”。\n" in text
    assert f"-- 数据表的列：“{measures[1]}”在这个数据库里写作“{second}”。\n" in text and second.endswith("_2")
    assert f'"{measures[0]}"' not in text
    assert "写作" not in query_text(program_of(measures), "duckdb", ["考核数据"])


def test_results_that_would_be_one_are_told_apart() -> None:
    names = ColumnNames("postgres")
    long = LONG * 2
    columns = [
        names.take(name) for name in (long, f"{long}状态", f"{LONG}先进单位", f"{LONG}先进单位状态", "总分", "总分")
    ]
    assert len(set(columns)) == len(columns) and all(len(column.encode()) <= 63 for column in columns)
    assert columns[-2:] == ["总分", "总分_2"]
