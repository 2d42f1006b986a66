"""`demo`: the main job, its files and what it says about them."""

import json
from pathlib import Path

import pytest

from creditdsl.api.published_schemes import schemes_folder
from creditdsl.cli.commands import demo
from creditdsl.cli.main import main

FOLDER = schemes_folder() / demo.SCHEME


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_file_is_named_and_nothing_else_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo"]) == 0
    out, err = capsys.readouterr()
    named = [line.strip() for line in out.splitlines() if line.startswith("   ")]
    assert err == "" and sorted(named) == sorted(f"out/{name}" for name in contents(folder / "out"))


def test_what_is_in_it(folder: Path) -> None:
    main(["演示", "-o", "结果"])
    files = contents(folder / "结果")
    assert set(files) >= {
        "检查报告.txt",
        *(f"{table}{rest}" for table in ("附件1", "附件2") for rest in (".html", "成绩.txt", "成绩.csv", "成绩.json")),
        "附件1丙局得分说明.txt",
        "附件1丙局得分说明.html",
        "附件1丙局得分说明.pdf",
        *(f"{table}{rest}" for table in ("附件1", "附件2") for rest in ("成绩.xlsx", "排名表.docx", "考核概况.pdf")),
        "规则文档/index.html",
    }
    assert all(files.values())
    report = files["检查报告.txt"].decode()
    assert "\n  lvliang-2022/scheme.credit:" in report and "提醒 W" not in report
    assert "由“优秀”降为“良好”" in files["附件1成绩.txt"].decode()
    assert "降一档" in files["附件1丙局得分说明.txt"].decode()


@pytest.mark.parametrize("table", ["附件1", "附件2"])
def test_its_scores_are_the_expected_ones(table: str, folder: Path) -> None:
    main(["demo"])
    found = json.loads((folder / "out" / f"{table}成绩.json").read_text("utf-8"))["units"]
    wanted = json.loads((FOLDER / "data" / f"{table}.expected.json").read_text("utf-8"))["units"]
    assert [{key: unit[key] for key in want} for unit, want in zip(found, wanted, strict=True)] == wanted


def test_the_same_bytes_every_time_and_anywhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["demo", "-o", "甲"])
    (folder / "别处").mkdir()
    monkeypatch.chdir(folder / "别处")
    main(["demo", "-o", str(folder / "乙")])
    assert contents(folder / "甲") == contents(folder / "乙")
    assert all(str(FOLDER).encode() not in content for content in contents(folder / "甲").values())


def test_a_file_in_the_way(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("out").write_text("旧", "utf-8")
    assert main(["demo"]) == 2
    assert "E0025" in capsys.readouterr().err and Path("out").read_text("utf-8") == "旧"
