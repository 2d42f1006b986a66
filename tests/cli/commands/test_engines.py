"""`--engine`: the same results whatever computes them, and a sentence where an engine cannot be had."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from creditdsl.cli.main import main

FOLDER = Path(__file__).parents[3] / "schemes" / "lvliang-2022"
WORDS = ["score", str(FOLDER / "scheme.credit"), "--table", "附件1", "--format", "json", "--data"]


def result(data: Path, *words: str, capsys: pytest.CaptureFixture[str]) -> object:
    status = main([*WORDS, str(data), *words])
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    return json.loads(out)["units"]


def test_duckdb_gives_what_the_interpreter_gives(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    data = FOLDER / "data" / "附件1.csv"
    assert result(data, "--engine", "duckdb", capsys=capsys) == result(data, capsys=capsys)
    main([*WORDS, str(data), "--engine", "duckdb"])
    assert json.loads(capsys.readouterr().out)["receipt"]["engine"] == "duckdb"


def test_duckdb_ends_in_silence(tmp_path: Path) -> None:
    """Also where it was loaded and not asked: it reports objects of its own that are left at the end."""
    pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    data = tmp_path / "数据.csv"
    data.write_text("单位\n甲局\n", "utf-8")
    words = [sys.executable, "-m", "creditdsl", *WORDS, str(data), "--engine", "duckdb"]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1 and done.stderr.rstrip().endswith("个错误。")


def test_what_is_missing_is_named_whatever_the_engine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    head, first, *rest = (FOLDER / "data" / "附件1.csv").read_text("utf-8-sig").splitlines()
    cells = first.split(",")
    cells[head.split(",").index("瞒报条数")] = ""
    data = tmp_path / "数据.csv"
    data.write_text("\n".join([head, ",".join(cells), *rest]), "utf-8")
    said = []
    for words in ([], ["--engine", "duckdb"]):
        assert main([*WORDS, str(data), *words]) == 1
        said.append(capsys.readouterr().err)
    assert said[0] == said[1] and "缺“瞒报条数”" in said[0]


@pytest.mark.parametrize(
    ("name", "package"), [("columns", "numpy"), ("duckdb", "duckdb"), ("spark", "pyspark"), ("postgres", "psycopg")]
)
def test_an_extra_that_is_not_installed_is_named(
    name: str, package: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in [key for key in sys.modules if key.startswith("creditdsl.backends.")]:
        if module.startswith(("creditdsl.backends.columns", "creditdsl.backends.sql")):
            monkeypatch.delitem(sys.modules, module)
    for module in [key for key in sys.modules if key.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    assert main([*WORDS, str(FOLDER / "data" / "附件1.csv"), "--engine", name]) == 2
    out, err = capsys.readouterr()
    assert out == "" and f"{name} 算法要用的 {package} 没有安装" in err and f'pip install "creditdsl[{name}]"' in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--master", "local[2]"], "--master 只用于 spark 算法，请加上 --engine spark，或者去掉 --master。"),
        (["--engine", "duckdb", "--dsn", "host=甲"], "--dsn 只用于 postgres 算法"),
    ],
)
def test_an_address_for_another_engine(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WORDS, str(FOLDER / "data" / "附件1.csv"), *words]) == 2
    assert message in capsys.readouterr().err
