"""The Word file that a page shows as text, so that a page can be played from the file that an office has."""

from itertools import groupby
from pathlib import Path

import docx


def write_word_file(path: Path, text: str) -> None:
    """Write lines as paragraphs; those with tabs are the rows of a table."""
    document = docx.Document()
    for is_row, lines in groupby(text.splitlines(), key=lambda line: "\t" in line):
        if not is_row:
            for line in lines:
                document.add_paragraph(line)
            continue
        rows = [line.split("\t") for line in lines]
        table = document.add_table(len(rows), max(map(len, rows)), style="Table Grid")
        for cells, words in zip(table.rows, rows, strict=True):
            for cell, word in zip(cells.cells, words, strict=False):
                cell.text = word
    document.save(str(path))
