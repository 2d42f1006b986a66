"""XLSX: from the bytes of a workbook to a grid for each visible sheet.

Receives bytes. Promises each cell as its reader of data tables has it, with the merges as spans; what is hidden is left
out and hidden_parts.
"""

from collections.abc import Iterator
from dataclasses import replace

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.data.files.xlsx_parts import Package, Sheet, Unsafe, read_book
from creditdsl.data.files.xlsx_sheet import Content, read_sheet
from creditdsl.data.tables import STRUCK, Merge, column_name
from creditdsl.importer.document_grid import Cell, Document, Grid, Paragraph
from creditdsl.importer.errors import HiddenLeftOut
from creditdsl.importer.readers.placing import MAX_COLUMNS, MAX_PLACES


def read_xlsx(file: str, content: bytes) -> Document:
    """Read the bytes of an .xlsx file; Unsafe, KeyError or an error of zipfile or expat where it is damaged."""
    package = Package(content)
    book = read_book(package)
    remarks: list[Diagnostic] = []
    blocks: list[Paragraph | Grid] = []
    for sheet in book.sheets:
        if sheet.hidden:
            remarks.append(Diagnostic(HiddenLeftOut(f"工作表“{sheet.name}”"), file))
            continue
        read = read_sheet(package, book, sheet)
        if read.too_big:
            raise Unsafe
        remarks += _hidden(file, sheet, read)
        blocks += _blocks(_grid(sheet, read))
    return Document(tuple(blocks), (), tuple(remarks))


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
            moved = (replace(cell, row=row - first) for row in stretch for cell in rows.get(row, ()))
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
            raise Unsafe
        covered |= places
        spans[inside_rows[0], inside_columns[0]] = (len(inside_rows), len(inside_columns), joined)
    if len(columns) > MAX_COLUMNS and any(
        not row.cell(column).blank for row in rows for column in columns[MAX_COLUMNS:]
    ):
        raise Unsafe
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
