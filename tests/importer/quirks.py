"""Quirks of offices' tables, each planted into a document so that what it says stays the same.

A quirk receives the rows of a table, its header first; a row is 序号, 考核指标, 分值, 考核内容, 评分标准, 考核依据 and
考核方式. It gives the rows back as cells with spans, at the places that other cells leave free.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from creditdsl.importer.document_grid import Document, Grid, Paragraph
from creditdsl.importer.readers.placing import Loose, Placing
from creditdsl.importer.readers.reading_limits import RowCount

Row = list[str]
Quirk = Callable[[list[Row]], Iterator[list[Loose]]]


def planted(document: Document, quirk: Quirk) -> Document:
    """Return a document with a quirk in each of its tables; a table that pages broke is whole again."""
    return replace(document, blocks=tuple(_replaced(block, quirk) for block in joined(document).blocks))


def joined(document: Document) -> Document:
    """Return a document in which a table goes on in one grid over all pages."""
    blocks: list[Paragraph | Grid] = []
    for block in document.blocks:
        before = blocks[-1] if blocks else None
        if isinstance(block, Grid) and isinstance(before, Grid) and rows_of(block)[0] == rows_of(before)[0]:
            rows = [*rows_of(before), *rows_of(block)[1:]]
            block = _grid(blocks.pop().name, [[Loose(text) for text in row] for row in rows])  # type: ignore[union-attr]
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def rows_of(grid: Grid) -> list[Row]:
    rows = [[""] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def _replaced(block: Paragraph | Grid, quirk: Quirk) -> Paragraph | Grid:
    return _grid(block.name, quirk(rows_of(block))) if isinstance(block, Grid) else block


def _grid(name: str, rows: Iterator[list[Loose]] | Sequence[list[Loose]]) -> Grid:
    placing = Placing(name, RowCount())
    for row in rows:
        placing.row()
        for cell in row:
            placing.cell(cell)
    return placing.grid()


def loose(row: Row) -> list[Loose]:
    return [Loose(text) for text in row]


def is_section(row: Row) -> bool:
    return bool(re.fullmatch("[一二三四五六七八九十]", row[0]))


def is_title(row: Row) -> bool:
    """Return whether a section has nothing but its title and points."""
    return is_section(row) and not any(row[3:])


def sections_across(rows: list[Row]) -> Iterator[list[Loose]]:
    for row in rows:
        title = f"{row[0]}、{row[1]}（{row[2]}分）"
        yield [Loose(title, width=len(row))] if is_title(row) else loose(row)


def sections_down(rows: list[Row]) -> Iterator[list[Loose]]:
    """A column of sections, each merged over its rows; one without items stands over both columns of names."""
    yield loose(["考核项目", *rows[0]])
    at = 1
    while at < len(rows):
        end = next((n for n in range(at + 1, len(rows)) if is_section(rows[n])), len(rows))
        name = f"{rows[at][0]}、{rows[at][1]}"
        if end == at + 1:
            yield [Loose(name, width=3), *loose(rows[at][2:])]
        else:
            yield [Loose(f"{name}（{rows[at][2]}分）", end - at - 1), *loose(rows[at + 1])]
        yield from (loose(row) for row in rows[at + 2 : end])
        at = end


def header_again(rows: list[Row]) -> Iterator[list[Loose]]:
    middle = len(rows) // 2
    yield from (loose(row) for row in (*rows[:middle], rows[0], *rows[middle:]))


def header_of_two_rows(rows: list[Row]) -> Iterator[list[Loose]]:
    yield [*(Loose(text, 2) for text in rows[0]), Loose("得分情况", width=2)]
    yield [Loose("自评得分"), Loose("复核得分")]
    yield from (loose([*row, "", ""]) for row in rows[1:])


def title_row(rows: list[Row]) -> Iterator[list[Loose]]:
    yield [Loose("（本表由牵头单位填写）", width=len(rows[0]))]
    yield from (loose(row) for row in rows)


def points_with_unit(rows: list[Row]) -> Iterator[list[Loose]]:
    yield from (loose([*row[:2], f"{row[2]}分" if n else row[2], *row[3:]]) for n, row in enumerate(rows))


def points_in_brackets(rows: list[Row]) -> Iterator[list[Loose]]:
    yield from (loose([*row[:2], f"（{row[2]}）" if n else row[2], *row[3:]]) for n, row in enumerate(rows))


def points_in_titles(rows: list[Row]) -> Iterator[list[Loose]]:
    yield loose([*rows[0][:2], *rows[0][3:]])
    yield from (loose([row[0], f"{row[1]}（{row[2]}分）", *row[3:]]) for row in rows[1:])


def points_merged(rows: list[Row]) -> Iterator[list[Loose]]:
    """The content of an item on two rows, all else merged over them."""
    for row in rows:
        first, sign, second = row[3].partition("；" if "；" in row[3] else "。")
        if is_section(row) or row == rows[0] or not second.strip():
            yield loose(row)
            continue
        yield [*(Loose(text, 2) for text in row[:3]), Loose(first + sign), *(Loose(text, 2) for text in row[4:])]
        yield [Loose(second)]


def numbered_as(section: str, item: str) -> Quirk:
    """Numbers of another style in the column of numbers. section, item: with # for the number."""

    def quirk(rows: list[Row]) -> Iterator[list[Loose]]:
        for n, row in enumerate(rows):
            form = section if is_section(row) else item
            yield loose([form.replace("#", row[0]) if n else row[0], *row[1:]])

    return quirk


