"""`compile` 导出查询: one table of a scheme as a query that an office runs in its own database.

Receives a scheme and the name of the table in the database; promises one query, headed by what it needs to be
known, or a sentence that says which range must be declared first.
"""

import click

from creditdsl.backends.engines import DIALECTS
from creditdsl.backends.refused import Refused
from creditdsl.base.failure import FAULTY, Failure
from creditdsl.cli.command import argument, define
from creditdsl.cli.errors import QueryRefused, TableName
from creditdsl.cli.options import output_option, table_option
from creditdsl.files.outputs import write_file
from creditdsl.ir.program import Program
from creditdsl.scoring.compiled_scheme import choose_table, load_scheme, warn
from creditdsl.scoring.engines import missing_extra, refusal
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
    text = _text(program, dialect, source.split("."))
    sources = () if reading.source is None else (reading.source,)
    warn((*reading.diagnostics, *compilation.diagnostics), sources)
    if output is None:
        console.write(text)
    else:
        write_file(output, text.encode("utf-8"), (file,))
        console.write(f"已写入 {output}：{program.table}的查询。\n")


def _text(program: Program, dialect: str, source: list[str]) -> str:
    if not all(source) or len(source) > 3:
        raise Failure(TableName())
    try:
        from creditdsl.backends.sql.declared import query
        from creditdsl.backends.sql.dialects import render_scores
    except ModuleNotFoundError as error:
        raise Failure(missing_extra("compile", error.name or "", "duckdb")) from error
    try:
        return _heading(program) + render_scores(program, query(program, source), dialect, pretty=True) + ";\n"
    except Refused as refused:
        raise Failure(QueryRefused(refusal(refused), tuple(refused.measures)), exit_code=FAULTY) from refused


def _heading(program: Program) -> str:
    lines = [
        f"{program.scheme} {program.table}",
        "状态：0 已有结果，1 缺数、超出范围或小数太多，2 分母为零，4 方案里待定，16 不适用；没有状态列的都有结果。",
    ]
    if program.periodic:
        lines.append("每一期各算各的；年度总分不在这个查询里。")
    return "".join(f"-- {' '.join(line.split())}\n" for line in lines)
