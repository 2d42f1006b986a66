"""Explanations of what a scheme may add: 总分 and 折算, grades by place, overrides, honours, 适用, 缺报, periods."""

import json
from collections.abc import Callable

import pytest

from creditdsl.compiler.pipeline import Compilation
from creditdsl.explain.explanation_nodes import UnitExplanation
from creditdsl.explain.explanation_text import as_json, headline, lines, result
from creditdsl.publish.pages.page import render
from tests.publish.helpers import ROOT, Explained, compiled, explained, left_by

Explain = Callable[[str, str], Explained]
HEAD = "方案：甲\n附件1 乙\n"


def said(page: UnitExplanation, rule: int = 0) -> str:
    return page.sections[0].rules[rule].explanation


@pytest.mark.parametrize(
    ("folder", "table"),
    [
        ("jiaxian-2022", "附件1"),
        ("jiaxian-2022", "附件2"),
        ("chaoyang-2020", "附件1"),
        ("chaoyang-2020", "附件2"),
        ("huangshi-2020", "附件"),
        ("changzhi-2023", "附表二"),
    ],
)
def test_every_unit_of_every_scheme_agrees_with_its_expected_scores(folder: str, table: str) -> None:
    scheme = ROOT / "schemes" / folder
    compilation: Compilation = compiled((scheme / "scheme.credit").read_text(encoding="utf-8"))
    pages = explained(compilation, table, scheme / "data" / f"{table}.csv")
    expected = json.loads((scheme / "data" / f"{table}.expected.json").read_text(encoding="utf-8"))["units"]
    assert len(expected) == len(pages)
    for unit in expected:
        page = pages[unit["unit"] + (unit.get("period") or "")]
        assert left_by(page.account) == page.total
        value = as_json(page)
        items = value["items"]
        assert isinstance(items, list)
        if not page.periods:
            assert {item["ref"]: item["score"] for item in items} == unit["items"]
        for key in ("total", "rank", "grade"):
            assert key not in unit or value[key] == unit[key]
        assert all(line.text == line.text.strip() for line in lines(page))


def test_caps_of_the_total(explain_text: Explain) -> None:
    scheme = "方案：甲\n附件1 乙\n总分：加分后不超过100，扣分后不低于0\n一、丙（100分）\n  得 丙分\n"
    scheme += "二、丁（加分，最高10分）\n  得 丁分\n三、戊（扣分）\n  戊数 每例扣60\n"
    pages = explain_text(scheme, "单位,丙分,丁分,戊数\n甲局,98,5,1\n乙局,50,0,1\n丙局,90,5,0\n")
    assert pages["甲局"].total_note == (
        "加分后98.00＋5.00=103.00分，超过100分，按100分计。总分=100.00－60.00=40.00分。"
    )
    assert pages["乙局"].total_note == "扣分后50.00＋0.00－60.00=－10.00分，低于0分，总分按0.00分计。"
    assert pages["丙局"].total_note == "总分=90.00＋5.00－0.00=95.00分。"


def test_conversion_and_items_that_do_not_apply(explain_text: Explain) -> None:
    scheme = "方案：甲\n附件1 乙\n总分：折算100\n名单\n  单位：甲局、乙局\n  执法单位：甲局\n"
    scheme += "一、丙（20分）\n1. 丁（10分）\n  得 丁分\n2. 戊（10分）\n适用：执法单位\n  得 戊分\n"
    pages = explain_text(scheme, "单位,丁分,戊分\n甲局,7,3\n乙局,7,\n")
    note = "基础分=7.00分，适用的分值共10分，折算为7÷10×100=70.00分。总分=70.00分。"
    assert pages["乙局"].total_note == note
    item = pages["乙局"].sections[0].children[1]
    assert item.notes == ("本项适用于执法单位，本单位不适用，不计分。",) and not item.rules
    assert "2.戊（10分）  不适用" in [line.text for line in lines(pages["乙局"])]
    items = as_json(pages["乙局"])["items"]
    assert isinstance(items, list) and items[1]["score"] is None
    full = explain_text(
        scheme.replace("执法单位\n  得", "执法单位\n不适用：得满分\n  得"), "单位,丁分,戊分\n甲局,7,3\n乙局,7,\n"
    )
    item = full["乙局"].sections[0].children[1]
    assert item.score == 10 and item.notes == ("本项适用于执法单位，本单位不适用，得满分。",)


