"""Keys and pastes as they come in an office: what is seen is what is kept, Enter ends a line, a sentence finds help."""

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


def test_a_sentence_of_a_document_finds_the_pages_nearest_to_it(page: Any) -> None:
    start_with(page, SCHEME)
    page.click("#tab-help")
    page.fill("#panel-help input", "按期办结率以100%为满分，每降低0.1个百分点扣0.1分。")
    page.wait_for_selector("#panel-help details[open]")
    assert page.locator("#panel-help summary").first.inner_text().startswith("每低")
    page.fill("#panel-help input", "zzzz")
    page.wait_for_selector("#panel-help >> text=没有找到")


def test_a_question_of_a_draft_is_answered_by_a_click(page: Any) -> None:
    table = """<table><tr><td>序号</td><td>考核指标</td><td>分值</td><td>评分标准</td></tr>
    <tr><td>1</td><td>信息报送</td><td>10</td><td>按时报送得10分；每迟报1天扣0.5分。</td></tr></table>"""
    paste(page, "#start .paste", html=table, plain="")
    page.click("#message >> text=知道了")
    page.wait_for_selector("#findings >> text=有这些情形的，是从前面的分里扣，还是另外扣？")
    assert page.locator("#findings p.pending").is_hidden()
    page.click("#findings >> text=选一种")
    page.click("#findings .mend:has-text('从前面的分里扣')")
    page.wait_for_selector("#findings ul.pending", state="hidden")
    assert "信息报送（10分，满分起扣）" in text_of(page)
    assert "迟报天数 每天扣0.5" in text_of(page)
    assert "待定" not in text_of(page)


@pytest.mark.parametrize(
    ("scheme", "data", "advice"),
    [
        (f"{SCHEME}名单\n  单位：甲局、乙局、丙局\n", TITLED, "勾选“缺数、没有交齐的也先评”"),
        (SCHEME, "单位\t信息条数\n甲局\t4\n单位\t信件数\n乙局\t9\n", "把两部分的栏目合在一个表头下面"),
    ],
)
def test_advises_what_can_be_done_on_the_page(page: Any, scheme: str, data: str, advice: str) -> None:
    start_with(page, scheme)
    page.click("#tab-scores")
    paste(page, "[role=grid] th", plain=data)
    page.wait_for_selector(f".faults >> text={advice}")
    assert "--" not in page.locator(".faults").inner_text()
