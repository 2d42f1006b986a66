"""达标后排名：达到标准的得固定的分，其余的单位之间再排名赋分。

“其余”前面写一档或几档固定的分；排名只在没有达标的单位之间进行，达标的单位不占名次。

例：
    双公示准确率 100% 得8 其余 排名赋分 最多7.5 最少0
    办结率 100% 得10 99%以上 得9.8 其余 排名赋分 最多9.5 最少0
"""

from typing import ClassVar, Self

from creditdsl.base.node import node
from creditdsl.forms.answers import Cases, Ranked
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
from creditdsl.forms.places import Rank, build_rank, explain_rank, lower_rank, rank_notes, rank_words
from creditdsl.forms.results import lower_cases, taken
from creditdsl.ir import nodes as ir
from creditdsl.syntax.line_tree import LineTree
from creditdsl.syntax.nodes import Expression, Limits


@node
class RankingAfterMark(Form):
    stem: ClassVar[str] = "ranking_after_mark"
    title: ClassVar[str] = "达标后排名"
    cue: ClassVar[str] = "(?:其余|其他|剩余).{0,8}(?:排名|排序)"
    example: ClassVar[str] = "双公示准确率 100% 得8 其余 排名赋分 最多7.5 最少0"

    subject: Expression
    cases: tuple[Case, ...]
    rank: Rank

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        subject, cases = build_cases(tree, context)
        return cls(subject, cases, build_rank(tree.tree(-1), context))

    def check(self, types: Typing) -> None:
        types.number(self.subject)
        check_cases(self.subject, self.cases, types)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        cases = lower_tests(self.subject, self.cases, to)
        among = ir.both(*(ir.negate(when) for when, _ in cases))
        return lower_cases(cases, lower_rank(self.rank, self.subject, among, to), to)

    def sentence(self, limits: Limits) -> str:
        return f"{cases_words(self.subject, self.cases)}；其余的{rank_words(self.subject, self.rank)}"

    def explain(self, record: Record) -> str:
        index = taken(record, len(self.cases))
        if index is None:
            return explain_rank(self.subject, self.rank, record, with_compared("", self.cases, record) + "，没有达标")
        return f"{record.show(self.subject)}，{explain_case(self.cases[index], record)}"

    def notes(self) -> tuple[Note, ...]:
        return (*case_notes(self.cases), *rank_notes(self.rank.options))

    def ladder(self) -> Cases:
        return Cases(self.subject, self.cases, None)

    def ranked(self) -> Ranked:
        return self.rank.of(self.subject)
