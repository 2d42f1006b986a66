"""The printed sentences of the forms per_unit and standard read back as the same rule, with all their limits."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from creditdsl.reader.meanings import Certain
from creditdsl.reader.sentence_reader import read
from tests.drawing import composite, sampled_from
from tests.reader.reading import plain, rule_of, said
from tests.reader.strategies import NAMES, line, number

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
    rule = rule_of(written)
    assume(rule is not None)
    assert rule is not None
    answer = read(said(rule))
    assert isinstance(answer, Certain), (written, said(rule))
    (text,) = answer.reading.lines
    again = rule_of(text)
    assert again is not None and plain(again) == plain(rule), (written, said(rule), text)


@CALM
@given(data=st.data(), stem=sampled_from(["per_unit", "standard"]))
def test_no_own_sentence_reads_back_as_another_rule(data: st.DataObject, stem: str) -> None:
    """Whatever stands in it: formulas, compared names, results of any kind."""
    rule = rule_of(data.draw(line(stem)))
    assume(rule is not None)
    assert rule is not None
    answer = read(said(rule))
    if isinstance(answer, Certain):
        again = [rule_of(text) for text in answer.reading.lines]
        assert [plain(one) for one in again] == [plain(rule)], (said(rule), answer.reading.lines)