def test_grades_by_place_with_overrides_and_honours(explain_text: Explain) -> None:
    scheme = HEAD + "一、丙（9分）\n  得 丙分\n等次\n  第一名 优秀\n  后1名 不合格\n  其余 合格\n"
    scheme += "  出事 评为不合格\n  造假 取消评优资格\n表彰\n  前2名 先进单位\n通报\n  末名 通报批评\n"
    data = "单位,丙分,出事,造假\n甲局,9,否,否\n乙局,8,否,是\n丙局,7,是,否\n丁局,6,否,否\n"
    pages = explain_text(scheme, data)
    assert pages["甲局"].grade_note == "总分9.00分，在4个单位中排第1名，属于第一名，为优秀。"
    assert result(pages["甲局"]) == "总分9.00分，第1名，等次优秀，表彰：先进单位"
    assert pages["乙局"].grade_note == (
        "总分8.00分，在4个单位中排第2名，不属于前面各等次，为合格；造假：是，取消评优资格，等次仍为合格。得分和名次不变。"
    )
    assert pages["乙局"].honours == ()
    assert pages["乙局"].honour_notes == ("表彰：在4个单位中排第2名，属于前2名，因取消评优资格，不予表彰。",)
    assert pages["丙局"].grade_note.endswith("为合格；出事：是，评为不合格，等次为不合格。得分和名次不变。")
    assert pages["丁局"].grade_note == "总分6.00分，在4个单位中排第4名、倒数第1名，属于最后一名，为不合格。"
    assert as_json(pages["丁局"])["honours"] == {"通报": "通报批评"}
    assert "通报批评" in render("explanation", page=pages["丁局"]).decode()


def test_a_vetoed_unit_is_not_commended_where_the_line_says_so(explain_text: Explain) -> None:
    scheme = HEAD + "一、丙（9分）\n  得 丙分\n等次\n  8分以上 优秀\n  其余 合格\n  造假 一票否决\n"
    scheme += "表彰\n  前2名 先进单位（一票否决的除外）\n"
    pages = explain_text(scheme, "单位,丙分,造假\n甲局,9,否\n乙局,8,是\n丙局,7,否\n")
    assert pages["甲局"].honour_notes == ("表彰：在3个单位中排第1名，属于前2名，表彰为先进单位。",)
    assert pages["乙局"].honours == ()
    assert pages["乙局"].honour_notes == ("表彰：在3个单位中排第2名，属于前2名，因一票否决，不予表彰。",)
    assert pages["丙局"].honour_notes == ()


def test_a_grade_with_a_further_condition(explain_text: Explain) -> None:
    scheme = HEAD + "一、丙（9分）\n  得 丙分\n等次\n  8分以上且合同段数 3个以上 优秀\n  8分以上 良好\n  其余 一般\n"
    pages = explain_text(scheme, "单位,丙分,合同段数\n甲局,9,3\n乙局,9,1\n丙局,1,1\n")
    assert pages["甲局"].grade_note == "总分9.00分，在8分以上，合同段数3个，符合“在3个以上”，为优秀。"
    assert pages["乙局"].grade_note == "总分9.00分，在8分以上，为良好。"
    assert pages["丙局"].grade_note == "总分1.00分，在3个单位中排第3名，不属于前面各等次，为一般。"


def test_veto_and_bar(explain_text: Explain) -> None:
    scheme = (
        HEAD
        + "一、丙（9分）\n  得 丙分\n等次\n  8分以上 优秀\n  6分以上 良好\n  其余 差\n"
        + "  未办 不得评为优秀\n  出事 一票否决\n"
    )
    page = explain_text(scheme, "单位,丙分,未办,出事\n甲局,9,是,是\n")["甲局"]
    assert page.grade_note == (
        "总分9.00分，在8分以上，为优秀；未办：是，不得评为优秀；出事：是，一票否决，等次为差。得分和名次不变。"
    )


