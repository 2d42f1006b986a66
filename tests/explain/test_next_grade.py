"""Why a unit has no better grade: every way to miss it, alone and together, and that nothing is left unsaid."""

from collections.abc import Callable
from itertools import product

from tests.publish.helpers import Explained

Explain = Callable[[str, str], Explained]

HEAD = "方案：示例\n附件1 考核（满分100分）\n"
ROSTER = "名单\n  县区：甲县、乙县、丙县\n  市直：丁局、戊局、己局\n"
ITEM = "一、考核（100分）\n  得 分数\n"
DATA = "单位,分数\n甲县,95\n乙县,92\n丙县,92\n丁局,91\n戊局,88\n己局,70\n"
DOWN = "（名额向下取整，末位并列的都不入围）"
OUT = "（末位并列的都不入围）"


def notes(explain_text: Explain, grades: str, data: str = DATA, before: str = "") -> dict[str, str]:
    """Return the note of each unit that has one."""
    scheme = f"{HEAD}{before}{ROSTER}{ITEM}等次\n{grades}"
    return {unit: page.next_grade_note for unit, page in explain_text(scheme, data).items() if page.next_grade_note}


def test_the_line(explain_text: Explain) -> None:
    assert notes(explain_text, "  90分以上 优秀\n  80分以上 良好\n  其余 一般\n") == {
        "戊局": "未评为优秀：总分88.00分，优秀需90分以上，差2.00分。",
        "己局": "未评为良好：总分70.00分，良好需80分以上，差10.00分。",
    }


def test_a_line_with_two_ends(explain_text: Explain) -> None:
    assert notes(explain_text, "  92分以上95分以下 优秀\n  其余 一般\n") == {
        "丁局": "未评为优秀：总分91.00分，优秀需92分以上，差1.00分。",
        "戊局": "未评为优秀：总分88.00分，优秀需92分以上，差4.00分。",
        "己局": "未评为优秀：总分70.00分，优秀需92分以上，差22.00分。",
    }


def test_places_alone(explain_text: Explain) -> None:
    assert notes(explain_text, "  前3名 优秀\n  前50% 良好\n  后1名 差\n  其余 一般\n") == {
        "丁局": "未评为良好：排名第4，良好限前50%（3个）。",
        "戊局": "未评为良好：排名第5，良好限前50%（3个）。",
        "己局": "未评为一般：排名倒数第1，属于最后一名，为差。",
    }


def test_line_and_quota(explain_text: Explain) -> None:
    assert notes(explain_text, "  90分以上 且 前30% 优秀\n  其余 一般\n") == {
        "乙县": f"未评为优秀：在6个单位中排第2名，2个单位并列，优秀的名额只有1个：前30%{DOWN}。",
        "丙县": f"未评为优秀：在6个单位中排第2名，2个单位并列，优秀的名额只有1个：前30%{DOWN}。",
        "丁局": f"未评为优秀：在6个单位中排第4名，优秀的名额只有1个：前30%{DOWN}。",
        "戊局": "未评为优秀：总分88.00分，优秀需90分以上，差2.00分；"
        f"在6个单位中排第5名，优秀的名额只有1个：前30%{DOWN}。",
        "己局": "未评为优秀：总分70.00分，优秀需90分以上，差20.00分；"
        f"在6个单位中排第6名，优秀的名额只有1个：前30%{DOWN}。",
    }


def test_a_tie_across_the_last_place(explain_text: Explain) -> None:
    out = notes(explain_text, "  90分以上 且 前2名 优秀\n  其余 一般\n")
    assert out["乙县"] == out["丙县"]
    assert out["乙县"] == f"未评为优秀：在6个单位中排第2名，2个单位并列，优秀的名额只有2个：前2名{OUT}。"
    in_ = notes(explain_text, "  90分以上 且 前2名 并列入围 优秀\n  其余 一般\n")
    assert list(in_) == ["丁局", "戊局", "己局"]
    assert in_["丁局"] == "未评为优秀：排名第4，优秀限前2名。"


def test_quotas_of_groups(explain_text: Explain) -> None:
    quota = "县区、市直 各前2名"
    assert notes(explain_text, f"  90分以上 且 {quota} 优秀\n  其余 一般\n") == {
        "乙县": f"未评为优秀：在县区3个单位中排第2名，2个单位并列，优秀的名额只有2个：县区、市直各前2名{OUT}。",
        "丙县": f"未评为优秀：在县区3个单位中排第2名，2个单位并列，优秀的名额只有2个：县区、市直各前2名{OUT}。",
        "戊局": "未评为优秀：总分88.00分，优秀需90分以上，差2.00分。",
        "己局": "未评为优秀：总分70.00分，优秀需90分以上，差20.00分；"
        f"在市直3个单位中排第3名，优秀的名额只有2个：县区、市直各前2名{OUT}。",
    }
    assert list(notes(explain_text, f"  90分以上 且 {quota} 并列入围 优秀\n  其余 一般\n")) == ["戊局", "己局"]


