"""The reader of large files reads and refuses what the row readers read and refuse."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from creditdsl.base.diagnostic import Diagnostic, has_errors
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.data.unit_reader import read_units
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Program

pa = pytest.importorskip("pyarrow")
pytest.importorskip("numpy")

from pyarrow import csv as arrow_csv  # noqa: E402
from pyarrow import parquet  # noqa: E402

from creditdsl.data.large import batches as large_files  # noqa: E402
from creditdsl.data.large.batches import ForRows, Unreadable, open_large  # noqa: E402
from creditdsl.data.large.read import LargeReading, read_large  # noqa: E402


@pytest.fixture(params=["small", "large"], autouse=True)
def _size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A CSV file is read without Arrow where it is small: each test reads it both ways."""
    if request.param == "large":
        monkeypatch.setattr(large_files, "_SMALL", 0)


SCHEME = """附件1
数据
  条数：条 0至50
  罚没数：数值
  达标率：比率
  按时：是否
  状态：选项 甲类、乙类
一、考核（20分）
  条数 每条得1
  罚没数 1以上 得1
  达标率 90%以上 得2
  按时 得1
  状态 选项 甲类 得2 乙类 得1
"""
HEADER = "单位,条数,罚没数,达标率,按时,状态\n"
GOOD = HEADER + "甲局,1,0.50,95.5%,是,甲类\n乙局, ２ ,-3,100%,否,无\n丙局,,,,,\n"


def program() -> Program:
    compilation = compile_source(Source("示例", SCHEME))
    assert not compilation.failed
    return compilation.tables["附件1"].program


def read(path: Path) -> LargeReading:
    return read_large(open_large(path), program().measures)


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "数据.csv"
    path.write_bytes(text.encode(encoding))
    return path


def rows_of(reading: LargeReading) -> list[UnitData]:
    return [reading.table.row(at) for at in range(reading.table.rows)]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GOOD, "utf-8"),
        (GOOD, "utf-8-sig"),
        (GOOD, "gb18030"),
        (GOOD.replace("\n", "\r\n"), "utf-8"),
        ("某市考核数据,,,,,\n,,,,,\n" + GOOD + ",,,,,\n", "utf-8"),
        (HEADER + '"甲\n局",1,"0.50",95.5%,是,甲类\n', "utf-8"),
        (HEADER.replace("按时,", "备注,按时,") + "甲局,1,2,3%,随便,是,乙类\n", "utf-8"),
    ],
)
def test_cells_are_those_of_the_row_reader(tmp_path: Path, text: str, encoding: str) -> None:
    path = written(tmp_path, text, encoding)
    expected = read_units([path], program().measures)
    reading = read(path)
    assert not expected.diagnostics and not reading.diagnostics
    assert rows_of(reading) == list(expected.units)
    assert reading.sources == expected.sources


def messages_of(tmp_path: Path, text: str) -> Sequence[Diagnostic]:
    """Read rows as the row reader does; return what both say of them."""
    path = written(tmp_path, HEADER + text)
    expected = read_units([path], program().measures)
    reading = read(path)
    assert reading.diagnostics == expected.diagnostics
    assert rows_of(reading) == list(expected.units)
    return reading.diagnostics


APART = [
    "甲局,1,1,1%,是,甲类\n乙局（不参评）,2,1,1%,是,甲类\n",
    "甲局,1,1,1%,是,甲类\n满分值,20,1,1%,是,甲类\n2.数据截至12月,,,,,\n",
    "甲局,1,1,1%,是,甲类\n甲局(更正),2,1,1%,是,甲类\n××局,2,1,1%,是,甲类\n",
]


@pytest.mark.parametrize("text", APART)
def test_rows_that_are_asked_about_are_those_of_the_row_reader(tmp_path: Path, text: str) -> None:
    assert messages_of(tmp_path, text)


FAULTY = [
    "甲局,1.5,a,95,真,丙类\n乙局,51,0,1%,是,甲类\n",
    "甲局,1,1,1%,是,甲类\n\n,1,1,1%,是,甲类\n乙局,一,1,1%,是,甲类\n",
    "甲局,1,1,1%,是,甲类\n乙局,1,1,1%,是,甲类\n 甲局,1,1,1%,是,甲类\n",
    "",
    ",,,,,\n",
]


@pytest.mark.parametrize("text", FAULTY)
def test_messages_are_those_of_the_row_reader(tmp_path: Path, text: str) -> None:
    assert has_errors(messages_of(tmp_path, text))


def test_columns_that_are_missing_or_unknown(tmp_path: Path) -> None:
    path = written(tmp_path, "单位,条数,罚没数,达标率,按时,状况\n甲局,1,1,1%,是,甲类\n")
    expected = [one.message for one in read_units([path], program().measures).diagnostics]
    assert [one.message for one in read(path).diagnostics] == expected


def test_many_faults_are_counted(tmp_path: Path) -> None:
    lines = "".join(f"单位{at},{'x' if at % 2 else 1},1,1%,是,甲类\n" for at in range(1000))
    reading = read(written(tmp_path, HEADER + lines))
    assert reading.faulty_rows == 500
    assert len(reading.diagnostics) == 200
    assert reading.diagnostics[0].cell == "B3"


