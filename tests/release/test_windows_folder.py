"""The folder for Windows, assembled from a made-up interpreter and made-up wheels: nothing is downloaded or run."""

import zipfile
from pathlib import Path

import pytest

from release.embedded_python import Untrusted, check_signatures, interpreter_files
from release.licence_list import NoLicence
from release.windows_folder import Incomplete, folder_files, pack
from tests.release.making import INTERPRETER, source_archive, wheel


@pytest.fixture
def assembled(tmp_path: Path) -> dict[str, bytes]:
    interpreter = interpreter_files(source_archive(tmp_path / "python.tar.gz", INTERPRETER))
    return folder_files(interpreter, [wheel(tmp_path, "creditdsl", "lark>=1"), wheel(tmp_path, "lark")])


def test_the_interpreter_finds_the_packages_and_nothing_else(assembled: dict[str, bytes]) -> None:
    assert assembled["工作台/program/python/python313._pth"].decode().split() == ["python313.zip", ".", "..\\packages"]
    assert "工作台/program/packages/creditdsl/__init__.py" in assembled
    assert "工作台/program/packages/lark/__init__.py" in assembled


def test_the_start_is_ascii_with_line_ends_of_windows(assembled: dict[str, bytes]) -> None:
    """cmd reads a file in the code page of the machine: GBK on most, UTF-8 on some."""
    start = assembled["工作台/启动.bat"]
    assert start.isascii() and start.count(b"\n") == start.count(b"\r\n") > 3
    assert b'"%~dp0program\\python\\python.exe" -X utf8 -m creditdsl workbench' in start


@pytest.mark.parametrize("name", ["说明.txt", "许可.txt"])
def test_texts_are_read_by_any_notepad(assembled: dict[str, bytes], name: str) -> None:
    text = assembled[f"工作台/{name}"]
    assert text.startswith(b"\xef\xbb\xbf") and text.count(b"\n") == text.count(b"\r\n") > 3


def test_licences_of_all_that_is_inside(assembled: dict[str, bytes]) -> None:
    text = assembled["工作台/许可.txt"].decode("utf-8-sig")
    for line in ("CPython 3.13　PSF-2.0", "creditdsl 1.0　MIT", "lark 1.0　MIT", "Licence of creditdsl", "PSF"):
        assert line in text.splitlines()


def test_same_inputs_same_bytes_and_names_flagged_as_utf_8(assembled: dict[str, bytes], tmp_path: Path) -> None:
    pack(assembled, tmp_path / "a.zip")
    pack(dict(reversed(assembled.items())), tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert all(entry.flag_bits & 0x800 and entry.date_time[0] == 1980 for entry in archive.infolist())


@pytest.mark.parametrize(
    ("need", "accepted"),
    [
        ("colorama", False),
        ("lark>=2", False),
        ("colorama; sys_platform == 'win32'", False),
        ("uvloop; sys_platform != 'win32'", True),
        ("numpy; extra == 'columns'", True),
    ],
)
def test_what_windows_needs_must_be_there(tmp_path: Path, need: str, accepted: bool) -> None:
    wheels = [wheel(tmp_path, "creditdsl", need), wheel(tmp_path, "lark")]
    if accepted:
        assert folder_files(INTERPRETER, wheels)
    else:
        with pytest.raises(Incomplete, match="creditdsl 在 Windows 上要用"):
            folder_files(INTERPRETER, wheels)


def test_commands_of_a_wheel_are_left_out_and_other_data_refused(tmp_path: Path) -> None:
    script = {"lark-1.0.data/scripts/tool.py": ""}
    assert not [name for name in folder_files(INTERPRETER, [wheel(tmp_path, "lark", files=script)]) if "tool" in name]
    with pytest.raises(Incomplete, match="不能只解压"):
        folder_files(INTERPRETER, [wheel(tmp_path, "lark", files={"lark-1.0.data/data/etc": ""})])


def test_a_package_without_the_text_of_its_licence_is_not_handed_out(tmp_path: Path) -> None:
    path = wheel(tmp_path, "lark")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("lark-1.0.dist-info/METADATA", "Name: lark\nVersion: 1.0\n")
    with pytest.raises(NoLicence, match="没有许可的全文"):
        folder_files(INTERPRETER, [path])


@pytest.mark.parametrize("name", ["sitecustomize.py", "Lib/os.py"])
def test_an_unexpected_file_in_the_interpreter_stops(tmp_path: Path, name: str) -> None:
    with pytest.raises(Untrusted, match=name):
        interpreter_files(source_archive(tmp_path / "python.tar.gz", INTERPRETER | {name: b""}))


def test_without_the_checker_of_signatures_nothing_is_trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Untrusted, match="osslsigncode"):
        check_signatures(INTERPRETER, tmp_path / "roots.pem")
