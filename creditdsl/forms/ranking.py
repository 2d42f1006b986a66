"""排名赋分：各单位按一个指标排名，第一名得最多，最后一名得最少，中间名次均匀递减。

名次按不同数值排（1、1、2），两端都照给；全部相同或只有一个单位的，都得最高分。选项写在“排名赋分”
后面：由高到低（默认）、由低到高；零不得分（数值为零的得0，不参加排名）；并列占位（1、1、3）、
并列不占位（默认）；按差距赋分（按数值的差距，不按名次）。没有写指标名的，指标就是本项的标题。

例：
    承诺信息条数 排名赋分 最多5 最少1
    联合奖惩案例数 排名赋分 零不得分 最多5 最少1
    办结天数 排名赋分 由低到高 最多5 最少1
    排名赋分 最多5 最少1
"""

from typing import ClassVar, Self

from creditdsl.base.node import node
from creditdsl.forms.answers import Ranked
from creditdsl.forms.base import Context, Form, Lowering, Note, Record, Typing
from creditdsl.forms.places import Rank, build_rank, explain_rank, lower_rank, rank_notes, rank_words
from creditdsl.ir import nodes as ir
from creditdsl.syntax.line_tree import LineTree
from creditdsl.syntax.nodes import Expression, Limits


@node
class Ranking(Form):
    stem: ClassVar[str] = "ranking"
    title: ClassVar[str] = "排名赋分"
    cue: ClassVar[str] = "排名|排序|名次|最[多高]的|最[少低]的|依次|依序"
    example: ClassVar[str] = "信息条数 排名赋分 最多5 最少1"

    subject: Expression
    rank: Rank

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        return cls(context.subject(tree.children[:-1]), build_rank(tree.tree(-1), context))

    def check(self, types: Typing) -> None:
        types.number(self.subject)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        return lower_rank(self.rank, self.subject, ir.TRUE, to)

    def sentence(self, limits: Limits) -> str:
        return rank_words(self.subject, self.rank)

    def explain(self, record: Record) -> str:
        return explain_rank(self.subject, self.rank, record)

    def notes(self) -> tuple[Note, ...]:
        return rank_notes(self.rank.options)

    def ranked(self) -> Ranked:
        return self.rank.of(self.subject)
