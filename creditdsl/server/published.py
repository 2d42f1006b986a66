"""Diagnostics as LSP shapes them."""

from creditdsl.base.diagnostic import Diagnostic, Related, Severity
from creditdsl.base.source import Span
from creditdsl.server.open_document import Document

_SEVERITIES = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.NOTE: 3}
_TOP = Span(1, 1, 1, 1)
"""Where a client shows what is wrong with the whole text."""


def lsp_diagnostic(diagnostic: Diagnostic, document: Document) -> dict[str, object]:
    """Return a diagnostic for a client: the message, then what to write instead."""
    return {
        "range": document.range(diagnostic.span or _TOP),
        "severity": _SEVERITIES[diagnostic.severity],
        "code": diagnostic.code.id,
        "source": "creditdsl",
        "message": "\n".join(filter(None, (diagnostic.message, diagnostic.help))),
        "relatedInformation": [_related(related, document) for related in diagnostic.related],
    }


def _related(related: Related, document: Document) -> dict[str, object]:
    location = {"uri": document.uri, "range": document.range(related.span)}
    return {"location": location, "message": related.message}
