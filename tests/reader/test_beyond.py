"""Points beyond those of the item, and points taken from nobody knows what, are asked of or not read."""

from fractions import Fraction

import pytest

from creditdsl.reader.meanings import Certain, Context, Open, Unread
from creditdsl.reader.sentence_reader import read

ASKED = [
    ("完成得10分，不完成扣2分", ["标题：可为负 ; 完成 得10 否则 扣2", "完成 得10 否则 得8"]),
    ("完成得10分，不完成扣10分", ["标题：可为负 ; 完成 得10 否则 扣10", "完成 得10 否则 得0"]),
    (
        "完成率达到100%得10分，每超10%加1分",
        ["标题：积分 ; 完成率 100%以上 得10 每超10百分点加1", "完成率 100%以上 得10 每超10百分点加1"],
    ),
    (
        "按期完成的得10分，每提前1天加0.5分，最多加1分",
        ["标题：积分 ; 按期完成 得10 ; 提前天数 每天加0.5 最高1", "按期完成 得10 ; 提前天数 每天加0.5 最高1"],
    ),
    (
        "合格率95%以上得6分，90%以上得3分；建立台账得4分；每报送1条信息加0.5分",
        [
            "标题：积分 ; 合格率 95%以上 得6 90%以上 得3 ; 建立台账 得4 ; 报送信息条数 每条加0.5",
            "合格率 95%以上 得6 90%以上 得3 ; 建立台账 得4 ; 报送信息条数 每条加0.5",
        ],
    ),
]
CERTAIN = [
    ("按期完成的得8分，每提前1天加0.5分，最多加2分", "按期完成 得8 ; 提前天数 每天加0.5 最高2"),
    ("完成得8分，不完成扣2分", "完成 得8 否则 扣2"),
    ("完成率达到100%得8分，每超10%加1分，最多加2分", "完成率 100%以上 得8 每超10百分点加1 最高10"),
    ("应移送而未移送的，每宗扣1分；无案件的计满分", "标题：满分起扣 ; 应移送而未移送 每宗扣1"),
    (
        "整顿方案每推迟一个月报送扣2分，未报送的不得分",
        "标题：满分起扣 ; 整顿方案推迟报送个月数 每个月扣2 ; 未报送 本项不得分",
    ),
]
UNREAD = [
    "80分（含）—90分",
    "得分区间90分（含）以上80分（含）—90分",
    "得分80分-90分",
    "赴省集访每批扣1分，零上访的奖励2分",
    "发案率同比下降的得10分；同比上升1%至5%扣2分，上升5%以上扣5分",
    "人均住房面积不低于全市平均水平的得10分，每高出10%扣1分",
    "得分较高的评为优秀",
    "机制健全、效果好的得10分，较好的得5分",
]


def lines(sentence: str) -> list[str]:
    """The lines of each answer to what is asked of a sentence in an item of 10 points."""
    answer = read(sentence, Context("某项", Fraction(10)))
    assert isinstance(answer, Open) and answer.question
    return [" ; ".join(reading.lines) for _, reading in answer.answers]


@pytest.mark.parametrize(("sentence", "answers"), ASKED)
def test_points_beyond_the_item_are_asked_of(sentence: str, answers: list[str]) -> None:
    assert lines(sentence) == answers


@pytest.mark.parametrize(("sentence", "reading"), CERTAIN)
def test_points_within_the_item_are_certain(sentence: str, reading: str) -> None:
    answer = read(sentence, Context("某项", Fraction(10)))
    assert isinstance(answer, Certain) and " ; ".join(answer.reading.lines) == reading


@pytest.mark.parametrize("sentence", UNREAD)
def test_what_nobody_can_tell_is_not_read(sentence: str) -> None:
    assert isinstance(read(sentence, Context("某项", Fraction(10))), Unread)
