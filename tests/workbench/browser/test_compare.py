"""Another version of the scheme on the page: what changed, and whose score, place and grade."""

from typing import Any

import pytest

from tests.workbench.browser.test_page import SCHEME, enter_data, start_with

pytestmark = pytest.mark.full

EARLIER = SCHEME.replace("每条得1 最高10", "每条得2 最高10")


def compare(page: Any, text: str, name: str = "去年.credit") -> None:
    page.click("#tab-compare")
    with page.expect_file_chooser() as chooser:
        page.click("text=打开另一版方案 >> nth=0")
    chooser.value.set_files([{"name": name, "mimeType": "", "buffer": text.encode()}])


def test_lists_what_changed_and_for_whom(page: Any) -> None:
    start_with(page, SCHEME)
    enter_data(page)
    compare(page, EARLIER)
    page.wait_for_selector("#panel-compare >> text=和 去年.credit 相比，有 1 处改动。")
    page.wait_for_selector("#panel-compare tr:has-text('甲局') >> text=8.00 → 4.00")
    page.click("#panel-compare >> text=第 5 行")
    page.wait_for_selector(".cm-activeLine >> text=信息条数")
    page.keyboard.press("End")
    for _ in "1 最高10":
        page.keyboard.press("Backspace")
    page.keyboard.insert_text("2 最高10")
    page.wait_for_selector("#panel-compare >> text=和 去年.credit 相比，没有改动。")
    page.wait_for_selector("#panel-compare >> text=各单位的总分、名次、等次都不变。")


def test_says_why_two_versions_cannot_be_compared(page: Any) -> None:
    start_with(page, SCHEME)
    compare(page, EARLIER.replace("每条得2", "每条得"))
    page.wait_for_selector("#panel-compare >> text=没有和 去年.credit 比较")


def test_says_why_the_data_cannot_be_scored_by_both(page: Any) -> None:
    start_with(page, SCHEME)
    enter_data(page)
    compare(page, EARLIER.replace("信息条数", "报送条数"))
    page.wait_for_selector("#panel-compare >> text=这些数据不能按两版方案都评出来")
