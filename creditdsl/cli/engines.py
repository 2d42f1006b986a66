"""`--engine` 算法: the engine that was asked for, or a sentence that says why not.

Receives a name and where the engine runs; promises a function that scores like the interpreter. What a
value waits for only the interpreter can say, so where something waits it scores again.
"""

from collections.abc import Sequence

from creditdsl.backends.engines import BACKENDS, Backend, Engine, engine
from creditdsl.backends.interpret import interpret
from creditdsl.backends.reasons import with_reasons
from creditdsl.backends.sql.faults import Refused
from creditdsl.cli.failure import FAULTY, Failure
from creditdsl.ir.outcome import Outcome, Pending, UnitData, UnitOutcome
from creditdsl.ir.program import Program

ENGINES = tuple(backend.name for backend in BACKENDS)
_LOCAL = {"spark": "local[*]", "postgres": "host=localhost dbname=postgres"}


def chosen(name: str, master: str | None = None, dsn: str | None = None) -> Engine:
    """The engine called name; Failure where it cannot be had, or an address belongs to another."""
    for option, value, owner in (("--master", master, "spark"), ("--dsn", dsn, "postgres")):
        if value is not None and name != owner:
            raise Failure(f"{option} 只用于 {owner} 算法，请加上 --engine {owner}，或者去掉 {option}。")
    backend = next(backend for backend in BACKENDS if backend.name == name)
    if not backend.extra:
        return engine(backend)
    try:
        return _completed(with_reasons(_told(backend, engine(backend, master or dsn or _LOCAL.get(name, "")))))
    except ModuleNotFoundError as error:
        message = missing_extra(f"{name} 算法", error.name or "", backend.extra)
        raise Failure(f"{message}也可以去掉 --engine，逐单位计算。") from error


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


def _told(backend: Backend, run: Engine) -> Engine:
    """What the engine cannot compute, as a Failure."""

    def score(program: Program, rows: Sequence[UnitData]) -> Outcome:
        try:
            return run(program, rows)
        except Refused as refused:
            raise Failure(
                f"{refusal(refused)}{backend.name} 算法算不了，请去掉 --engine。", exit_code=FAULTY
            ) from refused

    return score


def refusal(refused: Refused) -> str:
    """Why a query cannot be made, in one sentence."""
    if refused.too_wide and refused.measures:
        named = "、".join(f"“{measure}”" for measure in refused.measures)
        return f"算“{refused.definition}”可能用到超过 38 位的数，请在“数据”里写明{named}的范围，例如：条 0至10000。"
    if refused.too_wide:
        return f"算“{refused.definition}”可能用到超过 38 位的数。"
    return f"“{refused.definition}”把分母各不相同的比率加在一起，没有取到规定的小数。"
