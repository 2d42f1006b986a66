"""Data by period: how a period is written, which cells a row has, what units and files must share."""

import datetime
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from creditdsl.base.diagnostic import Diagnostic, Severity
from creditdsl.data.binding.period_reader import belongs, read_period
from creditdsl.data.binding.reading import Reading, missing_diagnostic
from creditdsl.data.messages import zero_denominator
from creditdsl.data.tables import Address, Kind, RawCell
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Count, Mark, Ratio

Read = Callable[..., Reading]
Write = Callable[[Callable[[Workbook, Worksheet], None]], bytes]

SENT = Measure("报送量", Count())
FINAL = Measure("年终测评", Mark(Fraction(0), Fraction(100)), yearly=True)
MEASURES = (SENT, FINAL)
HEADER = "单位,期,报送量,年终测评\n"


@pytest.fixture
def by_period(read: Read) -> Read:
    """Read data by period, of the two measures unless others are given."""
    return lambda contents, measures=MEASURES: read(contents, measures, True)


def said(reading: Reading) -> list[tuple[str, str | None]]:
    return [(d.code.id, d.cell) for d in reading.diagnostics]


def rows(reading: Reading) -> list[tuple[str, str | None, dict[str, object]]]:
    return [(row.unit, row.period, dict(row.cells)) for row in reading.units]


def test_rows_are_units_in_periods(by_period: Read) -> None:
    first = "甲局,2023-01,3,\n甲局,２０２３－０２,4,\n甲局,2023,,80\n"
    second = "乙局,2023-01,0,\n乙局,2023-02,1,\n乙局,2023,,90\n"
    reading = by_period(HEADER + first + second)
    assert reading.diagnostics == ()
    assert rows(reading) == [
        ("甲局", "2023-01", {"报送量": 3}),
        ("甲局", "2023-02", {"报送量": 4}),
        ("甲局", "2023", {"年终测评": 80}),
        ("乙局", "2023-01", {"报送量": 0}),
        ("乙局", "2023-02", {"报送量": 1}),
        ("乙局", "2023", {"年终测评": 90}),
    ]
    address = reading.address("乙局", "报送量", "2023-02")
    assert address is not None
    assert address.cell == "C6"
    assert reading.address("乙局", "报送量") is None


# How a period is written


def period(text: str, kind: Kind = Kind.TEXT) -> str | Diagnostic:
    return read_period(RawCell(text, kind), "甲局", Address("数据.csv", "B2"))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2023-01", "2023-01"),
        ("2023-12", "2023-12"),
        ("2023Q1", "2023Q1"),
        ("2023", "2023"),
        (" ２０２３Ｑ４\u3000", "2023Q4"),
    ],
)
def test_a_period_has_one_way_of_writing(text: str, read: str) -> None:
    assert period(text) == read


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("2023年1月", "请写 2023-01"),
        ("2023年01月份", "请写 2023-01"),
        ("2023/1", "请写 2023-01"),
        ("2023-1", "请写 2023-01"),
        ("2023／１２", "请写 2023-12"),
        ("2023.10", "请写 2023-10"),
        ("202303", "请写 2023-03"),
        ("2023/1/1", "请写 2023-01"),
        ("2023—07", "请写 2023-07"),
        ("2023q2", "请写 2023Q2"),
        ("2023-Q2", "请写 2023Q2"),
        ("2023年第二季度", "请写 2023Q2"),
        ("2023年3季度", "请写 2023Q3"),
        ("2023年", "请写 2023"),
        ("2023年度", "请写 2023"),
        ("2023年全年", "请写 2023"),
    ],
)
def test_another_writing_of_a_period_gets_the_right_one(text: str, help: str) -> None:
    fault = period(text)
    assert isinstance(fault, Diagnostic)
    assert (fault.code.id, fault.cell, fault.help) == ("E0519", "B2", help)
    assert fault.message == f"甲局的“期”写的是“{text}”，要写成 2023-01（月）、2023Q1（季）或 2023（年）"


