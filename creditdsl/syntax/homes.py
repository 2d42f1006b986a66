"""Say where each line of a scheme stands: its table, and the item or the block that it belongs to.

Receives the lines as typed and the tables built of them; promises each line of a table once, in document order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.node import node
from creditdsl.syntax.nodes import Entry, Scheme, Table
from creditdsl.syntax.tree import BlockLine, BodyLine, HeadingLine, Level, Line, SchemeTree
from creditdsl.syntax.walk import entries

_ENDING = frozenset(("grade", "grades", "honour", "commended", "criticised"))
"""The blocks from which nothing else of a table is read, by their stems and the start symbols of their lines."""


@node
class Home:
    """Where a line stands. entry: None for a line of the table itself. ending: whether it belongs to 等次 or 表彰."""

    line: Line
    table: Table
    entry: Entry | None
    ending: bool


def homes(tree: SchemeTree, scheme: Scheme) -> Iterator[Home]:
    """Yield the lines of tables, each with what it belongs to."""
    tables = {table.span.line: table for table in scheme.tables}
    by_line = {entry.span.line: entry for table in scheme.tables for entry in entries(table)}
    table: Table | None = None
    entry: Entry | None = None
    for line in tree.lines:
        if isinstance(line, HeadingLine) and line.level is Level.TABLE:
            table, entry = tables.get(line.number), None
        elif table is None and line.number in tables:
            table = tables[line.number]
        entry = by_line.get(line.number, entry)
        if table is not None:
            ending = isinstance(line, BodyLine | BlockLine) and _stem(line) in _ENDING
            of_entry = not isinstance(line, BlockLine) and not (isinstance(line, BodyLine) and line.start != "rule")
            yield Home(line, table, entry if of_entry else None, ending)


def _stem(line: BodyLine | BlockLine) -> str:
    return line.start if isinstance(line, BodyLine) else line.stem


def placed(diagnostics: Iterable[Diagnostic], tree: SchemeTree, scheme: Scheme) -> Iterator[Diagnostic]:
    """Yield the diagnostics; one of a line that was not read any further gets the table and the item it stands in."""
    diagnostics = tuple(diagnostics)
    homeless = any(diagnostic.table is None for diagnostic in diagnostics)
    by_line = {home.line.number: home for home in homes(tree, scheme)} if homeless else {}
    for diagnostic in diagnostics:
        home = by_line.get(diagnostic.span.line) if diagnostic.span is not None else None
        if diagnostic.table is not None or home is None:
            yield diagnostic
        else:
            yield replace(diagnostic, table=home.table.name, ref=home.entry.ref if home.entry else None)
