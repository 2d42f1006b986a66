"""A word that hedges, put anywhere between two phrases of a sentence, changes its answer; so does another number."""

import re

import pytest

from creditdsl.reader.lexer import phrases
from tests.reader.meaning import UNREAD, meant
from tests.reader.test_discretion import DISCRETION, STATEMENTS
from tests.reader.test_grades import CHANGES, GRADES
from tests.reader.test_rankings import RANKINGS

HEDGES = ("未", "无", "除", "再", "另", "倒", "约", "近", "只", "原则上")
ROWS = [
    *(row[:3] for row in (*RANKINGS, *DISCRETION)),
    *((sentence, "", "") for sentence, lines in (*GRADES, *CHANGES, *STATEMENTS) if lines != UNREAD),
]


@pytest.mark.parametrize(("sentence", "title", "points"), ROWS)
def test_no_hedge_goes_unnoticed(sentence: str, title: str, points: str) -> None:
    plain = meant(sentence, title, points)
    seams = sorted({at for phrase in phrases(sentence) for at in (phrase.start, phrase.end)})
    hedged = [sentence[:at] + hedge + sentence[at:] for at in seams for hedge in HEDGES]
    assert [changed for changed in hedged if meant(changed, title, points) == plain] == []


@pytest.mark.parametrize(("sentence", "title", "points"), ROWS)
def test_no_number_goes_unnoticed(sentence: str, title: str, points: str) -> None:
    plain = meant(sentence, title, points)
    changed = [
        sentence[: match.start()] + "77" + sentence[match.end() :] for match in re.finditer(r"\d+(?:\.\d+)?", sentence)
    ]
    assert [other for other in changed if meant(other, title, points) == plain] == []
