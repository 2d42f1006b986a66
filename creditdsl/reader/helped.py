"""Diagnostics of lines that failed, with what the lines mean as help.

The reader of sentences is loaded only where a scheme has an error; a scheme without one starts faster.
"""

from creditdsl.base.diagnostic import Diagnostic, has_errors
from creditdsl.syntax.tree import SchemeTree


def helped(tree: SchemeTree, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a scheme, with help that fits each line that failed."""
    if not has_errors(diagnostics):
        return diagnostics
    from creditdsl.reader.advice import with_advice

    return with_advice(tree, diagnostics)
