"""The folder of the page: only its own files, saved whole, never over what another program wrote."""

from pathlib import Path

import pytest

from creditdsl.workbench.folder import Folder, Refusal


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "方案.credit").write_text("方案：示例\n", encoding="utf-8")
    (tmp_path / ".密码.credit").write_text("", encoding="utf-8")
    (tmp_path / "~$去年.docx").write_text("", encoding="utf-8")
    (tmp_path / "图.png").write_text("", encoding="utf-8")
    (tmp_path / "数据").mkdir()
    return Folder(str(tmp_path))


def test_lists_what_the_page_can_open(folder: Folder) -> None:
    assert folder.names() == ["方案.credit"]


def test_saves_what_was_opened(folder: Folder) -> None:
    state = folder.open("方案.credit")
    saved = folder.save("方案.credit", "方案：新的\n".encode(), state.sha256)
    assert folder.open("方案.credit").content == "方案：新的\n".encode()
    assert folder.save("方案.credit", b"", saved.sha256).content == b""


def test_saves_a_new_file(folder: Folder) -> None:
    folder.save("另一份.credit", b"x", None)
    assert folder.names() == ["另一份.credit", "方案.credit"]


@pytest.mark.parametrize(("opened", "why"), [(None, "文件夹里已经有 方案.credit"), ("0" * 64, "已经被别的程序改过")])
def test_keeps_what_another_program_wrote(folder: Folder, opened: str | None, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        folder.save("方案.credit", b"", opened)
    assert folder.open("方案.credit").content == "方案：示例\n".encode()


def test_tells_a_change_on_disk(folder: Folder, tmp_path: Path) -> None:
    before = folder.stamp("方案.credit")
    (tmp_path / "方案.credit").write_text("方案：别的程序写的\n", encoding="utf-8")
    assert before != folder.stamp("方案.credit") != ""
    assert folder.stamp("没有.credit") == ""


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../a.credit", "/etc/passwd", "数据/a.csv", "a\\b", "C:a", ".密码.credit", "a\x00b", "a" * 300],
)
def test_refuses_other_names(folder: Folder, name: str) -> None:
    with pytest.raises(Refusal):
        folder.open(name)
    with pytest.raises(Refusal):
        folder.save(name, b"", None)


def test_follows_no_link_out(folder: Folder, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("外面") / "秘密.credit"
    outside.write_text("秘密", encoding="utf-8")
    (tmp_path / "链接.credit").symlink_to(outside)
    with pytest.raises(Refusal):
        folder.open("链接.credit")
    with pytest.raises(Refusal):
        folder.save("链接.credit", b"", None)
    assert outside.read_text(encoding="utf-8") == "秘密"
