"""Outputs in hostile places: links laid beforehand, full disks, killed runs, folders in use."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from creditdsl.base.failure import Failure
from creditdsl.files import outputs
from creditdsl.files.outputs import write_file, write_folder, write_new_folder, write_stream
from creditdsl.files.workspace import workspace

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="links and modes are of Unix")
as_root = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root makes links of others")
STRANGER = 54321
LEFT = f".creditdsl-{'0' * 32}.tmp"


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def code_of(function: object, *arguments: object) -> str:
    with pytest.raises(Failure) as caught:
        function(*arguments)  # type: ignore[operator]
    return caught.value.diagnostics[0].code.id


def test_a_file_is_written_where_there_are_no_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a browser, for one."""
    monkeypatch.delattr(os, "geteuid", raising=False)
    (tmp_path / LEFT).mkdir()
    write_file(str(tmp_path / "成绩.csv"), b"1")
    assert everything(tmp_path) == ["成绩.csv"]


# While a file is made


def test_what_is_being_made_cannot_be_foretold_or_entered(tmp_path: Path) -> None:
    seen: list[str] = []

    def look(file: BinaryIO) -> None:
        (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
        seen.append(folder.name)
        assert os.name == "nt" or stat.S_IMODE(folder.stat().st_mode) == 0o700
        file.write(b"new")

    for _ in range(50):
        write_stream(str(tmp_path / "成绩.csv"), look)
    assert len(set(seen)) == 50 and everything(tmp_path) == ["成绩.csv"]


@posix
@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077, 0o002])
def test_the_mode_is_that_of_the_old_file_or_of_the_mask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_file(str(tmp_path / "新.csv"), b"")
        (tmp_path / "旧.csv").touch()
        (tmp_path / "旧.csv").chmod(0o640)
        write_file(str(tmp_path / "旧.csv"), b"")
        write_folder(str(tmp_path / "夹"), {"a": b"", "下/b": b""})
    finally:
        os.umask(before)
    modes = {path: stat.S_IMODE((tmp_path / path).stat().st_mode) for path in everything(tmp_path)}
    files, folders = 0o666 & ~mask, 0o777 & ~mask
    assert modes == {"新.csv": files, "旧.csv": 0o640, "夹": folders, "夹/a": files, "夹/下": folders, "夹/下/b": files}


# Links


@posix
@pytest.mark.parametrize("shape", ["file", "folder", "nothing behind it", "two links"])
def test_a_link_of_ones_own_is_followed(tmp_path: Path, shape: str) -> None:
    real = tmp_path / "真"
    real.mkdir()
    link = tmp_path / "链"
    link.symlink_to(real if shape == "folder" else real / "a")
    if shape in ("file", "two links"):
        (real / "a").write_bytes(b"old")
    output = link / "a" if shape == "folder" else link
    if shape == "two links":
        output = tmp_path / "链二"
        output.symlink_to(link)
    write_file(str(output), b"new")
    assert link.is_symlink() and (real / "a").read_bytes() == b"new" and not (real / "a").is_symlink()


@as_root
@pytest.mark.parametrize("shape", ["file", "folder", "above", "nothing behind it"])
@pytest.mark.parametrize("write", ["file", "folder"])
def test_a_link_of_somebody_else_is_not(tmp_path: Path, shape: str, write: str) -> None:
    mine = tmp_path / "我的"
    mine.mkdir()
    (mine / "a").write_bytes(b"old")
    shared = tmp_path / "公用"
    shared.mkdir()
    trap = shared / "成绩"
    trap.symlink_to({"file": mine / "a", "nothing behind it": mine / "b"}.get(shape, mine))
    os.lchown(trap, STRANGER, STRANGER)
    inside = {"above": trap / "下", "folder": trap / "a"}.get(shape, trap)
    target = inside.parent if write == "folder" and shape == "folder" else inside
    refused = (write_file, str(target), b"new") if write == "file" else (write_folder, str(target), {"a": b"new"})
    assert code_of(*refused) in ("E0018", "E0025")
    assert everything(mine) == ["a"] and (mine / "a").read_bytes() == b"old"


