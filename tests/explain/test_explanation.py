"""Explanations: golden pages of the Lvliang data, and every limit that can turn points into a score."""

import json
from collections.abc import Callable

import pytest

from creditdsl.base.exact import fixed
from creditdsl.compiler.pipeline import Compilation
from creditdsl.explain.explanation import limited
from creditdsl.explain.explanation_nodes import EntryExplanation, UnitExplanation
from creditdsl.explain.explanation_text import as_json, lines
from tests.publish.helpers import LVLIANG, Explained, explained, left_by

Explain = Callable[[str, str], Explained]


def text(one: UnitExplanation) -> str:
    return "".join(" " * line.indent + line.text + "\n" for line in lines(one))


def said(page: UnitExplanation, rule: int = 0) -> str:
    return page.sections[0].rules[rule].explanation


@pytest.mark.parametrize(("table", "unit"), [("附件1", "子局"), ("附件1", "辛局"), ("附件2", "丙县")])
def test_golden(lvliang: Compilation, golden: Callable[[str, str], None], table: str, unit: str) -> None:
    pages = explained(lvliang, table, LVLIANG / "data" / f"{table}.csv")
    golden(f"{table}{unit}.txt", text(pages[unit]))


@pytest.mark.parametrize("table", ["附件1", "附件2"])
def test_every_unit_agrees_with_the_expected_scores(lvliang: Compilation, table: str) -> None:
    pages = explained(lvliang, table, LVLIANG / "data" / f"{table}.csv")
    expected = json.loads((LVLIANG / "data" / f"{table}.expected.json").read_text(encoding="utf-8"))["units"]
    assert [unit["unit"] for unit in expected] == list(pages)
    for unit in expected:
        assert left_by(pages[unit["unit"]].account) == pages[unit["unit"]].total
        value = as_json(pages[unit["unit"]])
        items = value["items"]
        assert isinstance(items, list)
        assert {item["ref"]: item["score"] for item in items} == unit["items"]
        assert (value["total"], value["rank"], value["grade"]) == (unit["total"], unit["rank"], unit["grade"])


def test_the_rule_that_strikes_another_is_named(lvliang: Compilation) -> None:
    page = explained(lvliang, "附件1", LVLIANG / "data" / "附件1.csv")["子局"]
    item = page.sections[1].children[0]
    assert item.rules[1].explanation == "因第（3）条（按时报送台账：否，不得分，且第（2）条不得分），本条不得分"


def test_a_void_item(explain_text: Explain) -> None:
    page = explain_text(
        "方案：甲\n附件1 乙\n一、丙（9分）\n  成立组织 得5 否则 本项不得分\n  制度数 每项得1 最高3\n",
        "单位,成立组织,制度数\n甲局,否,4\n",
    )["甲局"]
    assert page.sections[0].rules[1].limit == "超过最高3分，得3分"
    assert page.sections[0].notes == ("因第（1）条（成立组织：否，本项不得分），本项不得分。",)


def test_rounding_and_caps(explain_text: Explain) -> None:
    scheme = "方案：甲\n附件1 乙\n一、丙（3分）\n  篇数 每3篇得1 按比例计\n  未办事项 扣5\n"
    pages = explain_text(scheme, "单位,篇数,未办事项\n甲局,7,否\n乙局,7,是\n丙局,11,否\n丁局,9,否\n")
    assert pages["甲局"].sections[0].notes == ()
    assert said(pages["甲局"]).endswith("得1×2.3333≈2.33分")
    assert pages["乙局"].sections[0].notes == ("合计：约2.33－5≈－2.67分。", "约－2.67分低于0分，按0分计。")
    assert pages["丙局"].sections[0].notes == ("约3.67分超过分值3分，按3分计。",)
    assert pages["丁局"].sections[0].notes == ()


def test_rounding_shows_which_way_it_goes(explain_text: Explain) -> None:
    page = explain_text("方案：甲\n附件1 乙\n一、丙（9分）\n  得 甲量÷30000\n", "单位,甲量\n甲局,30149\n")["甲局"]
    assert fixed(page.sections[0].score, 2) == "1.00"  # type: ignore[arg-type]
    assert said(page).endswith("≈1.00") and page.sections[0].notes == ()
    page = explain_text(
        "方案：甲\n附件1 乙\n一、丙（9分）\n  得 甲量÷30000\n  得 乙量÷30000\n", "单位,甲量,乙量\n甲局,30149,30149\n"
    )["甲局"]
    assert page.sections[0].notes == (
        "合计：约1.0050＋约1.0050≈2.0099分。",
        "约2.0099分，保留2位小数（四舍五入），得2.01分。",
    )


