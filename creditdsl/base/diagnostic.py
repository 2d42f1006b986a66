"""The one type of message about a scheme or its data.

A diagnostic is a small record: a stable code, where, what is wrong, what to write instead. Codes
carry their own manual page, which `finding CODE` and the docs print. Words are made by the layer
that finds the fault; showing them is the command line's work.
"""

from collections.abc import Iterable
from enum import StrEnum

from creditdsl.base.node import node
from creditdsl.base.source import Span


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_BY_LETTER = {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTE}


@node
class Code:
    """A stable code and its manual page.

    id: letter E, W or N (the severity) and four digits. title: one line. why: 说明. example: source
    that shows the fault (a whole small scheme, or empty where the fault is not in a scheme).
    fix: 改法. matters: 为什么要紧, where why alone does not say it.
    """

    id: str
    title: str
    why: str
    fix: str
    example: str = ""
    matters: str = ""

    @property
    def severity(self) -> Severity:
        return _BY_LETTER[self.id[0]]


@node
class Related:
    """Another place that helps to see the fault."""

    message: str
    span: Span
    file: str = ""


@node
class Edit:
    """Text that should stand where the span is; an empty span inserts."""

    span: Span
    text: str


@node
class Diagnostic:
    """One message. span is in file; cell is a sheet address such as `数据!C7` where file is a workbook.

    edits: what to change in the file, where the right text is known without asking. acknowledged: the
    reason why the drafter keeps it, empty where it stands.
    """

    code: Code
    message: str
    file: str
    span: Span | None = None
    help: str = ""
    related: tuple[Related, ...] = ()
    table: str | None = None
    ref: str | None = None
    cell: str | None = None
    edits: tuple[Edit, ...] = ()
    acknowledged: str = ""

    @property
    def severity(self) -> Severity:
        return self.code.severity


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, place and code; stable, so that equal places keep the order of finding."""
    return tuple(sorted(diagnostics, key=lambda one: (one.file, _place(one), one.code.id)))


def _place(diagnostic: Diagnostic) -> tuple[int, int, int]:
    """What is wrong with a whole file stands before its lines, a note about it behind them."""
    if diagnostic.span is not None:
        return 1, diagnostic.span.line, diagnostic.span.column
    return 2 if diagnostic.severity is Severity.NOTE else 0, 0, 0
