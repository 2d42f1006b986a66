"""`textDocument/inlayHint`: beside a heading the points that can be reached, and a sum below that is another."""

from collections.abc import Iterator

from creditdsl.base.source import Span
from creditdsl.review.findings.full_marks import unequal_sections
from creditdsl.review.findings.section_sum import sums_words, unequal_sum
from creditdsl.server.analysis import Analysis
from creditdsl.server.features.attainable_points import entry_words
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params
from creditdsl.syntax.nodes import Table, Trait
from creditdsl.syntax.walk import entries


def inlay_hints(analysis: Analysis, document: Document, params: Params) -> object:
    """Return the hints of a range."""
    span = document.span(params.item("range"))
    shown = range(span.line, span.end_line + 1)
    hints = (hint for table in analysis.scheme.tables for hint in _of_table(analysis, table, shown))
    return [
        {
            "position": document.position(place.end_line, place.end_column),
            "label": label,
            "paddingLeft": True,
        }
        for place, label in hints
    ]


def _of_table(analysis: Analysis, table: Table, shown: range) -> Iterator[tuple[Span, str]]:
    """Yield the hints of a table, each with what it stands behind."""
    whole = not analysis.failed  # else the sums may lack a line that could not be read
    if whole and table.span.line in shown and (sections := unequal_sections(table)) is not None:
        yield table.span, f"各大项是{sections.sum()}分"
    for entry in entries(table):
        if entry.span.line not in shown or Trait.UNSCORED in entry.traits or "undecided" in entry.fields:
            continue
        if words := entry_words(analysis, table.name, entry.ref):
            yield entry.span, f"能得{words}"
        if whole and (unequal := unequal_sum(table, entry)) is not None:
            yield entry.span, f"下面各项{sums_words(*unequal)}"
