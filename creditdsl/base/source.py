"""Source text and the places in it.

Receives a file's name and decoded text; promises line access and spans whose columns are exact
characters of the text as typed. Every message about a file points at a span.
"""

from creditdsl.base.node import field, node


@node
class Span:
    """A stretch of one or more lines; 1-based, columns count characters, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of_line(cls, line: int, start: int, end: int) -> "Span":
        """Return the span of 0-based characters start (inclusive) to end (exclusive) of a 1-based line."""
        return cls(line, start + 1, line, max(end, start + 1) + 1)

    def to(self, other: "Span") -> "Span":
        """Return the span from the start of this one to the end of the other."""
        return Span(self.line, self.column, other.end_line, other.end_column)


@node
class Source:
    """A named text split into lines (without their ends)."""

    name: str
    text: str
    lines: tuple[str, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        normal = self.text.replace("\r\n", "\n").replace("\r", "\n")
        object.__setattr__(self, "lines", tuple(normal.split("\n")))

    def line(self, number: int) -> str:
        """Return the text of a 1-based line; empty outside the file."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""
