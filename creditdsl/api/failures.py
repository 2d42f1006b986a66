"""What goes wrong, for programs: findings as flat records, and the one exception that carries them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Literal

from creditdsl.api.errors import NoSuchName
from creditdsl.base import failure
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.fault import Fault
from creditdsl.base.nearest import nearest
from creditdsl.base.node import node


@node
class Finding:
    """One thing that is wrong with a scheme or its data, or that asks for a second look.

    code: stable, such as `E0514`; `creditdsl finding E0514` prints its manual page. message: what is wrong.
    help: what to write instead. file: the path of the scheme or the data, the label of data given as values.
    line, column: counted from 1, None where it has no place in a text. cell: `C7` or `数据!C7`, None outside
    tables. table, ref: the table and the item of the scheme. acknowledged: why the drafter keeps it.
    """

    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    help: str = ""
    file: str = ""
    line: int | None = None
    column: int | None = None
    cell: str | None = None
    table: str | None = None
    ref: str | None = None
    acknowledged: str = ""


class Failure(Exception):
    """What was asked for cannot be done; `str()` of it is the report that the command line prints.

    findings: every fault at once, each with its code.
    """

    __module__ = "creditdsl"  # as tracebacks should name it

    def __init__(self, text: str, findings: Iterable[Finding] = ()) -> None:
        super().__init__(text)
        self.findings = tuple(findings)


class UnknownName(Failure, KeyError):
    """No unit, table, item or period of that name: a KeyError too, so that `in` and `get` work."""

    __module__ = "creditdsl"

    def __str__(self) -> str:
        return str(self.args[0])  # a KeyError would quote it


def unknown(name: object, what: str, offered: Iterable[str]) -> UnknownName:
    """Name the nearest. what: what a name stands for, with its measure word: `个单位`, `张表`."""
    names = tuple(offered)
    near = tuple(nearest(name, names)) if isinstance(name, str) else ()
    failed = refusal(NoSuchName(str(name), what, near, names))
    return UnknownName(str(failed), failed.findings)


def refusal(fault: Fault) -> Failure:
    """The public exception of one fault."""
    return _public(failure.Failure(fault))


def findings_of(diagnostics: Iterable[Diagnostic]) -> tuple[Finding, ...]:
    """The diagnostics as records."""
    return tuple(
        Finding(
            diagnostic.code.id,
            diagnostic.severity.value,
            diagnostic.message,
            diagnostic.help,
            diagnostic.file,
            diagnostic.span.line if diagnostic.span else None,
            diagnostic.span.column if diagnostic.span else None,
            diagnostic.cell,
            diagnostic.table,
            diagnostic.ref,
            diagnostic.acknowledged,
        )
        for diagnostic in diagnostics
    )


@contextmanager
def failing() -> Iterator[None]:
    """Raise what stops a command as the public exception."""
    try:
        yield
    except failure.Failure as stop:
        raise _public(stop) from None


def _public(stop: failure.Failure) -> Failure:
    from creditdsl.reports.text import failure_text

    return Failure(failure_text(stop).rstrip("\n"), findings_of(stop.diagnostics))
