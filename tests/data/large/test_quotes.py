"""Quotation marks of a large CSV file: what passes without being read cell by cell is what a strict reader takes."""

import csv
from collections import deque
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdsl.data.large import quotes
from creditdsl.data.large.quotes import all_marks_enclose


def passes(text: str, encoding: str = "utf-8") -> bool:
    with TemporaryDirectory() as folder:
        path = Path(folder, "表.csv")
        path.write_bytes(text.encode(encoding))
        return all_marks_enclose(path)


@pytest.mark.parametrize("text", ['"甲","乙"\n', '甲,"a""b"\r\n', '"",""\n', '"甲\n乙",1', '"甲,乙"', "甲,乙\n"])
def test_whole_fields_in_marks(text: str) -> None:
    assert passes(text) and passes(text, "gb18030")


@pytest.mark.parametrize("text", ['"甲"乙,1\n', '甲"乙,1\n', '"甲,1\n', '"a,"b",c"\n', ' "甲",1\n', '"甲" ,1\n'])
def test_marks_elsewhere(text: str) -> None:
    assert not passes(text)


@given(st.text('",\n\r甲a ', min_size=1, max_size=30))
def test_what_passes_is_what_a_strict_reader_takes(text: str) -> None:
    if passes(text):
        deque(csv.reader(text.splitlines(keepends=True), strict=True), maxlen=0)
        assert all('"' not in part.replace('""', "") for part in text.split('"')[::2])


@given(st.lists(st.lists(st.text('",\n\r甲a ', min_size=1), min_size=1, max_size=3), min_size=1, max_size=4))
def test_what_is_written_in_marks_passes_across_blocks(rows: list[list[str]]) -> None:
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)
    whole = quotes._BLOCK
    for quotes._BLOCK in (1, 3, whole):
        assert passes(text)
    quotes._BLOCK = whole
