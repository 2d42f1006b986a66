"""Data as a program gives it: paths and tables of values, in labelled sets or not."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from creditdsl.api.errors import NotTwoSets
from creditdsl.api.failures import Finding, findings_of
from creditdsl.base.failure import Failure
from creditdsl.data.file_errors import NoHeader
from creditdsl.data.files.loading import DataFile, TableSource, load_content
from creditdsl.data.files.pasted_table import pasted_table
from creditdsl.data.files.python_tables import python_table
from creditdsl.data.tables import UNIT, Kind, Merge, RawCell, RawTable, Row
from creditdsl.scoring.data_set import DataSet
from creditdsl.scoring.labelled_paths import REVIEW, SELF

_UNNAMED = "数据"


def labelled(data: Any, more: Sequence[object], details: Mapping[str, TableSource]) -> dict[str, DataSet]:
    """The data by label, the set that counts last; under an empty label where nothing is compared.

    more: further tables beside data that has no labels. details: detail tables by name, which belong to every set.
    """
    if not isinstance(data, Mapping):
        return {"": DataSet(_sources([data, *more], _UNNAMED), details)}
    if more:
        raise TypeError("数据分成两份的，一份里的几个表写成 list")
    labels = [*data]
    if UNIT in labels:
        raise TypeError("按列写的 dict 不能评分，请写成由 dict 组成的 list，每个单位一个")
    if len(labels) != 2:
        raise Failure(NotTwoSets(tuple(map(str, labels))))
    if set(labels) == {SELF, REVIEW}:
        labels = [SELF, REVIEW]
    each = {label: data[label] if _several(data[label]) else [data[label]] for label in labels}
    return {label: DataSet(_sources(tables, label), details) for label, tables in each.items()}


def pasted(text: str, name: str = _UNNAMED) -> DataFile:
    """A table as it is copied from a worksheet (tabs between the cells), or the text of a CSV file.

    name: what messages call it.
    """
    return pasted_table(name, text)


def opened(name: str, content: bytes) -> tuple[list[list[str]], tuple[Finding, ...]]:
    """The cells of a data file as texts, the header first, and what is remarked of the file; Failure with its errors.

    name: the file's name, whose suffix says how it is read. A cell without a value of its own says so in words, which
    are no value of any column: one within merged cells, and a formula that was not computed.
    """
    loaded = load_content(name, content).loaded
    table = loaded.table
    if table is None:
        raise Failure(*(loaded.diagnostics or (NoHeader(),)))
    rows = (table.header, *table.rows)
    cells = [[cell_text(table, row, column) for column in range(table.width)] for row in rows]
    return cells, findings_of(loaded.diagnostics)


_MERGED, _UNFINISHED = "合并单元格", "公式没有结果"


def cell_text(table: RawTable, row: Row, column: int) -> str:
    """Return a cell as a text that reads the same; one without a value of its own says so."""
    cell = row.cell(column)
    data = column and row.number > table.header.number
    if data and cell.blank and any(_spreads_data(table, merge, row, column) for merge in table.merges):
        return _MERGED
    return value_text(cell)


def _spreads_data(table: RawTable, merge: Merge, row: Row, column: int) -> bool:
    """Return whether a merge covers the cell and is no column's name over a header of two rows."""
    of_header = row.cell(0).blank and merge.covers(table.header.number, column)
    return merge.covers(row.number, column) and not of_header


def value_text(cell: RawCell) -> str:
    """Return the text of a cell that is in no merged range."""
    return _UNFINISHED if cell.kind is Kind.UNFINISHED else cell.text


def source(data: object, name: str) -> TableSource:
    """One source. name: what messages call it where it is a table of values."""
    if isinstance(data, DataFile):
        return data
    if isinstance(data, str | os.PathLike):
        return Path(os.fspath(data))
    table = python_table(name, data)
    if table is None:
        raise TypeError(
            f"“{name}”是 {type(data).__name__}，只能是路径、由 dict 组成的 list，或者 pandas、polars、Arrow 的表"
        )
    return table


def _sources(data: Sequence[object], name: str) -> tuple[TableSource, ...]:
    """The sources of one set; of several tables each has its number in messages."""
    if len(data) == 1:
        return (source(data[0], name),)
    return tuple(source(table, f"{name}{number}") for number, table in enumerate(data, 1))


def _several(data: object) -> bool:
    """Whether this is a list of tables, not of rows."""
    return isinstance(data, list | tuple) and bool(data) and not any(isinstance(item, Mapping) for item in data)
