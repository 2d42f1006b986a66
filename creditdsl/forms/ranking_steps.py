"""排名递减：第一名得一个分，每降一名少若干分。

“扣完为止”的，减到 0 分为止。名次按不同数值排（1、1、2）；选项与排名赋分相同。

例：
    入库总量 排名赋分 第一名 得10 每降一名扣2 扣完为止
    抽查得分 排名赋分 第一名 得6 每降一名扣0.4 扣完为止
"""

from typing import ClassVar, Self

from creditdsl.base.collect import Stop
from creditdsl.base.exact import show
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.forms import wording
from creditdsl.forms.answers import Options, Ranked
from creditdsl.forms.base import Context, Form, Lowering, Note, Record, Typing
from creditdsl.forms.places import (
    build_place_options,
    explain_standing,
    lower_standing,
    only_ranked,
    order_words,
    place_notes,
    zero_words,
)
from creditdsl.forms.results import build_award
from creditdsl.ir import nodes as ir
from creditdsl.syntax.line_tree import LineTree
from creditdsl.syntax.nodes import Expression, Limits, Quantity
from creditdsl.syntax.numerals import count_of


@node
class StepsNotFromFirst(Fault):
    """E0240 排名递减要从第一名写起

    说明：“每降一名扣”是从第一名的分数减起，所以先写“第一名 得N”，再写“每降一名扣N”，两处都是固定的分。
    例：

        一、工作机制（5分）
          入库总量 排名赋分 前3名 得5 每降一名扣2

    改法：写成“入库总量 排名赋分 第一名 得10 每降一名扣2 扣完为止”。
    """

    def words(self) -> str:
        return "排名递减要从第一名的得分减起。"

    def help(self) -> str:
        return "写成“第一名 得10 每降一名扣2”。"


@node
class RankingSteps(Form):
    stem: ClassVar[str] = "ranking_steps"
    title: ClassVar[str] = "排名递减"
    cue: ClassVar[str] = "每(?:降|下降|后退|落后|递减)[一1]?[名位]|每[一1]?[名位].{0,4}(?:扣|减|递减)"
    example: ClassVar[str] = "入库总量 排名赋分 第一名 得10 每降一名扣2 扣完为止"

    subject: Expression
    options: Options
    top: Quantity
    step: Quantity

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        options, place = tree.tree(-5), tree.token(-4)
        measured = context.subject(tree.children[:-6])
        top, step = build_award(tree.tree(-3), context), build_award(tree.tree(-1), context)
        fixed = isinstance(top.value, Quantity) and isinstance(step.value, Quantity)
        from_first = str(place).startswith("第") and count_of(str(place)) == 1
        fixed = fixed and not top.prices and not step.prices
        if not fixed or not from_first or top.deducts or not step.deducts:
            raise Stop(StepsNotFromFirst(), context.place.span(place).to(step.span))
        built = build_place_options(options, context)
        assert isinstance(top.value, Quantity) and isinstance(step.value, Quantity)
        return cls(measured, built, top.value, step.value)

    def check(self, types: Typing) -> None:
        types.number(self.subject)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        standing = lower_standing(self.subject, self.options, ir.TRUE, to)
        below = ir.Arith(ir.ArithOp.SUB, (standing.place, ir.number(1)))
        fall = ir.Arith(ir.ArithOp.MUL, (ir.Const(self.step.value), below))
        value = ir.Arith(ir.ArithOp.SUB, (ir.Const(self.top.value), fall))
        return only_ranked(standing, self.options, to.label("fallen", value), to)

    def sentence(self, limits: Limits) -> str:
        top, step = wording.points(self.top.value), wording.points(self.step.value)
        order = order_words(self.subject, self.options)
        return f"{order}，第一名得{top}，每降一名扣{step}{zero_words(self.options)}"

    def explain(self, record: Record) -> str:
        where = explain_standing(record.show(self.subject), record)
        if record.has("zero"):
            return where
        place = record.number("place")
        if place == 1:
            return f"{where}，得{wording.points(self.top.value)}"
        sum_ = f"{show(self.top.value)}－（{show(place)}－1）×{show(self.step.value)}"
        return f"{where}，得{sum_}={wording.points(record.number('fallen'))}"

    def notes(self) -> tuple[Note, ...]:
        return place_notes(self.options)

    def ranked(self) -> Ranked:
        return Ranked(self.subject, self.options, best=self.top, fall=self.step)
