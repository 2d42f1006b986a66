"""Data as values of Python: exact numbers, blanks of every kind, columns and cells that do not fit."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from importlib.util import find_spec
from types import SimpleNamespace

import pytest

import creditdsl
from tests.api.conftest import DETAILED, MONTHLY, Rows, units

Codes = Callable[..., list[tuple[str, str | None]]]

NUMBERS = """方案：示例
附件1 考核指标
数据
  罚没额：数值
一、考核（1000000分，可为负）
  得 罚没额×10
"""


def scored(value: object) -> object:
    """The total of a unit that gets ten times a number."""
    return creditdsl.read(text=NUMBERS).table().score([{"单位": "甲局", "罚没额": value}])["甲局"].total


@pytest.mark.parametrize(
    ("value", "total"),
    [
        (0.1, "1.00"),
        (0.1 + 0.2, "3.00"),
        (1e-05, "0.00"),
        (0.0005, "0.01"),
        (1e5, "1000000.00"),
        (3, "30.00"),
        (Fraction(1, 3), "3.33"),
        (Fraction(1, 2000), "0.01"),
        (Decimal("0.0005"), "0.01"),
        (Decimal("1E+2"), "1000.00"),
        ("0.1", "1.00"),
        (" ０．５ ", "5.00"),
        (-2.5, "-25.00"),
    ],
)
def test_a_number_is_taken_exactly(value: object, total: str) -> None:
    assert scored(value) == Decimal(total) and str(scored(value)) == total


def test_the_total_is_an_exact_decimal_with_the_printed_digits(table: creditdsl.Table, rows: Rows) -> None:
    total = table.score(rows)["甲局"].total
    assert isinstance(total, Decimal) and str(total) == "14.50"


@pytest.mark.parametrize("value", [float("inf"), Decimal("-Infinity"), "1e3", "约3", True, "无"])
def test_what_is_no_number_is_refused(value: object, codes: Codes) -> None:
    assert codes(scored, value) == [("E0521", "B2")]


@pytest.mark.parametrize("blank", [None, float("nan"), Decimal("NaN"), "", "  "])
def test_blanks_of_every_kind(blank: object, codes: Codes) -> None:
    assert codes(scored, blank) == [("E0530", "B2")]


@pytest.mark.parametrize("value", [[1], {"数": 1}, b"1", 1j])
def test_a_value_of_a_strange_type_is_a_slip_of_the_program(value: object) -> None:
    with pytest.raises(TypeError, match="第 2 行的“罚没额”是"):
        scored(value)


@pytest.mark.parametrize(
    ("ratio", "item"), [(0.98, 4), (0.9799, 2), ("98%", 4), (Fraction(9, 10), 2), (1, 4), ("100%", 4), (0, 0)]
)
def test_a_number_is_the_ratio_itself(ratio: object, item: int, table: creditdsl.Table, rows: Rows) -> None:
    rows[0]["准确率"] = ratio
    assert table.score(rows)["甲局"].items["一/2"] == item


@pytest.mark.parametrize("ratio", ["120%", -0.5, Fraction(-1, 100)])
def test_a_ratio_off_its_scale_is_asked_about(ratio: object, table: creditdsl.Table, rows: Rows) -> None:
    rows[0]["准确率"] = ratio
    with pytest.raises(creditdsl.Failure) as raised:
        table.score(rows)
    assert [(found.code, found.cell) for found in raised.value.findings] == [("E0581", "C2")]


@pytest.mark.parametrize("ratio", [95.5, 1.01, -95])
def test_a_ratio_beyond_one_must_say_so(ratio: object, table: creditdsl.Table, rows: Rows) -> None:
    rows[0]["准确率"] = ratio
    with pytest.raises(creditdsl.Failure) as raised:
        table.score(rows)
    (found,) = raised.value.findings
    assert (found.code, found.cell, found.file) == ("E0524", "C2", "数据")
    assert f"{ratio}%" in found.help


@pytest.mark.parametrize("value", [1, "有", 0.0])
def test_a_number_is_no_truth(value: object, table: creditdsl.Table, rows: Rows, codes: Codes) -> None:
    rows[1]["建立机制"] = value
    assert codes(table.score, rows) == [("E0520", "D3")]


def test_a_count_must_be_whole(table: creditdsl.Table, rows: Rows, codes: Codes) -> None:
    scheme = creditdsl.read(
        text="方案：示例\n附件1 考核指标\n数据\n  件数：件\n一、报送（5分）\n  件数 每件得1\n"
    ).table()
    assert scheme.score([{"单位": "甲局", "件数": 3.0}])["甲局"].total == 3
    assert codes(scheme.score, [{"单位": "甲局", "件数": 2.5}]) == [("E0522", "B2")]


@pytest.mark.parametrize(
    ("wrong", "code", "help"),
    [
        ("信息条目", "E0547", "方案里有“信息条数”"),
        ("联系人", "E0547", "列名写错的，改成方案里的名称；确实不用的，给出之前去掉这一列"),
    ],
)
def test_an_unknown_column_is_an_error(wrong: str, code: str, help: str, table: creditdsl.Table, rows: Rows) -> None:
    for row in rows:
        row[wrong] = row.pop("信息条数") if wrong == "信息条目" else "张三"
    with pytest.raises(creditdsl.Failure) as raised:
        table.score(rows)
    found = {found.code: found for found in raised.value.findings}
    assert help in found[code].help
    if wrong == "信息条目":
        assert "表里有“信息条目”" in found["E0514"].help
    else:
        assert [*found] == ["E0547"]


def test_a_column_of_remarks_is_passed_over(table: creditdsl.Table, rows: Rows) -> None:
    rows[0]["备注"] = "新设"
    assert len(table.score(rows)) == 3


def test_an_unknown_column_of_a_file_stays_a_reminder(table: creditdsl.Table, tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "数据.csv"
    path.write_text("单位,信息条数,准确率,建立机制,整改酌情得分,联系人\n甲局,1,98%,是,1,张三\n", "utf-8")
    assert [found.code for found in table.score(path).findings] == ["W0501"]


@pytest.mark.parametrize("name", ["单 位", "单位名称", "机构"])
def test_a_table_without_units(name: str, table: creditdsl.Table, rows: Rows) -> None:
    changed = [{(name if key == "单位" else key): value for key, value in row.items()} for row in rows]
    if name == "单 位":
        assert len(table.score(changed)) == 3
        return
    with pytest.raises(creditdsl.Failure) as raised:
        table.score(changed)
    (found,) = raised.value.findings
    assert found.code == "E0514" and ("单位名称" in found.help) == (name == "单位名称")


def test_an_empty_list_has_no_units(table: creditdsl.Table, codes: Codes) -> None:
    assert codes(table.score, []) == [("E0517", "A1")]


def test_every_fault_at_once_with_its_place(table: creditdsl.Table, rows: Rows, codes: Codes) -> None:
    rows[0]["信息条数"], rows[1]["准确率"], rows[2]["整改酌情得分"] = None, "很高", 3
    assert codes(table.score, rows) == [("E0521", "C3"), ("E0523", "E4"), ("E0530", "B2")]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (5, "“数据”是 int，只能是路径"),
        (b"x", "“数据”是 bytes，只能是路径"),
        ([1, 2], "“数据”是 list，只能是路径"),
        (["数据.csv"], "“数据”是 list，只能是路径"),
        ({"单位": ["甲局"], "信息条数": [1]}, "按列写的 dict"),
        ({"自评": 1, "复核": 2}, "“自评”是 int，只能是路径"),
    ],
)
def test_what_is_no_data(given: object, message: str, table: creditdsl.Table) -> None:
    with pytest.raises(TypeError, match=message):
        table.score(given)  # type: ignore[arg-type]


def test_a_single_column_is_no_table(table: creditdsl.Table) -> None:
    import pyarrow as pa

    with pytest.raises(TypeError, match="“数据”是 ChunkedArray"):
        table.score(pa.chunked_array([["甲局"]]))


def test_a_generator_of_rows(table: creditdsl.Table, rows: Rows) -> None:
    assert table.score(row for row in rows).units == ("甲局", "乙局", "丙局（本级）")


def test_several_tables_are_joined_by_unit(table: creditdsl.Table, rows: Rows) -> None:
    left = [{key: row[key] for key in ("单位", "信息条数", "准确率")} for row in rows]
    right = [{key: row[key] for key in ("单位", "建立机制", "整改酌情得分")} for row in reversed(rows)]
    assert [row.total for row in table.score(left, right)] == [row.total for row in table.score(rows)]


def test_detail_tables(codes: Codes) -> None:
    table = creditdsl.read(text=DETAILED).table()
    checks = [{"单位": "甲局", "瞒报率": 0.005}, {"单位": "乙局", "瞒报率": "3%"}, {"单位": "甲局", "瞒报率": 0.01}]
    scores = table.score([{"单位": "甲局"}, {"单位": "乙局"}], details={"部门抽查": checks})
    assert [row.total for row in scores] == [5, 0]
    assert codes(table.score, [{"单位": "甲局"}]) == [("E0535", None)]
    with pytest.raises(creditdsl.Failure, match="没有“部门检查”这张明细表。要写的可能是：部门抽查。"):
        table.score([{"单位": "甲局"}], details={"部门检查": checks})


# Tables of other packages, known by what they can do


class Series(list[object]):
    """As polars has it, as far as it is asked."""

    def __init__(self, name: str, values: list[object], dtype: str = "Float64") -> None:
        super().__init__(values)
        self.name, self.dtype = name, dtype

    def cast(self, kind: type) -> list[str]:
        return [format(value, ".6g") for value in self]


class Frame:
    """A frame of polars, as far as it is asked."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def get_columns(self) -> list[Series]:
        single = 0.985000014305115  # what is left of the shortest text of a single float
        columns = {name: [row[name] for row in self.rows] for name in self.rows[0]}
        columns["准确率"] = [single, 0.949999988079071, 1.0]
        return [Series(name, each, "Float32" if name == "准确率" else "Object") for name, each in columns.items()]

    def iter_rows(self) -> Iterator[tuple[object, ...]]:
        raise AssertionError("columns are read, so that the type of each is known")


