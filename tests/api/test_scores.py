"""What a program asks of scores: by name, by period, of two sets of data, what waits, and the files they make."""

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import creditdsl
from creditdsl.cli.main import main
from creditdsl.scoring import engines
from tests.api.conftest import MONTHLY, REVIEWED, SCHEME, Rows

Codes = Callable[..., list[tuple[str, str | None]]]

MONTHS: Rows = [
    {"单位": "甲局", "期": "2023-01", "件数": 3, "测评": None},
    {"单位": "乙局", "期": "2023-01", "件数": 5, "测评": None},
    {"单位": "甲局", "期": 2023, "件数": None, "测评": 90},
    {"单位": "乙局", "期": 2023, "件数": None, "测评": 0},
    {"单位": "甲局", "期": "2023-02", "件数": 4, "测评": None},
    {"单位": "乙局", "期": "2023-02", "件数": 0, "测评": None},
]


def as_csv(rows: Rows, path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def text_rows(rows: Rows) -> Rows:
    """As typed in a file."""
    words: dict[str, dict[object, object]] = {
        "准确率": {0.985: "98.5%", 1: "100%"},
        "建立机制": {True: "是", False: "否"},
    }
    return [{key: words.get(key, {}).get(cell, cell) for key, cell in row.items()} for row in rows]


def test_builds_on_earlier_scores(table: creditdsl.Table, rows: Rows) -> None:
    """The result is that of scoring alone, whatever the earlier scores are of."""
    other = creditdsl.read(text=SCHEME.replace("得4", "得3.5")).table()
    changed = [{**rows[0], "准确率": 0.5}, *rows[1:]]
    earlier = table.score(rows)
    for scheme, data in ((table, rows), (table, changed), (other, rows), (other, changed), (table, rows[1:])):
        assert scheme.score(data, earlier=earlier).data() == scheme.score(data).data()


def test_a_collection_of_rows_that_is_asked_by_name(table: creditdsl.Table, rows: Rows) -> None:
    scores = table.score(rows)
    assert len(scores) == 3 and [row.unit for row in scores] == [*scores.units] == ["甲局", "乙局", "丙局（本级）"]
    assert "甲局" in scores and "丁局" not in scores and 1 not in scores
    assert all(row in scores for row in scores)
    assert scores["丙局(本级)"].unit == scores[" 丙局（本级） "].unit == "丙局（本级）"
    row = scores["甲局"]
    assert (row.rank, row.grade, row.period, row.honours, row.notes) == (1, "优秀", None, {}, ())
    assert row.items == {"一/1": Decimal("6.00"), "一/2": Decimal("4.00"), "二": Decimal("4.50")}
    assert row.sections["一"] == 10 and row.items["一／1"] == 6
    assert scores.periods == () and scores.sets == {} and scores.findings == ()
    assert row.record() == {
        "单位": "甲局", "一/1": 6, "一/2": 4, "二": Decimal("4.5"), "大项一": 10, "大项二": Decimal("4.5"),
        "总分": Decimal("14.5"), "名次": 1, "等次": "优秀",
    }  # fmt: skip


def test_an_unknown_name_is_a_key_error_that_offers_the_nearest(table: creditdsl.Table, rows: Rows) -> None:
    scores = table.score(rows)
    for wrong, message in (
        (lambda: scores["甲句"], "错误 E0091：没有“甲句”这个单位。要写的可能是：甲局"),
        (lambda: scores["甲局"].items["一/9"], "错误 E0091：没有“一/9”这一项。要写的可能是：一/1、一/2"),
        (lambda: scores["甲局"].explain("三"), "错误 E0091：没有“三”这一项。可以写的有：一、一/1"),
        (lambda: scores.of_period("2023"), "错误 E0091：没有“2023”这一期。"),
        (lambda: scores["甲局", "2023"], "错误 E0091：没有“2023”这一期。"),
    ):
        with pytest.raises(creditdsl.Failure) as raised:
            wrong()
        assert isinstance(raised.value, KeyError) and str(raised.value).startswith(message)
    assert scores["甲局"].items.get("一/9") is None
    with pytest.raises(creditdsl.UnknownName, match="没有“0”这个单位"):
        scores[0]  # type: ignore[index]


def test_periods(tmp_path: Path) -> None:
    table = creditdsl.read(text=MONTHLY).table()
    scores = table.score(MONTHS)
    assert (len(scores), scores.periods) == (6, ("2023-01", "2023-02", "2023"))
    assert [(row.unit, row.period) for row in scores][-2:] == [("甲局", "2023"), ("乙局", "2023")]
    year = scores["甲局"]
    assert (year.period, year.total, year.rank, year.grade) == ("2023", Decimal("15.30"), 1, "优秀")
    assert year.honours == {"表彰": "先进单位"} and scores["乙局"].honours == {"表彰": None}
    assert scores["甲局", "2023-02"].total == 4 and ("甲局", "2023-02") in scores and ("甲局", "2023-03") not in scores
    january = scores.of_period("2023-01")
    assert [row.total for row in january] == [3, 5] and january.periods == ("2023-01",)
    assert january["甲局"].explain().headline == "甲局2023年1月得分说明"
    assert year.explain().headline == "甲局2023年度得分说明"
    with pytest.raises(creditdsl.Failure, match="E0099：全年的总分由各期合成"):
        year.explain("一")
    months = table.score([row for row in MONTHS if row["期"] != 2023])
    with pytest.raises(creditdsl.Failure, match=r"E0093：数据里有2期：2023-01、2023-02，请写明哪一期"):
        months["甲局"]
    january.write(tmp_path / "一月.csv")
    assert "2023-02" not in (tmp_path / "一月.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("engine", ["exact", "columns"])
@pytest.mark.parametrize("suffix", ["csv", "parquet", None])
def test_what_waits_is_told(
    engine: creditdsl.Engine, suffix: str | None, table: creditdsl.Table, rows: Rows, tmp_path: Path
) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    rows = text_rows(rows)
    rows[1]["整改酌情得分"] = rows[2]["信息条数"] = None
    data: Rows | Path = rows
    if suffix == "csv":
        data = as_csv(rows, tmp_path / "数据.csv")
    elif suffix == "parquet":
        parquet.write_table(pa.Table.from_pylist(rows), data := tmp_path / "数据.parquet")
    scores = table.score(data, partial=True, engine=engine)
    row = scores["乙局"]
    assert row.items["二"] == creditdsl.Pending("“整改酌情得分”未填（E3格）", ("整改酌情得分",))
    assert row.items["一/1"] == creditdsl.Pending("其他单位“信息条数”未填（丙局（本级））", ("信息条数",))
    assert isinstance(row.total, creditdsl.Pending) and str(row.total) == "待定"
    assert row.total.because == "“整改酌情得分”未填（E3格）；其他单位“信息条数”未填（丙局（本级））"
    assert row.total.columns == ("信息条数", "整改酌情得分")
    assert isinstance(row.rank, creditdsl.Pending) and isinstance(row.grade, creditdsl.Pending)
    assert row.notes[0].startswith("总分待定：“整改酌情得分”未填")
    assert row.items["一/2"] == 2
    assert "待定" in row.explain().text()


def test_two_sets_are_compared(tmp_path: Path, codes: Codes) -> None:
    table = creditdsl.read(text=REVIEWED).table()
    own: Rows = [{"单位": "甲县", "件数": 9, "种类数": 2}, {"单位": "乙县", "件数": 3, "种类数": None}]
    reviewed: Rows = [{"单位": "乙县", "件数": 3, "种类数": None}, {"单位": "甲县", "件数": 7, "种类数": 2}]
    scores = table.score({"复核": reviewed, "自评": own})
    assert [*scores.sets] == ["自评", "复核"]
    assert scores["甲县"].total == 9 and scores.sets["自评"]["甲县"].total == 11
    assert scores["乙县"].items["2"] == creditdsl.Inapplicable() and str(scores["乙县"].items["2"]) == "不适用"
    assert "差额" in scores["甲县"].explain().text()
    limited = scores["甲县"].explain("1").text()
    assert "报送" in limited and "采集" not in limited
    scores.write(tmp_path / "成绩.csv")
    assert "总分（差额）" in (tmp_path / "成绩.csv").read_text("utf-8-sig")
    assert scores.compare(tmp_path / "对照表.html", unit="甲县").files == (str(tmp_path / "对照表.html"),)
    wrong: Rows = [{"单位": "甲县", "件数": -1, "种类数": 2}, {"单位": "乙县", "件数": 3, "种类数": None}]
    assert codes(table.score, {"自评": wrong, "复核": reviewed}) == [("E0523", "B2")]
    with pytest.raises(creditdsl.Failure, match="E0572：名单里有 1 个单位没有数据：甲县"):
        table.score({"自评": own[1:], "复核": reviewed})
    some_units = creditdsl.read(text=REVIEWED.replace("单位：", "县区：")).table()
    with pytest.raises(creditdsl.Failure, match="“复核”里有、“自评”里没有：甲县。"):
        some_units.score({"自评": own[1:], "复核": reviewed})
    with pytest.raises(creditdsl.Failure, match=r"E0097：比较要有两份数据.*这里有1份：自评"):
        table.score({"自评": own})
    assert codes(table.score, {"自评": [], "复核": reviewed}) == [("E0517", "A1")]
    parts = [[{"单位": row["单位"], name: row[name]} for row in own] for name in ("件数", "种类数")]
    assert table.score({"自评": parts, "复核": reviewed}).sets["自评"]["甲县"].total == 11
    with pytest.raises(creditdsl.Failure, match=r"E0097：比较要有两份数据.*没有分份"):
        table.score(own).compare(tmp_path / "对照表.html")


def test_files_of_scores(table: creditdsl.Table, rows: Rows, tmp_path: Path) -> None:
    scores = table.score(rows)
    for name in ("成绩.csv", "成绩.json", "成绩.xlsx", "成绩.txt", "成绩.parquet"):
        assert scores.write(tmp_path / name).files == (str(tmp_path / name),)
    scores.write(str(tmp_path / "二.xlsx"), dated=date(2026, 1, 15))
    assert (tmp_path / "二.xlsx").read_bytes() != (tmp_path / "成绩.xlsx").read_bytes()
    for make, name in ((scores.rank, "排名表.docx"), (scores.summary, "概况.html")):
        assert make(tmp_path / name).files == (str(tmp_path / name),)
    written = scores.explain(tmp_path / "说明", format="docx")
    assert written.files[0] == str(tmp_path / "说明" / "附件1得分说明-甲局.docx")
    assert len([*(tmp_path / "说明").iterdir()]) == 3
    for wrong, message in (
        (lambda: scores.write(tmp_path / "成绩.xls"), "E0096：成绩不能写成 .xls 文件。"),
        (lambda: scores.write(tmp_path / "成绩"), "没有扩展名"),
        (
            lambda: scores["甲局"].explain().write(tmp_path / "说明.xlsx"),
            "可以制作的有：.html（网页）、.docx（Word 文档）、.pdf",
        ),
        (
            lambda: scores.write(tmp_path / "成绩.csv", dated=date(2026, 1, 15)),
            "E0095：dated= 只用于 .xlsx 文件里的计分回执",
        ),
        (lambda: scores.rank(tmp_path / "排名表.doc"), "还不能制作 .doc 文件。要写的可能是"),
        (lambda: scores["甲局"].explain().write(tmp_path / "说明.odt"), "还不能制作 .odt 文件"),
        (
            lambda: scores["甲局"].explain().write(tmp_path / "说明.txt", fonts=tmp_path),
            r"E0083：.*，\.txt 文件不带字体",
        ),
    ):
        with pytest.raises(creditdsl.Failure, match=message):
            wrong()


@pytest.mark.parametrize("suffix", ["txt", "json", "html", "docx"])
def test_an_explanation_as_a_file_is_that_of_the_command(
    suffix: str, table: creditdsl.Table, rows: Rows, tmp_path: Path
) -> None:
    (tmp_path / "方案.credit").write_text(SCHEME, "utf-8")
    data = as_csv(text_rows(rows), tmp_path / "数据.csv")
    ours, theirs = tmp_path / f"甲.{suffix}", tmp_path / f"乙.{suffix}"
    table.score(data)["甲局"].explain().write(ours)
    words = ["--format", "text"] if suffix == "txt" else []
    where = ["--data", str(data), "--unit", "甲局", "-o", str(theirs), *words]
    assert main(["explain", str(tmp_path / "方案.credit"), *where]) == 0
    assert ours.read_bytes() == theirs.read_bytes()


def test_no_result_overwrites_what_it_was_made_of(
    table: creditdsl.Table, rows: Rows, tmp_path: Path, codes: Codes
) -> None:
    (tmp_path / "方案.credit").write_text(SCHEME, "utf-8")
    data = as_csv(text_rows(rows), tmp_path / "数据.csv")
    scores = creditdsl.read(tmp_path / "方案.credit").table().score(data)
    assert codes(scores.write, data) == [("E0024", None)]


@pytest.fixture
def by_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns pay for every file where no engine is asked for."""
    monkeypatch.setattr(engines, "MANY_BYTES", -1)


@pytest.mark.usefixtures("by_columns")
@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx", "parquet"])
def test_a_file_of_scores_by_columns_is_that_of_the_command(suffix: str, rows: Rows, tmp_path: Path) -> None:
    """A workbook has the exact values too, which only the interpreter keeps."""
    (tmp_path / "方案.credit").write_text(SCHEME, "utf-8")
    data = as_csv(text_rows(rows), tmp_path / "数据.csv")
    ours, theirs = tmp_path / f"甲.{suffix}", tmp_path / f"乙.{suffix}"
    scores = creditdsl.read(tmp_path / "方案.credit").table().score(data)
    assert scores._rows.results.receipt.engine == "columns"
    scores.write(ours)
    assert main(["score", str(tmp_path / "方案.credit"), "--data", str(data), "-o", str(theirs)]) == 0
    assert ours.read_bytes() == theirs.read_bytes()


@pytest.mark.usefixtures("by_columns")
def test_scores_by_columns_explain_every_unit_and_go_on(table: creditdsl.Table, rows: Rows, tmp_path: Path) -> None:
    data = as_csv(text_rows(rows), tmp_path / "数据.csv")
    by_columns, by_rows = table.score(data), table.score(data, engine="exact")
    for folder, scores in (("甲", by_columns), ("乙", by_rows)):
        scores.explain(tmp_path / folder, format="txt")
        assert scores["甲局"].explain().text() == by_rows["甲局"].explain().text()
        assert scores["甲局"].total == Decimal("14.50")
    for path in (tmp_path / "乙").iterdir():
        assert path.read_bytes() == (tmp_path / "甲" / path.name).read_bytes()
    assert len([*(tmp_path / "甲").iterdir()]) == 3


def test_one_set_of_two_has_its_own_receipt(tmp_path: Path) -> None:
    table = creditdsl.read(text=REVIEWED.replace("单位：", "县区：")).table()
    own: Rows = [{"单位": "甲县", "件数": 9, "种类数": 2}, {"单位": "乙县", "件数": 3, "种类数": None}]
    reviewed: Rows = [{"单位": "甲县", "件数": 7, "种类数": 2}, {"单位": "丁县", "件数": 3, "种类数": None}]
    scores = table.score({"自评": own, "复核": reviewed}, partial=True)
    table.score(own).write(tmp_path / "甲.json")
    scores.sets["自评"].write(tmp_path / "乙.json")
    assert (tmp_path / "甲.json").read_bytes() == (tmp_path / "乙.json").read_bytes()
    with pytest.raises(creditdsl.Failure, match="E0098：两份数据里不都有丁县，不能对照。"):
        scores["丁县"].explain()
    with pytest.raises(creditdsl.Failure, match="E0098：两份数据里不都有丁县"):
        scores.compare(tmp_path / "对照表.html", unit="丁县")
    scores.compare(tmp_path / "对照表.html")
    alone = table.score({"自评": own[1:], "复核": reviewed}, partial=True)
    with pytest.raises(creditdsl.Failure, match="E0098：两份数据里没有相同的单位"):
        alone.compare(tmp_path / "对照表.html")
    with pytest.raises(creditdsl.Failure, match="E0028：没有可以说明的单位。"):
        alone.explain(tmp_path / "说明")
    assert not (tmp_path / "说明").exists()
