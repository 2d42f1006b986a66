"""计分说明 across pages: no page holds its first note alone, nor its last one or two; in every format."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import creditdsl
from creditdsl.publish.document import Document, Heading, Paragraph, numbered
from creditdsl.publish.writers import docx, pdf
from tests.publish.pdf_text import pages

STARTERS = Path(__file__).parents[3] / "creditdsl" / "api" / "starter"
FOLDERS = sorted(scheme.parent.name for scheme in STARTERS.glob("*/scheme.credit"))


@pytest.mark.parametrize(("count", "kept"), [(0, []), (1, []), (2, [1]), (3, [1, 2]), (4, [1, 2, 3]), (7, [1, 5, 6])])
def test_the_notes_that_stay_with_the_next(count: int, kept: list[int]) -> None:
    notes = [*numbered([f"甲{number}" for number in range(count)])]
    assert [number for number, note in enumerate(notes, 1) if note.keep] == kept
    assert [note.hanging for note in notes] == [f"{number}." for number in range(1, count + 1)]


@pytest.mark.parametrize("lines", range(24, 34))
def test_no_page_holds_a_note_alone(lines: int) -> None:
    above = [Paragraph(f"前文{number}。") for number in range(lines)]
    notes = numbered([f"第{number}条说明。" for number in range(1, 8)])
    made = pages(pdf.write(Document("甲", True, (*above, Heading("计分说明"), *notes))))
    counts = [page.count("条说明。") for page in made if "条说明。" in page]
    assert sum(counts) == 7 and (len(counts) == 1 or counts[0] >= 2) and counts[-1] >= 3
    assert all("第1条" in page for page in made if "计分说明" in page)


def test_word_keeps_the_same_notes_together() -> None:
    written = docx.write(Document("甲", False, tuple(numbered(["乙", "丙", "丁", "戊", "己"]))))
    with ZipFile(BytesIO(written)) as parts:
        paragraphs = parts.read("word/document.xml").decode().split("<w:p>")
    kept = [
        word
        for paragraph in paragraphs
        for word in "乙丙丁戊己"
        if f">{word}<" in paragraph and "keepNext" in paragraph
    ]
    assert kept == ["乙", "丁", "戊"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_starter_ends_with_a_lone_note(folder: str, tmp_path: Path) -> None:
    creditdsl.read(STARTERS / folder / "scheme.credit").table().print(tmp_path / "表.pdf")
    last = pages((tmp_path / "表.pdf").read_bytes())[-1]
    assert "考核指标" in last or sum(f"{number}." in last for number in range(1, 30)) >= 3
