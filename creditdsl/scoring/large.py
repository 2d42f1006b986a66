"""A table of very many units, scored as columns from file to file.

Receives the scheme, one data file of any size and an engine; promises the same checks and the same scores
as `score` has for rows, at most the first faults of each kind, and how many there are. Its own step
because nothing here may hold a Python object for every cell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from os.path import getsize
from pathlib import Path
from typing import TYPE_CHECKING

from creditdsl.backends.engines import EXACT
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import FAULTY, Failure
from creditdsl.base.node import node
from creditdsl.data import messages
from creditdsl.data.tables import PERIOD, Address, column_key, column_name
from creditdsl.ir.outcome import Fault
from creditdsl.ir.program import Program
from creditdsl.terminal.progress import Progress

if TYPE_CHECKING:
    from creditdsl.backends.parts import Part
    from creditdsl.data.large.read import LargeReading
    from creditdsl.ir.columns import TableEngine

LARGE = 512 * 1024
"""Bytes of a CSV file that is scored as columns where no engine is asked for; so many are some thousands of units."""


def is_large(data: Sequence[str], engine: str | None, form: str) -> bool:
    """Whether the data is one file that is scored as columns, and what is asked for is a table of results."""
    if len(data) != 1 or engine == EXACT:
        return False
    suffix = Path(data[0]).suffix.lower()
    if suffix == ".parquet" or form == "parquet":
        return True
    try:
        wanted = LARGE if engine is None else 0
        return suffix == ".csv" and form in ("csv", "json") and getsize(data[0]) > wanted and _can(engine)
    except OSError:
        return False


def _can(engine: str | None) -> bool:
    """Without the packages a file is scored by rows, where no engine was asked for."""
    return engine is not None or all(find_spec(package) for package in ("numpy", "pyarrow"))


def needs_packages() -> None:
    """Failure that names what is to be installed."""
    for package in ("numpy", "pyarrow"):
        if find_spec(package) is None:
            raise Failure(
                f"读写大数据要用的 {package} 没有安装。"
                '请运行 pip install "creditdsl[columns]" 装上，或者把数据存成 CSV。'
            )


class UnevenRows(Failure):
    """The rows are not all as long as the header, which only the readers of rows allow."""


@node
class LargeScored:
    """parts: by period, as they are printed. reading: what was read."""

    program: Program
    reading: "LargeReading"
    parts: "tuple[Part, ...]"


def score_large(program: Program, path: str, partial: bool, progress: Progress, run: "TableEngine") -> LargeScored:
    """Read, check and score; Failure with the first faults and the count of all."""
    needs_packages()
    from creditdsl.backends.parts import parts
    from creditdsl.data.large.batches import Uneven, Unreadable, open_large
    from creditdsl.data.large.read import read_large

    if program.details:
        raise Failure("这张表要用明细表，单位再多也只能逐个计算：请把数据存成 CSV，加上 --engine exact。")
    try:
        file = open_large(Path(path))
        if program.by_period and not program.periodic:
            named = any(column_key(cell.text) == PERIOD for cell in file.head.header.cells)
            program = replace(program, periodic=named)
        reading = read_large(file, program.data_measures, program.periodic, lambda rows: progress("读数据", rows))
    except Unreadable as error:
        raise Failure(*error.diagnostics) from error
    except Uneven as error:
        raise UnevenRows(
            f"{path} 里有的行比表头长或短。请用表格软件打开，另存为 CSV 后再评。", exit_code=FAULTY
        ) from error
    if reading.table is None:
        more = f"有错的共 {reading.faulty} 行，这里列出前 200 行的。" if reading.faulty > 200 else ""
        raise Failure(more, *reading.diagnostics, exit_code=FAULTY)
    progress("评分", 0, reading.table.rows)
    found = parts(program, reading.table, run)
    _refuse_faults(program, reading, found, partial)
    first = {part.period: int(part.at[0]) if part.at is not None else 0 for part in found}
    ordered = sorted(found, key=lambda part: (part.program is not program, first[part.period]))
    return LargeScored(program, reading, tuple(ordered))


def of_period(scored: LargeScored, period: str) -> LargeScored:
    """One period only; Failure where the data have no such period."""
    offered = [part.period for part in scored.parts if part.period is not None]
    if period not in offered:
        listed = f"数据里的期有：{'、'.join(offered)}。" if offered else "数据不分期，请去掉 --period。"
        raise Failure(f"数据里没有“{period}”这一期。{listed}")
    return replace(scored, parts=tuple(part for part in scored.parts if part.period == period))


def _refuse_faults(program: Program, reading: "LargeReading", parts: "Sequence[Part]", partial: bool) -> None:
    """Failure with the blank cells and zero denominators of the first units, over all periods.

    partial: blank cells are allowed.
    """
    from creditdsl.backends.columns.facts import LISTED_ROWS, complete, faults
    from creditdsl.backends.columns.reasons import BLANK, ZERO_DIVISOR

    said: list[Diagnostic] = []
    units = 0
    for part in parts:
        if complete(part.program, part.table, part.scores):
            continue
        found = faults(part.program, part.table, ZERO_DIVISOR if partial else BLANK | ZERO_DIVISOR)
        units += found.units
        if len(said) < LISTED_ROWS:
            sum_ = part.program.period_sum if program.year is None else program.year.period_sum
            told = [replace(fault, period=part.period) for fault in found.first if fault.measures != (sum_,)]
            told = [fault for fault in told if fault.zero_denominator or not partial]
            said += _diagnostics(reading, told)
    if said:
        more = f"缺数或者除数是 0 的共 {units} 行，这里列出前 {LISTED_ROWS} 行的。" if units > LISTED_ROWS else ""
        raise Failure(more, *reading.diagnostics, *said, exit_code=FAULTY)


def _diagnostics(reading: "LargeReading", faults: Sequence[Fault]) -> Iterator[Diagnostic]:
    """What is said of each cell, with its address."""
    table = reading.table
    assert table is not None
    wanted = {(fault.unit, fault.period) for fault in faults}
    periods = table.periods if table.periods is not None else [None] * table.rows
    row_of = {key: at for at, key in enumerate(zip(table.units, periods, strict=True)) if key in wanted}
    numbers = {at: row.number for at, row in reading.file.rows({reading.place(at) for at in row_of.values()})}
    column_of = {role.name: at for at, role in reading.columns.roles}

    def address(fault: Fault, measure: str) -> Address:
        at = reading.place(row_of[fault.unit, fault.period])
        return Address(str(reading.file.path), f"{column_name(column_of.get(measure, 0))}{numbers[at]}")

    for fault in faults:
        if fault.zero_denominator:
            row = table.row(row_of[fault.unit, fault.period])
            zero = [measure for measure in fault.measures if row.cells.get(measure, 0) == 0]
            computed = len(fault.measures) == 1 and not zero
            place = address(fault, next(iter((*zero, *fault.measures)), ""))
            yield messages.zero_denominator(fault.unit, fault.measures, place, fault.period, computed=computed)
        else:
            for measure in fault.measures:
                yield messages.missing_cell(fault.unit, measure, address(fault, measure), fault.period)
