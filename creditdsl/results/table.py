"""Results as one table: a row for each unit and period, in the order of the results.

Receives results; promises the same columns and figures to every format that is a table. Of data in labelled
sets every figure has a column for each set and one for the difference. Its own step because CSV and XLSX
keep text from being read as a formula in ways of their own.
"""

from collections.abc import Iterator, Mapping

from creditdsl.base.node import node
from creditdsl.results.difference import DIFFERENCE, Difference, key
from creditdsl.results.results import Results
from creditdsl.results.unit import UnitResult

_Sources = Mapping[str, Mapping[tuple[str, str | None], UnitResult | Difference]]
"""Where the figures of a row come from: the sets by label and the difference, or one without a label."""


@node
class Cell:
    """figure: a number, or the word that stands for one; anything else is a text of the scheme or the data."""

    text: str
    figure: bool = False


Row = list[Cell]


def rows(results: Results) -> Iterator[Row]:
    """The headings, then a row for each unit and period."""
    items, sections, mentions = results.items, results.sections, results.mentions
    sources = _sources(results)
    period = ["期"] if results.periods else []
    headings = [*(_heading(ref, results) for ref in items), *(f"大项{_heading(ref, results)}" for ref in sections)]
    marks = [f"（{label}）" if label else "" for label in sources]
    figures = [heading + mark for heading in (*headings, "总分") for mark in marks]
    yield [Cell(text) for text in ("单位", *period, *figures, "名次", "等次", *mentions, "备注")]
    for unit in results.units:
        found = [each.get(key(unit)) for each in sources.values()]
        values = [*(_item(row, ref) for ref in items for row in found)]
        values += [_section(row, ref) for ref in sections for row in found]
        values += ["" if row is None else row.total for row in found]
        rank = "" if unit.rank is None else str(unit.rank)
        said = [unit.grade or "", *(unit.honours.get(mention) or "" for mention in mentions), "；".join(unit.notes)]
        dated = [Cell(unit.period or "")] if period else []
        yield [Cell(unit.unit), *dated, *(Cell(value, True) for value in (*values, rank)), *map(Cell, said)]


def _sources(results: Results) -> _Sources:
    if not results.sets:
        return {"": {key(unit): unit for unit in results.units}}
    sets: dict[str, dict[tuple[str, str | None], UnitResult | Difference]] = {
        label: {key(unit): unit for unit in units} for label, units in results.sets.items()
    }
    return sets | {DIFFERENCE: {key(row): row for row in results.differences}}


def _heading(ref: str, results: Results) -> str:
    """Reference and title; what the year is composed of has its name only."""
    return f"{ref} {results.titles[ref]}" if ref in results.titles else ref


def _item(row: UnitResult | Difference | None, ref: str) -> str:
    return "" if row is None else row.items.get(ref, "")


def _section(row: UnitResult | Difference | None, ref: str) -> str:
    return "" if row is None else row.sections.get(ref, "")
