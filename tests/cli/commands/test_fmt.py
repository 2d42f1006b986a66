"""`fmt`: files are laid out whole or not touched, and the exit status says which."""

from pathlib import Path

import pytest

from creditdsl.cli.main import main

LAID_OUT = "方案：示例\n\n附件1 指标\n\n一、机制（5分）\n  建立机制 得5\n"
TYPED = "方案:示例\r\n附件1 指标\r\n一、机制(5分)\r\n建立机制 加5分\r\n"


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
