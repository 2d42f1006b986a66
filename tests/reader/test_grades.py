"""Grades of the total, what changes them, and honours.

Each row: a sentence and its lines; ｜ divides the answers to a question.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.publish.table.readings import readings
from creditdsl.reader.meanings import Certain, GradeLine
from creditdsl.reader.sentence_reader import read
from tests.drawing import composite, sampled_from
from tests.reader.grade_shapes import shape_of_grades
from tests.reader.meaning import UNREAD, meant
from tests.reader.reading import plain

GRADES = (
    (
        "考核结果分为优秀、合格、不合格三个等次。90分以上为优秀，60分以上90分以下为合格，60分以下为不合格",
        "等次：90分以上 优秀；等次：60分以上 合格；等次：其余 不合格",
    ),
    (
        "优秀（90分以上）、良好（80—90分）、合格（80分以下）",
        "等次：90分以上 优秀；等次：80分以上 良好；等次：其余 合格",
    ),
    (
        "90分（含）以上为优秀，80分（含）至90分（不含）为良好，60分（不含）以下为不合格，60分（含）至80分（不含）为合格",
        UNREAD,
    ),
    (
        "90分（含）以上为优秀，80分（含）至90分（不含）为良好，60分（含）至80分（不含）为合格，60分（不含）以下为不合格",
        "等次：90分以上 优秀；等次：80分以上 良好；等次：60分以上 合格；等次：其余 不合格",
    ),
    (
        "考核得分90分以上（含本数，下同）为优秀，80分以上90分以下（不含本数，下同）为良好，80分以下为不合格。",
        "等次：90分以上 优秀；等次：80分以上 良好；等次：其余 不合格",
    ),
    (
        "考核得分总分 90 分及以上为优秀，80 分及以上为良好，80 分以下为较差。",
        "等次：90分以上 优秀；等次：80分以上 良好；等次：其余 较差",
    ),
    (
        "90分以上为优秀，80—90分为良好，80分以下为不合格",
        "等次：90分以上 优秀；等次：80分以上 良好；等次：其余 不合格",
    ),
    (
        "90—100分为优秀，60分以上不满90分为合格，0—60分（不含）为不合格",
        "等次：90分以上 优秀；等次：60分以上 合格；等次：其余 不合格",
    ),
    (
        "60分以下为不合格，60分（含）以上为合格",
        UNREAD,
    ),
    (
        "不满60分为不合格，60分以上为合格",
        "等次：60分以上 合格；等次：其余 不合格",
    ),
    (
        "高于90分为优秀，高于75分为良好，其他为一般",
        "等次：超过90分 优秀；等次：超过75分 良好；等次：其余 一般",
    ),
    (
        "85分(含)以上AAA;80分(含)至85分AA;70分(含)至80分A",
        "等次：85分以上 AAA；等次：80分以上 AA；等次：70分以上 A",
    ),
    (
        "优秀：90分以上；良好：80分以上；不合格：80分以下",
        "等次：90分以上 优秀；等次：80分以上 良好；等次：其余 不合格",
    ),
    (
        "AA级:评价分数95分≤X,且有三个及以上省内合同段",
        "等次：95分以上 且 省内合同段数 3个以上 AA级",
    ),
    (
        "90分以上为优秀，80—89分为良好，80分以下为不合格",
        "等次：90分以上 优秀；等次：80分以上 良好；等次：其余 不合格"
        " ｜ 等次：超过89分 优秀；等次：80分以上 良好；等次：其余 不合格",
    ),
    (
        "AA级≥80分;A级70≤得分<80分;B级60≤得分<70分;C级60分以下",
        "等次：80分以上 AA级；等次：70分以上 A级；等次：60分以上 B级；等次：其余 C级"
        " ｜ 等次：80分以上 AA级；等次：70分以上 A级；等次：超过60分 B级；等次：其余 C级",
    ),
    (
        "总分排名前3名的为优秀，第4至8名的为良好，其他为合格",
        "等次：前3名 优秀；等次：第4至8名 良好；等次：其余 合格",
    ),
    (
        "积分前 10 评为优秀等次，11-20 评为良好等次，后 10 评为不合格等次，其余为合格等次。",
        "等次：前10名 优秀；等次：第11至20名 良好；等次：后10名 不合格；等次：其余 合格",
    ),
    ("考核得分前30%的评为优秀，其余评为合格", "等次：前30% 优秀；等次：其余 合格"),
    ("综合排名后两名的单位定为不合格，其余为合格", "等次：后2名 不合格；等次：其余 合格"),
    (
        "综合得分90分及以上为优秀等次，75-90分为良好等次，75分以下为不合格等次",
        "等次：90分以上 优秀；等次：75分以上 良好；等次：其余 不合格",
    ),
    (
        "评价得分≥90为优，80≤评价得分＜90为良，评价得分＜80为差",
        "等次：90分以上 优；等次：80分以上 良；等次：其余 差",
    ),
    ("95≤得分为优秀，85≤得分＜95为良好，得分＜85为一般", "等次：95分以上 优秀；等次：85分以上 良好；等次：其余 一般"),
    (
        "优秀：90分（含）以上；良好：80分（含）—90分；不合格：80分以下",
        "等次：90分以上 优秀；等次：80分以上 良好；等次：其余 不合格",
    ),
    (
        "①优秀：得分90分以上。②合格：得分60分以上不足90分。③不合格：得分不足60分。",
        "等次：90分以上 优秀；等次：60分以上 合格；等次：其余 不合格",
    ),
    (
        "考核结果分为优秀（90分及以上）、良好（80-90分）、一般（80分以下）三个等次",
        "等次：90分以上 优秀；等次：80分以上 良好；等次：其余 一般",
    ),
    (
        "总得分90分以上（含90分）为A等，60分以上（含60分）90分以下为B等，60分以下为C等",
        "等次：90分以上 A等；等次：60分以上 B等；等次：其余 C等",
    ),
    ("根据综合得分，从高到低确定前30%为优秀，其余为良好", "等次：前30% 优秀；等次：其余 良好"),
    ("考核得分低于60分的单位，一律评为不合格等次", "等次：不满60分 不合格"),
    (
        "90分以上且排名前30%的为优秀，80分以上的为良好，其余为合格",
        "等次：90分以上 且 前30% 优秀；等次：80分以上 良好；等次：其余 合格",
    ),
    ("考核得分前30%且90分以上的评为优秀，其余为合格", "等次：90分以上 且 前30% 优秀；等次：其余 合格"),
    (
        "90分以上的定为优秀等次（优秀比例不超过30%），80—90分的为良好，80分以下的为合格",
        "等次：90分以上 且 前30% 优秀；等次：80分以上 良好；等次：其余 合格",
    ),
    (
        "90分以上的为优秀，其余为一般。优秀单位不超过参评单位总数的30%。",
        "等次：90分以上 且 前30% 优秀；等次：其余 一般",
    ),
    (
        "得分在90分以上，且群众满意度在95%以上的为优秀，其余为合格",
        "等次：90分以上 且 群众满意度 95%以上 优秀；等次：其余 合格",
    ),
    ("排名前10名且未发生重大事故的为优秀，其余为合格", "等次：前10名 且 未发生重大事故 优秀；等次：其余 合格"),
    ("对考核总分前五名的单位授予先进单位称号", "表彰：前5名 先进单位"),
    ("对考核为前 10 名的授予“2020 年度先进单位”荣誉称号", "表彰：前10名 “2020 年度先进单位”"),
)

CHANGES = (
    ("弄虚作假的，该项不得分，并取消评优资格", "弄虚作假 本项不得分；等次：弄虚作假 取消评优资格"),
    ("对瞒报的单位实行一票否决，取消评优资格", "等次：瞒报 一票否决；等次：瞒报 取消评优资格"),
    ("一年内被通报批评两次以上的，一票否决", "等次：一年内被通报批评次数 2次以上 一票否决"),
    ("发生重大安全事故的，一票否决", "等次：发生重大安全事故 一票否决"),
    ("弄虚作假的实行“一票否决”制", "等次：弄虚作假 一票否决"),
    ("存在弄虚作假行为的，取消当年评先评优资格", "等次：存在弄虚作假行为 取消评优资格"),
    ("发生重大舆情的单位，不得参加评优", "等次：发生重大舆情 取消评优资格"),
    ("发生较大以上安全事故的，不得评为优秀等次", "等次：发生较大以上安全事故 不得评为优秀"),
    ("受到通报批评的，考核等次降低一档", "等次：受到通报批评 降一档"),
    ("发生重大失信事件的，在考核结果基础上直接降低两个考核档次", "等次：发生重大失信事件 降二档"),
    ("年底未清偿，当年积分评为不合格等次", "等次：年底未清偿 评为不合格"),
    ("严重失信的，直接判为D级", "等次：严重失信 评为D级"),
    ("被通报批评两次以上的，一票否决", "等次：被通报批评次数 2次以上 一票否决"),
    ("对发生重特大安全事故的乡镇，实行安全生产“一票否决”", "等次：发生重特大安全事故 一票否决"),
    ("被省级通报的，直接定为不合格", "等次：被省级通报 评为不合格"),
    ("有下列情形之一的，考核等次下调一级：①瞒报事故；②拒不整改", "等次：瞒报事故 或 拒不整改 降一档"),
)

TRAPS = (
    "发生安全事故的，取消评优资格，并扣10分",
    "考核得分在全市排名前三的，评为优秀",
    "总分90分以上且排名前三的为优秀",
    "得分90分以上的可评为优秀，优秀单位不超过参评单位的30%",
    "满意度90分以上为优秀，其余为合格",
    "60分至70分，或在60分以下且没有不良信息的，为B级；60分以下且有不良信息的，为C级",
    "90分以上为优秀，70分以下为不合格",
    "90分以上为优秀，80分以上为优秀",
    "90分以上为优秀，60—95分为合格，60分以下为不合格",
    "90分以上不满100分为优秀，90分以下为合格",
    "发生群体性事件的，视情节轻重降低等次",
    "主动报告并及时整改的，不实行一票否决",
    "一票否决事项由上级主管部门认定",
    "出现弄虚作假的，该项指标一票否决",
    "情节严重的，一票否决",
    "得分在70分以下的，实行一票否决",
    "原则上一票否决",
    "对排名后三位的单位，由市政府约谈主要负责人",
    "考核结果作为年度评先评优的重要依据",
    "信访工作实行一票否决",
    "安全生产实行一票否决，发生较大事故的，取消评先资格",
    "考核不合格的单位，取消当年评先评优资格",
    "被一票否决的单位，年度考核不得评为优秀等次",
    "90分以上为优秀，原则上优秀比例不超过20%，其余为一般",
    "90分以上的为优秀，良好比例不超过30%，其余为一般",
    "90分以上且排名前30%或有创新成果的为优秀，其余为合格",
    "90分以上或排名前3名的为优秀，其余为合格",
    "90分以上的为优秀，80分以上且排名前50%的为良好，其余为合格",
    "满意度90分以上且排名前30%的为优秀，其余为合格",
    "满意度得分≥90为优秀，其余为合格",
    "90分以上且排名前30%的不得评为优秀",
    "没有承担目标的单位，累计死亡2人以上的，不得评先",
)


@pytest.mark.parametrize(("sentence", "lines"), [*GRADES, *CHANGES])
def test_a_grade_is_read(sentence: str, lines: str) -> None:
    assert meant(sentence) == lines


@pytest.mark.parametrize("sentence", TRAPS)
def test_what_decides_no_grade_is_not_read(sentence: str) -> None:
    assert meant(sentence) == UNREAD


SAME = (
    ("90分以上 优秀 | 80分以上 良好 | 其余 合格", "90分以上 优秀 | 80分以上不满90分 良好 | 不满80分 合格", True),
    ("90分以上 优秀 | 80至90分 良好 | 80分以下 合格", "90分以上 优秀 | 80分以上 良好 | 其余 合格", True),
    ("90分以上 优秀 | 其余 合格", "超过90分 优秀 | 其余 合格", False),
    ("90分以上 优秀 | 其余 合格", "90分以上 优秀 | 其余 不合格", False),
    ("瞒报 一票否决", "瞒报 取消评优资格", False),
    ("瞒报 评为合格", "瞒报 不得评为合格", False),
    ("瞒报 降一档", "瞒报 降两档", False),
    ("前3名 优秀 | 其余 合格", "前4名 优秀 | 其余 合格", False),
)


@pytest.mark.parametrize(("first", "second", "same"), SAME)
def test_grades_are_the_same_where_each_score_gets_the_same(first: str, second: str, same: bool) -> None:
    shapes = [shape_of_grades(lines.split(" | "), repr) for lines in (first, second)]
    assert (shapes[0] == shapes[1]) is same


SCHEME = "方案：甲\n附件1 甲\n一、甲（100分）\n  得 综合得分\n等次\n"
FACTS = ("弄虚作假", "发生重大失信事件", "非 按时清偿", "通报批评次数 2次以上", "死亡人数 超过1人")


@composite
def blocks(draw: DrawFn) -> list[str]:
    """The lines of a block 等次: by scores or by places, and what changes them."""
    names = draw(st.permutations(["优秀", "良好", "合格", "不合格"]))[: draw(st.integers(2, 4))]
    scores = draw(st.lists(st.integers(1, 99), min_size=len(names) - 1, max_size=len(names) - 1, unique=True))
    ends = sorted(scores, reverse=True)
    shape = draw(sampled_from(["{}分以上", "超过{}分", "{}分以上不满{}分", "前{}名"]))
    if shape == "前{}名":
        ends.reverse()
    first = f"{shape.partition('不满')[0].format(ends[0])} {names[0]}"
    others = zip(ends[1:], ends, names[1:], strict=False)
    lines = [first, *(f"{shape.format(end, over)} {name}" for end, over, name in others)]
    effects = ["降一档", "一票否决", "取消评优资格", f"评为{names[-1]}", *(f"不得评为{name}" for name in names[:-1])]
    facts = draw(st.lists(sampled_from(FACTS), max_size=3, unique=True))
    return [*lines, f"其余 {names[-1]}", *(f"{fact} {draw(sampled_from(effects))}" for fact in facts)]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(lines=blocks())
def test_printed_grades_come_back(lines: list[str]) -> None:
    compiled = compile_source(Source("甲", SCHEME + "".join(f"  {line}\n" for line in lines)))
    (table,) = compiled.tables.values()
    printed = [
        sentence
        for sentence in readings(compiled.scheme, table)
        if sentence.startswith("等次按") or sentence.endswith("不变。")
    ]
    back = []
    for sentence in printed:
        answer = read(sentence)
        assert isinstance(answer, Certain), sentence
        back += [target.text for target in answer.reading.targets if isinstance(target, GradeLine)]
    assert shape_of_grades(back, plain) == shape_of_grades(lines, plain)
