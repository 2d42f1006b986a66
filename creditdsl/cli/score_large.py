"""Scores of very many units, from what was typed to a file that is written bit by bit."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from creditdsl import __version__
from creditdsl.base.failure import Failure
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.tables import fold
from creditdsl.files.outputs import write_stream
from creditdsl.results.shape import Receipt
from creditdsl.scoring.engines import of_tables
from creditdsl.scoring.large import LargeScored, needs_packages, of_period, score_large
from creditdsl.scoring.scheme import choose_table, load_scheme, warn
from creditdsl.terminal import console
from creditdsl.terminal.progress import progress

if TYPE_CHECKING:
    _Write = Callable[[BinaryIO, Callable[[int], None]], None]


def write_scores(
    file: str,
    table: str | None,
    path: str,
    period: str | None,
    form: str,
    output: str | None,
    partial: bool,
    engine: str | None,
    address: str | None,
) -> None:
    """Scores of very many units; JSON may go to the screen."""
    if engine is None:
        needs_packages()
    if form not in ("csv", "parquet", "json") or (output is None and form != "json"):
        raise Failure("单位很多，结果要写成文件：请加上 -o 成绩.csv 或 -o 成绩.parquet。")
    engine = engine or "columns"
    run = of_tables(engine, address)
    reading, compilation = load_scheme(file)
    compiled = choose_table(compilation, table)
    with progress() as shown:
        scored = score_large(compiled.program, path, partial, shown, run)
        if period is not None:
            scored = of_period(scored, fold(period).upper())
        rows = sum(part.table.rows for part in scored.parts)
        write = _writer(form, scored, compiled, file, engine, ascii_only=output is None and not console.is_utf8())

        def written(stream: BinaryIO) -> None:
            write(stream, lambda done: shown("写结果", done, rows))

        if output is None:
            console.write_bytes(written)
        else:
            write_stream(output, written, (file, path))
    sources = () if reading.source is None else (reading.source,)
    warn((*reading.diagnostics, *compilation.diagnostics, *scored.reading.diagnostics), sources)
    what = "个单位" if scored.reading.columns.period is None else "行"
    if output is not None:
        console.write(f"已写入 {output}：{compiled.table.name}，{rows} {what}。\n")


def _writer(
    form: str, scored: LargeScored, compiled: CompiledTable, file: str, engine: str, *, ascii_only: bool
) -> "_Write":
    if form == "json":
        from creditdsl.results.large_json import JsonWriter

        scheme = sha256(Path(file).read_bytes()).hexdigest()
        receipt = Receipt(f"creditdsl {__version__}", scheme, (scored.reading.source[1],), engine)
        return JsonWriter(compiled, scored, receipt, ascii_only=ascii_only).write
    from creditdsl.results.large_results import write_csv, write_parquet

    write = write_parquet if form == "parquet" else write_csv
    return lambda stream, seen: write(stream, compiled, scored, seen)
