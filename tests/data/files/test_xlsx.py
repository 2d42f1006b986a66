"""Workbooks: exact numbers, percent formats, formulas, merges, sheets, and files that are none."""

import datetime
from collections.abc import Callable, Mapping
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from creditdsl.data.binding.reading import Reading
from creditdsl.data.files import xlsx_parts
from creditdsl.data.files.xlsx_reader import read_xlsx
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Number, Ratio

Read = Callable[..., Reading]
Fill = Callable[[Workbook, Worksheet], None]
Write = Callable[[Fill], bytes]
Repack = Callable[[bytes, Mapping[str, Callable[[bytes], bytes]]], bytes]

SHEET = "xl/worksheets/sheet1.xml"
HEADER = ("单位", "已建机制", "报送量", "报送率", "金额", "酌情得分", "酌情得分理由")
VALUES = (Measure("值", Number()),)


def good(book: Workbook, sheet: Worksheet) -> None:
    percent = book.add_format({"num_format": "0.0%"})
    sheet.merge_range("A1:G1", "考核数据表")
    sheet.write_row("A2", HEADER)
    sheet.write_row("A3", ["甲局", "是", 320])
    sheet.write_number("D3", 0.955, percent)
    sheet.write_row("E3", [0.1, 1.57, "按时"])
    sheet.write_row("A4", ["乙局", "否", "0", "95.5%", 1e-7])


def row(*cells: object) -> Fill:
    """A header of 单位 and 值 with one unit 甲局, whose value is written by the type of the cell."""

    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ["单位", "值"])
        sheet.write_row("A2", ["甲局", *cells])

    return fill


def sheet_xml(cells: str, after: str = "") -> Callable[[bytes], bytes]:
    """A first sheet with the header 单位, 值 and these cells, written by hand."""
    names = "".join(
        f'<c r="{at}1" t="inlineStr"><is><t>{name}</t></is></c>' for at, name in (("A", "单位"), ("B", "值"))
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<worksheet xmlns="{space}"><sheetData><row r="1">{names}</row>{cells}</sheetData>{after}</worksheet>'
    return lambda _: text.encode()


UNIT = '<c r="A2" t="inlineStr"><is><t>甲局</t></is></c>'


@pytest.fixture
def by_hand(workbook: Write, repack: Repack) -> Callable[..., bytes]:
    return lambda cells, after="": repack(workbook(row()), {SHEET: sheet_xml(cells, after)})


def codes(reading: Reading) -> list[tuple[str, str | None]]:
    return [(d.code.id, d.cell) for d in reading.diagnostics]


def test_reads_what_was_typed(read: Read, workbook: Write) -> None:
    reading = read({"数据.xlsx": workbook(good)})
    assert reading.diagnostics == ()
    first, second = reading.units
    assert (first.unit, second.unit) == ("甲局", "乙局")
    assert first.cells == {
        "已建机制": True,
        "报送量": 320,
        "报送率": Fraction(191, 200),
        "金额": Fraction(1, 10),
        "酌情得分": Fraction(157, 100),
    }
    assert second.cells == {"已建机制": False, "报送量": 0, "报送率": Fraction(191, 200), "金额": Fraction(1, 10**7)}
    assert reading.reasons == {("甲局", "酌情得分"): "按时"}
    address = reading.address("乙局", "报送量")
    assert address is not None
    assert address.cell == "数据!C4"


def test_seventeen_digits_in_the_file_are_the_number_typed(read: Read, by_hand: Callable[..., bytes]) -> None:
    reading = read({"a.xlsx": by_hand(f'<row r="2">{UNIT}<c r="B2"><v>0.95499999999999996</v></c></row>')}, VALUES)
    assert reading.units[0].cells == {"值": Fraction(955, 1000)}


@pytest.mark.parametrize(
    ("column", "value", "code", "part"),
    [
        (1, True, "E0520", "写的是“TRUE”，这一列只写“是”或“否”"),
        (1, 1, "E0520", "写的是“1”"),
        (2, 3.5, "E0522", "“3.5”"),
        (2, "5分", "E0521", "不写“分”"),
        (2, datetime.date(2022, 3, 5), "E0528", "“2022-03-05”，单元格是日期"),
        (2, True, "E0521", "“TRUE”，不是一个数"),
        (3, 0.955, "E0524", "“0.955”，没有写 %"),
        (3, 95.5, "E0524", "写成 95.5%"),
        (4, 1e60, "E0526", "数太长"),
        (4, "#N/A", "E0527", "公式算出的错误"),
        (6, datetime.date(2022, 3, 5), "E0528", "“酌情得分理由”"),
    ],
)
def test_says_what_is_wrong_with_a_cell(
    read: Read, workbook: Write, column: int, value: object, code: str, part: str
) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        good(book, sheet)
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write(4, 0, "丙局")
        sheet.write(4, column, value, date if isinstance(value, datetime.date) else None)

    reading = read({"数据.xlsx": workbook(fill)})
    (fault,) = reading.diagnostics
    assert (fault.code.id, fault.cell) == (code, f"数据!{'ABCDEFG'[column]}5")
    assert part in fault.message
    assert dict(reading.units[2].cells) == {}


@pytest.mark.parametrize(
    ("stored", "percent"), [(0.9499999999999999, 95), (0.07 * 100 / 100, 7), (0.57 + 0.01, 58), (1.1 - 0.2, 90)]
)
def test_a_formula_in_percent_is_what_it_shows(read: Read, workbook: Write, stored: float, percent: int) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ["单位", "值"])
        sheet.write("A2", "甲局")
        sheet.write_number("B2", stored, book.add_format({"num_format": "0.00%"}))

    reading = read({"a.xlsx": workbook(fill)}, (Measure("值", Ratio()),))
    assert reading.units[0].cells == {"值": Fraction(percent, 100)}


