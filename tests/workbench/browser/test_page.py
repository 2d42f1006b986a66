"""What a clerk does on the page: start, write, see, score, ask why, try, save and print. On each carrier."""

from pathlib import Path
from typing import Any

import pytest

import creditdsl
from creditdsl.api.published_schemes import DOCUMENTS, Document
from creditdsl.api.saving import MemoryFile
from creditdsl.api.starters import TOPICS, starter_files

pytestmark = pytest.mark.full

SAFETY = starter_files(TOPICS[0])[0].decode()
SCHEME = "方案：示例\n附件1 考核指标\n一、信息归集（10分）\n1. 信息报送（10分）\n  信息条数 每条得1 最高10\n"
GRADED = f"{SCHEME}等次\n  8分以上 优秀\n  其余 一般\n"
FAULTY = SCHEME.replace("信息条数 每条得1 最高10", "每报送1条信息得0.5分，最高得10分。")
DATA = "单位\t信息条数\n甲局\t4\n乙局\t9\n"
WORD_TABLE = """<table><tr><td>序号</td><td>考核指标</td><td>分值</td><td>评分标准</td></tr>
<tr><td>1</td><td>信息报送</td><td>10</td><td>每报送1条得0.5分，最高10分。</td></tr></table>"""


def start_with(page: Any, scheme: str) -> None:
    """Write a scheme over the new one."""
    page.click("#start >> text=新建方案")
    page.click(".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(scheme)
    page.keyboard.press("Escape")
    page.wait_for_function("text => document.querySelector('.cm-content').innerText.includes(text)", arg="信息归集")


def paste(page: Any, selector: str, **kinds: str) -> None:
    """Paste what a program put on the clipboard. kinds: html, plain."""
    page.eval_on_selector(
        selector,
        """(element, kinds) => {
            const data = new DataTransfer();
            for (const [kind, text] of Object.entries(kinds)) data.setData(`text/${kind}`, text);
            element.focus();
            const event = { clipboardData: data, bubbles: true, cancelable: true };
            element.dispatchEvent(new ClipboardEvent("paste", event));
        }""",
        kinds,
    )


def ask_for_mends(page: Any) -> None:
    """Write a scheme with a fault, and ask how to mend it."""
    start_with(page, FAULTY)
    page.click("#findings li.severity-1 >> text=怎么改")
    page.wait_for_selector("#findings .mend")


def type_initials(page: Any) -> None:
    """Type the initials of a name of the scheme on a line of their own."""
    start_with(page, SCHEME)
    page.click(".cm-line:has-text('信息条数 每条得1')")
    page.keyboard.press("End")
    page.keyboard.type("\n  xxts", delay=30)
    page.wait_for_selector(".cm-tooltip-autocomplete >> text=信息条数")


def enter_data(page: Any, text: str = DATA) -> None:
    page.click("#tab-scores")
    paste(page, "[role=grid] th", plain=text)
    page.wait_for_selector("#results")


def result(page: Any, unit: str) -> list[str]:
    """The cells of a unit's row."""
    cells: list[str] = page.locator(f"#results tr:has-text('{unit}')").locator("td, th").all_inner_texts()
    return [cell.strip() for cell in cells]


def download(page: Any, words: str) -> bytes:
    with page.expect_download() as waiting:
        page.click(f"#toolbar >> text={words}")
    return Path(waiting.value.path()).read_bytes()


@pytest.mark.sample
def test_shows_a_starter_as_it_is_printed(page: Any) -> None:
    page.click("#start >> text=安全生产")
    page.wait_for_selector("#findings >> text=没有发现问题")
    page.frame_locator("#panel-preview iframe").locator("h1, caption").first.wait_for()
    page.click("#tab-scores")
    page.wait_for_selector("#results")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.folder)
def test_opens_and_scores_a_published_scheme(page: Any, document: Document) -> None:
    page.click(f"#start >> text={document.name}")
    page.frame_locator("#panel-preview iframe").locator("h1, caption").first.wait_for()
    page.click("#tab-scores")
    page.wait_for_selector("#results tbody tr")


def test_a_line_and_its_cell_find_each_other(page: Any) -> None:
    start_with(page, SCHEME)
    cell = page.frame_locator("#panel-preview iframe").locator("[data-line~='5']").first
    cell.click()
    page.wait_for_selector(".cm-activeLine >> text=信息条数")
    page.click(".cm-line:has-text('一、信息归集')")
    page.frame_locator("#panel-preview iframe").locator("[data-line~='3'].current").first.wait_for()


@pytest.mark.sample
def test_offers_the_mend_of_a_fault(page: Any) -> None:
    ask_for_mends(page)
    page.click("#findings .mend >> nth=0")
    page.wait_for_selector("#findings li.severity-1", state="detached")
    page.click("#toolbar >> text=撤销")
    page.wait_for_selector(".cm-line:has-text('每报送1条信息得0.5分')")


UNTIDY = f"""{SCHEME}内容：每月报送(电子版)。
2. 台账（10分）
  是否按期报送 得10
"""


def test_mends_at_once_what_leaves_no_choice(page: Any) -> None:
    start_with(page, UNTIDY)
    page.click("#findings >> text=能改的都改好")
    page.wait_for_selector(".cm-line:has-text('每月报送（电子版）。')")
    page.wait_for_selector("#findings li >> text=半角", state="detached")
    page.click("#findings >> text=能改的都改好")
    page.wait_for_selector("#message >> text=没有可以一次改好的")


VAGUE = """方案：示例
附件1 考核指标
一、信息归集（20分）
1. 信息报送（10分）
  资料是否及时 得10
2. 信息公开（10分）
  公开条数 每条得1 最高10
"""


def test_goes_on_where_a_reason_has_to_be_written(page: Any) -> None:
    start_with(page, VAGUE)
    page.click("#findings li.severity-3 >> text=怎么改")
    page.wait_for_selector("#findings .mend")
    assert page.locator("#findings .mend >> text=移到").count() == 0
    page.click("#findings .mend >> text=注明已核")
    page.keyboard.insert_text("原文如此")
    page.wait_for_selector("#findings >> text=没有发现问题")


def test_shows_no_other_scheme_where_the_opened_one_has_a_fault(page: Any) -> None:
    page.click("#start >> text=安全生产")
    page.frame_locator("#panel-preview iframe").locator("[data-line]").first.wait_for()
    page.click("#toolbar >> text=开始")
    with page.expect_file_chooser() as chooser:
        page.click("#start >> text=打开方案")
    chooser.value.set_files([{"name": "别的.credit", "mimeType": "", "buffer": FAULTY.encode()}])
    page.wait_for_selector("#panel-preview >> text=方案里有错误，改好以后这里就是印出来的样子。")
    assert page.frame_locator("#panel-preview iframe").locator("[data-line]").count() == 0


def test_completes_by_initials(page: Any) -> None:
    type_initials(page)
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.cm-content').innerText.match(/信息条数/g).length === 2")


def test_keeps_still_while_an_input_method_composes(page: Any) -> None:
    start_with(page, SCHEME)
    page.click(".cm-line:has-text('信息条数 每条得1')")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    session = page.context.new_cdp_session(page)
    for typed in ("x", "xi", "xin", "xinxi"):
        session.send(
            "Input.imeSetComposition", {"text": typed, "selectionStart": len(typed), "selectionEnd": len(typed)}
        )
        page.wait_for_timeout(120)
        assert page.locator(".cm-tooltip-autocomplete").count() == 0
    session.send("Input.insertText", {"text": "信息"})
    page.wait_for_function("document.querySelector('.cm-content').innerText.match(/信息/g).length >= 4")
    assert "xinxi" not in page.inner_text(".cm-content")


def test_takes_a_table_pasted_anywhere_on_the_start_page(page: Any) -> None:
    paste(page, "#start .cards button >> nth=0", html=WORD_TABLE, plain="")
    page.wait_for_selector("#message >> text=已经变成方案草稿")


def test_says_that_nothing_of_the_clipboard_is_a_table(page: Any) -> None:
    paste(page, "#start .paste", html='<img src="file:///1.png">', plain="")
    page.click("#message:has-text('剪贴板里没有表格的文字') >> text=知道了")
    page.wait_for_selector("#start[open]")


def test_makes_a_draft_of_a_pasted_table(page: Any) -> None:
    paste(page, "#start .paste", html=WORD_TABLE, plain="")
    page.wait_for_selector("#message >> text=已经变成方案草稿")
    assert page.locator("#message p").all_inner_texts()[1] == "评分标准读懂 1 句。"
    page.click("#message >> text=知道了")
    page.wait_for_selector(".cm-line:has-text('每条得0.5')")
    title = page.inner_text(".cm-line >> nth=0").removeprefix("方案：")
    assert page.inner_text("#file-name") == f"{title}.credit"


@pytest.mark.sample
def test_scores_pasted_data_and_says_why(page: Any) -> None:
    start_with(page, SCHEME)
    enter_data(page)
    assert result(page, "乙局")[:3] == ["1", "乙局", "9.00"]
    page.click("#results >> text=甲局")
    page.frame_locator(".explanation-page").locator("text=甲局得分说明").wait_for()


def heads(page: Any) -> list[str]:
    """The heads of the columns of the scores, each on one line."""
    return ["".join(words.split()) for words in page.locator("#results thead th").all_inner_texts()]


ROLES = """方案：示例
附件1 考核指标
一、机制建设（10分）
  信息条数 每条得1 最高10
二、创新（加分，最高5分）
  创新条数 每条得1
三、通报（扣分）
  通报条数 每条扣1
附件2 县区考核指标
1. 信息归集（20分）
  信息条数 每条得1 最高20
"""


def test_names_the_sections_above_their_scores(page: Any) -> None:
    start_with(page, ROLES)
    enter_data(page, "单位\t信息条数\t创新条数\t通报条数\n甲局\t4\t1\t2\n")
    assert heads(page) == [
        *("名次", "单位", "总分"),
        *("一、机制建设10分", "二、创新加分，最高5分", "三、通报扣分"),
        "等次",
    ]
    assert result(page, "甲局")[3:6] == ["4.00", "1.00", "2.00"]
    page.select_option("[aria-label=哪张表]", "附件2")
    enter_data(page)
    page.wait_for_selector("#results th >> text=信息归集")
    assert heads(page) == ["名次", "单位", "总分", "1.信息归集20分", "等次"]


MONTHLY = GRADED.replace("附件1", "周期：月度\n附件1", 1)
MONTHS = """单位\t期\t信息条数
甲局\t2023-01\t4
乙局\t2023-01\t9
甲局\t2023-02\t8
乙局\t2023-02\t7
"""


def test_shows_one_period_at_a_time(page: Any) -> None:
    start_with(page, MONTHLY)
    enter_data(page, MONTHS)
    assert page.locator("[aria-label=哪一期的成绩]").input_value() == "2023-02"
    assert result(page, "甲局")[:3] == ["1", "甲局", "8.00"]
    page.select_option("[aria-label=哪一期的成绩]", "2023-01")
    assert result(page, "甲局")[:3] == ["2", "甲局", "4.00"]
    page.click("#results >> text=甲局")
    page.frame_locator(".explanation-page").locator("text=总分4.00分，第2名").wait_for()
    page.check("text=按名次排列")
    assert page.locator("#results tbody th").all_inner_texts() == ["乙局", "甲局"]


def test_a_whole_table_that_is_pasted_leaves_nothing_of_another(page: Any) -> None:
    start_with(page, SCHEME)
    enter_data(page, "单位\t信息条数\t备注\n甲局\t4\t\n乙局\t9\t\n丙局\t9\t\n")
    enter_data(page)
    page.wait_for_selector("#results >> text=丙局", state="detached")
    assert "备注" not in page.inner_text("[role=grid]")


def test_asks_whether_data_go_on_with_another_scheme(page: Any) -> None:
    start_with(page, SCHEME)
    enter_data(page)
    for answer, filled in (("还用这些数据", True), ("清空数据表", False)):
        page.click("#toolbar >> text=开始")
        with page.expect_file_chooser() as chooser:
            page.click("#start >> text=打开方案")
        chooser.value.set_files([{"name": f"{answer}.credit", "mimeType": "", "buffer": GRADED.encode()}])
        page.click(f"#message button:has-text('{answer}')")
        page.wait_for_selector(f"#file-name >> text={answer}")
        assert ("甲局" in page.inner_text("[role=grid]")) is filled


