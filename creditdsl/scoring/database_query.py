"""One table of a scheme as a query in the dialect of a database.

Receives a program and the name of the table of data; promises one query, or a Failure that says which range must be
declared first.
"""

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