def test_numbers_that_are_typed_and_computed_tie(read: Read, by_hand: Callable[..., bytes]) -> None:
    rows = (
        f'<row r="2">{UNIT}<c r="B2"><v>6.05</v></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>乙局</t></is></c><c r="B3"><v>6.0500000000000007</v></c></row>'
    )
    first, second = read({"a.xlsx": by_hand(rows)}, VALUES).units
    assert first.cells == second.cells


def test_95_in_a_cell_of_percent_is_asked_about(read: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ["单位", "值"])
        sheet.write("A2", "甲局")
        sheet.write_number("B2", 95, book.add_format({"num_format": 9}))

    (fault,) = read({"a.xlsx": workbook(fill)}, (Measure("值", Ratio()),)).diagnostics
    assert (fault.code.id, fault.cell) == ("E0581", "数据!B2")
    assert "读到的是 9500%" in fault.message


def test_a_count_shown_in_percent(read: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        good(book, sheet)
        sheet.write("C4", 3, book.add_format({"num_format": 9}))

    (fault,) = read({"数据.xlsx": workbook(fill)}).diagnostics
    assert (fault.code.id, fault.cell) == ("E0525", "数据!C4")
    assert "“300%”" in fault.message


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("<f>1+1</f>", "E0529"),
        ("<f>1+1</f><v></v>", "E0529"),
        ("<f>1/0</f><v>#DIV/0!</v>", "E0527"),
    ],
)
def test_formulas_without_a_usable_result(read: Read, by_hand: Callable[..., bytes], cell: str, code: str) -> None:
    kind = ' t="e"' if "#" in cell else ""
    reading = read({"a.xlsx": by_hand(f'<row r="2">{UNIT}<c r="B2"{kind}>{cell}</c></row>')}, VALUES)
    assert codes(reading) == [(code, "数据!B2")]


