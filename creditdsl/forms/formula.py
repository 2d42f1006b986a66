"""公式计分：得分由算式给出。

算式里可以用数、指标、加减乘除和括号。比率按百分数参加计算：增速是 50% 的，7×增速就是 3.5。
“得分 = 式”与“得 式”是一个意思。

例：
    得 7×贷款增速 最高7
    得 （1−迟报率）×10
    得分 = 合格率×5
"""

from typing import ClassVar, Self

from creditdsl.base.node import node
from creditdsl.forms.answers import Award, Cases
from creditdsl.forms.base import Context, Form, Lowering, Note, Record, Typing
from creditdsl.forms.results import build_award, check_result, explain_result, lower_award
from creditdsl.ir import nodes as ir
from creditdsl.syntax.line_tree import LineTree
from creditdsl.syntax.nodes import Limits, Quantity


@node
class Formula(Form):
    stem: ClassVar[str] = "formula"
    title: ClassVar[str] = "公式计分"
    cue: ClassVar[str] = "[×÷*=]|公式|比例|比率得分"
    example: ClassVar[str] = "得 合格率×5 最高5"

    award: Award

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        return cls(build_award(tree.tree(0), context))

    def check(self, types: Typing) -> None:
        check_result(self.award, types)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        return lower_award(self.award, to)

    def sentence(self, limits: Limits) -> str:
        """Return `得分=合格率×5`; points without a measure are `各单位得5分`, so that no condition seems lost."""
        fixed = isinstance(self.award.value, Quantity | None)
        return ("各单位" if fixed else "") + self.award.words()

    def explain(self, record: Record) -> str:
        return explain_result(self.award, record)

    def notes(self) -> tuple[Note, ...]:
        return ()

    @property
    def deducts(self) -> bool:
        return self.award.deducts

    def ladder(self) -> Cases:
        return Cases(None, (), self.award)
