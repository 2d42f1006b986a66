"""Diagnostics of unreadable lines with the canonical lines of the same meaning as help.

The reader of sentences is loaded only where a scheme has an error; a scheme without one starts faster.
"""

from creditdsl.base.diagnostic import Diagnostic, has_errors
from creditdsl.syntax.tree import SchemeTree


def helped(tree: SchemeTree, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a scheme, with an offer as help where its line is a stock sentence."""
    if not has_errors(diagnostics):
        return diagnostics
    from creditdsl.reader.offers import with_offers

    return with_offers(tree, diagnostics)
