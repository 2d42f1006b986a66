"""A number of the scheme or a cell of the data is changed on trial: every unit's score at once, and nothing is kept."""

import json
from pathlib import Path
from typing import Any

import pytest

from creditdsl.workbench.kept_work import KEPT
from tests.workbench.browser.test_page import DATA, GRADED, SCHEME, enter_data, paste, result, start_with

pytestmark = pytest.mark.full

LAST_WORK = """new Promise(resolve => {
    indexedDB.open("creditdsl.工作台").onsuccess = ({target}) => {
        const asked = target.result.transaction("work").objectStore("work").get("last");
        asked.onsuccess = () => resolve(asked.result);
    };
})"""


@pytest.fixture
def trying(page: Any) -> Any:
    """The page with data, while one tries."""
    start_with(page, GRADED)
    enter_data(page)
    page.click("#toolbar >> text=试改")
    page.wait_for_selector(".number-field")
    return page


def kept(page: Any, folder: Path) -> tuple[str, object]:
    """The text and the data as they are kept."""
    page.wait_for_timeout(1300)
    file = folder / KEPT
    work = json.loads(file.read_text(encoding="utf-8") if file.exists() else page.evaluate(LAST_WORK))
    return work["text"], work["data"]


def test_a_number_of_the_scheme_in_its_place(trying: Any, folder: Path) -> None:
    before = kept(trying, folder)
    field = trying.locator("[aria-label='第 5 行的 1，试改为']")
    field.fill("2")
    trying.wait_for_selector("#trial tr:has-text('甲局') >> text=4.00 → 8.00")
    assert "2 → 2" not in trying.inner_text("#trial")
    assert "一般 → 优秀" in trying.inner_text("#trial tr:has-text('甲局')")
    field.fill("0.5")
    trying.wait_for_selector("#trial tr:has-text('乙局') >> text=9.00 → 4.50")
    trying.keyboard.press("Tab")
    trying.wait_for_selector("#trial table", state="detached")
    assert field.input_value() == "1"
    assert kept(trying, folder) == before


def test_every_number_is_a_field_and_no_other_digit(trying: Any) -> None:
    values = trying.eval_on_selector_all(".number-field", "fields => fields.map(field => field.value)")
    assert values == ["10", "10", "1", "10", "8"]  # 10分, 10分, 每条得1 最高10, 8分以上


def test_a_cell_of_the_data_in_its_place(trying: Any, folder: Path) -> None:
    before = kept(trying, folder)
    cell = trying.locator("[role=grid] td:text-is('4')")
    cell.click()
    trying.keyboard.insert_text("10")
    trying.wait_for_selector("#trial tr:has-text('甲局') >> text=4.00 → 10.00")
    assert "2 → 1" in trying.inner_text("#trial tr:has-text('甲局')")
    assert "1 → 2" in trying.inner_text("#trial tr:has-text('乙局')")
    assert result(trying, "甲局")[2] == "4.00"
    trying.keyboard.press("ArrowDown")
    trying.wait_for_selector("#trial table", state="detached")
    assert "10" not in trying.inner_text("[role=grid]")
    assert kept(trying, folder) == before


def test_a_pasted_value_is_tried_too(trying: Any) -> None:
    trying.click("[role=grid] td:text-is('4')")
    paste(trying, "[role=grid] td:text-is('4')", plain="10\n")
    trying.wait_for_selector("#trial tr:has-text('甲局') >> text=4.00 → 10.00")
    trying.keyboard.press("Escape")
    assert trying.locator("[role=grid] td:text-is('4')").count() == 1


def test_says_why_a_number_cannot_be(trying: Any) -> None:
    trying.fill("[aria-label='第 5 行的 1，试改为']", "很多")
    trying.wait_for_selector("#trial .worse")
    trying.keyboard.press("Escape")
    trying.wait_for_selector("#trial .worse", state="detached")


def test_ends_and_the_scheme_is_written_again(trying: Any) -> None:
    trying.click("#toolbar >> text=试改")
    trying.wait_for_selector("#trial", state="hidden")
    assert trying.locator(".number-field").count() == 0
    trying.click(".cm-line:has-text('信息条数 每条得1')")
    trying.keyboard.press("End")
    trying.keyboard.insert_text("  # 记")
    trying.click("[role=grid] td:text-is('4')")
    trying.keyboard.insert_text("5")
    trying.keyboard.press("Enter")
    trying.wait_for_selector("#results tr:has-text('甲局') >> text=5.00")


def test_needs_data(page: Any) -> None:
    start_with(page, SCHEME)
    page.click("#toolbar >> text=试改")
    page.wait_for_selector("#trial >> text=还没有数据")
    page.click("#tab-scores")
    page.click("#toolbar >> text=试改")
    paste(page, "[role=grid] th", plain=DATA)
    page.wait_for_selector("#results")