def test_formulas_with_a_result(read: Read, by_hand: Callable[..., bytes]) -> None:
    number = f'<row r="2">{UNIT}<c r="B2"><f>1+1</f><v>2</v></c></row>'
    empty = '<row r="3"><c r="A3" t="inlineStr"><is><t>乙局</t></is></c><c r="B3" t="str"><f>""</f><v></v></c></row>'
    reading = read({"a.xlsx": by_hand(number + empty)}, VALUES)
    assert reading.diagnostics == ()
    assert [dict(unit.cells) for unit in reading.units] == [{"值": 2}, {}]


def test_a_unit_name_that_is_a_formula(read: Read, by_hand: Callable[..., bytes]) -> None:
    reading = read({"a.xlsx": by_hand('<row r="2"><c r="A2"><f>X</f></c><c r="B2"><v>1</v></c></row>')}, VALUES)
    assert codes(reading) == [("E0529", "数据!A2")]
    assert reading.diagnostics[0].message == "单位名称公式还没有算出结果"


def test_cells_without_references_follow_each_other(read: Read, by_hand: Callable[..., bytes]) -> None:
    cells = '<row><c t="inlineStr"><is><t>甲局</t></is></c><c><f>1</f></c></row>'
    assert codes(read({"a.xlsx": by_hand(cells)}, VALUES)) == [("E0529", "数据!B2")]


def test_merged_cells(read: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ["单位", "值", "备注"])
        sheet.write_column("A2", ["甲局", "乙局", "丙局", "丁局"])
        sheet.write("B5", 7)
        sheet.merge_range("B2:B3", 5)
        sheet.merge_range("C2:C5", "不用的列")
        sheet.merge_range("A4:B4", "丙局")
        sheet.merge_range("A6:A7", "戊局")
        sheet.write("B7", 1)
        sheet.merge_range("E1:F1", "表外")

    reading = read({"a.xlsx": workbook(fill)}, VALUES)
    assert codes(reading) == [
        ("W0501", "数据!E1"),
        ("E0518", "数据!B2:B3"),
        ("E0518", "数据!A4:B4"),
        ("E0518", "数据!A6:A7"),
    ]
    assert "数据区里 B2:B3 是合并单元格" in reading.diagnostics[1].message
    assert [(u.unit, dict(u.cells)) for u in reading.units] == [
        ("甲局", {}),
        ("乙局", {}),
        ("丙局", {}),
        ("丁局", {"值": 7}),
        ("戊局", {}),
    ]
    assert reading.faulty == {("甲局", "值"), ("乙局", "值"), ("丙局", "值")}


def test_a_merged_header(read: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.merge_range("A1:A2", "单位")
        sheet.write("B1", "值")
        sheet.write_row("A3", ["甲局", 1])

    reading = read({"a.xlsx": workbook(fill)}, VALUES)
    assert codes(reading) == []
    assert [(row.unit, row.cells) for row in reading.units] == [("甲局", {"值": 1})]


def test_the_first_visible_sheet_with_a_header_is_read(read: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write("A1", "说明")
        hidden = book.add_worksheet("旧")
        hidden.hide()
        hidden.write_row("A1", ["单位", "值"])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=今年!$B$2:$B$2"})
        book.add_chartsheet("图").set_chart(chart)
        for name in ("今年", "去年"):
            other = book.add_worksheet(name)
            other.write_row("A1", ["单位", "值"])
            other.write_row("A2", [name, 1])

    reading = read({"a.xlsx": workbook(fill)}, VALUES)
    assert [u.unit for u in reading.units] == ["今年"]
    note, hidden = reading.diagnostics
    assert (note.code.id, hidden.code.id) == ("W0523", "W0522")
    assert note.message == "读了工作表“今年”，没有读列名相同的“去年”"
    assert hidden.message == "工作表“旧”是隐藏的，没有读"


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        (["序号", "单位", "值", "量"], "W0523"),
        (["单位", " 值 "], "W0523"),
        (["单位", "期", "地址"], "N0501"),
        (["单位", "地址", "备注"], "N0501"),
    ],
)
def test_a_sheet_with_the_same_columns_is_warned_about(
    read: Read, workbook: Write, columns: list[str], code: str
) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ["单位", "期", "值", "备注"])
        sheet.write_row("A2", ["甲局", "2023-01", 1])
        other = book.add_worksheet("另外的")
        other.write_row("A3", columns)

    reading = read({"a.xlsx": workbook(fill)}, VALUES, True)
    assert [d.code.id for d in reading.diagnostics] == [code]


