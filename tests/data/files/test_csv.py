"""CSV files: encodings, the shape of the table, and where each message points."""

import csv
from collections.abc import Callable, Sequence
from fractions import Fraction
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdsl.base.source import Span
from creditdsl.data.binding.reading import Reading
from creditdsl.data.files import csv_reader
from creditdsl.data.files.csv_reader import read_csv
from creditdsl.data.tables import RawTable
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Count

Read = Callable[..., Reading]

HEADER = "单位,已建机制,报送量,报送率,金额\n"
GOOD = HEADER + "甲局,是,320,95.5%,0.1\n乙局,否,0,100%,-7.5\n"


def codes(reading: Reading) -> list[str]:
    return [d.code.id for d in reading.diagnostics]


def table(content: bytes) -> RawTable:
    result = read_csv("数据.csv", content)
    assert result.table is not None
    return result.table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_reads_what_office_programs_write(read: Read, encoding: str, line_end: str) -> None:
    reading = read(GOOD.replace("\n", line_end).encode(encoding))
    assert reading.diagnostics == ()
    assert [unit.unit for unit in reading.units] == ["甲局", "乙局"]
    assert reading.units[0].cells == {
        "已建机制": True,
        "报送量": Fraction(320),
        "报送率": Fraction(191, 200),
        "金额": Fraction(1, 10),
    }


@pytest.mark.parametrize(
    ("content", "code", "part"),
    [
        (b"", "E0506", "没有任何内容"),
        (b"\xef\xbb\xbf \r\n", "E0506", "没有任何内容"),
        (b"\xff\xff\xff", "E0504", "既不是 UTF-8，也不是 GBK"),
        (b"\xff\xfe\x00", "E0504", "既不是 UTF-8"),
        ("单位,a".encode("utf-16-le"), "E0504", "空字符"),
        ("单位;已建机制\n甲局;是".encode(), "E0507", "英文分号"),
        ("标题\n单位\t已建机制\n甲局\t是".encode(), "E0507", "制表符"),
        ("单位，已建机制\n甲局，是".encode(), "E0507", "中文逗号"),
        ('单位,已建机制\n甲局,"是\n乙局,否\n'.encode(), "E0508", "第 2 行起英文双引号没有成对"),
        ("机构,已建机制\n甲局,是".encode(), "E0509", "找不到表头"),
        (b",,\n,,", "E0509", "找不到表头"),
    ],
)
def test_says_why_there_is_no_table(read: Read, content: bytes, code: str, part: str) -> None:
    reading = read(content)
    assert codes(reading) == [code]
    assert part in reading.diagnostics[0].message
    assert reading.units == ()


def test_title_rows_and_a_serial_number_may_stand_before_the_header(read: Read) -> None:
    reading = read("考核数据表\n,,\n序号,单　位,备注,已建机制,报送量,报送率,金额\n1,甲局,好,是,1,1%,1\n2,,,,,,\n")
    assert reading.diagnostics == ()
    assert [unit.unit for unit in reading.units] == ["甲局"]
    address = reading.address("甲局", "报送量")
    assert address is not None
    assert address.cell == "E4"


def test_a_cell_with_line_breaks_counts_as_one_row(read: Read) -> None:
    reading = read(HEADER + '"甲局\n",是,1,1%,1\n\n乙局,√,1,1%,1\n')
    (fault,) = reading.diagnostics
    assert fault.cell == "B4"
    assert fault.span == Span(5, 1, 5, 12)
    assert [unit.unit for unit in reading.units] == ["甲局", "乙局"]


def test_short_rows_are_blank_and_long_rows_an_error(read: Read) -> None:
    reading = read(HEADER + "甲局,是\n乙局,是,1,1%,1,,\n丙局,是,1,1%,1,,多,余\n")
    (fault,) = reading.diagnostics
    assert (fault.code.id, fault.cell) == ("E0512", "G4")
    assert "“多”" in fault.message
    assert dict(reading.units[0].cells) == {"已建机制": True}


def test_too_many_cells(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reader, "MAX_CELLS", 10)
    assert codes(read(GOOD)) == ["E0503"]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), max_size=5), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_every_cell_comes_back_as_written(rows: Sequence[Sequence[str]], encoding: str) -> None:
    stream = StringIO()
    csv.writer(stream).writerows([["单位", "甲"], *rows])
    result = table(stream.getvalue().encode(encoding))
    assert [[cell.text for cell in row.cells] for row in result.rows] == [list(row) for row in rows]


@given(st.binary())
def test_no_bytes_raise(content: bytes) -> None:
    result = read_csv("数据.csv", content)
    assert (result.table is None) == bool(result.diagnostics)


@given(st.text(), st.sampled_from(["utf-8", "gb18030"]))
def test_no_text_below_a_header_raises(text: str, encoding: str) -> None:
    read_csv("数据.csv", ("单位,甲\n" + text).encode(encoding, "replace"))


def test_another_word_for_the_units_is_reported_and_read(read: Read) -> None:
    reading = read("单位名称,值\n甲局,1\n乙局,约2\n", [Measure("值", Count())])
    assert [(d.code.id, d.cell) for d in reading.diagnostics] == [("E0509", "A1"), ("E0521", "B3")]
    assert reading.diagnostics[0].message == "单位一列的列名写的是“单位名称”，应写“单位”"
    assert reading.diagnostics[0].help == "把“单位名称”改成“单位”"
