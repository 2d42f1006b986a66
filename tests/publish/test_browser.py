"""The web pages in a browser: what a reader sees, what comes out of the printer, and that nothing is fetched."""

import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from creditdsl.compiler.pipeline import Compilation
from creditdsl.publish.manual.site import site
from creditdsl.publish.table.content import table_content
from creditdsl.publish.writers import WRITERS
from tests.publish.browser import NO_FONT, PROGRAM, REASON, Browser, has_font
from tests.publish.pdf_text import squeezed

pytestmark = [pytest.mark.full, pytest.mark.skipif(PROGRAM is None, reason=REASON)]

PORTRAIT, LANDSCAPE = (595, 842), (842, 595)
RADICALS = re.compile("[\u2f00-\u2fdf]")


class _Text(HTMLParser):
    """What stands in the body."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.inside = "", False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "body"

    def handle_data(self, data: str) -> None:
        self.text += data if self.inside else ""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return Browser(tmp_path_factory.mktemp("浏览器"))


@pytest.fixture(scope="module")
def folder(lvliang: Compilation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The indicator table beside the documentation, under a name with blanks and Chinese."""
    where = tmp_path_factory.mktemp("规则 文档")
    for name, content in site(lvliang).items():
        (where / name).write_bytes(content)
    (where / "表.html").write_bytes(WRITERS[0].write(table_content(lvliang.scheme, lvliang.tables["附件1"])))
    return where


needs_font = pytest.mark.skipif(not has_font(), reason=NO_FONT)


def printed(browser: Browser, page: Path) -> list[tuple[tuple[int, int], str]]:
    """The size of each page and its text, characters in the place of radicals of the same shape."""
    reader = PdfReader(BytesIO(browser.printed(page)))
    texts = [
        RADICALS.sub(lambda one: normalize("NFKC", one[0]), squeezed(page.extract_text())) for page in reader.pages
    ]
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages]
    return list(zip(sizes, texts, strict=True))


def test_the_table_as_shown(browser: Browser, folder: Path, lvliang: Compilation) -> None:
    document, requests = browser.opened(folder / "表.html")
    text = squeezed(_Text(document).text)
    content = table_content(lvliang.scheme, lvliang.tables["附件1"])
    said = [content.title, *content.notes, *(part for row in content.rows for cell in row.cells for part in cell)]
    assert [one for one in said if squeezed(one) not in text] == []
    assert requests == []


@needs_font
def test_the_table_as_printed(browser: Browser, folder: Path) -> None:
    pages = printed(browser, folder / "表.html")
    assert 2 <= len(pages) <= 4 and {size for size, _ in pages} == {LANDSCAPE}
    for number, (_, text) in enumerate(pages, 1):
        assert f"—{number}—" in text
    assert all("序号考核指标分值考核内容评分标准" in text for _, text in pages if "重大失信事件的" not in text)
    assert "计分说明" in pages[-1][1]


@pytest.mark.parametrize("name", ["index.html", "table-1.html", "table-2.html", "data.html", "names.html"])
def test_the_documentation(name: str, browser: Browser, folder: Path) -> None:
    source = squeezed(_Text((folder / name).read_text(encoding="utf-8")).text)
    document, requests = browser.opened(folder / name)
    assert squeezed(_Text(document).text) == source and requests == []


@needs_font
def test_the_documentation_as_printed(browser: Browser, folder: Path) -> None:
    pages = printed(browser, folder / "table-1.html")
    assert {size for size, _ in pages} == {PORTRAIT} and 8 <= len(pages) <= 20
    assert not any("目录附件1附件2数据字典" in text for _, text in pages)
    assert [number for number, (_, text) in enumerate(pages, 1) if f"—{number}—" not in text] == []
    whole = "".join(text for _, text in pages)
    assert "可能得分" not in whole and "需要的数据" in whole and "甲单位本项得3.00分。" in whole


def test_nothing_is_fetched(browser: Browser, folder: Path) -> None:
    page = (folder / "表.html").read_text(encoding="utf-8")
    outside = '<img src="http://example.invalid/a.png"><script src="http://example.invalid/b.js"></script>'
    (folder / "夹带.html").write_text(page.replace("<h1>", f"{outside}<h1>"), encoding="utf-8")
    assert browser.opened(folder / "夹带.html")[1] == []  # the page forbids it, whatever came to stand in it
    (folder / "别的.html").write_text(re.sub("<meta http-equiv[^>]*>", "", outside + page), encoding="utf-8")
    assert "http://example.invalid/a.png" in browser.opened(folder / "别的.html")[1]
