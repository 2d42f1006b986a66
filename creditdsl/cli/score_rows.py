"""Scores of units one by one: from what was typed to results, and to the bytes of any format.

Receives paths as typed; promises either the whole result or every fault and no result.
"""

import codecs
import sys
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from creditdsl.backends.engines import EXACT
from creditdsl.backends.interpret import interpret
from creditdsl.backends.periods import Engine
from creditdsl.base.failure import Failure
from creditdsl.data.tables import fold
from creditdsl.results.csv import as_csv
from creditdsl.results.json import as_json
from creditdsl.results.results import Results, results
from creditdsl.results.text import as_text
from creditdsl.scoring.labelled_paths import sets_of
from creditdsl.scoring.scheme import choose_table, load_scheme, warn
from creditdsl.scoring.sets import score_sets
from creditdsl.scoring.units import detail_sheets
from creditdsl.terminal import console


def score(
    file: str,
    table: str | None,
    data: Sequence[str],
    *,
    partial: bool = False,
    period: str | None = None,
    engine: str = EXACT,
    run: Engine = interpret,
) -> Results:
    """The results of one table, milder findings to standard error; Failure with every fault."""
    reading, compilation = load_scheme(file)
    compiled = choose_table(compilation, table)
    sets = sets_of(data, detail_sheets(compiled.program))
    scored = score_sets(compiled, sets, partial, run)
    found = results(compiled, scored, sha256(Path(file).read_bytes()).hexdigest(), engine)
    sources = () if reading.source is None else (reading.source,)
    milder = [diagnostic for one in scored.values() for diagnostic in one.reading.diagnostics]
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


def render(found: Results, form: str, dated: date | None = None) -> bytes:
    """The content of a file of results. dated: what the receipt of a workbook gives as the day of scoring."""
    match form:
        case "xlsx":
            from creditdsl.results.xlsx import as_xlsx

            return as_xlsx(found, dated)
        case "json":
            return console.json_text(as_json(found)).encode("utf-8")
        case "csv":
            return codecs.BOM_UTF8 + as_csv(found).encode("utf-8")
        case _:
            return as_text(found).encode("utf-8")


def show(found: Results, form: str) -> None:
    """Results to standard output. Into a pipe or a file a table goes as the bytes -o would write."""
    if form == "json":
        console.write_json(as_json(found))
    elif form == "text":
        console.write(as_text(found))
    elif sys.stdout.isatty():
        console.write(as_csv(found).replace("\r\n", "\n"))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(render(found, form))
