"""Scores from what was typed to results, and to the bytes of any format.

Receives paths as typed; promises either the whole result or every fault and no result.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import BinaryIO

from creditdsl.api import score_request
from creditdsl.base.failure import Failure
from creditdsl.base.spelling import name_key
from creditdsl.results import files
from creditdsl.results.json import write_json
from creditdsl.results.printed import Results
from creditdsl.results.text import as_text
from creditdsl.scoring.compiled_scheme import choose_table, load_scheme, warn
from creditdsl.scoring.errors import NoPeriods, NoSuchPeriod
from creditdsl.scoring.labelled_paths import data_sets
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
    rows = score_rows(file, table, data, partial=partial, engine=engine, address=address, traced=traced, shown=shown)
    return rows.results if period is None else of_period(rows.results, period)


def score_rows(
    file: str,
    table: str | None,
    data: Sequence[str],
    *,
    partial: bool = False,
    engine: str | None = None,
    address: str | None = None,
    traced: bool = False,
    shown: Report = quiet,
) -> score_request.ScoredRows:
    """The same with all that is behind the results, of every period."""
    reading, compilation = load_scheme(file)
    compiled = choose_table(compilation, table)
    sets = data_sets(data, detail_sheets(compiled.program))
    request = score_request.ScoreRequest(compilation.scheme, compiled, reading.sha256, sets, partial, engine, address)
    scored_rows = score_request.score(request, traced=traced, shown=shown)
    warn(reading, compilation, scored_rows.diagnostics)
    return scored_rows


def of_period(result: Results, period: str) -> Results:
    """The results of one period only; Failure where the data have no such period."""
    if not result.periods:
        raise Failure(NoPeriods(result.table))
    wanted = name_key(period).upper()
    if wanted not in result.periods:
        raise Failure(NoSuchPeriod(period, tuple(result.periods)))
    return result.of_period(wanted)


def write(stream: BinaryIO, result: Results, form: str, dated: date | None = None, shown: Report = quiet) -> None:
    """Write a file of results. dated: what the receipt of a workbook gives as the day of scoring."""
    files.write(stream, result, form, dated, lambda rows: shown("写结果", rows, result.rows))


def render(result: Results, form: str) -> bytes:
    """The content of a file of results."""
    stream = BytesIO()
    write(stream, result, form)
    return stream.getvalue()


def show(result: Results, form: str, shown: Report = quiet) -> None:
    """Results to standard output. Into a pipe or a file a table goes as the bytes -o would write."""
    if form == "json":
        ascii_only = not console.is_utf8()
        console.write_bytes(lambda stream: write_json(stream, result, ascii_only=ascii_only))
    elif form == "text":
        console.write(as_text(result))
    elif console.is_terminal():
        console.write(render(result, form).decode("utf-8-sig").replace("\r\n", "\n"))
    else:
        console.write_bytes(lambda stream: write(stream, result, form, None, shown))
