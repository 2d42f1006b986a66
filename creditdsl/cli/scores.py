"""Scores from what was typed to results, and to the bytes of any format.

Receives paths as typed; promises either the whole result or every fault and no result.
"""

import sys
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from creditdsl.base.failure import Failure
from creditdsl.data.tables import fold
from creditdsl.results.csv import write_csv
from creditdsl.results.json import write_json
from creditdsl.results.printed import Results, results
from creditdsl.results.text import as_text
from creditdsl.scoring.compiled_scheme import choose_table, load_scheme, warn
from creditdsl.scoring.engines import engine_for
from creditdsl.scoring.labelled_paths import paths_of, sets_of
from creditdsl.scoring.sets import score_sets
from creditdsl.scoring.units import detail_sheets
from creditdsl.terminal import console
from creditdsl.terminal.progress import Report, quiet


def score(
    file: str,
    table: str | None,
    data: Sequence[str],
    *,
    partial: bool = False,
    period: str | None = None,
    engine: str | None = None,
    address: str | None = None,
    traced: bool = False,
    shown: Report = quiet,
) -> Results:
    """The results of one table, milder findings to standard error; Failure with every fault.

    engine: None for the one that pays; address: where a database or a cluster is. traced: exact values before limits
    and rounding are wanted, which only the interpreter keeps.
    """
    chosen = engine_for(engine, paths_of(data), address, traced=traced)
    reading, compilation = load_scheme(file)
    compiled = choose_table(compilation, table)
    scored = score_sets(compiled, sets_of(data, detail_sheets(compiled.program)), partial, chosen, shown)
    found = results(compiled, scored, sha256(Path(file).read_bytes()).hexdigest(), chosen.name)
    sources = () if reading.source is None else (reading.source,)
    milder = [diagnostic for one in scored.values() for diagnostic in one.diagnostics]
    warn((*reading.diagnostics, *compilation.diagnostics, *milder), sources)
    return found if period is None else _of_period(found, period)


def _of_period(found: Results, period: str) -> Results:
    """The results of one period only; Failure where the data have no such period."""
    if not found.periods:
        raise Failure(f"“{found.table}”的数据不分期，请去掉 --period。")
    wanted = fold(period).upper()
    if wanted not in found.periods:
        raise Failure(f"数据里没有“{period}”这一期。数据里的期有：{'、'.join(found.periods)}。")
    return found.of_period(wanted)


def write(stream: BinaryIO, found: Results, form: str, dated: date | None = None, shown: Report = quiet) -> None:
    """Write a file of results. dated: what the receipt of a workbook gives as the day of scoring."""

    def seen(rows: int) -> None:
        shown("写结果", rows, found.rows)

    match form:
        case "xlsx":
            from creditdsl.results.xlsx import as_xlsx

            stream.write(as_xlsx(found, dated))
        case "parquet":
            from creditdsl.results.parquet import write_parquet

            write_parquet(stream, found, seen)
        case "json":
            write_json(stream, found, seen)
        case "csv":
            write_csv(stream, found, seen)
        case _:
            stream.write(as_text(found).encode("utf-8"))


def render(found: Results, form: str) -> bytes:
    """The content of a file of results."""
    stream = BytesIO()
    write(stream, found, form)
    return stream.getvalue()


def show(found: Results, form: str, shown: Report = quiet) -> None:
    """Results to standard output. Into a pipe or a file a table goes as the bytes -o would write."""
    if form == "json":
        ascii_only = not console.is_utf8()
        console.write_bytes(lambda stream: write_json(stream, found, ascii_only=ascii_only))
    elif form == "text":
        console.write(as_text(found))
    elif sys.stdout.isatty():
        console.write(render(found, form).decode("utf-8-sig").replace("\r\n", "\n"))
    else:
        console.write_bytes(lambda stream: write(stream, found, form, None, shown))
