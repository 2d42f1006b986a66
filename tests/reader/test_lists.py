"""Results of several things: each, in turn, all together, or any; and lists that are one thing.

Each row: a sentence, the title and the points of its item, and its lines, as tests/reader/meaning.py writes them.
"""

import pytest

from tests.reader.meaning import UNREAD, meant

LISTS = (
    ("建立制度、明确专人各得1分", "", "", "建立制度 得1；明确专人 得1"),
    ("建立制度、明确专人均得1分", "", "", "建立制度 得1；明确专人 得1"),
    ("建立制度、明确专人的，分别得2分和1分", "", "", "建立制度 得2；明确专人 得1"),
    ("建立制度、明确专人、定期总结分别得2分、1分、1分", "", "", "建立制度 得2；明确专人 得1；定期总结 得1"),
    (
        "①成立领导小组、②制定实施方案、③召开动员会，各得1分",
        "组织",
        "",
        "成立领导小组 得1；制定实施方案 得1；召开动员会 得1",
    ),
    ("任务分解、责任到人各1分；台账完整2分", "组织", "", "任务分解 得1；责任到人 得1；台账完整 得2"),
    (
        "水费、电费信息条数与企业数比值≥1的各得2分",
        "",
        "",
        "水费信息条数与企业数比值 1以上 得2；电费信息条数与企业数比值 1以上 得2",
    ),
    ("建立制度、明确专人得2分", "", "", "建立制度 且 明确专人 得2 ｜ 建立制度 得2；明确专人 得2"),
    ("明确分管领导、责任科室、联络员得2分", "", "", "“明确分管领导、责任科室、联络员” 得2"),
    ("制定建设计划、实施意见、工作方案等制度的得5分", "", "", "“制定建设计划、实施意见、工作方案等制度” 得5"),
    ("不存在迟报、漏报的得2分", "", "", "“不存在迟报、漏报” 得2"),
    ("报送率、准确率均低于90%的，扣3分", "", "", "报送率 低于90% 且 准确率 低于90% 扣3"),
    ("报送率和准确率同时达到95%的得3分", "", "", "报送率 95%以上 且 准确率 95%以上 得3"),
    ("报送率、准确率任意一项低于90%的，扣3分", "", "", "报送率 低于90% 或 准确率 低于90% 扣3"),
    ("建立制度或者出台文件的，得2分", "", "", "建立制度 或 出台文件 得2"),
    ("制定方案且按时报送的得2分，否则扣1分", "", "", "制定方案 且 按时报送 得2 否则 扣1"),
)
TRAPS = (
    ("建立制度、明确专人、定期总结分别得2分、1分", "", "", UNREAD),
    ("水费、电费条数均达到100条的各得2分", "", "", UNREAD),
    ("宣传、培训、演练不力各扣1分", "", "", UNREAD),
    ("无分类点、收集点各扣6分", "", "", UNREAD),
    ("宣传、培训管理不力扣2分", "", "", UNREAD),
    ("清理不及时、不到位的，扣3分", "", "", UNREAD),
    ("宣传培训、应急演练未开展的，分别扣0.5分、1分", "", "", UNREAD),
    ("方案、总结齐全各得1分", "", "", UNREAD),
    ("无制度、无记录均扣1分", "", "", "无制度 扣1；无记录 扣1"),
    ("制度不健全、档案不完整的扣1分", "", "", "制度不健全 或 档案不完整 扣1 ｜ 制度不健全 扣1；档案不完整 扣1"),
    ("绩效目标完整、合理、可衡量，各得1分", "", "", UNREAD),
    ("创新举措被国家、省、市推广的，分别加3分、2分、1分", "", "", UNREAD),
)


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), LISTS)
def test_sentence(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), TRAPS)
def test_sibling_that_means_something_else(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines
