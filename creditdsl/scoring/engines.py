"""The engine that scores: the one that was asked for, or the one that pays for the size of the data.

Receives a name and where the engine runs; promises an engine, or a Failure with a sentence that says why not.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from os.path import getsize
from pathlib import Path
from typing import TYPE_CHECKING

from creditdsl.backends.engines import BACKENDS, EXACT, table_engine
from creditdsl.backends.refused import Refused
from creditdsl.base.failure import FAULTY, Failure
from creditdsl.base.node import node
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.program import Program
from creditdsl.scoring.errors import CannotCompute, MissingPackage, NoConnection, WrongAddress

if TYPE_CHECKING:
    from creditdsl.data.files.loading import TableSource
    from creditdsl.ir.columns import Scores, Table, TableEngine

ENGINES = (EXACT, *BACKENDS)
COLUMNS = "columns"
_LOCAL = {"spark": "local[*]", "postgres": "host=localhost dbname=postgres"}

MANY_BYTES = 24 * 1024
"""Bytes of data, CSV or XLSX, beyond which columns pay where no engine is asked for.

Whole processes on the workload of tests/bench, with 34 columns: 100 units are 15 KB of CSV (18 of XLSX) and take
0.32 s by the interpreter, 0.36 s by columns; 200 units, 30 KB, take 0.40 s and 0.36 s; 1,000 units 1.1 s and 0.4 s.
Explaining one unit turns at the same size. Below it, importing NumPy costs more than it saves.
"""


@node
class Engine:
    """name: as receipts have it. run: None for the interpreter, which takes rows."""

    name: str
    run: "TableEngine | None"


INTERPRETER = Engine(EXACT, None)


def engine_for(name: str | None, data: Sequence[str], address: str | None = None, *, traced: bool = False) -> Engine:
    """The engine called name, else the one that pays for the size of the data.

    data: the paths of all files. traced: the interpreter's trace is wanted, if no engine is asked for.
    """
    if name is None:
        name = COLUMNS if any(map(_is_parquet, data)) or (not traced and _pays(data)) else EXACT
    if any(map(_is_parquet, data)):
        needs_packages()
    return INTERPRETER if name == EXACT else Engine(name, of_tables(name, address))


def file_of_columns(tables: "Sequence[TableSource]") -> Path | None:
    """The one file that is all the data and can be read as columns with the packages that are there."""
    path = tables[0]
    if len(tables) > 1 or not isinstance(path, Path):
        return None
    if _is_parquet(str(path)):
        needs_packages()
        return path
    return path if path.suffix.lower() == ".csv" and path.is_file() and _are_there("numpy", "pyarrow") else None


def needs_packages() -> None:
    """Failure that names what is to be installed for Parquet."""
    for package in ("numpy", "pyarrow"):
        if not _are_there(package):
            raise Failure(MissingPackage("读写大数据", package, COLUMNS, "，或者把数据存成 CSV。"))


def _pays(data: Sequence[str]) -> bool:
    try:
        return sum(map(getsize, data)) > MANY_BYTES and _are_there("numpy")
    except (OSError, ValueError):  # the readers say what is wrong with the path
        return False


def _is_parquet(path: str) -> bool:
    return Path(path).suffix.lower() == ".parquet"


def _are_there(*packages: str) -> bool:
    return all(find_spec(package) for package in packages)


def check_addresses(name: str, master: str | None, dsn: str | None) -> None:
    """Failure where an address belongs to another engine."""
    for option, value, owner in (("--master", master, "spark"), ("--dsn", dsn, "postgres")):
        if value is not None and name != owner:
            raise Failure(WrongAddress(option, owner))


def of_tables(name: str, address: str | None = None) -> "TableEngine":
    """The engine called name for a table of columns; Failure where it is not installed or cannot compute."""
    try:
        run = table_engine(name, address or _LOCAL.get(name, ""))
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        instead = "。也可以去掉 --engine，逐单位计算。"
        raise Failure(MissingPackage(f"{name} 算法", package, name, instead)) from error

    def score(program: Program, table: "Table") -> "dict[DefinitionId, Scores]":
        try:
            return run(program, table)
        except Refused as refused:
            raise Failure(CannotCompute(refusal(refused), name), exit_code=FAULTY) from refused
        except ConnectionError as error:
            raise Failure(NoConnection(name)) from error

    return score


def missing_extra(what: str, package: str, extra: str) -> MissingPackage:
    """What to install for a command."""
    return MissingPackage(what, package.partition(".")[0], extra, "。")


def refusal(refused: Refused) -> str:
    """Why a query cannot be made, without a stop."""
    if not refused.too_wide:
        return f"“{refused.definition}”把分母各不相同的比率加在一起，没有取到规定的小数"
    what = "数" if refused.digits == 38 else "商"
    return f"算“{refused.definition}”可能用到超过 {refused.digits} 位的{what}"
