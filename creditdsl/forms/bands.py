"""分档计分：一个指标落在哪一档，就得哪一档的分。

各档自前向后先中先得：前面的档没有取走的，才轮到后面的档。连着写的几档“以上”，取满足的最高一档；
连着写的几档“以下”，取满足的最低一档。“其余”接住剩下的；没有写“其余”的，剩下的不得分。
某一档可以由人酌情评分，分数填在指定的列里。

例：
    整改比率 100%以上 得10 80%以上 得6 40%以上 得3 其余 得0
    瞒报条数 0条 得4 5条以上 得0 其余 瞒报酌情得分 酌情 0至4
    合格率 95%以上 得5 80%以上不满95% 得3
"""

from typing import ClassVar, Self

from creditdsl.base.collect import Stop
from creditdsl.base.diagnostic import Code
from creditdsl.base.node import node
from creditdsl.forms import wording
from creditdsl.forms.base import Context, Form, Lowering, Note, Record, Typing
from creditdsl.forms.condition import reject_bare_mark
from creditdsl.forms.idiom import Idiom
from creditdsl.forms.results import (
    NoPoints,
    Result,
    build_otherwise,
    build_result,
    check_result,
    explain_otherwise,
    explain_result,
    lower_cases,
    notes_of,
    only_deducts,
    say_otherwise,
    say_result,
    taken,
)
from creditdsl.ir import nodes as ir
from creditdsl.syntax.expressions import build_predicate, build_test, constant
from creditdsl.syntax.nodes import Atom, Comparison, Expression, Limits, Test
from creditdsl.syntax.tree import LineTree

_HEAD = "方案：示例\n附件1 考核指标\n一、工作机制（5分）\n"

BANDS_OF_ONE = Code(
    "E0214",
    "分档要按同一个指标的大小来分",
    "几档连着写在一行时，每一档都比较同一个指标；第一档只写“是否”，或用“且、或”连了别的指标，后面的档就不知道比什么。",
    "第一档写出比较，如“80%以上”；几个条件的组合，分几行写。",
    _HEAD + "  建立机制 得5 3条以上 得2\n",
)


_Case = tuple[Test, Result]


@node
class Bands(Form):
    stem: ClassVar[str] = "bands"
    title: ClassVar[str] = "分档计分"
    idioms: ClassVar[tuple[Idiom, ...]] = (
        Idiom("{式}{档}；其余的，{其余}", "{式} {档} {其余}"),
        Idiom("{指标}[，]{档}", "{指标} {档}"),
        Idiom("{指标}[，]{档}(，|；)(其余|其他|否则)[的][，]{其余}", "{指标} {档} {其余}"),
    )
    codes: ClassVar[tuple[Code, ...]] = (BANDS_OF_ONE,)

    subject: Expression
    cases: tuple[tuple[Test, Result], ...]
    otherwise: Result

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        subject, cases = build_cases(tree, context)
        return cls(subject, cases, build_otherwise(tree, context))

    def check(self, types: Typing) -> None:
        for test, result in self.cases:
            types.tested(self.subject, test)
            check_result(result, types)
        check_result(self.otherwise, types)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        cases = [(to.tested(self.subject, test), result) for test, result in self.cases]
        return lower_cases(cases, self.otherwise, to)

    def sentence(self, limits: Limits) -> str:
        return f"{say_cases(self.subject, self.cases)}；其余的，{say_otherwise(self.otherwise, self.deducts)}"

    def explain(self, record: Record) -> str:
        shown = record.show(self.subject)
        index = taken(record, len(self.cases))
        if index is None:
            where = "不属于任何一档" if isinstance(self.otherwise, NoPoints) else "属于“其余”一档"
            return f"{shown}，{where}，{explain_otherwise(self.otherwise, self.deducts, record)}"
        test, result = self.cases[index]
        return f"{shown}，属于“{wording.band(test)}”一档，{explain_result(result, record)}"

    def notes(self) -> tuple[Note, ...]:
        marks = tuple(note for result in self._results() for note in notes_of(result))
        return (*case_notes(self.cases), *marks)

    @property
    def deducts(self) -> bool:
        return only_deducts(self._results())

    def _results(self) -> list[Result]:
        return [*(result for _, result in self.cases), self.otherwise]


def build_cases(tree: LineTree, context: Context) -> tuple[Expression, tuple[tuple[Test, Result], ...]]:
    """The subject and cases of `predicate result more`, `more` being optional."""
    predicate = build_predicate(tree.tree(0), context.place)
    first = build_result(tree.tree(1), context)
    reject_bare_mark(predicate, first)
    if not isinstance(predicate, Atom) or predicate.test is None or predicate.negated:
        message = "第一档没有写出指标的大小，后面的档不知道和什么比。"
        raise Stop(BANDS_OF_ONE, message, predicate.span, "写成“指标 80%以上 得5 60%以上 得3 其余 得0”。")
    cases = [(predicate.test, first)]
    for more in (part for part in tree.trees if part.data == "more"):
        cases += build_more(more, context)
    return predicate.subject, tuple(_narrow_first(cases))


def _narrow_first(cases: list[_Case]) -> list[_Case]:
    """In order of reading: a case that lies within those directly before it is read before them."""
    ladder: list[_Case] = []
    for case in cases:
        place = len(ladder)
        while place and _within(case[0], ladder[place - 1][0]):
            place -= 1
        ladder.insert(place, case)
    return ladder


def _within(inner: Test, outer: Test) -> bool:
    """Whether both are one-sided, in one direction and by constants, and inner holds for less."""
    if len(inner.bounds) != 1 or len(outer.bounds) != 1:
        return False
    (a,), (b,) = inner.bounds, outer.bounds
    low, high = constant(b.operand), constant(a.operand)
    if low is None or high is None:
        return False
    up, down = (Comparison.AT_LEAST, Comparison.MORE), (Comparison.AT_MOST, Comparison.LESS)
    if a.comparison in up and b.comparison in up:
        return high > low
    return a.comparison in down and b.comparison in down and high < low


def build_more(more: LineTree, context: Context) -> list[_Case]:
    """Build the cases behind the first: tests and results in turn."""
    pairs = zip(more.trees[::2], more.trees[1::2], strict=True)
    return [(build_test(test, context.place), build_result(result, context)) for test, result in pairs]


def say_cases(subject: Expression, cases: tuple[tuple[Test, Result], ...]) -> str:
    """`整改比率在100%以上的，得10分；在80%以上的，得6分`."""
    words = [f"{wording.test(test)}的，{say_result(result)}" for test, result in cases]
    return wording.expression(subject) + "；".join(words)


def case_notes(cases: tuple[tuple[Test, Result], ...]) -> tuple[Note, ...]:
    bounds = [bound for test, _ in cases for bound in test.bounds]
    found = (Note.INCLUSIVE,) if any(b.comparison.value != "=" for b in bounds) else ()
    return (*found, Note.BANDS) if len(cases) > 1 else found
