"""`review`: everything that is to be said of a scheme without errors.

Receives a compilation; promises its warnings and every finding, in the order of the document, each
with the drafter's reason where it is acknowledged. A scheme with errors is not reviewed: half a table
cannot be summed.
"""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Diagnostic, in_order
from creditdsl.compiler import errors
from creditdsl.compiler.pipeline import Compilation
from creditdsl.review.acknowledgements import acknowledge
from creditdsl.review.draft import Draft
from creditdsl.review.findings import CODES, FINDINGS


def review(compilation: Compilation) -> tuple[Diagnostic, ...]:
    """The compiler's warnings and what the findings say, acknowledged or not."""
    draft = Draft(compilation)
    found = (*compilation.diagnostics, *_found(draft))
    return in_order(acknowledge(draft.tree, found, (*CODES, *errors.CODES)))


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
