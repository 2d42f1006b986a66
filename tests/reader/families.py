"""What the tables of the reader's tests share: a sentence's answer as lines, and a table of sentences as text.

A table is blocks apart by empty lines: the sentence, behind `|` the title and the points of its item where they count,
and below it what it means: lines, `？question` with `answer：lines` for each answer, or `—` where it is not read.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from creditdsl.reader.meanings import Certain, Context, Open, Unread
from creditdsl.reader.sentence_reader import read

BREAK = "⏎"


def answer(sentence: str, title: str = "", points: str = "") -> list[str]:
    """Return what a sentence means, as the lines of a table."""
    context = Context(title, Fraction(points) if points else None)
    match read(sentence.replace(BREAK, "\n"), context):
        case Certain(reading=reading):
            return list(reading.lines)
        case Open(question="", answers=((_, reading),)):
            return list(reading.lines)
        case Open(question=question, answers=answers):
            return [f"？{question}", *(f"{words}：{'；'.join(reading.lines)}" for words, reading in answers)]
        case Unread():
            return ["—"]


def table(text: str) -> Iterator[tuple[str, str, str, list[str]]]:
    """Yield the sentences of a table, each with the title and points of its item and with its lines."""
    for block in re.split(r"\n\s*\n", text.strip()):
        head, *lines = (line.strip() for line in block.strip().splitlines())
        sentence, title, points = (*head.split("|"), "", "")[:3]
        yield sentence, title, points, lines
