"""The reader is fast enough to read every sentence of a scheme on each keystroke of a check."""

from fractions import Fraction

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
