"""The reader is fast enough to read every sentence of a scheme on each keystroke of a check."""

from fractions import Fraction

import pytest

from creditdsl.reader.joiners.claim import dated
from creditdsl.reader.meanings import Context
from creditdsl.reader.sentence_reader import read
from tests.pace import within
from tests.reader.gold.entries import BREAK, FILES, entries

MILLISECONDS = 2
"""What a sentence of the gold files may take on average, of processor time."""


def test_a_sentence_takes_two_milliseconds() -> None:
    sentences = [
        (entry.text.replace(BREAK, "\n"), Context(entry.title, Fraction(entry.points) if entry.points else None))
        for path in FILES
        for entry in entries(path)
    ]
    read(*sentences[0])
    with within(MILLISECONDS * len(sentences) / 1000):
        for text, context in sentences:
            read(text, context)


@pytest.mark.parametrize("letter", ["1", "A", "一", "“", "每"])
def test_a_long_name_is_looked_through_once(letter: str) -> None:
    with within(1):
        assert not dated(letter * 100_000)


@pytest.mark.parametrize(
    ("name", "has_dates"),
    [
        ("2025年12月底前办结件数", True),
        ("“100%”任务完成数", True),
        ("1" * 50 + "小时值班", False),
        ("文件" + "1" * 50, False),
        ("“" + "1" * 50 + "”文件办结数", True),
    ],
)
def test_what_is_a_date_in_a_name(name: str, has_dates: bool) -> None:
    assert dated(name) is has_dates