def test_no_sheet_has_a_header(read: Read, workbook: Write) -> None:
    (fault,) = read({"a.xlsx": workbook(lambda book, sheet: None)}, VALUES).diagnostics
    assert fault.code.id == "E0509"
    assert "工作表“数据”里找不到表头" in fault.message


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"PK\x03\x04 and no more", "不是完好的 .xlsx"),
        ("单位,值".encode(), "不是完好的 .xlsx"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "加了打开密码"),
    ],
)
def test_files_that_are_no_workbook(read: Read, content: bytes, part: str) -> None:
    (fault,) = read({"a.xlsx": content}, VALUES).diagnostics
    assert fault.code.id == "E0505"
    assert part in fault.message


def test_an_empty_file(read: Read) -> None:
    assert codes(read({"a.xlsx": b""})) == [("E0506", None)]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('<c r="ZZZZ2"><v>1</v></c>', "E0505"),
        ('<c r="XFD1048576"><v>1</v></c>', "E0503"),
        ('<c r="XFD1048576" t="str"><v></v></c>', "E0503"),
        ('<c r="B2" t="nonsense"><v>1</v></c>', "E0505"),
        ('<c r="B2" t="s"><v>99</v></c>', "E0505"),
    ],
)
def test_hostile_cells_are_refused(read: Read, by_hand: Callable[..., bytes], cell: str, code: str) -> None:
    (fault,) = read({"a.xlsx": by_hand(f'<row r="2">{UNIT}{cell}</row>')}, VALUES).diagnostics
    assert fault.code.id == code


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ('<row r="1_0"><c><v>1</v></c></row>', "E0505"),
        ('<row r="１０"><c><v>1</v></c></row>', "E0505"),
        ('<row r=" 9"><c><v>1</v></c></row>', "E0505"),
        ('<row r="+9"><c><v>1</v></c></row>', "E0505"),
        ('<row r="0"><c><v>1</v></c></row>', "E0505"),
        ('<row r="9"><c r="B9" s="+0"><v>1</v></c></row>', "E0505"),
        ('<row r="9"><c r="B9" t="s"><v>0_0</v></c></row>', "E0505"),
        ('<row r="9"><c r="B9"><v>1_0</v></c></row>', "E0505"),
        ('<row r="9"><c r="B9"><v>１０</v></c></row>', "E0505"),
        ('<row r="9"><c r="B9"><v> 10</v></c></row>', "E0505"),
        ('<row r="9"><c r="B９"><v>10</v></c></row>', "E0505"),
    ],
)
def test_only_ascii_digits_are_a_number(read: Read, by_hand: Callable[..., bytes], row: str, code: str) -> None:
    (fault,) = read({"a.xlsx": by_hand(f'<row r="2">{UNIT}</row>{row}')}, VALUES).diagnostics
    assert fault.code.id == code


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="B2"><v>1</v></c><c r="B2"><v>2</v></c>',
        '<c r="B2"><v>1</v></c></row><row r="3"><c r="B2"><v>2</v></c>',
        '<c r="B2"><v>1</v><v>2</v></c>',
        '<c r="B2" t="inlineStr"><is><t>1</t></is><v>2</v></c>',
        '<c r="B2"><f>1+1</f></c><c r="B2"><v>2</v></c>',
    ],
)
def test_a_cell_that_is_stored_twice(read: Read, by_hand: Callable[..., bytes], cells: str) -> None:
    (fault,) = read({"a.xlsx": by_hand(f'<row r="2">{UNIT}{cells}</row>')}, VALUES).diagnostics
    assert (fault.code.id, fault.cell) == ("E0580", "数据!B2")


