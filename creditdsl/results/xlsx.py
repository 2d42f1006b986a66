"""Results as a workbook: numbers as numbers, the exact text of each, and a receipt.

Receives results and the date as typed. Promises the same bytes for the same results, every text as text and never
as a formula, and no time but the date as typed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from creditdsl.base.reference import EntryRef
from creditdsl.explain.phrases import tighten
from creditdsl.publish.writers.layout import line_count, plain
from creditdsl.publish.writers.sheet_text import write_text
from creditdsl.publish.writers.zipped import CREATED, without_system
from creditdsl.results.difference import DIFFERENCE, Difference
from creditdsl.results.printed import Results
from creditdsl.results.receipt_seal import SEAL, seal
from creditdsl.results.unit import UnitResult
from creditdsl.results.word_columns import Heading, Kind, blocks, headings
from creditdsl.results.year_sheet import HEAD as YEAR_HEAD
from creditdsl.results.year_sheet import KEYS as YEAR_KEYS
from creditdsl.results.year_sheet import year_rows

SCORES, EXACT, YEAR, RECEIPT = "成绩", "精确值", "年度总分", "计分回执"

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DIGITS = 15
"""Digits of a number that Excel keeps."""

_NAME_LENGTH, _HEADER_LENGTH = 255, 60
"""The most characters of the name of the file's content, and of that above a page."""

_LOOK: dict[str, Any] = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "vcenter"}
_UNIT, _FIGURE, _WORDS, _HASH = 20, 10, 40, 70
"""Widths of columns in digits."""

_LINE, _HIGHEST = 16, 400
"""The height of a line, and of the highest row, in points."""

_ACROSS = 16
"""Columns that are printed on a page; further columns go on the next."""

_FOOTER = "&C— &P —"
"""The number of the page, as documents print it."""


def as_xlsx(results: Results, dated: date | None) -> bytes:
    """Return the content of `score -o 成绩.xlsx`."""
    written = BytesIO()
    with Workbook(written, {"in_memory": True}) as book:
        name = plain(f"{results.table}{tighten(results.title)}成绩")[:_NAME_LENGTH]
        book.set_properties({"title": name, "created": datetime.fromisoformat(CREATED)})
        pen = _Pen(book, name)
        pen.scores(book.add_worksheet(SCORES), results)
        pen.exact(book.add_worksheet(EXACT), results)
        if years := [*year_rows(results)]:
            pen.years(book.add_worksheet(YEAR), years)
        pen.receipt(book.add_worksheet(RECEIPT), results, dated)
    return without_system(written)


