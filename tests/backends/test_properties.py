"""What holds of any scores: order of units is nothing, better is never worse, sums add up, bounds hold."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdsl.backends.interpret import interpret
from creditdsl.base.exact import Rounding, round_to
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Compilation, compile_source
from creditdsl.ir.outcome import Outcome, Pending, UnitData, UnitOutcome
from creditdsl.ir.program import Program, Role
from creditdsl.ir.types import Choice, Count, Mark, Number, Ratio, Truth, Type
from creditdsl.syntax.walk import entries

LVLIANG = Path(__file__).parents[2] / "schemes" / "lvliang-2022" / "scheme.credit"
CENT = Fraction(1, 100)
Cell = Fraction | bool | str


@cache
def lvliang() -> Compilation:
    return compile_source(Source("scheme.credit", LVLIANG.read_text(encoding="utf-8")))


@cache
def compiled(rules: str) -> Compilation:
    compilation = compile_source(Source("示例", f"附件1\n一、考核（10分）\n{rules}\n"))
    assert not compilation.failed
    return compilation


def cell(kind: Type) -> st.SearchStrategy[Cell]:
    """A cell of a measure; few different numbers, so that ties and boundaries come up."""
    match kind:
        case Truth():
            return st.booleans()
        case Count(low=low, high=high):
            return st.integers(int(low or 0), 9 if high is None else int(high)).map(Fraction)
        case Ratio():
            return st.sampled_from([Fraction(n, 100) for n in (-5, 0, 40, 80, 90, 95, 99, 100, 120)])
        case Number():
            return st.builds(Fraction, st.integers(-3, 9), st.sampled_from([1, 2, 3]))
        case Choice(options=options):
            return st.sampled_from([*options, "无"])
        case Mark(low=low, high=high):
            return st.integers(0, 100).map(lambda share: low + (high - low) * Fraction(share, 100))


def unit_cells(program: Program, blanks: bool) -> st.SearchStrategy[dict[str, Cell]]:
    columns = {m.name: cell(m.type) for m in program.measures}
    return st.fixed_dictionaries({}, optional=columns) if blanks else st.fixed_dictionaries(columns)


def named(rows: list[dict[str, Cell]]) -> list[UnitData]:
    return [UnitData(f"单位{i}", row) for i, row in enumerate(rows, 1)]


def scores(unit: UnitOutcome) -> tuple[object, ...]:
    return (dict(unit.items), dict(unit.sections), unit.total, unit.rank, unit.grade)


def by_unit(outcome: Outcome) -> Mapping[str, tuple[object, ...]]:
    return {unit.unit: scores(unit) for unit in outcome.units}


def check_bounds(compilation: Compilation, name: str, outcome: Outcome) -> None:
    """Every entry within [0, its points], printed to the cent; sections sum their items, the total the sections."""
    table, program = compilation.tables[name].table, compilation.tables[name].program
    points = {entry.ref: entry.points for entry in entries(table)}
    for unit in outcome.units:
        for ref, score in {**unit.items, **unit.sections}.items():
            assert isinstance(score, Fraction)
            assert score >= 0
            assert points[ref] is None or score <= points[ref]
            assert score == round_to(score, 2, Rounding.HALF_UP)
        for section in table.sections:
            children = [child.ref for child in section.children]
            if children:
                summed = sum((unit.items[ref] for ref in children), Fraction(0))
                assert unit.sections[section.ref] == min(summed, section.points or summed)
        signed = [-unit.sections[s.ref] if s.role is Role.DEDUCTION else unit.sections[s.ref] for s in program.sections]
        assert unit.total == sum(signed, Fraction(0))


class TestLvliang:
    """The whole scheme with random data of its types."""

    @pytest.mark.parametrize("name", ["附件1", "附件2"])
    @given(data=st.data())
    def test_scores(self, name: str, data: st.DataObject) -> None:
        program = lvliang().tables[name].program
        rows = data.draw(st.lists(unit_cells(program, blanks=False), min_size=1, max_size=5))
        for row in rows:
            for divisor in ("报送量", "企业数"):
                row[divisor] = row[divisor] or Fraction(1)
        units = named(rows)
        outcome = interpret(program, units)
        assert outcome.faults == ()
        check_bounds(lvliang(), name, outcome)
        assert by_unit(interpret(program, data.draw(st.permutations(units)))) == by_unit(outcome)

    @pytest.mark.parametrize("name", ["附件1", "附件2"])
    @given(data=st.data())
    def test_with_blank_cells(self, name: str, data: st.DataObject) -> None:
        """A total is pending exactly where an item is; each fault is a cell that is blank or zero."""
        program = lvliang().tables[name].program
        rows = data.draw(st.lists(unit_cells(program, blanks=True), min_size=1, max_size=3))
        units = named(rows)
        outcome = interpret(program, units)
        cells = {unit.unit: unit.cells for unit in units}
        for fault in outcome.faults:
            found = [cells[fault.unit].get(measure) for measure in fault.measures]
            assert found == [0] if fault.zero_denominator else found == [None]
        for unit in outcome.units:
            waiting = [score for score in unit.items.values() if isinstance(score, Pending)]
            assert isinstance(unit.total, Pending) == bool(waiting)
            assert all(set(score.because) <= set(outcome.faults) for score in waiting)
        assert by_unit(interpret(program, data.draw(st.permutations(units)))) == by_unit(outcome)


RULES = {
    "condition": ["甲事 得3", "非 甲事 且 乙数 3例以上 得3 否则 得1", "甲事 得3 否则 扣2"],
    "per_unit": ["乙数 每例得2 最高7", "乙数 每2例得1 不足一步按一步计", "乙数 每3例扣1 最高扣2"],
    "bands": ["丙率 100%以上 得8 80%以上 得5 其余 得1", "丙率 0%以上 得2 90%以上 得4", "乙数 0例 得4 1至4例 得2"],
    "formula": ["得 7×丙率 最高7", "得 （丁值－1）÷3", "扣 丁值"],
    "ranking": ["丁值 排名赋分 最多5 最少1", "丁值 排名赋分 由低到高 零不得分 并列占位 最多5 最少1"],
    "gap": ["丁值 排名赋分 按差距赋分 最多5 最少1", "丁值 排名赋分 由低到高 按差距赋分 零不得分 最多5 最少1"],
    "after_mark": [
        "丙率 100%以上 得8 其余 排名赋分 最多7 最少0",
        "丙率 95%以上 得8 90%以上 得7.5 其余 排名赋分 最多7 最少2",
    ],
    "groups": ["丁值 排名赋分 前2名 得5 后1名 得0 其余 依次", "丁值 排名赋分 并列占位 后2名 得1 前1名 得5 其余 依次"],
    "steps": [
        "丁值 排名赋分 第一名 得9 每降一名扣2 扣完为止",
        "丁值 排名赋分 由低到高 零不得分 并列占位 第一名 得6 每降一名扣0.4",
    ],
    "places": [
        "丁值 排名赋分 第一名 得9 第二名 得5 其余 得1",
        "丁值 排名赋分 前20% 得9 前50% 得5 其余 得0",
        "丁值 排名赋分 由低到高 并列占位 前2名 得9 后1名 扣2 其余 得1",
        "丁值 排名赋分 零不得分 前3名 得9 后30% 得1 其余 得4",
    ],
    "standard": [
        "丙率 95%以上 得5 每低5百分点扣1 低于80% 不得分",
        "乙数 3例以下 得5 每超1例扣1",
        "丁值 不低于 全体平均（丁值） 得5 每低1扣1 每超1得0.5 最高9 按比例计",
    ],
    "levels": ["己项 选项 甲等 得5 乙等 得3 其余 得1", "己项 选项 甲等 得5 乙等 扣3"],
    "functions": ["得 合计（丙率、乙数）＋最大（丁值、乙数）", "丁值 超过 全体平均（丁值） 得5 否则 扣2"],
    "discretion": ["戊分 酌情 0至5", "戊分 酌情扣 0至2"],
}
DATA = "数据\n  己项：选项 甲等、乙等、丙等\n  乙数：例\n  丙率：比率\n  丁值：数值\n"
ALL_RULES = st.sampled_from([rule for rules in RULES.values() for rule in rules])


@given(lines=st.lists(ALL_RULES, min_size=1, max_size=4), data=st.data())
def test_any_small_scheme(lines: list[str], data: st.DataObject) -> None:
    mark = [line for line in lines if line.startswith("戊分")][:1]
    rules = "\n".join(f"  {line}" for line in [line for line in lines if not line.startswith("戊分")] + mark)
    points = data.draw(st.sampled_from(["（6分）", ""]))
    compilation = compile_source(Source("示例", f"附件1\n{DATA}一、考核{points}\n1. 甲项{points}\n{rules}\n"))
    program = compilation.tables["附件1"].program
    units = named(data.draw(st.lists(unit_cells(program, blanks=False), max_size=6)))
    outcome = interpret(program, units)
    assert outcome.faults == ()
    check_bounds(compilation, "附件1", outcome)
    assert by_unit(interpret(program, data.draw(st.permutations(units)))) == by_unit(outcome)


RANKINGS = [
    *RULES["ranking"],
    *RULES["gap"],
    *RULES["groups"],
    *RULES["steps"],
    *RULES["places"],
    "丁值 8以上 得8 其余 排名赋分 最多7 最少0",
    "丁值 5以下 得8 其余 排名赋分 由低到高 最多7 最少0",
]


def points(program: Program, numbers: list[int]) -> list[Fraction]:
    """Each unit's total, in the order of the numbers."""
    found = interpret(program, named([{"丁值": Fraction(value)} for value in numbers])).units
    totals = [unit.total for unit in found]
    assert all(isinstance(total, Fraction) for total in totals)
    return [total for total in totals if isinstance(total, Fraction)]


