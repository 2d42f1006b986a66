"""`fmt`: files are laid out whole or not touched, and the exit status says which."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from creditdsl.cli.main import main

LAID_OUT = "方案：示例\n\n附件1 指标\n\n一、机制（5分）\n  建立机制 得5\n"
TYPED = "方案:示例\r\n附件1 指标\r\n一、机制(5分)\r\n建立机制 得5分\r\n"


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    path = tmp_path / "方案.credit"
    path.write_bytes(TYPED.encode())
    return path


@pytest.mark.parametrize("word", ["fmt", "整理"])
def test_writes_the_layout(scheme: Path, capsys: pytest.CaptureFixture[str], word: str) -> None:
    assert main([word, str(scheme)]) == 0
    assert scheme.read_bytes() == LAID_OUT.encode()
    assert capsys.readouterr().out == f"已整理：{scheme}\n"
    assert main([word, str(scheme)]) == 0
    assert capsys.readouterr().out == f"已是统一格式：{scheme}\n"


def test_check_writes_nothing(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--check", str(scheme)]) == 1
    assert scheme.read_bytes() == TYPED.encode()
    assert capsys.readouterr().out == f"需要整理：{scheme}\n"
    scheme.write_text(LAID_OUT, "utf-8", newline="\n")
    assert main(["fmt", "--check", str(scheme)]) == 0


def test_a_file_with_an_unreadable_line_is_not_touched(
    scheme: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "坏.credit"
    bad.write_text(LAID_OUT.replace("得5", "德5"), "utf-8")
    before = bad.read_bytes()
    assert main(["fmt", str(bad), str(scheme)]) == 1
    assert bad.read_bytes() == before
    assert scheme.read_bytes() == LAID_OUT.encode(), "the other file is laid out all the same"
    shown = capsys.readouterr()
    assert shown.out == f"没有整理：{bad}\n已整理：{scheme}\n"
    assert "E0101" in shown.err and "共 1 个错误。" in shown.err


def test_no_file_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", str(tmp_path / "无.credit")]) == 2
    assert "E00" in capsys.readouterr().err


def test_gb18030_becomes_utf8(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scheme.write_bytes(TYPED.encode("gb18030"))
    assert main(["fmt", str(scheme)]) == 0
    assert scheme.read_bytes() == LAID_OUT.encode()
    assert "W0014" in capsys.readouterr().err


DIFF = """\
--- {name}
+++ {name}
@@ -1,4 +1,6 @@
-方案:示例
+方案：示例
+
 附件1 指标
-一、机制(5分)
-建立机制 得5分
+
+一、机制（5分）
+  建立机制 得5
"""


def test_diff_shows_and_writes_nothing(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--diff", str(scheme)]) == 1
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == (DIFF.format(name=scheme), f"需要整理：{scheme}\n")
    assert scheme.read_bytes() == TYPED.encode()
    scheme.write_text(LAID_OUT, "utf-8", newline="\n")
    assert main(["fmt", "--diff", "--check", str(scheme)]) == 0
    assert capsys.readouterr().out == ""


def test_diff_where_only_ends_of_lines_differ(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scheme.write_text(LAID_OUT, "utf-8", newline="\r\n")
    assert main(["fmt", "--diff", str(scheme)]) == 1
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", f"只有换行符不同：{scheme}\n需要整理：{scheme}\n")


def test_diff_in_colour_on_a_terminal(
    scheme: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("creditdsl.terminal.console.wants_colour", lambda: True)
    main(["fmt", "--diff", str(scheme)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"\x1b[1m--- {scheme}\x1b[0m" and lines[2] == "\x1b[36m@@ -1,4 +1,6 @@\x1b[0m"
    assert lines[3:6] == ["\x1b[31m-方案:示例\x1b[0m", "\x1b[32m+方案：示例\x1b[0m", "\x1b[32m+\x1b[0m"]
    assert " 附件1 指标" in lines


def piped(content: bytes, *words: str, **environment: str) -> tuple[int, bytes, str]:
    """Status, output and error output of `fmt` with something piped in."""
    done = subprocess.run(
        [sys.executable, "-m", "creditdsl", "fmt", *words],
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        input=content,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.decode()


def test_a_scheme_from_standard_input_goes_to_standard_output() -> None:
    for content in (TYPED, LAID_OUT):
        assert piped(content.encode(), "-", PYTHONIOENCODING="gbk") == (0, LAID_OUT.encode(), ""), "a scheme is UTF-8"
    status, output, error = piped(TYPED.encode("gb18030"), "-")
    assert (status, output) == (0, LAID_OUT.encode()) and "标准输入: 提醒 W0014" in error
    status, output, error = piped(LAID_OUT.replace("得5", "德5").encode(), "-")
    assert (status, output) == (1, b"") and error.startswith("没有整理：标准输入\n标准输入:6:")


def test_standard_input_beside_files_and_options(scheme: Path) -> None:
    assert piped(TYPED.encode(), "-", "--check") == (1, b"", "需要整理：标准输入\n")
    assert piped(LAID_OUT.encode(), "-", "--check") == (0, b"", "已是统一格式：标准输入\n")
    status, output, _ = piped(TYPED.encode(), "-", "--diff")
    assert (status, output.decode()) == (1, DIFF.format(name="标准输入"))
    assert piped(TYPED.encode(), str(scheme), "-") == (0, LAID_OUT.encode(), f"已整理：{scheme}\n")
    assert scheme.read_bytes() == LAID_OUT.encode()


def test_standard_input_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TYPED.encode())))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["fmt", "-"]) == 0
    assert capsys.readouterr().out == LAID_OUT


def test_a_folder(scheme: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".旧").mkdir()
    (tmp_path / ".旧" / "旧.credit").write_bytes(TYPED.encode())
    assert main(["fmt", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"已整理：{scheme}\n"
    assert (tmp_path / ".旧" / "旧.credit").read_bytes() == TYPED.encode()
    assert main(["fmt", str(tmp_path / "*.txt")]) == 2
    assert "E0015" in capsys.readouterr().err
