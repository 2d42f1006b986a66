"""Tables in plain text: columns apart by tabs, as a clipboard gives them, and tables of Markdown.

Receives text. Promises its lines as paragraphs and its tables as grids. A cell in quotation marks may hold tabs, line
breaks and doubled quotation marks, as Excel and WPS write it.
"""

import re
from collections.abc import Iterator, Sequence

from creditdsl.importer.document_grid import Cell, Document, Grid, Paragraph
from creditdsl.importer.readers.placing import Loose, Placing
from creditdsl.importer.readers.reading_limits import RowCount

_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?\s*")
_MARKS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_APART = re.compile("[\t\n]")
_QUOTED = re.compile(r'"((?:[^"]|""){0,32767}+)"(?=[\t\n]|\Z)')
"""A quoted cell; one of a workbook has at most 32,767 characters."""
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")


def read_tabbed(text: str) -> Document:
    """Read lines of which those with tabs are rows; rows that follow one another are a table."""
    return Document(tuple(_tabbed(text, RowCount())))


def _tabbed(text: str, count: RowCount) -> list[Paragraph | Grid]:
    blocks: list[Paragraph | Grid] = []
    rows: list[Sequence[str]] = []
    tables = paragraphs = 0

    def finish() -> None:
        nonlocal tables
        if rows:
            tables += 1
            blocks.append(_grid(f"表{tables}", rows, count))
            rows.clear()

    for cells in _records(text):
        if len(cells) > 1:
            rows.append(cells)
        else:
            finish()
            if words := _tidy(cells[0]):
                paragraphs += 1
                count.paragraph()
                blocks.append(Paragraph(words, where=f"第{paragraphs}段"))
    finish()
    return blocks


def read_markdown(text: str) -> Document:
    """Read Markdown: headings, paragraphs, and tables whose second line is a rule of dashes; tabs as above."""
    lines = text.split("\n")
    count = RowCount()
    blocks: list[Paragraph | Grid] = []
    tables = paragraphs = at = 0
    while at < len(lines):
        if at + 1 < len(lines) and "|" in lines[at] and "|" in lines[at + 1] and _RULE.fullmatch(lines[at + 1]):
            end = at + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            tables += 1
            blocks.append(_grid(f"表{tables}", [_piped(line) for line in (lines[at], *lines[at + 2 : end])], count, 1))
            at = end
        elif "\t" in lines[at]:
            end = at
            while end < len(lines) and "\t" in lines[end]:
                end += 1
            for block in _tabbed("\n".join(lines[at:end]), count):
                tables += isinstance(block, Grid)
                blocks.append(_named(block, f"表{tables}") if isinstance(block, Grid) else block)
            at = end
        else:
            heading = _HEADING.fullmatch(lines[at])
            if words := _tidy(_inline(heading[2] if heading else lines[at])):
                paragraphs += 1
                count.paragraph()
                level = len(heading[1]) if heading else None
                blocks.append(Paragraph(words, level, where=f"第{paragraphs}段"))
            at += 1
    return Document(tuple(blocks))


def _records(text: str) -> Iterator[Sequence[str]]:
    """Yield the cells of each line; only a cell that begins with a quotation mark and ends with one is quoted."""
    at, cells = 0, list[str]()
    while at <= len(text):
        if text.startswith('"', at) and (quoted := _quoted(text, at)) is not None:
            cell, at = quoted
        else:
            sign = _APART.search(text, at)
            end = sign.start() if sign is not None else len(text)
            cell, at = text[at:end], end
        cells.append(cell)
        if at >= len(text) or text[at] == "\n":
            yield cells
            cells = []
            if at >= len(text):
                return
        at += 1


def _quoted(text: str, at: int) -> tuple[str, int] | None:
    """Return the words of a quoted cell and the place behind it; None where the quotation mark is one of the words."""
    match = _QUOTED.match(text, at)
    if match is None or ("\t" not in match[0] and "\n" not in match[0] and '""' not in match[0]):
        return None
    return match[1].replace('""', '"'), match.end()


def _piped(line: str) -> list[str]:
    bare = line.strip().removeprefix("|")
    cells = re.split(r"(?<!\\)\|", bare)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return [_inline(_BREAK.sub("\n", cell)) for cell in cells]


def _inline(text: str) -> str:
    return _ESCAPED.sub(r"\1", _MARKS.sub(r"\2", text))


def _grid(name: str, rows: Sequence[Sequence[str]], count: RowCount, header_rows: int = 0) -> Grid:
    placing = Placing(name, count)
    for row in rows:
        placing.row()
        for cell in row:
            placing.cell(Loose(_tidy(cell)))
    return placing.grid(header_rows)


def _named(grid: Grid, name: str) -> Grid:
    cells = tuple(
        Cell(cell.row, cell.column, cell.text, where=f"{name} 第{cell.row + 1}行第{cell.column + 1}列")
        for cell in grid.cells
    )
    return Grid(name, grid.height, grid.width, cells, grid.header_rows)


def _tidy(text: str) -> str:
    lines = (line.strip(" \t\u3000\xa0\ufeff") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