@as_root
def test_a_link_of_somebody_else_inside_the_folder_is_not(tmp_path: Path) -> None:
    mine, folder = tmp_path / "我的", tmp_path / "公用"
    mine.mkdir()
    folder.mkdir()
    (folder / "下").symlink_to(mine)
    os.lchown(folder / "下", STRANGER, STRANGER)
    assert code_of(write_folder, str(folder), {"a": b"new", "下/b": b"new"}) == "E0018"
    assert everything(mine) == [] and everything(folder) == ["下"]


@posix
def test_a_link_among_the_files_of_a_folder_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "夹").mkdir()
    (tmp_path / "别处").write_bytes(b"old")
    (tmp_path / "夹/a").symlink_to(tmp_path / "别处")
    write_folder(str(tmp_path / "夹"), {"a": b"new"})
    assert (tmp_path / "别处").read_bytes() == b"old" and (tmp_path / "夹/a").read_bytes() == b"new"


@posix
def test_a_link_laid_while_the_file_is_made_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "别处").write_bytes(b"old")
    output = tmp_path / "成绩.csv"

    def lay(file: BinaryIO) -> None:
        output.symlink_to(tmp_path / "别处")
        file.write(b"new")

    write_stream(str(output), lay)
    assert (tmp_path / "别处").read_bytes() == b"old" and not output.is_symlink() and output.read_bytes() == b"new"


@posix
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    code = "from creditdsl.files.outputs import write_file; write_file('/dev/stdout', b'new')"
    run = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"new", b"")


# What killed runs leave

KILLED = """
import os, sys
from creditdsl.files.outputs import write_stream, write_folder
class Killed(dict):
    def items(self):
        yield "甲.csv", b"half"
        os.kill(os.getpid(), 9)
def half(file):
    file.write(b"half"); file.flush(); os.kill(os.getpid(), 9)
write_stream(sys.argv[1], half) if sys.argv[2] == "file" else write_folder(sys.argv[1], Killed({"甲.csv": b""}))
"""


def killed(output: Path, what: str) -> None:
    run = subprocess.run([sys.executable, "-c", KILLED, str(output), what], env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert run.returncode == -9


@posix
@pytest.mark.parametrize("old", [True, False])
@pytest.mark.parametrize("what", ["file", "folder"])
def test_the_next_run_removes_what_a_killed_one_left(tmp_path: Path, what: str, old: bool) -> None:
    output = tmp_path / "成绩"
    after = {"file": ["成绩"], "folder": ["成绩", "成绩/甲.csv"]}[what]
    write = {
        "file": lambda content: write_file(str(output), content),
        "folder": lambda content: write_folder(str(output), {"甲.csv": content}),
    }[what]
    if old:
        write(b"old")
    killed(output, what)
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and ".tmp" not in str(path)]
    assert [path.read_bytes() for path in kept] == [b"old"] * old
    assert any(".tmp" in path for path in everything(tmp_path)), "the killed run left its folder"
    write(b"new")
    assert everything(tmp_path) == after


def test_the_folder_of_a_living_run_stays(tmp_path: Path) -> None:
    with workspace(str(tmp_path)) as living:
        write_file(str(tmp_path / "甲"), b"")
        write_folder(str(tmp_path / "乙"), {"a": b""})
        assert Path(living).is_dir()
    assert everything(tmp_path) == ["乙", "乙/a", "甲"]


@posix
@pytest.mark.parametrize("planted", ["file", "link", "another's", "other name", "without a lock"])
def test_only_ones_own_leftovers_are_removed(tmp_path: Path, planted: str) -> None:
    kept = tmp_path / "留"
    kept.mkdir()
    (kept / "a").write_bytes(b"kept")
    name = tmp_path / (".creditdsl-1234.tmp" if planted == "other name" else LEFT)
    if planted == "file":
        name.write_bytes(b"")
    elif planted == "link":
        name.symlink_to(kept)
    else:
        name.mkdir()
        (name / "a").symlink_to(kept)
        if planted == "another's":
            if os.geteuid() != 0:
                pytest.skip("only root gives files away")
            os.chown(name, STRANGER, STRANGER)
    write_file(str(tmp_path / "成绩"), b"")
    assert os.path.lexists(name) == (planted != "without a lock")
    assert (kept / "a").read_bytes() == b"kept"


