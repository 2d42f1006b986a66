"""A section with 适用 over an item with its own: the section is asked first, and every row adds up."""

from fractions import Fraction
from itertools import product

import pytest

from creditdsl.backends.engines import engine
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.ir.outcome import Inapplicable, UnitData
from creditdsl.ir.program import Program

WAYS = ("不计分", "得满分", "取平均分")
HEAD = """\
方案：示例
附件1 考核指标
名单
  单位：甲县、乙县、丙县、丁县
  组：甲县、乙县
  小组：甲县、丁县
"""
SECTION = """\
{number}、考核{number}（15分）
适用：组
不适用：{outer}
1. 甲项{number}（10分）
  得 甲数
2. 乙项{number}（5分）
适用：小组
不适用：{inner}
  得 乙数
"""
ROWS = (
    UnitData("甲县", {"甲数": Fraction(4), "乙数": Fraction(3)}),
    UnitData("乙县", {"甲数": Fraction(6)}),
    UnitData("丙县", {}),
    UnitData("丁县", {}),
)
IN_SECTION = {"不计分": (6, None, 6), "得满分": (6, 5, 11), "取平均分": (6, 3, 9)}
"""乙县, by the item's 不适用: the two items and the section; None is 不适用."""
OUTSIDE = {"不计分": (None, None, 0), "得满分": (10, 5, 15), "取平均分": (5, 3, 8)}
"""丙县, and 丁县 which only the item names, by the section's 不适用."""
COMBINATIONS = dict(zip("一二三四五六七八九", product(WAYS, WAYS), strict=True))


@pytest.fixture(scope="module")
def program() -> Program:
    sections = (
        SECTION.format(number=number, outer=outer, inner=inner) for number, (outer, inner) in COMBINATIONS.items()
    )
    result = compile_source(Source("case.credit", HEAD + "".join(sections)))
    assert not result.diagnostics
    return result.tables["附件1"].program


@pytest.mark.parametrize("name", ["exact", "columns", "duckdb"])
def test_the_section_is_asked_first(name: str, program: Program) -> None:
    outcome = engine(name)(program, ROWS)
    assert not outcome.faults
    for unit in outcome.units:
        for number, (outer, inner) in COMBINATIONS.items():
            items = [unit.items[ref] for ref in (f"{number}/1", f"{number}/2")]
            points = tuple(None if isinstance(score, Inapplicable) else score for score in items)
            expected = {"甲县": (4, 3, 7), "乙县": IN_SECTION[inner]}.get(unit.unit, OUTSIDE[outer])
            assert (*points, unit.sections[number]) == expected, (unit.unit, outer, inner)
            assert sum(score for score in points if score is not None) == unit.sections[number]
