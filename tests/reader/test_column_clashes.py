"""One column is not taken for two things, what counts each is no threshold, and the best of some stands alone."""

from fractions import Fraction

import pytest

from creditdsl.reader.meanings import Certain, Context, Unread
from creditdsl.reader.sentence_reader import read
from tests.reader.meaning import meant

CLASHING = (
    "事故起数、死亡人数均低于上年的得10分",
    "发案数低于上年且破案率高于上年的得10分",
    "完成自评得2分；评为优秀的得8分，良好的得5分",
    "盘活存量资金1000万元得1分，最高8分",
    "植树100亩得1分，最高5分",
    "培训2次以上得5分，培训100人以上得5分",
    "培训每次得1分，培训每人得0.5分",
    "报送信息10条以上得5分，报送信息90%以上得3分",
    "完成率90%以上得5分，完成率每1次加1分",
)
OF_EACH = (
    "每引进1个亿元项目得2分，10亿元项目得5分",
    "亿元项目得5分，10亿元项目得10分",
    "各项任务超期5天以上扣2分",
    "多项任务超期5天以上的扣2分",
    "排名末位的扣2分，连续两次末位的扣5分",
    "满意率排名后三位扣2分，连续两年排名后三位扣5分",
)
"""One column holds no number of each."""
NONE_AT_ALL = (
    "未开展培训扣3分，每少1次扣1分",
    "无台账扣3分，缺1项扣1分",
    "培训未开展扣3分，每少1人扣1分",
)
"""From how many it is that some are missing, nobody says."""
OF_TWO_TYPES = (
    "完成任务得10分；完成任务90%以上的，得8分",
    "报送信息得5分，报送信息10条以上得10分",
    "投诉扣2分，投诉3次以上的扣5分",
    "归集信息数量排名第一的得10分，其他单位得分=本单位数量÷第一名数量×10",
)
"""No check accepts the lines of these together: a fact that is a number, a name that holds a word of the language."""
TWICE = (
    "有投诉的扣2分，投诉3次以上的扣5分",
    "发生事故的扣2分，发生事故3起以上的扣5分",
    "存在隐患的扣1分，隐患5处以上的扣3分",
)
"""Who has many has some, too, and may lose the points of both or of the last."""
BESIDE_LOSSES = (
    "获国家级奖项的得5分，省级奖项的得3分；弄虚作假的扣3分",
    "弄虚作假的扣3分；获国家级奖项的得5分，省级奖项的得3分",
    "当年完成验收的得10分，完成主体工程的得3分，开工的得1分；发生质量问题的扣1分",
    "获国家级信用试点示范的得5分，获省级的得3分，就高不就低；被摘牌的扣2分",
    "获全国先进奖得5分，获省先进奖得3分，被通报的扣2分",
    "获全国文明单位得5分，获省文明单位得3分；被摘牌的扣2分",
    "中央领导批示得5分，省领导批示得3分，市领导批示得1分，被通报扣2分",
    "全国推广得5分，全省推广得3分，被通报扣2分",
    "中央媒体刊发得5分，省媒体刊发得3分；被负面报道扣3分",
    "列入国家试点加5分，列入省试点加3分；退出试点扣2分",
    "获得金奖得5分，获得银奖得3分，获得铜奖得1分；造假扣5分",
    "造假扣5分；获国家科技进步奖得5分，获省科技进步奖得3分",
)
"""Alone these are asked, or the best counts; one item cannot say so beside points that are taken."""
READ = (
    (
        "获国家级得10分，获省级得5分，就高不就低；弄虚作假的，本项不得分",
        "标题：就高；获国家级 得10；获省级 得5；弄虚作假 本项不得分",
    ),
    ("投诉量低于上年的得10分", "投诉量 低于 上年投诉量 得10"),
    (
        "完成省考核任务得6分，完成市考核任务得4分；弄虚作假扣2分",
        "完成省考核任务 得6；完成市考核任务 得4；弄虚作假 扣2",
    ),
    ("建成国家公园得5分，建成省道得3分；造假扣5分", "建成国家公园 得5；建成省道 得3；造假 扣5"),
    ("制定方案得4分，召开会议得6分；未报总结扣1分", "制定方案 得4；召开会议 得6；未报总结 扣1"),
    ("组织培训得3分，组织培训人数100人以上得7分", "组织培训 得3；组织培训人数 100人以上 得7"),
    ("投诉5件以上的扣2分，投诉10件以上的扣5分", "标题：满分起扣；投诉 5件以上 扣2 10件以上 扣5"),
    ("有投诉的扣2分，办结3件以上的得5分", "有投诉 扣2；办结 3件以上 得5"),
    (
        "比重比上年提高1个百分点得5分，每多提高0.1个百分点加0.5分，最高10分",
        "比重比上年提高 1%以上 得5 每超0.1百分点加0.5 最高10",
    ),
    ("引进10亿元以上项目得5分", "引进项目 10亿元以上 得5"),
    ("任务超期5天以上扣2分", "标题：满分起扣；任务超期 5天以上 扣2"),
    (
        "未报送扣1分，瞒报扣3分",
        "标题：满分起扣；未报送 扣1；瞒报 扣3",
    ),
    ("植树100亩以上得5分，最高5分", "植树 100亩以上 得5 最高5"),
)


