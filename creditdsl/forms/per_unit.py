"""按次计分：每一例、每一项、每若干篇得（或扣）多少分。

“每”后面写量词，或写数和量词；“得”“扣”后面写一步的分数。默认只数整步，不足一步的部分不计；
行末可以写“不足一步按一步计”或“按比例计”。没有写指标名的，指标就是本项的标题。指标名里有“漏”“迟”“缺”的，“每漏1次”就是“每1次”。

例：
    行政信息共享类数 每类得2 最高10
    行业协会乱收费案例 每例扣5 最高扣10
    宣传篇数 每5篇得1
    每例扣5 最高扣10
"""

import re
from typing import ClassVar, Self

from creditdsl.base.collect import Stop
from creditdsl.base.exact import show
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.forms import wording
from creditdsl.forms.answers import Award, Counted, Stride
from creditdsl.forms.base import Context, Form, Lowering, Note, Record, Typing
from creditdsl.forms.results import build_award, check_result, lower_award
from creditdsl.forms.stepping import STEPPING, build_stride, each_words, rest_words
from creditdsl.ir import nodes as ir
from creditdsl.syntax.line_tree import LineTree
from creditdsl.syntax.nodes import Expression, Limits, Name, Quantity


@node
class ZeroStep(Fault):
    """E0215 一步的大小是零

    说明：“每0篇”数不出步数。
    例：

        一、工作机制（5分）
          宣传篇数 每0篇得1

    改法：写成“每篇”或“每5篇”。
    """

    def words(self) -> str:
        return "一步的大小不能是零。"

    def help(self) -> str:
        return "写成“每篇得1”或“每5篇得1”。"


@node
class StepOfAnother(Fault):
    """E0253 “每”后面数的不是这个指标

    说明：“每漏1次”数的是漏了几次，指标的名称里要有“漏”；不然填数据的人会填报了几次。
    例：

        一、信息报送（5分，满分起扣）
          每漏1次扣1

    改法：写明数的是什么，如“信息报送漏报次数 每次扣1”。
    """

    fault: str
    """What is counted: 漏."""
    size: str
    """How many of them: 1次."""
    measure: str

    def words(self) -> str:
        return f"“每{self.fault}{self.size}”数的是“{self.fault}”了几次，“{self.measure}”里没有“{self.fault[0]}”。"

    def help(self) -> str:
        return f"写明数的是什么，如“{self.measure}{self.fault}次数 每{self.size}”。"


@node
class PerUnit(Form):
    stem: ClassVar[str] = "per_unit"
    title: ClassVar[str] = "按次计分"
    cue: ClassVar[str] = "每"
    example: ClassVar[str] = "宣传篇数 每5篇得1 最高10"

    subject: Expression
    stride: Stride
    award: Award

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        each, award = tree.token(-2), tree.tree(-1)
        stride = build_stride(each, context, ZeroStep())
        subject = context.subject(tree.children[:-2])
        fault = re.match(r"每\s*([^\s\d%]+?)\s*(\d.*)", str(each).strip())
        if fault is not None and not (isinstance(subject, Name) and fault[1][0] in subject.text):
            raise Stop(StepOfAnother(fault[1], fault[2], wording.expression(subject)), stride.span)
        return cls(subject, stride, build_award(award, context))

    def check(self, types: Typing) -> None:
        types.counted(self.subject, self.stride.size, self.stride.unit, self.stride.span)
        check_result(self.award, types)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        subject = to.expression(self.subject)
        steps = to.label("steps", ir.Steps(subject, self.stride.size, STEPPING[limits.counting]))
        return ir.Arith(ir.ArithOp.MUL, (lower_award(self.award, to), steps))

    def sentence(self, limits: Limits) -> str:
        each, rest = each_words(self.subject, self.stride, limits.counting), rest_words(self.stride, limits.counting)
        return f"{each}{self.award.words()}{rest}"

    def explain(self, record: Record) -> str:
        shown, single, step = record.show(self.subject), self.stride.size == 1, self.stride.words()
        steps = record.number("steps")
        verb = "扣" if self.award.deducts else "得"
        if not steps:
            short = "" if single else f"，不足{step}"
            return f"{shown}{short}，{'未' if self.award.deducts else '不'}{verb}分"
        each = "" if single else f"，每{step}计一步，共{show(steps)}步"
        assert self.award.value is not None
        if not isinstance(self.award.value, Quantity):
            unit = self.stride.unit if single else step
            points = record.equals(abs(record.raw())).lstrip("=")
            return f"{shown}{each}，每{unit}{verb}分={record.show(self.award.value)}，{verb}{points}"
        price = record.number("price") if self.award.prices else self.award.value.value
        return f"{shown}{each}，{verb}{show(price)}×{show(steps)}{record.equals(price * steps)}"

    def notes(self) -> tuple[Note, ...]:
        return (Note.WHOLE_STEPS,) if self.stride.size != 1 else ()

    @property
    def deducts(self) -> bool:
        return self.award.deducts

    def counts_of(self) -> tuple[Counted, ...]:
        return (Counted(self.subject, self.stride, self.award),)
