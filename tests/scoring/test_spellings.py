"""A name is one however it is typed: the same scores and messages from every engine and every kind of file."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import creditdsl
from creditdsl.data.large import batches

pa = pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")

from pyarrow import parquet  # noqa: E402

ENGINES = ("exact", "columns", "duckdb", "large")

PRIZES = """方案：示例
附件1 考核指标
数据
  奖项：选项 创新奖、“特别奖（一等）”
一、甲（10分）
  奖项 选项 创新奖 得5 “特别奖（一等）” 得10
"""
GROUPS = """方案：示例
附件1 考核指标
名单
  单位：甲县（新区）、乙县
  非产区：甲县（新区）
一、建设（40分）
1. 建成（20分）
  建成项目数 每个得2（非产区0.8）
2. 窗口（20分）
适用：非产区
不适用：得满分
  窗口得分 酌情 0至20
"""

Outcome = tuple[dict[str, str], list[tuple[str, str | None]]]
"""The total of each unit as it is printed, and the code and cell of each finding."""


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "large":
        monkeypatch.setattr(batches, "_SMALL", -1)
    return "columns" if request.param == "large" else request.param


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "数据"


def score(scheme: str, path: Path, engine: str) -> Outcome:
    file = path.with_name("方案.credit")
    file.write_text(scheme, "utf-8")
    try:
        scores = creditdsl.read(file).table().score(path, engine=engine)
    except creditdsl.Failure as failure:
        return {}, [(finding.code, finding.cell) for finding in failure.findings]
    findings = [(finding.code, finding.cell) for finding in scores.findings]
    return {row.unit: str(row.total) for row in scores}, findings


def in_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> Path:
    path = path.with_suffix(".csv")
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding)
    return path


def in_parquet(path: Path, columns: Mapping[str, Sequence[str]]) -> Path:
    path = path.with_suffix(".parquet")
    parquet.write_table(pa.table(dict(columns)), path)
    return path


# An option with a space, as text and as words of a dictionary


@pytest.mark.parametrize("dirty", [" 创新奖", "创新奖 ", "\u00a0创新奖", "创新奖\u3000"])
def test_a_space_around_an_option_is_none(table: Path, engine: str, dirty: str) -> None:
    names, prizes = ["甲局", "乙局", "丙局"], [dirty, "创新奖", "创新奖"]
    expected = ({"甲局": "5.00", "乙局": "5.00", "丙局": "5.00"}, [])
    rows = [["单位", "奖项"], *map(list, zip(names, prizes, strict=True))]
    assert score(PRIZES, in_csv(table, rows), engine) == expected
    assert score(PRIZES, in_parquet(table, {"单位": names, "奖项": prizes}), engine) == expected
    coded = pa.array(prizes).dictionary_encode()
    assert score(PRIZES, in_parquet(table, {"单位": names, "奖项": coded}), engine) == expected


@pytest.mark.parametrize("dirty", ["特别奖[一等]", "特别 奖（一等）", "特别奖\u200b(一等)", "特别奖（⼀等）"])
def test_another_spelling_of_an_option_is_told(table: Path, engine: str, dirty: str) -> None:
    rows = [["单位", "奖项"], ["甲局", "特别奖(一等)"], ["乙局", dirty], ["丙局", "创新奖"]]
    totals = {"甲局": "10.00", "乙局": "10.00", "丙局": "5.00"}
    assert score(PRIZES, in_csv(table, rows), engine) == (totals, [("W0506", "B3")])


def test_one_space_in_forty_thousand_rows(table: Path) -> None:
    rows = [["单位", "奖项"], ["第0局", "创新奖 "], *([f"第{at}局", "创新奖"] for at in range(1, 40_000))]
    path = in_csv(table, rows)
    file = path.with_name("方案.credit")
    file.write_text(PRIZES, "utf-8")
    scores = creditdsl.read(file).table().score(path)
    assert {str(row.total) for row in scores} == {"5.00"} and {row.rank for row in scores} == {1}


# A unit twice


@pytest.mark.parametrize(
    "again", ["单位0局\u00a0", "单位 0局", "单位\u200b0局", "单位０局", "\ufeff单位0局", "单位0局\t"]
)
def test_a_unit_twice(table: Path, engine: str, again: str) -> None:
    rows = [["单位", "奖项"], ["单位0局", "创新奖"], ["单位1局", "创新奖"], [again, "创新奖"]]
    totals, findings = score(PRIZES, in_csv(table, rows), engine)
    assert not totals and findings[0] == ("E0515", "A4")
    columns = {"单位": [row[0] for row in rows[1:]], "奖项": [row[1] for row in rows[1:]]}
    assert score(PRIZES, in_parquet(table, columns), engine)[1][0] == ("E0515", "A4")


# A unit of the roster


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("甲县（新区）", False),
        ("甲县(新区)", False),
        (" 甲县（新区)\u00a0", False),
        ("甲县【新区】", True),
        ("甲 县（新区）", True),
        ("甲县\u200b（新区）", True),
        ("甲\u3000县 (新 区)", True),
    ],
)
def test_a_unit_is_its_name_however_typed(table: Path, engine: str, typed: str, told: bool) -> None:
    rows = [["单位", "建成项目数", "窗口得分"], [typed, "3", "5"], ["乙县", "1", ""]]
    expected = ({"甲县（新区）": "7.40", "乙县": "22.00"}, [("W0506", "A2")] if told else [])
    assert score(GROUPS, in_csv(table, rows), engine) == expected


@pytest.mark.parametrize("group", ["甲县(新区)", "甲县 （新区）", "甲县〔新区〕"])
def test_a_scheme_may_spell_a_unit_in_several_ways(table: Path, engine: str, group: str) -> None:
    rows = [["单位", "建成项目数", "窗口得分"], ["甲县（新区）", "3", "5"], ["乙县", "1", ""]]
    scheme = GROUPS.replace("非产区：甲县（新区）", f"非产区：{group}")
    assert score(scheme, in_csv(table, rows), engine)[0] == {"甲县（新区）": "7.40", "乙县": "22.00"}
    alone = GROUPS.replace("适用：非产区", f"适用：{group}")
    assert score(alone, in_csv(table, rows), engine)[0] == {"甲县（新区）": "7.40", "乙县": "22.00"}


def test_units_without_a_roster(table: Path, engine: str) -> None:
    scheme = """附件1 考核指标
