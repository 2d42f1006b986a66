"""`check`: all faults of all files, in three shapes, and the exit status."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from creditdsl.cli.main import main

ROOT = Path(__file__).parents[3]
LVLIANG = ROOT / "schemes" / "lvliang-2022" / "scheme.credit"
CLEAN = "方案：示例\n附件1 考核指标\n一、工作机制（5分）\n  建立机制 得5\n"
WARNED = "方案：示例\n附件1 考核指标\n一、工作机制（5分）\n"
FAULTY = "方案：示例\n附件1 考核指标\n一、工作机制（5分）\n  建立机制 得！\n  报送率 每百分 得\n  制定制度 得5\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with schemes of every kind, as the working folder."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("好.credit", CLEAN), ("提醒.credit", WARNED), ("错.credit", FAULTY)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_clean_scheme(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "好.credit"]) == 0
    assert capsys.readouterr() == ("没有发现问题。\n", "")


def test_lvliang_passes_even_strictly(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["检查", str(LVLIANG), "--strict"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert "错误" not in last and "提醒" not in last and "已核" in last


def test_every_bad_line_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "错.credit"]) == 1
    out = capsys.readouterr().out
    assert "错.credit:4:" in out and "错.credit:5:" in out and "   4 │   建立机制 得！" in out
    assert out.splitlines()[-1] == "共 2 个错误、1 个说明。"


def test_warnings_count_only_strictly(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "提醒.credit"]) == 0
    assert capsys.readouterr().out.endswith("\n共 1 个提醒。\n")
    assert main(["check", "提醒.credit", "--strict"]) == 1


def test_an_unreadable_file_does_not_hide_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "没有.credit", "错.credit", "好.credit"]) == 2
    out = capsys.readouterr().out
    assert "没有.credit: 错误 E0001：找不到这个文件。" in out and "错.credit:4:" in out
    assert out.endswith("共 3 个错误、1 个说明。\n")


def test_a_file_named_twice_is_checked_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "错.credit", "错.credit"]) == 1
    assert capsys.readouterr().out.endswith("共 2 个错误、1 个说明。\n")


def test_hidden_characters_are_refused_before_compiling(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "隐.credit").write_text(CLEAN.replace("建立机制", "建立\u200b机制"), "utf-8")
    assert main(["check", "隐.credit"]) == 1
    assert "隐.credit:4:5: 错误 E0011" in capsys.readouterr().out


def test_gb18030_is_read_with_a_warning(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "国标.credit").write_bytes(CLEAN.encode("gb18030"))
    assert main(["check", "国标.credit"]) == 0
    assert "提醒 W0014" in capsys.readouterr().out


def test_json_is_the_interface(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "好.credit", "错.credit", "--format", "json"]) == 1
    value = json.loads(capsys.readouterr().out)
    assert list(value) == ["files", "diagnostics"]
    assert value["files"] == ["好.credit", "错.credit"]
    first = value["diagnostics"][0]
    assert list(first) == [
        "code", "severity", "message", "file", "line", "column", "end_line", "end_column",
        "ref", "table", "help", "related", "data",
    ]  # fmt: skip
    assert (first["severity"], first["file"], first["line"]) == ("error", "错.credit", 4)


def test_json_of_a_clean_scheme(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "好.credit", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"files": ["好.credit"], "diagnostics": []}


def test_json_of_a_missing_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "没有.credit", "--format", "json"]) == 2
    (only,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (only["code"], only["line"]) == ("E0001", None)


def test_sarif(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "错.credit", "--format", "sarif"]) == 1
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    assert [result["level"] for result in log["runs"][0]["results"]] == ["error", "error", "note"]


def test_a_faulty_scheme_is_not_reviewed_and_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "错.credit"])
    assert "错.credit: 说明 N0681：方案里有错误，草案没有审查。" in capsys.readouterr().out
    main(["check", "错.credit", "--no-review"])
    assert "N0681" not in capsys.readouterr().out


def test_what_is_acknowledged_is_listed_and_does_not_count(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = "1. 机制（10分）\n  建立机制 得10\n2. 制度（8分）\n  制定制度 得8\n"
    text = f"方案：示例\n附件1 考核指标\n一、工作机制（20分）  # 已核：W0601 上级文件原文如此\n{items}"
    (folder / "核.credit").write_text(text, "utf-8")
    assert main(["check", "核.credit", "--strict"]) == 0
    out = capsys.readouterr().out
    assert "已核：\n  核.credit:3:8: W0601：" in out and "——上级文件原文如此\n" in out
    assert out.endswith("没有发现问题，已核 1 个。\n")
    main(["check", "核.credit", "--format", "json"])
    (only,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert only["acknowledged"] == "上级文件原文如此"
    main(["check", "核.credit", "--format", "sarif"])
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "上级文件原文如此"}]


def test_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    assert capsys.readouterr().err.startswith("错误：缺少“方案文件”")


def test_an_unknown_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "好.credit", "--format", "xml"]) == 2
    assert capsys.readouterr().err.startswith("错误：选项 --format 的内容“xml”不对，可以写：text、json、sarif。\n")


def test_imports_nothing_that_scores_or_prints() -> None:
    script = """
        import sys
        from creditdsl.cli.main import main
        status = main(["check", *sys.argv[1:]])
        heavy = [name for name in sys.modules if name.split(".")[0] in {"jinja2", "python_calamine", "interegular"}
                 or name.startswith(("creditdsl.publish", "creditdsl.data"))]
        sys.exit(status or (f"{heavy}" if heavy else 0))
    """
    words = [sys.executable, "-c", textwrap.dedent(script), str(LVLIANG)]
    done = subprocess.run(words, cwd=ROOT, env=dict(os.environ), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
