"""Programs: what is defined, in which order, and how expressions, limits, voids, totals and grades are lowered."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from creditdsl.base.exact import Rounding
from creditdsl.base.node_walk import walk
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId, Label
from creditdsl.ir.program import Item, Program, Role, Section
from creditdsl.ir.types import Mark

HEAD = "附件1 考核指标\n"
LADDER = "等次\n  9分以上 优秀\n  6分以上不满9分 良好\n  其余 较差\n"


def program(text: str) -> Program:
    compilation = compile_source(Source("示例.credit", text))
    assert compilation.diagnostics == ()
    (table,) = compilation.tables.values()
    return table.program


def body(text: str, name: str) -> Any:
    return next(d.body for d in program(text).definitions if d.name == name)


def raw(rule: str) -> Any:
    """A rule's expression without its clamp and label."""
    found = body(f"{HEAD}一、考核（10分）\n  {rule}\n", DefinitionId.rule("一#1"))
    labelled = found.value if isinstance(found, ir.Clamp) else found
    assert isinstance(labelled, ir.Labelled) and labelled.label == Label.raw("一#1")
    return labelled.body


def number(value: int | Fraction) -> ir.Const:
    return ir.Const(Fraction(value))


A, B, C = ir.Cell("甲数"), ir.Cell("乙数"), ir.Cell("丙数")


def minus(value: ir.Expr) -> ir.Expr:
    return ir.Arith(ir.ArithOp.MUL, (number(-1), value))


@pytest.mark.parametrize(
    ("expression", "lowered"),
    [
        ("5", number(5)),
        ("甲数", A),
        ("－甲数", minus(A)),
        ("（甲数）", A),
        ("甲数＋乙数＋1", ir.Arith(ir.ArithOp.ADD, (A, B, number(1)))),
        ("甲数－乙数＋丙数", ir.Arith(ir.ArithOp.ADD, (A, C, minus(B)))),
        ("甲数－乙数", ir.Arith(ir.ArithOp.ADD, (A, minus(B)))),
        ("甲数×乙数×2", ir.Arith(ir.ArithOp.MUL, (A, B, number(2)))),
        ("甲数÷乙数", ir.Arith(ir.ArithOp.DIV, (A, B))),
        ("甲数÷乙数÷丙数", ir.Arith(ir.ArithOp.DIV, (A, B, C))),
        ("甲数÷乙数×丙数", ir.Arith(ir.ArithOp.DIV, (ir.Arith(ir.ArithOp.MUL, (A, C)), B))),
        ("50%×甲数", ir.Arith(ir.ArithOp.MUL, (number(Fraction(1, 2)), A))),
    ],
)
def test_expressions_are_flat(expression: str, lowered: ir.Expr) -> None:
    assert raw(f"得 {expression}") == lowered
    assert raw(f"扣 {expression}") == minus(lowered)


@pytest.mark.parametrize(
    ("condition", "lowered"),
    [
        ("甲事", ir.Cell("甲事")),
        ("非 甲事", ir.negate(ir.Cell("甲事"))),
        ("甲数 5", ir.Compare(ir.CompareOp.EQ, A, number(5))),
        ("甲数 5以上", ir.Compare(ir.CompareOp.GE, A, number(5))),
        ("甲数 5以下", ir.Compare(ir.CompareOp.LE, A, number(5))),
        ("甲数 超过5", ir.Compare(ir.CompareOp.GT, A, number(5))),
        ("甲数 不满5", ir.Compare(ir.CompareOp.LT, A, number(5))),
        ("甲数 不低于-5", ir.Compare(ir.CompareOp.GE, A, minus(number(5)))),
        ("甲数 超过 乙数", ir.Compare(ir.CompareOp.GT, A, B)),
        (
            "甲数 1至4",
            ir.both(ir.Compare(ir.CompareOp.GE, A, number(1)), ir.Compare(ir.CompareOp.LE, A, number(4))),
        ),
        ("甲事 且 乙事 且 丙事", ir.both(ir.Cell("甲事"), ir.Cell("乙事"), ir.Cell("丙事"))),
        (
            "甲事 或 乙事 且 丙事",
            ir.Logic(ir.LogicOp.OR, (ir.Cell("甲事"), ir.both(ir.Cell("乙事"), ir.Cell("丙事")))),
        ),
    ],
)
def test_conditions(condition: str, lowered: ir.Expr) -> None:
    chosen = raw(f"{condition} 得3")
    assert isinstance(chosen, ir.Choose)
    assert chosen.branches[0].when == lowered