def test_a_frame_of_polars_by_protocol(table: creditdsl.Table, rows: Rows) -> None:
    assert [row.total for row in table.score(Frame(rows))] == [row.total for row in table.score(rows)]  # type: ignore[arg-type]


class At:
    def __init__(self, columns: list[list[object]]) -> None:
        self.columns = columns

    def __getitem__(self, place: tuple[slice, int]) -> SimpleNamespace:
        return SimpleNamespace(array=self.columns[place[1]])


def test_a_frame_of_pandas_by_protocol(table: creditdsl.Table, rows: Rows) -> None:
    frame = SimpleNamespace(
        index=SimpleNamespace(names=[None]),
        columns=[*rows[0]],
        iloc=At([[row[name] for row in rows] for name in rows[0]]),
    )
    assert [row.total for row in table.score(frame)] == [row.total for row in table.score(rows)]  # type: ignore[arg-type]


def mixed() -> dict[str, list[object]]:
    """The units by column, the ratio as numbers."""
    columns = {name: [row[name] for row in units()] for name in units()[0]}
    return {**columns, "准确率": [0.985, 0.95, 1.0]}


@pytest.mark.skipif(find_spec("pandas") is None, reason="pandas is not installed")
def test_pandas_itself(table: creditdsl.Table, rows: Rows, codes: Codes) -> None:
    import pandas as pd

    expected = [row.total for row in table.score(rows)]
    frame = pd.DataFrame(mixed())
    assert [row.total for row in table.score(frame)] == expected
    assert [row.total for row in table.score(frame.set_index("单位"))] == expected
    assert [row.total for row in table.score(frame.convert_dtypes())] == expected
    assert [row.total for row in table.score(frame.astype({"准确率": "float32"}))] == expected
    frame.loc[0, "整改酌情得分"] = float("nan")
    assert codes(table.score, frame) == codes(table.score, frame.convert_dtypes()) == [("E0530", "E2")]
    monthly = creditdsl.read(text=MONTHLY).table()
    dates = pd.PeriodIndex(["2023-01", "2023-02"], freq="M")
    scores = monthly.score(pd.DataFrame({"单位": ["甲局"] * 2, "期": dates, "件数": [3, 4], "测评": [None, None]}))
    assert [(row.period, row.total) for row in scores] == [("2023-01", 3), ("2023-02", 4)]


