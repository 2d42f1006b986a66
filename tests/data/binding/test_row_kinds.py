"""The page row_kinds.md, executed: each line says what a row is that starts with these words."""

import re
from pathlib import Path

import pytest

from creditdsl.base.spelling import name_key
from creditdsl.data.binding.row_kinds import MAY_BE_NO_UNIT, row_kind

PAGE = Path(__file__).with_name("row_kinds.md")
LINES = [
    tuple(cell.strip() for cell in line.strip("|\n").split("|"))
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| ---", "| 开头写的"))
]


@pytest.mark.parametrize(("words", "others", "kind"), LINES, ids=lambda cell: cell)
def test_line_is_so(words: str, others: str, kind: str) -> None:
    answer = row_kind(words, alone=others == "空")
    assert ("" if answer is None else answer.value) == kind


@pytest.mark.parametrize("words", sorted({words for words, _, kind in LINES if kind}))
def test_a_table_of_columns_asks_for_all_of_them(words: str) -> None:
    compute, array = pytest.importorskip("pyarrow.compute"), pytest.importorskip("pyarrow").array
    assert re.search(MAY_BE_NO_UNIT, name_key(words))
    assert compute.match_substring_regex(array([name_key(words)]), MAY_BE_NO_UNIT).to_pylist() == [True]
