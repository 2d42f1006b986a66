"""对照标准：达到标准得一个分，比标准每低（或每超）一步，再扣或再得若干分。

先写标准和达到时的得分，再写“每低”“每超”（也可以写“每降”“每升”）一步的增减。达不到标准、又没有写
那一边的增减的，按“其余”，没有“其余”的不得分。后面可以接单独的档，如“低于90% 不得分”，这些档先看。
比率的“每低1%”按 1 个百分点读。默认只数整步。标准可以是另一个指标或全体平均。

例：
    合格率 95%以上 得2 每低1百分点扣0.2 低于90% 不得分
    完成率 100%以上 得6 每超10百分点得2 最高10
    办结率 不低于 全体平均（办结率） 得5 每低1百分点扣0.5
    发案数 等于 上年发案数 得6 每升1起扣0.2 每降1起得0.2 0起 得8
"""

import re
from fractions import Fraction
from typing import ClassVar, Self

from lark.lexer import Token

from creditdsl.base.collect import Stop
from creditdsl.base.diagnostic import Code
from creditdsl.base.exact import show
from creditdsl.base.node import field, node
from creditdsl.base.source import Span
from creditdsl.forms import wording
from creditdsl.forms.bands import build_more, case_notes
from creditdsl.forms.base import Context, Form, Lowering, Note, Record, Typing
from creditdsl.forms.idiom import Idiom
from creditdsl.forms.results import (
    Award,
    Result,
    build_award,
    build_otherwise,
    check_result,
    explain_otherwise,
    explain_result,
    lower_award,
    lower_cases,
    lower_result,
    notes_of,
    only_deducts,
    say_award,
    say_otherwise,
    say_result,
    taken,
)
from creditdsl.forms.stepping import STEPPING, say_rest
from creditdsl.ir import nodes as ir
from creditdsl.syntax.expressions import build_predicate
from creditdsl.syntax.nodes import (
    Atom,
    Bound,
    Comparison,
    Expression,
    Limits,
    Quantity,
    Test,
)
from creditdsl.syntax.tree import LineTree

_HEAD = "方案：示例\n附件1 考核指标\n一、工作机制（5分）\n"

ONE_STANDARD = Code(
    "E0243",
    "标准写得不明确",
    "“每低”“每超”要从一个标准量起，所以前面写一个指标和一个标准，如“95%以上”；每一边只写一次，步子不能是零。",
    "写成“合格率 95%以上 得2 每低1百分点扣0.2”。",
    _HEAD + "  合格率 80%以上不满95% 得2 每低1%扣0.2\n",
)


@node
class Step:
    """每低N / 每超N and its award; size of 1% is 0.01."""

    above: bool
    size: Fraction
    unit: str
    award: Award
    span: Span = field(compare=False)

    def say(self) -> str:
        size = wording.quantity(Quantity(self.size, self.unit, span=self.span))
        return f"每{'超过' if self.above else '低于'}标准{size.replace('%', '个百分点')}{say_award(self.award)}"


