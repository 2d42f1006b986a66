"""酌情计分：由考核人员在规定幅度内评定，分数填在指标同名的列里，理由填在“〈列名〉理由”列里。

空着的分数不会被猜成零：要用到它的总分是待定。没有写指标名的，列名就是本项的标题。

例：
    宣传成效 酌情 0至5
    整改情况 酌情扣 0.5至2
    酌情 0至10
"""

from typing import ClassVar, Self

from creditdsl.base.collect import Stop
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.forms.answers import Cases, ColumnMark
from creditdsl.forms.base import Context, Form, Lowering, Note, Record, Typing
from creditdsl.forms.results import build_mark, check_result, explain_result, lower_result
from creditdsl.ir import nodes as ir
from creditdsl.syntax.line_tree import LineTree
from creditdsl.syntax.nodes import Limits, Name


@node
class MarkOfFormula(Fault):
    """E0216 酌情前面要写一个列名

    说明：酌情的分数由人填写，要有一列来填；算式没有列。
    例：

        一、工作机制（5分）
          甲条数÷乙条数 酌情 0至5

    改法：写一个名字，如“宣传成效 酌情 0至5”。
    """

    def words(self) -> str:
        return "酌情前面要写一个列名，不能写算式。"

    def help(self) -> str:
        return "写成“宣传成效 酌情 0至5”。"


@node
class Discretion(Form):
    stem: ClassVar[str] = "discretion"
    title: ClassVar[str] = "酌情计分"
    cue: ClassVar[str] = "酌情|视情|综合(?:评定|评价|打分|评分)|考核[组人].*(?:打分|评分|评定)|根据.*(?:打分|评分)"
    example: ClassVar[str] = "宣传成效 酌情 0至5"

    mark: ColumnMark

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        column = context.subject(tree.children[:-1])
        if not isinstance(column, Name):
            raise Stop(MarkOfFormula(), column.span)
        return cls(build_mark(tree.tree(-1), column, context))

    def check(self, types: Typing) -> None:
        check_result(self.mark, types)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        return lower_result(self.mark, to)

    def sentence(self, limits: Limits) -> str:
        return self.mark.words()

    def explain(self, record: Record) -> str:
        return f"{self.mark.column.text}：{explain_result(self.mark, record)}"

    def notes(self) -> tuple[Note, ...]:
        return (Note.DISCRETION,)

    @property
    def deducts(self) -> bool:
        return self.mark.deducts

    def ladder(self) -> Cases:
        return Cases(None, (), self.mark)
