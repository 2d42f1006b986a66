"""What the clauses of a cell become, alone and beside others."""

from fractions import Fraction

import pytest

from creditdsl.importer.criteria import stretches
from creditdsl.reader.meanings import Certain, Context, Open

ITEM = Context("消防", Fraction(20))


def became(text: str) -> list[tuple[str, str]]:
    """Return each stretch with its lines, or with what it is."""
    return [
        (stretch.text, " ; ".join(stretch.answer.reading.lines))
        if isinstance(stretch.answer, Certain)
        else (stretch.text, "问" if isinstance(stretch.answer, Open) else "待定")
        for stretch in stretches(text, ITEM)
    ]


LADDER = "达标率90%以上得20分，80%以上不足90%得15分，其余不得分。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LADDER, [(LADDER, "达标率 90%以上 得20 80%以上低于90% 得15 其余 不得分")]),
        (
            "报送条数每条得1分。\n重点督办的，另行通知。",
            [("报送条数每条得1分。", "报送条数 每条得1"), ("重点督办的，另行通知。", "待定")],
        ),
        ("", []),
    ],
)
def test_stretches_are_as_long_as_they_can_be(text: str, expected: list[tuple[str, str]]) -> None:
    assert became(text) == expected


def test_a_clause_beside_others_does_not_take_all_points_of_the_item() -> None:
    for _, lines in became("欠账的，每10具扣1分；参加市级会议，视情况给分；完好率低于95%的，每低1%扣0.4分。"):
        assert "得20" not in lines


def test_a_stretch_does_not_end_inside_a_ladder() -> None:
    ladder = "数据量大于等于200，得0分；数据量大于等于100，小于200，得1分；数据量小于100，得4分。"
    lines = "数据量 200以上 得0 100以上低于200 得1 低于100 得4"
    assert became(f"疑问数据数量，总分4分。{ladder}") == [("疑问数据数量，总分4分。", "待定"), (ladder, lines)]


def test_printed_terms_stand_beside_clauses_that_wait() -> None:
    assert became("每发现1处扣1分。\n重点督办的，另行通知。\n从满分20分起扣。") == [
        ("每发现1处扣1分。", "消防发现处数 每处扣1"),
        ("重点督办的，另行通知。", "待定"),
        ("从满分20分起扣。", "标题：满分起扣"),
    ]


def test_a_rate_times_the_points_of_the_item_is_its_score() -> None:
    assert became("满意度×20") == [("满意度×20", "得 满意度×20")]
    assert became("满意度×10") == [("满意度×10", "待定")]


def test_a_clause_without_a_subject_behind_another_does_not_take_the_title() -> None:
    clauses = "办结时限≤1天的得15分；≤2天的得10分；≤3天的得5分；＞3天不得分。"
    lines = [line for _, line in became(clauses)]
    assert all(line.startswith("办结时限 1天以下 得15 2天以下 得10") or line == "待定" for line in lines)
