"""What shall be, before the faults that points are taken for; points without a verb behind faults.

Each row: a sentence, the title and the points of its item, and its lines, as tests/reader/meaning.py writes them.
"""

from fractions import Fraction

import pytest

from creditdsl.reader.bare_points import TAKEN
from creditdsl.reader.meanings import Context, Open
from creditdsl.reader.sentence_reader import read
from tests.reader.meaning import UNREAD, meant

DEMANDS = (
    (
        "建立台账，明确专人；未建立台账的扣1分；未明确专人的扣1分",
        "",
        "5",
        "标题：满分起扣；未建立台账 扣1；未明确专人 扣1",
    ),
    (
        "建立台账，明确专人；未建立的不得分，未明确专人的扣1分",
        "",
        "5",
        "标题：满分起扣；未建立 本项不得分；未明确专人 扣1",
    ),
    ("有领导小组、有办公场地、有制度；缺一项扣2分", "", "10", "标题：满分起扣；缺项数 每项扣2"),
    ("发现问题后整改到位；未整改到位的每处扣1分", "", "5", "标题：满分起扣；未整改到位 每处扣1"),
    ("组织开展培训；培训率低于80%的，每低1个百分点扣0.1分", "", "5", "培训率 80%以上 得5 每低1百分点扣0.1"),
    ("及时报送总结的不扣分，逾期报送的扣1分", "", "5", "标题：满分起扣；逾期报送 扣1"),
    (
        "12月10日前报送总结的不扣分，12月11日至20日报送的扣1分，12月20日后报送的扣3分",
        "",
        "5",
        "标题：满分起扣；“12月11日至20日报送” 扣1；“12月20日后报送” 扣3",
    ),
)

BARE = (
    ("清扫质量差，路面有积尘的，2分/项", "", "20", "标题：满分起扣；清扫质量差路面有积尘 每项扣2"),
    ("未建立制度的2分", "", "10", "标题：满分起扣；未建立制度 扣2"),
    ("未按时报送的每次1分，未报送的每次2分", "", "10", "标题：满分起扣；未按时报送 每次扣1；未报送 每次扣2"),
    ("发现问题5个以上2分", "", "10", "标题：满分起扣；发现问题 5个以上 扣2"),
    ("未发生事故的5分", "", "10", "未发生事故 得5"),
    ("无投诉的2分", "", "10", "无投诉 得2"),
    ("受到表彰的2分/次", "", "", "受到表彰 每次得2"),
    ("按时报送2分，逾期报送1分", "", "2", "按时报送 得2；逾期报送 得1"),
)

TRAPS = (
    ("有审批职能的单位；未公开的扣1分", "5"),
    ("对重点企业进行检查；未检查的扣1分", "5"),
    ("城市主干道；有垃圾的每处扣1分", "5"),
    ("未建立台账；未明确专人的扣1分", "5"),
    ("建立台账；未建立台账的扣1分，明确专人的得2分", "5"),
    ("建立台账，明确专人；每处扣1分", "5"),
    ("建立台账3本以上；未建立台账的扣1分", "5"),
    ("除学校外，建立台账；未建立台账的扣1分", "5"),
    ("有下列情形之一；未报送扣1分", "5"),
    ("有领导小组、各有办公场地、有制度；缺一项扣2分", "10"),
    ("有考核至少，有考核结果；没有考核扣10分", "10"),
    ("至少全年无投诉得满分，每发生1起投诉扣1分", "5"),
    ("建立台账，明确专人；未建立台账的扣1分", ""),
    ("及时报送总结的不扣分，逾期报送的得1分", "5"),
    ("完成3分，未完成1分", "3"),
)


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), [*DEMANDS, *BARE])
def test_a_sentence_means_its_lines(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines


@pytest.mark.parametrize(("sentence", "points"), TRAPS)
def test_words_that_are_no_demand_keep_the_sentence_unread(sentence: str, points: str) -> None:
    assert meant(sentence, "", points) == UNREAD


def test_points_without_a_verb_are_asked_of() -> None:
    answer = read("乱停车的，2分/次", Context("停车", Fraction(20)))
    assert isinstance(answer, Open)
    assert answer.question == TAKEN
