"""`textDocument/selectionRange`: from the word at a caret outwards: phrase, rule, line, item, section, table, text."""

from collections.abc import Iterator

from creditdsl.base.source import Span
from creditdsl.server.analysis import Analysis
from creditdsl.server.features.outline_parts import Part, parts_of
from creditdsl.server.open_document import Caret, Document
from creditdsl.server.request_params import Params
from creditdsl.syntax.line_tree import LineTree, Token
from creditdsl.syntax.place import Place
from creditdsl.syntax.tree import Blank, BodyLine


def selection_ranges(analysis: Analysis, document: Document, params: Params) -> object:
    """Return for each position the chain of ranges around it, the inmost first."""
    return [_chain(analysis, document, document.caret(position)) for position in params.items("positions")]


def _chain(analysis: Analysis, document: Document, caret: Caret) -> dict[str, object]:
    lines = analysis.source.lines
    text = Span(1, 1, len(lines), len(lines[-1]) + 1)
    chain: dict[str, object] = {"range": document.range(text)}
    inmost = text
    for span in (*_parts(analysis, caret), *_in_line(analysis, caret)):
        if span != inmost and _holds(inmost, span):
            chain, inmost = {"range": document.range(span), "parent": chain}, span
    return chain


def _parts(analysis: Analysis, caret: Caret) -> Iterator[Span]:
    """Yield the parts around a line, the outmost first."""
    parts: tuple[Part, ...] = analysis.once(parts_of)
    while part := next((part for part in parts if part.first <= caret.line <= part.last), None):
        yield Span(part.first, 1, part.last, len(analysis.source.line(part.last)) + 1)
        parts = part.parts


def _in_line(analysis: Analysis, caret: Caret) -> Iterator[Span]:
    """Yield the line, its code, and the productions around a column down to one word."""
    if caret.line > len(analysis.tree.lines):
        return  # a text that was too long to read
    line = analysis.tree.lines[caret.line - 1]
    yield Span(caret.line, 1, caret.line, len(analysis.source.line(caret.line)) + 1)
    if not isinstance(line, Blank):
        yield line.span
    if not isinstance(line, BodyLine) or line.tree is None:
        return
    place = Place(line.number, line.offset, line.text)
    around: Token | LineTree | None = line.tree
    while around is not None:
        span = place.span(around) if isinstance(around, Token) else place.cover(around)
        yield span
        inner = [] if isinstance(around, Token) else [child for child in around.children if _spans(child, place, caret)]
        around = inner[0] if inner else None


def _spans(child: Token | LineTree, place: Place, caret: Caret) -> bool:
    if isinstance(child, LineTree) and not child.children:
        return False
    span = place.span(child) if isinstance(child, Token) else place.cover(child)
    return span.column <= caret.column <= span.end_column


def _holds(outer: Span, inner: Span) -> bool:
    return (outer.line, outer.column) <= (inner.line, inner.column) and (inner.end_line, inner.end_column) <= (
        outer.end_line,
        outer.end_column,
    )
