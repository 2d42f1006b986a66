"""对照标准：达到标准得一个分，比标准每低（或每超）一步，再扣或再得若干分。

先写标准和达到时的得分，再写“每低”“每超”（也可以写“每降”“每升”“每少”“每多”）一步的增减。达不到标准、又没有写
那一边的增减的，按“其余”，没有“其余”的不得分。后面可以接单独的档，如“低于90% 不得分”，这些档先看。
比率的“每低1%”按 1 个百分点读。默认只数整步。标准写“超过”“低于”的，正好等于标准的没有达到，差零步。标准可以是
另一个指标或全体平均。

例：
    合格率 95%以上 得2 每低1百分点扣0.2 低于90% 不得分
    完成率 100%以上 得6 每超10百分点得2 最高10
    办结率 不低于 全体平均（办结率） 得5 每低1百分点扣0.5
    发案数 等于 上年发案数 得6 每升1起扣0.2 每降1起得0.2 0起 得8
"""

from dataclasses import replace
from typing import ClassVar, Self

from creditdsl.base.collect import Stop
from creditdsl.base.exact import show
from creditdsl.base.fault import Fault, Variant
from creditdsl.base.node import node
from creditdsl.forms import wording
from creditdsl.forms.answers import Award, Cases, Counted, Result, Stride
from creditdsl.forms.base import Context, Form, Lowering, Note, Record, Typing
from creditdsl.forms.cases import (
    Case,
    build_more,
    case_notes,
    case_words,
    check_cases,
    explain_case,
    lower_tests,
    with_compared,
)
from creditdsl.forms.results import (
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
    otherwise_words,
    taken,
)
from creditdsl.forms.stepping import STEPPING, build_stride, rest_words
from creditdsl.ir import nodes as ir
from creditdsl.syntax.expressions import build_predicate
from creditdsl.syntax.line_tree import LineTree, Token
from creditdsl.syntax.nodes import (
    Atom,
    Bound,
    Comparison,
    Counting,
    Expression,
    Limits,
    Name,
    Quantity,
    Test,
)
from creditdsl.syntax.quantities import is_shortfall


class Unclear(Variant):
    """The part that a standard lacks or has twice, and the advice; empty where the page gives it."""

    NO_STANDARD = "前面要写一个指标和一个标准。"
    SIDE_TWICE = "“每低”“每超”各写一次。"
    UNREACHED_REST = "“每低”“每超”已经管到达不到标准的所有情况，轮不到“其余”。", "删去“其余”和它后面的结果。"
    SHORTFALL = (
        "这个指标数的就是少了的，“每少”看不出是从标准往上数，还是往下数。",
        "比标准多的写“每超”，比标准少的写“每低”。",
    )
    ZERO_STEP = "一步的大小不能是零。", "写成“每低1百分点扣0.2”。"


@node
class UnclearStandard(Fault):
    """E0243 标准写得不明确

    说明：“每低”“每超”要从一个标准量起，所以前面写一个指标和一个标准，如“95%以上”；每一边只写一次，
    步子不能是零。
    例：

        一、工作机制（5分）
          合格率 80%以上不满95% 得2 每低1%扣0.2

    改法：写成“合格率 95%以上 得2 每低1百分点扣0.2”。
    """

    why: Unclear

    def words(self) -> str:
        return self.why.sentence

    def help(self) -> str:
        return self.why.advice or self.code.fix


@node
class Step:
    """A step 每低N or 每超N, and its award."""

    above: bool
    stride: Stride
    award: Award

    def words(self, counting: Counting) -> str:
        """Return `每低于标准1个百分点扣0.2分，不足1%的按1%计`."""
        size = self.stride.words().replace("%", "个百分点")
        side = "超过" if self.above else "低于"
        return f"每{side}标准{size}{self.award.words()}{rest_words(self.stride, counting)}"


