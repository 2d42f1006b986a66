"""Documents as files of each format, from the same paragraphs and grids: what the tests read back."""

import html
import io
from collections.abc import Callable

import xlsxwriter

from creditdsl.importer.document_grid import Cell, Document, Grid, Paragraph
from tests.importer.word_file import word_file

Writer = Callable[[Document], bytes]


def as_xlsx(document: Document, hidden: str = "", *, apart: bool = False) -> bytes:
    """Write blocks below one another; points are numbers, paragraphs are merged across the table.

    apart: whether each table has a sheet. hidden: the name of a sheet that is not seen.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    row, sheet = 0, book.add_worksheet("考核表")
    width = max((block.width for block in document.blocks if isinstance(block, Grid)), default=2)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            sheet.merge_range(row, 0, row, width - 1, block.text)
            row += 1
            continue
        for cell in block.cells:
            _put(sheet, row, cell)
        row += block.height
        if apart and block is not document.blocks[-1]:
            row, sheet = 0, book.add_worksheet()
    if hidden:
        sheet = book.add_worksheet(hidden)
        sheet.write_string(0, 0, "旧的话")
        sheet.hide()
    book.close()
    return out.getvalue()


def as_html(document: Document) -> bytes:
    """Write a page as a browser puts it on the clipboard."""
    parts = ["<html><body><!--StartFragment-->"]
    for block in document.blocks:
        if isinstance(block, Paragraph):
            side = ' style="text-align:center"' if block.centred else ""
            tag = f"h{block.level}" if block.level else "p"
            parts.append(f"<{tag}{side}>{_lines(block.text)}</{tag}>")
            continue
        parts.append("<table border=1>")
        for row in range(block.height):
            parts.append("<tr>")
            for cell in block.cells:
                if cell.row == row:
                    spans = f" rowspan={cell.height}" * (cell.height > 1) + f" colspan={cell.width}" * (cell.width > 1)
                    parts.append(f"<td{spans}>{_lines(cell.text)}</td>")
            parts.append("</tr>")
        parts.append("</table>")
    parts.append("<!--EndFragment--></body></html>")
    return "\n".join(parts).encode("utf-8")


def as_tsv(document: Document) -> bytes:
    """Write lines with tabs as a table copied from a workbook: a merge stands in its corner, breaks are quoted."""
    lines = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
            continue
        lines.append("")
        rows = [[""] * block.width for _ in range(block.height)]
        for cell in block.cells:
            rows[cell.row][cell.column] = (
                f'"{cell.text.replace(chr(34), chr(34) * 2)}"' if "\n" in cell.text else cell.text
            )
        lines += ["\t".join(row) for row in rows]
        lines.append("")
    return "\r\n".join(lines).encode("utf-8")


WRITERS: dict[str, Writer] = {"docx": word_file, "xlsx": as_xlsx, "html": as_html, "tsv": as_tsv}


def _put(sheet: xlsxwriter.worksheet.Worksheet, row: int, cell: Cell) -> None:
    top, left = row + cell.row, cell.column
    value: str | float = (
        float(cell.text) if cell.text.isascii() and cell.text.replace(".", "", 1).isdigit() else cell.text
    )
    if cell.height > 1 or cell.width > 1:
        sheet.merge_range(top, left, top + cell.height - 1, left + cell.width - 1, value)
    elif isinstance(value, float):
        sheet.write_number(top, left, value)
    else:
        sheet.write_string(top, left, value)


def _lines(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
