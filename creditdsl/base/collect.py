"""Collect the diagnostics of one file while a pass runs.

The pass itself returns them as a tuple.
"""

from dataclasses import dataclass, field

from creditdsl.base.diagnostic import Code, Diagnostic, Related
from creditdsl.base.fault import Worded
from creditdsl.base.source import Span


@dataclass(slots=True)
class Collector:
    """The diagnostics of one file so far.

    table, ref: the item at which the pass is, set as it walks.
    """

    file: str
    table: str | None = None
    ref: str | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(
        self, code: Code, message: str, span: Span | None, help: str = "", related: tuple[Related, ...] = ()
    ) -> None:
        self.diagnostics.append(Diagnostic(Worded(code, message, help), self.file, span, related, self.table, self.ref))

    def stop(self, stop: "Stop") -> None:
        """Record what stopped a line."""
        self.add(stop.code, stop.message, stop.span, stop.help, stop.related)


class Stop(Exception):
    """Raised where a line cannot be built any further; the line is left out."""

    def __init__(
        self, code: Code, message: str, span: Span | None, help: str = "", related: tuple[Related, ...] = ()
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.span, self.help, self.related = code, message, span, help, related
