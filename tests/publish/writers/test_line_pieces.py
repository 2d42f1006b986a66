"""Pieces of lines: none is wider than its line but one that cannot be cut, and places to break stand where needed."""

import pytest

from creditdsl.publish.writers.line_pieces import breakable, pieces, text_width

TEXTS = (
    "按“GB/T 9704”写",
    "甲WWWWWWWW）乙",
    "开”WWWWWWWWWWWW“a”，乙",
    "2023年度为95%的，得5分；",
    "“",
    "",
    "甲\n乙",
    "a”b”c”d”e”f",
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲WWWWWWWW）乙", "甲｜WWWWW｜WWW）乙"),
        ("开”WWWWWWWW", "开”｜WWWWW｜WWW"),
        ("2023年度为95%的，得5分；", "2023年度为95%的，得5分；"),
        ("按“GB/T 9704”写", "按“GB/T 9704”写"),
    ],
)
def test_places_to_break_stand_where_no_line_holds_the_letters(text: str, shown: str) -> None:
    assert breakable(text, 6).replace("\u200b", "｜") == shown


@pytest.mark.parametrize("room", [4, 6, 20])
@pytest.mark.parametrize("text", TEXTS)
def test_pieces_join_to_the_text_and_fit(text: str, room: float) -> None:
    parts = list(pieces(text, room))
    assert "".join(parts) == text == breakable(text, room).replace("\u200b", "")
    assert all(text_width(part) <= room for part in parts)
