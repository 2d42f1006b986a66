"""Eight documents as DOCX, XLSX and HTML, with what they say; six are by somebody who had not seen the importer.

`*.truth.json` lists tables, sections, items, points and cells; `traps` names the habits of each document.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from creditdsl.importer.draft_lines import stated_points
from creditdsl.importer.importing import import_document
from creditdsl.importer.outline import Outline, OutlineEntry
from creditdsl.importer.readers.any_file import read_document
from creditdsl.importer.structure.heading_numbers import numbered
from creditdsl.importer.structure.outlining import outline
from creditdsl.importer.structure.stated_points import in_title
from tests.importer.listing import all_words, squeezed
from tests.pace import within

FOLDER = Path(__file__).with_name("documents")
FILES = tuple(sorted(path.name for path in FOLDER.iterdir() if path.suffix in (".docx", ".xlsx", ".html")))
HIDDEN = {
    "investment.xlsx": ("旧指标（停用）",),
    "investment.html": ("旧指标（停用）",),
}
"""Sections whose rows are hidden in this format."""
UNSEEN = {
    "investment.xlsx": (
        "旧指标（停用）",
        "签约金额",
        "不计分",
        "—",
        "筛选隐藏",
        "上年值",
        "88%",
        "52000",
        "300",
        "90%",
        "92",
        "100分",
    ),
    "investment.html": ("旧指标（停用）", "签约金额", "不计分", "—", "筛选隐藏"),
    "openness.xlsx": ("每月发布不少于40条", "栏目空白的，每个扣1分，整改的不扣"),
    "network.docx": ("续表",),
    "network.xlsx": ("续表",),
    "network.html": ("续表",),
}
"""Cells that are hidden in this format, hold words struck out, or only say that the table goes on."""


def truth(file: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{file.rpartition('.')[0]}.truth.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def content(file: str) -> bytes:
    return (FOLDER / file).read_bytes()


def bare(title: str) -> str:
    _, rest = numbered(title)
    return squeezed(in_title(rest)[0]).removesuffix("小计")


def below(entries: Sequence[OutlineEntry]) -> Iterator[OutlineEntry]:
    for entry in entries:
        yield entry
        yield from below(entry.children)


def indicators(file: str) -> Iterator[dict[str, Any]]:
    """Yield the tables of indicators that are seen."""
    for table in truth(file)["tables"]:
        if not table["hidden"] and "item" in table["roles"] and {"points", "rule"} & set(table["roles"]):
            yield table


def sections(file: str) -> Iterator[dict[str, Any]]:
    for table in indicators(file):
        for section in table["sections"]:
            if bare(section["name"] or "") not in HIDDEN.get(file, ()):
                yield section


@pytest.fixture(scope="module", params=FILES)
def file(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def said(file: str) -> Outline:
    return outline(read_document(file, content(file)))


def test_every_table_has_its_title(file: str, said: Outline) -> None:
    titles = {table.title for table in said.tables} | {entry.title for table in said.tables for entry in table.entries}
    assert [table["caption"] for table in indicators(file) if table["caption"] and table["caption"] not in titles] == []


def test_every_section_and_item_is_there(file: str, said: Outline) -> None:
    found = {bare(entry.title) for table in said.tables for entry in below(table.entries)}
    wanted = [
        name for section in sections(file) for name in (section["name"], *(one["name"] for one in section["items"]))
    ]
    assert [name for name in wanted if name and bare(name) not in found] == []


def test_items_stand_below_their_sections_with_their_points(file: str, said: Outline) -> None:
    tops = [entry for table in said.tables for entry in table.entries]
    wrong = []
    for section in sections(file):
        for item in section["items"]:
            inside = [one for one in tops if not section["name"] or bare(one.title) == bare(section["name"])]
            same = [one for one in below(inside) if bare(one.title) == bare(item["name"])]
            points = {stated_points(one) for one in same}
            if not same or (
                item["points"] is not None and item["points"] not in {float(p) for p in points if p is not None}
            ):
                wrong.append((item["name"], item["points"], points))
    assert wrong == []


def test_no_word_is_lost(file: str, said: Outline) -> None:
    words = all_words(said)
    unseen = {squeezed(text) for text in UNSEEN.get(file, ())}
    cells = [cell["text"] for table in truth(file)["tables"] if not table["hidden"] for cell in table["cells"]]
    lost = [
        text
        for text in cells
        if squeezed(text) not in unseen
        and bare(text) not in unseen
        and not all(squeezed(line) in words or bare(line) in words for line in re.split(r"\n", text))
    ]
    assert lost == []


def test_draft_has_no_fault_of_its_own(file: str) -> None:
    from creditdsl.base.diagnostic import has_errors
    from creditdsl.base.source import Source
    from creditdsl.compiler.pipeline import analyse
    from creditdsl.formatter.scheme import layout

    text = import_document(file, content(file)).text
    assert not has_errors(analyse(Source("方案.credit", text)).diagnostics)
    assert layout(Source("方案.credit", text)).text == text


@pytest.mark.parametrize(("stem", "kinds"), [("fire", "docx html"), ("city", "docx html"), ("hotline", "docx html")])
def test_formats_that_carry_the_same_give_one_draft(stem: str, kinds: str) -> None:
    drafts = {import_document(f"{stem}.{kind}", content(f"{stem}.{kind}")).text for kind in kinds.split()}
    assert len(drafts) == 1


@pytest.mark.full
def test_takes_a_second_at_most(file: str) -> None:
    with within(1):
        import_document(file, content(file))
