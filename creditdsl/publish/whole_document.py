"""The whole document: its text and its annexes, in the order of the scheme file.

Receives a compilation without errors; promises one document. Each text and each annex begins a new page; a wide annex
lies across; the pages are numbered through (GB/T 9704-2012, 7.3.7 and 7.5).
"""

from collections.abc import Iterator

from creditdsl.compiler.pipeline import Compilation
from creditdsl.explain.phrases import tighten
from creditdsl.publish.body.body_blocks import body_blocks
from creditdsl.publish.document import Block, Document, NewPages
from creditdsl.publish.table.content import table_content
from creditdsl.publish.table.indicator import indicator_document


def whole_document(compilation: Compilation) -> Document:
    """Return the texts and tables of a scheme as one document."""
    scheme = compilation.scheme
    title = scheme.fields.get("title")
    (first, *rest) = _parts(compilation)
    blocks = [*first[1]]
    for landscape, part in rest:
        blocks += [NewPages(landscape), *part]
    return Document("" if title is None else tighten(title.text), first[0], tuple(blocks))


def _parts(compilation: Compilation) -> Iterator[tuple[bool, tuple[Block, ...]]]:
    """Yield the parts in order, each with whether it lies across."""
    bodies = compilation.scheme.bodies
    for number, compiled in enumerate((*compilation.tables.values(), None)):
        for body in bodies:
            if body.tables_before == number and (blocks := tuple(body_blocks(body))):
                yield False, blocks
        if compiled is not None:
            document = indicator_document(table_content(compilation.scheme, compiled))
            yield document.landscape, document.blocks
