"""The pages of docs/: what is made is as committed, what is shown is true, and what is linked is there."""

import re
from pathlib import Path

import pytest

from creditdsl.base.diagnostic import Code
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Compilation, compile_source
from creditdsl.forms import FORMS
from creditdsl.reports.codes import all_codes
from creditdsl.review.reviewing import CODES as REVIEW
from creditdsl.review.reviewing import NOT_REVIEWED, review
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.walk import rules
from docs.generate import PAGES
from docs.reference import PURPOSES, example_lines, whole
from docs.sentences import STEMS

FOLDER = Path(__file__).parents[2] / "docs"
FOR_OFFICES = (
    "README.md",
    "install.md",
    "tutorial.md",
    "checking.md",
    "import.md",
    "sheet.md",
    "scores.md",
    "scale.md",
    "language.md",
    "findings.md",
    "changes.md",
    "writing/README.md",
    *(f"writing/{stem}.md" for stem in STEMS),
)
ALL = sorted(FOLDER.rglob("*.md"))
MADE = [FOLDER / "language.md", FOLDER / "findings.md", *FOLDER.glob("writing/*.md")]
TYPED = sorted({*ALL, *FOLDER.rglob("*.md.in")} - set(MADE))

BLOCK = re.compile(r"^```(\S+)(?: ([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)]*))?\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
ANCHOR = re.compile(r'<a id="([^"]+)">')
CROWDED = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]")


def examples() -> list[object]:
    """The credit blocks of the reference; a finding's examples are wrong on purpose and compiled by their page."""
    text = (FOLDER / "language.md").read_text(encoding="utf-8")
    found = [match.groups() for match in BLOCK.finditer(text) if match[1] == "credit"]
    return [pytest.param(info or "", body, id=body.split("\n")[0].strip()) for _, info, body in found]


def compiled(fragment: str) -> Compilation:
    return compile_source(Source("示例", whole(fragment)))


@pytest.mark.parametrize("name", PAGES)
def test_page_is_as_made(name: str) -> None:
    committed = (FOLDER / name).read_text(encoding="utf-8")
    assert committed == PAGES[name](), f"docs/{name} is out of date; run make docs"


@pytest.mark.parametrize(("info", "body"), examples())
def test_example_means_what_the_page_says(info: str, body: str) -> None:
    compilation = compiled(body)
    codes = [found.code.id for found in compilation.diagnostics]
    if re.fullmatch(r"[EWN]\d{4}", info):
        assert codes == [info]
        return
    assert codes == []
    if info == "same":
        (table,) = compilation.tables.values()
        bodies = [(rule.body, rule.limits) for _, _, rule in rules(table.table)]
        assert len(bodies) > 1 and all(one == bodies[0] for one in bodies)


@pytest.mark.parametrize("code", [code for code in all_codes() if code.example], ids=lambda code: code.id)
def test_example_of_a_finding_shows_it(code: Code) -> None:
    compilation = compile_source(Source("示例", code.example))
    found = review(compilation) if code in REVIEW else compilation.diagnostics
    shown = {diagnostic.code.id for diagnostic in found}
    assert shown == {code.id} or (code is NOT_REVIEWED and code.id in shown)


@pytest.mark.parametrize("page", MADE, ids=lambda page: page.name)
def test_prints_no_value_of_the_program(page: Path) -> None:
    """A sentence that takes a truth for a word shows as “最高False10分”."""
    assert not re.search("[\u4e00-\u9fff](?:True|False|None)", page.read_text(encoding="utf-8"))


def test_every_form_has_examples() -> None:
    assert all(example_lines(form) for form in FORMS)


def test_every_field_and_every_shape_is_explained() -> None:
    table = keywords()
    assert set(PURPOSES) == {field.stem for field in table.fields.values()}
    assert all(word.shapes for word in table.words.values() if word.pattern)


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.relative_to(FOLDER).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    inner = [(page.parent / name if name else page, anchor) for name, anchor in links if "://" not in name]
    assert [path for path, _ in inner if not path.exists()] == []
    assert [(path, anchor) for path, anchor in inner if anchor and anchor not in anchors(path)] == []


def anchors(page: Path) -> set[str]:
    """Return what a link may name within a page: its headings as GitHub writes them, and its anchors."""
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    headings = (re.sub(r"<[^>]*>", "", heading) for heading in HEADING.findall(text))
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings} | {
        *ANCHOR.findall(text)
    }


@pytest.mark.parametrize("page", TYPED, ids=lambda page: page.relative_to(FOLDER).as_posix())
def test_chinese_and_latin_stand_apart(page: Path) -> None:
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    text = re.sub(r"\{\{.*?\}\}|\]\([^)]*\)|`[^`]*`", "", text, flags=re.DOTALL)
    assert CROWDED.findall(text) == []


@pytest.mark.parametrize("name", FOR_OFFICES)
def test_speaks_the_words_of_offices(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert re.findall("编程|代码|语法|编译|函数|变量|字符串", text) == []


@pytest.mark.parametrize(
    "name", ["tutorial.md", "checking.md", "json.md", "import.md", "sheet.md", "language.md", "writing/README.md"]
)
def test_says_whom_it_assesses(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert "自然人" in text and "机关、单位等组织" in text
