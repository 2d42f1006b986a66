"""Numbers within a month, and bare counts: what is asked of them.

Each row: a sentence, the title and the points of its item, and its lines, as tests/reader/meaning.py writes them.
"""

import pytest

from tests.reader.meaning import UNREAD, meant

PERIODS = (
    ("当月报送少于3条的，扣2分", "", "", "“报送少于3条的月数” 每月扣2 ｜ 当月报送 低于3条 扣2"),
    ("每月报送1条得0.5分", "", "", "报送条数 每条得0.5 ｜ 报送的月数 每月得0.5"),
    ("每季度召开1次党课得1分", "", "", "召开党课次数 每次得1 ｜ 召开党课的季度数 每季度得1"),
    ("每月5日前报送得1分", "", "10", "“5日前报送的月数” 每月得1 ｜ “每月5日前报送” 得1"),
    ("每月5日前报送得1分，逾期不得分", "", "10", "“5日前报送的月数” 每月得1 ｜ “每月5日前报送” 得1"),
    ("每季度末报送得1分", "", "", "季度末报送的季度数 每季度得1 ｜ 每季度末报送 得1"),
    ("每月5日前报送得10分", "", "10", "“每月5日前报送” 得10"),
    ("每月报送信息得2分，每季度开展培训得8分", "", "10", "每月报送信息 得2；每季度开展培训 得8"),
    ("每月报送3次得1分", "", "", "“报送3次的月数” 每月得1 ｜ “每月报送3次” 得1"),
    (
        "每季度开展活动不少于2次的，得1分",
        "",
        "",
        "“开展活动不少于2次的季度数” 每季度得1 ｜ “每季度开展活动不少于2次” 得1",
    ),
    ("每月少于3次扣2分", "信息报送", "", "“少于3次的月数” 每月扣2 ｜ “每月少于3次” 扣2"),
    ("每季度末10日前报送，迟报1次扣0.5分", "", "", "“每季度末10日前报送迟报次数” 每次扣0.5"),
    ("1个典型案例得1分。", "", "", "典型案例个数 每个得1 ｜ 典型案例个数 1个以上 得1"),
    ("妥善处理1例，主管部门积10分", "", "", "妥善处理例数 每例积10 ｜ 妥善处理例数 1例以上 积10"),
    ("迟到3次扣1分", "", "", "迟到次数 每3次扣1 ｜ 迟到次数 3次以上 扣1 ｜ 迟到次数 等于3次 扣1"),
)
"""Answers of a question are divided by a bar."""

FAULTS = (
    ("每月未报送的扣0.5分", "信息", "5", "标题：满分起扣；未报送的月数 每月扣0.5 ｜ 标题：满分起扣；每月未报送 扣0.5"),
    (
        "每季度未召开会议的扣1分",
        "会议",
        "4",
        "标题：满分起扣；未召开会议的季度数 每季度扣1 ｜ 标题：满分起扣；每季度未召开会议 扣1",
    ),
    ("每周未更新的扣0.1分", "网站", "2", "标题：满分起扣；未更新的周数 每周扣0.1 ｜ 标题：满分起扣；每周未更新 扣0.1"),
    (
        "宣传每篇得2分；每月未报送的扣0.5分",
        "信息",
        "10",
        "宣传 每篇得2；未报送的月数 每月扣0.5 ｜ 宣传 每篇得2；每月未报送 扣0.5",
    ),
    ("每月5日前未报送的扣0.5分，最多扣2分", "报送", "5", "标题：满分起扣；“5日前未报送的月数” 每月扣0.5 最高扣2"),
    ("每年未开展的扣1分", "培训", "5", "标题：满分起扣；每年未开展 扣1"),
    ("每月未报送扣0.5分，每季度未报送扣1分", "信息", "5", UNREAD),
    ("各村未开展的扣1分", "村级", "5", UNREAD),
    ("各单位未开展的扣1分", "培训", "5", "标题：满分起扣；各单位未开展 扣1"),
)
"""Faults of every period, and of each of several places."""

TRAPS = (
    ("每季度报送3条以上的得2分，其余不得分", "", ""),
    ("每月至少报送2条信息，每少1条扣0.1分", "", ""),
    ("只组织一次的得1分", "", ""),
    ("迟报一次扣1分，两次扣3分，三次以上不得分", "", ""),
)
"""Sentence, title and points of what no line says, or what the words leave open."""


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), [*PERIODS, *FAULTS])
def test_a_sentence_means_its_lines(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines


@pytest.mark.parametrize(("sentence", "title", "points"), TRAPS)
def test_a_sentence_that_says_more_is_not_read(sentence: str, title: str, points: str) -> None:
    assert meant(sentence, title, points) == UNREAD
