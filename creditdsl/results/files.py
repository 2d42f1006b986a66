"""Results as a file of any format.

Receives results and a stream; promises the same bytes for the same results.
"""

from collections.abc import Callable
from datetime import date
from typing import BinaryIO

from creditdsl.results.csv import write_csv
from creditdsl.results.json import write_json
from creditdsl.results.printed import Results
from creditdsl.results.text import as_text


def write(
    stream: BinaryIO,
    results: Results,
    form: str,
    dated: date | None = None,
    seen: Callable[[int], None] = lambda rows: None,
) -> None:
    """Write the file, telling how many rows are written.

    form: text, json, csv, parquet or xlsx. dated: what the receipt of a workbook gives as the day of scoring.
    """
    match form:
        case "xlsx":
            from creditdsl.results.xlsx import as_xlsx

            stream.write(as_xlsx(results, dated))
        case "parquet":
            from creditdsl.results.parquet import write_parquet

            write_parquet(stream, results, seen)
        case "json":
            write_json(stream, results, seen)
        case "csv":
            write_csv(stream, results, seen)
        case _:
            stream.write(as_text(results).encode("utf-8"))