@pytest.mark.parametrize(
    "text", ["1月", "一季度", "2023.1", "20231", "2023-13", "2023-00", "2023Q5", "Jan-23", "23", "٢٠٢٣", "0023", "全年"]
)
def test_what_may_mean_several_periods_is_not_guessed(text: str) -> None:
    fault = period(text)
    assert isinstance(fault, Diagnostic)
    assert fault.code.id == "E0519"
    assert "月份写成 2023-01" in fault.help


@pytest.mark.parametrize(
    ("text", "kind", "code", "part"),
    [
        ("", Kind.TEXT, "E0519", "甲局的“期”是空的，要写成 2023-01（月）"),
        ("#N/A", Kind.TEXT, "E0527", "公式算出的错误"),
        ("#REF!", Kind.ERROR, "E0527", "公式算出的错误"),
        ("", Kind.UNFINISHED, "E0529", "公式还没有算出结果"),
    ],
)
def test_a_cell_without_a_period(text: str, kind: Kind, code: str, part: str) -> None:
    fault = period(text, kind)
    assert isinstance(fault, Diagnostic)
    assert fault.code.id == code
    assert part in fault.message


@given(st.text() | st.from_regex(r"[12][0-9]{3}[-/年.Qq第]?[0-9一二]{0,2}[月季度]*"))
def test_no_text_raises_and_every_offer_is_a_period(text: str) -> None:
    read = period(text)
    if isinstance(read, Diagnostic) and read.help.startswith("请写 "):
        assert period(read.help.removeprefix("请写 ")) == read.help.removeprefix("请写 ")


def test_periods_in_a_workbook(by_period: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        date = book.add_format({"num_format": "yyyy/m"})
        sheet.write_row("A1", ["单位", "期", "报送量", "年终测评"])
        sheet.write_row("A2", ["甲局", "2023-01", 3])
        sheet.write_row("A3", ["甲局", None, 4])
        sheet.write_datetime("B3", datetime.datetime(2023, 2, 1), date)
        sheet.write_row("A4", ["甲局", 2023, None, 80])

    reading = by_period({"a.xlsx": workbook(fill)})
    assert [(unit, when) for unit, when, _ in rows(reading)] == [("甲局", "2023-01"), ("甲局", "2023")]
    (fault,) = reading.diagnostics
    assert (fault.code.id, fault.cell) == ("E0528", "数据!B3")
    assert fault.message == "甲局的“期”写的是“2023-02-01”，单元格是日期"
    assert fault.help == "先把这一列的单元格格式设为“文本”，再写 2023-02"


def test_a_unit_merged_over_its_months(by_period: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ["单位", "期", "报送量", "年终测评"])
        sheet.write_column("B2", ["2023-01", "2023-02", "2023-01"])
        sheet.write_column("C2", [3, 4, 5])
        sheet.merge_range("A2:A3", "甲局")
        sheet.write("A4", "乙局")

    assert said(by_period({"a.xlsx": workbook(fill)})) == [("E0518", "数据!A2:A3")]


def test_a_merged_period(by_period: Read, workbook: Write) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ["单位", "期", "报送量", "年终测评"])
        sheet.write_column("A2", ["甲局", "乙局"])
        sheet.write_column("C2", [3, 4])
        sheet.merge_range("B2:B3", "2023-01")

    assert said(by_period({"a.xlsx": workbook(fill)})) == [("E0518", "数据!B2:B3")]


# The column 期


@pytest.mark.parametrize(
    ("column", "help"),
    [
        ("", "在“单位”右边加一列“期”；月份写成 2023-01，季度写成 2023Q1，年度写成 2023"),
        ("月份", "如果“月份”就是这一列，请把列名改为“期”；月份写成 2023-01，季度写成 2023Q1，年度写成 2023"),
        ("天气", "在“单位”右边加一列“期”；月份写成 2023-01，季度写成 2023Q1，年度写成 2023"),
    ],
)
def test_the_column_is_required_and_cells_are_still_checked(by_period: Read, column: str, help: str) -> None:
    reading = by_period(f"单位,报送量,年终测评{column and ',' + column}\n甲局,5分,\n甲局,3,\n")
    (missing,) = (d for d in reading.diagnostics if d.code.id == "E0514")
    assert missing.message == "表头里没有“期”这一列：这个方案分期计分，每一行要写明是哪一期"
    assert missing.help == help
    assert [d.code.id for d in reading.diagnostics if d.severity is Severity.ERROR] == ["E0514", "E0521"]
    assert reading.units == ()


