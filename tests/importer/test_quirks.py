"""Each quirk of offices' tables, planted into two published annexes: the same sections, items, points and words."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from creditdsl.importer.document_grid import Document
from creditdsl.importer.outline import Outline, OutlineEntry
from creditdsl.importer.readers.any_file import read_document
from creditdsl.importer.structure.outlining import outline
from creditdsl.syntax.column_words import ColumnKind
from tests.importer.listing import all_words, squeezed
from tests.importer.quirks import SAME, joined, planted
from tests.importer.test_annexes import source
from tests.importer.word_file import HABITS, word_file
from tests.importer.writing import WRITERS, as_xlsx

PLACE = "lvliang-2022"
"""Two annexes: of departments and of counties."""
Shape = tuple[int, str, str]


@cache
def annexes() -> Document:
    return joined(read_document("附件.md", source(PLACE)))


def shape(read: Outline) -> list[list[Shape]]:
    """Return the depth, title and points of each entry, table by table."""
    return [list(_shape(table.entries, 0)) for table in read.tables]


def _shape(entries: Sequence[OutlineEntry], depth: int) -> Iterator[Shape]:
    for entry in entries:
        yield depth, squeezed(entry.title), f"{entry.points} {entry.side.value}"
        yield from _shape(entry.children, depth + 1)


def long_words(document: Document) -> set[str]:
    """Return the clauses of all cells that are long enough to be known again wherever they stand."""
    texts = [cell.text for block in document.blocks for cell in getattr(block, "cells", ())]
    return {clause for text in texts for clause in re.split("[。；;，]", squeezed(text)) if len(clause) > 6}


def same(read: Outline) -> None:
    first = outline(annexes())
    assert shape(read) == shape(first)
    assert [(one.name, one.title, one.full) for one in read.tables] == [
        (one.name, one.title, one.full) for one in first.tables
    ]
    words = all_words(read)
    assert [clause for clause in long_words(annexes()) if clause not in words] == []


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("quirk", SAME)
def test_table_says_the_same(quirk: str, kind: str) -> None:
    read = outline(read_document(f"附件.{kind}", WRITERS[kind](planted(annexes(), SAME[quirk]))))
    same(read)
    for table in read.tables:
        assert [squeezed(row.text) for row in table.left_out] == {
            "sum row": [f"合计{table.full}"],
            "header again": ["".join(heading for _, heading in table.columns)],
        }.get(quirk, [])
        assert [squeezed(note.text) for note in table.notes] == (
            ["注：①本表按年度填写；②涉密的不填。"] if quirk == "notes" else []
        )
        assert table.unit_line == ("（本表由牵头单位填写）" if quirk == "title row" else "")


def test_further_columns_are_known() -> None:
    read = outline(read_document("附件.docx", word_file(planted(annexes(), SAME["more columns"]))))
    kinds = (ColumnKind.SUPPLIER, ColumnKind.REMARK, ColumnKind.SELF_SCORE, ColumnKind.CHECKED_SCORE)
    assert [tuple(kind for kind, _ in table.columns[-4:]) for table in read.tables] == [kinds, kinds]


@pytest.mark.parametrize("habit", HABITS)
def test_word_file_says_the_same(habit: str) -> None:
    document = read_document("附件.docx", word_file(annexes(), (habit,)))
    same(outline(document))
    assert bool(document.asides) == (habit in ("footnotes", "comments"))
    assert [remark.code.id for remark in document.remarks] == ["N0901"] * (habit == "tracked changes")


def test_a_sheet_for_each_table_and_a_hidden_one() -> None:
    document = read_document("附件.xlsx", as_xlsx(annexes(), hidden="去年的表", apart=True))
    same(outline(document))
    assert [remark.message for remark in document.remarks] == ["工作表“去年的表”是隐藏的，没有导入"]
