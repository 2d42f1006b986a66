"""`score` 评分: scheme and data to scores, totals, grades and places.

Receives paths as typed; promises either the whole result or every fault and no result.
"""

import click

from creditdsl.backends.engines import EXACT
from creditdsl.cli.command import argument, define
from creditdsl.cli.options import (
    data_option,
    engine_option,
    format_option,
    output_option,
    partial_option,
    period_option,
    table_option,
)
from creditdsl.cli.score_results import score, show, write
from creditdsl.files.outputs import write_stream
from creditdsl.results.formats import FORMATS, check_parquet, chosen_format, dated_by
from creditdsl.scoring.engines import COLUMNS, ENGINES, check_addresses
from creditdsl.scoring.labelled_paths import paths_of
from creditdsl.terminal import console
from creditdsl.terminal.progress import progress


@define(
    "score",
    "按方案和数据评分：每项得分、总分、等次和名次。数据是 CSV 或 XLSX 表格，第一列是单位，"
    "其余各列的列名与方案里的名称相同；按月、按季评分的，还有一列“期”；也可以是收回的填报表，写放填报表的文件夹。数据有一处错误就不出结果，并一次列出全部错误。"
    "自评和复核两份数据可以并列比较：--data 自评:自评.csv --data 复核:复核.csv，名次和等次以复核为准。",
    "creditdsl score 方案.credit --table 附件1 --data 数据/附件1.csv -o 成绩.xlsx",
)
@argument("file", "方案文件")
@table_option
@data_option
@period_option("只要这一期的结果，例如 2023-01；全年写 2023")
@format_option(
    FORMATS,
    "text 供人阅读（不写就是它），xlsx、csv 用 WPS 表格打开，json 供其他软件读取；有 -o 时看文件的扩展名",
)
@output_option("写到这个文件；不写就显示在屏幕上")
@click.option("--date", "day", metavar="日期", help="写在 XLSX 文件的计分回执里的日期，例如 2026-01-15；不写就不留日期")
@partial_option("缺数也评：能算的先算，等数的写“待定”")
@engine_option(
    ENGINES,
    "exact 逐单位计算（不写就是它）；单位很多时用 columns（数据文件大了不写也是它）、duckdb，"
    "集群上用 spark，数据库里用 postgres，结果都一样",
)
@click.option("--master", metavar="地址", help="spark 集群的地址；不写就用本机")
@click.option("--dsn", metavar="地址", help="postgres 数据库的连接串；不写就连本机的数据库")
def command(
    file: str,
    table: str | None,
    data: tuple[str, ...],
    period: str | None,
    form: str | None,
    output: str | None,
    day: str | None,
    partial: bool,
    engine: str | None,
    master: str | None,
    dsn: str | None,
) -> None:
    chosen = chosen_format(form, output)
    dated = dated_by(day, chosen)
    check_addresses(engine or EXACT, master, dsn)
    check_parquet(data, chosen, output, engine)
    with progress() as shown:
        result = score(
            file,
            table,
            data,
            partial=partial,
            period=period,
            engine=COLUMNS if engine is None and chosen == "parquet" else engine,
            address=master or dsn,
            traced=chosen == "xlsx",
            shown=shown,
        )
        if output is None:
            show(result, chosen, shown)
            return
        write_stream(output, lambda stream: write(stream, result, chosen, dated, shown), (file, *paths_of(data)))
    periods = f"，{len(result.periods)} 期" if len(result.periods) > 1 else ""
    console.write(f"已写入 {output}：{result.table}，{result.unit_count} 个单位{periods}。\n")
