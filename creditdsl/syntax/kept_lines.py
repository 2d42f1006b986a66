"""A line that was read in an earlier version of a text, and the same line at another place."""

import re
from dataclasses import replace

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.syntax.tree import Blank, BodyLine, FieldLine, HeadingLine, Line


@node
class KeptLine:
    """A line with its messages, and the reader's state behind it."""

    line: Line
    block: str
    declared: re.Pattern[str] | None
    diagnostics: tuple[Diagnostic, ...]

    def moved(self, number: int) -> "KeptLine":
        """Return the line as it is read at another number."""
        return KeptLine(
            _moved_line(self.line, number),
            self.block,
            self.declared,
            self.diagnostics and tuple(_moved_diagnostic(diagnostic, number) for diagnostic in self.diagnostics),
        )


def _moved_line(line: Line, number: int) -> Line:
    match line:
        case Blank():
            return Blank(number, line.comment)
        case BodyLine():
            span = _moved_span(line.span, number)
            return BodyLine(
                number, line.start, line.label, line.text, line.offset, line.tree, line.note, line.comment, span
            )
        case FieldLine():
            return FieldLine(number, line.stem, line.text, line.comment, _moved_span(line.span, number))
        case HeadingLine():
            span = _moved_span(line.span, number)
            return HeadingLine(number, line.level, line.mark, line.title, line.attributes, line.comment, span)
        case _:
            return replace(line, number=number, span=_moved_span(line.span, number))


def _moved_diagnostic(diagnostic: Diagnostic, number: int) -> Diagnostic:
    related = tuple(replace(one, span=_moved_span(one.span, number)) for one in diagnostic.related)
    span = None if diagnostic.span is None else _moved_span(diagnostic.span, number)
    return replace(diagnostic, span=span, related=related)


def _moved_span(span: Span, number: int) -> Span:
    return Span(number, span.column, number, span.end_column)