class _Pen:
    """Writes the worksheets with a few formats of cells, and the name of the results above every page."""

    def __init__(self, book: Workbook, name: str) -> None:
        self.book = book
        self.header = f"&C{name[:_HEADER_LENGTH].replace('&', '&&')}"
        self.head = book.add_format({**_LOOK, "font_name": "黑体", "align": "center", "text_wrap": True})
        self.text = book.add_format({**_LOOK, "text_wrap": True})
        self.word = book.add_format({**_LOOK, "align": "right"})
        self.numbers: dict[int, Format] = {}

    def scores(self, sheet: Worksheet, results: Results) -> None:
        """Write a row for each unit and period, ready to be sorted and filtered."""
        head = headings(results)
        fixed = 2 if results.periods else 1
        widths = [_UNIT] + [_FIGURE] * (len(head) - 2) + [_WORDS]
        self._start(sheet, [heading.text for heading in head], widths)
        body = (row for block in blocks(results) for row in zip(*(words.rows() for words in block), strict=True))
        for number, row in enumerate(body, 1):
            texts = ["" if word is None else str(word) for word in row]
            sheet.set_row(number, _height(texts, widths))
            for column, (heading, text) in enumerate(zip(head, texts, strict=True)):
                self._cell(sheet, number, column, heading, text)
        self._finish(sheet, results.rows, len(head), fixed)

    def exact(self, sheet: Worksheet, results: Results) -> None:
        """Write every figure as exact text, with its exact value before limits and rounding."""
        head = ("单位", "期", "数据", "编号", "名称", "得分", "限分、舍入之前")
        body = list(_exact(results))
        self._texts(sheet, [head, *body], [_UNIT, _FIGURE, _FIGURE, _FIGURE, _WORDS, _FIGURE, _UNIT])
        sheet.ignore_errors({"number_stored_as_text": f"A1:G{len(body) + 1}"})
        self._finish(sheet, len(body), len(head), 1)

    def years(self, sheet: Worksheet, body: Sequence[Sequence[str]]) -> None:
        """Write how each unit's year came about; the points are numbers, ready to be added up."""
        widths = [_UNIT, _FIGURE, _FIGURE, _UNIT] + [_FIGURE] * (len(YEAR_HEAD) - 4)
        self._start(sheet, YEAR_HEAD, widths)
        for number, row in enumerate(body, 1):
            sheet.set_row(number, _height(row, widths))
            for column, (heading, text) in enumerate(zip(YEAR_HEAD, row, strict=True)):
                kind = Kind.NAME if heading in YEAR_KEYS else Kind.FIGURE
                self._cell(sheet, number, column, Heading(heading, kind), text)
        self._finish(sheet, len(body), len(YEAR_HEAD), 1)

    def receipt(self, sheet: Worksheet, results: Results, dated: date | None) -> None:
        """Write the receipt: the inputs and the tool of the result."""
        head = ("项目", "内容", "校验码（SHA-256）")
        self._texts(sheet, [head, *_receipt(results, dated)], [_UNIT, _WORDS, _HASH])
        self._set_page(sheet, 1)

    def _texts(self, sheet: Worksheet, body: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        """Write the headings and rows of text."""
        self._start(sheet, body[0], widths)
        for number, row in enumerate(body[1:], 1):
            sheet.set_row(number, _height(row, widths))
            for column, text in enumerate(row):
                write_text(sheet, number, column, text, self.text)

    def _start(self, sheet: Worksheet, head: Sequence[str], widths: Sequence[int]) -> None:
        for column, (text, width) in enumerate(zip(head, widths, strict=True)):
            sheet.set_column(column, column, width)
            write_text(sheet, 0, column, text, self.head)
        sheet.set_row(0, _height(head, widths))

    def _finish(self, sheet: Worksheet, count: int, columns: int, fixed: int) -> None:
        """Keep the head and the unit in sight and on every page."""
        sheet.freeze_panes(1, fixed)
        sheet.autofilter(0, 0, count, columns - 1)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0, fixed - 1)
        self._set_page(sheet, ceil(columns / _ACROSS))

    def _set_page(self, sheet: Worksheet, across: int) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(across, 0)
        sheet.set_header(self.header)
        sheet.set_footer(_FOOTER)

    def _cell(self, sheet: Worksheet, row: int, column: int, heading: Heading, text: str) -> None:
        if not heading.number:
            write_text(sheet, row, column, text, self.text)
        elif _NUMBER.fullmatch(text) and sum(char.isdigit() for char in text) <= _DIGITS:
            digits = len(text.partition(".")[2])
            sheet.write_number(row, column, float(text), self._number(digits))
        else:
            write_text(sheet, row, column, text, self.word)

    def _number(self, digits: int) -> Format:
        if digits not in self.numbers:
            shown = f"0.{'0' * digits}" if digits else "0"
            self.numbers[digits] = self.book.add_format({**_LOOK, "num_format": shown})
        return self.numbers[digits]


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Return the height in points in which every text fits."""
    lines = max(line_count(text, width / 2, 1) for text, width in zip(texts, widths, strict=True))
    return min(lines * _LINE, _HIGHEST)


def _exact(results: Results) -> Iterator[Sequence[str]]:
    for label, parts in results.parts.items():
        units = results.sets[label] if results.sets else results.units
        sums = (part.sums(row) for part in parts for row in range(len(part.units)))
        for unit, exact in zip(units, sums, strict=True):
            yield from _figures(unit, label if results.sets else "", results.titles, exact)
    for difference in results.differences:
        yield from _figures(difference, DIFFERENCE, results.titles, {})


def _figures(
    row: UnitResult | Difference, label: str, titles: Mapping[EntryRef, str], exact: Mapping[EntryRef, str]
) -> Iterator[Sequence[str]]:
    """Yield the lines of a row's figures. exact: the values before limits and rounding, by reference."""
    before = (row.unit, row.period or "", label)
    for ref, score in {**row.items, **row.sections}.items():
        yield (*before, ref, tighten(titles.get(ref, "")), score, exact.get(ref, ""))
    yield (*before, "", "总分", row.total, "")


def _receipt(results: Results, dated: date | None) -> Iterator[Sequence[str]]:
    lines = [[plain(word) for word in line] for line in _receipt_lines(results, dated)]
    yield from lines
    yield SEAL, "以上各行的校验码", seal(lines)


def _receipt_lines(results: Results, dated: date | None) -> Iterator[Sequence[str]]:
    receipt = results.receipt
    yield "方案", results.scheme, receipt.scheme_sha256
    for name, sha256 in zip(receipt.data, receipt.data_sha256, strict=True):
        yield "数据", name, sha256
    yield "表", f"{results.table} {tighten(results.title)}".rstrip(), ""
    if results.periods:
        yield "期", "、".join(results.periods), ""
    yield "单位", f"{results.unit_count}个", ""
    yield "计分日期", f"{dated.year}年{dated.month}月{dated.day}日" if dated else "没有写明（用--date写明）", ""
    yield "工具", receipt.tool, ""
    yield "算法", receipt.engine, ""
