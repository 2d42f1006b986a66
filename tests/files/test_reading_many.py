"""Folders, patterns and standard input: which files a path stands for, and what is said where it stands for none."""

import io
import os
import sys
from pathlib import Path

import pytest

from creditdsl.files.decode import MAX_BYTES
from creditdsl.files.inputs import read_file, read_files

SCHEME = "方案：甲\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Schemes in a folder and in folders inside it, some of them hidden, as the working folder."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "各地/乙.credit",
        "各地/甲/丙.credit",
        "各地/甲/丁.CREDIT",
        "各地/甲/数据.csv",
        "各地/.旧/戊.credit",
        "各地/._乙.credit",
        "己[2023].credit",
        "没有方案/数据.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SCHEME, "utf-8")
    return tmp_path


def names(*paths: str) -> list[str]:
    """The files that are read for the paths."""
    return [name.replace(os.sep, "/") for name, _ in read_files(paths)]


def refusal(path: str) -> tuple[str, str, str]:
    """Name, code and message of the one thing that is wrong."""
    ((name, reading),) = read_files([path])
    assert reading.source is None
    (diagnostic,) = reading.diagnostics
    assert diagnostic.file == name
    return name, diagnostic.code.id, diagnostic.message


def test_a_folder_stands_for_all_schemes_below_it() -> None:
    assert names("各地") == ["各地/乙.credit", "各地/甲/丁.CREDIT", "各地/甲/丙.credit"]
    assert names("各地/", "各地/甲") == names("各地"), "each file once"
    assert names(".") == ["各地/乙.credit", "各地/甲/丁.CREDIT", "各地/甲/丙.credit", "己[2023].credit"]


def test_a_pattern_that_the_shell_left() -> None:
    assert names("各地/*.credit") == ["各地/乙.credit"]
    assert names("**/*.credit") == ["各地/乙.credit", "各地/甲/丙.credit", "己[2023].credit"]
    assert names("各*") == names("各地")
    assert names("**/丙*", "各地") == ["各地/甲/丙.credit", "各地/乙.credit", "各地/甲/丁.CREDIT"]


def test_brackets_in_a_name_are_a_name_first() -> None:
    assert names("己[2023].credit") == ["己[2023].credit"]
    assert names("各地/[甲乙].credit") == ["各地/乙.credit"]
    assert refusal("庚[2024].credit")[1] == "E0001"


def test_nothing_found_is_said() -> None:
    assert refusal("没有方案") == ("没有方案", "E0015", "这个文件夹里没有方案文件。")
    assert refusal("*.x") == ("*.x", "E0015", "没有与它相符的文件。")
    assert refusal("没有.credit")[1] == "E0001"


def test_one_bad_path_does_not_hide_the_others() -> None:
    assert names("没有方案", "各地/乙.credit", "*.x") == ["没有方案", "各地/乙.credit", "*.x"]


def test_a_folder_that_cannot_be_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def deny(path: str) -> object:
        if str(path).endswith("甲"):
            raise PermissionError(13, "denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", deny)
    readings = dict(read_files(["各地"]))
    assert list(readings) == ["各地/乙.credit", "各地/甲"]
    (diagnostic,) = readings["各地/甲"].diagnostics
    assert (diagnostic.code.id, diagnostic.message) == ("E0017", "文件夹读不出来：系统错误 13。")


def test_a_link_back_does_not_go_round(folder: Path) -> None:
    (folder / "各地" / "甲" / "回").symlink_to(folder / "各地")
    assert names("各地") == ["各地/乙.credit", "各地/甲/丁.CREDIT", "各地/甲/丙.credit"]


def piped(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Let standard input hold some bytes."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="ascii"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_standard_input_is_read_like_a_file(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    piped(monkeypatch, SCHEME.encode(encoding))
    reading = read_file("-")
    assert reading.ok and reading.source is not None
    assert (reading.source.name, reading.source.text) == ("标准输入", SCHEME)


def test_standard_input_that_is_no_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, b" " * (MAX_BYTES + 1))
    assert [one.code.id for one in read_file("-").diagnostics] == ["E0005"]
    monkeypatch.setattr(sys, "stdin", None)
    (diagnostic,) = read_file("-").diagnostics
    assert (diagnostic.file, diagnostic.code.id, diagnostic.message) == ("标准输入", "E0016", "没有标准输入可以读。")
