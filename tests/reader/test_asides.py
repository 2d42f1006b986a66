"""Words between a condition and its points that say when else, or how, these are counted.

Each row: a sentence, the title and the points of its item, and its lines, as tests/reader/meaning.py writes them.
"""

import pytest

from tests.reader.meaning import UNREAD, meant

ASIDES = (
    ("未落实的，次年扣2分", "落实", "5", UNREAD),
    ("未落实的，下月扣2分", "落实", "5", UNREAD),
    ("未落实的，次季度扣2分", "落实", "5", UNREAD),
    ("发生事故的，下期扣2分", "安全", "5", UNREAD),
    ("未完成的，次年考核扣2分", "任务", "5", UNREAD),
    ("被通报的，在下一年度考核中扣2分", "通报", "5", UNREAD),
    ("被通报的，下季度每次扣1分", "通报", "5", UNREAD),
    ("落实的次年加2分", "落实", "2", UNREAD),
    ("优秀单位下年度加1分", "", "", UNREAD),
    ("未落实的，次年不得分", "落实", "5", UNREAD),
    ("未落实的，建议扣2分", "落实", "5", UNREAD),
    ("未落实的，一般扣2分", "落实", "5", UNREAD),
    ("未落实的，暂扣2分", "落实", "5", UNREAD),
    ("未落实的，不暂扣2分", "落实", "5", UNREAD),
    ("被通报的，一般每次扣1分", "通报", "5", UNREAD),
    ("被通报的每次建议扣1分", "通报", "5", UNREAD),
    ("发生事故的，多扣2分", "安全", "5", UNREAD),
    ("发生事故的，补扣2分", "安全", "5", UNREAD),
    ("发生事故的，逐日扣2分", "安全", "5", UNREAD),
    ("未落实的，先扣2分", "落实", "5", UNREAD),
    ("有典型经验，当月积50分", "", "", "有典型经验当月 积50"),
    ("被通报的，按季度每次扣1分", "通报", "5", UNREAD),
    ("落实的额外加2分", "落实", "2", UNREAD),
    ("未落实的，一次性扣2分", "落实", "5", "标题：满分起扣；未落实 扣2"),
    ("未落实的，直接扣2分", "落实", "5", "标题：满分起扣；未落实 扣2"),
    ("未直接报送的扣2分", "报送", "5", "标题：满分起扣；未直接报送 扣2"),
    ("连续两次未报送的扣2分", "报送", "5", "标题：满分起扣；连续两次未报送 扣2"),
    (
        "完成一次月度考核加1分",
        "考核",
        "5",
        "完成月度考核次数 每次加1 ｜ 完成月度考核次数 1次以上 加1",
    ),
    ("未制定下一年度计划的扣1分", "计划", "5", "标题：满分起扣；未制定下一年度计划 扣1"),
    ("未制定下年度计划的扣1分", "计划", "5", "标题：满分起扣；未制定下年度计划 扣1"),
    ("采纳建议每条加1分", "建议", "5", "采纳建议 每条加1"),
    ("建议每条得1分", "信息", "5", "建议 每条得1"),
    ("优秀得5分，一般得3分", "评价", "5", "评价 选项 优秀 得5 一般 得3"),
    ("完成情况：一般得3分，较好得5分", "完成情况", "5", "完成情况 选项 一般 得3 较好 得5"),
)


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), ASIDES)
def test_sentence(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines
