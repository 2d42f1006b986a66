"""The sentences of a document's text, each with its place; spaces inside them mean nothing.

Receives the bodies of a scheme; promises each sentence once, in order. A sentence ends at 。, and a line ends one.
"""

import re
from collections.abc import Iterator, Sequence

from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.syntax.fold import fold_plain
from creditdsl.syntax.nodes import Body

_SENTENCE = re.compile("[^。]+。?")
_NUMBER = re.compile(
    r"(?:[\s\u3000]*(?:第[一二三四五六七八九十百零\d]+条|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]))+"
)


@node
class Sentence:
    """typed: as written, without the number of its line. plain: in half width, without spaces.

    before: the plain words of the sentence before it, which may be the title that it speaks of.
    """

    typed: str
    plain: str
    span: Span
    before: str = ""


def sentences(bodies: Sequence[Body]) -> Iterator[Sentence]:
    """Yield the sentences of all bodies."""
    for body in bodies:
        before = ""
        for index, line in enumerate(body.lines):
            number = _NUMBER.match(line)
            start = number.end() if number else 0
            for match in _SENTENCE.finditer(line, start):
                if match[0].strip():
                    span = body.line_span(index, match.start(), match.end())
                    plain = plain_words(match[0])
                    yield Sentence(match[0].strip(), plain, span, before)
                    before = plain


def plain_words(text: str) -> str:
    """Return a text in half width, without spaces and without 。 at its ends."""
    return re.sub(r"[\s\u3000]", "", fold_plain(text)).strip("。")
