"""What is hidden in a workbook is read, and told."""

from collections.abc import Callable

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from creditdsl.data.binding.reading import Reading
from creditdsl.data.files.xlsx_reader import read_xlsx
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Number

Read = Callable[..., Reading]
Write = Callable[[Callable[[Workbook, Worksheet], None]], bytes]

VALUES = (Measure("值", Number()),)


def codes(reading: Reading) -> list[tuple[str, str | None]]:
    return [(d.code.id, d.cell) for d in reading.diagnostics]


def hiding(book: Workbook, sheet: Worksheet) -> None:
    sheet.write_row("A1", ["单位", "值", "另值", "备注"])
    for number, unit in enumerate(["甲局", "乙局", "丙局"], 1):
        sheet.write_row(number, 0, [unit, number, number, ""])


def test_hidden_rows_are_told_and_read(read: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        hiding(book, sheet)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(9, None, None, {"hidden": True})

    reading = read({"a.xlsx": workbook(fill)}, (*VALUES, Measure("另值", Number())))
    assert codes(reading) == [("W0520", "数据!A3")]
    assert reading.diagnostics[0].message == "第 3 行“乙局”是隐藏的，也读了"
    assert [unit.unit for unit in reading.units] == ["甲局", "乙局", "丙局"]


def test_filtered_rows_are_told(read: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        hiding(book, sheet)
        sheet.autofilter("A1:C4")
        sheet.filter_column("A", "x == 甲局")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(3, None, None, {"hidden": True})

    reading = read({"a.xlsx": workbook(fill)}, (*VALUES, Measure("另值", Number())))
    assert reading.diagnostics[0].message == "第 3 行“乙局”、第 4 行“丙局”是筛选掉或隐藏的，也读了"


def test_hidden_columns_are_told(read: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        hiding(book, sheet)
        sheet.set_column("C:D", None, None, {"hidden": True})

    reading = read({"a.xlsx": workbook(fill)}, (*VALUES, Measure("另值", Number())))
    assert codes(reading) == [("W0521", "数据!C1")]
    assert reading.diagnostics[0].message == "C 列“另值”是隐藏的，也读了"


def test_a_column_without_width_is_hidden(read: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        hiding(book, sheet)
        sheet.set_column("B:B", 0)

    reading = read({"a.xlsx": workbook(fill)}, (*VALUES, Measure("另值", Number())))
    assert codes(reading) == [("W0521", "数据!B1")]


def test_what_is_hidden_in_a_returned_sheet(workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ["填报单位（盖章）：", "甲局"])
        sheet.write_row("A2", ["填报内容", "填报数据", "评分理由"])
        sheet.write_row("A3", ["值", 1])
        sheet.write_row("A4", ["另值", ""])
        for number in (2, 3):
            sheet.set_row(number, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})

    loaded = read_xlsx("a.xlsx", workbook(fill))
    assert loaded.sheets
    assert [d.message for d in loaded.diagnostics] == [
        "第 3 行“值”是隐藏的，也读了",
        "B 列“填报数据”是隐藏的，也读了",
    ]
