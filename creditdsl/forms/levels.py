"""选项计分：指标是几个词里的一个，各有各的分。

数据里填其中的一个词，或“无”。“其余”接住没有写到的词；没有写“其余”的，不得分。没有写指标名的，指标就是本项的标题。

例：
    创新奖项 选项 创新奖 得5 特别创新奖 得10 突出创新奖 得20
    评估等级 选项 优 得5 良 得3 其余 得1
    选项 好 得5 较好 得3 一般 不得分
"""

from typing import ClassVar, Self

from creditdsl.base.collect import Stop
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.forms import wording
from creditdsl.forms.answers import Cases, Result
from creditdsl.forms.base import Context, Form, Lowering, Note, Record, Typing
from creditdsl.forms.results import (
    build_otherwise,
    build_result,
    check_result,
    explain_otherwise,
    lower_cases,
    notes_of,
    only_deducts,
    otherwise_words,
    taken,
)
from creditdsl.ir import nodes as ir
from creditdsl.syntax.expressions import build_name
from creditdsl.syntax.guard import joining_word
from creditdsl.syntax.line_tree import LineTree
from creditdsl.syntax.nodes import Limits, Name


@node
class OptionTwice(Fault):
    """E0242 同一个选项写了两次

    说明：一个选项只有一个分数；写两次就不知道给哪一个。只是全角半角、空格、括号的样子不同，或者有看不见的字符，
    在数据里还是同一个选项。
    例：

        一、工作机制（5分）
          评估等级 选项 优 得5 优 得3

    改法：删去一个；不是同一个选项的，改成区别得开的名称。
    """

    option: str
    second: str
    """The option as it is written the second time."""

    def words(self) -> str:
        if self.option == self.second:
            return f"选项“{self.option}”写了两次。"
        return f"选项“{self.option}”和“{self.second}”在数据里是同一个选项。"


@node
class KeywordInOption(Fault):
    """E0248 选项里连着关键词

    说明：没有用引号括起来的选项里有“其余”“得满分”这样的词，多半是少打了空格；照选项读下去，意思就变了。
    例：

        一、工作机制（5分）
          评估等级 选项 优得满分其余 得1

    改法：在关键词两边加空格；确实是选项的，用“”括起来。
    """

    option: str
    keyword: str

    def words(self) -> str:
        return f"选项“{self.option}”里连着“{self.keyword}”，是不是少了空格？"

    def help(self) -> str:
        return f"在“{self.keyword}”两边加空格；确实是选项的，写成“{self.option}”（带引号）。"


@node
class Levels(Form):
    stem: ClassVar[str] = "levels"
    title: ClassVar[str] = "选项计分"
    cue: ClassVar[str] = "选项|[一二三四五]等奖|[A-D]级|等级|等次|为(?:优|良|合格)|国家级|省级|市级"
    example: ClassVar[str] = "评估等级 选项 优 得5 良 得3 其余 得1"

    subject: Name
    cases: tuple[tuple[str, Result], ...]
    otherwise: Result

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        cases: dict[str, Result] = {}
        choices = next(child for child in tree.trees if child.data == "choices")
        for word, result in choices.pairs:
            option = build_name(word, context.place)
            if not option.quoted and (joint := joining_word(option.text)) is not None:
                raise Stop(KeywordInOption(option.text, joint), option.span)
            if option.text in cases:
                raise Stop(OptionTwice(option.text, option.text), option.span)
            cases[option.text] = build_result(result, context)
        measure = tree.token(0)
        subject = context.title if measure.type == "OPTION" else build_name(measure, context.place)
        return cls(subject, tuple(cases.items()), build_otherwise(tree, context))

    def check(self, types: Typing) -> None:
        types.chosen(self.subject, tuple(option for option, _ in self.cases))
        for _, result in self.cases:
            check_result(result, types)
        check_result(self.otherwise, types)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        cases = [(ir.OptionIs(self.subject.text, option), result) for option, result in self.cases]
        return lower_cases(cases, self.otherwise, to)

    def sentence(self, limits: Limits) -> str:
        words = [(option, otherwise_words(result, self.ladder().results)) for option, result in self.cases]
        cases = "；".join(f"为{_name_words(option)}的，{points}" for option, points in words)
        return (
            f"{_name_words(self.subject.text)}{cases}；其余的，{otherwise_words(self.otherwise, self.ladder().results)}"
        )

    def explain(self, record: Record) -> str:
        chosen = record.option(self.subject)
        index = taken(record, len(self.cases))
        if index is None:
            rest = explain_otherwise(self.otherwise, self.ladder().results, record)
            return f"{self.subject.text}为{chosen}，{rest}"
        return (
            f"{self.subject.text}为{chosen}，{explain_otherwise(self.cases[index][1], self.ladder().results, record)}"
        )

    def notes(self) -> tuple[Note, ...]:
        return (*(note for _, result in self.cases for note in notes_of(result)), *notes_of(self.otherwise))

    @property
    def deducts(self) -> bool:
        return only_deducts(self.ladder().results)

    def ladder(self) -> Cases:
        return Cases(self.subject, self.cases, self.otherwise)


def _name_words(name: str) -> str:
    """Return a name, quoted where a 为 in it could be read as the 为 of its case."""
    return f"“{name}”" if "为" in name else wording.name(name)