def test_dates_are_told_as_the_day_they_show(read: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ["单位", "值"])
        for number, (code, value) in enumerate(
            [
                ("yyyy-mm-dd", 44625),
                ('yyyy"年"m"月"', 44625.000000000004),
                ("h:mm", 0.5),
                ("yyyy-mm-dd hh:mm", 44625.75),
            ],
            1,
        ):
            sheet.write(number, 0, f"{number}局")
            sheet.write_number(number, 1, value, book.add_format({"num_format": code}))

    reading = read({"a.xlsx": workbook(fill)}, VALUES)
    assert [d.fault.content for d in reading.diagnostics] == [  # type: ignore[attr-defined]
        "2022-03-05",
        "2022-03-05",
        "12:00:00",
        "2022-03-05 18:00:00",
    ]


def test_texts_are_read_as_another_reader_reads_them(workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        bold = book.add_format({"bold": True})
        sheet.write_row("A1", ["单位", "甲\n乙", " 两端 ", "a&<b>"])
        sheet.write_rich_string("A2", "甲", bold, "乙", "丙")
        sheet.write_row("B2", [True, "_x0041_", "12"])

    content = workbook(fill)
    table = read_xlsx("a.xlsx", content).table
    assert table is not None
    values = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    texts = [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]
    assert texts[0] == values[0]
    assert texts[1] == ["甲乙丙", "TRUE", "_x0041_", "12"]
    assert values[1][0] == "甲乙丙"


def test_formatted_cells_without_content_take_no_room(read: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        row(1)(book, sheet)
        sheet.write_blank("XFD1048576", None, book.add_format({"bold": True}))

    assert read({"a.xlsx": workbook(fill)}, VALUES).diagnostics == ()


def test_a_second_sheet_that_is_too_big_is_not_read(read: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        row(1)(book, sheet)
        book.add_worksheet("大").write("XFD1048576", 1)

    assert read({"a.xlsx": workbook(fill)}, VALUES).diagnostics == ()


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
def test_document_types_are_refused(read: Read, workbook: Write, repack: Repack, part: str) -> None:
    (fault,) = read({"a.xlsx": repack(workbook(row(1)), {part: lambda _: BOMB})}, VALUES).diagnostics
    assert fault.code.id == "E0505"
    assert "为安全起见不读" in fault.message


def test_a_zip_bomb_is_refused(read: Read, workbook: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_parts, "MAX_EXPANDED", 1000)
    (fault,) = read({"a.xlsx": workbook(row(1))}, VALUES).diagnostics
    assert "展开后过大" in fault.message


def test_parts_or_sheets_of_the_same_name_are_refused(workbook: Write, repack: Repack) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        row(1)(book, sheet)
        book.add_worksheet("b")

    content = workbook(fill)
    stream = BytesIO(content)
    with ZipFile(stream, "a") as package:
        package.writestr(SHEET.upper().replace(".XML", ".xml"), b"<worksheet/>")
    twice = repack(content, {"xl/workbook.xml": lambda part: part.replace(b'name="b"', 'name="数据"'.encode())})
    for hostile in (stream.getvalue(), twice):
        (fault,) = read_xlsx("a.xlsx", hostile).diagnostics
        assert "为安全起见不读" in fault.message


def test_a_workbook_without_styles(read: Read, workbook: Write, repack: Repack) -> None:
    rename = {"[Content_Types].xml": lambda part: part.replace(b"styles", b"nothing")}
    content = repack(workbook(row(1)), rename)
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name != "xl/styles.xml":
                new.writestr(name, old.read(name))
    assert read({"a.xlsx": stream.getvalue()}, VALUES).units[0].cells == {"值": 1}