@given(numbers=st.lists(st.integers(1, 9), min_size=1, max_size=7), better=st.integers(1, 9))
def test_who_improves_never_loses(numbers: list[int], better: int) -> None:
    """Among positive numbers: 零不得分 is a threshold of its own."""
    for rule in RANKINGS:
        program = compiled(f"  {rule}").tables["附件1"].program
        improved = max(1, numbers[0] - better) if "由低到高" in rule else numbers[0] + better
        assert points(program, [improved, *numbers[1:]])[0] >= points(program, numbers)[0], rule


@given(data=st.data(), numbers=st.lists(st.integers(0, 9), min_size=1, max_size=7))
def test_rankings_know_no_order_of_rows(data: st.DataObject, numbers: list[int]) -> None:
    """Equal numbers get equal points, better ones never fewer, whatever the order of the rows."""
    order = data.draw(st.permutations(range(len(numbers))))
    for rule in RANKINGS:
        program = compiled(f"  {rule}").tables["附件1"].program
        straight, mixed = points(program, numbers), points(program, [numbers[i] for i in order])
        assert mixed == [straight[i] for i in order], rule
        by_number = sorted(zip(numbers, straight, strict=True), reverse="由低到高" in rule)
        ranked = [total for number, total in by_number if number or "零不得分" not in rule]
        assert ranked == sorted(ranked), rule
        assert len(set(by_number)) == len(set(numbers)), rule


@given(numbers=st.lists(st.integers(0, 9), min_size=2, max_size=7))
def test_higher_is_never_less_and_both_ends_are_given(numbers: list[int]) -> None:
    program = compiled("  丁值 排名赋分 最多5 最少1").tables["附件1"].program
    outcome = interpret(program, named([{"丁值": Fraction(value)} for value in numbers]))
    shown = sorted(zip(numbers, (unit.total for unit in outcome.units), strict=True))
    assert [total for _, total in shown] == sorted(total for _, total in shown)
    assert shown[-1][1] == 5
    assert shown[0][1] == (1 if len(set(numbers)) > 1 else 5)
