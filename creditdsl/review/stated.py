"""Stated points: where a heading states them, and the sums of those below it.

Receives entries with the units they concern; promises every sum that some unit can have. Items that concern
different units (赋码单位, 执法单位) share a section's points without adding up.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from creditdsl.base.exact import show
from creditdsl.base.node import node
from creditdsl.base.source import Source, Span
from creditdsl.review.naming import Units
from creditdsl.syntax.nodes import Entry, Table, Trait

_POINTS = re.compile(r"\d[\d.．]*\s*分")
_BRACKET = re.compile(r"[（(][^（()）]*[)）](?=\s*(?:#.*)?$)")


def points_span(source: Source, heading: Span) -> Span:
    """Return the place of `15分` in the bracket at a heading's end; the heading where it states none."""
    line = source.line(heading.line)
    bracket = _BRACKET.search(line)
    points = _POINTS.search(line, bracket.start(), bracket.end()) if bracket else None
    return Span.of_line(heading.line, *points.span()) if points else heading


@node
class Stated:
    """Entries of one level that share the points of the entry above them; all state theirs."""

    parts: tuple[tuple[Entry, Fraction], ...]

    @property
    def total(self) -> Fraction:
        return sum((points for _, points in self.parts), Fraction(0))

    def sum(self) -> str:
        """Return `10＋8＝18`."""
        if len(self.parts) == 1:
            return show(self.total)
        return "＋".join(show(points) for _, points in self.parts) + f"＝{show(self.total)}"

    def sums(self, table: Table, above: Entry | None) -> frozenset[Fraction]:
        """Return for every unit the sum of the parts that concern it."""
        units = Units(table)
        scopes = [None if entry.applies is None else units.of(entry.applies) for entry, _ in self.parts]
        known = frozenset(unit for scope in scopes if scope is not None for unit in scope)
        among = units.of(None if above is None else above.applies)
        classes: list[str | None] = [None, *known] if among is None else list(among)
        return frozenset(
            sum(
                (p for scope, (_, p) in zip(scopes, self.parts, strict=True) if scope is None or unit in scope),
                Fraction(0),
            )
            for unit in (classes if known else [None])
        )


def scored(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries that are scored."""
    return tuple(entry for entry in entries if Trait.UNSCORED not in entry.traits)


def stated(entries: Sequence[Entry]) -> Stated | None:
    """Return the scored among the entries with their points; None where one states none or there are none.

    A section without points has those of its items.
    """
    parts = [(entry, points_of(entry)) for entry in scored(entries)]
    known = tuple((entry, points) for entry, points in parts if points is not None)
    return Stated(known) if known and len(known) == len(parts) else None


def points_of(entry: Entry) -> Fraction | None:
    """Return the points of an entry as they count in the one above it: stated, else those of its items together."""
    if entry.weight is not None:
        return None if entry.points is None else entry.points * entry.weight
    if entry.points is not None or not entry.children:
        return entry.points
    below = stated(entry.children)
    return None if below is None else below.total
