"""Rankings: by their ends, in groups, by steps, by single places; and what is no ranking of the units assessed."""

import re
from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from creditdsl.reader.meanings import Certain
from creditdsl.reader.sentence_reader import MAX_SENTENCE, read
from creditdsl.syntax.nodes import Rule
from tests.drawing import composite, sampled_from
from tests.reader.meaning import ASKED, UNREAD, meant, surely
from tests.reader.reading import plain, rule_of, said
from tests.reader.strategies import NAMES, line, number, rank

RANKINGS = (
    ("前三名依次得3分、2分、1分", "报送量", "", "报送量 排名赋分 第1名 得3 第2名 得2 第3名 得1"),
    ("第一、二、三名分别得5分、3分、2分", "报送量", "", "报送量 排名赋分 第1名 得5 第2名 得3 第3名 得2"),
    ("排名第1、2名的单位，得5分，其余得1分", "报送量", "", "报送量 排名赋分 前2名 得5 其余 得1"),
    ("前3名得5分，4-6名得3分，其余得1分", "报送量", "", "报送量 排名赋分 前3名 得5 第4至6名 得3 其余 得1"),
    ("最高的得满分，其余按比例得分", "满意度", "5", "得 满意度÷全体最高（满意度）×5"),
    ("按报送条数由高到低排序，以最高分为满分，其他按比例折算", "", "8", "得 报送条数÷全体最高（报送条数）×8"),
    (
        "排名第一的单位得5分，排名第二至第五的得3分，其余单位得1分",
        "报送量",
        "",
        "报送量 排名赋分 第一名 得5 第2至5名 得3 其余 得1",
    ),
    ("按得分高低排名，第1名得10分，以下每降低1个名次减0.5分", "", "", "得分 排名赋分 第一名 得10 每降一名扣0.5"),
    ("第一名得10分，以后依次递减1分", "报送量", "", "报送量 排名赋分 第一名 得10 每降一名扣1"),
    ("排名第一得10分，每后移一位扣1分", "报送量", "", "报送量 排名赋分 第一名 得10 每降一名扣1"),
    ("报送数量居前5名的得3分", "", "", "报送数量 排名赋分 前5名 得3"),
    (
        "按照排名情况得分，第一名5分，第二名4分，其他2分",
        "报送量",
        "",
        "报送量 排名赋分 第一名 得5 第二名 得4 其余 得2",
    ),
    ("按报送条数由高到低排名，首位得5分，末位得1分，中间依次赋分", "", "", "报送条数 排名赋分 最多5 最少1"),
    ("按报送条数排名，第一名得5分，最后一名得1分，其余依次递减", "", "", "报送条数 排名赋分 最多5 最少1"),
    (
        "按投诉率由低到高排名（并列占位），首位得5分，末位得1分，中间按差距赋分，数值为零的不得分",
        "",
        "",
        "投诉率 排名赋分 由低到高 零不得分 并列占位 按差距赋分 最多5 最少1",
    ),
    ("由高到低排名，最高得5分，最低得1分，中间按名次赋分", "报送量", "", "报送量 排名赋分 最多5 最少1"),
    ("信用承诺信息最多的得5分，最少的得1分，中间的依序赋分", "", "", "信用承诺信息 排名赋分 最多5 最少1"),
    ("用时最短的得5分，最长的得1分，其余依次递减", "", "", "用时 排名赋分 由低到高 最多5 最少1"),
    (
        "按时报送最多的得5分，最少的得1分，中间情况依排序赋分。未报送的不得分。",
        "",
        "",
        "按时报送 排名赋分 零不得分 最多5 最少1",
    ),
    (
        "年度数据报送量前三名得5分，后三名不得分，中间名次依次排序赋分",
        "",
        "",
        "年度数据报送量 排名赋分 前3名 得5 后3名 得0 其余 依次",
    ),
    (
        "入库总量第一名得10分，排名每下降一位扣2分，扣完为止",
        "",
        "",
        "入库总量 排名赋分 第一名 得10 每降一名扣2 扣完为止",
    ),
    (
        "排名第一得6分，排名每下降一名扣0.4分，扣完为止",
        "抽查结果",
        "6",
        "抽查结果 排名赋分 第一名 得6 每降一名扣0.4 扣完为止",
    ),
    (
        "采集种类最多的得10分，第二名得5分，第三名得1分，其他不得分",
        "",
        "",
        "采集种类 排名赋分 第一名 得10 第二名 得5 第三名 得1 其余 不得分",
    ),
    (
        "位列第1至3名得5分，第4至6名得4分，第7名及以后得3分",
        "满意度",
        "",
        "满意度 排名赋分 第1至3名 得5 第4至6名 得4 其余 得3",
    ),
    ("排名前20%的得5分，前20%—50%的得3分，其余的得1分", "满意度", "", "满意度 排名赋分 前20% 得5 前50% 得3 其余 得1"),
    ("排名前三的分别得5分、4分、3分", "报送量", "", "报送量 排名赋分 第1名 得5 第2名 得4 第3名 得3"),
    ("排名倒数第一的不得分，倒数第二的得1分，其余得3分", "满意度", "", "满意度 排名赋分 末名 得0 后2名 得1 其余 得3"),
    ("排名末位扣2分", "报送量", "", "报送量 排名赋分 末名 扣2"),
    (
        "投诉率排名第一得5分，第二得4分",
        "",
        "",
        "投诉率 排名赋分 第一名 得5 第二名 得4 ｜ 投诉率 排名赋分 由低到高 第一名 得5 第二名 得4",
    ),
    ("位居前20%的得10分", "", "", "〈指标〉 排名赋分 前20% 得10"),
    ("支出进度排名全市前三的得5分，第四至六名的得3分", "", "5", "支出进度 排名赋分 前3名 得5 第4至6名 得3"),
    (
        "平均办理时间在全市排名前三的得10分，其他的得4分",
        "",
        "10",
        "平均办理时间 排名赋分 前3名 得10 其余 得4 ｜ 平均办理时间 排名赋分 由低到高 前3名 得10 其余 得4",
    ),
)
"""A sentence, the title and the points of its item, and its lines."""

