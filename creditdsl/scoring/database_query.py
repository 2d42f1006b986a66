"""One table of a scheme as a query in the dialect of a database.

Receives a program and the name of the table of data; promises one query, or a Failure that says which range must be
declared first.
"""

from collections.abc import Mapping

from creditdsl.backends.refused import Refused
from creditdsl.base.failure import FAULTY, Failure
from creditdsl.ir.program import Program
from creditdsl.scoring.engines import missing_extra, refusal
from creditdsl.scoring.errors import QueryRefused, TableName


def query_text(program: Program, dialect: str, source: list[str]) -> str:
    """Return the query, headed by what must be known to read its results.

    source: the name of the table in the database, at most catalogue, schema and table.
    """
    if not all(source) or len(source) > 3:
        raise Failure(TableName())
    try:
        from creditdsl.backends.sql.column_names import ColumnNames
        from creditdsl.backends.sql.declared import query
        from creditdsl.backends.sql.dialects import render_scores
    except ModuleNotFoundError as error:
        raise Failure(missing_extra("compile", error.name or "", "duckdb")) from error
    data, results = ColumnNames(dialect), ColumnNames(dialect)
    try:
        text = render_scores(program, query(program, source, data, results), dialect, pretty=True)
    except Refused as refused:
        raise Failure(QueryRefused(refusal(refused), tuple(refused.measures)), exit_code=FAULTY) from refused
    return f"{_heading(program, data.renamed, results.renamed)}{text};\n"


def _heading(program: Program, data: Mapping[str, str], results: Mapping[str, str]) -> str:
    """Return comment lines. data, results: the columns of names that the database cannot tell apart or hold."""
    lines = [
        f"{program.scheme} {program.table}",
        "状态：0 已有结果，1 缺数、超出范围或小数太多，2 分母为零，4 方案里待定，16 不适用；没有状态列的都有结果。",
    ]
    if program.periodic:
        lines.append("每一期各算各的；年度总分不在这个查询里。")
    lines += [f"数据表的列：“{name}”在这个数据库里写作“{column}”。" for name, column in data.items()]
    lines += [f"结果的列：“{name}”在这个数据库里写作“{column}”。" for name, column in results.items()]
    return "".join(f"-- {' '.join(line.split())}\n" for line in lines)
