"""`textDocument/documentSymbol`: the outline of a text; and `foldingRange`: the parts that take several lines."""

from collections.abc import Iterator

from creditdsl.base.source import Span
from creditdsl.server.analysis import Analysis
from creditdsl.server.features.outline_parts import Part, parts_of
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params


def document_symbols(analysis: Analysis, document: Document, params: Params) -> object:
    """Return the outline as a tree."""
    return [_symbol(part, document) for part in analysis.once(parts_of)]


def _symbol(part: Part, document: Document) -> dict[str, object]:
    last = Span(part.last, 1, part.last, len(document.source.line(part.last)) + 1)
    return {
        "name": part.name,
        "detail": part.detail,
        "kind": int(part.kind),
        "range": document.range(Span(part.first, 1, part.first, 1).to(last)),
        "selectionRange": document.range(part.title),
        "children": [_symbol(inner, document) for inner in part.parts],
    }


def folding_ranges(analysis: Analysis, document: Document, params: Params) -> object:
    """Return the parts that take several lines."""
    return [
        {"startLine": part.first - 1, "endLine": part.last - 1, "kind": "region"}
        for part in below(analysis.once(parts_of))
        if part.last > part.first
    ]


def below(parts: tuple[Part, ...]) -> Iterator[Part]:
    """Yield parts and all parts in them, in document order."""
    for part in parts:
        yield part
        yield from below(part.parts)
