"""Reading scheme files and writing results: every refusal is numbered, no old result is lost."""

import os
import stat
from pathlib import Path

import pytest

from creditdsl.base.failure import UNUSABLE, Failure
from creditdsl.files.decode import MAX_BYTES
from creditdsl.files.inputs import read_file
from creditdsl.files.outputs import write_file, write_folder

as_root = hasattr(os, "geteuid") and os.geteuid() == 0


def refusal(path: Path | str) -> tuple[str, str, str]:
    """Code, message and help of a file that cannot be read."""
    reading = read_file(str(path))
    assert reading.source is None
    (diagnostic,) = reading.diagnostics
    assert diagnostic.file == str(path)
    return diagnostic.code.id, diagnostic.message, diagnostic.help


def failure(path: Path | str, content: bytes = b"new", inputs: tuple[str, ...] = ()) -> tuple[str, str]:
    """Code and message of a file that cannot be written."""
    with pytest.raises(Failure) as caught:
        write_file(str(path), content, inputs)
    assert caught.value.exit_code == UNUSABLE
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.code.id, diagnostic.message


def test_reads_a_scheme(tmp_path: Path) -> None:
    path = tmp_path / "方案.credit"
    path.write_text("方案：甲\n", encoding="utf-8")
    reading = read_file(str(path))
    assert reading.ok and reading.source is not None
    assert (reading.source.name, reading.source.text) == (str(path), "方案：甲\n")


def test_not_found(tmp_path: Path) -> None:
    path = tmp_path / "方案.credit"
    assert refusal(path) == ("E0001", "找不到这个文件。", "请核对文件名。路径里有空格时，用英文双引号括起来。")


def test_not_found_offers_its_neighbours(tmp_path: Path) -> None:
    other = tmp_path / "方案.credit.txt"
    other.touch()
    assert refusal(tmp_path / "方案.credit")[2] == f"同一文件夹里有：{other}。"


def test_not_found_for_want_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "无"
    assert refusal(folder / "方案.credit")[2] == f"文件夹“{folder}”不存在，请核对路径。"


def test_not_found_for_chinese_quotes() -> None:
    assert refusal("“我的 方案.credit”")[2] == "括路径要用英文双引号，命令里写的是中文引号。"


def test_a_file_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert refusal(tmp_path / "a" / "b.credit")[0] == "E0001"


def test_is_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path)[:2] == ("E0002", "这是文件夹，要写的是其中的方案文件。")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("builtins.open", deny)
    assert refusal(tmp_path / "a.credit")[:2] == ("E0003", "没有权限读这个文件。")


def test_names_no_system_takes(tmp_path: Path) -> None:
    assert refusal("a\0b")[:2] == ("E0004", "文件读不出来：文件名里有系统不允许的字符。")
    assert refusal(tmp_path / ("长" * 300))[:2] == ("E0004", "文件读不出来：文件名太长。")


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "大.credit"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 1000)
    assert refusal(path)[0] == "E0005"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file here")
def test_an_endless_file_ends() -> None:
    assert refusal("/dev/zero")[0] == "E0005"


def test_writes_with_its_folders_and_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "结果" / "甲" / "成绩.csv"
    write_file(str(path), b"one")
    write_file(str(path), b"two")
    assert path.read_bytes() == b"two"
    assert [entry.name for entry in path.parent.iterdir()] == ["成绩.csv"]


def test_writes_into_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_file("成绩.csv", b"one")
    assert (tmp_path / "成绩.csv").read_bytes() == b"one"


@pytest.mark.skipif(os.name == "nt", reason="modes are Unix")
def test_keeps_the_mode_and_the_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_file(str(link), b"new")
    assert link.is_symlink() and real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no device here")
def test_writes_to_a_device() -> None:
    write_file("/dev/null", b"gone")
    assert not Path("/dev/null").is_file()


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "成绩.csv"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", full)
    assert failure(path) == ("E0023", "文件写不进去：磁盘已满。")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["成绩.csv"]


@pytest.mark.skipif(as_root, reason="root may write anything")
def test_a_read_only_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "成绩.csv"
    path.write_bytes(b"old")
    path.chmod(0o444)
    assert failure(path)[0] == "E0021"


def test_open_in_wps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(os, "replace", locked)
    assert failure(tmp_path / "a") == ("E0021", "没有权限写这个文件，它可能正在 WPS 或 Excel 里打开。")


def test_a_folder_is_in_the_way(tmp_path: Path) -> None:
    assert failure(tmp_path) == ("E0022", "这里已经有一个同名的文件夹。")


def test_a_file_is_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert failure(tmp_path / "a" / "b") == ("E0025", "上级文件夹的名称已被一个文件占用。")
    assert failure(tmp_path / "a" / "b" / "c")[0] == "E0025"


def test_a_name_no_system_takes(tmp_path: Path) -> None:
    assert failure("a\0b") == ("E0023", "文件写不进去：文件名里有系统不允许的字符。")
    assert failure(tmp_path / ("长" * 300)) == ("E0023", "文件写不进去：文件名太长。")


def test_never_onto_an_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("方案.credit").write_bytes(b"old")
    assert failure("./方案.credit", inputs=("无", str(tmp_path / "方案.credit"))) == (
        "E0024",
        "这是这次要读的文件，没有写入。",
    )
    assert Path("方案.credit").read_bytes() == b"old"


def test_a_folder_of_files(tmp_path: Path) -> None:
    write_folder(str(tmp_path / "站点"), {"index.html": b"1", "表/附件1.html": b"2"})
    assert (tmp_path / "站点" / "表" / "附件1.html").read_bytes() == b"2"


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "..\\a"])
def test_no_file_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="leaves"):
        write_folder(str(tmp_path), {name: b""})
