"""`check`: all faults of all files, in three shapes, and the exit status."""

import io
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
    assert out.splitlines()[-1] == "共 2 个错误、1 个说明，有 1 处没有审查。"


def test_warnings_count_only_strictly(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "提醒.credit"]) == 0
    assert capsys.readouterr().out.endswith("\n共 1 个提醒。\n")
    assert main(["check", "提醒.credit", "--strict"]) == 1


def test_an_unreadable_file_does_not_hide_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "没有.credit", "错.credit", "好.credit"]) == 2
    out = capsys.readouterr().out
    assert "没有.credit: 错误 E0001：找不到这个文件。" in out and "错.credit:4:" in out
    assert out.endswith("共 3 个错误、1 个说明，有 1 处没有审查。\n")


def test_a_file_named_twice_is_checked_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "错.credit", "错.credit"]) == 1
    assert capsys.readouterr().out.endswith("共 2 个错误、1 个说明，有 1 处没有审查。\n")


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
    assert "错.credit: 说明 N0681：方案里有错误，没有审查的有：附件1 一；其余已经审查。" in capsys.readouterr().out
    main(["check", "错.credit", "--no-review"])
    out = capsys.readouterr().out
    assert "N0681" not in out and out.endswith("共 2 个错误，草案没有审查。\n")


def test_a_draft_without_review_is_not_called_faultless(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scheme = "方案：示例\n附件1 考核指标\n一、工作机制（5分）\n  建立机制 得3\n"
    (folder / "稿.credit").write_text(scheme, "utf-8")
    assert main(["check", "稿.credit"]) == 0
    assert capsys.readouterr().out.endswith("共 1 个提醒。\n")
    assert main(["check", "稿.credit", "--no-review"]) == 0
    assert capsys.readouterr().out == "没有发现读不懂的地方，草案没有审查。\n"
    main(["check", "稿.credit", "--no-review", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["diagnostics"] == []


def test_what_is_acknowledged_is_listed_and_does_not_count(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = "1. 机制（10分）\n  建立机制 得10\n2. 制度（8分）\n  制定制度 得8\n"
    text = f"方案：示例\n附件1 考核指标\n一、工作机制（20分）  # 已核：W0601 上级文件原文如此\n{items}"
    (folder / "核.credit").write_text(text, "utf-8")
    assert main(["check", "核.credit", "--strict"]) == 0
    out = capsys.readouterr().out
    assert "已核：\n  核.credit:3:8: W0601：" in out and "——上级文件原文如此\n" in out.replace("\n    ", "")
    assert out.endswith("没有发现问题，已核 1 个。\n")
    main(["check", "核.credit", "--format", "json"])
    (only,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert only["acknowledged"] == "上级文件原文如此"
    main(["check", "核.credit", "--format", "sarif"])
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "上级文件原文如此"}]


def test_a_scheme_from_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for form, expected in (("text", "标准输入:4:"), ("json", '"标准输入"'), ("sarif", '"uri": "%E6%A0%87')):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FAULTY.encode())))
        assert main(["check", "-", "--format", form]) == 1
        assert expected in capsys.readouterr().out
    assert main(["check", "--fix", "-", "好.credit"]) == 2
    assert capsys.readouterr().err.startswith("错误 E0064：从标准输入读的方案没有文件可以写回，请去掉 --fix。")


