"""Text measured and folded as a terminal shows it."""

import pytest

from creditdsl.terminal.width import expand_tabs, fold, pad, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("双公示", 6), ("（5分）", 7), ("“双公示”", 8), ("①", 1), ("🙂", 2), ("e\u0301", 1), ("\u200b", 0)],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_pad_counts_columns() -> None:
    assert pad("双", 4) + "|" == "双  |"


def test_tab_stops_are_columns() -> None:
    assert expand_tabs("双\ta\t|") == "双  a   |"


def test_folds_between_chinese_characters_but_not_inside_words() -> None:
    assert fold("另存为 UTF-8 编码后再试一次", 12) == ["另存为 UTF-8", "编码后再试一", "次"]


def test_no_line_starts_or_ends_with_the_wrong_punctuation() -> None:
    assert fold("一二三，四（五）", 6) == ["一二", "三，四", "（五）"]


def test_keeps_line_ends_and_long_words() -> None:
    assert fold("甲\n\nabcdefghijkl", 6) == ["甲", "", "abcdefghijkl"]
