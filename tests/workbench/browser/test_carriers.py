"""What only one of the carriers does: files of the folder, and asking the network for nothing."""

from pathlib import Path
from typing import Any

import pytest

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import Failure
from creditdsl.files.write_errors import NotWritable
from creditdsl.workbench import folder as folder_module
from creditdsl.workbench.kept_work import ASIDE, KEPT
from tests.workbench.browser.test_page import SCHEME, start_with

pytestmark = pytest.mark.full


def save(page: Any) -> None:
    page.click("#toolbar >> text=保存 >> nth=0")
    page.wait_for_selector("#file-state >> text=已保存")


def append(page: Any, line: str) -> None:
    page.click(".cm-content")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(line)


@pytest.mark.sample
@pytest.mark.parametrize("address", ["served"], indirect=True)
def test_saves_in_the_folder_and_sees_a_change(page: Any, folder: Path) -> None:
    start_with(page, SCHEME)
    save(page)
    file = folder / "新方案.credit"
    assert file.read_text(encoding="utf-8") == SCHEME
    file.write_text(SCHEME.replace("示例", "别的程序写的"), encoding="utf-8")
    page.click("#message button:has-text('打开改过的文件')")
    page.wait_for_selector(".cm-line:has-text('别的程序写的')")


@pytest.mark.parametrize("address", ["served"], indirect=True)
def test_saves_what_was_recovered_where_it_came_from(page: Any, folder: Path) -> None:
    start_with(page, SCHEME)
    save(page)
    append(page, "# 又写的")
    page.wait_for_timeout(1500)
    page.reload()
    page.wait_for_selector("#file-state >> text=已恢复上次没有保存的内容")
    save(page)
    file = folder / "新方案.credit"
    assert file.read_text(encoding="utf-8") == f"{SCHEME}# 又写的"
    file.write_text(SCHEME.replace("示例", "别的程序写的"), encoding="utf-8")
    page.wait_for_selector("#message button:has-text('打开改过的文件')")


@pytest.mark.parametrize("address", ["served"], indirect=True)
def test_saves_elsewhere_over_no_other_file(page: Any, folder: Path) -> None:
    start_with(page, SCHEME)
    save(page)
    (folder / "别的.credit").write_text("别的方案", encoding="utf-8")
    page.once("dialog", lambda dialog: dialog.accept("别的"))
    page.click("#toolbar >> text=另存为")
    page.click("#message:has-text('文件夹里已经有 别的.credit') >> text=知道了")
    assert (folder / "别的.credit").read_text(encoding="utf-8") == "别的方案"
    append(page, "# 又写的")
    save(page)
    assert (folder / "新方案.credit").read_text(encoding="utf-8") == f"{SCHEME}# 又写的"


DAMAGED = ["", "{", "5", "{}", '{"name": "甲.credit", "text": "方案：甲", "unsaved": true}']


@pytest.mark.parametrize("address", ["served"], indirect=True)
@pytest.mark.parametrize("kept", DAMAGED)
def test_opens_where_what_was_kept_is_damaged(kept: str, browser: Any, address: str, folder: Path) -> None:
    (folder / KEPT).write_text(kept, encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.click("#message:has-text('读不出来') >> text=知道了")
    page.wait_for_selector("#start .cards >> text=安全生产")
    assert (folder / ASIDE.format(1)).read_text(encoding="utf-8") == kept
    context.close()


@pytest.mark.parametrize("address", ["served"], indirect=True)
def test_says_that_nothing_can_be_kept(page: Any, folder: Path) -> None:
    (folder / KEPT).mkdir()
    start_with(page, SCHEME)
    page.wait_for_selector("#file-state >> text=不能自动保存")


@pytest.mark.parametrize("address", ["served"], indirect=True)
def test_says_that_another_page_writes_in_the_folder(page: Any, address: str, folder: Path) -> None:
    other = page.context.new_page()
    other.goto(address)
    other.wait_for_selector("#start .cards >> text=安全生产")
    start_with(page, SCHEME)
    page.wait_for_timeout(1500)
    kept = (folder / KEPT).read_bytes()
    start_with(other, SCHEME)
    other.wait_for_selector("#file-state >> text=另一个工作台页面正在这个文件夹里写")
    assert (folder / KEPT).read_bytes() == kept


@pytest.mark.parametrize("address", ["served"], indirect=True)
def test_hands_out_what_cannot_be_saved_in_the_folder(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_module, "write_file", refuse)
    start_with(page, SCHEME)
    page.click("#toolbar >> text=保存")
    page.wait_for_selector("#message >> text=这个文件夹只能读")
    with page.expect_download() as waiting:
        page.click("#message button:has-text('下载一份')")
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == SCHEME


def refuse(path: str, content: bytes) -> None:
    raise Failure(Diagnostic(NotWritable(), path))


@pytest.mark.sample
@pytest.mark.parametrize("address", ["one file"], indirect=True)
def test_asks_the_network_for_nothing(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_selector("#start .cards >> text=安全生产", timeout=60_000)
    context.close()
    assert {url.partition(":")[0] for url in asked} <= {"file", "blob"}