def test_traits_of_headings(explain_text: Explain) -> None:
    scheme = HEAD + "一、丙（20分）\n1. 丁（10分，满分起扣）\n  迟报条数 每条扣0.5\n  错报条数 每条扣1\n"
    scheme += (
        "2. 戊（6分，就高）\n  国家级 得6\n  省级 得3\n3. 己（2分，可为负）\n  增分 扣3\n4. 庚（不计分）\n内容：看。\n"
    )
    page = explain_text(scheme, "单位,迟报条数,错报条数,国家级,省级,增分\n甲局,3,1,否,是,是\n")["甲局"]
    first, second, third, fourth = page.sections[0].children
    assert first.notes == ("满分起扣：10－1.5－1=7.5分。",)
    assert second.notes == ("就高：各条中最高的为3分。",)
    assert third.notes == () and third.score == -3
    assert fourth.score is None
    texts = [line.text for line in lines(page)]
    assert "1.丁（10分，满分起扣）  得7.50分" in texts and "4.庚（不计分）  不计分" in texts
    assert "2.戊（6分，就高）  得3.00分" in texts and not any(text.startswith("合计") for text in texts)


def test_weights(explain_text: Explain) -> None:
    scheme = HEAD + "一、丙（100分，权重40%）\n  得 丙分\n二、丁（100分，权重60%）\n  得 丁分\n"
    page = explain_text(scheme, "单位,丙分,丁分\n甲局,80.01,90\n")["甲局"]
    assert page.total_note == "总分=80.01×40%＋90.00×60%=86.004分，保留2位小数（四舍五入），得86.00分。"


def test_unreported(explain_text: Explain) -> None:
    scheme = HEAD + "一、丙（9分）\n1. 丁（5分）\n缺报：取平均分\n  得 甲量\n2. 戊（4分）\n缺报：零分\n  得 乙量\n"
    page = explain_text(scheme, "单位,甲量,乙量\n甲局,5,4\n乙局,4,3\n丙局,,\n")["丙局"]
    first, second = page.sections[0].children
    assert first.notes == ("缺报（“甲量”未填），取其他单位本项得分的平均分，得4.50分。",)
    assert second.notes == ("缺报（“乙量”未填），计零分。",)
    assert first.rules[0].explanation == "缺报，不按本条计分"


def test_undecided_and_zero_divisor(explain_text: Explain) -> None:
    scheme = HEAD + "一、丙（9分）\n  得 办结÷受理×9 分母为零 得满分\n二、丁（1分）\n待定：见通报，人工核定\n"
    page = explain_text(scheme, "单位,办结,受理\n甲局,0,0\n")["甲局"]
    assert said(page) == "分母为零，得满分"
    assert page.sections[0].rules[0].sentence.endswith("；分母为零的，得满分。")
    assert page.sections[1].notes == ("待定：见通报，人工核定。",)
    assert page.total_note == "总分待定：有待定的条款，要由人核定。"


def test_options_prices_and_functions_of_all(explain_text: Explain) -> None:
    scheme = HEAD + "名单\n  单位：甲局、乙局\n  非产区：乙局\n一、丙（20分）\n  奖项 选项 一等 得3 二等 得2\n"
    scheme += "  办成 得2（非产区0.8）\n  得 完成量÷全体最高（完成量）×6\n"
    pages = explain_text(scheme, "单位,奖项,办成,完成量\n甲局,一等,是,80\n乙局,无,是,100\n")
    assert said(pages["甲局"]) == "奖项为一等，得3分" and said(pages["乙局"]) == "奖项为无，不得分"
    assert said(pages["乙局"], 1) == "办成：是，得0.8分"
    assert said(pages["甲局"], 2) == "得分=完成量÷全体最高（完成量）×6=80÷全体最高100×6=4.8"


def test_a_section_struck_from_another_item(explain_text: Explain) -> None:
    scheme = (
        HEAD + "一、丙（5分）\n1. 丁（5分）\n  办成 得5 否则 二/1 不得分\n二、戊（5分）\n1. 己（5分）\n  做到 得5\n"
    )
    page = explain_text(scheme, "单位,办成,做到\n甲局,否,是\n")["甲局"]
    assert page.sections[1].children[0].notes[0].startswith("因一/1第（1）条（办成：否，")
    assert page.sections[1].children[0].notes[0].endswith("本项不得分。")


def test_a_section_struck_by_one_of_its_items(explain_text: Explain) -> None:
    scheme = HEAD + "一、丙（10分）\n1. 丁（5分）\n  做到 得5\n2. 戊（5分）\n  办成 得5 否则 本大项不得分\n"
    page = explain_text(scheme, "单位,做到,办成\n甲局,是,否\n")["甲局"]
    assert page.sections[0].notes == ("因一/2第（1）条（办成：否，本大项不得分），以下各项不得分。",)
    assert page.sections[0].children[0].score == 0
    assert page.sections[0].children[0].notes == ("因一/2第（1）条（办成：否，本大项不得分），本项不得分。",)


