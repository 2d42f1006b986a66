"""Results as a CSV table, one row a unit in the order of the data.

Promises text that WPS and Excel open as a table: CRLF line ends, and no text cell that they would
take for a formula. The byte order mark that tells them it is UTF-8 is set where bytes are made.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from creditdsl.cli.results import Results

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def as_csv(results: Results) -> str:
    """The text of `score --format csv`."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows(_rows(results))
    return stream.getvalue()


def _rows(results: Results) -> Iterator[list[str]]:
    items, sections = results.items, results.sections
    yield [
        "单位",
        *(_text(f"{ref} {results.titles[ref]}") for ref in items),
        *(_text(f"大项{ref} {results.titles[ref]}") for ref in sections),
        "总分",
        "名次",
        "等次",
        "备注",
    ]
    for unit in results.units:
        rank = "" if unit.rank is None else str(unit.rank)
        values = [*(unit.items[ref] for ref in items), *(unit.sections[ref] for ref in sections), unit.total]
        yield [_text(unit.unit), *values, rank, _text(unit.grade or ""), _text("；".join(unit.notes))]


def _text(text: str) -> str:
    """A text cell; an apostrophe keeps it from being read as a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text
