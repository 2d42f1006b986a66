"""The units that are assessed are whom a sentence is about, and no measure, unless the scheme has one of that name."""

import pytest

from creditdsl.reader.meanings import Certain, Context
from creditdsl.reader.sentence_reader import read
from tests.reader.meaning import UNREAD, meant

UNITS = ("各单位", "各部门", "各乡镇、街道", "县直部门", "被考核单位", "各成员单位", "各地", "责任单位", "全县各乡镇")
REST = (
    "得满分；分母为零的，得分=明确分工＋明确分工。",
    "得3分，否则不得分。",
    "扣3分，扣完为止。",
    "95%以上得3分，其余不得分。",
    "酌情得0至5分。",
    "每条得1分。",
    "优秀得5分，良好得3分。",
    "达到5条的得2分，每少1条扣0.5分。",
    "排名第一的得5分，第二的得3分。",
    "不得分，且第（2）条不得分。",
    "本项不得分。",
)


@pytest.mark.parametrize("rest", REST)
@pytest.mark.parametrize("units", UNITS)
def test_units_are_no_measure(units: str, rest: str) -> None:
    assert not [word for word in units.split("、") if word in meant(units + rest)]


@pytest.mark.parametrize("units", UNITS)
def test_units_are_not_ranked_by_themselves(units: str) -> None:
    assert meant(f"按{units}由高到低排名，首位得5分，末位得1分。") == UNREAD


def test_a_measure_of_the_scheme_may_have_such_a_name() -> None:
    answer = read("各部门在95%以上的，得3分，否则不得分。", Context(measures=frozenset({"各部门"})))
    assert isinstance(answer, Certain) and answer.reading.lines == ("各部门 95%以上 得3 否则 不得分",)
    assert meant("“各部门”在95%以上的，得3分，否则不得分。") == "各部门 95%以上 得3 其余 不得分"


def test_what_units_do_is_a_condition() -> None:
    assert meant("各部门按时报送台账得3分") == "各部门按时报送台账 得3"


GROUPS = (
    "乡镇引进项目每个得2分，部门引进项目每个得1分",
    "乡镇完成率100%得10分，部门完成率90%得10分",
    "县直部门报送5条以上得10分；乡镇报送10条以上得10分",
    "乡镇（街道）完成3个以上得10分，县直单位完成1个以上得10分",
    "各乡镇未完成的扣2分，市直部门未配合的扣1分",
    "A类县完成率100%得10分，B类县完成率90%得10分",
    "重点乡镇每少1条扣1分，一般乡镇每少1条扣0.5分",
    "牵头单位未完成扣2分，配合单位未完成扣1分",
    "街道完成任务得10分，社区完成任务得5分",
)
ONE_GROUP = (
    ("企业满意度90%以上得5分，群众满意度90%以上得5分", "企业满意度 90%以上 得5；群众满意度 90%以上 得5"),
    ("部门满意度90%以上得5分，乡镇满意度90%以上得5分", "部门满意度 90%以上 得5；乡镇满意度 90%以上 得5"),
    ("各乡镇完成率100%得5分；乡镇满意率90%以上得5分", "各乡镇完成率 100%以上 得5；乡镇满意率 90%以上 得5"),
    ("部门预算公开得5分，乡镇预算公开得5分", "部门预算公开 得5；乡镇预算公开 得5"),
    ("企业发生事故扣5分，学校发生食物中毒扣3分", "标题：满分起扣；企业发生事故 扣5；学校发生食物中毒 扣3"),
    ("乡镇完成率100%得10分", "乡镇完成率 100%以上 得10"),
)


@pytest.mark.parametrize("sentence", GROUPS)
def test_two_groups_of_units_are_not_two_measures_of_one(sentence: str) -> None:
    assert meant(sentence, "工作", "10") == UNREAD


@pytest.mark.parametrize(("sentence", "lines"), ONE_GROUP)
def test_what_others_say_or_what_happens_is_a_measure(sentence: str, lines: str) -> None:
    assert meant(sentence, "工作", "10") == lines
