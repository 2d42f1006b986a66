"""Write the form of a supplier of data as a workbook: a row for each unit, a column for each measure.

Receives the content of the form (sheet.py); promises the same bytes for the same content, and a table that `score`
reads as any other: its header is the first row with 单位, and only the cells to fill in are open.
"""

from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from creditdsl.ir.sheet import Identity, SheetKind
from creditdsl.ir.types import Ratio
from creditdsl.publish.sheets.sheet import SupplierContent
from creditdsl.publish.sheets.sheet_workbook import ALLOWED, CREATED, FORMATS, validation
from creditdsl.publish.writers.sheet_text import write_text
from creditdsl.publish.writers.zipped import without_system

_UNIT, _PERIOD = "单位", "期"
_BLANK_ROWS = 50
"""Rows for the units of a table without 名单."""
_UPRIGHT = 4
"""The most columns of a sheet that stands upright."""
_TITLE, _SUPPLIER, _HEADING = 1, 2, 3
"""The rows of title, supplier and header; above them stands the hidden identity."""


def write_supplier_workbook(content: SupplierContent) -> bytes:
    """Return the bytes of the form as .xlsx."""
    stream = BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(stream, settings)
    book.set_properties({"created": CREATED, "title": content.title[:200]})
    looks = {name: book.add_format(dict(look)) for name, look in FORMATS.items()}
    _write(book, content, looks)
    book.close()
    return without_system(stream)


def _write(book: Workbook, content: SupplierContent, looks: dict[str, Format]) -> None:
    sheet = book.add_worksheet("提供数据")
    sheet.set_paper(9)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C— &P —")
    sheet.protect("", ALLOWED)
    heads = [_UNIT, *([_PERIOD] if content.by_period else [])]
    first, last = len(heads), len(heads) + len(content.lines) - 1
    if last >= _UPRIGHT:
        sheet.set_landscape()
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, max(last, 1), 18)
    identity = Identity(SheetKind.SUPPLIED, content.scheme, content.table, detail=content.reporter)
    write_text(sheet, 0, 0, identity.text, looks["hidden"])
    sheet.set_row(0, 12, None, {"hidden": True})
    sheet.merge_range(_TITLE, 0, _TITLE, max(last, 1), "", looks["title"])
    write_text(sheet, _TITLE, 0, f"{content.mark}数据提供表", looks["title"])
    write_text(sheet, _SUPPLIER, 0, f"提供数据的部门（盖章）：{content.reporter}", looks["label"])
    for place, head in enumerate([*heads, *(line.measure.name for line in content.lines)]):
        write_text(sheet, _HEADING, place, head, looks["head"])
    sheet.set_row(_TITLE, 48)
    sheet.set_row(_HEADING, 36)
    sheet.repeat_rows(_HEADING)
    sheet.freeze_panes(_HEADING + 1, first)
    lists = _Lists(book)
    for row, unit in enumerate(content.units or ("",) * _BLANK_ROWS, _HEADING + 1):
        if unit:
            write_text(sheet, row, 0, unit, looks["cell"])
        else:
            sheet.write_blank(row, 0, None, looks["text"])
        if content.by_period:
            sheet.write_blank(row, 1, None, looks["text"])
        for place, line in enumerate(content.lines, first):
            look = "percent" if isinstance(line.measure.type, Ratio) else "open"
            concerned = not unit or line.measure.units is None or unit in line.measure.units
            sheet.write_blank(row, place, None, looks[look if concerned else "band"])
            if concerned:
                sheet.data_validation(row, place, row, place, validation(line, lists.address))
    for place, line in enumerate(content.lines, first):
        remark = "\n".join(part for part in (line.note, line.fill, *line.sentences) if part)
        sheet.write_comment(xl_rowcol_to_cell(_HEADING, place), remark[:2000], {"author": "", "x_scale": 2})
    lists.write(looks["hidden"])


class _Lists:
    """The words of drop-downs, on a hidden sheet of their own; it is added where there are any."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._columns: dict[tuple[str, ...], int] = {}

    def address(self, words: tuple[str, ...]) -> str:
        """Return where the words of a drop-down stand."""
        column = self._columns.setdefault(words, len(self._columns))
        top, bottom = (xl_rowcol_to_cell(row, column, True, True) for row in (0, len(words) - 1))
        return f"='选项'!{top}:{bottom}"

    def write(self, look: Format) -> None:
        if not self._columns:
            return
        sheet = self._book.add_worksheet("选项")
        for words, column in self._columns.items():
            for row, word in enumerate(words):
                write_text(sheet, row, column, word, look)
        sheet.protect()
        sheet.very_hidden()