@pytest.mark.parametrize(
    ("rule", "low", "high"),
    [
        ("甲数 每个得1 最高3", None, 3),
        ("甲数 每个得1 最低1", 1, None),
        ("甲数 每个得1 最低1 最高3", 1, 3),
        ("甲数 每个扣1 最高扣3", -3, None),
    ],
)
def test_limits_clamp_the_rule(rule: str, low: int | None, high: int | None) -> None:
    clamp = body(f"{HEAD}一、考核（10分）\n  {rule}\n", DefinitionId.rule("一#1"))
    assert isinstance(clamp, ir.Clamp)
    assert (clamp.low, clamp.high) == (low, high)


@pytest.mark.parametrize("rule", ["甲数 每个得1", "甲数 每个扣1", "甲数 每个扣1 扣完为止"])
def test_without_limits_no_clamp(rule: str) -> None:
    assert isinstance(body(f"{HEAD}一、考核（10分）\n  {rule}\n", DefinitionId.rule("一#1")), ir.Labelled)


WHOLE = """方案：示例方案
小数：1位，四舍六入五成双
附件1 考核指标
数据
  占比 = 甲数 ÷ 乙数
一、机制（10分）
1. 分工（5分）
  （1）明确分工 得2
  （2）占比 100% 得3 其余 排名赋分 最多2 最少0
  （3）按时报送 得1 否则（1）不得分
2. 制度（5分）
（1）小项（2分）
  整改得分 酌情 0至2
二、加分（加分，最高3分）
  表扬次数 每次得1
三、扣分（扣分，最高6分）
  通报次数 每次扣2
等次
  9分以上 优秀
  其余 较差
"""


def test_the_whole_of_a_program() -> None:
    found = program(WHOLE)
    assert (found.scheme, found.table) == ("示例方案", "附件1")
    assert (found.digits, found.rounding) == (1, Rounding.HALF_EVEN)
    assert [item.ref for item in found.items] == ["一/1", "一/2/1", "二", "三"]
    assert found.items[0] == Item("一/1", DefinitionId.entry("一/1"))
    assert found.sections == (
        Section("一", Role.BASE, DefinitionId.entry("一")),
        Section("二", Role.BONUS, DefinitionId.entry("二")),
        Section("三", Role.DEDUCTION, DefinitionId.entry("三")),
    )
    assert (found.total, found.rank, found.grade, found.grade_names) == ("总分", "名次", "等次", ("优秀", "较差"))


def test_only_marks_may_stay_blank() -> None:
    assert {m.name: m.required for m in program(WHOLE).measures if isinstance(m.type, Mark)} == {"整改得分": False}
    assert all(m.required for m in program(WHOLE).measures if not isinstance(m.type, Mark))


def test_definitions_refer_to_earlier_ones_only() -> None:
    def refers(node: Any) -> Iterator[str]:
        for one in walk(node):
            match one:
                case ir.Ref(name=name) | ir.Place(ranking=name):
                    yield name

    seen: set[str] = set()
    for definition in program(WHOLE).definitions:
        assert set(refers(definition.body)) <= seen
        assert definition.name not in seen
        seen.add(definition.name)
    assert {DefinitionId.derived("占比"), DefinitionId.ranking("一/1#2"), DefinitionId.fact("一/1#2", "place")} <= seen


def test_a_derived_measure_is_defined_once_and_referred_to() -> None:
    found = program(WHOLE)
    cells = [node.measure for d in found.definitions for node in walk(d.body) if isinstance(node, ir.Cell)]
    assert (cells.count("甲数"), cells.count("乙数")) == (1, 1)


def test_a_void_is_a_definition_before_the_rules() -> None:
    names = [d.name for d in program(WHOLE).definitions]
    assert names.index("失效:一/1#1") < names.index(DefinitionId.rule("一/1#1"))
    voided = body(WHOLE, DefinitionId.rule("一/1#1"))
    assert isinstance(voided, ir.Choose)
    assert voided.branches[0].when == ir.Ref("失效:一/1#1")