TRAPS = (
    ("第一、三名分别得5分、3分", "报送量"),
    ("最高的得满分，其余按比例得分", "满意度"),
    ("投诉率最高的得满分，其他按比例得分", "投诉"),
    ("最高的得满分，其余按比例扣分", "满意度"),
    ("第一名得满分，其他按比例计分", "报送量"),
    ("省对市考核我县指标排名前5名的得10分，其余不得分", "指标"),
    ("连续两次排名最后一位的扣2分", "督查"),
    ("按季度排名，第一名得5分，第二名得4分", "报送量"),
    ("每月排名末位的扣1分", "报送量"),
    ("第一名再得5分，第二名得3分", "报送量"),
    ("第一名得满分，以后依次递减1分", "报送量"),
    ("排名不在前三的不得分", "满意度"),
    ("未排末位的得2分", "满意度"),
    ("进入全市前三名的加2分", "满意度"),
    ("按报送量由高到低排名，首位得1分，末位得5分，中间依次赋分", ""),
    ("报送量前10名得3分，前3名得5分", ""),
    ("报送量排名第七名及以后得3分", ""),
    ("报送量倒数第二名得1分", ""),
    ("报送量第一名得5分，中间依次赋分", ""),
    ("按县区、部门分别排名，第一名得5分，第二名得3分", ""),
    ("每年按完成率和满意度排名，第一名得5分，最后一名得1分，其余依次递减，情节严重的除外", ""),
    ("比值达100%得8分，剩余按排名依次赋分", ""),
    ("排名靠后的按比例递减", "报送量"),
    ("第一名得5分，每降两名扣1分", "报送量"),
    ("排名前三的分别得5分、4分", "报送量"),
    ("按报送量排名，由区县自评，第一名得5分，其余不得分", ""),
)
"""A sentence and a title with which it is not read."""