@node
class Standard(Form):
    stem: ClassVar[str] = "standard"
    title: ClassVar[str] = "对照标准"
    cue: ClassVar[str] = "每[低超高降升]|每(?:下降|上升|减少|增加|提高)"
    example: ClassVar[str] = "合格率 95%以上 得2 每低1百分点扣0.2"

    subject: Expression
    criterion: Bound
    award: Award
    steps: tuple[Step, ...]
    cases: tuple[Case, ...]
    otherwise: Result

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        when, award, steps, *rest = tree.trees
        predicate = build_predicate(when, context.place)
        if not isinstance(predicate, Atom) or predicate.test is None or len(predicate.test.bounds) != 1:
            raise Stop(UnclearStandard(Unclear.NO_STANDARD), predicate.span)
        if isinstance(predicate.subject, Name) and is_shortfall(predicate.subject.text):
            _reject_fewer(steps, context)
        built = tuple(_build_step(word, points, context) for word, points in steps.pairs)
        if len({step.above for step in built}) < len(built):
            raise Stop(UnclearStandard(Unclear.SIDE_TWICE), context.place.cover(steps))
        cases = tuple(case for part in rest if part.data == "more" for case in build_more(part, context))
        first = build_award(award, context)
        otherwise = build_otherwise(tree, context)
        standard = cls(predicate.subject, predicate.test.bounds[0], first, built, cases, otherwise)
        if rest and rest[-1].data == "otherwise" and standard._covers_failure():
            raise Stop(UnclearStandard(Unclear.UNREACHED_REST), context.place.cover(rest[-1]))
        return standard

    def _test(self) -> Test:
        return Test((self.criterion,), span=self.criterion.span)

    def check(self, types: Typing) -> None:
        types.tested(self.subject, self._test())
        check_result(self.award, types)
        for step in self.steps:
            types.counted(self.subject, step.stride.size, step.stride.unit, step.stride.span)
            check_result(step.award, types)
        check_cases(self.subject, self.cases, types)
        check_result(self.otherwise, types)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        value, standard = to.expression(self.subject), to.expression(self.criterion.operand)
        moved = [to.label("met", lower_award(self.award, to))]
        for step in self.steps:
            away = (value, standard) if step.above else (standard, value)
            steps = ir.Steps(ir.Arith(ir.ArithOp.SUB, away), step.stride.size, STEPPING[limits.counting])
            counted = to.label("above" if step.above else "below", steps)
            moved.append(ir.Arith(ir.ArithOp.MUL, (lower_award(step.award, to), counted)))
        reached: ir.Expr = ir.add(*moved)
        if not self._covers_failure():
            met = to.tested(self.subject, self._counted())
            reached = ir.Choose((ir.Branch(met, reached),), to.label("missed", lower_result(self.otherwise, to)))
        cases = lower_tests(self.subject, self.cases, to)
        return lower_cases(cases, reached, to) if cases else reached

    def _counted(self) -> Test:
        """Return the test of what meets the standard, or misses it on a side whose steps are stated."""
        comparison = self.criterion.comparison
        if comparison is Comparison.EQUAL:
            (step,) = self.steps
            comparison = Comparison.AT_LEAST if step.above else Comparison.AT_MOST
        return Test((replace(self.criterion, comparison=comparison),), span=self.criterion.span)

    def _covers_failure(self) -> bool:
        """Return whether a step is stated for each side on which the standard can be missed."""
        sides = {step.above for step in self.steps}
        match self.criterion.comparison:
            case Comparison.AT_LEAST | Comparison.MORE:
                return False in sides
            case Comparison.AT_MOST | Comparison.LESS:
                return True in sides
            case Comparison.EQUAL:
                return len(sides) == 2

    def sentence(self, limits: Limits) -> str:
        parts = [f"{wording.expression(self.subject)}{wording.test(self._test())}的，{self.award.words()}"]
        parts += [step.words(limits.counting) for step in self.steps]
        parts += map(case_words, self.cases)
        if not self._covers_failure():
            parts.append(f"其余的，{otherwise_words(self.otherwise, self._results)}")
        return "；".join(parts)

    def explain(self, record: Record) -> str:
        shown = record.show(self.subject)
        if self.cases and (index := taken(record, len(self.cases))) is not None:
            return f"{shown}，{explain_case(self.cases[index], record)}"
        if record.has("missed"):
            rest = explain_otherwise(self.otherwise, self._results, record)
            return (
                f"{with_compared(shown, self.cases, record)}，没有达到标准{record.show(self.criterion.operand)}，{rest}"
            )
        if self.award.prices or any(step.award.prices for step in self.steps):
            reached = record.equals(record.raw()).lstrip("=")
            return f"{shown}，标准{record.show(self.criterion.operand)}，按本单位所在组的分数计{reached}"
        parts = [f"{shown}，标准{record.show(self.criterion.operand)}，{explain_result(self.award, record)}"]
        for step in self.steps:
            steps = record.number("above" if step.above else "below")
            if steps and isinstance(step.award.value, Quantity):
                price = step.award.value.value
                verb = "扣" if step.award.deducts else "再得"
                side = "超过" if step.above else "低于"
                sum_ = f"{show(price)}×{show(steps)}{record.equals(price * steps)}"
                parts.append(f"{side}标准{show(steps)}步，{verb}{sum_}")
        return "，".join(parts)

    def notes(self) -> tuple[Note, ...]:
        rest = notes_of(self.otherwise)
        return (Note.INCLUSIVE, Note.STANDARD_STEPS, *case_notes(self.cases), *rest)

    @property
    def deducts(self) -> bool:
        return only_deducts([*self._results, self.otherwise])

    @property
    def _results(self) -> list[Result]:
        return [*self.ladder().results, *(step.award for step in self.steps)]

    def ladder(self) -> Cases:
        """Return the cases that are read first, then the standard, from which the steps count."""
        return Cases(self.subject, (*self.cases, (self._test(), self.award)), None)

    def counts_of(self) -> tuple[Counted, ...]:
        return tuple(
            Counted(self.subject, step.stride, step.award, self.criterion, not step.above) for step in self.steps
        )


def _reject_fewer(steps: LineTree, context: Context) -> None:
    """Stop at 每少 behind a count of what is short: one fewer of it is one more that is short, or the contrary."""
    for word in steps.tokens:
        if word.startswith("每少"):
            raise Stop(UnclearStandard(Unclear.SHORTFALL), context.place.span(word))


def _build_step(word: Token, award: LineTree, context: Context) -> Step:
    stride = build_stride(word, context, UnclearStandard(Unclear.ZERO_STEP))
    return Step(word.type == "EACH_ABOVE", stride, build_award(award, context))
