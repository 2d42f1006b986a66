"""Points of a part that its points are then given for one by one are no points beside them.

Each row: a sentence, the title and the points of its item, and its lines, as tests/reader/meaning.py writes them.
"""

import pytest

from tests.reader.meaning import UNREAD, meant

PARTS = (
    (
        "组织领导5分，成立机构得2分，制定方案得3分；项目推进15分，每个项目得5分",
        "党建",
        "20",
        "成立机构 得2；制定方案 得3；项目个数 每个得5 最高15",
    ),
    (
        "责任制落实4分。签订责任书得2分，召开会议得2分。宣传培训6分。每次得2分",
        "党建",
        "10",
        "签订责任书 得2；召开会议 得2；宣传培训 每次得2 最高6",
    ),
    (
        "（1）组织领导5分：成立机构得2分，制定方案得3分；（2）宣传15分：每次得5分",
        "党建",
        "20",
        "成立机构 得2；制定方案 得3；宣传 每次得5 最高15",
    ),
    ("组织领导5分，成立机构得2分，制定方案得3分", "党建", "5", "成立机构 得2；制定方案 得3"),
    ("制度建设4分，每项得1分；台账6分，每项得2分", "党建", "10", "制度建设 每项得1 最高4；台账 每项得2 最高6"),
    (
        "宣传报道5分，每篇得1分，最高得5分；信息报送5分，每条得0.5分",
        "宣传",
        "10",
        "宣传报道 每篇得1 最高5；信息报送 每条得0.5 最高5",
    ),
    ("总量10分、增速10分，按排名计分，第一名得10分，末位得5分", "经济", "20", UNREAD),
    ("总量、增速各5分，按排名计分，第一名得5分，末位得2分", "经济", "10", UNREAD),
    ("总量5分，第一名得5分，每降一名扣0.5分", "经济", "5", UNREAD),
    ("组织领导5分。未成立机构扣2分，未制定方案扣3分。宣传培训5分。未宣传扣5分", "党建", "10", UNREAD),
    ("组织领导5分，成立机构2分，制定方案3分", "党建", "5", UNREAD),
    ("建立制度4分。培训每次得2分", "党建", "4", UNREAD),
    ("开展宣传5分，发放资料每份得0.1分", "宣传", "5", UNREAD),
)
FACTS = (
    ("建立制度4分；台账完整6分", "党建", "10", "建立制度 得4；台账完整 得6"),
    ("成立机构2分，制定方案3分，开展培训5分", "党建", "10", "成立机构 得2；制定方案 得3；开展培训 得5"),
    ("建立制度2分；开展培训得3分", "党建", "5", "建立制度 得2；开展培训 得3"),
    ("有方案2分，有台账2分，有总结1分，按时报送得5分", "", "10", "有方案 得2；有台账 得2；有总结 得1；按时报送 得5"),
    ("建立制度5分，报送率95%以上得5分", "党建", "10", "建立制度 得5；报送率 95%以上 得5"),
    ("参加会议（2分，少一次扣0.5分，扣完为止）", "会议", "2", "标题：满分起扣；参加会议少次数 每次扣0.5 扣完为止"),
    ("全部完成得5分，基本完成得3分，部分完成得2分", "", "5", "标题：就高；全部完成 得5；基本完成 得3；部分完成 得2"),
)


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), PARTS)
def test_points_of_a_part(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), FACTS)
def test_points_of_facts(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines
