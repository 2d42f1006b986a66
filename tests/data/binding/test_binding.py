"""Several files, columns and units together: what is joined, and every fault that is listed."""

from collections.abc import Callable
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest

from creditdsl.base.diagnostic import Severity, has_errors
from creditdsl.data.binding.reading import Reading, missing_diagnostic
from creditdsl.data.files import loading
from creditdsl.data.sheet_errors import UNREADABLE
from creditdsl.data.unit_reader import read_units
from creditdsl.ir.program import Measure
from creditdsl.ir.types import Count, Mark

Read = Callable[..., Reading]

COUNTS = (Measure("报送量", Count()), Measure("正确量", Count()))


def said(reading: Reading) -> list[tuple[str, str | None]]:
    return [(d.code.id, d.cell) for d in reading.diagnostics]


def test_files_are_joined_by_unit(read: Read) -> None:
    reading = read({"a.csv": "单位,报送量\n甲局,3\n乙局,4\n", "b.csv": "单位,正确量\n 乙局 ,2\n丙局,1\n"}, COUNTS)
    assert reading.diagnostics == ()
    assert {u.unit: dict(u.cells) for u in reading.units} == {
        "甲局": {"报送量": 3},
        "乙局": {"报送量": 4, "正确量": 2},
        "丙局": {"正确量": 1},
    }
    assert reading.sources[0] == ("a.csv", sha256("单位,报送量\n甲局,3\n乙局,4\n".encode()).hexdigest())
    first, second = missing_diagnostic(reading, "甲局", "正确量"), missing_diagnostic(reading, "丙局", "报送量")
    assert (Path(first.file).name, first.cell) == ("b.csv", "B1")
    assert "甲局缺“正确量”，有这一列的文件里没有这个单位" in first.message
    assert "丙局缺“报送量”" in second.message


def test_blank_cells_are_named_on_demand(read: Read) -> None:
    reading = read("单位,报送量,正确量\n甲局,, \n乙局,5分,\n", COUNTS)
    assert said(reading) == [("E0521", "B3")]
    assert [dict(row.cells) for row in reading.units] == [{}, {}]
    first = missing_diagnostic(reading, "甲局", "报送量")
    assert (first.code.id, first.cell, first.message) == ("E0530", "B2", "甲局缺“报送量”，这一格是空的")


def test_a_missing_column_offers_the_unknown_one(read: Read) -> None:
    reading = read("单位,报送数量,天气,期\n甲局,1,晴,2023\n", COUNTS)
    assert said(reading) == [("W0501", "B1"), ("W0501", "C1"), ("W0501", "D1"), ("E0514", "E1"), ("E0514", "E1")]
    near, far, period, sent, correct = reading.diagnostics
    assert "方案里有“报送量”" in near.help
    assert "方案里有" not in far.help
    assert "不分期" in period.message
    assert "“报送量”" in sent.message
    assert "表里有“报送数量”" in sent.help
    assert "“正确量”" in correct.message


def test_a_column_that_no_rule_requires_may_be_missing(read: Read) -> None:
    mark = Measure("酌情", Mark(Fraction(0), Fraction(4)), required=False)
    reading = read("单位\n甲局\n", [mark])
    assert reading.diagnostics == ()
    assert dict(reading.units[0].cells) == {}


def test_reasons_of_marks(read: Read) -> None:
    mark = Measure("酌情", Mark(Fraction(0), Fraction(4)))
    reading = read("单位,酌情,酌情理由\n甲局,3, 按时 \n乙局,2,\n丙局,2,#N/A\n", [mark])
    assert reading.reasons == {("甲局", "酌情"): "按时"}
    assert said(reading) == [("E0527", "C4")]
    assert "丙局的“酌情理由”" in reading.diagnostics[0].message


def test_column_names_are_recognised_after_folding(read: Read) -> None:
    reading = read('单位, 报送量 ,"正确\n量（条）"\n甲局,1,2\n', [COUNTS[0], Measure("正确量(条)", Count())])
    assert reading.diagnostics == ()
    assert dict(reading.units[0].cells) == {"报送量": 1, "正确量(条)": 2}


def test_the_header_is_checked_from_left_to_right(read: Read) -> None:
    reading = read("单位,报送量,,报送量,正确量,备注,备注\n甲局,1,多,2,3,无,无\n", COUNTS)
    assert said(reading) == [("E0511", "C1"), ("E0510", "D1")]
    unnamed, twice = reading.diagnostics
    assert "C2 写着“多”" in unnamed.message
    assert "“报送量”写了两次：B1 和 D1" in twice.message
    assert dict(reading.units[0].cells) == {"报送量": 1, "正确量": 3}