def test_digits_alone_are_read_as_the_row_reader_reads_them(tmp_path: Path) -> None:
    lines = "".join(f"单位{at},{text},{text},1%,是,甲类\n" for at, text in enumerate(["0", "007", "50", "3", ""]))
    path = written(tmp_path, HEADER + lines)
    assert rows_of(read(path)) == list(read_units([path], program().measures).units)
    for odd in ("51", "²", "٣", "9" * 41, "1_0"):
        path = written(tmp_path, HEADER + f"甲局,{odd},1,1%,是,甲类\n")
        expected = [one.message for one in read_units([path], program().measures).diagnostics]
        assert expected and [one.message for one in read(path).diagnostics] == expected


def test_what_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        open_large(tmp_path / "没有.csv")
    with pytest.raises(Unreadable):
        open_large(written(tmp_path, "没有表头\n"))
    with pytest.raises(ForRows):
        read(written(tmp_path, GOOD + "丁局,1\n"))
    (tmp_path / "坏.parquet").write_bytes(b"no")
    with pytest.raises(Unreadable):
        open_large(tmp_path / "坏.parquet")


def test_parquet_in_its_own_types(tmp_path: Path) -> None:
    table = pa.table(
        {
            "单位": pa.array(["甲局", "乙局", "丙局"]),
            "条数": pa.array([1, 2, None], pa.int32()),
            "罚没数": pa.array([None, 0, 0], pa.decimal128(9, 2)).cast(pa.decimal128(9, 2)),
            "达标率": pa.array(["95.5%", "100%", None]),
            "按时": pa.array([True, False, None]),
            "状态": pa.array(["甲类", "无", None]),
        }
    )
    money = pa.array(["0.50", "-3.00", None]).cast(pa.decimal128(9, 2))
    parquet.write_table(table.set_column(2, "罚没数", money), tmp_path / "数据.parquet")
    expected = read_units([written(tmp_path, GOOD)], program().measures).units
    assert rows_of(read(tmp_path / "数据.parquet")) == list(expected)


@pytest.mark.parametrize(
    ("name", "column", "said"),
    [
        ("条数", [51], "应在 0 到 50 之间"),
        ("条数", [1.5], "应当是整数"),
        ("按时", [1], "只写“是”或“否”"),
        ("达标率", [0.95], ""),
        ("达标率", [1], ""),
        ("达标率", [95.5], "比率大于 1 的要写成文字"),
        ("达标率", [-0.5], "一般不小于 0%"),
        ("达标率", [float("inf")], "不是一个数"),
        ("罚没数", [2.5], ""),
        ("罚没数", [2**40], ""),
    ],
)
def test_parquet_of_other_types_is_read_as_text(tmp_path: Path, name: str, column: list[object], said: str) -> None:
    path = written(tmp_path, HEADER + "甲局,1,2.5,95%,是,甲类\n")
    table = pa.table(arrow_csv.read_csv(path))
    table = table.set_column(table.column_names.index("按时"), "按时", pa.array([True]))
    table = table.set_column(table.column_names.index(name), name, pa.array(column))
    parquet.write_table(table, tmp_path / "数据.parquet")
    reading = read(tmp_path / "数据.parquet")
    assert [said in one.message for one in reading.diagnostics] == ([True] if said else [])
    if not said:
        assert rows_of(reading)[0].cells[name] == Fraction(str(column[0]))


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        (0.1 + 0.2, "0.3"),
        (3.1 + 2.95, "6.05"),
        (0.9499999999999999, "0.95"),
        (1e-05, "0.00001"),
        (1234567.891, "1234567.891"),
    ],
)
@pytest.mark.parametrize("kind", ["double", "float"])
def test_a_float_of_parquet_is_taken_at_the_digits_that_people_see(
    tmp_path: Path, kind: str, stored: float, value: str
) -> None:
    if kind == "float" and stored > 1000:
        pytest.skip("a single float keeps about seven digits")
    numbers = pa.array([stored, None], pa.float64() if kind == "double" else pa.float32())
    nothing = pa.nulls(2, pa.string())
    names = ["条数", "达标率", "按时", "状态"]
    columns = {"单位": pa.array(["甲局", "乙局"]), "罚没数": numbers, **dict.fromkeys(names, nothing)}
    parquet.write_table(pa.table(columns), tmp_path / "数据.parquet")
    reading = read(tmp_path / "数据.parquet")
    assert reading.diagnostics == ()
    assert rows_of(reading)[0].cells == {"罚没数": Fraction(value)}


@pytest.mark.parametrize("text", ["9500%", "-5%", "1.2万", "5分", "约95", "1,2", "50%"])
@pytest.mark.parametrize("column", ["条数", "罚没数", "达标率"])
def test_refuses_what_the_row_readers_refuse(tmp_path: Path, column: str, text: str) -> None:
    cells = {"条数": "1", "罚没数": "2", "达标率": "3%", column: f'"{text}"'}
    path = written(tmp_path, f"{HEADER}甲局,{cells['条数']},{cells['罚没数']},{cells['达标率']},是,甲类\n")
    rows = read_units([path], program().measures)
    reading = read(path)
    assert [(one.fault, one.cell) for one in reading.diagnostics] == [(one.fault, one.cell) for one in rows.diagnostics]
    assert rows_of(reading) == list(rows.units)