def test_a_group_without_a_quota(explain_text: Explain) -> None:
    beyond = "在县区3个单位中排第2名，2个单位并列，优秀的名额只有2个：县区各前40%（名额向上取整，末位并列的都不入围）"
    assert notes(explain_text, "  90分以上 且 县区 各前40% 向上取整 优秀\n  其余 一般\n") == {
        "乙县": f"未评为优秀：{beyond}。",
        "丙县": f"未评为优秀：{beyond}。",
        "丁局": "未评为优秀：优秀的名额只分给县区。",
        "戊局": "未评为优秀：总分88.00分，优秀需90分以上，差2.00分；优秀的名额只分给县区。",
        "己局": "未评为优秀：总分70.00分，优秀需90分以上，差20.00分；优秀的名额只分给县区。",
    }


def test_a_quota_of_nobody(explain_text: Explain) -> None:
    out = notes(explain_text, "  90分以上 且 前10% 优秀\n  其余 一般\n")
    assert out["甲县"] == f"未评为优秀：在6个单位中排第1名，优秀没有名额：前10%{DOWN}。"


def test_a_quota_from_the_middle(explain_text: Explain) -> None:
    out = notes(explain_text, "  前1名 优秀\n  90分以上 且 第2至3名 并列不入围 良好\n  其余 一般\n")
    assert out["乙县"] == "未评为优秀：排名第2，优秀限第一名。"
    assert out["丁局"] == f"未评为良好：在6个单位中排第4名，不在良好的名额以内：第2至3名{OUT}。"


def test_a_second_key_moves_the_place(explain_text: Explain) -> None:
    data = "单位,分数,件数\n甲县,95,\n乙县,92,3\n丙县,92,5\n丁局,91,\n"
    key = "名次：总分相同的，按 件数 由高到低排\n"
    out = notes(explain_text, "  90分以上 且 前2名 优秀\n  其余 一般\n", data, key)
    assert out == {
        "乙县": f"未评为优秀：在4个单位中排第3名，优秀的名额只有2个：前2名{OUT}。",
        "丁局": f"未评为优秀：在4个单位中排第4名，优秀的名额只有2个：前2名{OUT}。",
    }


def test_a_further_condition(explain_text: Explain) -> None:
    data = "单位,分数,达标\n甲县,95,否\n乙县,92,是\n丙县,91,\n"
    assert notes(explain_text, "  90分以上 且 前2名 且 达标 优秀\n  其余 一般\n", data) == {
        "甲县": "未评为优秀：优秀还需达标，达标：否。",
        "丙县": f"未评为优秀：在3个单位中排第3名，优秀的名额只有2个：前2名{OUT}；优秀还需达标，达标：未填。",
    }


def test_events(explain_text: Explain) -> None:
    grades = "  90分以上 优秀\n  80分以上 良好\n  其余 一般\n"
    grades += "  通报 降一档\n  约谈 不得评为优秀\n  造假 评为一般\n  事故 一票否决\n  迟报 取消评优资格\n"
    data = """\
单位,分数,通报,约谈,造假,事故,迟报
甲县,95,是,否,否,否,否
乙县,95,否,是,否,否,是
丙县,95,否,否,是,否,否
丁局,95,是,否,否,是,否
戊局,95,是,是,否,否,否
己局,70,是,是,否,否,是
"""
    assert notes(explain_text, grades, data) == {
        "甲县": "未评为优秀：通报：是，降一档。",
        "乙县": "未评为优秀：约谈：是，不得评为优秀。",
        "丙县": "未评为良好：造假：是，评为一般。",
        "丁局": "未评为良好：事故：是，一票否决。",
        "戊局": "未评为优秀：通报：是，降一档；约谈：是，不得评为优秀。",
        "己局": "未评为良好：总分70.00分，良好需80分以上，差10.00分；通报：是，降一档。",
    }


def test_nothing_while_the_grade_is_open_or_the_best(explain_text: Explain) -> None:
    scheme = f"{HEAD}一、考核（100分）\n  考核得分 酌情 0至100\n等次\n  90分以上 且 前50% 优秀\n  其余 一般\n"
    pages = explain_text(scheme, "单位,考核得分\n甲县,95\n乙县,60\n")
    assert (pages["甲县"].next_grade_note, pages["乙县"].next_grade_note[:5]) == ("", "未评为优秀")
    pages = explain_text(scheme, "单位,考核得分\n甲县,95\n乙县,60\n丙县,\n")
    assert [page.next_grade_note for page in pages.values()] == [
        "",
        "未评为优秀：总分60.00分，优秀需90分以上，差30.00分。",
        "",
    ]


def test_a_group_without_a_quota_need_not_wait(explain_text: Explain) -> None:
    scheme = f"{HEAD}{ROSTER}一、考核（100分）\n  考核得分 酌情 0至100\n等次\n  县区 各前2名 优秀\n  其余 一般\n"
    pages = explain_text(scheme, "单位,考核得分\n甲县,95\n乙县,\n戊局,80\n")
    assert [page.next_grade_note for page in pages.values()] == ["", "", "未评为优秀：优秀的名额只分给县区。"]


