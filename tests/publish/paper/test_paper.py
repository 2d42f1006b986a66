"""Random schemes through `print`: every text of the PDF lies in its cell, none is lost.

`CREDITDSL_PAPER=300 pytest tests/publish/paper` is the campaign (`make paper`).
"""

import os
import re
import shutil
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from creditdsl.cli.main import main
from creditdsl.publish.document import Document, Grid, GridCell, GridColumn, GridRow
from creditdsl.publish.table.content import table_content
from creditdsl.publish.table.indicator import indicator_document
from creditdsl.publish.writers import pdf
from creditdsl.publish.writers.layout import page_of
from tests.publish.helpers import compiled
from tests.publish.paper.boxes import Box, PageBoxes, boxes_of_pages, faults, page_faults
from tests.publish.paper.random_schemes import random_scheme
from tests.publish.pdf_text import squeezed
from tests.publish.printing import grid_of, grid_texts

SCHEMES = int(os.environ.get("CREDITDSL_PAPER", "8"))
PARTS = 4
_WORD = re.compile(r'<word xMin="([0-9.]+)" yMin="[0-9.]+" xMax="([0-9.]+)"[^>]*>([^<]*)<')


@pytest.mark.campaign
@pytest.mark.parametrize("part", range(PARTS))
def test_every_text_lies_in_its_cell(part: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scheme, out = tmp_path / "方案.credit", tmp_path / "附件1.pdf"
    wrong: dict[int, list[str]] = {}
    for seed in range(part, SCHEMES, PARTS):
        scheme.write_text(random_scheme(seed), encoding="utf-8")
        assert main(["print", str(scheme), "-o", str(out)]) == 0, capsys.readouterr().err
        written = out.read_bytes()
        document = document_of(scheme)
        seen = [*page_faults(written, page_of(document)), *(f"lost: {text}" for text in lost(document, written))]
        if seen:
            wrong[seed] = seen[:3]
    assert wrong == {}


def document_of(scheme: Path) -> Document:
    compilation = compiled(scheme.read_text(encoding="utf-8"))
    return indicator_document(table_content(compilation.scheme, compilation.tables["附件1"]))


def lost(document: Document, written: bytes) -> Counter[str]:
    """Count the characters of a table that its PDF does not show."""
    grid = grid_of(document)
    texts = (*(column.heading for column in grid.columns), *grid_texts(grid))
    shown = "".join(page.extract_text() for page in PdfReader(BytesIO(written)).pages)
    return Counter(squeezed("".join(texts))) - Counter(squeezed(shown))


def grid(word: str) -> Document:
    cells = (GridCell((word,)), GridCell((word,)))
    return Document("文", False, (Grid((GridColumn("甲", 1), GridColumn("乙", 1)), (GridRow(cells),)),))


def test_boxes_are_those_that_another_reader_sees(tmp_path: Path) -> None:
    """The edges of the words of pdftotext, a reader of PDF that is not ours."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    written = pdf.write(grid("Wi单位Mm95%"))
    path = tmp_path / "文.pdf"
    path.write_bytes(written)
    seen = subprocess.run([program, "-bbox", str(path), "-"], check=True, capture_output=True, encoding="utf-8").stdout
    words = [(float(left), float(right)) for left, right, word in _WORD.findall(seen) if "Wi" in word or word in "甲乙"]
    (page,) = boxes_of_pages(written)
    edges = {edge for box in page.texts for edge in (box.left, box.right)}
    assert len(words) == 4
    assert all(min(abs(edge - other) for other in edges) < 0.5 for word in words for edge in word)


BLOCK = Box(50, 50, 250, 350)
WORD = Box(60, 100, 100, 112)


@pytest.mark.parametrize(
    ("texts", "lines", "fault"),
    [
        ((WORD, Box(100, 100, 120, 112)), (Box(100, 90, 100, 120), Box(60, 100, 100, 100)), ""),
        ((WORD, Box(90, 100, 120, 112)), (), "over another text"),
        ((WORD,), (Box(98, 90, 98, 120),), "crossed by a line"),
        ((WORD,), (Box(60, 104, 200, 104),), "crossed by a line"),
        ((Box(240, 100, 260, 112),), (), "outside the text block"),
        ((Box(60, 45, 100, 57),), (), "outside the text block"),
    ],
)
def test_a_fault_is_seen(texts: tuple[Box, ...], lines: tuple[Box, ...], fault: str) -> None:
    seen = list(faults(PageBoxes(Box(0, 0, 300, 400), texts, lines), BLOCK))
    assert [text.partition(":")[0] for text in seen] == ([fault] if fault else [])
