"""Names that are typed otherwise than they are read: the cells, and one warning for all of a table.

Receives cells and the names that were found for them. Another width and spaces around a name are no other spelling,
and in a heading no space or line break is one.
"""

from collections.abc import Iterator, Sequence

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.node import node
from creditdsl.base.spelling import name_key, respelt
from creditdsl.data.binding.cell_reader import Value
from creditdsl.data.binding.header import Columns
from creditdsl.data.binding.row_reader import ReadRow
from creditdsl.data.table_errors import LISTED_SPELLINGS, OtherSpelling
from creditdsl.data.tables import PERIOD, UNIT, Address, RawTable, Row, fault_at


@node
class Respelling:
    """A cell, its content, and the name that it was read as."""

    address: Address
    typed: str
    name: str


def in_header(table: RawTable, columns: Columns) -> Iterator[Respelling]:
    """Yield the headings of a table, from left to right."""
    names = {columns.unit: UNIT, columns.period: PERIOD} | {column: role.name for column, role in columns.roles}
    for column in range(table.width):
        name, typed = names.get(column), table.header.cell(column).text
        if name is not None and name_key(typed) == name_key(name) and respelt(typed, name, in_layout=True):
            yield Respelling(table.address(table.header, column), typed, name)


def in_row(table: RawTable, columns: Columns, row: Row, read: ReadRow, unit: str) -> Iterator[Respelling]:
    """Yield the unit, period and words of a row, from left to right. unit: the name that was found."""
    names = {columns.unit: unit}
    if columns.period is not None and read.period is not None:
        names[columns.period] = read.period
    for column, role in columns.roles:
        if (word := word_of(read.values.get(role.name))) is not None:
            names[column] = word
    for column in sorted(names):
        typed = row.cell(column).text
        if respelt(typed, names[column]):
            yield Respelling(table.address(row, column), typed, names[column])


def word_of(value: Value | int | None) -> str | None:
    """Return the word for which a value stands; None for a number."""
    match value:
        case bool():
            return "是" if value else "否"
        case str():
            return value
        case _:
            return None


def warnings_of(respellings: Sequence[Respelling]) -> Iterator[Diagnostic]:
    """Yield the warning about the spellings of a table, at the first of them."""
    if respellings:
        listed = tuple((each.address.cell, each.typed, each.name) for each in respellings[:LISTED_SPELLINGS])
        more = len(respellings) > LISTED_SPELLINGS
        yield fault_at(OtherSpelling(listed, more), respellings[0].address)
