"""Numbers that a program stored in Parquet score alike by every engine, whatever their type."""

from decimal import Decimal
from pathlib import Path

import pytest

import creditdsl

pa = pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")

from pyarrow import parquet  # noqa: E402

SCHEME = """方案：示例
附件1 考核指标
数据
  合格率：比率
  增长率：比率 -100%至500%
  罚没数：数值
一、考核（20分）
  合格率 98.5%以上 得5 50%以上 得3 其余 得1
  增长率 20%以上 得4 其余 得0
  罚没数 0.5以下 得2
"""
ENGINES = ["exact", "columns", "duckdb"]


def written(folder: Path, **columns: object) -> str:
    """Write one unit; columns that a test does not name hold what scores nothing."""
    cells = {
        "合格率": pa.array(["0%"]),
        "增长率": pa.array(["0%"]),
        "罚没数": pa.array([1]),
        **columns,
    }
    path = folder / "数据.parquet"
    parquet.write_table(pa.table({"单位": pa.array(["甲局"]), **cells}), path)
    return str(path)


def total(path: str, engine: str) -> Decimal:
    value = creditdsl.read(text=SCHEME).table().score(path, engine=engine)["甲局"].total
    assert isinstance(value, Decimal)
    return value


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("value", "kind", "points"),
    [
        (0.985, pa.float64(), 5),
        (0.9849999999999999, pa.float64(), 5),
        (0.985, pa.float32(), 5),
        (0.984, pa.float64(), 3),
        (1, pa.int64(), 5),
        (0, pa.int8(), 1),
        (Decimal("0.985"), pa.decimal128(6, 3), 5),
        (Decimal("0.5000000000"), pa.decimal128(30, 10), 3),
        ("98.5%", pa.string(), 5),
    ],
)
def test_a_stored_number_is_the_ratio_itself(
    tmp_path: Path, engine: str, value: object, kind: object, points: int
) -> None:
    assert total(written(tmp_path, 合格率=pa.array([value], kind)), engine) == points


@pytest.mark.parametrize("engine", ENGINES)
def test_a_stored_ratio_may_be_negative_where_its_range_is(tmp_path: Path, engine: str) -> None:
    assert total(written(tmp_path, 增长率=pa.array([-0.25])), engine) == 1
    assert total(written(tmp_path, 增长率=pa.array([0.2])), engine) == 5


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("value", "code"), [(98.5, "E0524"), (1.01, "E0524"), (-0.1, "E0581"), ("0.985", "E0524")])
def test_a_stored_ratio_off_its_scale_is_asked_about(tmp_path: Path, engine: str, value: object, code: str) -> None:
    with pytest.raises(creditdsl.Failure) as failure:
        total(written(tmp_path, 合格率=pa.array([value])), engine)
    assert [(finding.code, finding.cell) for finding in failure.value.findings] == [(code, "B2")]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "column",
    [
        pa.array([Decimal("0E-8")], pa.decimal128(30, 8)),
        pa.array([Decimal("0")], pa.decimal128(38, 37)),
        pa.array([Decimal("0E-20")], pa.decimal256(50, 20)),
        pa.array([Decimal("0.00000001")], pa.decimal128(30, 8)),
        pa.array([0.0]),
    ],
)
def test_a_decimal_zero_is_a_number(tmp_path: Path, engine: str, column: object) -> None:
    assert total(written(tmp_path, 罚没数=column), engine) == 3
