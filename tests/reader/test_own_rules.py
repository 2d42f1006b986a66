"""The printed sentences of the forms condition, bands, levels and formula read back as the same rule."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.drawing import composite, sampled_from
from tests.reader.reading import reads_back
from tests.reader.strategies import NAMES, names, number

CALM = settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])


@composite
def bound(draw: DrawFn) -> str:
    word = draw(sampled_from(["不低于", "不超过", "超过", "不满", "等于"]))
    return f"{word} {draw(number(1, 99))}{draw(sampled_from(['%', '条', '家', '万元']))}"


@composite
def conditions(draw: DrawFn) -> str:
    """A line of condition: facts and comparisons, some of them denied, with an else."""
    atoms = [
        draw(sampled_from(["", "", "非 "]))
        + (draw(names()) if draw(st.booleans()) else f"{draw(names())} {draw(bound())}")
        for _ in range(draw(st.integers(1, 3)))
    ]
    when = atoms[0] + "".join(f" {draw(sampled_from(['且', '或']))} {atom}" for atom in atoms[1:])
    rest = draw(
        sampled_from(["", "", f"否则 扣{draw(number(1, 9))}", f"否则 得{draw(number(1, 9))}", "否则（2）不得分"])
    )
    return f"{when} {draw(sampled_from('得得扣'))}{draw(number(1))} {rest}"


@composite
def ladders(draw: DrawFn) -> str:
    """A line of bands from the best case downwards, with what the rest gets."""
    unit = draw(sampled_from(["%", "条", "万元"]))
    ends = sorted(draw(st.lists(st.integers(1, 99), min_size=2, max_size=4, unique=True)), reverse=True)
    cases = [f"{end}{unit}以上 得{draw(number(1))}" for end in ends]
    rest = draw(sampled_from(["", "其余 不得分", f"其余 得{draw(number(0, 3))}", f"其余 扣{draw(number(1, 3))}"]))
    return f"{draw(names())} {' '.join(cases)} {rest}"


@composite
def choices(draw: DrawFn) -> str:
    """A line of levels with points for each option."""
    options = draw(st.permutations(["创新奖", "特别创新奖", "一等奖", "无", "优秀", "“优且良”"]))[
        : draw(st.integers(1, 4))
    ]
    given = " ".join(f"{option} {draw(sampled_from('得得扣'))}{draw(number(1))}" for option in options)
    rest = draw(sampled_from(["", f"其余 得{draw(number(0, 3))}", f"其余 扣{draw(number(1, 3))}"]))
    return f"{draw(sampled_from(NAMES))} 选项 {given} {rest}"


@composite
def formulas(draw: DrawFn) -> str:
    """A line of formula in which every name is words only."""
    one, two = draw(sampled_from(NAMES)), draw(sampled_from(NAMES))
    times = draw(number(1))
    shapes = [f"{one}×{times}", f"（1-{one}）×{times}", f"{one}÷{two}×{times}", f"{one}÷全体最高（{one}）×{times}"]
    return f"得 {draw(sampled_from(shapes))} {draw(sampled_from(['', f'最高{draw(number(1))}']))}"


@CALM
@given(written=st.one_of(conditions(), ladders(), choices(), formulas()))
def test_an_own_sentence_reads_back(written: str) -> None:
    reads_back(written)
