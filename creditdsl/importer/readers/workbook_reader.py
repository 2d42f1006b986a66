"""XLSX: from the bytes of a workbook to a grid for each visible sheet.

Receives bytes. Promises each cell as its reader of data tables has it, with the merges as spans; what is hidden is left
out and hidden_parts.
"""

from collections.abc import Iterator
from itertools import pairwise

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.data.files.xlsx_parts import Package, Sheet, read_book
from creditdsl.data.files.xlsx_sheet import Content, read_sheet
from creditdsl.data.tables import STRUCK, Merge, column_name
from creditdsl.importer.document_grid import Cell, Document, Grid, Paragraph
from creditdsl.importer.errors import Damage, HiddenLeftOut
from creditdsl.importer.readers.reading_limits import MAX_COLUMNS, MAX_PLACES, RowCount, Unreadable, reading


def read_xlsx(file: str, content: bytes) -> Document:
    """Read the bytes of an .xlsx file; Unreadable, or an error of zipfile, where it is damaged."""
    package = Package(content)
    with reading("工作簿"):
        book = read_book(package)
    remarks: list[Diagnostic] = []
    blocks: list[Paragraph | Grid] = []
    count = RowCount()
    for sheet in book.sheets:
        if sheet.hidden:
            remarks.append(Diagnostic(HiddenLeftOut(f"工作表“{sheet.name}”"), file))
            continue
        with reading(f"工作表“{sheet.name}”"):
            read = read_sheet(package, book, sheet)
        if read.too_big:
            raise Unreadable(Damage.TOO_BIG, f"工作表“{sheet.name}”")
        remarks += _hidden(file, sheet, read)
        for block in (one for region in _regions(_grid(sheet, read)) for one in _blocks(region)):
            match block:
                case Grid():
                    count.rows(block.height, block.name)
                case Paragraph():
                    count.paragraph()
            blocks.append(block)
    return Document(tuple(blocks), (), tuple(remarks))


def _regions(grid: Grid) -> Iterator[Grid]:
    """Yield the parts of a sheet that stand beside one another, apart by columns that say nothing in any row.

    A row with one cell is a title of all of them.
    """
    filled: set[int] = set()
    alone = {row for row in range(grid.height) if len(grid.filled(row)) <= 1}
    for cell in grid.cells:
        if cell.text and cell.row not in alone:
            filled.update(range(cell.column, cell.column + cell.width))
    edges = [column for column in sorted(filled) if column - 1 not in filled]
    apart = [column for column in edges[1:] if _is_wide(grid, column) and _is_wide(grid, column, left=True)]
    for first, end in pairwise((0, *apart, grid.width)):
        inside = (cell for cell in grid.cells if first <= cell.column < end)
        yield Grid(grid.name, grid.height, end - first, tuple(cell.moved(0, -first) for cell in inside))


def _is_wide(grid: Grid, column: int, *, left: bool = False) -> bool:
    """Return whether a table of two columns and two rows, or more, stands to one side of a column."""
    rows: dict[int, int] = {}
    for cell in grid.cells:
        if cell.text and (cell.column < column) is left:
            rows[cell.row] = rows.get(cell.row, 0) + 1
    return sum(number > 1 for number in rows.values()) > 1


def _blocks(grid: Grid) -> Iterator[Paragraph | Grid]:
    """Yield the stretches of a sheet between blank rows; one whose rows hold a lone cell each is paragraphs."""
    rows: dict[int, list[Cell]] = {}
    filled: set[int] = set()
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
        if cell.text:
            filled.update(range(cell.row, cell.row + cell.height))
    first = 0
    for end in (*(row for row in range(grid.height) if row not in filled), grid.height):
        stretch = {row: [cell for cell in rows.get(row, ()) if cell.text] for row in range(first, end)}
        if stretch and all(len(cells) == 1 and cells[0].height == 1 for cells in stretch.values()):
            yield from (Paragraph(cell.text, None, cell.width > 1, where=cell.where) for [cell] in stretch.values())
        elif stretch:
            moved = (cell.moved(-first, 0) for row in stretch for cell in rows.get(row, ()))
            yield Grid(grid.name, end - first, grid.width, tuple(moved))
        first = end + 1


def _hidden(file: str, sheet: Sheet, read: Content) -> list[Diagnostic]:
    """Return what is hidden_parts of hidden rows and columns that hold something."""
    rows = [row.number for row in read.rows if row.number in read.hidden_rows and any(not c.blank for c in row.cells)]
    columns = [
        column_name(column)
        for column in sorted(read.hidden_columns)
        if any(not row.cell(column).blank for row in read.rows)
    ]
    hidden_parts = [f"“{sheet.name}”第 {'、'.join(map(str, rows))} 行"] if rows else []
    hidden_parts += [f"“{sheet.name}”{'、'.join(columns)} 列"] if columns else []
    return [Diagnostic(HiddenLeftOut(words), file) for words in hidden_parts]


def _grid(sheet: Sheet, read: Content) -> Grid:
    """Return the cells that are seen; hidden rows and columns are as if they were not there."""
    rows = [row for row in read.rows if row.number not in read.hidden_rows]
    last = max((len(row.cells) for row in rows), default=0)
    columns = [column for column in range(last) if column not in read.hidden_columns]
    row_at = {row.number: position for position, row in enumerate(rows)}
    column_at = {column: position for position, column in enumerate(columns)}
    covered: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], tuple[int, int, Merge]] = {}
    for joined in read.merges:
        inside_rows = [row_at[n] for n in _numbers(joined.top, joined.bottom, row_at)]
        inside_columns = [column_at[n] for n in _numbers(joined.left, joined.right, column_at)]
        if not inside_rows or not inside_columns:
            continue
        places = {(row, column) for row in inside_rows for column in inside_columns}
        if len(covered) + len(places) > MAX_PLACES or places & covered:
            raise Unreadable(Damage.UNSAFE, f"{sheet.name}!{column_name(joined.left)}{joined.top}")
        covered |= places
        spans[inside_rows[0], inside_columns[0]] = (len(inside_rows), len(inside_columns), joined)
    if len(columns) > MAX_COLUMNS and any(
        not row.cell(column).blank for row in rows for column in columns[MAX_COLUMNS:]
    ):
        raise Unreadable(Damage.UNSAFE, f"{sheet.name}!{column_name(columns[MAX_COLUMNS])}1")
    source = {row.number: row for row in read.rows}
    cells = []
    for position, row in enumerate(rows):
        for at, column in enumerate(columns[:MAX_COLUMNS]):
            span = spans.get((position, at))
            if span is None and (position, at) in covered:
                continue
            height, width = (1, 1) if span is None else span[:2]
            merge = None if span is None else span[2]
            # the words of a merge stand in its corner, which may be a hidden row or column
            corner = row.cell(column) if merge is None else source[merge.top].cell(merge.left)
            words = corner.text.replace(STRUCK, "")  # as of other documents
            text = "\n".join(line.strip(" \t\u3000\xa0") for line in words.split("\n") if line.strip())
            if text or span is not None:
                where = f"{sheet.name}!{column_name(column)}{row.number}"
                cells.append(Cell(position, at, text, height, width, where=where))
    return Grid(sheet.name, len(rows), min(len(columns), MAX_COLUMNS), tuple(cells))


def _numbers(first: int, last: int, known: dict[int, int]) -> list[int]:
    """Return the numbers of a range that are known; a range may be far larger than the sheet."""
    if last - first < len(known):
        return [number for number in range(first, last + 1) if number in known]
    return [number for number in known if first <= number <= last]
