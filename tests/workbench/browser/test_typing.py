"""Keys and pastes as they come in an office: what is seen is what is kept, and Enter ends a line."""

from typing import Any

import pytest

from tests.workbench.browser.test_page import SCHEME, enter_data, paste, result, start_with

pytestmark = pytest.mark.full

TITLED = "2025年数据汇总表\t\n单位\t信息条数\n甲局\t4\n乙局\t9\n"


def text_of(page: Any) -> str:
    lines: list[str] = page.locator(".cm-content .cm-line").all_inner_texts()
    return "\n".join(lines)


def wait_for_total(page: Any, unit: str, total: str) -> None:
    page.wait_for_selector(f"#results tr:has-text('{unit}'):has-text('{total}')")


def test_scores_what_is_pasted_over_a_cell(page: Any) -> None:
    start_with(page, SCHEME)
    enter_data(page)
    wait_for_total(page, "甲局", "4.00")
    page.click("[role=grid] td[data-row='1'][data-column='1']")
    paste(page, "[role=grid] td[data-row='1'][data-column='1']", plain="7")
    wait_for_total(page, "甲局", "7.00")
    page.click("[role=grid] td[data-row='2'][data-column='1']")
    wait_for_total(page, "甲局", "7.00")
    assert result(page, "乙局")[2].endswith("9.00")


def test_scores_a_table_with_a_title_above_its_header(page: Any) -> None:
    start_with(page, SCHEME)
    enter_data(page, TITLED)
    wait_for_total(page, "乙局", "9.00")


def test_enter_behind_a_finished_rule_begins_a_line(page: Any) -> None:
    start_with(page, SCHEME)
    page.click(".cm-line:has-text('信息条数 每条得1')")
    page.keyboard.press("End")
    page.keyboard.type("\n  信息报送 得2", delay=30)
    page.wait_for_selector(".cm-tooltip-autocomplete")
    page.keyboard.press("Enter")
    page.keyboard.type("x")
    assert [line.strip() for line in text_of(page).split("\n")][5:7] == ["信息报送 得2", "x"]


def test_enter_takes_what_was_gone_to(page: Any) -> None:
    start_with(page, SCHEME)
    page.click(".cm-line:has-text('信息条数 每条得1')")
    page.keyboard.press("End")
    page.keyboard.type("\n  信息报送 得2", delay=30)
    page.wait_for_selector(".cm-tooltip-autocomplete")
    page.wait_for_timeout(150)
    page.keyboard.press("ArrowDown")
    label = page.locator(".cm-tooltip-autocomplete li[aria-selected] .cm-completionLabel").inner_text()
    page.keyboard.press("Enter")
    assert label in text_of(page).split("信息报送 得2")[1].split("\n")[0]
