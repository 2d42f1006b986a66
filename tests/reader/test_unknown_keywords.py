"""A keyword of the language that no phrase knows makes a sentence unread; it is never a part of a name."""

import pytest

from creditdsl.reader.lexicon import KEYWORDS
from creditdsl.reader.meanings import Unread
from creditdsl.reader.sentence_reader import read
from creditdsl.syntax.keywords import keywords

BEFORE_NUMBERS = [word for entry in keywords().words.values() if entry.until == "number" for word in entry.words]


def test_there_are_some() -> None:
    assert BEFORE_NUMBERS and KEYWORDS


@pytest.mark.parametrize("word", BEFORE_NUMBERS)
def test_a_keyword_before_a_number_is_in_no_name(word: str) -> None:
    assert isinstance(read(f"合格率在{word}60%以上的，得3分"), Unread)
