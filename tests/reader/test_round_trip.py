"""Every form's own sentence with its limits comes back as the same rule; a changed sentence does not."""

import re
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from creditdsl.forms import FORMS
from creditdsl.reader.meanings import Certain
from creditdsl.reader.sentence_reader import MAX_SENTENCE, read
from tests.reader.judging import same
from tests.reader.reading import rule_of, said
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


def certain(sentence: str) -> tuple[str, ...]:
    """The lines of a sentence that has one meaning."""
    answer = read(sentence)
    return answer.reading.lines if isinstance(answer, Certain) else ()


@pytest.mark.parametrize("stem", [form.stem for form in FORMS])
@CALM
@given(data=st.data())
def test_own_sentence_never_comes_back_as_another_rule(stem: str, data: st.DataObject) -> None:
    written = data.draw(line(stem))
    rule = rule_of(written)
    assume(rule is not None and type(rule.body).stem == stem)  # type: ignore[attr-defined]
    assert rule is not None
    sentence = said(rule)
    assume(len(sentence) <= MAX_SENTENCE)
    assume(stem != "levels" or sentence.count("的，") > 2)  # one option reads as a condition, too
    assume(stem != "condition" or not re.search("且|或者", sentence))  # what is joined reads as one condition, too
    if lines := certain(sentence):
        rules = [rule for rule in lines if not rule.startswith("标题：")]
        assert same(rules, [written.strip()]), (written, sentence, lines)


@pytest.mark.parametrize("stem", [form.stem for form in FORMS])
@CALM
@given(data=st.data())
def test_changed_number_is_another_reading(stem: str, data: st.DataObject) -> None:
    rule = rule_of(data.draw(line(stem)))
    assume(rule is not None)
    assert rule is not None
    sentence = said(rule)
    found = list(re.finditer(r"\d+(?:\.\d+)?", sentence))
    assume(found)
    number = data.draw(st.sampled_from(found))
    others = [n for n in ("77", "0.7", "41", "1", "0") if Fraction(n) != Fraction(number.group())]
    changed = sentence[: number.start()] + data.draw(st.sampled_from(others)) + sentence[number.end() :]
    was, now = certain(sentence), certain(changed)
    assert not now or now != was, (sentence, changed, now)


@pytest.mark.parametrize("stem", [form.stem for form in FORMS])
@CALM
@given(data=st.data())
def test_added_clause_is_never_dropped(stem: str, data: st.DataObject) -> None:
    rule = rule_of(data.draw(line(stem)))
    assume(rule is not None)
    assert rule is not None
    sentence = said(rule).rstrip("。")
    places = [match.start() for match in re.finditer("“[^”]*”|([，；]|$)", sentence) if match[1] is not None]
    place, added = data.draw(st.sampled_from(places)), data.draw(st.sampled_from(ADDED))
    changed = sentence[:place] + added + sentence[place:]
    assert certain(changed) == () or certain(changed) != certain(sentence), (sentence, changed)
