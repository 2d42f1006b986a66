"""Diagnostics of lines that failed, with what the lines mean as help.

The reader of sentences is loaded only where a scheme has an error; a scheme without one starts faster.
"""

from creditdsl.base.diagnostic import Diagnostic, has_errors
from creditdsl.base.watch import Watch, unwatched
from creditdsl.syntax.tree import SchemeTree


def helped(tree: SchemeTree, diagnostics: tuple[Diagnostic, ...], watch: Watch = unwatched) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a scheme, with help that fits each line that failed; `watch` may abandon it."""
    if not has_errors(diagnostics):
        return diagnostics
    from creditdsl.reader.advice import with_advice

    return with_advice(tree, diagnostics, watch)
