"""Rules moved to the item before or behind theirs."""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Edit
from creditdsl.base.source import Span
from creditdsl.server.analysis import Analysis
from creditdsl.server.features.action import MOVE, Action
from creditdsl.syntax.homes import Home, homes
from creditdsl.syntax.nodes import Entry
from creditdsl.syntax.tree import Blank, BodyLine
from creditdsl.syntax.walk import entries


def home_of_lines(analysis: Analysis) -> dict[int, Home]:
    """Return where each line of a table stands, by its number."""
    return {home.line.number: home for home in homes(analysis.tree, analysis.scheme)}


def moved(analysis: Analysis, span: Span) -> Iterator[Action]:
    """Yield the moves of a range that holds rules of one item, and nothing else."""
    by_line = analysis.once(home_of_lines)
    numbers = range(span.line, span.end_line + (span.end_column > 1 or span.line == span.end_line))
    chosen = [by_line.get(number) for number in numbers]
    first = chosen[0]
    if first is None or first.entry is None:
        return
    if not all(one is not None and one.entry is first.entry and _is_rule(one) for one in chosen):
        return
    leaves = [entry for entry in entries(first.table) if not entry.children]
    at = next(position for position, entry in enumerate(leaves) if entry is first.entry)
    for other in (at - 1, at + 1):
        if 0 <= other < len(leaves):
            yield _to(analysis, numbers, leaves[other], by_line)


def _is_rule(home: Home) -> bool:
    return isinstance(home.line, BodyLine) and home.line.start == "rule"


def _to(analysis: Analysis, numbers: range, target: Entry, by_line: dict[int, Home]) -> Action:
    """Return the move of whole lines behind the last line of an entry."""
    lines = analysis.source.lines
    last = max(number for number, home in by_line.items() if home.entry is target and not isinstance(home.line, Blank))
    end = len(lines[last - 1]) + 1
    text = "".join(f"\n{lines[number - 1]}" for number in numbers)
    before = len(lines[numbers[0] - 2]) + 1
    cut = Span(numbers[0] - 1, before, numbers[-1], len(lines[numbers[-1] - 1]) + 1)
    return Action(f"移到“{target.title}”", (Edit(cut, ""), Edit(Span(last, end, last, end), text)), MOVE)
