"""电子表格：数字是数字，文字是文字，设好了打印，用 Excel 或 WPS 打开可以取数。

Receives a Document; promises the bytes of an XLSX file, the same for the same document. Every grid
begins a new sheet, with the blocks before it; the blocks after the last grid stand below it.
"""

import re
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, assert_never

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from creditdsl.publish.document import (
    Align,
    Block,
    Document,
    Figure,
    Grid,
    GridCell,
    Heading,
    Mark,
    NewPages,
    OfficialLine,
    PageBreak,
    Paragraph,
    Title,
)
from creditdsl.publish.writers.balance import balanced_widths
from creditdsl.publish.writers.column_heads import set_heads
from creditdsl.publish.writers.drawing import Picture, picture
from creditdsl.publish.writers.layout import (
    BLACK_FACE,
    BODY_FACE,
    ER_HAO,
    KAI_FACE,
    LINE,
    SAN_HAO,
    SI_HAO,
    SONG_FACE,
    TITLE_FACE,
    TWIPS,
    XIAO_SI,
    Page,
    body_points,
    cell_points,
    official_points,
    page_of,
    plain,
    twips,
)
from creditdsl.publish.writers.sheet_rows import line_room, needed, page_breaks, sheet_rows, split
from creditdsl.publish.writers.sheet_text import write_text
from creditdsl.publish.writers.title_lines import title_lines
from creditdsl.publish.writers.zipped import CREATED, without_system

_A4 = 9
_INCH = 25.4
_PIXEL = 15
"""Twips in a pixel of 1/96 inch."""

_MEASURE = {"font_name": "Arial", "font_size": 10}
"""Widths of columns are counted in digits of the default face, so it must be one that every machine has."""

_DIGITS = 15
"""The most digits that Excel keeps of a number."""

_PADDING = 180
_PARTS = 4
"""Columns of a sheet without a grid of several: a column wider than the paper would be cut, several are scaled."""

_SIDE_CHARACTERS = 1
"""Characters of a title's line that the sides of its cell take."""

_NAME_LENGTH, _TAB_LENGTH = 255, 20
_FLUSH = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}


def write(document: Document) -> bytes:
    """Return the bytes of the file."""
    written = BytesIO()
    book = Workbook(written, {"in_memory": True, "default_format_properties": dict(_MEASURE)})
    book.set_properties({"title": plain(document.name)[:_NAME_LENGTH], "created": datetime.fromisoformat(CREATED)})
    page = page_of(document)
    sheets = _sheets(document.blocks)
    tab = _tab(document)
    for number, blocks in enumerate(sheets, 1):
        grid = next((block for block in blocks if isinstance(block, Grid)), None)
        name = f"{tab}-{number}" if len(sheets) > 1 else tab
        _Sheet(book, book.add_worksheet(name), page, grid, body_points(document)).write(blocks)
    book.close()
    return without_system(written)


