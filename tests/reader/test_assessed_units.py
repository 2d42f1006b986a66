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
