"""A standard and the steps away from it.

Each row: a sentence, the title and the points of its item, and its lines, as tests/reader/meaning.py writes them.
"""

import pytest

from tests.reader.meaning import UNREAD, meant

STANDARDS = (
    ("完成率达到100%的得5分，每低1个百分点扣0.5分，扣完为止", "", "", "完成率 100%以上 得5 每低1百分点扣0.5 扣完为止"),
    (
        "达到95%得5分，每低1个百分点扣0.5分，扣完为止",
        "群众满意率",
        "",
        "群众满意率 95%以上 得5 每低1百分点扣0.5 扣完为止",
    ),
    ("完成率100%得3分，每低5个百分点扣1分，低于80%不得分", "", "", "完成率 100%以上 得3 每低5百分点扣1 低于80% 不得分"),
    ("报送10条得5分，每多报1条再加0.5分，最高得8分", "", "", "报送 10条以上 得5 每超1条得0.5 最高8"),
    ("报送10条得5分，每多报1条加0.5分，最多加3分", "", "", "报送 10条以上 得5 每超1条得0.5 最高8"),
    ("报送信息10条以上得5分，每少1条扣0.5分，扣完为止", "", "", "报送信息 10条以上 得5 每低1条扣0.5 扣完为止"),
    ("平均办理时长不超过5天的得3分，每超过1天扣1分，扣完为止", "", "", "平均办理时长 5天以下 得3 每超1天扣1 扣完为止"),
    (
        "全年报送信息不少于20条，每少1条扣0.2分，扣完为止",
        "信息",
        "4",
        "全年报送信息 20条以上 得4 每低1条扣0.2 扣完为止",
    ),
    ("80%以上的得5分，低于80%的，每低1个百分点扣0.1分", "覆盖率", "", "覆盖率 80%以上 得5 每低1百分点扣0.1"),
    (
        "增速达到6%得5分，每高0.1个百分点加0.1分，最高得6分，未达到6%不得分",
        "",
        "",
        "增速 6%以上 得5 每超0.1百分点得0.1 最高6",
    ),
    ("年内部署至少3次（3分，少一次扣1分）", "事项", "3", "年内部署 3次以上 得3 每低1次扣1"),
    (
        "办结率95%以上得2分；每低1个百分点扣0.2分，不足1个百分点的按1个百分点计",
        "",
        "",
        "办结率 95%以上 得2 每低1百分点扣0.2 不足一步按一步计",
    ),
)
"""A bare number is reached from below where more of it gives points."""

TRAPS = (
    ("完成率达到100%的得5分，每少1项扣0.5分", "", ""),
    ("完成率达到100%的得5分，低于90%的，每低1个百分点扣0.5分", "", ""),
    ("投诉率不超过5%的得5分，每低1个百分点扣1分", "", ""),
    ("完成率达到100%的得5分，每低1个百分点扣0.5分，每高1个百分点扣0.1分", "", ""),
    ("以全市平均水平为基准，每高1个百分点加0.2分，每低1个百分点扣0.2分", "", ""),
    ("报送10条加5分，每多报1条加0.5分，最多加3分", "", ""),
    ("三项制度全部落实的得6分，每缺一项扣2分", "", ""),
    ("全年报送信息不少于20条，每少1条扣0.2分，扣完为止", "", ""),
)
"""Sentence, title and points of what no line says, or what the words leave open."""


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), STANDARDS)
def test_a_sentence_means_its_lines(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines


@pytest.mark.parametrize(("sentence", "title", "points"), TRAPS)
def test_a_sentence_that_says_more_is_not_read(sentence: str, title: str, points: str) -> None:
    assert meant(sentence, title, points) == UNREAD
