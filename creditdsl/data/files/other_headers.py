"""A table whose column of units is called otherwise: read all the same, with the message that says what to write.

Receives the rows of a file without a heading 单位. Promises the table under the heading that stands in its place, so
that all faults below it are listed in the same run.
"""

from collections.abc import Sequence

from creditdsl.data.file_errors import NoHeader
from creditdsl.data.tables import UNIT, Loaded, Merge, RawCell, Row, fault_at, other_header, table_at


def read_other_header(file: str, sheet: str | None, rows: Sequence[Row], merges: Sequence[Merge] = ()) -> Loaded | None:
    """Return the table with the message about its heading; None where no heading is like 单位."""
    place = other_header(rows)
    if place is None:
        return None
    index, column = place
    row = rows[index]
    cells = tuple(RawCell(UNIT) if at == column else cell for at, cell in enumerate(row.cells))
    header = Row(row.number, cells, row.span)
    table = table_at(file, sheet, [*rows[:index], header, *rows[index + 1 :]], index, merges)
    fault = NoHeader(typed=row.cell(column).text.strip())
    return Loaded(table, (fault_at(fault, table.address(header, column)),))