一、建设（40分）
1. 甲（20分）
适用：甲县（新区）
  建成项目数 每个得2
2. 乙（20分）
适用：甲县(新 区)
  项目数 每个得1
"""
    rows = [["单位", "建成项目数", "项目数"], ["甲县[新区]", "3", "5"], ["乙县", "", ""]]
    totals, findings = score(scheme, in_csv(table, rows), engine)
    assert totals == {"甲县（新区）": "11.00", "乙县": "0.00"} and findings == [("W0506", "A2")]


# Headings


@pytest.mark.parametrize(
    ("heading", "findings"),
    [("奖\u00a0项", []), ("\u3000奖项 ", []), ("\ufeff奖项", [("W0506", "B1")]), ("奖\u200b项", [("W0506", "B1")])],
)
def test_a_heading_is_its_name_however_typed(
    table: Path, engine: str, heading: str, findings: list[tuple[str, str]]
) -> None:
    path = in_csv(table, [["单\u00a0位", heading], ["甲局", "创新奖"]])
    assert score(PRIZES, path, engine) == ({"甲局": "5.00"}, findings)


# Errors of spreadsheets, encodings, words of programs


@pytest.mark.parametrize("word", ["#N/A", "＃N/A", " #REF!", "#DIV/0!\u200b", "# N/A"])
def test_an_error_is_no_unit(table: Path, engine: str, word: str) -> None:
    columns = {"单位": ["甲局", word, "丙局"], "奖项": ["创新奖", "创新奖", "创新奖"]}
    assert score(PRIZES, in_parquet(table, columns), engine) == ({}, [("E0527", "A3")])
    rows = [[*columns], *map(list, zip(*columns.values(), strict=True))]
    assert score(PRIZES, in_csv(table, rows), engine) == ({}, [("E0527", "A3")])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(table: Path, engine: str, encoding: str) -> None:
    rows = [["单位", "奖项"], ["甲局", "创新奖"], ["乙局（新）", "特别奖（一等）"]]
    assert score(PRIZES, in_csv(table, rows, encoding), engine) == ({"甲局": "5.00", "乙局（新）": "10.00"}, [])


@pytest.mark.parametrize("tail", ["甲局,创新奖\n".encode("gb18030"), b"\xff,\n"])
def test_another_encoding_behind_the_head(table: Path, engine: str, tail: bytes) -> None:
    path = table.with_suffix(".csv")
    path.write_bytes("单位,奖项\n".encode() + b"".join(b"unit%d,\n" % at for at in range(10_000)) + tail)
    totals, findings = score(PRIZES, path, engine)
    assert not totals and findings and (totals, findings) == score(PRIZES, path, "exact")


@pytest.mark.parametrize("word", ["True", "true", "TRUE", "1"])
def test_words_of_programs_are_no_truth(table: Path, engine: str, word: str) -> None:
    scheme = "附件1 考核指标\n一、甲（5分）\n  按时 得5\n"
    assert score(scheme, in_csv(table, [["单位", "按时"], ["甲局", word]]), engine) == ({}, [("E0520", "B2")])
    assert score(scheme, in_parquet(table, {"单位": [word], "按时": ["是"]}), engine) == ({word: "5.00"}, [])


@pytest.mark.parametrize("damage", ["\0", '"', '"甲"乙', '"甲'])
def test_damaged_text_is_refused(table: Path, engine: str, damage: str) -> None:
    path = in_csv(table, [["单位", "奖项", "备注"], ["甲局", "创新奖", ""], ["乙局", "创新奖", damage]])
    totals, findings = score(PRIZES, path, engine)
    assert not totals and findings and (totals, findings) == score(PRIZES, path, "exact")
