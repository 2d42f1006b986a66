"""Results as a CSV table.

Promises bytes that WPS and Excel open as a table: a byte order mark, CRLF line ends, and no text cell that they would
take for a formula.
"""

import codecs
import csv
from collections.abc import Callable
from io import TextIOWrapper
from typing import BinaryIO

from creditdsl.results.plain import plain
from creditdsl.results.printed import Results
from creditdsl.results.word_columns import blocks, headings


def write_csv(stream: BinaryIO, results: Results, seen: Callable[[int], None] = lambda rows: None) -> None:
    """Write the file of `score -o 成绩.csv`. seen: called with the number of rows written."""
    stream.write(codecs.BOM_UTF8)
    text = TextIOWrapper(stream, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    heads = headings(results)
    writer.writerow([plain(head.text) for head in heads])
    done = 0
    for columns in blocks(results):
        cells = zip(heads, columns, strict=True)
        words = [column.rows() if head.number else column.each(_text).rows() for head, column in cells]
        writer.writerows(zip(*words, strict=True))
        done += len(columns[0])
        seen(done)
    text.flush()
    text.detach()


def _text(word: str | int | None) -> str:
    return plain(str(word)) if word else ""
