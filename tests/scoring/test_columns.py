"""Very many units: the same results as by rows, from file to file; the same refusals; one unit explained."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from creditdsl.api.explanation_of_unit import Explanation
from creditdsl.base.failure import Failure
from creditdsl.cli.main import main
from creditdsl.scoring import engines
from creditdsl.scoring.explained import Asked, explained
from creditdsl.terminal import progress
from tests.published_tables import DATA_FILES, SCHEMES, by_name

pytest.importorskip("numpy")
pa = pytest.importorskip("pyarrow")

from pyarrow import parquet  # noqa: E402

SCHEME = """附件1
一、考核（20分）
  条数 排名赋分 最多5 最少1
  办结数 ÷ 受理数 1以上 得5
等次
  6分以上 优秀
  其余 一般
"""


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "MANY_BYTES", -1)


def run(*words: str | Path) -> int:
    return main([str(word) for word in words])


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def same_json(folder: Path, *words: str | Path) -> None:
    """The same bytes, but for the name of the engine."""
    found = []
    for engine in ("exact", "columns"):
        assert run("score", *words, "--engine", engine, "-o", folder / "成绩.json") == 0
        found.append((folder / "成绩.json").read_text(encoding="utf-8").replace(f'"engine": "{engine}"', ""))
    assert found[0] == found[1]


@pytest.mark.parametrize(("scheme", "table"), by_name(DATA_FILES))
def test_results_and_an_explanation_of_every_scheme(scheme: str, table: str, tmp_path: Path) -> None:
    folder = SCHEMES / scheme
    words = (folder / "scheme.credit", "--table", table, "--data", folder / "data" / f"{table}.csv")
    assert run("score", *words, "-o", tmp_path / "一.csv", "--engine", "exact") == 0
    assert run("score", *words, "-o", tmp_path / "二.csv") == 0
    expected = records(tmp_path / "一.csv")
    assert (tmp_path / "二.csv").read_bytes() == (tmp_path / "一.csv").read_bytes()
    assert run("score", *words, "-o", tmp_path / "三.parquet") == 0
    remarks = parquet.read_table(tmp_path / "三.parquet")["备注"].to_pylist()
    assert remarks == [row["备注"] or None for row in expected]
    same_json(tmp_path, *words)
    unit = expected[1]["单位"]
    period = expected[1].get("期")
    found = [
        Explanation(one, ()).text()
        for engine in ("exact", "columns")
        for one in explained(Asked(str(words[0]), table, (str(words[-1]),), unit, None, False, period, engine))
    ]
    assert found[0] == found[1]


POSTGRES = os.environ.get("CREDITDSL_TEST_POSTGRES", "")


@pytest.mark.parametrize(
    ("engine", "package", "words"), [("duckdb", "duckdb", []), ("postgres", "psycopg", ["--dsn", POSTGRES])]
)
@pytest.mark.parametrize(("scheme", "table"), by_name(DATA_FILES))
def test_the_results_of_every_engine(
    scheme: str, table: str, engine: str, package: str, words: list[str], tmp_path: Path
) -> None:
    pytest.importorskip(package, reason=f"the extra {engine} is not installed")
    if engine == "postgres" and not POSTGRES:
        pytest.skip("CREDITDSL_TEST_POSTGRES names no database")
    folder = SCHEMES / scheme
    asked = ("score", folder / "scheme.credit", "--table", table, "--data", folder / "data" / f"{table}.csv")
    assert run(*asked, "-o", tmp_path / "一.csv") == 0
    assert run(*asked, "-o", tmp_path / "二.csv", "--engine", engine, *words) == 0
    assert (tmp_path / "一.csv").read_bytes() == (tmp_path / "二.csv").read_bytes()


@pytest.mark.parametrize("of_all", [True, False])
@pytest.mark.parametrize(("scheme", "table"), by_name(DATA_FILES))
def test_what_every_scheme_waits_for(scheme: str, table: str, of_all: bool, tmp_path: Path) -> None:
    """Remarks and an explanation where one cell in seventeen is blank, of all units or of the last one."""
    folder, data = SCHEMES / scheme, tmp_path / "数据.csv"
    with (folder / "data" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = csv.reader(stream)
    last = rows[-1][0]
    for at, row in enumerate(rows):
        for column, name in enumerate(head):
            if (at * 31 + column) % 17 == 0 and name not in ("单位", "期") and (of_all or row[0] == last):
                row[column] = ""
    with data.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    words = (folder / "scheme.credit", "--table", table, "--data", data, "--partial")
    assert run("score", *words, "-o", tmp_path / "一.csv", "--engine", "exact") == 0
    assert run("score", *words, "-o", tmp_path / "二.csv") == 0
    assert (tmp_path / "二.csv").read_bytes() == (tmp_path / "一.csv").read_bytes()
    same_json(tmp_path, *words)
    for row in records(tmp_path / "一.csv")[:1]:
        found = [
            Explanation(one, ()).text()
            for engine in ("exact", "columns")
            for one in explained(
                Asked(str(words[0]), table, (str(data),), row["单位"], None, True, row.get("期"), engine)
            )
        ]
        assert found[0] == found[1]


@pytest.fixture
def files(tmp_path: Path) -> Callable[[str], tuple[Path, Path]]:
    def written(rows: str) -> tuple[Path, Path]:
        scheme, data = tmp_path / "方案.credit", tmp_path / "数据.csv"
        scheme.write_text(SCHEME, encoding="utf-8")
        data.write_text("单位,条数,办结数,受理数\n" + rows, encoding="utf-8")
        return scheme, data

    return written


OVERRIDES = """附件1
一、报送（10分）
  条数 每条得1 最高10
