"""Every form's own sentence with its limits comes back as the same rule; a changed sentence does not."""

import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from creditdsl.forms import FORMS
from creditdsl.reader.idioms import numbers
from creditdsl.reader.offers import MAX_LINE, offer
from tests.reader.reading import plain, rule_of, said
from tests.reader.strategies import line

ADDED = (
    "，逾期加倍",
    "，情节严重的加倍扣分",
    "，未完成的除外",
    "，每年一次",
    "，由市信用办认定",
    "，其中重点单位减半",
    "，不重复计分",
)
CALM = settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])


@pytest.mark.parametrize("stem", [form.stem for form in FORMS])
@CALM
@given(data=st.data())
def test_own_sentence_comes_back(stem: str, data: st.DataObject) -> None:
    written = data.draw(line(stem))
    rule = rule_of(written)
    assume(rule is not None and type(rule.body).stem == stem)  # type: ignore[attr-defined]
    assert rule is not None
    sentence = said(rule)
    assume(len(sentence) <= MAX_LINE)  # the reader takes on nothing longer
    offered = offer(sentence)
    assert len(offered) == 1, (written, sentence, offered)
    again = rule_of(offered[0])
    assert again is not None and plain(again) == plain(rule), (written, sentence, offered)


@pytest.mark.parametrize("stem", [form.stem for form in FORMS])
@CALM
@given(data=st.data())
def test_changed_number_is_another_offer(stem: str, data: st.DataObject) -> None:
    rule = rule_of(data.draw(line(stem)))
    assume(rule is not None)
    assert rule is not None
    sentence = said(rule)
    found = list(re.finditer(r"\d+(?:\.\d+)?", sentence))
    assume(found)
    one = data.draw(st.sampled_from(found))
    other = data.draw(
        st.sampled_from(["77", "0.7", "41", "1", "0"]).filter(lambda n: numbers(n) != numbers(one.group()))
    )
    changed = sentence[: one.start()] + other + sentence[one.end() :]
    was, now = offer(sentence), offer(changed)
    assert not now or now != was, (sentence, changed, now)


@pytest.mark.parametrize("stem", [form.stem for form in FORMS])
@CALM
@given(data=st.data())
def test_added_clause_is_no_offer(stem: str, data: st.DataObject) -> None:
    rule = rule_of(data.draw(line(stem)))
    assume(rule is not None)
    assert rule is not None
    sentence = said(rule).rstrip("。")
    places = [match.start() for match in re.finditer("“[^”]*”|([，；]|$)", sentence) if match[1] is not None]
    place, added = data.draw(st.sampled_from(places)), data.draw(st.sampled_from(ADDED))
    changed = sentence[:place] + added + sentence[place:]
    assert offer(changed) == (), (sentence, changed)


SENTENCES = (
    ("“甲且乙” 得2", "“甲且乙”的，得2分，否则不得分。", "“甲且乙” 得2"),
    ("“A级3类数” 每类得2", "“A级3类数”每类得2分。", "“A级3类数” 每类得2"),
    ("“信息条数” 每条得2", "信息条数每条得2分。", "信息条数 每条得2"),
    ("甲机制 或 乙机制 得2", "甲机制或者乙机制的，得2分，否则不得分。", "甲机制 或 乙机制 得2"),
    (
        "甲÷乙 80%以上 得2 分母为零 得满分",
        "甲÷乙在80%以上的，得2分，否则不得分；分母为零的，得满分。",
        "甲÷乙 80%以上 得2 分母为零 得满分",
    ),
    (
        "甲率 60%以上 得1 80%以上 得3 70%以上 得2",
        "甲率在80%以上的，得3分；在70%以上的，得2分；在60%以上的，得1分；其余的，不得分。",
        "甲率 80%以上 得3 70%以上 得2 60%以上 得1",
    ),
    (
        "甲率 80%以上 得3 60%以上 得2 其余 不得分",
        "甲率在80%以上的，得3分；在60%以上的，得2分；其余的，不得分。",
        "甲率 80%以上 得3 60%以上 得2",
    ),
    (
        "甲率 80%以上 得3 60%以上 得2 其余 得0",
        "甲率在80%以上的，得3分；在60%以上的，得2分；其余的，得0分。",
        "甲率 80%以上 得3 60%以上 得2 其余 得0",
    ),
    ("瞒报 0条 扣0 最高30", "瞒报为0条的，扣0分，否则不得分，最高得30分。", "瞒报 0条 扣0 最高30"),
    (
        "甲率+按时率 0% 不得分 其余 排名赋分 最多5 最少1",
        "甲率＋按时率为0%的，不得分；其余的按甲率＋“按时率”由高到低排名，首位得5分，末位得1分，中间依次赋分。",
        "甲率+按时率 0% 不得分 其余 排名赋分 最多5 最少1",
    ),
    ("瞒报 扣3 否则 不得分", "瞒报的，扣3分，否则不扣分。", "瞒报 扣3"),
)


@pytest.mark.parametrize(("written", "printed", "read"), SENTENCES)
def test_sentence(written: str, printed: str, read: str) -> None:
    rule = rule_of(written)
    assert rule is not None and said(rule) == printed
    assert offer(printed) == (read,)
    assert plain(rule_of(read)) == plain(rule)


def test_nothing_stands_behind_steps_on_every_side() -> None:
    assert rule_of("合格率 95%以上 得2 每低1%扣0.2") is not None
    assert rule_of("合格率 95%以上 得2 每低1%扣0.2 其余 得1") is None