@node
class Standard(Form):
    stem: ClassVar[str] = "standard"
    title: ClassVar[str] = "对照标准"
    idioms: ClassVar[tuple[Idiom, ...]] = (
        Idiom("{式}{比较}的，{得分}{移}[；{档}][；其余的，{其余}]", "{式} {比较} {得分} {移} {档} {其余}"),
        Idiom("{指标}[，]{比较}[的][，]{得分}，{移}[，{档}]", "{指标} {比较} {得分} {移} {档}"),
    )
    codes: ClassVar[tuple[Code, ...]] = (ONE_STANDARD,)
    counts: ClassVar[bool] = True

    subject: Expression
    criterion: Bound
    award: Award
    steps: tuple[Step, ...]
    cases: tuple[tuple[Test, Result], ...]
    otherwise: Result

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        when, award, steps, *rest = tree.trees
        predicate = build_predicate(when, context.place)
        help = "写成“合格率 95%以上 得2 每低1百分点扣0.2”。"
        if not isinstance(predicate, Atom) or predicate.test is None or len(predicate.test.bounds) != 1:
            raise Stop(ONE_STANDARD, "前面要写一个指标和一个标准。", predicate.span, help)
        built = tuple(_build_step(word, points, context) for word, points in steps.pairs)
        if len({step.above for step in built}) < len(built):
            raise Stop(ONE_STANDARD, "“每低”“每超”各写一次。", context.place.cover(steps), help)
        cases: list[tuple[Test, Result]] = []
        for part in rest:
            if part.data == "more":
                cases += build_more(part, context)
        first = build_award(award, context)
        otherwise = build_otherwise(tree, context)
        standard = cls(predicate.subject, predicate.test.bounds[0], first, built, tuple(cases), otherwise)
        if rest and rest[-1].data == "otherwise" and standard._covers_failure():
            message = "“每低”“每超”已经管到达不到标准的所有情况，轮不到“其余”。"
            raise Stop(ONE_STANDARD, message, context.place.cover(rest[-1]), "删去“其余”和它后面的结果。")
        return standard

    def _test(self) -> Test:
        return Test((self.criterion,), span=self.criterion.span)

    def check(self, types: Typing) -> None:
        types.tested(self.subject, self._test())
        check_result(self.award, types)
        for step in self.steps:
            types.counted(self.subject, step.unit, step.span)
            check_result(step.award, types)
        for test, result in self.cases:
            types.tested(self.subject, test)
            check_result(result, types)
        check_result(self.otherwise, types)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        value, standard = to.expression(self.subject), to.expression(self.criterion.operand)
        moved = [to.label("met", lower_award(self.award, to))]
        for step in self.steps:
            away = (value, standard) if step.above else (standard, value)
            steps = ir.Steps(ir.Arith(ir.ArithOp.SUB, away), step.size, STEPPING[limits.counting])
            counted = to.label("above" if step.above else "below", steps)
            moved.append(ir.Arith(ir.ArithOp.MUL, (lower_award(step.award, to), counted)))
        reached: ir.Expr = ir.add(*moved)
        if not self._covers_failure():
            met = to.tested(self.subject, self._test())
            reached = ir.Choose((ir.Branch(met, reached),), to.label("missed", lower_result(self.otherwise, to)))
        cases = [(to.tested(self.subject, test), result) for test, result in self.cases]
        return lower_cases(cases, reached, to) if cases else reached

    def _covers_failure(self) -> bool:
        """Whether a step is stated for each side on which the standard can be missed."""
        sides = {step.above for step in self.steps}
        match self.criterion.comparison:
            case Comparison.AT_LEAST | Comparison.MORE:
                return False in sides
            case Comparison.AT_MOST | Comparison.LESS:
                return True in sides
            case Comparison.EQUAL:
                return len(sides) == 2

    def sentence(self, limits: Limits) -> str:
        parts = [f"{wording.expression(self.subject)}{wording.test(self._test())}的，{say_award(self.award)}"]
        parts += [step.say() + say_rest(step.size, step.unit, limits.counting) for step in self.steps]
        parts += [f"{wording.test(test)}的，{say_result(result)}" for test, result in self.cases]
        if not self._covers_failure():
            parts.append(f"其余的，{say_otherwise(self.otherwise, self.deducts)}")
        return "；".join(parts)

    def explain(self, record: Record) -> str:
        shown = record.show(self.subject)
        if self.cases and (index := taken(record, len(self.cases))) is not None:
            test, result = self.cases[index]
            return f"{shown}，属于“{wording.band(test)}”一档，{explain_result(result, record)}"
        if record.has("missed"):
            rest = explain_otherwise(self.otherwise, self.deducts, record)
            return f"{shown}，没有达到标准{record.show(self.criterion.operand)}，{rest}"
        if self.award.prices or any(step.award.prices for step in self.steps):
            reached = wording.equals(record.raw()).lstrip("=")
            return f"{shown}，标准{record.show(self.criterion.operand)}，按本单位所在组的分数计{reached}"
        said = [f"{shown}，标准{record.show(self.criterion.operand)}，{explain_result(self.award, record)}"]
        for step in self.steps:
            steps = record.number("above" if step.above else "below")
            if steps and isinstance(step.award.value, Quantity):
                price = step.award.value.value
                verb = "扣" if step.award.deducts else "再得"
                side = "超过" if step.above else "低于"
                sum_ = f"{show(price)}×{show(steps)}{wording.equals(price * steps)}"
                said.append(f"{side}标准{show(steps)}步，{verb}{sum_}")
        return "，".join(said)

    def notes(self) -> tuple[Note, ...]:
        marks = tuple(note for result in self._others() for note in notes_of(result))
        return (Note.INCLUSIVE, Note.STANDARD_STEPS, *case_notes(self.cases), *marks)

    def _others(self) -> list[Result]:
        return [*(result for _, result in self.cases), self.otherwise]

    @property
    def deducts(self) -> bool:
        return only_deducts([self.award, *(step.award for step in self.steps), *self._others()])


def _build_step(word: Token, award: LineTree, context: Context) -> Step:
    match = re.fullmatch(r"\D+?(\d[\d.]*)\s*(.*?)", str(word).strip())
    assert match
    size, unit = Fraction(match.group(1)), match.group(2)
    span = context.place.span(word)
    if size == 0:
        raise Stop(ONE_STANDARD, "一步的大小不能是零。", span, "写成“每低1百分点扣0.2”。")
    if unit in ("%", "百分点", "个百分点"):
        size, unit = size / 100, "%"
    return Step(word.type == "EACH_ABOVE", size, unit, build_award(award, context), span)
