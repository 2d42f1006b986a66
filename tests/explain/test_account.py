"""失分一览: the losses of every unit sum to full marks less the total, whatever stands in between, and say why."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

import creditdsl
from creditdsl.explain.account_text import account_title, basis, foot, loss_name, points_lost
from creditdsl.explain.explanation_nodes import Extras, UnitExplanation
from creditdsl.explain.explanation_text import as_json, lines
from creditdsl.publish.document import Grid
from creditdsl.publish.explanations.explanation_document import explanation_document
from creditdsl.publish.writers import pdf
from tests.oracle.case import make_case, program_table
from tests.publish.helpers import Explained
from tests.publish.pdf_text import pages, squeezed

Explain = Callable[[str, str], Explained]
HEAD = "方案：甲\n附件1 乙（满分100分）\n"


def named(page: UnitExplanation) -> dict[str, str]:
    return {loss_name(loss): points_lost(loss.lost, page.digits) for loss in page.account.lines}


def closed(seed: int, folder: Path) -> int:
    """The units of a random scheme whose account is closed; one of them open fails."""
    case = make_case(seed, folder)
    try:
        scores = program_table(case.text).score(*map(str, case.paths), partial=case.partial)
    except creditdsl.Failure:
        return 0
    count = 0
    for unit in scores:
        value = unit.explain().data
        losses, total, full = value["losses"], value["total"], value["full"]
        assert isinstance(losses, list) and isinstance(total, str) and isinstance(full, str | None)
        if total != "待定":
            lost = sum((Fraction(loss["lost"]) for loss in losses), Fraction(0))
            assert Fraction(full or 0) - lost == Fraction(total), (seed, unit.unit)
            count += 1
    return count


def test_the_account_of_random_schemes_closes(tmp_path: Path) -> None:
    assert sum(closed(seed, tmp_path) for seed in range(0, 48, 4)) > 30


@pytest.mark.full
def test_the_account_of_many_random_schemes_closes(tmp_path: Path) -> None:
    assert sum(closed(seed, tmp_path) for seed in range(1200) if seed % 4 < 2) > 2000


def test_every_kind_of_line(explain_text: Explain) -> None:
    scheme = HEAD + "总分：加分后不超过100，扣分后不低于0\n名单\n  单位：甲局、乙局\n  执法单位：甲局\n"
    scheme += "一、丙（60分）\n1. 丁（40分）\n  得 丁分\n2. 戊（20分）\n适用：执法单位\n  得 戊分\n"
    scheme += "二、己（40分，满分起扣）\n  迟报条数 每条扣4\n"
    scheme += "三、庚（加分，最高10分）\n  试点数 每个得5\n四、辛（扣分）\n  通报 扣60\n"
    data = "单位,丁分,戊分,迟报条数,试点数,通报\n甲局,40,20,1,3,否\n乙局,31.005,,9,0,是\n"
    pages = explain_text(scheme, data)
    assert named(pages["甲局"]) == {
        "二、己（40分）": "失4.00分",
        "加分：三、庚": "加10.00分",
        "总分封顶": "失6.00分",
    }
    assert named(pages["乙局"]) == {
        "一、1.丁（40分）": "失8.99分",
        "一、丙（60分）": "失20.00分",
        "二、己（40分）": "失36.00分",
        "扣分：四、辛": "失60.00分",
        "总分保底": "加24.99分",
    }
    why = {loss.name: (loss.why, loss.remedy) for loss in pages["乙局"].account.lines}
    assert why["一、丙"] == ("不适用本单位，不计分：2.戊", "")
    assert why["二、己"] == ("迟报条数9条，扣4×9=36分", "迟报条数为0的，不扣分")
    assert account_title(pages["甲局"]) == "失分一览：满分100分，得100.00分，未失分"
    assert account_title(pages["乙局"]) == "失分一览：满分100分，得0.00分，失100.00分"


def test_the_mean_of_an_item_for_others(explain_text: Explain) -> None:
    scheme = HEAD + "名单\n  单位：甲局、乙局\n  执法单位：甲局\n一、丙（100分）\n1. 丁（80分）\n  得 丁分\n"
    scheme += "2. 戊（20分）\n适用：执法单位\n不适用：取平均分\n  得 戊分\n"
    page = explain_text(scheme, "单位,丁分,戊分\n甲局,80,12\n乙局,75,\n")["乙局"]
    assert named(page) == {"一、1.丁（80分）": "失5.00分", "一、2.戊（20分）": "失8.00分"}
    assert page.account.lines[1].why == "本项适用于执法单位，本单位不适用，取适用单位本项得分的平均分"


def test_conversion_weights_rounding(explain_text: Explain) -> None:
    scheme = HEAD + "总分：折算100\n名单\n  单位：甲局、乙局\n  执法单位：甲局\n"
    scheme += "一、丙（60分）\n  得 丙分\n二、丁（30分）\n适用：执法单位\n  得 丁分\n"
    page = explain_text(scheme, "单位,丙分,丁分\n甲局,50,30\n乙局,50,\n")["乙局"]
    assert named(page) == {"一、丙（60分）": "失10.00分", "不适用": "失40.00分", "折算": "加33.33分"}
    scheme = HEAD + "一、丙（100分，权重40%）\n1. 戊（50分）\n  得 丙分\n2. 己（50分）\n  得 丁分\n"
    scheme += "二、丁（100分，权重60%）\n  得 丁分\n"
    page = explain_text(scheme, "单位,丙分,丁分\n甲局,40.01,50\n")["甲局"]
    assert named(page) == {"一、1.戊（50分）": "失3.996分", "二、丁（100分）": "失30.00分", "四舍五入": "失0.004分"}
    assert page.account.lines[0].why.endswith("（按权重40%计入总分）")


def test_voids_unreported_and_the_highest_rule(explain_text: Explain) -> None:
    scheme = HEAD + "一、丙（20分）\n  成立组织 得5 否则 本项不得分\n  制度数 每项得3 最高15\n"
    scheme += "二、丁（10分）\n缺报：零分\n  得 丁分\n"
    scheme += "三、戊（6分，就高）\n  国家级 得6\n  省级 得3\n四、己（64分）\n  得 己分\n"
    page = explain_text(scheme, "单位,成立组织,制度数,丁分,国家级,省级,己分\n甲局,否,4,,否,是,64\n")["甲局"]
    first, second, third = page.account.lines
    assert first.why == "因第（1）条（成立组织：否，本项不得分），本项不得分"
    assert first.remedy == "成立组织的，得5分；制度数每项得3分，最高得15分"
    assert (second.why, second.remedy) == ("缺报（“丁分”未填），计零分", "按时填报的，照各条计分")
    assert (third.lost, third.why, third.remedy) == (3, "国家级：否，不得分", "国家级的，得6分")


@pytest.mark.parametrize(
    ("rule", "columns", "cells", "remedy"),
    [
        ("率 95%以上 得10 80%以上 得6 其余 得0", "率", "81%", "率在95%以上的，得10分"),
        ("数 0条 得10 5条以上 得0 其余 酌情分 酌情 0至4", "数,酌情分", "5,", "数为0条的，得10分"),
        ("等级 选项 优 得10 良 得6", "等级", "良", "等级为优的，得10分"),
        ("列入名单 扣2 否则 得10", "列入名单", "是", "不属于“列入名单”的，得10分"),
        ("数 排名赋分 第一名 得10 第二名 得5", "数", "0", "按数由高到低排名第一名的，得10分"),
        ("得 率×10", "率", "50%", "得分=率×10"),
        ("篇数 每篇得2 最高10", "篇数", "3", "篇数每篇得2分，最高得10分"),
        ("数 10条以上 得10 每低1条扣1", "数", "7", "数在10条以上的，得10分"),
        ("成效 酌情 0至10", "成效", "7", "由考核人员酌情计0至10分（成效）"),
    ],
)
def test_what_would_have_earned_the_points(
    explain_text: Explain, rule: str, columns: str, cells: str, remedy: str
) -> None:
    declared = "数据\n  率：比率 0%至100%\n" if columns == "率" else ""
    best = {"率": "100%", "数": "30", "数,酌情分": "0,", "等级": "优", "列入名单": "否"}.get(columns, "9")
    scheme = f"方案：甲\n附件1 乙\n{declared}一、丙（10分）\n  {rule}\n"
    page = explain_text(scheme, f"单位,{columns}\n甲局,{cells}\n乙局,{best}\n")["甲局"]
    (loss,) = page.account.lines
    assert loss.remedy == remedy


def test_what_waits_leaves_the_account_open(explain_text: Explain) -> None:
    scheme = HEAD + "一、丙（60分）\n  得 丙分\n二、丁（40分）\n  得 丁分\n"
    page = explain_text(scheme, "单位,丙分,丁分\n甲局,50,\n")["甲局"]
    assert account_title(page) == "失分一览：满分100分，总分待定"
    assert named(page) == {"一、丙（60分）": "失10.00分", "二、丁（40分）": "待定"}


def test_points_without_an_end(explain_text: Explain) -> None:
    scheme = "方案：甲\n附件1 乙（积分）\n一、丙\n  报送数 每条得2\n二、丁\n  迟报数 每条扣1\n"
    page = explain_text(scheme, "单位,报送数,迟报数\n甲局,8,3\n")["甲局"]
    assert account_title(page) == "得失一览：没有满分，从0分起计，得13.00分"
    assert named(page) == {"一、丙": "加16.00分", "二、丁": "失3.00分"}


# On the page


_WORDS = "子丑寅卯辰巳午未申酉戌亥金木水火土天地玄黄宇宙洪荒"


_RULES = (
    "{}类信息报送条数 排名赋分 最多4 最少1",
    "制定{}类信息报送制度 得4",
    "{}类信息迟报条数 每条扣0.5",
    "{}类信息准确率 95%以上 得4 80%以上 得2 其余 得0",
    "{}类信用承诺事项数 每项得2 最高4",
)
_CELLS = (("9", "5", "1"), ("是", "否", "否"), ("0", "2", "9"), ("99%", "85%", "70%"), ("2", "1", "0"))


def many_items(count: int) -> tuple[str, str]:
    """A scheme of so many items of five kinds, and data of a best unit and of two that lose points in all items."""
    scheme, columns, cells = HEAD, [], []
    for at, word in enumerate(_WORDS[:count]):
        rule, full = _RULES[at % 5].format(word), "，满分起扣" if at % 5 == 2 else ""
        scheme += "" if at % 5 else f"{'一二三四五'[at // 5]}、考核内容（20分）\n"
        scheme += f"{at % 5 + 1}. {word}类信用信息报送情况（4分{full}）\n"
        scheme += f"依据：市信用办统计资料\n方式：日常工作调度\n  {rule}\n"
        columns.append(rule.partition(" ")[0])
        cells.append(_CELLS[at % 5])
    scheme += "等次\n  90分以上 优秀\n  其余 一般\n"
    rows = (
        f"{unit},{','.join(row)}\n"
        for unit, row in zip(("甲局", "乙局", "丙局"), zip(*cells, strict=True), strict=True)
    )
    return scheme, f"单位,{','.join(columns)}\n" + "".join(rows)


def test_twenty_five_items_on_two_pages_the_account_on_the_first(explain_text: Explain) -> None:
    units = explain_text(*many_items(25))
    for page in units.values():
        printed = pages(pdf.write(explanation_document(page)))
        assert len(printed) <= 2
        assert squeezed(account_title(page)) in printed[0]
        assert all(squeezed(loss.name) in printed[0] for loss in page.account.lines)


def rankings(count: int) -> tuple[str, str]:
    """A scheme of so many items that are all rankings, and data of five units with a tie in every other item."""
    scheme, names = HEAD, [f"{word}类信息报送条数" for word in _WORDS[:count]]
    for at, name in enumerate(names):
        scheme += "" if at % 5 else f"{'一二三四五'[at // 5]}、考核内容（20分）\n"
        scheme += f"{at % 5 + 1}. {name[0]}类信用信息报送情况（4分）\n依据：市信用办统计资料\n方式：日常工作调度\n"
        scheme += f"  {name} 排名赋分 最多4 最少1\n"
    scheme += "等次\n  90分以上 优秀\n  其余 一般\n"
    rows = (
        f"{unit},{','.join(str(9 - place + (place == 3 and at % 2)) for at in range(count))}\n"
        for place, unit in enumerate(("甲局", "乙局", "丙局", "丁局", "戊局"))
    )
    return scheme, f"单位,{','.join(names)}\n" + "".join(rows)


def test_twenty_five_rankings_on_two_pages(explain_text: Explain) -> None:
    units = explain_text(*rankings(25))
    assert [len(page.account.lines) for page in units.values()] == [0, 25, 25, 25, 25]
    for page in units.values():
        printed = pages(pdf.write(explanation_document(page)))
        assert len(printed) <= 2
        assert all(squeezed(line.why) in "".join(printed) for line in page.account.lines)


@pytest.mark.parametrize(("options", "many"), [("", 12), ("并列占位 ", 13), ("", 100), ("零不得分 ", 40)])
def test_twenty_five_rankings_in_which_all_are_tied(explain_text: Explain, options: str, many: int) -> None:
    scheme, header = rankings(25)[0].replace("排名赋分 ", f"排名赋分 {options}"), rankings(25)[1].split("\n")[0]
    rows = (f"单{place}局{f',{many - place // 2}' * 25}\n" for place in range(many))
    units = explain_text(scheme, f"{header}\n{''.join(rows)}")
    for page in [*units.values()][2:8]:
        assert "2个单位并列" in page.account.lines[0].why
        document = explanation_document(page)
        assert all(block.close for block in document.blocks if isinstance(block, Grid))
        assert len(pages(pdf.write(document))) <= 2


def test_a_short_explanation_is_not_set_close(explain_text: Explain) -> None:
    page = explain_text(HEAD + "一、丙（100分）\n  得 丙分\n", "单位,丙分\n甲局,90\n")["甲局"]
    grids = [block for block in explanation_document(page).blocks if isinstance(block, Grid)]
    assert [grid.close for grid in grids] == [False, False]


def test_every_number_stands_once(explain_text: Explain) -> None:
    scheme = HEAD + "一、丙（10分）\n  条数 排名赋分 最多10 最少1\n二、丁（90分）\n  得 丁分\n"
    page = explain_text(scheme, "单位,条数,丁分\n甲局,9,90\n乙局,8,90\n丙局,7,90\n丁局,1,90\n")["丙局"]
    text = "\n".join(line.text for line in lines(page))
    assert text.count("≈") == 0 and "得10－（3－1）×9÷（4－1）=4分" in text
    page = explain_text(scheme, "单位,条数,丁分\n" + "".join(f"单{n}局,{n},90\n" for n in range(8)))["单5局"]
    text = "\n".join(line.text for line in lines(page))
    assert "得10－（3－1）×9÷（8－1）≈7.43分" in text and "7.4286" not in text and text.count("≈7.43") == 1


def test_rounding_that_matters_is_shown(explain_text: Explain) -> None:
    scheme = HEAD + "一、丙（3分）\n  甲数 每3篇得1 按比例计\n  乙数 每3篇得1 按比例计\n二、丁（97分）\n  得 丁分\n"
    page = explain_text(scheme, "单位,甲数,乙数,丁分\n甲局,2,2,97\n")["甲局"]
    assert page.sections[0].notes == (
        "合计：约0.6667＋约0.6667≈1.3333分。",
        "约1.3333分，保留2位小数（四舍五入），得1.33分。",
    )


def test_nothing_taken_away(explain_text: Explain) -> None:
    scheme = HEAD + "一、丙（3分，满分起扣）\n  迟报条数 每条扣1\n  通报 扣1\n二、丁（97分）\n  得 丁分\n"
    page = explain_text(scheme, "单位,迟报条数,通报,丁分\n甲局,0,否,97\n")["甲局"]
    assert page.sections[0].notes == ("满分3分，未扣分。",)
    assert [rule.explanation for rule in page.sections[0].rules] == ["迟报条数0条，未扣分", "通报：否，未扣分"]


@pytest.mark.parametrize(
    ("rule", "own", "explanation"),
    [
        ("起数 等于 上年起数 得3 低于 上年起数 得5 其余 得0", "2", "起数2起，等于上年起数2起，得3分"),
        ("起数 等于 上年起数 得3 低于 上年起数 得5 其余 得0", "1", "起数1起，低于上年起数2起，得5分"),
        ("起数 等于 上年起数 得3 低于 上年起数 得5 其余 得0", "3", "起数3起，上年起数2起，属于“其余”一档，得0分"),
        ("起数 不超过 （上年起数×2） 得5 0起以上 得2 其余 得1", "4", "起数4起，不超过上年起数×2=2起×2=4，得5分"),
        ("起数 0起 得5 不超过 上年起数 得3", "2", "起数2起，不超过上年起数2起，得3分"),
        ("起数 低于 上年起数 得5", "2", "起数2起，上年起数2起，不符合“低于上年起数”，不得分"),
    ],
)  # fmt: skip
def test_a_compared_column_has_its_value(explain_text: Explain, rule: str, own: str, explanation: str) -> None:
    scheme = f"方案：甲\n附件1 乙\n数据\n  起数、上年起数：起\n一、丙（5分）\n  {rule}\n"
    page = explain_text(scheme, f"单位,起数,上年起数\n甲局,{own},2\n")["甲局"]
    assert page.sections[0].rules[0].explanation == explanation


def test_what_an_item_rests_on(explain_text: Explain) -> None:
    scheme = HEAD + "一、丙（100分）\n依据：事故台账\n方式：查阅 12 月资料\n来源：市应急局\n  得 丙分\n"
    page = explain_text(scheme, "单位,丙分\n甲局,100\n")["甲局"]
    assert basis(page.sections[0]) == "依据：事故台账；方式：查阅12月资料；来源：市应急局"
    assert "依据：事故台账；方式：查阅12月资料；来源：市应急局" in [line.text for line in lines(page)]


def test_neighbours_by_place_alone(explain_text: Explain) -> None:
    scheme = HEAD + "一、丙（100分）\n  得 丙分\n"
    data = "单位,丙分\n甲局,71\n乙局,63\n丙局,63\n丁局,55\n戊局,41\n己局,41\n庚局,41\n辛局,41\n"
    pages = explain_text(scheme, data)
    page = pages["丁局"]
    assert page.rank_note == (
        "总分由高到低，在8个单位中排第4名；前面是乙局、丙局（第2名）；后面是戊局、己局、庚局等4个单位（第5名）。"
    )
    assert pages["甲局"].rank_note.endswith("排第1名；后面是乙局、丙局（第2名）。")
    shown = str(as_json(page)) + "".join(line.text for line in lines(page))
    assert "63" not in shown and "41.00" not in shown
    asked = page.__replace__(extras=Extras(totals_of_others=True))  # type: ignore[attr-defined]
    assert "第2名乙局、丙局，总分63.00分；第5名戊局、己局、庚局等4个单位，总分41.00分。" in [
        line.text for line in lines(asked)
    ]


def test_the_foot_where_it_is_asked_for(explain_text: Explain) -> None:
    page = explain_text(HEAD + "一、丙（100分）\n  得 丙分\n", "单位,丙分\n甲局,71\n")["甲局"]
    assert foot(page) == ()
    asked = page.__replace__(extras=Extras("收到之日起5个工作日内"))  # type: ignore[attr-defined]
    assert foot(asked)[0] == "对得分有异议的，请在收到之日起5个工作日内书面提出复核申请，并附佐证材料。"
    assert all(line in [each.text for each in lines(asked)] for line in foot(asked))
    (printed,) = pages(pdf.write(explanation_document(asked)))
    assert all(squeezed(line) in printed for line in foot(asked))


def test_points_that_no_rule_gives_are_told(explain_text: Explain) -> None:
    scheme = HEAD + "1. 丙（5分）\n  次数 每次得1 最高2\n2. 丁（95分）\n  得 丁分\n"
    (loss,) = explain_text(scheme, "单位,次数,丁分\n甲局,3,95\n")["甲局"].account.lines
    assert (loss.name, loss.lost, loss.why) == ("1.丙", 3, "各条最多得2分，本项分值5分")