def test_two_causes_of_one_void_are_joined() -> None:
    text = (
        HEAD + "一、考核（10分）\n  （1）甲事 得5\n  （2）乙事 得2 否则（1）不得分\n  （3）丙事 得2 否则（1）不得分\n"
    )
    cause = body(text, "失效:一#1")
    assert isinstance(cause, ir.Logic) and cause.op is ir.LogicOp.OR
    assert cause.args == (ir.negate(ir.Cell("乙事")), ir.negate(ir.Cell("丙事")))


def test_an_item_is_held_between_zero_and_its_points_then_rounded() -> None:
    item = body(WHOLE, DefinitionId.entry("一/1"))
    assert isinstance(item, ir.Round) and isinstance(item.value, ir.Clamp)
    assert (item.value.low, item.value.high) == (0, 5)


def labelled(part: str, value: ir.Expr) -> ir.Expr:
    return ir.Labelled(Label("总分", part), value)


def test_the_value_of_a_deduction_is_positive_and_the_total_subtracts_it() -> None:
    deducted = body(WHOLE, DefinitionId.entry("三"))
    assert deducted.value.value == ir.Labelled(Label.sum("三"), minus(ir.Ref(DefinitionId.rule("三#1"))))
    one, two, three = (ir.Ref(DefinitionId.entry(ref)) for ref in "一二三")
    gained = labelled("gained", ir.add(labelled("base", one), two))
    assert body(WHOLE, "总分") == ir.Round(labelled("after_deduction", ir.add(gained, minus(three))))


def test_places_of_totals_are_shared() -> None:
    ranking = body(WHOLE, "名次:排名")
    assert ranking == ir.Ranking(ir.Ref("总分"), ir.TRUE, True, ir.Ties.COMPETITION)


def test_grades_are_read_from_the_best_and_lowered_no_further_than_the_last() -> None:
    text = HEAD + "一、考核（10分）\n  甲数 每个得1\n" + LADDER + "  乙事 降两档\n  丙事 降一档\n"
    by_total = body(text, "等次:1")
    assert [branch.then for branch in by_total.body.branches] == [number(0), number(1)]
    assert by_total.body.otherwise == number(2)
    for name, before, steps in (("等次:2", "等次:1", 2), ("等次", "等次:2", 1)):
        ((demoted,), kept) = body(text, name).branches, body(text, name).otherwise
        assert kept == ir.Ref(before)
        assert demoted.then.body == ir.Clamp(ir.add(ir.Ref(before), number(steps)), None, Fraction(2))


def test_without_grades_there_is_none() -> None:
    found = program(HEAD + "一、考核（10分）\n  甲事 得1\n")
    assert (found.grade, found.grade_names, found.scheme) == (None, (), "")


def test_a_grade_looks_at_all_units_whomever_the_last_item_concerns() -> None:
    items = "一、甲（5分）\n  甲数 每条得1\n二、乙（5分）\n适用：甲局\n  乙数 不低于 全体平均（乙数） 得5\n"
    text = f"{HEAD}不适用：不计分\n{items}{LADDER}  乙数 不低于 全体平均（乙数） 降一档\n"
    found = program(text)
    among = {
        definition.name: node.among
        for definition in found.definitions
        for node in walk(definition.body)
        if isinstance(node, ir.Population)
    }
    assert among["等次"] == ir.TRUE
    assert among["条:二#1"] == ir.Member(frozenset({"甲局"}))


def test_a_derived_measure_is_defined_only_where_the_program_reads_it() -> None:
    text = (
        "周期：月度\n附件1 考核指标\n数据\n  结案数：年度 件\n  占比 = 甲数 ÷ 4\n  余数 = 甲数 － 1\n"
        "  年率 = 结案数 ÷ 4\n一、考核（10分）\n  得 占比×2\n年度总分 = 月度合计 ＋ 年率\n"
    )
    compilation = compile_source(Source("示例.credit", text))
    (month,) = (table.program for table in compilation.tables.values())
    assert month.year is not None
    names = [{d.name for d in program.definitions} for program in (month, month.year)]
    derived = [DefinitionId.derived(name) for name in ("占比", "余数", "年率")]
    assert [[name in defined for name in derived] for defined in names] == [[True, False, False], [False, False, True]]
