"""Results as a CSV table.

Promises text that WPS and Excel open as a table: CRLF line ends, and no text cell that they would
take for a formula. The byte order mark that tells them it is UTF-8 is set where bytes are made.
"""

import csv
from io import StringIO

from creditdsl.results.plain import plain
from creditdsl.results.results import Results
from creditdsl.results.table import Cell, rows


def as_csv(results: Results) -> str:
    """The text of `score --format csv`."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([_text(cell) for cell in row] for row in rows(results))
    return stream.getvalue()


def _text(cell: Cell) -> str:
    return cell.text if cell.figure else plain(cell.text)
