"""Text that is printed as it stands and computes nothing: that of fields, and the body of the document."""

import re
from collections.abc import Mapping

from creditdsl.base.node import field, node
from creditdsl.base.source import Span

_WHOLE = re.compile(r"(?:分|为止|一票否决)\s*$")
"""The end of a paragraph that is a whole clause although no mark stands behind it."""


@node
class Text:
    """A field's free text.

    text: its paragraphs, one a line; a field that is written several times has several. span: of the first.
    """

    text: str
    span: Span = field(compare=False)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(self.text.split("\n"))

    @property
    def sentence(self) -> str:
        """The paragraphs as one text, as a reader of sentences takes them: what ends with points ends a clause."""
        *before, last = self.paragraphs
        return "".join(part + ("；" if _WHOLE.search(part) else "") for part in before) + last

    def with_paragraph(self, text: str) -> "Text":
        """Return the text with one more paragraph."""
        return Text(f"{self.text}\n{text}", self.span)


Fields = Mapping[str, Text]
"""By the field's stem in grammar/keywords.toml."""


@node
class Body:
    """A stretch of the document's own text, 正文, printed word for word.

    lines: as typed. tables_before: the number of tables above it. span: of the line that opens it.
    """

    lines: tuple[str, ...]
    tables_before: int
    span: Span = field(compare=False)

    def line_span(self, index: int, start: int = 0, end: int | None = None) -> Span:
        """Return the span of a part of the line at `index`, or of all of it."""
        return Span.of_line(self.span.line + 1 + index, start, len(self.lines[index]) if end is None else end)
