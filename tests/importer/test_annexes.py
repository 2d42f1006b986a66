"""Seven published annexes, each as five kinds of files: the same sections, items, points and words from all of them."""

from functools import cache
from pathlib import Path

import pytest

from creditdsl.importer.document_grid import Document, Grid
from creditdsl.importer.importing import import_document
from creditdsl.importer.readers.any_file import read_document
from creditdsl.importer.structure.outlining import outline
from tests.importer.listing import all_words, listed, squeezed
from tests.importer.writing import WRITERS
from tests.pace import within

FOLDER = Path(__file__).with_name("annexes")
PLACES = tuple(sorted(path.stem for path in FOLDER.glob("*.md")))


def source(place: str) -> bytes:
    return (FOLDER / f"{place}.md").read_bytes()


@cache
def again(place: str, kind: str) -> Document:
    """Return an annex as it is read from a file of another kind."""
    return read_document(f"附件.{kind}", WRITERS[kind](read_document("附件.md", source(place))))


@pytest.mark.parametrize("place", PLACES)
def test_outline_is_as_checked_by_hand(place: str) -> None:
    expected = (FOLDER / f"{place}.txt").read_text(encoding="utf-8")
    assert listed(read_document("附件.md", source(place))) == expected


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("place", PLACES)
def test_every_format_says_the_same(place: str, kind: str) -> None:
    assert listed(again(place, kind)) == listed(read_document("附件.md", source(place)))


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("place", PLACES)
def test_no_word_is_lost(place: str, kind: str) -> None:
    document = read_document("附件.md", source(place))
    words = all_words(outline(again(place, kind)))
    cells = [cell.text for block in document.blocks if isinstance(block, Grid) for cell in block.cells]
    lost = [text for text in cells if not all(part in words for part in parts(text))]
    assert lost == []


def parts(text: str) -> list[str]:
    """Return what must be there of a cell: its lines, without the points at the end of a title."""
    import re

    bare = re.sub(r"[（(][^（()）]*\d+(?:\.\d+)?\s*分[^（()）]*[)）]\s*$", "", text)
    return [squeezed(line) for line in bare.split("\n")]


@pytest.mark.full
@pytest.mark.parametrize("place", PLACES)
def test_takes_a_second_at_most(place: str) -> None:
    with within(1):
        import_document("附件.md", source(place))
