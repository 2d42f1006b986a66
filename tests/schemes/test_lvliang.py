"""吕梁 2022, end to end: both annexes through the command line, against the expected results."""

import csv
import json
import random
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from creditdsl.cli.main import main
from tests.folded import unfolded

FOLDER = Path(__file__).parents[2] / "schemes" / "lvliang-2022"
SCHEME = FOLDER / "scheme.credit"
TABLES = ("附件1", "附件2")
COMPARED = ("unit", "period", "items", "total", "grade", "rank")

Score = Callable[..., tuple[int, str, str]]


@pytest.fixture
def score(capsys: pytest.CaptureFixture[str]) -> Score:
    """Status, output and error output of `score` for one table of the scheme."""

    def call(table: str, *data: Path, words: tuple[str, ...] = ("--format", "json")) -> tuple[int, str, str]:
        files = [word for path in data for word in ("--data", str(path))]
        status = main(["score", str(SCHEME), "--table", table, *files, *words])
        return status, *capsys.readouterr()

    return call


def data(table: str) -> Path:
    return FOLDER / "data" / f"{table}.csv"


def rows(table: str) -> list[list[str]]:
    return list(csv.reader(StringIO(data(table).read_text("utf-8-sig"))))


def write(path: Path, table: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)
    return path


def expected(table: str) -> list[dict[str, object]]:
    units = json.loads((FOLDER / "data" / f"{table}.expected.json").read_text("utf-8"))["units"]
    return [{key: unit[key] for key in COMPARED} for unit in units]


def compared(out: str) -> list[dict[str, object]]:
    return [{key: unit[key] for key in COMPARED} for unit in json.loads(out)["units"]]


def by_unit(units: list[dict[str, object]]) -> dict[object, dict[str, object]]:
    return {unit["unit"]: unit for unit in units}


@pytest.mark.parametrize("table", TABLES)
def test_every_score_total_grade_and_place(table: str, score: Score) -> None:
    status, out, err = score(table, data(table))
    assert (status, err) == (0, "")
    assert compared(out) == expected(table)


@pytest.mark.parametrize("table", TABLES)
def test_sections_add_up_to_the_total(table: str, score: Score) -> None:
    deduction = {"附件1": "八", "附件2": "七"}[table]
    for unit in json.loads(score(table, data(table))[1])["units"]:
        hundredths = {ref: int(value.replace(".", "")) for ref, value in unit["sections"].items()}
        total = sum(hundredths.values()) - 2 * hundredths[deduction]
        assert int(unit["total"].replace(".", "")) == total


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("table", TABLES)
def test_the_order_of_rows_and_columns_does_not_matter(table: str, seed: int, tmp_path: Path, score: Score) -> None:
    head, *units = rows(table)
    shuffle = random.Random(seed)
    shuffle.shuffle(units)
    order = [0, *shuffle.sample(range(1, len(head)), len(head) - 1)]
    mixed = [[row[column] for column in order] for row in (head, *units)]
    status, out, _ = score(table, write(tmp_path / "数据.csv", mixed))
    assert status == 0
    assert [unit["unit"] for unit in compared(out)] == [unit[0] for unit in units]
    assert by_unit(compared(out)) == by_unit(expected(table))


@pytest.mark.parametrize("table", TABLES)
def test_columns_in_two_files(table: str, tmp_path: Path, score: Score) -> None:
    whole = rows(table)
    left = write(tmp_path / "甲.csv", [row[:9] for row in whole])
    right = write(tmp_path / "乙.csv", [[row[0], *row[9:]] for row in reversed(whole[1:])])
    right.write_text(",".join([whole[0][0], *whole[0][9:]]) + "\n" + right.read_text("utf-8"), "utf-8")
    status, out, _ = score(table, left, right)
    assert status == 0 and compared(out) == expected(table)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_encodings_of_the_data(encoding: str, tmp_path: Path, score: Score) -> None:
    path = tmp_path / "数据.csv"
    path.write_text(data("附件1").read_text("utf-8-sig"), encoding)
    assert compared(score("附件1", path)[1]) == expected("附件1")


def test_the_lowered_grade_is_explained(score: Score) -> None:
    units = by_unit(json.loads(score("附件1", data("附件1"))[1])["units"])
    assert units["丙局"]["notes"] == ["因“重大失信事件”，等次由“优秀”降为“良好”"]
    assert units["甲局"]["notes"] == []


@pytest.mark.parametrize(
    ("row", "column", "cell", "status", "message"),
    [
        (0, "瞒报条数", "瞒报数", 1, "错误 E0514：表头里没有“瞒报条数”这一列"),
        (0, "报送量", "正确报送量", 1, "错误 E0510：列“正确报送量”写了两次"),
        (1, "报送量", "0", 1, "错误 E0531"),
        (1, "报送量", "约95", 1, "错误 E0521"),
        (1, "报送量", "", 1, "错误 E0530"),
        (1, "明确分工", "有", 1, "错误 E0520"),
        (1, "行政信息共享类数", "6", 1, "错误 E0523"),
        (2, "瞒报酌情得分", "", 1, "错误 E0530：乙局缺“瞒报酌情得分”"),
        (2, "瞒报酌情得分", "4.5", 1, "错误 E0523"),
        (2, "单位", "甲局", 1, "错误 E0515：单位“甲局”写了两次"),
        (2, "单位", "", 1, "错误 E0516"),
    ],
)
def test_bad_data_gives_no_score(
    row: int, column: str, cell: str, status: int, message: str, tmp_path: Path, score: Score
) -> None:
    table = rows("附件1")
    table[row][table[0].index(column)] = cell
    path, output = write(tmp_path / "数据.csv", table), tmp_path / "成绩.json"
    output.write_text("旧", "utf-8")
    found, out, err = score("附件1", path, words=("-o", str(output)))
    assert (found, out) == (status, "") and message in unfolded(err)
    assert output.read_text("utf-8") == "旧"


@pytest.mark.parametrize(
    ("table", "path", "words", "message"),
    [
        ("附件3", data("附件1"), (), "错误 E0034：方案里没有“附件3”这张表。"),
        ("附件1", data("附件1"), ("--format", "word"), "错误 E0060：选项 --format 的内容“word”不对"),
        ("附件1", FOLDER / "没有.csv", (), "错误 E0501：打不开数据文件：没有这个文件"),
        ("附件1", FOLDER, (), "错误 E0537：文件夹里没有 .xlsx 填报表"),
        ("附件1", SCHEME, (), "错误 E0502：不能读 .credit 文件"),
    ],
)
def test_wrong_use(table: str, path: Path, words: tuple[str, ...], message: str, tmp_path: Path, score: Score) -> None:
    output = tmp_path / "成绩.csv"
    status, out, err = score(table, path, words=(*words, "-o", str(output)))
    assert (status, out) == (2, "") and message in unfolded(err)
    assert not output.exists()


def test_the_data_of_the_other_annex(score: Score) -> None:
    status, out, err = score("附件1", data("附件2"))
    assert (status, out) == (1, "") and "错误 E0514：表头里没有“明确分工”这一列" in unfolded(err)


def test_the_table_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(SCHEME), "--data", str(data("附件1"))]) == 2
    assert capsys.readouterr().err == "错误 E0033：方案里有2张表：附件1、附件2，请用 --table 写明要哪一张。\n"
