"""The bounds and trends against a second prover, and against random rows scored by the reference engine.

`make prove` draws at least 20,000 random indicators (PROVE: how many schemes of 25); the normal run
draws a few, the same each time.
"""

import os
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest

from creditdsl.backends.interpret import interpret
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Program
from creditdsl.review.bounds import Bounds, RangeEnd
from creditdsl.review.monotone import Verdict, trend
from creditdsl.review.prover.domains import Interval, Value
from tests.review.indicators import scheme
from tests.review.second_prover import GIVEN_UP, agrees, falls

pytestmark = pytest.mark.campaign

ITEMS = 25
SCHEMES = int(os.environ.get("PROVE", "3"))
SEEDS = range(SCHEMES)
TREND_SEEDS = range(max(1, SCHEMES // 40))


def program(seed: int) -> Program:
    compilation = compile_source(Source("示例.credit", scheme(seed, ITEMS)))
    assert not compilation.failed, compilation.diagnostics
    return compilation.tables["附件1"].program


def items(drawn: Program) -> list[str]:
    return [one.name for one in drawn.definitions if one.name.startswith("项:一/")]


@pytest.mark.parametrize("seed", SEEDS)
def test_bounds_are_those_of_the_second_prover(seed: int) -> None:
    drawn = program(seed)
    bounds = Bounds(drawn)
    before = len(GIVEN_UP)
    wrong = {name: agrees(drawn, name, bounds.definition(name)) for name in items(drawn)}
    assert {name: said for name, said in wrong.items() if said} == {}
    if len(GIVEN_UP) > before:
        print(f"z3 gave up {len(GIVEN_UP) - before} questions of scheme {seed}")


@pytest.mark.parametrize("seed", TREND_SEEDS)
def test_trends_are_those_of_the_second_prover(seed: int) -> None:
    drawn = program(seed)
    bounds = Bounds(drawn)
    for name in items(drawn):
        measures = sorted(bounds.variables.of(bounds.variables.bodies[name]))  # type: ignore[arg-type]
        for measure in measures:
            verdict = trend(bounds, name, measure).verdict
            if verdict is not Verdict.OPEN:
                assert falls(drawn, name, measure, True) in (None, verdict is Verdict.REFUTED), (name, measure)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_data_leave_the_bounds_and_witnesses_reach_them(seed: int) -> None:
    drawn, random = program(seed), Random(seed)
    bounds = Bounds(drawn)
    rows = [UnitData(f"单位{n}", _row(bounds, random)) for n in range(40)]
    outcome = interpret(drawn, rows)
    for name in [*items(drawn), "项:一", "总分"]:
        found = bounds.definition(name)
        for unit in outcome.units:
            value = unit.values[name]
            assert isinstance(value, Fraction)
            assert found.low.value is None or found.low.value <= value
            assert found.high.value is None or value <= found.high.value
        assert all(_reached(bounds, drawn, name, end) for end in (found.low, found.high))


def _row(bounds: Bounds, random: Random) -> dict[str, Value]:
    return {measure.name: _drawn(bounds.variables.domains[measure.name], random) for measure in bounds.program.measures}


def _drawn(domain: Interval | tuple[Value, ...], random: Random) -> Value:
    if not isinstance(domain, Interval):
        return random.choice(domain)
    low = Fraction(-20) if domain.low is None else domain.low
    high = low + 120 if domain.high is None else domain.high
    value = low + (high - low) * Fraction(random.choice((0, 1, Fraction(random.randint(0, 1000), 1000))))
    return Fraction(round(value)) if domain.whole else value


def _reached(bounds: Bounds, drawn: Program, name: str, end: RangeEnd) -> bool:
    if not end.met:
        return True
    rows = bounds.witness(end)
    return rows is not None and interpret(drawn, rows).units[0].values[name] == end.value


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ("率 10%以上 得3 每低10百分点得0.5 按比例计", "率 95%以下 得1.5 每低10百分点得5 最高9", "3", "25/2"),
        ("率 每10百分点得0.1 不足一步按一步计", "率 100%以下 得3 每超2百分点得0.5 不足一步按一步计", "3", "46/5"),
    ],
)
def test_rules_of_one_measure_are_looked_at_together(first: str, second: str, low: str, high: str) -> None:
    """No rule is taken by its range alone while another one hangs on the same measure."""
    text = f"方案：示例\n附件1 考核指标\n数据\n  率：比率 0%至120%\n一、考核（积分）\n  {first}\n  {second}\n"
    drawn = compile_source(Source("示例.credit", text)).tables["附件1"].program
    found = Bounds(drawn).definition("总分")
    assert (found.low.value, found.high.value) == (Fraction(low), Fraction(high))
    assert all(end.met or end.near for end in (found.low, found.high))


def test_measures_that_hang_on_hundreds_of_others_are_bounded() -> None:
    names = ["量" + "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in f"{n:03}") for n in range(601)]
    derived = "".join(f"  {one} = {other}＋1\n" for one, other in pairwise(names))
    source = f"方案：示例\n附件1 考核指标\n数据\n{derived}一、考核（10分）\n  {names[0]} 5以上 得10\n"
    compilation = compile_source(Source("示例.credit", source))
    assert not compilation.failed
    found = Bounds(compilation.tables["附件1"].program).definition("总分")
    assert (found.low.value, found.high.value) == (0, 10)
