"""Points that are calculated, and shares of what is done.

Each row: a sentence, the title and the points of its item, and its lines, as tests/reader/meaning.py writes them.
"""

import pytest

from tests.reader.meaning import UNREAD, meant

FORMULAS = (
    ("得分=合格率×5", "", "", "得 合格率×5"),
    ("得分=（1-迟报率）*10，最高10分", "", "", "得 （1−迟报率）×10 最高10"),
    ("转载占1分,得分=转载数量/12*1", "", "", "得 转载数量÷12×1 最高1"),
    ("信用贷款规模年增速，得分=7*增速，最多得7分", "", "", "得 7×信用贷款规模年增速 最高7"),
    ("报送承诺信息以合规率计算，5*合规率记入积分，没有报送承诺信息不积分", "", "", "得 5×报送承诺信息合规率"),
    ("每月入驻企业占总数的比率*10记入主管部门月度积分", "", "", "得 每月入驻企业占总数的比率×10"),
    ("按完成比例计分", "年度任务", "5", "得 完成比例×5 最高5"),
    ("全部完成得5分，未全部完成的按完成比例计分", "", "", "得 完成比例×5 最高5"),
    (
        "完成任务的得10分，未完成的按实际完成比例计分，完成率低于60%的不得分",
        "",
        "",
        "任务完成率 低于60% 不得分 100%以上 得10 其余 得 任务完成率×10",
    ),
    ("完成年度任务的得10分，未完成的按比例得分，超额完成的不加分", "", "", "得 年度任务完成比例×10 最高10"),
    ("年内查处10例以上，否则按完成比例得分（15分）", "", "15", "得 年内查处÷10×15 最高15"),
    ("入库率95%以上(含95%)得6分；95%以下的按百分比×6得分", "", "6", "入库率 95%以上 得6 95%以下 得 入库率×6"),
    (
        "完成率100%以上得满分，80%以上不足100%的按完成率折算得分，80%以下不得分",
        "任务",
        "5",
        "完成率 100%以上 得满分 80%以上低于100% 得 完成率×5 其余 不得分",
    ),
    ("完成工作要点12分，未完成的按照任务量比例扣分", "", "12", "得 工作要点完成比例×12 最高12"),
)
TRAPS = (
    ("按比例得分", "作风", "5", UNREAD),
    ("按完成比例计分", "任务", "", UNREAD),
    ("未完成的按比例扣分", "任务", "5", UNREAD),
    ("得分=A×60%+B×40%", "", "", UNREAD),
    ("取最高瞒报率，得分=（1-瞒报率）*10", "", "", UNREAD),
    ("按时报送的得5分，未报送的按比例得分", "", "5", UNREAD),
    ("未完成的，按未完成比例倒扣分", "节能", "", UNREAD),
)


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), FORMULAS)
def test_sentence(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), TRAPS)
def test_sibling_that_means_something_else(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines
