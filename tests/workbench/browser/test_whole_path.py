"""From last year's table to the printed annex: a published table pasted as WPS copies it, finished, scored and printed.

The clock and the counts are printed (`-s`); the counts are held, so that the path does not grow longer.
"""

import html
import time
from pathlib import Path
from typing import Any

import pytest

import creditdsl
from creditdsl.api.saving import MemoryFile
from creditdsl.importer.document_grid import Document, Grid, Paragraph
from creditdsl.importer.readers.any_file import read_document
from tests.workbench.browser.conftest import PATIENCE
from tests.workbench.browser.test_page import download, paste, result
from tests.workbench.browser.test_trial import kept

pytestmark = pytest.mark.full

ANNEX = Path(__file__).parents[2] / "importer" / "annexes" / "lvliang-2022.md"
UNITS = ("甲局", "乙局", "丙局", "丁局")

RULES = {
    "比值达100%得8分": [
        ["  （1）双公示准确率 100%", " 得8 ", ("qy", "其余"), ("pmff", "排名赋分"), " 最多7.5 最少0\n"],
        [
            "（2）瞒报条数 0条 得4 5条",
            ("ys", "以上"),
            " 得0 ",
            ("qy", "其余"),
            " 瞒报酌情得分 ",
            ("zq", "酌情"),
            " 0至4\n",
        ],
        ["（3）按时报送台账 得3 ", ("fz", "否则"), "（2）", ("bdf", "不得分"), "\n"],
    ],
    "燃气费、不动产、科技研发等3类信息": [["  燃气不动产科研共享类数 每类得1 最高3\n"]],
    "未开展及未参加市信用办活动的不得分": [],
}
"""By the beginning of what is left over, the rules as they are typed: words, and initials with what they complete."""


def as_wps(document: Document) -> str:
    """Write a page as WPS 文字 puts it on the clipboard: fonts in every cell, marks of the office, no thead."""

    def words(text: str) -> str:
        lines = "<br>".join(html.escape(line) for line in text.split("\n"))
        face = "<font face=仿宋_GB2312 >"
        style = (
            'style="font-family:仿宋_GB2312;mso-bidi-font-family:宋体;font-size:10.5000pt;mso-font-kerning:0.0000pt;"'
        )
        return f"<p class=MsoNormal ><span {style} >{face}{lines}</font></span><span {style} ><o:p></o:p></span></p>"

    parts = [
        '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta http-equiv=Content-Type content="text/html; '
        'charset=utf-8"><meta name=ProgId content=Word.Document><meta name=Generator content="Microsoft Word 14">'
        "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--><style>p.MsoNormal{margin:0pt;"
        'mso-pagination:none;}</style></head><body style="tab-interval:21pt;" ><!--StartFragment-->'
    ]
    for block in document.blocks:
        match block:
            case Paragraph():
                parts.append(words(block.text))
            case Grid():
                parts.append('<table class=MsoNormalTable border=1 cellspacing=0 style="mso-yfti-tbllook:1184;" >')
                for row in range(block.height):
                    cells = [cell for cell in block.cells if cell.row == row]
                    parts.append("<tr>")
                    for cell in cells:
                        spans = f" rowspan={cell.height}" * (cell.height > 1) + f" colspan={cell.width}" * (
                            cell.width > 1
                        )
                        parts.append(
                            f'<td width=60 valign=center{spans} style="width:45.0pt;" >{words(cell.text)}</td>'
                        )
                    parts.append("</tr>")
                parts.append("</table>")
    parts.append("<!--EndFragment--></body></html>")
    return "".join(parts)


class Clerk:
    """Somebody at the page, whose clicks and keys are counted."""

    def __init__(self, page: Any) -> None:
        self.page, self.clicks, self.keys, self.steps = page, 0, 0, 0
        self.start = time.monotonic()

    def step(self, words: str) -> None:
        """Begin a step of the path; say how far it is until here."""
        self.steps += 1
        print(f"{time.monotonic() - self.start:6.1f} s  {self.clicks:3} clicks {self.keys:4} keys  {words}")

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.page.click(selector)

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        """Type words; what an input method gives comes as a whole."""
        self.keys += len(words)
        *lines, last = words.split("\n")
        for line in lines:
            self.page.keyboard.insert_text(line)
            self.page.keyboard.press("Escape")
            self.page.keyboard.press("Enter")
        self.page.keyboard.insert_text(last)

    def complete(self, initials: str, word: str) -> None:
        """Type initials and take the word that is offered for them."""
        self.keys += len(initials) + 1
        self.page.keyboard.type(initials, delay=20)
        option = f".cm-tooltip-autocomplete li:has(.cm-completionLabel:text-is('{word}'))"
        self.page.wait_for_selector(option)
        self.page.wait_for_timeout(150)
        while not self.page.locator(f"{option}[aria-selected]").count():
            self.press("ArrowDown")
        self.page.keyboard.press("Enter")


def value(kind: str, unit: int) -> str:
    """An invented value of a column. unit: counted from 0."""
    if kind.startswith("是否"):
        return "否" if unit == 3 else "是"
    if kind.startswith("比率"):
        return f"{100 - unit}%"
    return str(3 - unit)


def data_of(text: str) -> str:
    columns = creditdsl.read(text=text).table().columns
    rows = [["单位", *(column.name for column in columns)]]
    rows += [[unit, *(value(column.kind, at) for column in columns)] for at, unit in enumerate(UNITS)]
    return "".join("\t".join(row) + "\n" for row in rows)


def test_from_the_table_of_last_year_to_the_annex(page: Any, folder: Path) -> None:
    clerk = Clerk(page)
    annex = ANNEX.read_text(encoding="utf-8").partition("附件 2")[0]
    clerk.step("paste the table")
    paste(page, "#start .paste", html=as_wps(read_document("附件.md", annex.encode())), plain="")
    clerk.keys += 1
    page.wait_for_selector("#message >> text=已经变成方案草稿")
    clerk.click("#message >> text=知道了")
    clerk.step("write what is left over")
    written = []
    for _ in range(page.locator("#findings .pending button").count()):
        clerk.click("#findings .pending button >> nth=0")
        page.wait_for_selector(".cm-activeLine:has-text('待定：')")
        words = page.inner_text(".cm-activeLine")
        (rules,) = (rules for begin, rules in RULES.items() if words.startswith(f"待定：{begin}"))
        clerk.press("Control+Shift+k")
        for rule in rules:
            for part in rule:
                clerk.write(part) if isinstance(part, str) else clerk.complete(*part)
            written.append(
                "".join(part if isinstance(part, str) else part[1] for part in rule).replace(" ", "").strip()
            )
    page.wait_for_selector("#findings .pending", state="hidden")
    page.wait_for_function("/错误 0 条|没有发现/.test(document.querySelector('#findings-title').textContent)")
    clerk.step("enter the data")
    clerk.click("#tab-scores")
    clerk.click("text=照方案列出栏目")
    scheme, _ = kept(page, folder)
    assert [rule for rule in written if rule not in scheme.replace(" ", "").splitlines()] == []
    clerk.click("[role=grid] th >> nth=0")
    paste(page, "[role=grid] th", plain=data_of(scheme))
    clerk.keys += 1
    page.wait_for_selector("#results", timeout=PATIENCE * 4)
    clerk.step("ask why")
    expected = creditdsl.read(text=scheme).table().score(creditdsl.pasted(data_of(scheme)))
    for row in expected:
        assert result(page, row.unit)[2] == str(row.total)
    clerk.click("#results >> text=丁局")
    page.frame_locator(".explanation-page").locator("text=丁局得分说明").wait_for()
    clerk.step("take the annex as a document")
    clerk.clicks += 1
    content = download(page, "存为 Word 文档")
    file = MemoryFile("附件1.docx")
    creditdsl.read(text=scheme).table().print(file)
    assert content == file.content
    clerk.step("done")
    assert page.locator("dialog[open]").count() == 0
    assert clerk.clicks <= 10 and clerk.keys <= 200
