"""Pages: nothing of a scheme or its data becomes markup, nothing is loaded, the same bytes every time."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from jinja2 import UndefinedError

from creditdsl.compiler.pipeline import Compilation
from creditdsl.publish.manual.site import site
from creditdsl.publish.pages import page
from creditdsl.publish.table.content import table_content
from creditdsl.publish.writers import WRITERS
from tests.publish.helpers import LVLIANG, Explained, compiled, explained

_PAYLOADS = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "</style><b>", "&lt;i&gt;")
HOSTILE = "".join(
    f"{line}\n"
    for line in (
        f"方案：甲{_PAYLOADS[0]}",
        f"文号：{_PAYLOADS[1]}",
        f"附件1 乙{_PAYLOADS[1]}{_PAYLOADS[2]}",
        "数据",
        f"  成效：酌情 0至5，{_PAYLOADS[3]}{_PAYLOADS[4]}",
        f"一、丙{_PAYLOADS[0]}（5分）",
        f"内容：{_PAYLOADS[1]}{_PAYLOADS[3]}",
        f"依据：{_PAYLOADS[2]}",
        "  成效 酌情 0至5",
    )
)


class _Page(HTMLParser):
    """Every tag and attribute of a page, and the text outside style."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def harmless(content: bytes) -> _Page:
    parsed = _Page(content)
    assert not parsed.tags & {"script", "img", "b", "i", "link", "iframe"}
    assert not [name for name, _ in parsed.attributes if name.startswith("on") or name == "src"]
    assert not re.search(rb"https?:|url\(|@import", content)
    assert "49" not in parsed.text
    return parsed


def test_hostile_texts_stay_text(explain_text: Callable[[str, str], Explained]) -> None:
    compilation = compiled(HOSTILE)
    content = table_content(compilation.scheme, compilation.tables["附件1"])
    assert _PAYLOADS[0] in harmless(WRITERS[0].write(content)).text
    for made in site(compilation).values():
        harmless(made)
    data = f"单位,成效,成效理由\n甲局{_PAYLOADS[0]},3,{_PAYLOADS[0]}\n"
    (one,) = explain_text(HOSTILE, data).values()
    assert harmless(page.render("explanation", page=one)).text.count(_PAYLOADS[0]) >= 3


def test_a_name_that_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        page.render("table")


def test_the_same_bytes_twice(lvliang: Compilation) -> None:
    content = table_content(lvliang.scheme, lvliang.tables["附件1"])
    assert WRITERS[0].write(content) == WRITERS[0].write(content)
    assert site(lvliang) == site(lvliang)
    path = LVLIANG / "data" / "附件1.csv"
    first, second = (explained(lvliang, "附件1", path)["甲局"] for _ in range(2))
    assert page.render("explanation", page=first) == page.render("explanation", page=second)


def test_the_printed_table(lvliang: Compilation) -> None:
    content = table_content(lvliang.scheme, lvliang.tables["附件2"])
    made = WRITERS[0].write(content).decode("utf-8")
    assert "size: A4 landscape" in made and "table-header-group" in made and "break-inside: avoid" in made
    assert made.count("<tr") == 1 + len(content.rows)
    assert made.count("<li>") == len(content.notes)
    assert '<td class="title" data-head="考核指标"><p>信用监管</p></td>' in made


def test_links_stay_inside_the_folder(lvliang: Compilation) -> None:
    pages = site(lvliang)
    assert list(pages) == ["index.html", "table-1.html", "table-2.html", "data.html", "names.html"]
    anchors = {file: {v for n, v in _Page(made).attributes if n == "id"} for file, made in pages.items()}
    for here, made in pages.items():
        for name, value in _Page(made).attributes:
            if name == "href":
                file, _, fragment = str(value).partition("#")
                assert not fragment or unquote(fragment) in anchors[file or here]
                assert fragment or file in pages


def test_writers_differ_by_ending() -> None:
    assert len({writer.suffix for writer in WRITERS}) == len(WRITERS)
