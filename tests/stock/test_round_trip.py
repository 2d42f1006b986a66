"""Every form's own sentence with its caps comes back as the same rule; a changed sentence does not."""

import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from creditdsl.compiler.stock import offer
from creditdsl.compiler.stock_idioms import numbers
from creditdsl.forms import FORMS
from creditdsl.forms.bands import _narrow_first
from tests.stock.reading import plain, rule_of, said
from tests.stock.strategies import line

_PLACED = ("levels", "ranking_places", "standard")
"""Forms whose cases are no ladder of comparisons; in one, a band that can never be met is put elsewhere."""
ADDED = (
    "，逾期加倍",
    "，情节严重的加倍扣分",
    "，未完成的除外",
    "，每年一次",
    "，由市信用办认定",
    "，其中重点单位减半",
    "，不重复计分",
)
CALM = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


@pytest.mark.parametrize("stem", [form.stem for form in FORMS])
@CALM
@given(data=st.data())
def test_own_sentence_comes_back(stem: str, data: st.DataObject) -> None:
    written = data.draw(line(stem))
    rule = rule_of(written)
    assume(rule is not None and type(rule.body).stem == stem)  # type: ignore[attr-defined]
    assert rule is not None
    cases = getattr(rule.body, "cases", ())
    assume(type(rule.body).stem in _PLACED or list(_narrow_first(list(cases))) == list(cases))
    sentence = said(rule)
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
    places = [match.start() for match in re.finditer("[，；]|$", sentence)]
    place, added = data.draw(st.sampled_from(places)), data.draw(st.sampled_from(ADDED))
    changed = sentence[:place] + added + sentence[place:]
    assert offer(changed) == (), (sentence, changed)
