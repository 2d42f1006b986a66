"""The points of an item in brackets behind what shall be, and a formula behind the words that it says in numbers.

Each row: a sentence, the title and the points of its item, and its lines, as tests/reader/meaning.py writes them.
"""

import pytest

from tests.reader.meaning import UNREAD, meant

BRACKETED = (
    ("没有发生投诉（5分），出现投诉不得分。", "实效", "5", "出现投诉 不得分 否则 得满分"),
    ("未发生责任事故（5分），发生责任事故的每起扣2分。", "实效", "5", "标题：满分起扣；发生责任事故 每起扣2"),
    ("没有发生事故或投诉（5分），出现事故的每起扣2分", "实效", "5", "标题：满分起扣；出现事故 每起扣2"),
    ("建立健全制度（5分），未建立的不得分。", "制度", "5", "建立健全制度 得5"),
    ("建立健全制度（5分），未建立的扣2分，未落实的扣1分。", "制度", "5", "标题：满分起扣；未建立 扣2；未落实 扣1"),
    ("及时报送信息（5分），每迟报1次扣1分。", "报送", "5", "标题：满分起扣；迟报次数 每次扣1"),
)
TRAPS = (
    ("无投诉（5分），未建立制度的扣2分。", "5"),
    ("没有发生事故（5分），发生投诉的不得分", "5"),
    ("无投诉（5分），投诉每起扣2分，建立制度的得1分", "5"),
)
FORMULAS = (
    (
        "完成目标任务的得满分，未完成的按比例得分。得分=（新引进个数/目标任务）×分值",
        "项目",
        "30",
        "得 （新引进个数÷目标任务）×30 最高30",
    ),
    ("按完成进度比例得分。得分=实际到位数/目标任务×20", "到位", "20", "得 实际到位数÷目标任务×20 最高20"),
    ("按完成比例计分，得分=完成数÷任务数×20，最高20分", "到位", "20", "得 完成数÷任务数×20 最高20"),
    ("按完成比例得分，得分=完成数/任务数×10", "到位", "20", UNREAD),
    ("完成任务的得10分，未完成的按比例计分，得分=完成数÷任务数×20", "到位", "20", UNREAD),
    ("未建立制度扣2分，按比例计分，得分=完成数÷任务数×20", "到位", "20", UNREAD),
)


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), [*BRACKETED, *FORMULAS])
def test_of_the_points_of_the_item(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines


@pytest.mark.parametrize(("sentence", "points"), TRAPS)
def test_what_is_denied_is_not_what_is_taken_for(sentence: str, points: str) -> None:
    assert meant(sentence, "实效", points) == UNREAD
