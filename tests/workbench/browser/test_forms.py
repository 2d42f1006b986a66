"""填报表 of the page: sent out as the command writes them, and joined into the data when they come back."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

import creditdsl
from creditdsl.api.saving import MemoryFolder
from tests.sheets import test_damage as damage
from tests.sheets.filling import fill
from tests.workbench.browser.test_page import result, start_with

pytestmark = pytest.mark.full

SCHEME = damage.SCHEME.partition("附件2")[0].replace("一、工作（50分）", "一、信息归集（50分）")


def forms() -> dict[str, bytes]:
    folder = MemoryFolder("填报表")
    creditdsl.read(text=SCHEME).table().sheet(folder)
    return dict(folder.files)


def returned() -> dict[str, bytes]:
    """The forms of both units, filled in."""
    answers = {"甲局": damage.ANSWERS, "乙局": damage.OTHER}
    return {name: fill(content, answers[name[-7:-5]]) for name, content in forms().items()}


def receive(page: Any, files: dict[str, bytes]) -> None:
    with page.expect_file_chooser() as chooser:
        page.click("text=打开收回的填报表")
    chooser.value.set_files([{"name": name, "mimeType": "", "buffer": content} for name, content in files.items()])


def test_sends_out_the_forms_of_the_command(page: Any) -> None:
    start_with(page, SCHEME)
    page.click("#tab-scores")
    with page.expect_download() as waiting:
        page.click("text=存为填报表")
    with ZipFile(BytesIO(Path(waiting.value.path()).read_bytes())) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == forms()
    page.select_option("[aria-label=给谁的填报表]", label="乙局")
    with page.expect_download() as waiting:
        page.click("text=存为填报表")
    assert Path(waiting.value.path()).read_bytes() == forms()["附件1填报表-乙局.xlsx"]
    assert waiting.value.suggested_filename == "附件1填报表-乙局.xlsx"


def test_joins_what_came_back_and_can_be_undone(page: Any) -> None:
    start_with(page, SCHEME)
    page.click("#tab-scores")
    receive(page, returned())
    page.wait_for_selector("#results")
    assert result(page, "甲局")[:3] == ["1", "甲局", "34.25"]
    page.click("#toolbar >> text=撤销")
    page.wait_for_function("!document.querySelector('[role=grid]').innerText.includes('甲局')")


def test_marks_a_wrong_answer_in_the_joined_data(page: Any) -> None:
    start_with(page, SCHEME)
    page.click("#tab-scores")
    files = returned()
    files["附件1填报表-甲局.xlsx"] = fill(forms()["附件1填报表-甲局.xlsx"], {**damage.ANSWERS, "报送量": "约12"})
    receive(page, files)
    page.wait_for_selector("td.wrong >> text=约12")


def test_names_the_form_that_is_wrong_and_goes_on_without_it(page: Any) -> None:
    start_with(page, SCHEME)
    page.click("#tab-scores")
    receive(page, {**returned(), "甲局第二份.xlsx": returned()["附件1填报表-甲局.xlsx"]})
    page.wait_for_selector("#message b:has-text('甲局第二份.xlsx')")
    page.click("#message button:has-text('先收没有问题的 2 份')")
    page.wait_for_selector("#results")


def test_scores_what_there_is_where_a_form_lacks(page: Any) -> None:
    start_with(page, SCHEME)
    page.click("#tab-scores")
    receive(page, {"甲.xlsx": returned()["附件1填报表-甲局.xlsx"]})
    page.wait_for_selector(".faults >> text=名单里还有 1 个单位没有填报表：乙局")
    page.check("text=缺数、没有交齐的也先评")
    page.wait_for_selector("#results")
    assert result(page, "甲局")[2] == "34.25"
