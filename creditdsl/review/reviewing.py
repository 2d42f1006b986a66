"""`review`: every finding over one draft, less what the drafter has acknowledged.

Receives a compilation; promises diagnostics in the order of the document. A scheme with errors is
not reviewed: half a table cannot be summed.
"""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Diagnostic, in_order
from creditdsl.compiler.pipeline import Compilation
from creditdsl.review.draft import Draft
from creditdsl.review.findings import FINDINGS


def review(compilation: Compilation) -> tuple[Diagnostic, ...]:
    """What the findings say of the scheme."""
    return in_order(_found(Draft(compilation)))


def _found(draft: Draft) -> Iterator[Diagnostic]:
    for finding in FINDINGS:
        for found in finding.find(draft):
            yield Diagnostic(
                finding.CODE,
                found.message,
                draft.source.name,
                found.span,
                found.help,
                found.related,
                found.table,
                found.ref,
                edits=found.edits,
            )
