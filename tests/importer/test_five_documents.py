"""Five documents that the importer was not made for: the same sections, items, points and draft from every format."""

import pytest

from creditdsl.base.diagnostic import has_errors
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse
from creditdsl.importer.draft_lines import stated_points
from creditdsl.importer.importing import import_document
from creditdsl.importer.outline import Outline, OutlineEntry
from creditdsl.importer.readers.any_file import read_document
from creditdsl.importer.structure.outlining import outline
from tests.importer.five_documents import DOCUMENTS, Item, Section
from tests.importer.test_documents import bare, below
from tests.importer.writing import WRITERS

FORMATS = ("docx", "xlsx", "html")


def sections(said: Outline) -> tuple[Section, ...]:
    """Return the sections with their points, and below each the entries without parts."""
    return tuple(
        (
            bare(entry.title),
            abs(int(stated_points(entry) or 0)),
            tuple(leaf(one) for one in below(entry.children) if not one.children),
        )
        for table in said.tables
        for entry in table.entries
    )


def leaf(entry: OutlineEntry) -> Item:
    return bare(entry.title), abs(int(entry.points or 0))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_sections_items_and_points(name: str, kind: str) -> None:
    written = DOCUMENTS[name]
    said = outline(read_document(f"{name}.{kind}", WRITERS[kind](written.document)))
    assert sections(said) == written.sections


@pytest.mark.parametrize("name", DOCUMENTS)
def test_drafts_of_all_formats_are_the_same_and_check(name: str) -> None:
    drafts = {import_document(f"{name}.{kind}", WRITERS[kind](DOCUMENTS[name].document)).text for kind in FORMATS}
    (text,) = drafts
    assert not has_errors(analyse(Source("方案.credit", text)).diagnostics)
