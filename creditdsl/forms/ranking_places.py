"""名次给分：排在哪几名，就得哪一档的分。

可以写第几名、前几名、后几名、末名，也可以写前百分之几、后百分之几；自前向后先中先得，“其余”接住
剩下的，没有写“其余”的，剩下的不得分。名次按不同数值排（1、1、2）；按百分比分档的，并列占位
（1、1、3），名次不超过参加排名的单位数乘以百分比的，算在内。

例：
    种类数 排名赋分 第一名 得10 第二名 得5 其余 得0
    报送量 排名赋分 前20% 得10 前50% 得5 其余 不得分
"""

from dataclasses import replace
from typing import ClassVar, Self

from creditdsl.base.node import node
from creditdsl.forms import wording
from creditdsl.forms.answers import Award, Cases, Options, Ranked, Result
from creditdsl.forms.base import Context, Form, Lowering, Note, Record, Typing
from creditdsl.forms.places import (
    build_place_options,
    explain_standing,
    lower_standing,
    only_ranked,
    order_words,
    place_notes,
    zero_words,
)
from creditdsl.forms.results import (
    build_award,
    build_otherwise,
    check_result,
    explain_result,
    lower_cases,
    notes_of,
    taken,
)
from creditdsl.ir import nodes as ir
from creditdsl.syntax.expressions import build_places
from creditdsl.syntax.line_tree import LineTree, Token
from creditdsl.syntax.nodes import Expression, Limits, Places


@node
class RankingPlaces(Form):
    stem: ClassVar[str] = "ranking_places"
    title: ClassVar[str] = "名次给分"
    cue: ClassVar[str] = (
        r"^(?!.*每(?:降|下降|低|后退)).*(?:第[\d一二三四五六七八九十]+名|[前后][\d一二三四五六七八九十]+名|[前后]\d+%|末位|末名)"
    )
    example: ClassVar[str] = "种类数 排名赋分 第一名 得10 第二名 得5 其余 得0"

    subject: Expression
    options: Options
    cases: tuple[tuple[Places, Award], ...]
    otherwise: Result

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        rank = next(i for i, child in enumerate(tree.children) if isinstance(child, Token) and child.type == "RANK")
        measured = context.subject(tree.children[:rank])
        options, places = tree.tree(rank + 1), tree.tree(rank + 2)
        cases = [(build_places(word, context.place), build_award(award, context)) for word, award in places.pairs]
        built = build_place_options(options, context)
        if any(place.share is not None for place, _ in cases):  # a share is of units, not of distinct values
            built = replace(built, shared_places=True)
        return cls(measured, built, tuple(cases), build_otherwise(tree, context))

    def check(self, types: Typing) -> None:
        types.number(self.subject)
        for _, award in self.cases:
            check_result(award, types)
        check_result(self.otherwise, types)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        standing = lower_standing(self.subject, self.options, ir.TRUE, to)
        cases = [(standing.within(place), award) for place, award in self.cases]
        return only_ranked(standing, self.options, lower_cases(cases, self.otherwise, to), to)

    def sentence(self, limits: Limits) -> str:
        places = "，".join(f"{wording.places(place)}{award.words()}" for place, award in self.cases)
        order, rest = order_words(self.subject, self.options), self.otherwise.words()
        return f"{order}，{places}，其余{rest}{zero_words(self.options)}"

    def explain(self, record: Record) -> str:
        where = explain_standing(record.show(self.subject), record)
        if record.has("zero"):
            return where
        index = taken(record, len(self.cases))
        if index is None:
            return f"{where}，不在所列名次内，{explain_result(self.otherwise, record)}"
        place, award = self.cases[index]
        return f"{where}，属于{wording.places(place)}，{explain_result(award, record)}"

    def notes(self) -> tuple[Note, ...]:
        shares = any(place.share is not None for place, _ in self.cases)
        marks = notes_of(self.otherwise)
        return (*place_notes(self.options), *((Note.RANKING_SHARES,) if shares else ()), *marks)

    def ladder(self) -> Cases:
        return Cases(self.subject, self.cases, self.otherwise)

    def ranked(self) -> Ranked:
        return Ranked(self.subject, self.options)
