"""Forms written, filled in and read back score like the tables they were filled in from: all vectors."""

import csv
import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import creditdsl
from creditdsl.cli.main import main
from tests.folded import unfolded
from tests.published_tables import DATA_FILES, SCHEMES, by_data_file
from tests.sheets.filling import REPORT, YEAR, both, fill, grid, names, repack, text

Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The output of a command that has nothing to complain of."""

    def call(*words: object) -> str:
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        assert (status, err) == (0, "")
        return out

    return call


def rows(path: Path) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(StringIO(path.read_text("utf-8-sig")))


def scored(out: str) -> dict[str, Any]:
    """The results without the receipt, which names the files."""
    found = json.loads(out)
    found.pop("receipt")
    assert isinstance(found, dict)
    return found


def answers_of(row: dict[str, str], content: bytes, sheet: str) -> dict[str, str]:
    """What of a row the sheet asks; every answer that is left over must be blank."""
    asked = {line[0].removeprefix("指标:") for line in grid(content, sheet)}
    reasons = {f"{name}理由" for name in asked}
    return {name: cell for name, cell in row.items() if cell and (name in asked or name in reasons)}


def write_filled(form: bytes, row: dict[str, str], target: Path, word: str = "填报数据") -> None:
    period = row.get("期", "")
    sheet = YEAR if YEAR in names(form) and len(period) == 4 else REPORT
    given = answers_of(row, form, sheet)
    assert {name for name, cell in row.items() if cell} - given.keys() <= {"单位", "期"}
    top = {"单位": row["单位"], **({"期": period} if period else {})}
    target.write_bytes(fill(form, {**top, **given}, word, sheet))


@pytest.mark.parametrize("path", by_data_file(DATA_FILES))
def test_every_vector_scores_as_its_table_does(path: Path, tmp_path: Path, run: Run) -> None:
    scheme, table = path.parents[1] / "scheme.credit", path.stem
    run("sheet", scheme, "--table", table, "-o", tmp_path / "空白.xlsx")
    form = (tmp_path / "空白.xlsx").read_bytes()
    word = "自评数据" if "列:自评数据" in grid(form)[0] else "填报数据"
    back = tmp_path / "返回"
    back.mkdir()
    for number, row in enumerate(rows(path)):
        write_filled(form, row, back / f"{number:03}.xlsx", word)
    words = ("score", scheme, "--table", table, "--format", "json", "--data")
    expected = scored(run(*words, path))
    assert scored(run(*words, back)) == expected
    label = "自评" if word == "自评数据" else ""
    assert joined_scores(creditdsl.read(scheme).table(table), back, label) == expected


def joined_scores(table: creditdsl.Table, back: Path, label: str) -> dict[str, Any]:
    """Score the rows into which the forms of a folder are joined, as `scored` gives it."""
    files = {path.name: path.read_bytes() for path in sorted(back.iterdir())}
    stream = StringIO()
    csv.writer(stream).writerows(table.join(files, label=label).rows)
    return scored(json.dumps(table.score(creditdsl.pasted(stream.getvalue())).data()))


def huangshi(name: str) -> Path:
    return SCHEMES / "huangshi-2020" / "data" / f"{name}.csv"


@pytest.fixture
def assessed(tmp_path: Path, run: Run) -> Path:
    """A folder of forms in which the units filled in 自评 and the office 复核."""
    scheme, back = huangshi("附件").parents[1] / "scheme.credit", tmp_path / "返回"
    back.mkdir()
    for number, (own, checked) in enumerate(zip(rows(huangshi("附件-自评")), rows(huangshi("附件")), strict=True)):
        file = back / f"{number}{own['单位']}.xlsx"
        run("sheet", scheme, "--unit", own["单位"], "-o", file)
        form = file.read_bytes()
        filled = fill(form, answers_of(own, form, REPORT), "自评数据")
        file.write_bytes(fill(filled, answers_of(checked, form, REPORT), "复核数据"))
    return back


def test_both_sets_from_the_same_forms(assessed: Path, run: Run) -> None:
    words = ("score", huangshi("附件").parents[1] / "scheme.credit", "--format", "json")
    forms = run(*words, "--data", f"自评:{assessed}", "--data", f"复核:{assessed}")
    tables = run(*words, "--data", f"自评:{huangshi('附件-自评')}", "--data", f"复核:{huangshi('附件')}")
    assert scored(forms) == scored(tables)


def test_both_columns_are_filled_and_none_is_named(assessed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(huangshi("附件").parents[1] / "scheme.credit"), "--data", str(assessed)]) == 1
    assert unfolded(capsys.readouterr().err).count("错误 E0546：自评和复核两列都填了") == 8


def test_marks_of_the_office_beside_the_forms(tmp_path: Path, run: Run) -> None:
    """The units' own answers in forms, the marks of the assessors in a table: joined by unit."""
    path = SCHEMES / "chaoyang-2020" / "data" / "附件1.csv"
    scheme, back = path.parents[1] / "scheme.credit", tmp_path / "返回"
    run("sheet", scheme, "--table", "附件1", "-o", back)
    own, marks = {}, []
    for row in rows(path):
        own[row["单位"]] = {name: cell for name, cell in row.items() if not name.endswith("得分") and name != "单位"}
        marks.append({name: cell for name, cell in row.items() if name == "单位" or name.endswith("得分")})
    for file in back.iterdir():
        form = file.read_bytes()
        file.write_bytes(fill(form, answers_of(own[file.stem.rpartition("-")[2]], form, REPORT)))
    with (tmp_path / "酌情.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(marks[0]))
        writer.writeheader()
        writer.writerows(marks)
    words = ("score", scheme, "--table", "附件1", "--format", "json", "--data")
    assert scored(run(*words, back, "--data", tmp_path / "酌情.csv")) == scored(run(*words, path))


DETAILED = """方案：示例办法
附件1 考核指标
数据
  最高瞒报率 = 部门抽查.瞒报率 最大值
  抽查次数 = 部门抽查.瞒报率 计数
  报送量：条
一、工作（20分）
  （1）报送量 每条得1 最高5
  （2）得 （1−最高瞒报率）×10 最高10
  （3）抽查次数 每次得1
"""


def test_detail_tables_come_with_the_form(tmp_path: Path, run: Run) -> None:
    scheme, back = tmp_path / "方案.credit", tmp_path / "返回"
    scheme.write_text(DETAILED, "utf-8")
    back.mkdir()
    rates = {"甲局": ("0.5%", "2%"), "乙局": ("10%",)}
    for unit, found in rates.items():
        run("sheet", scheme, "--unit", unit, "-o", back / f"{unit}.xlsx")
        content = fill((back / f"{unit}.xlsx").read_bytes(), {"报送量": "3"})
        changes = both(*(text(f"C{4 + place * 2}", rate) for place, rate in enumerate(found)))
        (back / f"{unit}.xlsx").write_bytes(repack(content, {"2": changes}))
    (tmp_path / "数据.csv").write_text("单位,报送量\n乙局,3\n甲局,3\n", "utf-8")
    lines = [f"{unit},{rate}\n" for unit, found in rates.items() for rate in found]
    (tmp_path / "抽查.csv").write_text("单位,瞒报率\n" + "".join(lines), "utf-8")
    words = ("score", scheme, "--format", "json", "--data")
    tables = run(*words, tmp_path / "数据.csv", "--data", f"部门抽查:{tmp_path / '抽查.csv'}")
    assert scored(run(*words, back)) == scored(tables)


def test_a_quarterly_scheme_with_periods(tmp_path: Path, run: Run) -> None:
    """期 is read from the forms of a quarterly scheme where the units wrote it."""
    path, back = SCHEMES / "jiaxian-2022" / "data" / "附件2.csv", tmp_path / "返回"
    scheme = path.parents[1] / "scheme.credit"
    run("sheet", scheme, "--table", "附件2", "-o", tmp_path / "空白.xlsx")
    found = [{"单位": row["单位"], "期": "2022Q1", **row} for row in rows(path)]
    back.mkdir()
    for number, row in enumerate(found):
        write_filled((tmp_path / "空白.xlsx").read_bytes(), row, back / f"{number:03}.xlsx")
    with (tmp_path / "数据.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(found[0]))
        writer.writeheader()
        writer.writerows(found)
    words = ("score", scheme, "--table", "附件2", "--format", "json", "--data")
    assert scored(run(*words, back)) == scored(run(*words, tmp_path / "数据.csv"))


def test_one_form_is_explained(tmp_path: Path, run: Run) -> None:
    path = SCHEMES / "lvliang-2022" / "data" / "附件1.csv"
    scheme, back = path.parents[1] / "scheme.credit", tmp_path / "返回"
    run("sheet", scheme, "--table", "附件1", "-o", tmp_path / "空白.xlsx")
    back.mkdir()
    for number, row in enumerate(rows(path)):
        write_filled((tmp_path / "空白.xlsx").read_bytes(), row, back / f"{number}.xlsx")
    words = ("explain", scheme, "--table", "附件1", "--unit", "乙局", "--data")
    assert run(*words, back) == run(*words, path)
