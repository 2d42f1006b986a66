"""What the tests of families of sentences share: a sentence's answer in one line."""

from fractions import Fraction

from creditdsl.reader.meanings import Certain, Context, Open, Unread
from creditdsl.reader.sentence_reader import read

UNREAD = "?"
ASKED = "？"
"""Stands before the lines of answers in `surely`."""


def meant(sentence: str, title: str = "", points: str = "") -> str:
    """Return the lines of a sentence: ；divides them, ｜ the answers of a question; ? where it is unread."""
    match read(sentence, Context(title, Fraction(points) if points else None)):
        case Certain(reading=reading):
            return "；".join(reading.lines)
        case Open(answers=answers):
            return " ｜ ".join("；".join(reading.lines) for _, reading in answers)
        case Unread():
            return UNREAD


def surely(sentence: str, title: str = "", points: str = "") -> str:
    """Return the lines of a sentence as `meant` does, behind ASKED where anything is asked."""
    asked = isinstance(read(sentence, Context(title, Fraction(points) if points else None)), Open)
    return f"{ASKED if asked else ''}{meant(sentence, title, points)}"
