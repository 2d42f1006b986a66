"""Detail tables of the page, and headers of two rows: filled in, pasted, marked and scored as the data are."""

from typing import Any

import pytest

from tests.workbench.browser.test_page import paste, result, start_with

pytestmark = pytest.mark.full

SCHEME = """方案：示例
附件1 考核指标
数据
  平均分 = 抽查.得分 平均值
一、信息归集（10分）
  平均分 每分得0.1 最高10
"""
DATA = "单位\n甲局\n乙局\n"
DETAILS = "单位\t得分\n甲局\t90\n甲局\t80\n乙局\t70\n"
GRID = "[aria-label='明细表 抽查'][role=grid]"
TWO_ROWS = """方案：示例
附件1 考核指标
一、信息归集（10分）
  报送条数 每条得1 最高10
  合规条数 每条得1 最高10
"""


def with_details(page: Any) -> None:
    """Write the scheme, let its tables be laid out, and paste both."""
    start_with(page, SCHEME)
    page.click("#tab-scores")
    page.click("text=照方案列出栏目")
    page.click("summary:has-text('抽查')")
    assert page.locator(f"{GRID} th").all_inner_texts() == ["单位", "得分"]
    paste(page, "[aria-label=数据] th", plain=DATA)
    paste(page, f"{GRID} th", plain=DETAILS)
    page.wait_for_selector("#results")


def test_lays_out_a_detail_table_and_scores_what_is_pasted_into_it(page: Any) -> None:
    with_details(page)
    assert result(page, "甲局")[:3] == ["1", "甲局", "8.50"]
    assert result(page, "乙局")[:3] == ["2", "乙局", "7.00"]


def test_a_cell_of_a_detail_table_is_changed_marked_and_undone(page: Any) -> None:
    with_details(page)
    page.click(f"{GRID} [data-row='3'][data-column='1']")
    page.keyboard.insert_text("约70")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{GRID} td.wrong >> text=约70")
    assert page.locator("[aria-label=数据] .wrong").count() == 0
    page.click(".faults button:has-text('抽查 B4')")
    assert page.evaluate("document.activeElement.textContent") == "约70"
    for _ in ("the new row", "the cell"):
        page.click("#toolbar >> text=撤销")
    page.wait_for_selector("#results")
    assert page.locator(f"{GRID} .wrong").count() == 0
    page.click("text=不要这张明细表")
    page.wait_for_selector(GRID, state="detached")


def test_a_header_of_two_rows_is_pasted(page: Any) -> None:
    start_with(page, TWO_ROWS)
    page.click("#tab-scores")
    paste(page, "[aria-label=数据] th", plain="单位\t信用信息\t\n\t报送条数\t合规条数\n甲局\t4\t2\n乙局\t9\t1\n")
    page.wait_for_selector("#results")
    assert result(page, "乙局")[:3] == ["1", "乙局", "10.00"]
    assert page.locator("[aria-label=数据] thead tr").count() == 2
    page.click("text=照方案列出栏目")
    page.wait_for_timeout(500)
    assert page.locator("[aria-label=数据] thead tr").first.locator("th").count() == 3
