"""What the engines say differently: types, whole division, and what keeps a CTE from being opened.

Receives a query in no engine's words; promises its text for one of them.
"""

from sqlglot import exp

from creditdsl.backends.refused import Refused
from creditdsl.backends.sql.unbounded import unbounded
from creditdsl.backends.sql.whole import HUGE, TooWide, cast, width_of
from creditdsl.ir.program import Program

_HUGE = {
    "duckdb": exp.DataType.build("HUGEINT", dialect="duckdb"),
    "spark": exp.DataType.build("DECIMAL(38, 0)"),
    "postgres": exp.DataType.build("NUMERIC"),
}


_QUOTIENT_DIGITS = 18
"""All numbers of so many digits are in 64 bits, which is what Spark divides to."""


def render(select: exp.Expr, dialect: str, *, pretty: bool = False) -> str:
    """Return the text of the query, which is changed on the way."""
    for node in list(select.find_all(exp.IntDiv, exp.CTE)):
        match node:
            case exp.IntDiv():
                _divide(node, dialect)
            case exp.CTE() if dialect == "postgres":
                node.set("materialized", True)  # else it would write shared columns out at every use
            case _:
                pass
    for node in list(select.find_all(exp.DataType)):
        if node.this is exp.DataType.Type.INT128:
            node.replace(_HUGE[dialect].copy())
    return select.sql(dialect, pretty=pretty, copy=False)


def render_scores(program: Program, select: exp.Expr, dialect: str, *, pretty: bool = False) -> str:
    """Return the text of a program's query. Raises Refused where the engine cannot hold what it divides."""
    try:
        return render(select, dialect, pretty=pretty)
    except TooWide as fault:
        measures = unbounded(program, program.total)
        raise Refused(program.total, measures, too_wide=True, digits=_QUOTIENT_DIGITS) from fault
    except RecursionError as fault:
        raise Refused(program.total, too_deep=True) from fault


def _divide(node: exp.IntDiv, dialect: str) -> None:
    """Replace a whole division by what the dialect has.

    PostgreSQL divides integers by `/`, NUMERIC by DIV; Spark's DIV gives 64 bits, whatever its operands.
    """
    huge = node.meta["width"] == HUGE
    if dialect == "postgres" and not huge:
        node.replace(exp.Div(this=node.this, expression=node.expression, typed=True, safe=False))
    elif dialect == "spark" and huge:
        if width_of(node.meta["high"]) == HUGE:
            raise TooWide
        node.replace(cast(node.copy(), HUGE))
