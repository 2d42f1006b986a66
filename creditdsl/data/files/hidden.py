"""What is hidden in a sheet that is read: rows, also by a filter, and columns.

Receives a table or a sheet of a 填报表 and what its worksheet hides. Promises a warning that names what people who
look at the file do not see, although it is read and scored as everything else.
"""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.spelling import name_key
from creditdsl.data.file_errors import HiddenColumns, HiddenRows
from creditdsl.data.files.sheet_layout import label, layout_of
from creditdsl.data.files.xlsx_sheet import Content
from creditdsl.data.tables import IGNORED, UNIT, RawTable, Row, Worksheet, column_name, fault_at


def hidden_in_table(table: RawTable, content: Content) -> Iterator[Diagnostic]:
    """Yield the warnings of a table: rows by their unit, columns by their name."""
    names = [name_key(cell.text) for cell in table.header.cells]
    unit = names.index(UNIT)
    rows = [row for row in table.rows if row.number in content.hidden_rows and _filled(row)]
    if rows:
        called = tuple((row.number, row.cell(unit).text) for row in rows)
        yield fault_at(HiddenRows(called, content.filtered), table.address(rows[0], unit))
    columns = [at for at, name in enumerate(names) if name and name not in IGNORED and at in content.hidden_columns]
    if columns:
        headings = tuple((column_name(at), table.header.cell(at).text) for at in columns)
        yield fault_at(HiddenColumns(headings), table.address(table.header, columns[0]))


def hidden_answers(sheet: Worksheet, content: Content) -> Iterator[Diagnostic]:
    """Yield the warnings of a 填报表: lines with an answer, and columns of answers; its identifiers hide by design."""
    layout = layout_of(sheet.rows)
    if layout is None:
        return
    places = [layout.columns[column] for column in layout.inputs]
    below = layout.headings.number if layout.headings else 0
    rows = [row for row in sheet.rows if row.number in content.hidden_rows and row.number > below]
    rows = [row for row in rows if label(layout, row) and any(not row.cell(place).blank for place in places)]
    if rows:
        called = tuple((row.number, label(layout, row)) for row in rows)
        yield fault_at(HiddenRows(called, content.filtered), sheet.address(rows[0], places[0]))
    hidden = [column for column in layout.inputs if layout.columns[column] in content.hidden_columns]
    if hidden:
        headings = tuple((column_name(layout.columns[column]), column.value) for column in hidden)
        top = layout.headings or sheet.rows[0]
        yield fault_at(HiddenColumns(headings), sheet.address(top, layout.columns[hidden[0]]))


def _filled(row: Row) -> bool:
    return any(not cell.blank for cell in row.cells)