def test_goes_on_with_what_is_open(page: Any) -> None:
    assert page.locator("#start b:text-is('接着写')").count() == 0
    start_with(page, SCHEME)
    page.click("#toolbar >> text=开始")
    page.click("#start button:has-text('接着写')")
    page.wait_for_selector("#start", state="hidden")
    page.wait_for_selector(".cm-line:has-text('信息条数 每条得1')")


def test_shows_one_part_on_a_narrow_screen(page: Any) -> None:
    start_with(page, SCHEME)
    assert not page.locator("#parts").is_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.locator("#editor").is_visible() and not page.locator("#tabs").is_visible()
    page.click("#parts >> text=看结果")
    page.click("#tab-outline")
    assert not page.locator("#editor").is_visible()
    page.click("#panel-outline >> text=信息报送")
    page.wait_for_selector(".cm-activeLine >> text=信息报送")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_folds_the_names_of_a_block_in_the_outline(page: Any) -> None:
    start_with(page, SCHEME.replace("一、", "数据\n  信息条数：条\n一、"))
    page.click("#tab-outline")
    page.wait_for_selector("#panel-outline >> text=列出 1 个")
    names = page.locator("#panel-outline li li li")
    assert not names.first.is_visible()
    page.click("#panel-outline >> text=列出 1 个")
    assert names.first.inner_text().split() == ["信息条数", "条"]
    page.click("#panel-outline >> text=信息归集")
    page.keyboard.press("End")
    page.keyboard.insert_text(" ")
    page.wait_for_timeout(600)
    assert names.first.is_visible()


def test_saves_the_explanation_that_is_shown(page: Any, tmp_path: Path) -> None:
    start_with(page, SCHEME)
    enter_data(page)
    page.click("#results >> text=甲局")
    with page.expect_download() as waiting:
        page.click("text=甲局得分说明存为 Word 文档")
    assert waiting.value.suggested_filename == "附件1得分说明-甲局.docx"
    scores = creditdsl.read(text=SCHEME).table().score(creditdsl.pasted(DATA))
    scores["甲局"].explain().write(tmp_path / "说明.docx")
    assert Path(waiting.value.path()).read_bytes() == (tmp_path / "说明.docx").read_bytes()


def test_the_explanation_follows_the_data_and_goes_with_its_unit(page: Any) -> None:
    start_with(page, SCHEME)
    enter_data(page)
    page.click("#results >> text=甲局")
    page.frame_locator(".explanation-page").locator("text=总分4.00分").wait_for()
    paste(page, "[role=grid] th", plain=DATA.replace("4", "6"))
    page.frame_locator(".explanation-page").locator("text=总分6.00分").wait_for()
    paste(page, "[role=grid] th", plain=DATA.replace("甲局", "丁局"))
    page.wait_for_selector(".explanation-page", state="hidden")


def test_offers_the_tables_where_data_is_shown(page: Any) -> None:
    page.click("#start >> text=新建方案")
    page.click("#tab-scores")
    page.click("#toolbar >> text=开始")
    second = SCHEME.partition("\n")[2].replace("附件1", "附件2").replace("信息条数", "公开条数")
    with page.expect_file_chooser() as chooser:
        page.click("#start >> text=打开方案")
    chooser.value.set_files([{"name": "两张.credit", "mimeType": "", "buffer": f"{SCHEME}{second}".encode()}])
    page.select_option("[aria-label=哪张表]", "附件2")
    enter_data(page, DATA.replace("信息条数", "公开条数"))
    assert result(page, "乙局")[:3] == ["1", "乙局", "9.00"]


def test_marks_the_cell_that_is_wrong(page: Any) -> None:
    start_with(page, SCHEME)
    page.click("#tab-scores")
    paste(page, "[role=grid] th", plain=DATA.replace("4", "约4"))
    page.wait_for_selector("td.wrong >> text=约4")
    page.click(".faults button >> nth=0")
    assert page.evaluate("document.activeElement.innerText") == "约4"


