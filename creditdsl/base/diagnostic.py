"""The one type of message about a scheme or its data: a fault and its place.

Passes construct the fault; `reports` shows it.
"""

from collections.abc import Iterable

from creditdsl.base.code import Code as Code
from creditdsl.base.code import Severity as Severity
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.base.source import Span


@node
class Related:
    """Another place that helps to see the fault."""

    message: str
    span: Span
    file: str = ""


@node
class Edit:
    """The right text of a span; an empty span inserts."""

    span: Span
    text: str


@node
class Reread:
    """A line that could not be read, of which the edits of a diagnostic write what it means.

    typed: the line as it stands. written: the lines in its place. quoted: whether its words are those of the official
    document, which stay as 标准 of the item. wording: the edits that keep them, where no other line of the item is
    mended; None where the item has too many lines to say so for each.
    """

    typed: str
    written: tuple[str, ...]
    quoted: bool
    wording: tuple[Edit, ...] | None = ()


@node
class Diagnostic:
    """One message.

    file: its name as typed; empty for what is wrong with the command. span: a place in the file. cell: a sheet
    address such as `数据!C7` where the file is a workbook. edits: changes to the file, where the right text is known
    without asking. reread: the line that these edits write anew, where it could not be read. acknowledged: the reason
    why the drafter keeps it, empty where it stands. advice: what to write, in the place of the fault's own help.
    """

    fault: Fault
    file: str = ""
    span: Span | None = None
    related: tuple[Related, ...] = ()
    table: str | None = None
    ref: str | None = None
    cell: str | None = None
    edits: tuple[Edit, ...] = ()
    reread: Reread | None = None
    acknowledged: str = ""
    advice: str = ""

    @property
    def code(self) -> Code:
        return self.fault.code

    @property
    def message(self) -> str:
        return self.fault.words()

    @property
    def help(self) -> str:
        return self.advice or self.fault.help()

    @property
    def severity(self) -> Severity:
        return self.code.severity


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether any diagnostic is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by file, place and code; equal places keep their order."""
    return tuple(sorted(diagnostics, key=lambda one: (one.file, _place(one), one.code.id)))


def _place(diagnostic: Diagnostic) -> tuple[int, int, int]:
    """Return the sort key of a place.

    What is wrong with a whole file comes before its lines, a note about it after them.
    """
    if diagnostic.span is not None:
        return 1, diagnostic.span.line, diagnostic.span.column
    return 2 if diagnostic.severity is Severity.NOTE else 0, 0, 0
