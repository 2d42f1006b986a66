"""Gather diagnostics into the entries of a report: one for each error, one for each kind of finding in a table.

Receives diagnostics in the order of the document; promises entries in the order of their first places, so that one
kind that a draft is full of buries nothing else.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence

from creditdsl.base.diagnostic import Diagnostic, Severity
from creditdsl.base.node import node


@node
class ReportEntry:
    """A diagnostic shown in full, and the others of its kind in its table."""

    first: Diagnostic
    others: tuple[Diagnostic, ...]


@node
class Alike:
    """Places of which the same is said. help: empty where it is that of the entry."""

    places: tuple[Diagnostic, ...]
    message: str
    help: str


def entries(diagnostics: Sequence[Diagnostic]) -> Iterator[ReportEntry]:
    """Yield the entries; an error is one of its own, and so is a finding without a table."""
    kinds: dict[Hashable, list[Diagnostic]] = {}
    for position, diagnostic in enumerate(diagnostics):
        single = diagnostic.severity is Severity.ERROR or diagnostic.table is None or diagnostic.span is None
        kind: Hashable = position if single else (diagnostic.file, diagnostic.table, diagnostic.code.id)
        kinds.setdefault(kind, []).append(diagnostic)
    for first, *others in kinds.values():
        yield ReportEntry(first, tuple(others))


def alike(entry: ReportEntry) -> Iterator[Alike]:
    """Yield the other places of an entry, those of the same words together."""
    words: dict[tuple[str, str], list[Diagnostic]] = {}
    for diagnostic in entry.others:
        words.setdefault((diagnostic.message, diagnostic.help), []).append(diagnostic)
    for (message, help), places in words.items():
        yield Alike(tuple(places), message, "" if help == entry.first.help else help)


def gravest(diagnostics: Iterable[Diagnostic], most: int) -> list[Diagnostic]:
    """Return at most so many diagnostics, the graver before the others, in their order."""
    ranks = {level: rank for rank, level in enumerate(Severity)}
    numbered = sorted(enumerate(diagnostics), key=lambda each: ranks[each[1].severity])[:most]
    return [diagnostic for _, diagnostic in sorted(numbered, key=lambda each: each[0])]
