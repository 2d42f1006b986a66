"""The printed text of a draft: titles, fields and notes, each with its place in the source.

Receives the lines as typed and the tables built of them; promises every stretch of free text once, in document
order, with the table and entry it belongs to. Findings about words and form read what will be printed, never code.
"""

import re
from collections.abc import Iterator

from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.syntax.nodes import Scheme
from creditdsl.syntax.tree import BodyLine, FieldLine, HeadingLine, Line, SchemeTree
from creditdsl.syntax.walk import entries

TITLE, NOTE = "标题", "说明"
_CODE = frozenset(("period", "digits", "total", "columns", "applies", "inapplicable", "unreported"))
"""Fields that are read as rules are, not printed as they stand."""


@node
class Printed:
    """A stretch of printed text. `kind`: TITLE, NOTE (behind a declaration), or a field's stem.

    `offset`: where it starts in its line, 0-based.
    """

    kind: str
    text: str
    line: int
    offset: int
    table: str | None
    ref: str | None

    def span(self, start: int, end: int) -> Span:
        """Return the place of the characters `start` to `end` (exclusive) of the text."""
        return Span.of_line(self.line, self.offset + start, self.offset + end)

    def of(self, match: re.Match[str]) -> Span:
        return self.span(*match.span())


def printed(tree: SchemeTree, scheme: Scheme) -> Iterator[Printed]:
    """Yield every stretch of printed text."""
    places = {table.span.line: (table.name, None) for table in scheme.tables} | {
        entry.span.line: (table.name, entry.ref) for table in scheme.tables for entry in entries(table)
    }
    place: tuple[str | None, str | None] = (None, None)
    for line in tree.lines:
        place = places.get(line.number, place)
        kind, text, before = _free(line)
        if text:
            offset = tree.source.line(line.number).find(text, before)
            yield Printed(kind, text, line.number, offset, *place)


def _free(line: Line) -> tuple[str, str, int]:
    """Return the kind of a line's free text, the text, and a place before it."""
    match line:
        case HeadingLine(title=title):
            return TITLE, title, line.span.column - 1
        case FieldLine(stem=stem, text=text) if stem not in _CODE:
            return stem, text, line.span.column - 1
        case BodyLine(start="declaration", note=note):
            return NOTE, note, line.offset + len(line.text)
        case _:
            return "", "", 0
