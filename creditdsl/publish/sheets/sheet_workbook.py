"""Write 填报表 as a workbook: the text of each cell, the open cells, and what each of them accepts.

Receives the content of a form (sheet.py); promises the same bytes for the same content, every word of a
scheme written as text and never as a formula, and hidden identifiers by which the reader finds each
answer again.
"""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from creditdsl.base.exact import show
from creditdsl.ir.sheet import (
    HEADING_ROW,
    PERIOD_LABEL,
    PERIOD_ROW,
    UNIT_LABEL,
    UNIT_ROW,
    Identity,
    SheetColumn,
    SheetKind,
    measure_row,
)
from creditdsl.ir.types import Count, Mark, Number, Ratio, Type
from creditdsl.publish.sheets.sheet import DetailTable, MeasureLine, SheetContent, options
from creditdsl.publish.writers.sheet_rows import page_breaks
from creditdsl.publish.writers.sheet_text import write_text
from creditdsl.publish.writers.zipped import without_system

CREATED = datetime.datetime(2000, 1, 1)
_EVIDENCE, _OPTIONS = "佐证材料清单", "选项"
_DETAIL_ROWS = 100
_FOOT = (" " * 36).join(("单位负责人：", "填报人：", "联系电话：", "填报日期："))
_PROMPT = 250
"""The most characters of a prompt; XlsxWriter drops a longer one."""
_STANDARD, _NARROW_STANDARD = 40, 28
"""Widths of 评分标准, and of the one beside reasons, in characters of half the width."""
_LINE = 15
"""Points of a row whose height is not set."""
_PAGE = 480
"""Points of a page between its margins; a sheet that is scaled to the page's width has room for more."""
_WITH_FOOT = 2
"""Lines of the form that stand on one page with the signatures."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")

_AS_TEXT, _AS_PERCENT = 49, 10
"""Number formats that every office program knows by these numbers."""

_BODY: Mapping[str, Any] = {"font_name": "仿宋_GB2312", "font_size": 11, "text_wrap": True, "valign": "vcenter"}
FORMATS: Mapping[str, Mapping[str, Any]] = {
    "hidden": {"font_size": 8},
    "mark": {"font_name": "黑体", "font_size": 16},
    "title": {
        "font_name": "方正小标宋简体",
        "font_size": 18,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "label": {**_BODY, "text_wrap": False},
    "head": {**_BODY, "font_name": "黑体", "align": "center", "border": 1, "bg_color": "#EDEDED"},
    "cell": {**_BODY, "border": 1},
    "middle": {**_BODY, "border": 1, "align": "center"},
    "band": {**_BODY, "font_name": "黑体", "border": 1, "bg_color": "#EDEDED"},
    "named": {**_BODY, "bottom": 1},
    "signed": {**_BODY, "bottom": 1, "locked": False, "num_format": _AS_TEXT, "bg_color": "#FFFBE6"},
    "open": {**_BODY, "border": 1, "locked": False, "align": "center", "bg_color": "#FFFBE6"},
    "percent": {
        **_BODY,
        "border": 1,
        "locked": False,
        "align": "center",
        "bg_color": "#FFFBE6",
        "num_format": _AS_PERCENT,
    },
    "foot": {**_BODY, "locked": False},
    "text": {**_BODY, "border": 1, "locked": False, "bg_color": "#FFFBE6", "num_format": _AS_TEXT},
}
ALLOWED = {"format_columns": True, "format_rows": True}


def write_workbook(content: SheetContent) -> bytes:
    """Return the bytes of the form as .xlsx."""
    stream = BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(stream, settings)
    book.set_properties({"created": CREATED, "title": content.title[:200]})
    _Book(book, content).write()
    book.close()
    return without_system(stream)


class _Book:
    """Writes the sheets of one workbook.

    Lists of options stand on a separate hidden sheet: a list inside a validation may not hold commas nor be long.
    """

    def __init__(self, book: Workbook, content: SheetContent) -> None:
        self._book, self._content = book, content
        self._formats: dict[str, Format] = {name: book.add_format(dict(look)) for name, look in FORMATS.items()}
        self._lists: dict[tuple[str, ...], int] = {}
        """By the words of a drop-down, the column in which they stand."""
        self._heights: dict[int, float] = {}
        """By the row of the sheet being written, its points where they are set."""

    def write(self) -> None:
        for part, lines in self._content.parts.items():
            self._part(part, lines)
        for number, detail in enumerate(self._content.details, 1):
            self._detail(number, detail)
        self._evidence()
        if self._lists:
            self._write_lists()

    def _part(self, part: SheetKind, lines: Sequence[MeasureLine]) -> None:
        """Write one sheet of measures: those of the unit, then those of the assessors."""
        content = self._content
        inputs = (SheetColumn.SELF, SheetColumn.REVIEW) if content.both else (SheetColumn.VALUE,)
        assessed = [line for line in lines if line.by_assessors]
        reasons = (SheetColumn.REASON,) if assessed else ()
        read = (SheetColumn.MEASURE, *inputs, *reasons)
        heads = ("编号", "考核指标", SheetColumn.MEASURE, "怎样填", *inputs, *reasons, "评分标准")
        columns = {head: place for place, head in enumerate(heads, 1)}
        sheet = self._sheet(str(part), Identity(part, content.scheme, content.table, content.unit), len(heads))
        for column in read:
            self._text(sheet, 0, columns[column], column.identifier, "hidden")
        widths = {
            "编号": 8,
            "考核指标": 22,
            SheetColumn.MEASURE: 26,
            "怎样填": 13,
            SheetColumn.REASON: 26,
            "评分标准": _NARROW_STANDARD if assessed else _STANDARD,
        }
        for head, place in columns.items():
            sheet.set_column(place, place, widths.get(head, 12))
        row = top = self._top(sheet, part, len(heads))
        self._text(sheet, row, 0, HEADING_ROW, "hidden")
        for head, place in columns.items():
            self._text(sheet, row, place, str(head), "head")
        self._height(sheet, row, 24)
        sheet.repeat_rows(row)
        sheet.freeze_panes(row + 1, columns[SheetColumn.MEASURE] + 1)
        reported = [line for line in lines if not line.by_assessors]
        for title, group in (("", reported), ("由考核单位填写", assessed)):
            if title and group:
                row += 1
                sheet.merge_range(row, 1, row, len(heads), "", self._formats["band"])
                self._text(sheet, row, 1, title, "band")
                self._height(sheet, row, 21)
            for line in group:
                row += 1
                self._line(sheet, row, line, columns, inputs, bool(reasons))
        sheet.merge_range(row + 2, 1, row + 2, len(heads), "", self._formats["foot"])
        self._text(sheet, row + 2, 1, _FOOT, "foot")
        self._height(sheet, row + 2, 30)
        self._break_pages(sheet, top, row + 2)

    def _line(
        self,
        sheet: Worksheet,
        row: int,
        line: MeasureLine,
        columns: Mapping[str, int],
        inputs: Sequence[SheetColumn],
        reasons: bool,
    ) -> None:
        measure, sentence = line.measure, "".join(line.sentences)
        self._text(sheet, row, 0, measure_row(measure.name), "hidden")
        self._text(sheet, row, columns["编号"], line.ref, "middle")
        self._text(sheet, row, columns["考核指标"], line.item, "cell")
        shown = f"{measure.name}\n（{line.note}）" if line.note else measure.name
        self._text(sheet, row, columns[SheetColumn.MEASURE], shown, "cell")
        self._text(sheet, row, columns["怎样填"], line.fill, "middle")
        self._text(sheet, row, columns["评分标准"], sentence, "cell")
        remark = "\n".join(part for part in (f"{measure.name}：{line.note}" if line.note else "", sentence) if part)
        for column in inputs:
            place = columns[column]
            sheet.write_blank(row, place, None, self._formats["percent" if isinstance(measure.type, Ratio) else "open"])
            sheet.data_validation(row, place, row, place, validation(line, self._list))
            if remark:
                sheet.write_comment(row, place, remark[:2000], {"author": "", "x_scale": 2, "y_scale": 1})
        if reasons:
            look = "text" if line.by_assessors else "cell"
            sheet.write_blank(row, columns[SheetColumn.REASON], None, self._formats[look])
        room = (_NARROW_STANDARD if reasons else _STANDARD) - 2
        longest = max(-(-len(sentence) * 2 // room), 1 + -(-len(line.note) * 2 // 24), -(-len(line.item) * 2 // 20))
        self._height(sheet, row, min(15 * longest + 6, 400))

    def _height(self, sheet: Worksheet, row: int, points: float) -> None:
        sheet.set_row(row, points)
        self._heights[row] = points

    def _break_pages(self, sheet: Worksheet, head: int, foot: int) -> None:
        """Begin pages so that the signatures stand below lines of the form, never alone."""
        heights = [0, *(self._heights.get(row, _LINE) for row in range(1, foot + 1))]
        first = max(foot - 1 - _WITH_FOOT, head)
        sheet.set_h_pagebreaks(page_breaks(heights, range(first, foot), (), _PAGE, head))

    def _top(self, sheet: Worksheet, part: SheetKind, width: int) -> int:
        """Write the rows above the heading; return the heading's row."""
        content = self._content
        self._text(sheet, 1, 1, content.mark, "mark")
        subject = f"{content.title}（年度）" if part is SheetKind.YEAR else content.title
        sheet.merge_range(2, 1, 2, width, "", self._formats["title"])
        self._text(sheet, 2, 1, subject, "title")
        self._heights = {}
        self._height(sheet, 2, 48)
        place = 3
        self._text(sheet, 3, 0, UNIT_ROW, "hidden")
        self._text(sheet, 3, 1, UNIT_LABEL, "label")
        self._text(sheet, 3, place, content.unit, "named" if content.unit else "signed")
        self._height(sheet, 3, 24)
        how = content.periods.get(part)
        if how is None:
            return 4
        self._text(sheet, 4, 0, PERIOD_ROW, "hidden")
        self._text(sheet, 4, 1, PERIOD_LABEL, "label")
        self._text(sheet, 4, place, "", "signed")
        prompt = {"input_title": "请这样填", "input_message": f"写成{how}。"}
        sheet.data_validation(4, place, 4, place, {"validate": "any", **prompt})
        self._height(sheet, 4, 24)
        self._text(sheet, 4, place + 1, f"写成{how}", "label")
        return 5

    def _detail(self, number: int, detail: DetailTable) -> None:
        """Write the sheet of a detail table; the unit is that of the form."""
        content = self._content
        name = f"明细{number}" if _FORBIDDEN.search(detail.name) else f"明细{number} {detail.name}"[:31]
        identity = Identity(SheetKind.DETAIL, content.scheme, content.table, content.unit, detail.name)
        sheet = self._sheet(name, identity, len(detail.columns) + 1)
        self._text(sheet, 1, 1, f"{detail.name}（明细）", "mark")
        self._text(sheet, 2, 0, HEADING_ROW, "hidden")
        self._text(sheet, 2, 1, "序号", "head")
        for place, column in enumerate(detail.columns, 2):
            self._text(sheet, 2, place, column, "head")
            sheet.set_column(place, place, 20)
        for row in range(3, 3 + _DETAIL_ROWS):
            self._text(sheet, row, 1, str(row - 2), "middle")
            for place in range(2, 2 + len(detail.columns)):
                sheet.write_blank(row, place, None, self._formats["open"])
        sheet.repeat_rows(2)

    def _evidence(self) -> None:
        """Write 佐证材料清单: one line an item, then blank lines."""
        sheet = self._sheet(_EVIDENCE, None, 6)
        self._text(sheet, 0, 1, _EVIDENCE, "mark")
        self._text(sheet, 1, 1, UNIT_LABEL, "label")
        self._text(sheet, 1, 3, self._content.unit, "named" if self._content.unit else "signed")
        for row in (0, 1, 2):
            sheet.set_row(row, 24)
        heads = (("编号", 8), ("考核指标", 32), ("考核依据", 24), ("材料名称", 44), ("份数", 8), ("备注", 18))
        for place, (head, width) in enumerate(heads, 1):
            sheet.set_column(place, place, width)
            self._text(sheet, 2, place, head, "head")
        sheet.repeat_rows(2)
        evidence = [(one.ref, one.item, one.basis) for one in self._content.evidence]
        for row, texts in enumerate([*evidence, *[("", "", "")] * 10], 3):
            for place, (text, look) in enumerate(zip(texts, ("middle", "cell", "cell"), strict=True), 1):
                self._text(sheet, row, place, text, look if any(texts) else "text")
            for place, look in ((4, "text"), (5, "open"), (6, "text")):
                sheet.write_blank(row, place, None, self._formats[look])
            basis = sum(max(-(-len(paragraph) * 2 // 22), 1) for paragraph in texts[2].split("\n"))
            sheet.set_row(row, 15 * max(-(-len(texts[1]) * 2 // 30), basis, 1) + 6)

    def _sheet(self, name: str, identity: Identity | None, width: int) -> Worksheet:
        """Add a protected sheet, ready to print, with its identity in the hidden first row and column."""
        sheet: Worksheet = self._book.add_worksheet(name)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        sheet.set_footer("&C— &P —")
        sheet.hide_gridlines(2)
        sheet.protect("", ALLOWED)
        sheet.set_column(0, 0, 2, None, {"hidden": True})
        if identity is not None:
            self._text(sheet, 0, 0, identity.text, "hidden")
            sheet.set_row(0, 12, None, {"hidden": True})
        return sheet

    def _text(self, sheet: Worksheet, row: int, column: int, text: str, look: str) -> None:
        """Write a text cell, whatever the text begins with."""
        if text:
            write_text(sheet, row, column, text, self._formats[look])
        else:
            sheet.write_blank(row, column, None, self._formats[look])

    def _list(self, words: tuple[str, ...]) -> str:
        """Return the address of the words of a drop-down."""
        letters = xl_col_to_name(self._lists.setdefault(words, len(self._lists)))
        return f"='{_OPTIONS}'!${letters}$1:${letters}${len(words)}"

    def _write_lists(self) -> None:
        sheet: Worksheet = self._book.add_worksheet(_OPTIONS)
        for words, column in self._lists.items():
            for row, word in enumerate(words):
                self._text(sheet, row, column, word, "hidden")
        sheet.protect()
        sheet.very_hidden()


def validation(line: MeasureLine, listed: Callable[[tuple[str, ...]], str]) -> dict[str, Any]:
    """Return the validation of an answer, with the prompt and the message in Chinese.

    listed: the address of the words of a drop-down.
    """
    common = {
        "input_title": "请这样填",
        "input_message": line.hint[:_PROMPT],
        "error_title": "填写有误",
        "error_message": f"{line.fill}。{line.hint}"[:_PROMPT],
    }
    words = options(line.measure.type)
    if words:
        return {**common, "validate": "list", "source": listed(words)}
    return {**common, **_bounds(line.measure.type)}


def _bounds(kind: Type) -> dict[str, Any]:
    """Return the validation of a number; without bounds any number."""
    match kind:
        case Count(low=low, high=high):
            validate = "integer"
        case Ratio(low=low, high=high) | Number(low=low, high=high) | Mark(low=low, high=high):
            validate = "decimal"
        case _:
            return {"validate": "any"}
    far = Fraction(10**15)
    least, most = (-far if low is None else low), (far if high is None else high)
    return {"validate": validate, "criteria": "between", "minimum": show(least, 15), "maximum": show(most, 15)}
