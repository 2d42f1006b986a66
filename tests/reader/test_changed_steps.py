"""A word or a number changed in a sentence is noticed: its lines are others, or it is not read."""

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from creditdsl.reader.lexer import phrases
from tests.drawing import sampled_from
from tests.reader.meaning import meant
from tests.reader.test_full_points import FULL, PARTS
from tests.reader.test_standards import STANDARDS
from tests.reader.test_steps import CAPS, STEPS

WORDS = ("不", "未", "无", "除", "均", "各", "分别", "减半", "加倍", "约", "视情", "原则上", "也", "才", "不重复")
ROWS = (*STEPS, *CAPS, *FULL, *PARTS, *STANDARDS)


@settings(max_examples=200)
@given(row=sampled_from(ROWS), word=sampled_from(WORDS), data=st.data())
def test_a_word_at_a_seam_is_noticed(row: tuple[str, str, str, str], word: str, data: st.DataObject) -> None:
    sentence, title, points, lines = row
    seams = sorted({phrase.start for phrase in phrases(sentence)} | {len(sentence)})
    at = data.draw(st.sampled_from(seams))
    assert meant(sentence[:at] + word + sentence[at:], title, points) != lines


NEGATED = (
    "每报送1条不得0.5分，最高得5分。",
    "每发现一处问题未扣0.5分",
    "完成率不达到100%的得5分，每低1个百分点扣0.5分",
    "完成率约100%得3分，每低5个百分点扣1分",
    "满分5分，每迟报1次约扣0.5分",
)


def test_words_that_turn_what_follows_are_not_part_of_a_name() -> None:
    assert [meant(sentence) for sentence in NEGATED] == ["?"] * len(NEGATED)


def test_words_that_end_like_them_are() -> None:
    assert meant("引进人才每人得1分") == "引进人才 每人得1"
    assert meant("完成签约得2分") == "完成签约 得2"
    assert meant("隐患消除得2分") == "隐患消除 得2"


@settings(max_examples=150)
@given(row=sampled_from(ROWS), data=st.data())
def test_another_number_is_noticed(row: tuple[str, str, str, str], data: st.DataObject) -> None:
    sentence, title, points, lines = row
    numbers = list(re.finditer(r"\d+(?:\.\d+)?", sentence))
    assume(numbers)
    number = data.draw(st.sampled_from(numbers))
    changed = f"{sentence[: number.start()]}77{sentence[number.end() :]}"
    assert meant(changed, title, points) != lines


@settings(max_examples=100)
@given(row=sampled_from(ROWS), data=st.data())
def test_giving_for_taking_is_noticed(row: tuple[str, str, str, str], data: st.DataObject) -> None:
    sentence, title, points, lines = row
    verbs = list(re.finditer(r"[得扣加](?=\d)", sentence))
    assume(verbs)
    verb = data.draw(st.sampled_from(verbs))
    changed = sentence[: verb.start()] + ("得" if verb[0] == "扣" else "扣") + sentence[verb.end() :]
    assert meant(changed, title, points) != lines
