"""按次计分：每一例、每一项、每若干篇得（或扣）多少分。

“每”后面写量词，或写数和量词；“得”“扣”后面写一步的分数。默认只数整步，不足一步的部分不计；
行末可以写“不足一步按一步计”或“按比例计”。没有写指标名的，指标就是本项的标题。

例：
    行政信息共享类数 每类得2 最高10
    行业协会乱收费案例 每例扣5 最高扣10
    宣传篇数 每5篇得1
    每例扣5 最高扣10
"""

import re
from fractions import Fraction
from typing import ClassVar, Self

from creditdsl.base.collect import Stop
from creditdsl.base.diagnostic import Code
from creditdsl.base.exact import show
from creditdsl.base.node import field, node
from creditdsl.base.source import Span
from creditdsl.forms import wording
from creditdsl.forms.base import Context, Form, Lowering, Note, Record, Typing
from creditdsl.forms.idiom import Idiom
from creditdsl.forms.results import Award, build_award, check_result, lower_award, say_award
from creditdsl.ir import nodes as ir
from creditdsl.syntax.nodes import Counting, Expression, Limits, Quantity
from creditdsl.syntax.tree import LineTree

_HEAD = "方案：示例\n附件1 考核指标\n一、工作机制（5分）\n"

ZERO_STEP = Code(
    "E0215",
    "一步的大小是零",
    "“每0篇”数不出步数。",
    "写成“每篇”或“每5篇”。",
    _HEAD + "  宣传篇数 每0篇得1\n",
)

_STEPPING = {
    Counting.WHOLE: ir.Stepping.WHOLE,
    Counting.STARTED: ir.Stepping.STARTED,
    Counting.PROPORTIONAL: ir.Stepping.PROPORTIONAL,
}


@node
class PerUnit(Form):
    """size of one step in `unit`s; 10% is 0.1 of a ratio."""

    stem: ClassVar[str] = "per_unit"
    title: ClassVar[str] = "按次计分"
    idioms: ClassVar[tuple[Idiom, ...]] = (
        Idiom("{式}每[满]{步}{价}", "{式} 每{步}{价}"),
        Idiom("{式}每{步}{价}，不足{步}的按{步}计", "{式} 每{步}{价} 不足一步按一步计"),
        Idiom("{式}每{步}{价}，不足{步}的按比例计", "{式} 每{步}{价} 按比例计"),
        Idiom("{指标}[的]，每{次}[的][，]{得扣}{分}", "{指标} {次}{得扣}{分}"),
        Idiom("每{事}[的][，]{得扣}{分}", "{事}{得扣}{分}"),
    )
    codes: ClassVar[tuple[Code, ...]] = (ZERO_STEP,)
    counts: ClassVar[bool] = True

    subject: Expression
    size: Fraction
    unit: str
    award: Award
    each: Span = field(compare=False)

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        each, award = tree.token(-2), tree.tree(-1)
        match = re.fullmatch(r"每\s*(\d[\d.]*)?\s*(.*?)", str(each).strip())
        assert match
        size, unit = Fraction(match.group(1) or 1), match.group(2)
        span = context.place.span(each)
        if size == 0:
            raise Stop(ZERO_STEP, "一步的大小不能是零。", span, "写成“每篇得1”或“每5篇得1”。")
        if unit in ("%", "百分点"):
            size, unit = size / 100, "%"
        measured = context.subject(tree.children[:-2])
        return cls(measured, size, unit, build_award(award, context), span)

    def check(self, types: Typing) -> None:
        types.counted(self.subject, self.unit, self.each)
        check_result(self.award, types)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        subject = to.expression(self.subject)
        steps = to.label("steps", ir.Steps(subject, self.size, _STEPPING[limits.counting]))
        return ir.Arith(ir.ArithOp.MUL, (lower_award(self.award, to), steps))

    def sentence(self, limits: Limits) -> str:
        step = self._step()
        rest = {
            Counting.WHOLE: "",
            Counting.STARTED: f"，不足{step}的按{step}计",
            Counting.PROPORTIONAL: f"，不足{step}的按比例计",
        }[limits.counting]
        full = "满" if self.size != 1 and limits.counting is Counting.WHOLE else ""
        each = self.unit if self.size == 1 and self.unit not in ("", "%") else step
        return f"{wording.expression(self.subject)}每{full}{each}{say_award(self.award)}{rest}"

    def _step(self) -> str:
        return wording.quantity(Quantity(self.size, self.unit, span=self.each))

    def explain(self, record: Record) -> str:
        shown = record.show(self.subject)
        steps = record.number("steps")
        verb = "扣" if self.award.deducts else "得"
        if not steps:
            short = "" if self.size == 1 else f"，不足{self._step()}"
            return f"{shown}{short}，不{verb}分"
        each = "" if self.size == 1 else f"，每{self._step()}计一步，共{show(steps)}步"
        assert self.award.value is not None
        if not isinstance(self.award.value, Quantity):
            unit = self.unit if self.size == 1 else self._step()
            points = wording.equals(abs(record.raw())).lstrip("=")
            return f"{shown}{each}，每{unit}{verb}分={record.show(self.award.value)}，{verb}{points}"
        price = record.number("price") if self.award.prices else self.award.value.value
        return f"{shown}{each}，{verb}{show(price)}×{show(steps)}{wording.equals(price * steps)}"

    def notes(self) -> tuple[Note, ...]:
        return (Note.WHOLE_STEPS,) if self.size != 1 else ()

    @property
    def deducts(self) -> bool:
        return self.award.deducts
