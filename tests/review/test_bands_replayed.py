"""Bands at random against the interpreter: a case is said to be dead exactly where no count ever takes it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from creditdsl.backends.interpret import interpret
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.ir.nodes import Label
from creditdsl.ir.outcome import UnitData
from creditdsl.review.findings import band_dead, band_gap, band_overlap, equal_bands
from creditdsl.review.ladder import Ladder
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.stretches import meet

MOST = 8
NUMBERS = st.integers(0, MOST - 1)
ONE_SIDED = st.builds("{}{}条".format, st.sampled_from(["超过", "不满", "不低于", "不超过"]), NUMBERS)
TESTS = (
    ONE_SIDED
    | st.builds("{}条{}".format, NUMBERS, st.sampled_from(["以上", "以下"]))
    | st.builds("{}条".format, NUMBERS)
    | st.tuples(NUMBERS, NUMBERS).map(lambda ends: f"{min(ends)}至{max(ends)}条")
)
CASES = st.lists(st.tuples(TESTS, st.integers(0, 5)), min_size=2, max_size=5)


@given(CASES, st.sampled_from(["", " 其余 得1"]))
def test_dead_cases_are_those_that_no_count_takes(cases: list[tuple[str, int]], rest: str) -> None:
    line = " ".join(f"{test} 得{points}" for test, points in cases)
    text = f"方案：示例\n附件1 考核指标\n一、信息归集（5分）\n  瞒报条数 {line}{rest}\n"
    compilation = compile_source(Source("示例.credit", text))
    assert not compilation.failed, compilation.diagnostics
    draft = ReviewedDraft(compilation)
    (ladder,) = draft.ladders
    rows = [UnitData(str(count), {"瞒报条数": Fraction(count)}) for count in range(MOST + 2)]
    outcome = interpret(compilation.tables["附件1"].program, rows)
    taken = {
        position
        for position in range(1, len(cases) + 1)
        if any(Label("一#1", f"case{position}") in unit.trace for unit in outcome.units)
    }
    dead = {found.span for found in band_dead.find(draft)}
    assert dead == {
        case.span for position, case in enumerate(ladder.cases, 1) if position not in taken and _can(ladder, position)
    }
    for finding in (band_gap, band_overlap, equal_bands):
        assert all(found.message and found.help for found in finding.find(draft))


def _can(ladder: Ladder, position: int) -> bool:
    """Whether any count satisfies the case at all; what lies below zero is not the order's fault."""
    return bool(meet(ladder.cases[position - 1].region or (), ladder.axis.whole))
