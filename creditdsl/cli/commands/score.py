"""`score` 评分: scheme and data to scores, totals, grades and places.

Receives paths as typed; promises either the whole result or every fault and no result.
"""

import os
import re
from collections.abc import Sequence
from datetime import date

import click

from creditdsl.backends.engines import EXACT
from creditdsl.base.failure import Failure
from creditdsl.cli.command import argument, define
from creditdsl.cli.scores import score, show, write
from creditdsl.data.tables import fold
from creditdsl.files.outputs import write_stream
from creditdsl.scoring.engines import COLUMNS, ENGINES, check_addresses, needs_packages
from creditdsl.scoring.labelled_paths import paths_of
from creditdsl.terminal import console
from creditdsl.terminal.progress import progress

_FORMATS = ("text", "json", "csv", "parquet", "xlsx")
_DAY = re.compile(r"(\d{4})(?:-|年)(\d{1,2})(?:-|月)(\d{1,2})日?")
_SUFFIXES = {".json": "json", ".csv": "csv", ".parquet": "parquet", ".xlsx": "xlsx"}


def _chosen_form(form: str | None, output: str | None) -> str:
    """The format asked for, else the one that the output's name asks for."""
    chosen = form or _SUFFIXES.get(os.path.splitext(output or "")[1].lower(), "text")
    if chosen == "xlsx" and output is None:
        raise Failure("xlsx 文件不能显示在屏幕上，请用 -o 写明写到哪个文件，例如 -o 成绩.xlsx。")
    return chosen


def _day(typed: str | None, form: str) -> date | None:
    """The day that was typed, as 2026-01-15 or 2026年1月15日."""
    if typed is None:
        return None
    if form != "xlsx":
        raise Failure("--date 写在 XLSX 文件的计分回执里，这次写的不是 XLSX 文件，请去掉。")
    parts = _DAY.fullmatch(fold(typed))
    try:
        return date(*map(int, parts.groups())) if parts else date.fromisoformat(typed)
    except ValueError:
        raise Failure(f"“{typed}”不是日期。日期要写成 2026-01-15 或 2026年1月15日。") from None


@define(
    "score",
    "按方案和数据评分：每项得分、总分、等次和名次。数据是 CSV 或 XLSX 表格，第一列是单位，"
    "其余各列的列名与方案里的名称相同；按月、按季评分的，还有一列“期”；也可以是收回的填报表，写放填报表的文件夹。数据有一处错误就不出结果，并一次列出全部错误。"
    "自评和复核两份数据可以并列比较：--data 自评:自评.csv --data 复核:复核.csv，名次和等次以复核为准。",
    "creditdsl score 方案.credit --table 附件1 --data 数据/附件1.csv -o 成绩.xlsx",
)
@argument("file", "方案文件")
@click.option("--table", metavar="表名", help="哪一张表，例如 附件1；方案里只有一张表时可以不写")
@click.option(
    "--data",
    metavar="数据文件",
    multiple=True,
    required=True,
    help="单位数据，或者放填报表的文件夹；分在几处的，逐个写",
)
@click.option("--period", metavar="期", help="只要这一期的结果，例如 2023-01；全年写 2023")
@click.option(
    "--format",
    "form",
    metavar="格式",
    type=click.Choice(_FORMATS),
    help="text 供人阅读（不写就是它），xlsx、csv 用 WPS 表格打开，json 供其他软件读取；有 -o 时看文件的扩展名",
)
@click.option("-o", "--output", metavar="文件", help="写到这个文件；不写就显示在屏幕上")
@click.option("--date", "day", metavar="日期", help="写在 XLSX 文件的计分回执里的日期，例如 2026-01-15；不写就不留日期")
@click.option("--partial", is_flag=True, help="缺数也评：能算的先算，等数的写“待定”")
@click.option(
    "--engine",
    metavar="算法",
    type=click.Choice(ENGINES),
    help="exact 逐单位计算（单位不多的，不写就是它）；单位多时用 columns（不写也是它）、duckdb，"
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
    chosen = _chosen_form(form, output)
    dated = _day(day, chosen)
    check_addresses(engine or EXACT, master, dsn)
    _check_parquet(data, chosen, output, engine)
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


def _check_parquet(data: Sequence[str], form: str, output: str | None, engine: str | None) -> None:
    """Failure where Parquet is asked for and cannot be read or written as asked."""
    if form == "parquet":
        needs_packages()
    if len(data) == 1 and engine != EXACT:
        parquet = form == "parquet" or data[0].lower().endswith(".parquet")
        if parquet and (form not in ("csv", "parquet", "json") or (output is None and form != "json")):
            raise Failure("单位很多，结果要写成文件：请加上 -o 成绩.csv 或 -o 成绩.parquet。")
    elif form == "parquet":
        raise Failure("只有一个数据文件、不用 exact 算法时才能写 parquet 文件。请写 -o 成绩.csv。")
