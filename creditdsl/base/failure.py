"""Why a command stops: an exception that carries what to tell the user and the exit status.

A command raises it where it can do nothing more; only main.py catches it. Exit status: 0 done, 1 the
scheme or the data has errors, 2 wrong use or unreadable file.
"""

from collections.abc import Iterable

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.source import Source

DONE = 0
FAULTY = 1
UNUSABLE = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


class Failure(Exception):
    """A sentence, or diagnostics with the sources they point into, or both."""

    def __init__(
        self,
        message: str = "",
        diagnostics: Iterable[Diagnostic] = (),
        sources: Iterable[Source] = (),
        exit_code: int = UNUSABLE,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.diagnostics = tuple(diagnostics)
        self.sources = tuple(sources)
        self.exit_code = exit_code