def test_a_disk_without_locks_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    (tmp_path / LEFT).mkdir()
    monkeypatch.setattr(fcntl, "flock", refuse)
    write_file(str(tmp_path / "成绩"), b"new")
    assert (tmp_path / "成绩").read_bytes() == b"new"
    assert [name for name in everything(tmp_path) if "lock" not in name] == [LEFT, "成绩"], "it may be a living one's"


# Folders, whole or not there

FILES = {f"{name}.csv": name.encode() for name in "甲乙丙丁"} | {"下/戊.csv": b"5"}


@pytest.fixture(name="full")
def _full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes three files."""
    count, synced = 0, os.fsync

    def fsync(file: int) -> None:
        nonlocal count
        count += 1
        if count > 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        synced(file)

    monkeypatch.setattr(os, "fsync", fsync)


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("old", ["none", "empty", "in use"])
def test_a_full_disk_leaves_the_folder_as_it_was(tmp_path: Path, old: str) -> None:
    folder = tmp_path / "结果"
    if old != "none":
        folder.mkdir()
    if old == "in use":
        (folder / "甲.csv").write_bytes(b"old")
        (folder / "别的.txt").write_bytes(b"other")
    before = everything(tmp_path)
    assert code_of(write_folder, str(folder), FILES) == "E0023"
    assert everything(tmp_path) == before
    assert old != "in use" or (folder / "甲.csv").read_bytes() == b"old"


@pytest.mark.parametrize("failing", range(5))
@pytest.mark.parametrize("error", [PermissionError(13, "open in WPS"), OSError(errno.EIO, "I/O"), KeyboardInterrupt()])
def test_a_file_that_cannot_be_moved_puts_the_others_back(
    tmp_path: Path, failing: int, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "甲.csv").write_bytes(b"old")
    (tmp_path / "丙.csv").write_bytes(b"old")
    (tmp_path / "别的.txt").write_bytes(b"other")
    before = {name: (tmp_path / name).read_bytes() for name in everything(tmp_path)}
    moved, replace = [], os.replace

    def locked(source: str, target: str) -> None:
        if len(moved) == failing and "/new/" in source.replace("\\", "/"):
            moved.append(target)
            raise error
        if "/new/" in source.replace("\\", "/"):
            moved.append(target)
        replace(source, target)

    monkeypatch.setattr(outputs.os, "replace", locked)
    with pytest.raises((Failure, KeyboardInterrupt)):
        write_folder(str(tmp_path), FILES)
    assert {name: (tmp_path / name).read_bytes() for name in everything(tmp_path)} == before


@posix
def test_a_disk_without_second_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "not here")

    monkeypatch.setattr(os, "link", refuse)
    for _ in range(2):
        write_folder(str(tmp_path / "夹"), FILES)
    assert everything(tmp_path / "夹") == sorted([*FILES, "下"])


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "说明.txt").write_bytes(b"other")
    write_folder(str(tmp_path), FILES)
    assert everything(tmp_path) == sorted([*FILES, "下", "说明.txt"])


def test_an_input_among_the_files_stops_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "丁.csv").write_bytes(b"data")
    assert code_of(write_folder, str(tmp_path), FILES, (str(tmp_path / "丁.csv"),)) == "E0024"
    assert everything(tmp_path) == ["丁.csv"]


def test_a_new_folder_takes_the_place_of_a_leftover_only(tmp_path: Path) -> None:
    folder = tmp_path / "新"
    folder.mkdir()
    (folder / LEFT).mkdir()
    write_new_folder(str(folder), FILES)
    assert everything(folder) == sorted([*FILES, "下"])
    assert code_of(write_new_folder, str(folder), FILES) == "E0069"
