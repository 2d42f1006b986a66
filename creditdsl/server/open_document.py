"""A text that an editor has open, and the way between its positions and those of the compiler.

LSP counts lines and code units from 0; the client may choose UTF-8, UTF-16 or UTF-32 units. The compiler counts lines
and characters from 1. A position behind the end of its line stands for that end, as LSP has it.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from urllib.parse import unquote

from creditdsl.base.node import node
from creditdsl.base.source import Source, Span
from creditdsl.server.request_params import BadParams, Params


class Encoding(StrEnum):
    """The code units in which a client counts the characters of a line."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"


@node
class Caret:
    """A place between two characters: the 1-based line, and the column of the character behind it."""

    line: int
    column: int


@node
class Document:
    """One version of an open text."""

    uri: str
    version: int | None
    source: Source
    encoding: Encoding = Encoding.UTF16

    @property
    def lines(self) -> tuple[str, ...]:
        return self.source.lines

    def caret(self, position: Params) -> Caret:
        """Return the place of an LSP position; behind the last line, the end of the text."""
        line, units = position.count("line"), position.count("character")
        if line >= len(self.lines):
            return Caret(len(self.lines), len(self.lines[-1]) + 1)
        return Caret(line + 1, _characters(self.lines[line], units, self.encoding) + 1)

    def span(self, range_: Params) -> Span:
        """Return the span of an LSP range."""
        start, end = self.caret(range_.item("start")), self.caret(range_.item("end"))
        if (start.line, start.column) > (end.line, end.column):
            raise BadParams("range")
        return Span(start.line, start.column, end.line, end.column)

    def position(self, line: int, column: int) -> dict[str, int]:
        """Return the LSP position of a 1-based line and column."""
        before = self.source.line(line)[: max(column - 1, 0)]
        return {"line": line - 1, "character": _units(before, self.encoding)}

    def range(self, span: Span) -> dict[str, dict[str, int]]:
        """Return the LSP range of a span; it does not reach beyond the ends of its lines."""
        return {
            "start": self.position(span.line, span.column),
            "end": self.position(span.end_line, span.end_column),
        }

    def line_range(self, line: int) -> dict[str, dict[str, int]]:
        """Return the LSP range of a whole line, without its end."""
        return self.range(Span(line, 1, line, len(self.source.line(line)) + 1))

    def changed(self, changes: Sequence[Params], version: int | None) -> "Document":
        """Return the document after the content changes of LSP, each made on the result of the one before."""
        document = self
        for change in changes:
            document = document._with(change)
        return replace(document, version=version)

    def _with(self, change: Params) -> "Document":
        text = change.text("text")
        if "range" in change.value:
            span = self.span(change.item("range"))
            lines = self.lines
            head = (*lines[: span.line - 1], lines[span.line - 1][: span.column - 1] + text)
            last = lines[span.end_line - 1][span.end_column - 1 :]
            text = "\n".join((*head[:-1], head[-1] + last, *lines[span.end_line :]))
        return replace(self, source=Source(self.source.name, text))


def file_name(uri: str) -> str:
    """Return the last part of an address as a reader knows it: `方案.credit`."""
    return unquote(uri.rstrip("/").rsplit("/", 1)[-1]) or uri


def _units(text: str, encoding: Encoding) -> int:
    """Return the length of a text in code units."""
    match encoding:
        case Encoding.UTF8:
            return len(text.encode("utf-8", "surrogatepass"))
        case Encoding.UTF16:
            return len(text.encode("utf-16-le", "surrogatepass")) // 2
        case Encoding.UTF32:
            return len(text)


def _characters(line: str, units: int, encoding: Encoding) -> int:
    """Return how many characters of a line the code units hold; one that they cut in two is left out."""
    if encoding is Encoding.UTF32:
        return min(units, len(line))
    for at, char in enumerate(line):
        units -= _units(char, encoding)
        if units < 0:
            return at
    return len(line)