def test_every_file_has_the_column(by_period: Read) -> None:
    reading = by_period({"a.csv": HEADER + "甲局,2023-01,3,\n", "b.csv": "单位,年终测评\n甲局,80\n"})
    assert [(Path(d.file).name, d.code.id) for d in reading.diagnostics] == [("b.csv", "E0514")]


def test_the_column_twice(by_period: Read) -> None:
    assert said(by_period("单位,期,报送量,年终测评,期\n甲局,2023-01,3,,2023-02\n")) == [("E0510", "E1")]


def test_without_periods_the_column_is_not_used(read: Read) -> None:
    reading = read("单位,期,报送量\n甲局,2023-01,3\n", (SENT,))
    assert said(reading) == [("W0501", "B1")]
    assert rows(reading) == [("甲局", None, {"报送量": 3})]


# Which cells a row has


@pytest.mark.parametrize(
    ("yearly", "period", "expected"),
    [
        (False, "2023-01", True),
        (False, "2023Q1", True),
        (False, "2023", False),
        (True, "2023-01", False),
        (True, "2023Q1", False),
        (True, "2023", True),
        (True, None, True),
        (False, None, True),
    ],
)
def test_which_measures_a_row_has(yearly: bool, period: str | None, expected: bool) -> None:
    assert belongs(yearly, period) is expected


@pytest.mark.parametrize("when", ["2023-01", "2023Q1"])
def test_blank_cells_are_named_with_their_period(by_period: Read, when: str) -> None:
    reading = by_period(HEADER + f"甲局,{when},,\n甲局,2023,,\n")
    assert reading.diagnostics == ()
    cells = [("报送量", when), ("年终测评", "2023")]
    blanks = [missing_diagnostic(reading, "甲局", measure, period) for measure, period in cells]
    assert [(d.code.id, d.cell, d.message) for d in blanks] == [
        ("E0530", "C2", f"甲局 {when} 缺“报送量”，这一格是空的"),
        ("E0530", "D3", "甲局 2023 缺“年终测评”，这一格是空的"),
    ]


@pytest.mark.parametrize(
    ("row", "cell", "message", "help"),
    [
        (
            "2023-01,3,80,",
            "D2",
            "甲局 2023-01 的“年终测评”写的是“80”，这是年度数据，只写在年度的行里",
            "把它写到“期”为 2023 的那一行，这一格留空",
        ),
        (
            "2023,3,80,",
            "C2",
            "甲局 2023 的“报送量”写的是“3”，这不是年度数据，年度的行里要留空",
            "把它写到所属月份或季度的那一行，这一格留空",
        ),
        (
            "2023-01,3,,优",
            "E2",
            "甲局 2023-01 的“年终测评理由”写的是“优”，这是年度数据，只写在年度的行里",
            "把它写到“期”为 2023 的那一行，这一格留空",
        ),
    ],
)
def test_a_value_in_the_wrong_row(by_period: Read, row: str, cell: str, message: str, help: str) -> None:
    reading = by_period(f"单位,期,报送量,年终测评,年终测评理由\n甲局,{row}\n")
    (fault,) = reading.diagnostics
    assert (fault.code.id, fault.cell, fault.message, fault.help) == ("E0533", cell, message, help)


def test_messages_about_cells_name_the_period(by_period: Read) -> None:
    rate = Measure("报送率", Ratio())
    reading = by_period("单位,期,报送率\n甲局,2023-03,0.9\n,2023-03,约\n", (rate,))
    assert [d.message for d in reading.diagnostics if d.code.id in ("E0524", "E0521")] == [
        "甲局 2023-03 的“报送率”写的是“0.9”，没有写 %，比率要写成 95.5% 的样子",
        "第 3 行的“报送率”写的是“约”，不是一个数",
    ]
    assert reading.is_faulty("甲局", "报送率", "2023-03")
    assert not reading.is_faulty("甲局", "报送率", "2023-04")
    zero = zero_denominator("甲局", ["报送量"], Address("a.csv", "C2"), "2023-03")
    assert zero.message == "甲局 2023-03 的“报送量”是 0，不能作除数"


