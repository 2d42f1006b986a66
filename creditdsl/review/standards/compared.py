"""Every `标准：` of a table beside its rules: what became of comparing the two.

Receives a table; promises each standard once, in document order. The reader is loaded only where there is one.
"""

from collections.abc import Iterator

from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.base.watch import Watch, unwatched
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.syntax.nodes import Entry, Rule, Scheme
from creditdsl.syntax.walk import entries

FIELD = "wording"


@node
class Difference:
    """A difference in words, the lines as which the standard was read, and the rule that differs."""

    words: str
    lines: str
    rule: Rule


@node
class ComparedStandard:
    """A standard, with its place. compared: whether it was read and held against the rules of its entry."""

    table: str
    entry: Entry
    field: Span
    compared: bool
    difference: Difference | None


@node
class Standards:
    """How many standards, or sentences of a text, were compared, and how many could not be."""

    compared: int = 0
    left: int = 0

    def __add__(self, other: "Standards") -> "Standards":
        return Standards(self.compared + other.compared, self.left + other.left)


NO_STANDARDS = Standards()


def standards_of(scheme: Scheme, compiled: CompiledTable, watch: Watch = unwatched) -> Iterator[ComparedStandard]:
    """Yield the standards of a table; an entry without rules has nothing to compare with."""
    for entry in entries(compiled.table):
        watch()
        if FIELD in entry.fields and entry.rules:
            yield _compared(scheme, compiled, entry)


def _compared(scheme: Scheme, compiled: CompiledTable, entry: Entry) -> ComparedStandard:
    from creditdsl.review.standards import words
    from creditdsl.review.standards.comparing import Differs, Equal, compare
    from creditdsl.review.standards.entry_program import Home

    written = entry.fields[FIELD]
    verdict = compare(written.sentence, Home(scheme, compiled), entry)
    difference = None
    if isinstance(verdict, Differs):
        difference = Difference(
            words.difference(verdict, entry.role), words.read_as(verdict, entry), words.rule_of(verdict, entry)
        )
    compared = isinstance(verdict, Equal | Differs)
    return ComparedStandard(compiled.table.name, entry, written.span, compared, difference)
