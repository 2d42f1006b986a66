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

from creditdsl.base.node import node
from creditdsl.forms.answers import Cases, NoPoints, Result
from creditdsl.forms.base import Context, Form, Lowering, Note, Record, Typing
from creditdsl.forms.cases import (
    Case,
    build_cases,
    case_notes,
    cases_words,
    check_cases,
    explain_case,
    lower_tests,
    with_compared,
)
from creditdsl.forms.results import (
    build_otherwise,
    check_result,
    explain_otherwise,
    lower_cases,
    notes_of,
    only_deducts,
    otherwise_words,
    taken,
)
from creditdsl.ir import nodes as ir
from creditdsl.syntax.line_tree import LineTree
from creditdsl.syntax.nodes import Expression, Limits


@node
class Bands(Form):
    stem: ClassVar[str] = "bands"
    title: ClassVar[str] = "分档计分"
    cue: ClassVar[str] = (
        "以上|以下|以内|不低于|不高于|不少于|不超过|低于|高于|少于|多于|超过|不满|不足|未达到|达到|[≥≤<>]"
    )
    example: ClassVar[str] = "整改比率 100%以上 得10 80%以上 得6 其余 得0"

    subject: Expression
    cases: tuple[Case, ...]
    otherwise: Result

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        subject, cases = build_cases(tree, context)
        return cls(subject, cases, build_otherwise(tree, context))

    def check(self, types: Typing) -> None:
        check_cases(self.subject, self.cases, types)
        check_result(self.otherwise, types)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        return lower_cases(lower_tests(self.subject, self.cases, to), self.otherwise, to)

    def sentence(self, limits: Limits) -> str:
        return (
            f"{cases_words(self.subject, self.cases)}；其余的，{otherwise_words(self.otherwise, self.ladder().results)}"
        )

    def explain(self, record: Record) -> str:
        shown = record.show(self.subject)
        index = taken(record, len(self.cases))
        if index is None:
            where = "不属于任何一档" if isinstance(self.otherwise, NoPoints) else "属于“其余”一档"
            rest = explain_otherwise(self.otherwise, self.ladder().results, record)
            return f"{with_compared(shown, self.cases, record)}，{where}，{rest}"
        return f"{shown}，{explain_case(self.cases[index], record)}"

    def notes(self) -> tuple[Note, ...]:
        return case_notes(self.cases) + notes_of(self.otherwise)

    @property
    def deducts(self) -> bool:
        return only_deducts(self.ladder().results)

    def ladder(self) -> Cases:
        return Cases(self.subject, self.cases, self.otherwise)
