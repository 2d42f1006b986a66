"""`textDocument/formatting` and `rangeFormatting`: the layout of `fmt`, as the edits of single lines."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from creditdsl.base.source import Source, Span
from creditdsl.compiler.build import build
from creditdsl.formatter.lines import format_line
from creditdsl.formatter.scheme import layout
from creditdsl.server.analysis import Analysis
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.tree import Blank, BodyLine, Line


def formatting(analysis: Analysis, document: Document, params: Params) -> object:
    """Return the edits to what `fmt` writes; none where it leaves the text as it is."""
    text = None if analysis.hidden else layout(analysis.source).text
    if text is None:
        return None
    old, new = list(analysis.source.lines), text.split("\n")
    return [_edit(document, first, last, new[start:end]) for first, last, start, end in _changes(old, new)]


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the 0-based lines that differ: from, to in the old text, from, to in the new one."""
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield first, last, start, end


def _edit(document: Document, first: int, last: int, lines: list[str]) -> dict[str, object]:
    """Return the edit that puts lines in the place of the old ones, with their ends."""
    count = len(document.lines)
    if last < count:
        span, text = Span(first + 1, 1, last + 1, 1), "".join(f"{line}\n" for line in lines)
    elif first:
        end = len(document.lines[-1]) + 1
        span, text = Span(first, len(document.lines[first - 1]) + 1, count, end), "".join(f"\n{line}" for line in lines)
    else:
        span, text = Span(1, 1, count, len(document.lines[-1]) + 1), "\n".join(lines)
    return {"range": document.range(span), "newText": text}


def range_formatting(analysis: Analysis, document: Document, params: Params) -> object:
    """Return the edits of the lines of a range that can be read; nothing moves, and the meaning stays."""
    if analysis.hidden:
        return None
    span = document.span(params.item("range"))
    last = span.end_line - (span.end_column == 1 and span.end_line > span.line)
    laid_out = {line.number: _laid_out(line) for line in analysis.tree.lines[span.line - 1 : last]}
    changed = {
        number: text for number, text in laid_out.items() if text is not None and text != document.source.line(number)
    }
    if not changed or not _same_meaning(analysis, changed):
        return []
    return [{"range": document.line_range(number), "newText": text} for number, text in changed.items()]


def _laid_out(line: Line) -> str | None:
    """Return a line as `fmt` lays it out; None where it cannot be read, or is empty or a comment."""
    if isinstance(line, Blank) or (isinstance(line, BodyLine) and line.tree is None):
        return None
    comment = f"  {line.comment}" if line.comment else ""
    return format_line(line) + comment


def _same_meaning(analysis: Analysis, changed: dict[int, str]) -> bool:
    """Return whether the text with other lines builds the same scheme."""
    lines = [changed.get(number, text) for number, text in enumerate(analysis.source.lines, 1)]
    tree, _ = read_lines(Source(analysis.source.name, "\n".join(lines)))
    return build(tree)[0] == build(analysis.tree)[0]