def test_events_that_only_together_keep_a_unit_out(explain_text: Explain) -> None:
    grades = "  90分以上 优秀\n  80分以上 良好\n  其余 一般\n  通报 降一档\n  迟报 降一档\n  漏报 降一档\n"
    data = "单位,分数,通报,迟报,漏报\n甲县,95,是,是,否\n乙县,95,是,是,是\n丙县,85,是,否,否\n"
    assert notes(explain_text, grades, data) == {
        "甲县": "未评为良好：通报：是，降一档；迟报：是，降一档。",
        "乙县": "未评为良好：通报：是，降一档；迟报：是，降一档；漏报：是，降一档。",
        "丙县": "未评为良好：通报：是，降一档。",
    }


def test_the_year(explain_text: Explain) -> None:
    scheme = "方案：示例\n周期：季度\n附件1 考核（满分100分）\n数据\n  终评：年度 数值\n"
    scheme += f"{ITEM}年度总分 = 季度合计 + 终评\n等次\n  190分以上 且 前50% 优秀\n  其余 一般\n"
    data = """\
单位,期,分数,终评
甲县,2023Q1,95,
甲县,2023Q2,95,
甲县,2023,,5
乙县,2023Q1,95,
乙县,2023Q2,94,
乙县,2023,,0.5
"""
    pages = explain_text(scheme, data)
    assert pages["乙县2023"].next_grade_note == (
        f"未评为优秀：年度总分189.50分，优秀需190分以上，差0.50分；在2个单位中排第2名，优秀的名额只有1个：前50%{DOWN}。"
    )
    assert not pages["乙县2023Q1"].next_grade_note


def test_every_cause_is_named_and_no_other(explain_text: Explain) -> None:
    """What is lacking is named; an event where it alone, or only with it, a unit of that total is kept out."""
    grades = ["优秀", "良好", "一般", "较差"]
    lines = "  80分以上 且 达标 优秀\n  60分以上 良好\n  40分以上 一般\n  其余 较差\n"
    events = {"通报": "降一档", "造假": "评为一般", "约谈": "不得评为良好"}
    overrides = "".join(f"  {event} {effect}\n" for event, effect in events.items())
    lacks = {"低分": "需60分以上，差", "中分": "优秀需80分以上，差", "未达标": "优秀还需达标"}
    points = {"": 90, "中分": 70, "低分": 50}
    rows = list(product(points, *(("", cause) for cause in ("未达标", *events))))
    units = {"甲局" + "".join(row): frozenset(row) - {""} for row in rows}
    data = "单位,分数,达标,通报,造假,约谈\n" + "".join(
        f"{unit},{points[row[0]]},{'否' if row[1] else '是'},{','.join('是' if met else '否' for met in row[2:])}\n"
        for unit, row in zip(units, rows, strict=True)
    )
    pages = explain_text(f"{HEAD}{ITEM}等次\n{lines}{overrides}", data)
    reached = {causes: grades.index(pages[unit].grade or "") for unit, causes in units.items()}
    of_total = [frozenset[str](), frozenset({"中分"}), frozenset({"低分"})]
    for unit, causes in units.items():
        target, note = reached[causes] - 1, pages[unit].next_grade_note
        if target < 0:
            assert not note
            continue
        total, met = causes & set(lacks), causes & set(events)
        start = of_total[min(reached[total], target)]
        short = {cause for cause in total if reached[frozenset({cause})] > target}
        keeping = {
            event for event in met if reached[start | {event}] > target or reached[start | met - {event}] <= target
        }
        assert {cause for cause in total if lacks[cause] in note} == short, (unit, note)
        named = {event for event in met if events[event] in note}
        assert named == (keeping if reached[start | met] > target else set()), (unit, note)


def test_a_unit_beyond_a_quota_falls_to_a_grade_that_is_a_range(explain_text: Explain) -> None:
    grades = "  90分以上 且 前1名 优秀\n  80分以上不满90分 良好\n  其余 一般\n"
    scheme = f"{HEAD}{ROSTER}{ITEM}等次\n{grades}"
    page = explain_text(scheme, DATA)["丁局"]
    assert page.grade == "良好"
    assert "够前一等次的分数线，不在名额以内，为良好" in str(page)


def test_a_unit_without_a_further_condition_falls_to_a_grade_that_is_a_range(explain_text: Explain) -> None:
    scheme = f"{HEAD}{ITEM}等次\n  90分以上 且 达标 优秀\n  80至89分 良好\n  其余 一般\n"
    page = explain_text(scheme, "单位,分数,达标\n甲县,95,否\n乙县,89,否\n")["甲县"]
    assert page.grade == "良好"
    assert "够前一等次的分数线，达标：否，为良好" in str(page)
    assert page.next_grade_note == "未评为优秀：优秀还需达标，达标：否。"
