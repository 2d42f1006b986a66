"""A name declared in 数据, with the type that its uses give it."""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Edit
from creditdsl.base.source import Span
from creditdsl.importer.declaring import declaration
from creditdsl.server.analysis import Analysis
from creditdsl.server.features.action import Action
from creditdsl.server.features.line_moves import home_of_lines
from creditdsl.server.features.occurrences import Kind, occurrences
from creditdsl.syntax.nodes import Name, Table
from creditdsl.syntax.tree import BodyLine


def declared(analysis: Analysis, span: Span) -> Iterator[Action]:
    """Yield the declaration of each name of a range that is none yet."""
    by_line = analysis.once(home_of_lines)
    offered: set[str] = set()
    for use in analysis.once(occurrences):
        home = by_line.get(use.span.line)
        if use.kind is not Kind.MEASURE or home is None or not _meets(use.span, span) or not _is_rule(home.line):
            continue
        type_ = analysis.passes.types.get(home.table.name, {}).get(use.text)
        known = {name.text for name, _ in _declared(home.table)}
        if type_ is not None and use.text not in {*known, *offered}:
            offered.add(use.text)
            written = declaration(use.text, type_)
            yield Action(f"在“数据”里声明：{written}", (_insertion(analysis, home.table, written),))


def _is_rule(line: object) -> bool:
    return isinstance(line, BodyLine) and line.start == "rule"


def _meets(name: Span, range_: Span) -> bool:
    starts_before = (name.line, name.column) <= (range_.end_line, range_.end_column)
    return starts_before and (range_.line, range_.column) <= (name.end_line, name.end_column)


def _insertion(analysis: Analysis, table: Table, written: str) -> Edit:
    """Return the edit that adds a line to 数据, or a block with it above the first section."""
    if lines := [span.line for _, span in _declared(table)]:
        last = max(lines)
        end = len(analysis.source.line(last)) + 1
        return Edit(Span(last, end, last, end), f"\n  {written}")
    heading = table.sections[0].span.line
    return Edit(Span(heading, 1, heading, 1), f"数据\n  {written}\n\n")


def _declared(table: Table) -> list[tuple[Name, Span]]:
    """Return the names of 数据 with the spans of their lines."""
    return [(one.name, one.span) for one in table.declarations] + [(one.name, one.span) for one in table.derived]