def _widths(grid: Grid | None, total: int) -> tuple[int, ...]:
    """Return the widths of the sheet's columns in twips: one alone is divided, since a page scales between columns.

    `total`: twips of all columns.
    """
    if grid is not None and len(grid.columns) > 1:
        return balanced_widths(grid, total, _PADDING)
    return (total // _PARTS,) * _PARTS


def _tab(document: Document) -> str:
    """Return the name of the sheets' tabs: 附件1, else that of the document, without the marks that Excel forbids."""
    mark = next((block.text for block in document.blocks if isinstance(block, Mark)), document.name)
    return re.sub(r"\W", "", mark)[:_TAB_LENGTH] or "表"


def _sheets(blocks: tuple[Block, ...]) -> list[list[Block]]:
    """Split the blocks into those of each sheet."""
    sheets: list[list[Block]] = [[]]
    last = max((index for index, block in enumerate(blocks) if isinstance(block, Grid)), default=-1)
    for index, block in enumerate(blocks):
        sheets[-1].append(block)
        if isinstance(block, Grid) and index != last:
            sheets.append([])
    return sheets


class _Sheet:
    """Writes one sheet.

    row: the next to be written. bound: rows on one page with the next. forced: rows that begin a page. head: the
    row on top of every page, -1 without one. body: points of paragraphs and headings.
    """

    def __init__(self, book: Workbook, sheet: Worksheet, page: Page, grid: Grid | None, body: float) -> None:
        self.book, self.sheet, self.body = book, sheet, body
        total = twips(page.block_width)
        self.widths = _widths(grid, total)
        self.row, self.head = 0, -1
        self.page = page
        self.heights: list[float] = []
        self.bound: set[int] = set()
        self.forced: set[int] = set()
        self.looks: dict[tuple[object, ...], Format] = {}
        for index, width in enumerate(self.widths):
            sheet.set_column_pixels(index, index, width // _PIXEL)
        self._set_page(page)

    def write(self, blocks: list[Block]) -> None:
        for block in blocks:
            self._block(block)
        room = twips(self.page.block_height) / TWIPS
        self.sheet.print_area(0, 0, max(self.row - 1, 0), len(self.widths) - 1)
        self.sheet.set_h_pagebreaks(page_breaks(self.heights, self.bound, self.forced, room, self.head))

    def _block(self, block: Block) -> None:
        match block:
            case Mark(text):
                self._line(text, BLACK_FACE, SAN_HAO, keep=True)
            case Title(text, under):
                width = sum(self.widths) / TWIPS
                self._line(_lines(text, width / ER_HAO), TITLE_FACE, ER_HAO, align="center", keep=True)
                if under:
                    self._line(_lines(under, width / SAN_HAO), KAI_FACE, SAN_HAO, align="center", keep=True)
            case Heading(text):
                self._line(text, BLACK_FACE, self.body, keep=True)
            case Paragraph(text, hanging, bold, keep):
                self._line(hanging + text, BODY_FACE, self.body, bold=bold, keep=keep)
            case Figure(svg, says):
                self._figure(picture(svg).within(sum(self.widths) / TWIPS), says)
            case Grid():
                self._grid(block)
            case OfficialLine():
                self._line(block.text, BODY_FACE, official_points(block), align=_FLUSH[block.align])
            case PageBreak() | NewPages():
                self.forced.add(self.row)
            case _:
                assert_never(block)

    def _line(
        self, text: str, face: str, size: float, *, align: str = "left", bold: bool = False, keep: bool = False
    ) -> None:
        """Write a text over the whole width."""
        height = needed(tuple(text.split("\n")), sum(self.widths) / TWIPS, size)
        look = self._look(font_name=face, font_size=size, align=align, bold=bold)
        heights = split(max(height, LINE) if size > XIAO_SI else height)
        self._set_heights(heights)
        self.bound |= set(range(self.row, self.row + len(heights) - (0 if keep else 1)))
        self._text((self.row, 0, self.row + len(heights) - 1, len(self.widths) - 1), text, look)
        self.row += len(heights)

    def _figure(self, drawn: Picture, says: str) -> None:
        heights = split(drawn.height)
        self._set_heights(heights)
        self.bound |= set(range(self.row, self.row + len(heights) - 1))
        scale = drawn.width * 96 / 72 / drawn.dots  # Excel shows 96 dots to the inch
        shown = {"image_data": BytesIO(drawn.png), "x_scale": scale, "y_scale": scale, "description": plain(says)}
        self.sheet.insert_image(self.row, 0, "figure.png", shown)
        self.row += len(heights)

    def _grid(self, grid: Grid) -> None:
        size = cell_points(grid)
        points = tuple(width / TWIPS for width in self.widths)
        points = points if len(grid.columns) > 1 else (sum(points),)
        heads = set_heads(grid, [line_room(width) for width in points], twips(self.page.block_height) / TWIPS)
        look = self._look(font_name=BLACK_FACE, font_size=heads.size, align="center", border=1)
        heights = split(max(needed(*column, heads.size) for column in zip(heads.lines, points, strict=True)))
        self._set_heights(heights)
        last_row = self.row + len(heights) - 1
        for index, lines in enumerate(heads.lines):
            self._text((self.row, index, last_row, self._last_column(grid, index)), "\n".join(lines), look)
        if heads.repeated:
            self.sheet.repeat_rows(self.row, last_row)
            self.head = self.row
        self.bound |= set(range(self.row, last_row + 1))
        self.row = last_row + 1
        rows = sheet_rows(grid, points, size)
        self._set_heights(rows.heights)
        for position, row in enumerate(grid.rows):
            first, last = self.row + rows.first[position], self.row + rows.first[position + 1] - 1
            self.bound |= set(range(first, last + 1 if row.heads else last))
            for index, cell in enumerate(row.cells):
                if cell.rows:
                    last = self.row + rows.first[position + cell.rows] - 1
                    across = self._last_column(grid, index + cell.columns - 1)
                    area = (self.row + rows.first[position], index, last, across)
                    self._cell(area, cell, grid.columns[index].align, size)
        self.row += len(rows.heights)

    def _last_column(self, grid: Grid, index: int) -> int:
        """Return the last column of the sheet that belongs to a column of the grid."""
        return len(self.widths) - 1 if index == len(grid.columns) - 1 else index

    def _cell(self, area: tuple[int, int, int, int], cell: GridCell, align: Align, size: float) -> None:
        number = _number(cell)
        look: dict[str, Any] = {"font_name": BODY_FACE, "font_size": size, "align": _FLUSH[align], "bold": cell.bold}
        if number is None:
            self._text(area, "\n".join(cell.paragraphs), self._look(border=1, **look))
        else:
            digits = -min(int(number.as_tuple().exponent), 0)
            shown = self._look(border=1, num_format=f"0.{'0' * digits}" if digits else "0", **look)
            self._merge(area, shown)
            self.sheet.write_number(area[0], area[1], float(number), shown)

    def _text(self, area: tuple[int, int, int, int], text: str, look: Format) -> None:
        self._merge(area, look)
        write_text(self.sheet, area[0], area[1], text, look)

    def _merge(self, area: tuple[int, int, int, int], look: Format) -> None:
        if area[:2] != area[2:]:
            self.sheet.merge_range(*area, "", look)

    def _set_heights(self, heights: tuple[float, ...]) -> None:
        for offset, height in enumerate(heights):
            self.sheet.set_row(self.row + offset, round(height))
            self.heights.append(round(height))

    def _look(self, **look: Any) -> Format:
        key = tuple(sorted(look.items()))
        if key not in self.looks:
            self.looks[key] = self.book.add_format({"valign": "vcenter", "text_wrap": True, **look})
        return self.looks[key]

    def _set_page(self, page: Page) -> None:
        self.sheet.set_paper(_A4)
        if page.width > page.height:
            self.sheet.set_landscape()
        self.sheet.set_margins(page.left / _INCH, page.right / _INCH, page.top / _INCH, page.bottom / _INCH)
        self.sheet.set_footer(f'&C&"{SONG_FACE},Regular"&{SI_HAO}— &P —', {"margin": (page.bottom - 10) / _INCH})
        self.sheet.fit_to_pages(1, 0)
        self.sheet.hide_gridlines(2)


def _lines(text: str, room: float) -> str:
    """Return a title with its line ends. `room`: characters of a line."""
    return "\n".join(title_lines(text, room - _SIDE_CHARACTERS))


def _number(cell: GridCell) -> Decimal | None:
    """Return the cell's number, if its text is that number and Excel can hold all of it."""
    if not cell.number or [text.replace("－", "-") for text in cell.paragraphs] != [cell.number]:
        return None
    number = Decimal(cell.number)
    return number if len(number.as_tuple().digits) <= _DIGITS else None
