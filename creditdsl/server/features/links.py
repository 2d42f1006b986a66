"""`textDocument/documentLink`: references to rules and items lead to their lines."""

from creditdsl.server.analysis import Analysis
from creditdsl.server.features.navigation import references_in
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params


def document_links(analysis: Analysis, document: Document, params: Params) -> object:
    """Return the links of a text."""
    return [
        {
            "range": document.range(place),
            "target": f"{document.uri}#L{to.line}",
            "tooltip": f"到第{to.line}行",
        }
        for line in analysis.tree.lines
        for place, to in references_in(analysis, line.number)
    ]
