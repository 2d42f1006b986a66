"""The account of a year: what each period and each measure of the year lost; it sums exactly, whatever the formula."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

import creditdsl
from creditdsl.base.source import Span
from creditdsl.explain.account_text import account_heads, account_number, account_title, loss_name, points_lost
from creditdsl.explain.explanation_nodes import UnitExplanation
from creditdsl.explain.explanation_text import lines
from creditdsl.explain.weighted_sum import weighted_sum
from creditdsl.syntax.nodes import Chain, Expression, Name, Negative, Operator, Quantity
from tests.publish.helpers import Explained

Explain = Callable[[str, str], Explained]
ROOT = Path(__file__).parents[2]
QUARTERLY = """方案：甲
周期：季度
附件1 乙（满分100分）
数据
  值班得分：酌情 0至60
  来信得分：酌情 0至40
{measures}一、值班（60分）
  得 值班得分
二、来信（40分）
  得 来信得分
年度总分 = {formula}
"""
MEASURES = {"年终测评": ("酌情 0至100", "88"), "满意率": ("比率", "90%"), "额外加分": ("数值", "1.5")}


def year(explain_text: Explain, formula: str, first: str = "50,40") -> UnitExplanation:
    """A year of two quarters. first: what the unit has in the first of them."""
    used = {name: words for name, words in MEASURES.items() if name in formula}
    measures = "".join(f"  {name}：年度 {kind}\n" for name, (kind, _) in used.items())
    blank = "," * len(used)
    data = f"单位,期,值班得分,来信得分,{','.join(used)}\n甲局,2025Q1,{first}{blank}\n甲局,2025Q2,60,30.5{blank}\n"
    data += f"甲局,2025,,,{','.join(value for _, value in used.values())}\n"
    return explain_text(QUARTERLY.format(measures=measures, formula=formula), data)["甲局2025"]


def named(page: UnitExplanation) -> dict[str, str]:
    return {loss_name(loss): points_lost(loss.lost, page.digits) for loss in page.account.lines}


def assert_closed(page: UnitExplanation) -> None:
    account = page.account
    assert isinstance(account.total, Fraction)
    lost = [line.lost for line in account.lines]
    assert (account.full or Fraction(0)) - sum((one for one in lost if isinstance(one, Fraction)), Fraction(0)) == (
        account.total
    )


def test_each_period_and_measure_says_what_it_lost(explain_text: Explain) -> None:
    page = year(explain_text, "季度合计÷2×90% + 年终测评×10%")
    assert account_title(page) == "失分一览：满分100分，得90.03分，失9.97分"
    assert named(page) == {
        "2025年第1季度": "失4.50分",
        "2025年第2季度": "失4.275分",
        "年终测评（10分）": "失1.20分",
        "四舍五入": "加0.005分",
    }
    first, second, review, cut = page.account.lines
    assert first.why == "本期满分100分，得90.00分，失10分：一、值班失10分（按45%计入年度总分）"
    assert second.why == "本期满分100分，得90.50分，失9.5分：二、来信失9.5分（按45%计入年度总分）"
    assert (review.why, review.remedy) == ("年终测评88分（按10%计入年度总分）", "年终测评为100分的，得10分")
    assert cut.why == "保留2位小数（四舍五入）"
    assert_closed(page)


def test_a_ratio_a_bonus_and_what_the_formula_adds(explain_text: Explain) -> None:
    page = year(explain_text, "季度合计÷2×80% + 满意率×10 + 额外加分 + 10")
    assert named(page) == {
        "2025年第1季度": "失4.00分",
        "2025年第2季度": "失3.80分",
        "满意率（10分）": "失1.00分",
        "额外加分": "加1.50分",
    }
    assert account_title(page).startswith("失分一览：满分100分，得92.70分")
    assert page.account.lines[2].remedy == "满意率为100%的，得10分"
    assert_closed(page)


def test_a_measure_by_which_the_periods_are_multiplied_is_taken_as_it_is(explain_text: Explain) -> None:
    page = year(explain_text, "季度合计÷2×满意率 + 年终测评×10%")
    assert named(page) == {"2025年第1季度": "失4.50分", "2025年第2季度": "失4.275分", "四舍五入": "加0.005分"}
    assert account_title(page).startswith("失分一览：满分98.8分，得90.03分")
    assert_closed(page)


def test_a_formula_that_weighs_nothing_says_what_the_periods_gave(explain_text: Explain) -> None:
    page = year(explain_text, "最大（季度合计÷2、年终测评）")
    assert named(page) == {"2025年第1季度": "加90.00分", "2025年第2季度": "加90.50分", "年度算式": "失90.25分"}
    assert_closed(page)


def test_a_full_period_stands_in_the_account(explain_text: Explain) -> None:
    page = year(explain_text, "季度合计÷2×90% + 年终测评×10%", "60,40")
    assert (loss_name(page.account.lines[0]), page.account.lines[0].lost) == ("2025年第1季度", 0)
    assert page.account.lines[0].why == "本期满分100分，得100.00分，未失分（按45%计入年度总分）"


def test_of_many_items_the_first_are_named_and_deductions_before_gains(explain_text: Explain) -> None:
    items = "".join(f"{number}. {name}\n  {name}数 每个得{number}\n" for number, name in enumerate("丙庚辛壬癸子", 1))
    text = f"方案：甲\n周期：月度\n附件1 乙（积分）\n一、丁\n{items}二、戊\n  通报 扣1\n年度总分 = 月度合计\n"
    data = "单位,期,丙数,庚数,辛数,壬数,癸数,子数,通报\n甲局,2025-01,1,1,1,1,1,1,是\n甲局,2025,,,,,,,\n"
    page = explain_text(text, data)["甲局2025"]
    assert page.account.lines[0].why == "本期得20.00分：二、戊扣1分，一、6.子加6分，一、5.癸加5分，其余4项共加10分"
    assert_closed(page)


@pytest.mark.parametrize("table", ["附表一", "附表二"])
def test_every_year_of_changzhi_is_closed(table: str) -> None:
    folder = ROOT / "schemes" / "changzhi-2023"
    scores = creditdsl.read(folder / "scheme.credit").table(table).score(folder / "data" / f"{table}.csv")
    count = 0
    for unit in scores:
        if unit.period != "2023":
            continue
        value = unit.explain().data
        losses, total = value["losses"], value["total"]
        assert isinstance(losses, list) and isinstance(total, str) and value["full"] is None
        assert -sum((Fraction(loss["lost"]) for loss in losses), Fraction(0)) == Fraction(total), unit.unit
        assert [loss["name"] for loss in losses][:12] == [f"2023年{month}月" for month in range(1, 13)]
        assert "年终测评" in [loss["name"] for loss in losses] or value["periods"]
        count += 1
    assert count == {"附表一": 32, "附表二": 14}[table]


def test_the_account_of_the_year_stands_in_text_and_on_paper(explain_text: Explain) -> None:
    page = year(explain_text, "季度合计÷2×90% + 年终测评×10%")
    words = [line.text for line in lines(page)]
    assert words.index("2025年第1季度  失4.50分") < words.index("年终测评（10分）  失1.20分")
    assert any(line.startswith("季度合计=90.00＋90.50=180.50分") for line in words)


NOWHERE = Span(0, 0, 0, 0)


def _at(text: str) -> Name:
    return Name(text, span=NOWHERE)


def _sum(*parts: tuple[Operator, Expression]) -> Chain:
    (_, first), *rest = parts
    return Chain(first, tuple(rest), span=NOWHERE)


def test_weights_of_sums_products_and_quotients() -> None:
    half = Quantity(Fraction(1, 2), span=NOWHERE)
    product = _sum(
        (Operator.MULTIPLY, half), (Operator.MULTIPLY, _sum((Operator.ADD, _at("甲")), (Operator.ADD, half)))
    )
    formula = _sum((Operator.ADD, product), (Operator.SUBTRACT, Negative(_at("乙"), span=NOWHERE)))
    assert weighted_sum(formula, {"甲", "乙"}, lambda _: None) == {"甲": Fraction(1, 2), "": Fraction(1, 4), "乙": 1}
    square = _sum((Operator.MULTIPLY, _at("甲")), (Operator.MULTIPLY, _at("甲")))
    quotient = _sum((Operator.MULTIPLY, half), (Operator.DIVIDE, _at("甲")))
    assert weighted_sum(square, {"甲"}, lambda _: None) is None
    assert weighted_sum(quotient, {"甲"}, lambda _: None) is None
    assert weighted_sum(quotient, {"乙"}, lambda _: Fraction(0)) is None
    assert weighted_sum(quotient, {"乙"}, lambda _: Fraction(4)) == {"": Fraction(1, 8)}


def test_without_full_marks_the_table_has_what_was_got(explain_text: Explain) -> None:
    text = "方案：甲\n周期：月度\n附件1 乙（积分）\n一、丁\n  件数 每件得1\n  通报 扣9\n年度总分 = 月度合计×50%\n"
    data = "单位,期,件数,通报\n甲局,2025-01,6,否\n甲局,2025-02,1,是\n甲局,2025,,\n"
    account = explain_text(text, data)["甲局2025"].account
    assert account_heads(account) == ("得分项目", "得分")
    assert [account_number(loss, account, 2) for loss in account.lines] == ["3.00", "-4.00"]
    closed = year(explain_text, "季度合计÷2×90% + 年终测评×10%").account
    assert account_heads(closed) == ("失分项目", "失分")
    assert [account_number(loss, closed, 2) for loss in closed.lines] == ["4.50", "4.275", "1.20", "-0.005"]
