"""`score`: the forms of a result, what it refuses, and that a refusal touches nothing."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from creditdsl import __version__
from creditdsl.cli.main import main
from creditdsl.results.text import COLUMNS
from creditdsl.terminal.width import width

ROOT = Path(__file__).parents[3]
SCHEME = """方案：示例办法
附件1 考核指标（满分20分）
数据
  条数：条
  报送量：条
  成效：酌情 0至5
  失信：是否
一、甲项（10分）
1. 报送（5分）
  条数 排名赋分 最多5 最少1
2. 成效（5分）
  成效 酌情 0至5
二、乙项（10分）
  报送量 每条得2
三、扣分情形（扣分，最高3分）
  失信 扣3
等次
  15分以上 优秀
  10分以上 良好
  其余 较差
  失信 降一档
"""
DATA = "单位,条数,报送量,成效,失信\n甲局,10,5,5,否\n=乙局,5,5,4,是\n丙局,5,0,0,是\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command line in a folder with a scheme and data."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "方案.credit").write_text(SCHEME, "utf-8")
    (tmp_path / "数据.csv").write_text(DATA, "utf-8")

    def call(*words: str, data: str = "数据.csv") -> tuple[int, str, str]:
        status = main(["score", "方案.credit", "--data", data, *words])
        return status, *capsys.readouterr()

    return call


def scores(out: str) -> dict[str, dict[str, object]]:
    return {unit["unit"]: unit for unit in json.loads(out)["units"]}


def test_the_table_for_a_reader(run: Run) -> None:
    assert run() == (
        0,
        "示例办法\n"
        "附件1 考核指标\n"
        "\n"
        "名次  单位    总分  等次     一     二    三\n"
        "--------------------------------------------\n"
        "   1  甲局   20.00  优秀  10.00  10.00  0.00\n"
        "   2  =乙局  12.00  较差   5.00  10.00  3.00\n"
        "   3  丙局   -2.00  较差   1.00   0.00  3.00\n"
        "\n"
        "大项：一 甲项；二 乙项；三 扣分情形。\n"
        "\n"
        "说明\n"
        "  =乙局：因“失信”，等次由“良好”降为“较差”。\n"
        "  丙局：因“失信”应降低等次，已是最低的“较差”，不再下降。\n"
        "\n"
        "共 3 个单位：优秀 1 个，较差 2 个。\n",
        "",
    )


def test_json_is_the_interface(run: Run, tmp_path: Path) -> None:
    status, out, err = run("--format", "json")
    assert (status, err) == (0, "")
    value = json.loads(out)
    assert list(value) == ["scheme", "table", "receipt", "units"]
    assert (value["scheme"], value["table"]) == ("示例办法", "附件1")
    assert value["receipt"] == {
        "tool": f"creditdsl {__version__}",
        "scheme_sha256": sha256((tmp_path / "方案.credit").read_bytes()).hexdigest(),
        "data_sha256": [sha256((tmp_path / "数据.csv").read_bytes()).hexdigest()],
        "engine": "exact",
    }
    assert value["units"][0] == {
        "unit": "甲局",
        "period": None,
        "items": {"一/1": "5.00", "一/2": "5.00", "二": "10.00", "三": "0.00"},
        "sections": {"一": "10.00", "二": "10.00", "三": "0.00"},
        "total": "20.00",
        "grade": "优秀",
        "rank": 1,
        "notes": [],
    }
    assert value["units"][1]["notes"] == ["因“失信”，等次由“良好”降为“较差”"]


def test_csv_opens_as_a_table(run: Run, tmp_path: Path) -> None:
    assert run("-o", "成绩.csv") == (0, "已写入 成绩.csv：附件1，3 个单位。\n", "")
    content = (tmp_path / "成绩.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and content.count(b"\r\n") == content.count(b"\n") == 4
    head, first, second, third = csv.reader(StringIO(content.decode("utf-8-sig")))
    assert head == [
        "单位", "一/1 报送", "一/2 成效", "二 乙项", "三 扣分情形", "大项一 甲项", "大项二 乙项",
        "大项三 扣分情形", "总分", "名次", "等次", "备注",
    ]  # fmt: skip
    assert first == ["甲局", "5.00", "5.00", "10.00", "0.00", "10.00", "10.00", "0.00", "20.00", "1", "优秀", ""]
    assert second[0] == "'=乙局", "a text cell is no formula"
    assert third[8:] == ["-2.00", "3", "较差", "因“失信”应降低等次，已是最低的“较差”，不再下降"]


def test_csv_in_a_pipe_is_what_a_file_would_be(run: Run, tmp_path: Path) -> None:
    run("-o", "成绩.csv")
    words = [sys.executable, "-m", "creditdsl", "score", "方案.credit", "--data", "数据.csv", "--format", "csv"]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "gbk", "PATH": ""}
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert done.stdout == (tmp_path / "成绩.csv").read_bytes()


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (["-o", "成绩.json"], b"{"),
        (["-o", "成绩.txt"], "示例办法".encode()),
        (["-o", "成绩.json", "--format", "text"], "示例办法".encode()),
        (["-o", "深/成绩.CSV"], b"\xef\xbb\xbf"),
    ],
)
def test_the_name_of_the_output_says_its_form(run: Run, tmp_path: Path, words: list[str], begins: bytes) -> None:
    assert run(*words)[0] == 0
    assert (tmp_path / words[1]).read_bytes().startswith(begins)


def test_the_same_bytes_every_time(run: Run, tmp_path: Path) -> None:
    for name in ("甲.json", "乙.json"):
        run("-o", name)
    assert (tmp_path / "甲.json").read_bytes() == (tmp_path / "乙.json").read_bytes()


def test_two_data_files_are_joined(run: Run, tmp_path: Path) -> None:
    (tmp_path / "一.csv").write_text("单位,条数,报送量\n甲局,10,5\n乙局,5,5\n", "utf-8")
    (tmp_path / "二.csv").write_text("单位,成效,失信\n乙局,4,是\n甲局,5,否\n", "utf-8")
    status, out, _ = run("--data", "二.csv", "--format", "json", data="一.csv")
    assert status == 0 and len(json.loads(out)["receipt"]["data_sha256"]) == 2
    assert {name: unit["total"] for name, unit in scores(out).items()} == {"甲局": "20.00", "乙局": "12.00"}


def test_partial_marks_what_waits(run: Run, tmp_path: Path) -> None:
    (tmp_path / "缺.csv").write_text("单位,条数,报送量,成效,失信\n甲局,,5,,否\n乙局,5,5,4,\n", "utf-8")
    status, out, err = run(data="缺.csv")
    assert (status, out) == (1, "") and err.count("错误 E0530") == 3
    status, out, _ = run("--partial", "--format", "json", data="缺.csv")
    first, second = scores(out).values()
    assert status == 0
    assert first["items"] == {"一/1": "待定", "一/2": "待定", "二": "10.00", "三": "0.00"}
    assert (first["total"], first["grade"], first["rank"]) == ("待定", None, None)
    assert first["notes"] == ["总分待定：“成效”未填（D2格）；“条数”未填（B2格）"]
    assert second["notes"] == ["总分待定：“失信”未填（E3格）；其他单位“条数”未填（甲局）"]
    assert "等次待定 2 个" in run("--partial", data="缺.csv")[1]


def test_a_place_waits_for_the_totals_of_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "缺.csv").write_text("单位,条数,报送量,成效,失信\n甲局,1,5,,否\n乙局,5,5,4,否\n", "utf-8")
    _, out, _ = run("--partial", "--format", "json", data="缺.csv")
    second = scores(out)["乙局"]
    assert (second["total"], second["grade"], second["rank"]) == ("19.00", "优秀", None)
    assert second["notes"] == ["名次待定：要等各单位的总分都确定"]


def test_a_wide_table_is_broken_into_blocks(run: Run, tmp_path: Path) -> None:
    sections = "".join(f"{n}、第{n}项（100分）\n  得 100\n" for n in "一二三四五六七八九十")
    (tmp_path / "方案.credit").write_text(f"方案：示例\n附件1 指标\n数据\n  甲：是否\n{sections}", "utf-8")
    name = "一个名称特别长的市直成员单位办公室" * 2
    (tmp_path / "数据.csv").write_text(f"单位,甲\n{name},是\n乙局,否\n", "utf-8")
    status, out, _ = run()
    assert status == 0
    assert all(width(line) <= COLUMNS for line in out.splitlines())
    assert out.count("名次  单位") == 2 and out.count("1000.00") == 2 and "等次" not in out


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["--table", "附件9"], 2, "错误 E0034：方案里没有“附件9”这张表。"),
        (["--format", "xml"], 2, "错误 E0060：选项 --format 的内容“xml”不对，可以写：text、json、csv、parquet、xlsx。"),
        (["-o", "成绩.csv", "--date", "2026-01-15"], 2, "错误 E0029：--date 写在 XLSX 文件的计分回执里"),
        (["-o", "成绩.xlsx", "--date", "2026-02-30"], 2, "错误 E0030：“2026-02-30”不是日期。"),
        (
            ["-o", "成绩.xlsx", "--date", "今天"],
            2,
            "错误 E0030：“今天”不是日期。日期要写成 2026-01-15 或 2026年1月15日。",
        ),
        (["--dsn", "host=甲"], 2, "错误 E0046：--dsn 只用于 postgres 算法，请加上 --engine postgres，或者去掉 --dsn。"),
        (["--engine", "quick"], 2, "错误 E0060：选项 --engine 的内容“quick”不对"),
        (["--data", "没有.csv"], 2, "没有.csv: 错误 E0501：打不开数据文件：没有这个文件"),
        (["--data", "自评:数据.csv"], 2, "错误 E0036：有的数据文件前面写了“自评”一类的名目，有的没有写：数据.csv。"),
        (["--data", "C:\\数据.csv"], 2, "C:\\数据.csv: 错误 E0501：打不开数据文件"),
        (["--period", "2023"], 2, "错误 E0049：“附件1”的数据不分期，请去掉 --period。"),
        (["--data", "数据.csv"], 2, "错误 E0035：数据文件“数据.csv”写了两次，请去掉一个 --data。"),
        (["-o", "方案.credit"], 2, "方案.credit: 错误 E0024：这是这次要读的文件，没有写入。"),
        (["-o", "./数据.csv"], 2, "./数据.csv: 错误 E0024：这是这次要读的文件，没有写入。"),
    ],
)
def test_what_is_refused(run: Run, tmp_path: Path, words: list[str], status: int, message: str) -> None:
    (tmp_path / "成绩.csv").write_text("旧", "utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*")}
    output = [] if "-o" in words else ["-o", "成绩.csv"]
    found, out, err = run(*words, *output)
    assert (found, out) == (status, "") and err.startswith(message)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_scheme_from_standard_input_is_hashed_as_it_came(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    piped = SCHEME.encode(encoding)
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(piped)))
    assert main(["score", "-", "--data", "数据.csv", "--format", "json"]) == 0
    receipt = json.loads(capsys.readouterr().out)["receipt"]
    assert receipt["scheme_sha256"] == sha256(piped).hexdigest()
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(piped)))
    assert main(["score", "-", "--data", "数据.csv", "-o", "成绩.xlsx"]) == 0
    assert Path("成绩.xlsx").exists()


def test_so_many_wrong_rows_that_only_the_first_are_listed(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"单位{number},多,5,5,否\n" for number in range(201))
    (tmp_path / "数据.csv").write_text("单位,条数,报送量,成效,失信\n" + rows, "utf-8")
    for engine in ("exact", "columns"):
        status, out, err = run("--engine", engine)
        assert (status, out) == (1, "")
        assert err.startswith("错误 E0548：有错的共 201 行，这里列出前 200 行的。\n")


def test_faults_of_the_scheme_stop_scoring(run: Run, tmp_path: Path) -> None:
    (tmp_path / "方案.credit").write_text(SCHEME.replace("得2", "得"), "utf-8")
    status, out, err = run()
    assert (status, out) == (1, "") and err.startswith("方案.credit:14:")
    (tmp_path / "方案.credit").unlink()
    assert run()[0] == 2


def test_warnings_do_not_stop_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "多.csv").write_text(DATA.replace("失信\n", "失信,电话\n").replace("否\n", "否,1\n"), "utf-8")
    status, out, err = run("--format", "json", data="多.csv")
    assert status == 0 and json.loads(out) and "提醒 W0501" in err


def test_data_is_required(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "方案.credit"]) == 2
    assert capsys.readouterr().err.startswith("错误 E0056：缺少选项 --data，请加上：--data 数据文件。")
