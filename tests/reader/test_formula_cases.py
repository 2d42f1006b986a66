"""Cases that get nothing instead of what a formula gives, and those that get something beside it.

Each row: a sentence, the title and the points of its item, and its lines, as tests/reader/meaning.py writes them.
"""

import pytest

from tests.reader.meaning import UNREAD, surely

INSTEAD = (
    ("得分=办结率×10，办结率低于80%的得0分", "办结", "10", "办结率 低于80% 得0 其余 得 办结率×10"),
    ("得分=完成率×5，最高得5分，完成率低于60%的得0分", "完成", "5", "完成率 低于60% 得0 其余 得 完成率×5 最高5"),
    ("得分=完成数×2，完成数不足3个的得0分", "完成", "10", "完成数 低于3个 得0 其余 得 完成数×2"),
    ("得分=100-扣分，扣分超过40分的得0分", "综合", "100", "扣分 高于40 得0 其余 得 100−扣分"),
    ("得满意率×5分，满意率低于60%的得0分", "满意", "5", "满意率 低于60% 得0 其余 得 满意率×5"),
)

BESIDE = (
    ("得分=完成率×3；满意率90%以上得2分", "完成", "5", "得 完成率×3；满意率 90%以上 得2"),
    ("按时报送得2分，得分=完成率×3", "完成", "5", "按时报送 得2；得 完成率×3"),
    ("得分=完成率×5，未报送扣1分", "完成", "5", "得 完成率×5；未报送 扣1"),
    ("得分=完成率×5，完成率100%以上的得5分", "完成率", "5", "得 完成率×5；完成率 100%以上 得5"),
    ("得完成率×5分", "完成", "5", "得 完成率×5"),
    ("得票率×5分", "评议", "5", "得 得票率×5"),
)

UNCLEAR = (
    ("得分=满意率×5，满意率低于60%的得1分", "满意", "5", UNREAD),
    ("得分=满意率×10，满意率95%以上得8分", "满意", "10", UNREAD),
    ("得分=满意率×10，未测评的得6分", "满意", "10", UNREAD),
    ("得分=满意率×10，被投诉的得5分", "满意", "10", UNREAD),
    ("完成率排名第一得5分，每降一名扣0.5分，完成率低于80%得0分", "完成率", "5", UNREAD),
)
"""Other points than a formula gives, instead of them or beside them."""


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), [*INSTEAD, *BESIDE, *UNCLEAR])
def test_a_case_gets_its_points_instead_of_the_formulas(sentence: str, title: str, points: str, lines: str) -> None:
    assert surely(sentence, title, points) == lines
