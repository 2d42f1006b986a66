"""Points that start full, and steps beside or within them.

Each row: a sentence, the title and the points of its item, and its lines, as tests/reader/meaning.py writes them.
"""

import pytest

from tests.reader.meaning import UNREAD, meant

FULL = (
    ("满分5分，每迟报1次扣0.5分，扣完为止", "", "", "标题：满分起扣；标题：最高5；迟报次数 每次扣0.5 扣完为止"),
    ("参加会议（活动），满分2分，每缺席一次扣0.5分", "事项", "2", "标题：满分起扣；参加会议活动缺席次数 每次扣0.5"),
    ("参加会议（2分，少一次扣0.5分，扣完为止）", "事项", "2", "标题：满分起扣；参加会议少次数 每次扣0.5 扣完为止"),
    ("每缺少一项扣1分", "台账资料", "5", "标题：满分起扣；台账资料缺少项数 每项扣1"),
    ("每缺少一项扣1分", "扣分情形", "5", "扣分情形缺少项数 每项扣1"),
    (
        "按要求每月上报，得5分，每少一次扣0.5分，扣完为止",
        "事项",
        "5",
        "标题：满分起扣；按要求每月上报少次数 每次扣0.5 扣完为止",
    ),
    ("出现1例未处理扣2分（5分）", "事项", "5", "标题：满分起扣；出现未处理例数 每例扣2"),
    ("年报①未备案的扣5分;②未公开的扣5分（10分）", "事项", "10", "标题：满分起扣；年报未备案 扣5；年报未公开 扣5"),
    (
        "未按期办结的，每件扣1分；发生群体性上访的，本项不得分。",
        "信访",
        "6",
        "标题：满分起扣；未按期办结 每件扣1；发生群体性上访 本项不得分",
    ),
    (
        "逾期1天扣0.5分，逾期5天以上不得分",
        "总结",
        "5",
        "标题：满分起扣；逾期天数 每天扣0.5；逾期天数 5天以上 本项不得分",
    ),
    (
        "参加会议得2分，每缺席1次扣0.5分",
        "",
        "",
        "参加会议 得2；参加会议缺席次数 每次扣0.5 ｜ 标题：满分起扣；标题：最高2；参加会议缺席次数 每次扣0.5",
    ),
    (
        "完成任务得满分，每超期1件扣0.5分",
        "事项",
        "5",
        "完成任务 得满分；超期件数 每件扣0.5 ｜ 标题：满分起扣；超期件数 每件扣0.5",
    ),
    (
        "建立台账的得3分。台账不全的，每缺1项扣0.5分。",
        "",
        "",
        "建立台账 得3；台账不全缺项数 每项扣0.5 ｜ 标题：满分起扣；标题：最高3；台账不全缺项数 每项扣0.5",
    ),
    ("处置不力的每次扣1分，造成恶劣影响的每次再扣2分", "", "", "处置不力 每次扣1；造成恶劣影响 每次扣2"),
    ("发生责任事故的，每起倒扣2分", "", "", "标题：可为负；发生责任事故 每起扣2 ｜ 发生责任事故 每起扣2"),
)
"""A fact that gives points, with steps that take some away, may be two rules or one."""

VOIDS = (
    (
        "每逾期1天扣0.5分，逾期10天以上的不得分",
        "总结",
        "10",
        "标题：满分起扣；逾期天数 每天扣0.5；逾期天数 10天以上 本项不得分",
    ),
    ("基础分10分，每发生1起事故扣2分，扣完为止", "", "", "标题：满分起扣；标题：最高10；发生事故起数 每起扣2 扣完为止"),
    (
        "1.公开及时率95%以上得3分，90%以上得2分，其他不得分。\n2.公开内容不准确的，每处扣0.5分。",
        "政务公开",
        "",
        "公开及时率 95%以上 得3 90%以上 得2 其余 不得分；公开内容不准确 每处扣0.5",
    ),
)
"""Where points start full, what is not given is the whole item; labelled items take points on their own."""

PARTS = (
    ("成立领导小组（1分）；落实联络员，加入工作群（3分）", "事项", "4", "成立领导小组 得1；落实联络员加入工作群 得3"),
)
"""Facts with their points in brackets."""

TRAPS = (
    ("基础分80分，每项加5分，最高加20分", "创新", ""),
    ("完成任务的得3分；每漏报1条扣1分", "事项", "5"),
    ("未发生事故的得5分；发生一般事故的，每起扣2分；发生较大事故的，不得分", "", ""),
    ("建立台账（2分）；明确专人（1分）", "事项", "5"),
)
"""Sentence, title and points of what no line says, or what the words leave open."""


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), [*FULL, *VOIDS, *PARTS])
def test_a_sentence_means_its_lines(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines


@pytest.mark.parametrize(("sentence", "title", "points"), TRAPS)
def test_a_sentence_that_says_more_is_not_read(sentence: str, title: str, points: str) -> None:
    assert meant(sentence, title, points) == UNREAD
