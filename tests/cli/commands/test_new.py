"""`new`: a starter that checks clean and scores, in a folder of its own."""

import shlex
from pathlib import Path

import pytest

from creditdsl.cli.main import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_it_makes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "我的方案"]) == 0
    made = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert made == {"我的方案/方案.credit", "我的方案/数据/附件1.csv"}
    assert capsys.readouterr() == (
        "已新建 我的方案/方案.credit 和 我的方案/数据/附件1.csv。\n"
        "接着可以试这三条命令：检查、评分、制表。\n"
        "  creditdsl check 我的方案/方案.credit\n"
        "  creditdsl score 我的方案/方案.credit --data 我的方案/数据/附件1.csv\n"
        "  creditdsl print 我的方案/方案.credit -o 我的方案/附件1.html\n",
        "",
    )


@pytest.mark.parametrize("name", ["我的方案", "我的 方案", "."])
def test_the_three_commands_work(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["新建", name]) == 0
    steps = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  creditdsl ")]
    assert len(steps) == 3
    for step in steps:
        assert main(shlex.split(step)[1:]) == 0
    assert capsys.readouterr().err == ""


def test_the_starter_is_clean_and_shows_every_grade(capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "甲"])
    assert main(["check", "--strict", "甲/方案.credit"]) == 0
    capsys.readouterr()
    assert main(["score", "甲/方案.credit", "--data", "甲/数据/附件1.csv"]) == 0
    out = capsys.readouterr().out
    assert out.endswith("共 5 个单位：优秀 1 个，良好 1 个，一般 1 个，较差 2 个。\n")
    assert "  丙局：因“重大失信事件”，等次由“优秀”降为“良好”。\n" in out


def test_an_empty_folder_will_do(folder: Path) -> None:
    (folder / "空").mkdir()
    assert main(["new", "空"]) == 0


def test_a_folder_in_use_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "旧").mkdir()
    (folder / "旧" / "方案.credit").write_text("旧", "utf-8")
    assert main(["new", "旧"]) == 2
    assert capsys.readouterr().err.startswith("错误 E0069：文件夹“旧”里已经有文件，没有改动。")
    assert [path.name for path in (folder / "旧").iterdir()] == ["方案.credit"]


def test_a_file_in_the_way(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "文件").write_text("旧", "utf-8")
    assert main(["new", "文件"]) == 2
    assert capsys.readouterr().err.startswith("错误 E0070：“文件”是一个文件，没有改动。")