YEARLY = (
    "方案：甲\n周期：月度\n附件1 乙（积分）\n数据\n  年终测评：年度 酌情 0至100\n  年底出事：年度 是否\n"
    "一、丙\n  得 分数\n"
    "年度总分 = 月度合计×90% + 年终测评×10%\n等次\n  第一名 优秀\n  其余 合格\n  年底出事 评为合格\n"
)


def test_a_month_and_the_year(explain_text: Explain) -> None:
    data = "单位,期,分数,年终测评,年底出事\n甲局,2023-01,10,,\n甲局,2023-02,-3,,\n甲局,2023,,80,是\n"
    data += "乙局,2023-01,1,,\n乙局,2023-02,1,,\n乙局,2023,,50,否\n"
    pages = explain_text(YEARLY, data)
    month, year = pages["甲局2023-02"], pages["甲局2023"]
    assert headline(month) == "甲局2023年2月得分说明" and result(month) == "总分－3.00分"
    assert (month.rank_note, month.grade_note, month.periods) == ("", "", ())
    assert not year.sections and [period for period, _ in year.periods] == ["2023-01", "2023-02"]
    assert year.total_note == (
        "月度合计=10.00＋（－3.00）=7.00分（2023年1月至2023年2月，共2期）。"
        "年度总分=月度合计×90%＋年终测评×10%=7×90%＋80×10%=14.30分。"
    )
    assert year.grade_note.startswith(
        "年度总分14.30分，在2个单位中排第1名，属于第一名，为优秀；年底出事：是，评为合格，"
    )
    assert "2023年2月  失2.70分" in [line.text for line in lines(year)]
    assert as_json(year)["periods"] == {"2023-01": "10.00", "2023-02": "-3.00"}
    assert '<td data-head="得分项目">2023年2月</td>' in render("explanation", page=year).decode()


def test_the_reason_for_a_mark_in_the_year_and_in_a_formula(explain_text: Explain) -> None:
    scheme = YEARLY.replace("数据\n", "数据\n  双公示得分：酌情 0至30\n").replace("得 分数", "得 双公示得分÷2")
    data = (
        "单位,期,双公示得分,双公示得分理由,年终测评,年终测评理由,年底出事\n"
        "甲局,2023-01,10,材料齐全,,,\n甲局,2023,,,80,按时完成,否\n"
        "乙局,2023-01,3,,,,\n乙局,2023,,,70,,否\n"
    )
    pages = explain_text(scheme, data)
    assert pages["甲局2023"].total_note.endswith("=5×90%＋80×10%=12.50分（年终测评理由：按时完成）。")
    assert pages["甲局2023-01"].sections[0].rules[0].explanation == (
        "得分=双公示得分÷2=10分÷2=5（双公示得分理由：材料齐全）"
    )
    assert pages["乙局2023"].total_note.endswith("=1.5×90%＋70×10%=8.35分。")


def test_items_below_a_section_that_starts_full_lose_its_points(explain_text: Explain) -> None:
    scheme = HEAD + "一、安全（60分，满分起扣）\n1. 隐患（20分）\n  隐患 每处扣4\n2. 死亡\n  死亡 每人扣30\n"
    pages = explain_text(scheme, "单位,隐患,死亡\n甲局,2,1\n乙局,0,3\n")
    (some,), (all_lost,) = pages["甲局"].sections, pages["乙局"].sections
    assert some.notes == ("满分起扣：40＋12.00－30.00=22.00分。",)
    assert some.children[0].notes == ("满分起扣：20－8=12分。",)
    assert all_lost.notes == ("满分起扣：40＋20.00－90.00=－30.00分。", "－30分低于0分，按0分计。")


def test_a_grade_that_need_not_wait_for_the_total(explain_text: Explain) -> None:
    """A unit that fails the further condition gets the last grade, whatever its total will be."""
    scheme = f"{HEAD}一、丙（100分）\n  得 分数\n等次\n  90分以上 且 建立机制 优秀\n  其余 合格\n"
    page = explain_text(scheme, "单位,分数,建立机制\n甲局,,否\n乙局,95,是\n")["甲局"]
    assert (page.grade, page.grade_note) == ("合格", "总分待定，不属于前面各等次，为合格。")
