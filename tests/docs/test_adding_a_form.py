"""The walk-through of docs/adding-a-form.md, followed to the letter."""

import re
from pathlib import Path

import pytest

from tests.docs.following import ROOT, follow, run, run_tests

WRITTEN = 6
"""Files written by hand, at the most."""
SCHEME = "方案：示例\n附件1 考核指标\n一、信息质量（5分）\n  {}\n"
LINE = "合格率 合格线 60% 得3 优秀线 90% 得5"
SENTENCE = "合格率在合格线60%以上的，得3分；在优秀线90%以上的，得5分"


@pytest.mark.full  # it checks a copy of the project for a minute
def test_following_the_page_adds_a_form(tmp_path: Path) -> None:
    follow(tmp_path, "adding-a-form.md")

    run_tests(tmp_path, "--update-golden", "tests/forms", "-k", "two_lines")
    page = (tmp_path / "tests/forms/two_lines.md").read_text(encoding="utf-8")
    assert "| 丙局 | 60% | 3.00 |" in page and "| 戊局 |  | 待定 |" in page
    assert f"{SENTENCE}。" in page

    run(tmp_path, "docs/generate.py", "language.md")
    assert "### 两线计分" in (tmp_path / "docs/language.md").read_text(encoding="utf-8")
    run_tests(tmp_path, "tests/forms", "tests/review/test_golden.py", "tests/findings", "tests/docs/test_glossary.py")
    run_tests(tmp_path, "tests/docs/test_pages.py", "-k", "form or language or shape")
    run_tests(tmp_path, "tests/reader/test_round_trip.py", "-k", "two_lines")

    scheme, data = tmp_path / "甲.credit", tmp_path / "甲.csv"
    scheme.write_text(SCHEME.format("合格率 合格线60%得3优秀线90%得5"), encoding="utf-8")
    data.write_text("单位,合格率\n甲局,75%\n", encoding="utf-8")
    run(tmp_path, "-m", "creditdsl", "fmt", scheme.name)
    assert f"  {LINE}\n" in scheme.read_text(encoding="utf-8")
    explained = run(tmp_path, "-m", "creditdsl", "explain", scheme.name, "--data", data.name, "--unit", "甲局")
    assert "达到合格线，得3分" in explained


REVIEWED = """
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.reader.helped import helped
from creditdsl.review.reviewing import review

for line in {lines}:
    compilation = compile_source(Source("示例", {scheme!r}.format(line)))
    for found in helped(compilation.tree, review(compilation)):
        print(found.code.id, found.message, found.help)
"""


def test_the_reviewer_and_the_help_know_the_form(tmp_path: Path) -> None:
    follow(tmp_path, "adding-a-form.md")
    crossed, alike = "合格率 合格线 90% 得3 优秀线 60% 得5", "合格率 合格线 60% 得5 优秀线 90% 得5"
    lines = [crossed, alike, "合格率看合格线60%和优秀线"]
    messages = run(tmp_path, "-c", REVIEWED.format(lines=lines, scheme=SCHEME))
    assert "E0623 “合格线 90%”永远轮不到" in messages
    assert "W0624 “合格线 60%”和“优秀线 90%”都得5分" in messages
    assert f"两线计分的写法如：{LINE}" in messages


def test_the_page_names_every_file_that_it_writes() -> None:
    page = (ROOT / "docs" / "adding-a-form.md").read_text(encoding="utf-8")
    written = {name.replace("two_lines", "<stem>") for name in re.findall(r"^`{3,}\w+ (?:file|new)=(\S+)", page, re.M)}
    named = set(re.findall(r"^\| `(\S+)` \| ", page[: page.index("## 1.")], re.M))
    assert written == named and len(written) <= WRITTEN
