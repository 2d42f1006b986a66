"""`compile` 导出查询: one table of a scheme as a query that an office runs in its own database."""

import click

from creditdsl.backends.engines import DIALECTS
from creditdsl.cli.command import argument, define
from creditdsl.cli.options import output_option, table_option
from creditdsl.files.outputs import write_file
from creditdsl.scoring.compiled_scheme import choose_table, load_scheme, warn
from creditdsl.scoring.database_query import query_text
from creditdsl.terminal import console


@define(
    "compile",
    "把一张表的计分规则写成数据库查询，在单位自己的数据库里评分。数据表的第一列是“单位”，其余各列与方案里的名称相同："
    "是否用布尔，计数用整数，比率写成小数（95.5% 写 0.955），其余的数用小数，选项用文字。",
    "creditdsl compile 方案.credit --table 附件1 --dialect postgres --source 考核数据 -o 评分.sql",
)
@argument("file", "方案文件")
@table_option
@click.option("--to", "form", metavar="格式", type=click.Choice(["sql"]), default="sql", help="现在只有 sql")
@click.option(
    "--dialect", metavar="数据库", type=click.Choice(DIALECTS), default="duckdb", help="duckdb、spark 或 postgres"
)
@click.option("--source", metavar="数据表", default="单位数据", help="数据库里的数据表，可以带库名；不写就叫“单位数据”")
@output_option("写到这个文件；不写就显示在屏幕上")
def command(file: str, table: str | None, form: str, dialect: str, source: str, output: str | None) -> None:
    reading, compilation = load_scheme(file)
    program = choose_table(compilation, table).program
    text = query_text(program, dialect, source.split("."))
    warn(reading, compilation)
    if output is None:
        console.write(text)
    else:
        write_file(output, text.encode("utf-8"), (file,))
        console.write(f"已写入 {output}：{program.table}的查询。\n")
