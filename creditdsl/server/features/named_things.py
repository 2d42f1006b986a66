"""What a name in a text names, and every place that names the same: definition, references, rename stand on it.

Receives the uses of names; promises those of one thing. A table has its own measures, grades and groups. A rule that
names no measure measures its item by the title, which is a use of that name too.
"""

from collections.abc import Iterator

from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.base.spelling import name_key
from creditdsl.server.analysis import Analysis
from creditdsl.server.features.occurrences import Kind, Occurrence, numbered_tables, occurrences
from creditdsl.server.open_document import Caret
from creditdsl.syntax.nodes import Entry, Name, Rule
from creditdsl.syntax.tree import HeadingLine
from creditdsl.syntax.walk import entries

_ALONE = frozenset((Kind.MEASURE_WORD, Kind.PERIOD_SUM, Kind.DETAIL))
"""Kinds that name nothing of the text."""


@node
class NamedThing:
    """A thing with a name. text: its key. measure: of an option."""

    kind: Kind
    text: str
    table: int
    measure: str = ""


def thing_at(analysis: Analysis, caret: Caret) -> tuple[NamedThing, Occurrence] | None:
    """Return what is named at a place, and how; None where nothing is."""
    uses = analysis.once(named_uses)
    at = (use for use in uses if use.span.line == caret.line)
    use = next((use for use in at if use.span.column <= caret.column <= use.span.end_column), None)
    return None if use is None or use.kind in _ALONE else (_thing(use, analysis), use)


def uses_of(analysis: Analysis, thing: NamedThing) -> tuple[Occurrence, ...]:
    """Return every use of the name of a thing, in document order."""
    uses = analysis.once(named_uses)
    alike = (use for use in uses if use.table == thing.table and name_key(use.text) == thing.text)
    return tuple(use for use in alike if use.kind not in _ALONE and _thing(use, analysis) == thing)


def named_uses(analysis: Analysis) -> tuple[Occurrence, ...]:
    """Return the uses of names, with the titles that measure."""
    uses = (*analysis.once(occurrences), *_titles(analysis))
    return tuple(sorted(uses, key=lambda use: (use.span.line, use.span.column)))


def _thing(use: Occurrence, analysis: Analysis) -> NamedThing:
    kind = use.kind
    if kind is Kind.MENTION:
        grouped = (use.table, name_key(use.text)) in analysis.once(_groups)
        kind = Kind.GROUP if grouped else Kind.UNIT
    return NamedThing(kind, name_key(use.text), use.table, name_key(use.measure))


def _groups(analysis: Analysis) -> frozenset[tuple[int, str]]:
    uses = (use for use in analysis.once(occurrences) if use.kind is Kind.GROUP and use.declares)
    return frozenset((use.table, name_key(use.text)) for use in uses)


def _titles(analysis: Analysis) -> Iterator[Occurrence]:
    """Yield the titles of items that are the measure of a rule."""
    lines = analysis.tree.lines
    for number, table in analysis.once(numbered_tables).items():
        for entry in entries(table):
            name = next((name for rule in entry.rules for name in _unwritten(rule)), None)
            line = lines[entry.span.line - 1]
            if name is not None and isinstance(line, HeadingLine):
                yield Occurrence(Kind.MEASURE, name.text, title_span(analysis, entry), number)


def title_span(analysis: Analysis, entry: Entry) -> Span:
    """Return where the title of an entry stands."""
    typed = analysis.source.line(entry.span.line)
    start = typed.find(entry.title, entry.span.column - 1)
    return Span.of_line(entry.span.line, start, start + len(entry.title)) if start >= 0 else entry.span


def _unwritten(rule: Rule) -> Iterator[Name]:
    """Yield the measure of a rule that it takes from the title above."""
    return (node for node in rule.nodes if isinstance(node, Name) and node.span == rule.span)