def numbered_titles(section: str, item: str) -> Quirk:
    """Numbers before the titles, in a table without a column of numbers."""

    def quirk(rows: list[Row]) -> Iterator[list[Loose]]:
        for n, row in enumerate(rows):
            form = (section if is_section(row) else item).replace("#", row[0])
            yield loose([form + row[1] if n else row[1], *row[2:]])

    return quirk


def shared_cells(rows: list[Row]) -> Iterator[list[Loose]]:
    """考核方式 of two items that follow each other stands once, merged over both."""
    merged = False
    for row, below in zip(rows, [*rows[1:], [""] * 7], strict=True):
        cells = loose(row[:6]) if merged else loose(row)
        begins = not merged and row[6] == below[6] != "" and not is_section(row) and not is_section(below)
        yield [*cells[:6], Loose(row[6], 2)] if begins else cells
        merged = begins


def sum_row(rows: list[Row]) -> Iterator[list[Loose]]:
    yield from (loose(row) for row in rows)
    yield [Loose("合计", width=2), *loose(["100", "", "", "", ""])]


def notes_below(rows: list[Row]) -> Iterator[list[Loose]]:
    yield from (loose(row) for row in rows)
    yield [Loose("注：①本表按年度填写；\n②涉密的不填。", width=len(rows[0]))]


def more_columns(rows: list[Row]) -> Iterator[list[Loose]]:
    yield loose([*rows[0], "填报单位", "备注", "自评分", "复核得分"])
    yield from (
        loose([*row, *(["", "", "", ""] if is_title(row) else ["市发改委", "见通知", "", ""])]) for row in rows[1:]
    )


SAME: dict[str, Quirk] = {
    "sections across": sections_across,
    "sections down": sections_down,
    "header again": header_again,
    "header of two rows": header_of_two_rows,
    "title row": title_row,
    "points with unit": points_with_unit,
    "points in brackets": points_in_brackets,
    "points in titles": points_in_titles,
    "points merged": points_merged,
    "numbers（一） 1.": numbered_as("（#）", "#."),
    "numbers 一、 （1）": numbered_as("#、", "（#）"),
    "titles 第一部分 1.": numbered_titles("第#部分 ", "#."),
    "titles 一、 （1）": numbered_titles("#、", "（#）"),
    "shared cells": shared_cells,
    "sum row": sum_row,
    "notes": notes_below,
    "more columns": more_columns,
}
"""Quirks after which a table has the same sections, items and points."""