def test_an_unnamed_column_without_content_is_no_fault(read: Read) -> None:
    assert read("单位,,报送量,正确量\n甲局,,1,2\n", COUNTS).diagnostics == ()


def test_the_same_column_in_two_files(read: Read) -> None:
    reading = read({"a.csv": "单位,报送量\n甲局,1\n", "b.csv": "单位,报送量,正确量\n甲局,2,1\n"}, COUNTS)
    (fault,) = reading.diagnostics
    assert (fault.code.id, fault.cell) == ("E0513", "B1")
    assert "a.csv 里已经有了" in fault.message
    assert reading.units[0].cells["报送量"] == 1


def test_a_unit_twice_names_both_rows(read: Read) -> None:
    reading = read("单位,报送量,正确量\n甲局,1,1\n乙局,1,1\n甲局　,5分,2\n", COUNTS)
    assert said(reading) == [("E0515", "A4"), ("E0521", "B4")]
    twice = reading.diagnostics[0]
    assert "单位“甲局”写了两次：A2 和 A4" in twice.message
    assert twice.related[0].span.line == 2
    assert reading.units[0].cells == {"报送量": 1, "正确量": 1}
    assert ("甲局", "报送量") not in reading.faulty


def test_rows_without_a_unit(read: Read) -> None:
    reading = read("单位,报送量,正确量,备注\n甲局,1,1,\n,,,说明\n,5,6分,\n#N/A,1,1,\n,,,\n", COUNTS)
    assert said(reading) == [("E0516", "A4"), ("E0521", "C4"), ("E0527", "A5")]
    nameless, cell, wrong = reading.diagnostics
    assert "没有单位名称，却填了“5”" in nameless.message
    assert cell.message.startswith("第 4 行的“正确量”")
    assert wrong.message.startswith("单位名称写的是“#N/A”")


def test_no_units(read: Read) -> None:
    assert said(read("单位,报送量,正确量\n,,\n", COUNTS)) == [("E0517", "A1")]


def test_all_faults_are_listed_in_order(read: Read) -> None:
    bad = "单位,报送量,正确量\n甲局,约3,2.5\n乙局,√,1\n"
    reading = read({"b.csv": bad, "a.csv": "单位,其他\n甲局,1\n甲局,2\n"}, COUNTS)
    assert [(Path(d.file).name, d.cell) for d in reading.diagnostics] == [
        ("b.csv", "B2"),
        ("b.csv", "C2"),
        ("b.csv", "B3"),
        ("a.csv", "B1"),
        ("a.csv", "A3"),
    ]
    assert reading.faulty == {("甲局", "报送量"), ("甲局", "正确量"), ("乙局", "报送量")}
    assert has_errors(reading.diagnostics)


@pytest.mark.parametrize(
    ("name", "code", "part"),
    [
        ("没有.csv", "E0501", "没有这个文件"),
        ("文件夹.csv", "E0537", "文件夹里没有 .xlsx 填报表"),
        ("空\0字符.csv", "E0501", "读不出来"),
        ("旧.XLS", "E0502", "不能读 .xls 文件"),
        ("金山.et", "E0502", "不能读 .et 文件"),
        ("无扩展名", "E0502", "不能读没有扩展名的文件，只读 .csv、.xlsx 和 .parquet"),
        ("没有的文件夹", "E0501", "没有这个文件或文件夹"),
    ],
)
def test_unreadable_files(tmp_path: Path, name: str, code: str, part: str) -> None:
    (tmp_path / "文件夹.csv").mkdir()
    (tmp_path / "无扩展名").touch()
    reading = read_units([tmp_path / name], COUNTS)
    (fault,) = reading.diagnostics
    assert fault.code.id == code
    assert part in fault.message
    assert fault.code in UNREADABLE
    assert fault.severity is Severity.ERROR
    assert (reading.units, reading.sources) == ((), ())


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert "没有读它的权限" in read_units([tmp_path / "a.csv"], COUNTS).diagnostics[0].message


def test_too_many_bytes(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MAX_BYTES", 10)
    (fault,) = read("单位,报送量\n", COUNTS).diagnostics
    assert fault.code.id == "E0503"
    assert "50 MB" in fault.message


def test_an_unreadable_file_does_not_make_its_columns_missing(read: Read) -> None:
    reading = read({"a.csv": "单位,报送量\n甲局,x\n", "b.csv": ""}, COUNTS)
    assert [d.code.id for d in reading.diagnostics] == ["E0521", "E0506"]
