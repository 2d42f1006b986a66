"""Results as columns of words: a column for every figure, in chunks of rows.

Receives results. Promises the same columns to every format that is a table. With data in labelled sets, every figure
has a column for each set and another for the difference.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import partial

from creditdsl.base.node import node
from creditdsl.base.reference import EntryRef
from creditdsl.results.chunks import Chunk
from creditdsl.results.difference import DIFFERENCE, Difference, key, key_of
from creditdsl.results.printed import Results
from creditdsl.results.unit import UnitResult
from creditdsl.scoring.coded import Coded, coded, constant

Words = Coded[str | int | None]
"""The words of some rows in one column, a place as a number; None or empty where a row has none."""

_Row = UnitResult | Difference


class Kind(Enum):
    """The kind of a column's words."""

    NAME = auto()
    """A unit or a period."""
    FIGURE = auto()
    """A score, or the word in its place."""
    PLACE = auto()
    TEXT = auto()
    """A text of the scheme, or remarks."""


@node
class Heading:
    """The heading of a column, and the kind of its words."""

    text: str
    kind: Kind

    @property
    def number(self) -> bool:
        """Whether the column holds numbers."""
        return self.kind in (Kind.FIGURE, Kind.PLACE)


def headings(results: Results) -> list[Heading]:
    """Return the headings of the columns in order."""
    labels = [*results.parts, DIFFERENCE] if len(results.parts) > 1 else [""]
    marks = [f"（{label}）" if label else "" for label in labels]
    titles = [
        *(_title(ref, results) for ref in results.items),
        *(f"大项{_title(r, results)}" for r in results.sections),
    ]
    return [
        *(Heading(text, Kind.NAME) for text in ("单位", *(["期"] if results.periods else []))),
        *(Heading(title + mark, Kind.FIGURE) for title in (*titles, "总分") for mark in marks),
        Heading("名次", Kind.PLACE),
        *(Heading(text, Kind.TEXT) for text in ("等次", *results.mentions, "备注")),
    ]


def blocks(results: Results) -> Iterator[list[Words]]:
    """Yield the columns of each chunk of rows, in the order of the headings."""
    others = _others(results)
    for chunk in results.chunks():
        yield [*_columns(results, chunk, others)]


def _title(ref: EntryRef, results: Results) -> str:
    """Return reference and title; a component of the year has its name only."""
    return f"{ref} {results.titles[ref]}" if ref in results.titles else ref


def _others(results: Results) -> list[Mapping[tuple[str, str | None], _Row]]:
    """Return the rows of each set before the last, then the differences, by unit and period."""
    if len(results.parts) == 1:
        return []
    tables: list[Sequence[_Row]] = [*[*results.sets.values()][:-1], results.differences]
    return [{key(row): row for row in rows} for rows in tables]


def _columns(
    results: Results, chunk: Chunk, others: Sequence[Mapping[tuple[str, str | None], _Row]]
) -> Iterator[Words]:
    many = len(chunk.units)
    none: Words = constant(None, many)
    keys = [key_of(unit, chunk.period) for unit in chunk.units] if others else []
    beside = [[rows.get(key) for key in keys] for rows in others]

    def figure(words: Words | None, of: Callable[[_Row], str | None]) -> Iterator[Words]:
        columns = [coded(None if row is None else of(row) for row in rows) for rows in beside]
        yield from (*columns[:-1], words or none, *columns[-1:])

    yield Coded(chunk.units, range(many))
    if results.periods:
        yield constant(chunk.period, many)
    for ref in results.items:
        yield from figure(chunk.items.get(ref), partial(_item, ref))
    for ref in results.sections:
        yield from figure(chunk.sections.get(ref), partial(_section, ref))
    yield from figure(chunk.total, lambda row: row.total)
    yield none if chunk.rank is None else chunk.rank
    yield chunk.grade or none
    for mention in results.mentions:
        yield chunk.honours.get(mention) or none
    yield chunk.notes.each("；".join)


def _item(ref: EntryRef, row: _Row) -> str | None:
    return row.items.get(ref)


def _section(ref: EntryRef, row: _Row) -> str | None:
    return row.sections.get(ref)
