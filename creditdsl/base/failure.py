"""Why a command stops: an exception that carries what to tell the user and the exit status.

Exit status: 0 done, 1 the scheme or the data has errors, 2 wrong use or unreadable file.
"""

from collections.abc import Iterable

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.fault import Fault
from creditdsl.base.source import Source

DONE = 0
FAULTY = 1
UNUSABLE = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


class Failure(Exception):
    """Diagnostics in the order of the report, with the sources they point into.

    A fault that stands in no file, such as a wrong option, has no place.
    """

    def __init__(
        self, *problems: Diagnostic | Fault, sources: Iterable[Source] = (), exit_code: int = UNUSABLE
    ) -> None:
        super().__init__(*problems)
        self.diagnostics = tuple(Diagnostic(one) if isinstance(one, Fault) else one for one in problems)
        self.sources = tuple(sources)
        self.exit_code = exit_code

    def __str__(self) -> str:
        return "\n".join(diagnostic.message for diagnostic in self.diagnostics)