def test_undoes_data_and_text_alike(page: Any) -> None:
    start_with(page, SCHEME)
    enter_data(page)
    page.click(".cm-line:has-text('信息条数 每条得1')")
    page.keyboard.press("End")
    page.keyboard.insert_text("  # 记")
    page.click("#toolbar >> text=撤销")
    page.wait_for_function("!document.querySelector('.cm-content').innerText.includes('# 记')")
    page.click("#toolbar >> text=撤销")
    page.wait_for_function("!document.querySelector('[role=grid]').innerText.includes('甲局')")
    page.click("#toolbar >> text=重做")
    page.wait_for_selector("[role=grid] >> text=甲局")


@pytest.mark.parametrize(
    ("words", "suffix"), [("存为 Word 文档", "docx"), ("存为电子表格", "xlsx"), ("存为网页", "html")]
)
def test_makes_the_files_that_the_command_makes(page: Any, words: str, suffix: str) -> None:
    page.click("#start >> text=安全生产")
    page.wait_for_selector("#findings >> text=没有发现问题")
    file = MemoryFile(f"附件1.{suffix}")
    creditdsl.read(text=SAFETY).table().print(file)
    assert download(page, words) == file.content


@pytest.mark.parametrize(
    ("words", "suffix"),
    [("存为成绩表", "xlsx"), ("存为排名表", "docx"), ("存为考核概况", "docx"), ("存为概况网页", "html")],
)
def test_makes_the_files_of_the_scores(page: Any, address: str, words: str, suffix: str) -> None:
    start_with(page, SCHEME)
    page.click("#tab-scores")
    assert not page.locator(f"text={words}").is_visible()
    enter_data(page)
    if words == "存为考核概况" and address.startswith("file:"):  # the one file draws no pictures
        assert page.locator(f"text={words}").count() == 0
        return
    scores = creditdsl.read(text=SCHEME).table().score(creditdsl.pasted(DATA))
    file = MemoryFile(f"成绩.{suffix}")
    {"存为成绩表": scores.write, "存为排名表": scores.rank}.get(words, scores.summary)(file)
    with page.expect_download() as waiting:
        page.click(f"text={words}")
    assert Path(waiting.value.path()).read_bytes() == file.content


def test_finds_what_was_written_after_it_was_closed(page: Any) -> None:
    start_with(page, SCHEME)
    enter_data(page)
    page.wait_for_timeout(1500)
    page.reload()
    page.wait_for_selector("#loading", state="detached")
    page.wait_for_selector(".cm-line:has-text('信息条数 每条得1')")
    page.click("#tab-scores")
    page.wait_for_selector("[role=grid] >> text=甲局")


def test_every_word_of_the_state_can_be_read(page: Any) -> None:
    start_with(page, SCHEME)
    state = page.locator("#file-state")
    for words in ("有改动，还没有保存", "已恢复上次没有保存的内容", "不能自动保存，请常按“保存”"):
        state.evaluate("(element, words) => { element.textContent = words; }", words)
        assert state.evaluate(
            """element => {
                const words = document.createRange();
                words.selectNodeContents(element);
                const box = words.getBoundingClientRect();
                const shown = element.parentElement.getBoundingClientRect();
                return box.left >= shown.left && box.right <= shown.right;
            }"""
        )


def test_finds_help_by_what_offices_say(page: Any) -> None:
    page.click("#start >> text=关闭")
    page.click("#tab-help")
    page.fill("[aria-label=在帮助里找]", "一票否决")
    page.wait_for_selector("#panel-help summary:visible >> text=一票否决")


def test_explains_a_code(page: Any) -> None:
    start_with(page, SCHEME.replace("每条得1 最高10", "每条得"))
    page.click("#findings >> text=释义 >> nth=0")
    page.wait_for_selector("#message >> text=说明")


@pytest.mark.parametrize(("words", "suffix"), [("Word 文档", "docx"), ("网页", "html")])
def test_saves_the_whole_document(words: str, suffix: str, page: Any) -> None:
    text = f"{SCHEME}正文\n各单位认真组织实施。\n正文完\n"
    start_with(page, text)
    page.click("#toolbar >> text=存全文")
    with page.expect_download() as waiting:
        page.click(f"#message button:has-text('{words}')")
    file = MemoryFile(f"全文.{suffix}")
    creditdsl.read(text=text).print(file)
    assert Path(waiting.value.path()).read_bytes() == file.content
