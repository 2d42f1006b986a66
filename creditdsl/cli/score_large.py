"""Scores of very many units, from what was typed to a file that is written bit by bit."""

from creditdsl.cli import console
from creditdsl.cli.engines import of_tables
from creditdsl.cli.failure import Failure
from creditdsl.cli.files import write_stream
from creditdsl.cli.large import needs_packages, of_period, score_large
from creditdsl.cli.progress import progress
from creditdsl.cli.schemes import choose_table, load_scheme, warn
from creditdsl.data.tables import fold
from creditdsl.syntax.walk import entries


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
    """Scores of very many units, written bit by bit."""
    if engine is None:
        needs_packages()
    if output is None or form not in ("csv", "parquet"):
        raise Failure("单位很多，结果要写成文件：请加上 -o 成绩.csv 或 -o 成绩.parquet。")
    run = of_tables(engine or "columns", address)
    from creditdsl.cli.large_results import write_csv, write_parquet

    reading, compilation = load_scheme(file)
    compiled = choose_table(compilation, table)
    with progress() as shown:
        scored = score_large(compiled.program, path, partial, shown, run)
        if period is not None:
            scored = of_period(scored, fold(period).upper())
        titles = {entry.ref: entry.title for entry in entries(compiled.table)}
        rows = sum(part.table.rows for part in scored.parts)
        write = write_parquet if form == "parquet" else write_csv
        write_stream(
            output, lambda stream: write(stream, scored, titles, lambda done: shown("写结果", done, rows)), (file, path)
        )
    sources = () if reading.source is None else (reading.source,)
    warn((*reading.diagnostics, *compilation.diagnostics, *scored.reading.diagnostics), sources)
    what = "个单位" if scored.reading.columns.period is None else "行"
    console.write(f"已写入 {output}：{compiled.table.name}，{rows} {what}。\n")
