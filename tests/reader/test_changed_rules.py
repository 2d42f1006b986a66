"""A hedge, a negation or another number in a sentence of facts, ladders or formulas never goes unnoticed."""

import re

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.drawing import sampled_from
from tests.reader.meaning import UNREAD, meant
from tests.reader.test_facts import FACTS
from tests.reader.test_formulas import FORMULAS
from tests.reader.test_ladders import LADDERS
from tests.reader.test_lists import LISTS
from tests.reader.test_options import OPTIONS

CALM = settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
ROWS = [row for row in (*FACTS, *LADDERS, *LISTS, *OPTIONS, *FORMULAS) if row[3] != UNREAD]
ADDED = (
    "不", "未", "无", "除外", "均", "各", "分别", "倒", "原则上", "同时", "约", "每次", "其中", "减半", "酌情",
    "一次性",
)  # fmt: skip


@CALM
@given(row=sampled_from(ROWS), added=sampled_from(ADDED), data=st.data())
def test_an_added_word_is_noticed(row: tuple[str, str, str, str], added: str, data: st.DataObject) -> None:
    sentence, title, points, lines = row
    at = data.draw(st.integers(0, len(sentence)))
    changed = sentence[:at] + added + sentence[at:]
    assert meant(changed, title, points) != lines, changed


@CALM
@given(row=sampled_from(ROWS), other=sampled_from(["77", "3", "0.7"]), data=st.data())
def test_another_number_is_noticed(row: tuple[str, str, str, str], other: str, data: st.DataObject) -> None:
    sentence, title, points, lines = row
    numbers = list(re.finditer(r"\d+(?:\.\d+)?", sentence))
    assume(numbers)
    number = data.draw(st.sampled_from(numbers))
    assume(number.group() != other)
    changed = sentence[: number.start()] + other + sentence[number.end() :]
    assert meant(changed, title, points) != lines, changed