等次
  9分以上 优秀
  6分以上 良好
  其余 较差
  被通报 降一档
  被约谈 取消评优资格
  有事故 一票否决
"""


def test_why_grades_were_changed(tmp_path: Path) -> None:
    scheme, data = tmp_path / "方案.credit", tmp_path / "数据.csv"
    scheme.write_text(OVERRIDES, encoding="utf-8")
    words = ("是", "否", "")
    rows = [
        f"{n}-{a}-{b}-{c},{n},{a},{b},{c}" for n in ("9", "6", "1", "") for a in words for b in words for c in words
    ]
    data.write_text("\n".join(["单位,条数,被通报,被约谈,有事故", *rows]), encoding="utf-8")
    for engine in ("exact", "columns"):
        out = tmp_path / f"{engine}.csv"
        assert run("score", scheme, "--data", data, "-o", out, "--partial", "--engine", engine) == 0
    assert (tmp_path / "columns.csv").read_bytes() == (tmp_path / "exact.csv").read_bytes()
    remarks = {row["单位"]: row["备注"] for row in records(tmp_path / "exact.csv")}
    assert remarks["9-是-是-否"].startswith("因“被通报”降低等次；因“被约谈”取消评优资格，等次由“优秀”改为“良好”")
    assert remarks["'-否-否-是"].startswith("因“有事故”一票否决；总分待定：“条数”未填（B")
    found = [
        Explanation(one, ()).text()
        for engine in ("exact", "columns")
        for one in explained(Asked(str(scheme), None, (str(data),), "-否-否-是", partial=True, engine=engine))
    ]
    assert found[0] == found[1]
    assert (
        "总分待定，名次待定，等次较差" in found[0]
        and "按总分评的等次待定；有事故：是，一票否决，等次为较差。" in found[0]
    )


GOOD = "甲局,3,1,1\n乙局,2,1,2\n丙局,3,2,2\n"


def test_parquet_out(files: Callable[[str], tuple[Path, Path]], tmp_path: Path) -> None:
    scheme, data = files(GOOD)
    assert run("score", scheme, "--data", data, "-o", tmp_path / "成绩.csv") == 0
    assert run("score", scheme, "--data", data, "-o", tmp_path / "成绩.parquet") == 0
    table = parquet.read_table(tmp_path / "成绩.parquet")
    assert table.schema.field("总分").type == pa.decimal128(18, 2)
    assert [str(one) for one in table["总分"].to_pylist()] == [row["总分"] for row in records(tmp_path / "成绩.csv")]
    assert table["名次"].to_pylist() == [1, 3, 1]
    assert table["等次"].to_pylist() == ["优秀", "一般", "优秀"]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_json_on_the_screen(
    encoding: str,
    files: Callable[[str], tuple[Path, Path]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As a file holds it; with numbers for Chinese characters where the stream is not UTF-8."""
    scheme, data = files(GOOD)
    held = io.BytesIO()
    stream = io.TextIOWrapper(held, encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    assert run("score", scheme, "--data", data, "--engine", "columns", "--format", "json") == 0
    shown = held.getvalue()
    assert run("score", scheme, "--data", data, "--engine", "columns", "-o", tmp_path / "成绩.json") == 0
    assert json.loads(shown) == json.loads((tmp_path / "成绩.json").read_bytes())
    assert shown.isascii() is (encoding == "gbk")


def test_columns_for_few_units(files: Callable[[str], tuple[Path, Path]], tmp_path: Path) -> None:
    scheme, data = files(GOOD)
    found = {}
    for engine in ("exact", "columns"):
        out = tmp_path / f"{engine}.json"
        assert run("score", scheme, "--data", data, "--engine", engine, "-o", out) == 0
        found[engine] = json.loads(out.read_text(encoding="utf-8"))
        assert found[engine].pop("receipt")["engine"] == engine
    assert found["exact"] == found["columns"]


FAULTY = "甲局,3,1,1\n乙局,,1,0\n丙局,3,,2\n"


def test_missing_cells_are_refused_all_at_once(
    files: Callable[[str], tuple[Path, Path]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scheme, data = files(FAULTY)
    said = []
    for engine in ("exact", "columns"):
        assert run("score", scheme, "--data", data, "-o", tmp_path / "成绩.csv", "--engine", engine) == 1
        said.append(sorted(line for line in capsys.readouterr().err.splitlines() if "错误" in line))
    assert [line.rpartition("：")[2] for line in said[0]] == [line.rpartition("：")[2] for line in said[1]]
    assert run("score", scheme, "--data", data, "-o", tmp_path / "成绩.csv", "--partial") == 1
    assert "受理数" in capsys.readouterr().err
    assert not (tmp_path / "成绩.csv").exists()


def test_partial_scores_what_can_be(files: Callable[[str], tuple[Path, Path]], tmp_path: Path) -> None:
    scheme, data = files(FAULTY.replace("1,0", "1,1"))
    for engine, name in (("exact", "一.csv"), ("columns", "二.csv")):
        out = tmp_path / name
        assert run("score", scheme, "--data", data, "-o", out, "--partial", "--engine", engine) == 0
    assert records(tmp_path / "一.csv") == records(tmp_path / "二.csv")
    out = tmp_path / "三.parquet"
    assert run("score", scheme, "--data", data, "--partial", "-o", out) == 0
    assert parquet.read_table(out)["总分"].null_count == 3


def test_wrong_cells_are_refused(
    files: Callable[[str], tuple[Path, Path]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scheme, data = files("".join(f"单位{at},无,1,1\n" for at in range(300)))
    assert run("score", scheme, "--data", data, "-o", tmp_path / "成绩.csv") == 1
    assert "有错的共 300 行" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_an_engine_cannot_compute(
    form: str, files: Callable[[str], tuple[Path, Path]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From file to file and by rows."""
    pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    scheme, data = files(GOOD.replace("甲局,3,1,1", f"甲局,3,{10**30},{10**30}"))
    scheme.write_text(SCHEME.replace("÷ 受理数 1", "× 受理数 1"), encoding="utf-8")
    out = tmp_path / f"成绩.{form}"
    assert run("score", scheme, "--data", data, "-o", out, "--engine", "duckdb") == 1
    said = capsys.readouterr().err
    assert "可能用到超过 38 位的数，duckdb 算法算不了，请去掉 --engine。" in said
    assert not out.exists()
    assert run("score", scheme, "--data", data, "-o", out) == 0


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_database_that_is_not_there(
    form: str, files: Callable[[str], tuple[Path, Path]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    scheme, data = files(GOOD)
    words = ("--engine", "postgres", "--dsn", f"host={tmp_path}")
    assert run("score", scheme, "--data", data, "-o", tmp_path / f"成绩.{form}", *words) == 2
    assert "连不上 postgres 数据库，请看 --dsn 写的地址对不对" in capsys.readouterr().err


def test_many_missing_cells_are_counted(
    files: Callable[[str], tuple[Path, Path]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scheme, data = files("".join(f"单位{at},1,1,\n" for at in range(300)))
    assert run("score", scheme, "--data", data, "-o", tmp_path / "成绩.csv") == 1
    assert "共 300 行" in capsys.readouterr().err


def test_what_cannot_be_done(
    files: Callable[[str], tuple[Path, Path]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scheme, data = files(GOOD)
    parquet.write_table(pa.table({"单位": ["甲局"], "条数": [1]}), tmp_path / "数据.parquet")
    assert run("score", scheme, "--data", tmp_path / "数据.parquet") == 2
    assert "-o 成绩.csv" in capsys.readouterr().err
    assert run("score", scheme, "--data", data, "-o", tmp_path / "成绩.csv", "--period", "2023") == 2
    assert "不分期" in capsys.readouterr().err
    files(GOOD + "丁局,1\n")
    asked = ("score", scheme, "--data", data, "--partial", "-o")
    for engine in ("exact", "columns"):
        assert run(*asked, tmp_path / f"{engine}.csv", "--engine", engine) == 0
    assert (tmp_path / "columns.csv").read_bytes() == (tmp_path / "exact.csv").read_bytes()
    monkeypatch.setattr(engines, "find_spec", lambda name: None if name == "pyarrow" else name)
    assert run("score", scheme, "--data", tmp_path / "数据.parquet", "-o", tmp_path / "成绩.csv") == 2
    assert 'pip install "creditdsl[columns]"' in capsys.readouterr().err


def test_ctrl_c_leaves_the_old_file(
    files: Callable[[str], tuple[Path, Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from creditdsl.results import chunks

    scheme, data = files(GOOD)
    out = tmp_path / "成绩.csv"
    out.write_text("旧", encoding="utf-8")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(chunks, "fixed_units", stopped)
    assert run("score", scheme, "--data", data, "-o", out) == 130
    assert out.read_text(encoding="utf-8") == "旧"
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".creditdsl")]


INTERRUPTED = """
import signal
import sys
from creditdsl.results import chunks
from creditdsl.scoring import engines
from creditdsl.terminal import progress
from creditdsl.cli.main import main
engines.MANY_BYTES, chunks.CHUNK, progress.PATIENCE, progress._BETWEEN = -1, 32, 0, 0
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is started without
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_ctrl_c_on_a_terminal(suffix: str, files: Callable[[str], tuple[Path, Path]], tmp_path: Path) -> None:
    """A process of its own: the line is there while results are written, then gone, and the old file is left."""
    pty = pytest.importorskip("pty")
    scheme, data = files("".join(f"单位{at},{at % 97},1,1\n" for at in range(40_000)))
    out = tmp_path / "新" / f"成绩.{suffix}"
    out.parent.mkdir()
    out.write_text("旧", encoding="utf-8")
    screen, terminal = pty.openpty()
    words = [sys.executable, "-c", INTERRUPTED, "score", str(scheme), "--data", str(data), "-o", str(out)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(words, stdout=terminal, stderr=terminal, env=environment) as process:
        os.close(terminal)
        shown, stopped = b"", False
        with open(screen, "rb", buffering=0) as stream, suppress(OSError):  # the end of a terminal is an error
            while part := stream.read(4096):
                shown += part
                if not stopped and "写结果".encode() in shown:
                    process.send_signal(signal.SIGINT)
                    stopped = True
    said = shown.decode("utf-8")
    assert process.returncode == 130, said
    assert "已写入" not in said and said.rstrip().endswith("已中断，没有完成。")
    last = said[: said.index("已中断")].rstrip("\r\n").rpartition("\r")[2]
    assert not last.strip(), "the line of progress is wiped"
    assert out.read_text(encoding="utf-8") == "旧"
    assert os.listdir(out.parent) == [out.name]


def test_a_unit_that_is_not_there(files: Callable[[str], tuple[Path, Path]]) -> None:
    scheme, data = files(GOOD)
    with pytest.raises(Failure) as failure:
        explained(Asked(str(scheme), None, (str(data),), "戊局", engine="columns"))
    assert "戊局" in failure.value.diagnostics[0].message


def test_a_unit_that_waits_for_others(files: Callable[[str], tuple[Path, Path]]) -> None:
    scheme, data = files(FAULTY.replace("1,0", "1,1") + "丁局,,1,1\n")
    found = [
        Explanation(one, ()).text()
        for engine in ("exact", "columns")
        for one in explained(Asked(str(scheme), None, (str(data),), "甲局", partial=True, engine=engine))
    ]
    assert found[0] == found[1]
    assert "乙局、丁局" in found[0]


OF_ALL = """附件1
不适用：不计分
数据
  甲数：条
  乙数：条
  甲率 = 甲数 ÷ 全体最高（甲数）
一、甲（10分）
1. 甲项（5分）
  甲数 不低于 全体平均（乙数） 得5 其余 得2
2. 乙项（5分）
适用：甲局、乙局
  甲率 0.5以上 得5
  得 甲数÷全体最高（甲数）×6
3. 丙项（5分）
缺报：取平均分
  丙数 每条得1
等次
  8分以上 优秀
  其余 一般
  乙数 不低于 全体平均（乙数） 降一档
"""


@pytest.mark.parametrize("rows", ["甲局,3,4,1\n乙局,4,2,\n丙局,8,9,3\n", "甲局,3,4,1\n乙局,,2,\n丙局,8,,3\n"])
@pytest.mark.parametrize("unit", ["甲局", "乙局", "丙局"])
def test_a_unit_beside_the_figures_of_all(rows: str, unit: str, tmp_path: Path) -> None:
    scheme, data = tmp_path / "方案.credit", tmp_path / "数据.csv"
    scheme.write_text(OF_ALL, encoding="utf-8")
    data.write_text("单位,甲数,乙数,丙数\n" + rows, encoding="utf-8")
    found = [
        Explanation(one, ()).text()
        for engine in ("exact", "columns")
        for one in explained(Asked(str(scheme), None, (str(data),), unit, partial=True, engine=engine))
    ]
    assert found[0] == found[1]
    assert "全体最高8条" in found[0] or ",," in rows or unit == "丙局"


def test_progress_shows_on_a_terminal_after_a_while(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "_BETWEEN", 0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with progress.progress() as shown:
        shown("写结果", 50, 200)
    assert "写结果：50 行，25%" in capsys.readouterr().err
    monkeypatch.setattr("sys.stderr.isatty", lambda: False, raising=False)
    with progress.progress() as shown:
        shown("写结果", 50, 200)
    assert capsys.readouterr().err == ""


PERIODIC = """方案：积分办法
周期：月度
附件1 积分规则（积分）
数据
  条数：条
  办结数、受理数：件
  测评：年度 酌情 0至100
一、报送
1. 条数
  条数 每条得1
2. 办结
  办结数 ÷ 受理数 1以上 得5
年度总分 = 月度合计×90% + 测评×10%
"""
HEAD = "单位,期,条数,办结数,受理数,测评\n"


@pytest.mark.parametrize(
    "rows",
    [
        "甲局,2023-01,1,1,1,\n甲局,2023,,,,5\n",
        "甲局,2023-01,1,1,0,\n甲局,2023,,,,\n",
        "甲局,2023-01,1,1,1,3\n甲局,2023,4,,,5\n",
        "甲局,2023-01,1,1,1,\n乙局,2023-02,1,1,1,\n",
        "甲局,一月,1,1,1,\n乙局,２０２３-01,1,,1,\n",
        "甲局,2023-01,1,1,1,\n甲局,2023-01,1,坏,1,\n,2023-01,,,,\n,,,,,\n",
        "".join(f"单位{at},2023-01,{'' if at % 2 else '坏'},1,0,\n" for at in range(700)),
    ],
)
@pytest.mark.parametrize("partial", [[], ["--partial"]])
def test_faults_are_said_alike_whichever_engine_finds_them(
    rows: str, partial: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Faults of cells, periods and denominators, in one order and up to one limit."""
    scheme, data, out = tmp_path / "方案.credit", tmp_path / "数据.csv", tmp_path / "成绩.csv"
    scheme.write_text(PERIODIC, encoding="utf-8")
    data.write_text(HEAD + rows, encoding="utf-8")
    outcomes = []
    for engine in ("exact", "columns"):
        status = run("score", scheme, "--data", data, "-o", out, "--engine", engine, *partial)
        outcomes.append((status, capsys.readouterr(), out.read_bytes() if status == 0 else b""))
    assert outcomes[0] == outcomes[1]
    assert "方案.credit" not in outcomes[0][1].err
