"""Results as a CSV table, one row a unit and period, in the order of the results.

Promises text that WPS and Excel open as a table: CRLF line ends, and no text cell that they would
take for a formula. The byte order mark that tells them it is UTF-8 is set where bytes are made.
Of data in labelled sets every figure has a column for each set and one for the difference.
"""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from creditdsl.cli.results import Results
from creditdsl.cli.results_compare import DIFFERENCE, Difference, key
from creditdsl.cli.results_unit import UnitResult

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")

_Sources = Mapping[str, Mapping[tuple[str, str | None], UnitResult | Difference]]
"""Where the figures of a row come from: the sets by label and the difference, or one without a label."""


def as_csv(results: Results) -> str:
    """The text of `score --format csv`."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows(_rows(results))
    return stream.getvalue()


def _rows(results: Results) -> Iterator[list[str]]:
    items, sections, mentions = results.items, results.sections, results.mentions
    sources = _sources(results)
    period = ["期"] if results.periods else []
    headings = [*(_heading(ref, results) for ref in items), *(f"大项{_heading(ref, results)}" for ref in sections)]
    marks = [f"（{label}）" if label else "" for label in sources]
    figures = [_text(heading + mark) for heading in (*headings, "总分") for mark in marks]
    yield ["单位", *period, *figures, "名次", "等次", *mentions, "备注"]
    for unit in results.units:
        found = [rows.get(key(unit)) for rows in sources.values()]
        values = [*(_item(row, ref) for ref in items for row in found)]
        values += [_section(row, ref) for ref in sections for row in found]
        values += ["" if row is None else row.total for row in found]
        rank = "" if unit.rank is None else str(unit.rank)
        said = [_text(unit.honours.get(mention) or "") for mention in mentions]
        dated = [unit.period or ""] if period else []
        yield [
            _text(unit.unit), *dated, *values, rank, _text(unit.grade or ""), *said, _text("；".join(unit.notes)),
        ]  # fmt: skip


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


def _text(text: str) -> str:
    """A text cell; an apostrophe keeps it from being read as a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text