CALM = settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
STEMS = ("ranking", "ranking_steps", "ranking_places", "ranking_groups", "discretion")


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), RANKINGS)
def test_a_ranking_is_read(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines


@pytest.mark.parametrize(("sentence", "title"), TRAPS)
def test_what_is_no_ranking_is_not_read_as_such(sentence: str, title: str) -> None:
    assert meant(sentence, title) == UNREAD


NONE_REPORTED = (
    ("按报送率由高到低排名，首位得5分，末位得1分，中间依次赋分，零报送不得分", "asked"),
    ("按报送率由高到低排名，第一名得10分，每降一名扣1分，零报送的不得分", "asked"),
    ("按采用条数由高到低排名，前3名得5分，其余得2分，零上报不得分", "asked"),
    ("报送及时率最高的得5分，最低的得1分，中间依次赋分。未报送的不得分", "asked"),
    ("按报送条数由高到低排名，首位得5分，末位得1分，中间依次赋分，零报送不得分", "certain"),
    ("按采用率由高到低排名，首位得5分，末位得1分，中间依次赋分，数值为零的不得分", "certain"),
    ("按迟报率由低到高排名，首位得5分，末位得1分，中间依次赋分，零报送不得分", "unread"),
    ("按迟报条数由低到高排名，首位得5分，末位得1分，中间依次赋分，零报送不得分", "unread"),
    ("按漏报率排名，首位得5分，末位得1分，中间依次赋分，零报送不得分", "unread"),
)
"""A share may be 0 though something is reported, and the lowest share of what is late is the best."""


@pytest.mark.parametrize(("sentence", "kind"), NONE_REPORTED)
def test_who_reports_nothing_is_who_has_none_of_what_counts_reports(sentence: str, kind: str) -> None:
    answer = surely(sentence, "信息报送", "10")
    assert kind == ("unread" if answer == UNREAD else "asked" if answer.startswith(ASKED) else "certain")


def hidden(rule: Rule) -> Iterator[bool]:
    """Yield for each two places of a rule whether the first leaves nothing to the second, which no document means."""
    for before, place in combinations([place for place, _ in getattr(rule.body, "cases", ())], 2):
        same_kind = before.front is place.front and (before.share is None) is (place.share is None)
        shares = before.share is not None and place.share is not None and before.share >= place.share
        counts = before.share is None and before.first <= place.first and place.last <= before.last
        yield same_kind and (shares or counts)


_FROM_ALL = re.compile("(?:扣|得0分).*(?:不得分|满分)|(?:不得分|满分).*(?:扣|得0分)")
"""Points taken beside all or none: an office may take them from the item's points, which are not known here."""


@pytest.mark.parametrize("stem", STEMS)
@CALM
@given(data=st.data())
def test_own_sentence_comes_back(stem: str, data: st.DataObject) -> None:
    rule = rule_of(data.draw(line(stem)))
    assume(rule is not None and type(rule.body).stem == stem)  # type: ignore[attr-defined]
    assert rule is not None
    assume(not any(hidden(rule)))
    sentence = said(rule)
    assume(len(sentence) <= MAX_SENTENCE)
    assume(not _FROM_ALL.search(sentence))
    got = read(sentence)
    assert isinstance(got, Certain), sentence
    (written,) = got.reading.lines
    assert plain(rule_of(written)) == plain(rule), (sentence, written)


@composite
def marked(draw: DrawFn) -> str:
    """A line of ranking_after_mark: fixed points for some numbers of one unit, then a ranking."""
    unit = draw(sampled_from(["%", "条", "家"]))
    marks = draw(st.lists(sampled_from(["{}以上", "{}以下", "不满 {}", "等于 {}"]), min_size=1, max_size=2))
    cases = [
        f"{mark.format(draw(number(1)) + unit)} {draw(sampled_from(['得', '扣']))}{draw(number(1))}" for mark in marks
    ]
    return f"{draw(sampled_from(NAMES))} {' '.join(cases)} 其余 {draw(rank())}"


@CALM
@given(written=marked())
def test_an_own_sentence_with_marks_comes_back(written: str) -> None:
    rule = rule_of(written)
    assume(rule is not None)
    assert rule is not None
    answer = read(said(rule))
    assert isinstance(answer, Certain), (written, said(rule))
    (again,) = answer.reading.lines
    assert plain(rule_of(again)) == plain(rule), (written, said(rule))