def test_a_row_without_a_readable_period_is_still_checked(by_period: Read) -> None:
    reading = by_period(HEADER + "甲局,1月,5分,\n甲局,,3,\n乙局,2023-01,1,\n")
    assert said(reading) == [("E0519", "B2"), ("E0521", "C2"), ("E0519", "B3")]
    assert [unit for unit, _, _ in rows(reading)] == ["乙局"]


def test_reasons_are_kept_by_period(by_period: Read) -> None:
    mark = Measure("酌情", Mark(Fraction(0), Fraction(4)))
    reading = by_period("单位,期,酌情,酌情理由\n甲局,2023-01,3,按时\n甲局,2023-02,2,\n", (mark,))
    assert reading.diagnostics == ()
    assert [reading.reason("甲局", "酌情", when) for when in ("2023-01", "2023-02", None)] == ["按时", "", ""]


@pytest.mark.parametrize(
    ("rows", "missing"),
    [("甲局,2023-01,3\n", []), ("甲局,2023-01,3\n甲局,2023,\n", ["表头里没有“年终测评”这一列"])],
)
def test_a_yearly_column_may_be_left_out_with_the_rows_of_the_year(
    by_period: Read, rows: str, missing: list[str]
) -> None:
    assert [d.message for d in by_period("单位,期,报送量\n" + rows).diagnostics] == missing


# Units and their periods


def test_a_unit_twice_in_a_period(by_period: Read) -> None:
    reading = by_period(HEADER + "甲局,2023-01,3,\n甲局,2023-02,4,\n甲局　,2023-01,5,\n")
    (twice,) = reading.diagnostics
    assert (twice.code.id, twice.cell) == ("E0515", "A4")
    assert twice.message == "单位“甲局”的 2023-01 写了两次：A2 和 A4"
    assert twice.related[0].span.line == 2
    assert [dict(row.cells) for row in reading.units] == [{"报送量": 3}, {"报送量": 4}]


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        ("甲 2023-01,甲 2022-12,乙 2023-01,乙 2022-12", []),
        ("甲 2023-01,乙 2023-01,甲 2023,乙 2023", []),
        ("甲 2023-01,甲 2023-02,乙 2023-01", ["乙没有 2023-02，其他单位有"]),
        ("甲 2023-01,甲 2023,乙 2023-01,丙 2023-01,丙 2023", ["乙没有 2023，其他单位有"]),
        (
            "甲 2023-01,甲 2023-02,甲 2023-03,乙 2023-01,丙 2023-01,丙 2023-02,丙 2023-03",
            ["乙没有 2023-02、2023-03，其他单位有"],
        ),
        (
            "甲 2032-01,乙 2023-01,丙 2023-01",
            ["甲没有 2023-01，其他单位有", "只有甲有 2032-01，乙、丙没有"],
        ),
    ],
)
def test_every_unit_has_every_period(by_period: Read, rows: str, messages: list[str]) -> None:
    lines = [f"{row.replace(' ', ',')},{'' if row[2:] == '2023' else 1},\n" for row in rows.split(",")]
    reading = by_period(HEADER + "".join(lines))
    assert [d.message for d in reading.diagnostics] == messages
    assert {d.code.id for d in reading.diagnostics} <= {"E0534"}


def test_a_missing_period_points_at_a_row_that_has_it(by_period: Read) -> None:
    reading = by_period(HEADER + "甲局,2023-01,1,\n乙局,2023-01,1,\n乙局,2023-02,1,\n")
    assert said(reading) == [("E0534", "A4")]
    assert "补上这一期的行" in reading.diagnostics[0].help


@pytest.mark.parametrize(
    ("rows", "code"),
    [("乙局,2023年2月,1,\n", "E0519"), (",2023-02,1,\n", "E0516")],
)
def test_a_row_that_cannot_be_placed_makes_no_period_missing(by_period: Read, rows: str, code: str) -> None:
    reading = by_period(HEADER + "甲局,2023-01,1,\n甲局,2023-02,1,\n乙局,2023-01,1,\n" + rows)
    assert said(reading) == [(code, "B5" if code == "E0519" else "A5")]


# Several files


def test_further_periods_in_another_file(by_period: Read) -> None:
    files = {
        "1月.csv": HEADER + "甲局,2023-01,1,\n乙局,2023-01,2,\n",
        "2月.csv": HEADER + "乙局,2023-02,4,\n甲局,2023-02,3,\n",
        "年终.csv": "单位,期,年终测评\n甲局,2023,80\n乙局,2023,90\n",
    }
    reading = by_period(files)
    assert reading.diagnostics == ()
    assert [(unit, when, *cells.values()) for unit, when, cells in rows(reading)] == [
        ("甲局", "2023-01", 1),
        ("乙局", "2023-01", 2),
        ("乙局", "2023-02", 4),
        ("甲局", "2023-02", 3),
        ("甲局", "2023", 80),
        ("乙局", "2023", 90),
    ]


def test_further_columns_in_another_file(by_period: Read) -> None:
    other = Measure("正确量", Count())
    months = "单位,期,报送量\n甲局,2023-01,1\n甲局,2023-02,2\n"
    reading = by_period({"a.csv": months, "b.csv": "单位,期,正确量\n甲局,2023-02,4\n"}, (SENT, other))
    assert reading.diagnostics == ()
    assert rows(reading) == [("甲局", "2023-01", {"报送量": 1}), ("甲局", "2023-02", {"报送量": 2, "正确量": 4})]
    missing = missing_diagnostic(reading, "甲局", "正确量", "2023-01")
    assert (Path(missing.file).name, missing.cell) == ("b.csv", "C1")
    assert missing.message == "甲局 2023-01 缺“正确量”，有这一列的文件里没有这一行"


def test_a_cell_that_one_file_leaves_blank_may_be_filled_in_by_another(by_period: Read) -> None:
    files = {"a.csv": HEADER + "甲局,2023-01,,\n甲局,2023,,80\n", "b.csv": HEADER + "甲局,2023-01,3,\n甲局,2023,,\n"}
    reading = by_period(files)
    assert reading.diagnostics == ()
    assert rows(reading) == [("甲局", "2023-01", {"报送量": 3}), ("甲局", "2023", {"年终测评": 80})]
    sent, final = reading.address("甲局", "报送量", "2023-01"), reading.address("甲局", "年终测评", "2023")
    assert sent is not None and final is not None
    assert (Path(sent.file).name, Path(final.file).name) == ("b.csv", "a.csv")


def test_a_cell_in_two_files_is_said_once_for_a_column(by_period: Read) -> None:
    months = HEADER + "甲局,2023-01,1,\n甲局,2023-02,5分,\n"
    reading = by_period({"a.csv": months, "b.csv": months.replace(",1,", ",7,")})
    assert [(d.code.id, Path(d.file).name, d.cell) for d in reading.diagnostics] == [
        ("E0521", "a.csv", "C3"),
        ("E0513", "b.csv", "C2"),
        ("E0521", "b.csv", "C3"),
    ]
    clash = reading.diagnostics[1]
    assert clash.message.startswith("甲局 2023-01 的“报送量”在 ")
    assert clash.message.endswith("a.csv 的 C2 里已经有了")
    assert rows(reading) == [("甲局", "2023-01", {"报送量": 1}), ("甲局", "2023-02", {})]


def test_an_unreadable_file_makes_no_period_missing(by_period: Read) -> None:
    reading = by_period({"a.csv": HEADER + "甲局,2023-01,1,\n甲局,2023-02,1,\n乙局,2023-01,1,\n", "b.csv": ""})
    assert [d.code.id for d in reading.diagnostics] == ["E0506"]