@pytest.mark.skipif(find_spec("polars") is None, reason="polars is not installed")
def test_polars_itself(table: creditdsl.Table, rows: Rows, codes: Codes) -> None:
    import polars as pl

    expected = [row.total for row in table.score(rows)]
    frame = pl.DataFrame(mixed())
    assert [row.total for row in table.score(frame)] == expected
    assert [row.total for row in table.score(frame.with_columns(pl.col("准确率").cast(pl.Float32)))] == expected
    blank = frame.with_columns(pl.lit(None).alias("整改酌情得分"))
    assert codes(table.score, blank) == [("E0530", "E2"), ("E0530", "E3"), ("E0530", "E4")]


@pytest.mark.parametrize("kind", ["float64", "float32", "decimal"])
def test_arrow(kind: str, table: creditdsl.Table, rows: Rows, codes: Codes) -> None:
    import pyarrow as pa

    ratios: list[object] = [Decimal(text) for text in ("0.985", "0.950", "1.000")]
    types = {"float64": pa.float64(), "float32": pa.float32(), "decimal": pa.decimal128(6, 3)}
    column = pa.array(ratios, pa.decimal128(6, 3)).cast(types[kind])
    arrow = pa.table({**mixed(), "准确率": column})
    assert [row.total for row in table.score(arrow)] == [row.total for row in table.score(rows)]
    stream = SimpleNamespace(__arrow_c_stream__=arrow.__arrow_c_stream__)
    assert [row.total for row in table.score(stream)] == [row.total for row in table.score(rows)]
    missing = arrow.set_column(1, "信息条数", pa.array([1, None, 2]))
    assert codes(table.score, missing) == [("E0530", "B3")]