SAME_RATE = (
    ("完成率100%得10分，达标率90%以上得8分", "10", "完成率 100%以上 得10 90%以上 得8"),
    ("完成率100%得10分，达标率80%以上得6分，其余不得分", "10", "完成率 100%以上 得10 80%以上 得6 其余 不得分"),
    ("完成率90%以上得满分，达标率80%以上的得8分", "10", "完成率 90%以上 得满分 80%以上 得8"),
    ("整改完成率100%得10分；整改率80%以上得8分", "10", "整改完成率 100%以上 得10 80%以上 得8"),
    ("办结率95%以上得10分，办理率90%以上得8分，80%以上得6分", "10", "办结率 95%以上 得10 90%以上 得8 80%以上 得6"),
    ("完成率100%得10分，达标率90%以上得8分", "", "完成率 100%以上 得10 90%以上 得8"),
)
SAME_RATE_OF_THREE = (
    "完成率100%得10分，达标率90%以上得8分，合格率80%以上得6分",
    "10",
    "完成率 100%以上 得10 90%以上 得8 80%以上 得6",
)
TWO_RATES = (
    ("完成率90%以上得5分，达标率90%以上得5分", "完成率 90%以上 得5；达标率 90%以上 得5"),
    ("投资完成率100%得6分，入库完成率100%得4分", "投资完成率 100%以上 得6；入库完成率 100%以上 得4"),
    ("报送率90%以上得7分，采用率50%以上得3分", "报送率 90%以上 得7；采用率 50%以上 得3"),
    ("完成率80%以上得10分，达标率90%以上得10分", "标题：就高；完成率 80%以上 得10；达标率 90%以上 得10"),
)


@pytest.mark.parametrize(("sentence", "points", "lines"), [*SAME_RATE, SAME_RATE_OF_THREE])
def test_one_rate_under_two_names_is_asked_about(sentence: str, points: str, lines: str) -> None:
    first, *others = meant(sentence, "工作", points).split(" ｜ ")
    assert first == lines and others


@pytest.mark.parametrize(("sentence", "lines"), TWO_RATES)
def test_two_rates_with_points_of_their_own_are_read(sentence: str, lines: str) -> None:
    assert meant(sentence, "工作", "10") == lines


@pytest.mark.parametrize("sentence", [*CLASHING, *OF_EACH, *NONE_AT_ALL, *OF_TWO_TYPES, *TWICE, *BESIDE_LOSSES])
def test_what_no_line_says_is_not_read(sentence: str) -> None:
    assert isinstance(read(sentence, Context("工作", Fraction(10))), Unread)


@pytest.mark.parametrize(("sentence", "lines"), READ)
def test_what_is_alike_is_read(sentence: str, lines: str) -> None:
    answer = read(sentence, Context("工作", Fraction(10)))
    assert isinstance(answer, Certain)
    assert "；".join(answer.reading.lines) == lines
