"""Places in a scheme where a word is wanted: every word of the language and every name that is written in it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from creditdsl.syntax.fold import fold
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.line_tree import Token
from creditdsl.syntax.name_lists import name_places
from creditdsl.syntax.parser import ParseFault, parse_line
from creditdsl.syntax.tree import BlockLine, BodyLine, FieldLine, HeadingLine, Level, Line, RosterLine, SchemeTree

_CLOSED_FIELDS = ("period", "digits", "unreported", "inapplicable", "columns")
_HAN = re.compile("[一-鿿]+")


class Place(NamedTuple):
    """A word at a place: the 1-based line and the 0-based character where it begins."""

    line: int
    start: int
    word: str


def wanted(tree: SchemeTree) -> Iterator[Place]:
    """Yield the words of a text, from left to right. Titles, free texts and numbers are no words of it."""
    for line in tree.lines:
        raw = tree.source.line(line.number)
        for start, word in sorted(_of_line(line, raw)):
            assert raw[start : start + len(word)] == word
            yield Place(line.number, start, word)


def _of_line(line: Line, raw: str) -> Iterator[tuple[int, str]]:
    match line:
        case BodyLine(tree=tree) if tree is not None:
            for token in tree.leaves:
                yield from _of_token(token, raw, line.offset)
        case BlockLine():
            yield raw.index(raw.strip()), raw.strip().rstrip("：")
        case FieldLine():
            word = keywords().field(line.stem)
            yield raw.index(word), word
            start = len(raw) - len(line.text)
            if line.stem in _CLOSED_FIELDS:
                yield from ((start + run.start(), run.group()) for run in _HAN.finditer(line.text))
            if line.stem == "total":
                code = parse_line(fold(line.text), "total")
                assert not isinstance(code, ParseFault)
                for token in code.leaves:
                    yield from _of_token(token, raw, start)
            if line.stem == "applies":
                yield from ((start + at, name) for name, at, _ in name_places(line.text))
        case RosterLine():
            yield raw.index(line.group), line.group
            start = raw.index("：") + 1
            yield from ((start + at, name) for name, at, _ in name_places(raw[start:]))
        case HeadingLine(attributes=attributes):
            if line.level is Level.TABLE:
                yield 0, raw[:2]
            if attributes is not None:
                start = raw.rindex("（")
                yield from ((start + run.start(), run.group()) for run in _HAN.finditer(raw[start : raw.rindex("）")]))
        case _:
            pass


def _of_token(token: Token, raw: str, offset: int) -> Iterator[tuple[int, str]]:
    start, end = offset + token.start, offset + token.end
    text = raw[start:end]
    match token.type:
        case "QUOTED":
            yield start + 1, text[1:-1]
        case "QUANTITY" | "VOID_RULE" | "VOID_REF":
            yield from ((start + run.start(), run.group()) for run in list(_HAN.finditer(text))[-1:])
        case _ if _HAN.match(text):
            yield start, text