def test_a_folder_and_a_pattern(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "下级").mkdir()
    (folder / "下级" / "错.credit").write_text(FAULTY, "utf-8")
    assert main(["check", ".", "--format", "json"]) == 1
    files = json.loads(capsys.readouterr().out)["files"]
    assert files == [os.path.join("下级", "错.credit"), "好.credit", "提醒.credit", "错.credit"]
    assert main(["check", "好*"]) == 0
    assert main(["check", "无*", "好.credit"]) == 2
    assert "无*: 错误 E0015：没有与它相符的文件。" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "codes", "last", "status"),
    [
        ("--select E", ["E0101", "E0113"], "共 2 个错误，另有 1 个没有列出，有 1 处没有审查。", 1),
        ("--select N,W06", ["N0681"], "共 1 个说明，另有 2 个没有列出，有 1 处没有审查。", 0),
        ("--select W --select ｅ0113", ["E0113"], "共 1 个错误，另有 2 个没有列出，有 1 处没有审查。", 1),
        ("--ignore E01；N", [], "没有发现要看的问题，另有 3 个没有列出，有 1 处没有审查。", 0),
        ("--select E --ignore E0113", ["E0101"], "共 1 个错误，另有 2 个没有列出，有 1 处没有审查。", 1),
        ("--ignore W", ["E0101", "E0113", "N0681"], "共 2 个错误、1 个说明，有 1 处没有审查。", 1),
    ],
)
def test_only_some_codes(
    capsys: pytest.CaptureFixture[str], options: str, codes: list[str], last: str, status: int
) -> None:
    words = ["check", "错.credit", *options.split()]
    assert main(words) == status
    assert capsys.readouterr().out.splitlines()[-1] == last
    assert main([*words, "--format", "json"]) == status
    value = json.loads(capsys.readouterr().out)
    assert sorted(one["code"] for one in value["diagnostics"]) == codes
    assert value["left_out"] == 3 - len(codes)


def test_what_is_left_out_does_not_count_strictly(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "提醒.credit", "--strict", "--ignore", "W"]) == 0
    assert main(["check", "提醒.credit", "--strict", "--select", "W"]) == 1


def test_a_file_that_cannot_be_read_is_always_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "没有.credit", "--ignore", "E"]) == 2
    assert "错误 E0001" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("X0601", "E0066：没有以“X0601”开头的编号。相近的有：W0601"),
        ("W06,X", "E0066：没有以“X”开头的编号。编号写在每条提醒的前面，例如 W0601。"),
        (" , ", "E0067：--select 后面要写编号，例如 W0601，或者编号的开头，例如 W06。"),
    ],
)
def test_a_code_that_there_is_not(capsys: pytest.CaptureFixture[str], typed: str, message: str) -> None:
    assert main(["check", "错.credit", "--select", typed]) == 2
    shown = capsys.readouterr()
    assert shown.out == "" and shown.err.startswith(f"错误 {message}")


def test_only_what_is_selected_is_fixed(folder: Path) -> None:
    text = "方案：示例\n文号：某信办发[2023]4号\n附件1 考核指标\n一、工作机制（5分）\n  建立机制 得5\n"
    (folder / "改.credit").write_text(text, "utf-8")
    main(["check", "--fix", "改.credit", "--ignore", "W0663"])
    assert (folder / "改.credit").read_text("utf-8") == text
    main(["check", "--fix", "改.credit", "--select", "W0663"])
    assert "〔2023〕" in (folder / "改.credit").read_text("utf-8")


def test_a_comparison_does_not_hang_on_what_is_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "错.credit", "--against", "好.credit", "--ignore", "E"]) == 0
    assert "方案有错误，没有和 好.credit 比较。" in capsys.readouterr().out


def test_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    assert capsys.readouterr().err.startswith("错误 E0057：缺少“方案文件”")


def test_an_unknown_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "好.credit", "--format", "xml"]) == 2
    assert capsys.readouterr().err.startswith(
        "错误 E0060：选项 --format 的内容“xml”不对，可以写：text、json、sarif。\n"
    )


def test_imports_nothing_that_scores_or_prints() -> None:
    script = """
        import sys
        from creditdsl.cli.main import main
        status = main(["check", *sys.argv[1:]])
        heavy = [name for name in sys.modules if name.split(".")[0] in {"jinja2", "interegular"}
                 or name.startswith(("creditdsl.publish", "creditdsl.data"))]
        sys.exit(status or (f"{heavy}" if heavy else 0))
    """
    words = [sys.executable, "-c", textwrap.dedent(script), str(LVLIANG)]
    done = subprocess.run(words, cwd=ROOT, env=dict(os.environ), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
