"""`--engine` 算法: the engine that was asked for, or a sentence that says why not.

Receives a name and where the engine runs; promises a function that scores like the interpreter. What a
value waits for only the interpreter can say, so where something waits it scores again.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from creditdsl.backends.engines import BACKENDS, EXACT, table_engine
from creditdsl.backends.grade_changes import with_grade_changes
from creditdsl.backends.interpret import interpret
from creditdsl.backends.periods import Engine
from creditdsl.backends.refused import Refused
from creditdsl.base.failure import FAULTY, Failure
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.outcome import Outcome, Pending, UnitData, UnitOutcome
from creditdsl.ir.program import Program

if TYPE_CHECKING:
    from creditdsl.ir.columns import Scores, Table, TableEngine

ENGINES = (EXACT, *BACKENDS)
_LOCAL = {"spark": "local[*]", "postgres": "host=localhost dbname=postgres"}


def check_addresses(name: str, master: str | None, dsn: str | None) -> None:
    """Failure where an address belongs to another engine."""
    for option, value, owner in (("--master", master, "spark"), ("--dsn", dsn, "postgres")):
        if value is not None and name != owner:
            raise Failure(f"{option} 只用于 {owner} 算法，请加上 --engine {owner}，或者去掉 {option}。")


def of_tables(name: str, address: str | None = None) -> "TableEngine":
    """The engine called name for a table of columns; Failure where it is not installed or cannot compute."""
    try:
        run = table_engine(name, address or _LOCAL.get(name, ""))
    except ModuleNotFoundError as error:
        message = missing_extra(f"{name} 算法", error.name or "", name)
        raise Failure(f"{message}也可以去掉 --engine，逐单位计算。") from error

    def score(program: Program, table: "Table") -> "dict[DefinitionId, Scores]":
        try:
            return run(program, table)
        except Refused as refused:
            raise Failure(f"{refusal(refused)}，{name} 算法算不了，请去掉 --engine。", exit_code=FAULTY) from refused
        except ConnectionError as error:
            raise Failure(f"连不上 {name} 数据库，请看 --dsn 写的地址对不对、数据库开着没有。") from error

    return score


def of_rows(name: str, address: str | None = None) -> Engine:
    """The engine called name for rows of units, telling why a grade was changed and what a value waits for."""
    if name == EXACT:
        return interpret
    run = of_tables(name, address)
    from creditdsl.backends.rows import on_rows

    return _completed(with_grade_changes(on_rows(run)))


def missing_extra(what: str, package: str, extra: str) -> str:
    """What to install for a command or an engine."""
    package = package.partition(".")[0]
    return f'{what}要用的 {package} 没有安装。请运行 pip install "creditdsl[{extra}]" 装上。'


def _completed(run: Engine) -> Engine:
    """The interpreter's outcome wherever something is missing, because it says what."""

    def score(program: Program, rows: Sequence[UnitData]) -> Outcome:
        if any(one.required_of(row.unit) and one.name not in row.cells for row in rows for one in program.measures):
            return interpret(program, rows)
        outcome = run(program, rows)
        return interpret(program, rows) if any(map(_waits, outcome.units)) else outcome

    return score


def _waits(unit: UnitOutcome) -> bool:
    return any(isinstance(value, Pending) for value in (*unit.items.values(), *unit.values.values()))


def refusal(refused: Refused) -> str:
    """Why a query cannot be made, without a stop."""
    if not refused.too_wide:
        return f"“{refused.definition}”把分母各不相同的比率加在一起，没有取到规定的小数"
    what = "数" if refused.digits == 38 else "商"
    return f"算“{refused.definition}”可能用到超过 {refused.digits} 位的{what}"
