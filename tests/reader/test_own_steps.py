"""The printed sentences of the forms per_unit and standard read back as the same rule, with all their limits."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.drawing import composite, sampled_from
from tests.reader.reading import reads_back
from tests.reader.strategies import NAMES, number

CALM = settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
QUOTED = ("“甲且乙”", "“A级3类数”", "“每月入库总量”", "“明确领导、科室”", "“得5”", "“一次办结率”")


@composite
def limits(draw: DrawFn) -> str:
    cap = draw(sampled_from(["", f"最高{draw(number(1))}"]))
    floor = draw(sampled_from(["", "", f"最低{draw(number(0, 1))}"]))
    return f"{cap} {floor} {draw(sampled_from(['', '扣完为止']))}"


@composite
def steps(draw: DrawFn) -> str:
    """A line of per_unit: a name, a step of a plain size, and points."""
    size = draw(sampled_from(["条", "例", "家", "万元", "5篇", "10百分点", "2.5万元", "0.5百分点"]))
    price = draw(sampled_from("得扣")) + draw(number(1))
    counting = draw(sampled_from(["", "不足一步按一步计", "按比例计"]))
    return f"{draw(sampled_from(NAMES + QUOTED))} 每{size}{price} {counting} {draw(limits())}"


@composite
def standards(draw: DrawFn) -> str:
    """A line of standard in which more is better, or less is."""
    more = draw(st.booleans())
    unit, size = draw(sampled_from([("%", "百分点"), ("条", "条"), ("起", "起")]))
    bound = draw(sampled_from(["不低于", "超过"] if more else ["不超过", "不满"]))
    sides = draw(st.lists(st.booleans(), min_size=1, max_size=2, unique=True))
    moves = [
        f"每{'超' if above else '低'}{draw(number(1, 9))}{size}{'得' if above is more else '扣'}{draw(number(1))}"
        for above in sides
    ]
    missed = more not in sides
    case = draw(sampled_from(["", f"低于 {draw(number(1, 30))}{unit} 不得分"])) if more else ""
    rest = "" if missed or not draw(st.booleans()) else f"其余 得{draw(number(0, 2))}"
    counting = draw(sampled_from(["", "不足一步按一步计", "按比例计"]))
    criterion = f"{bound} {draw(number(40, 90))}{unit}"
    named = draw(sampled_from(NAMES))
    return f"{named} {criterion} 得{draw(number(1))} {' '.join(moves)} {case} {rest} {counting} {draw(limits())}"


@CALM
@given(written=st.one_of(steps(), standards()))
def test_an_own_sentence_reads_back(written: str) -> None:
    reads_back(written)
