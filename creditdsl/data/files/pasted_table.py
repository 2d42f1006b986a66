"""A table that is pasted: cells as a worksheet puts them on the clipboard, with tabs, or the text of a CSV file.

A cell is addressed as if the text stood in a worksheet, its first row in row 1.
"""

from dataclasses import replace
from hashlib import sha256

from creditdsl.data.files.csv_reader import loaded_records, records_of_text
from creditdsl.data.files.loading import DataFile
from creditdsl.data.tables import BLANK, RawCell, RawTable, column_name

_TAB, _COMMA = "\t", ","


def pasted_table(name: str, text: str) -> DataFile:
    """Return the table in a text. name: what messages call it."""
    separator = _TAB if _TAB in text else _COMMA
    loaded = loaded_records(name, records_of_text(name, text, separator))
    return DataFile(name, name, sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), loaded)


def with_cell(file: DataFile, cell: str, text: str) -> DataFile:
    """Return the table with another text in a cell below its header; LookupError where it has no such cell.

    cell: its address, `C7`. A text without a table stays as it is.
    """
    table = file.loaded.table
    if table is None:
        return file
    at, column = _place(table, cell)
    row = table.rows[at]
    cells = [*row.cells, *[BLANK] * (table.width - len(row.cells))]
    cells[column] = RawCell(text) if text else BLANK
    rows = (*table.rows[:at], replace(row, cells=tuple(cells)), *table.rows[at + 1 :])
    digest = sha256(f"{file.sha256} {cell} {text}".encode("utf-8", "surrogatepass")).hexdigest()
    return replace(file, sha256=digest, loaded=replace(file.loaded, table=replace(table, rows=rows)))


def _place(table: RawTable, cell: str) -> tuple[int, int]:
    """Return which row and which column an address is of."""
    for at, row in enumerate(table.rows):
        for column in range(table.width):
            if cell == f"{column_name(column)}{row.number}":
                return at, column
    raise LookupError(cell)
