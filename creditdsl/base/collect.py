"""Collect the diagnostics of one file while a pass runs.

The pass itself returns them as a tuple.
"""

from dataclasses import dataclass, field

from creditdsl.base.diagnostic import Diagnostic, Related
from creditdsl.base.fault import Fault
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

    def add(self, fault: Fault, span: Span | None, related: tuple[Related, ...] = ()) -> None:
        self.diagnostics.append(Diagnostic(fault, self.file, span, related, self.table, self.ref))

    def stop(self, stop: "Stop") -> None:
        """Record what stopped a line."""
        self.add(stop.fault, stop.span, stop.related)


class Stop(Exception):
    """Raised where a line cannot be built any further; the line is left out."""

    def __init__(self, fault: Fault, span: Span | None, related: tuple[Related, ...] = ()) -> None:
        super().__init__(fault)
        self.fault, self.span, self.related = fault, span, related