def test_points_by_a_derived_ratio_show_the_data_it_comes_from(explain_text: Explain) -> None:
    scheme = """方案：甲
附件1 乙
数据
  受理、办结：件
  办结率 = 办结 ÷ 受理
一、丙（15分）
  得 办结率×15
二、丁（2分）
  得 1 + 办结率
"""
    pages = explain_text(scheme, "单位,受理,办结\n甲局,6,5\n乙局,10,9\n丙局,7,1\n")
    assert said(pages["甲局"]) == "得分=办结率×15=（办结5件÷受理6件）×15=12.5"
    assert said(pages["乙局"]) == "得分=办结率×15=（办结9件÷受理10件）×15=13.5"
    assert said(pages["丙局"]) == "得分=办结率×15=（办结1件÷受理7件）×15≈2.14"
    assert pages["甲局"].sections[1].rules[0].explanation == "得分=1＋办结率=1＋（办结5件÷受理6件）≈1.83"


def test_a_derived_ratio_and_its_standard(explain_text: Explain) -> None:
    scheme = "方案：甲\n附件1 乙\n数据\n  办结率 = 办结 ÷ 受理\n  受理：件\n  办结：件\n  去年：比率\n"
    scheme += "一、丙（9分）\n  办结率 100% 得5\n  办结率 超过 去年 得2\n  办结÷受理 1以上 得2\n"
    page = explain_text(scheme, "单位,受理,办结,去年\n甲局,30001,30000,95.55%\n")["甲局"]
    assert said(page) == "办结率=办结30000件÷受理30001件≈99.99667%，不符合“为100%”，不得分"
    assert said(page, 1) == "办结率=办结30000件÷受理30001件≈99.99667%，去年95.55%，符合“超过去年”，得2分"
    assert said(page, 2) == "办结÷受理=30000件÷30001件≈0.9999667，不符合“在1以上”，不得分"


def test_missing_cells_are_named(explain_text: Explain) -> None:
    scheme = "方案：甲\n附件1 乙\n一、丙（5分）\n  信息条数 排名赋分 最多5 最少1\n等次\n  3分以上 好\n  其余 差\n"
    pages = explain_text(scheme, "单位,信息条数\n甲局,3\n乙局,\n")
    assert said(pages["甲局"]) == "待定：其他单位“信息条数”未填（乙局）"
    assert said(pages["乙局"]) == "待定：“信息条数”未填（B3格）"
    assert (pages["甲局"].grade_note, pages["甲局"].rank_note) == ("等次待定。", "名次待定：要等各单位的总分都确定。")
    value = as_json(pages["乙局"])
    assert (value["total"], value["rank"], value["grade"]) == ("待定", None, None)


def test_a_demotion_that_is_not_known_yet(explain_text: Explain) -> None:
    scheme = "方案：甲\n附件1 乙\n一、丙（5分）\n  丁 得5\n等次\n  3分以上 好\n  其余 差\n  出事 降一档\n"
    pages = explain_text(scheme, "单位,丁,出事\n甲局,是,\n乙局,是,是\n")
    assert (
        pages["甲局"].grade_note == "总分5.00分，在3分以上，为好；是否降档待定：“出事”未填（C2格）。"
        and pages["甲局"].grade is None
    )
    assert pages["乙局"].grade_note == "总分5.00分，在3分以上，为好；出事：是，降一档，等次为差。得分和名次不变。"


def test_limited_to_one_item(lvliang: Compilation) -> None:
    page = explained(lvliang, "附件1", LVLIANG / "data" / "附件1.csv")["甲局"]
    one = limited(page, "二/3")
    assert one is not None
    (section,) = one.sections
    (item,) = section.children
    assert item.entry.ref == "二/3"
    assert limited(page, "九") is None
    assert isinstance(item, EntryExplanation) and "总分=" not in text(one)
