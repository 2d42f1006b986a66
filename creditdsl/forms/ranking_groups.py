"""排名分组：前几名得一个分，后几名得另一个分，中间名次依次赋分。

名次按不同数值排（1、1、2），所以有并列时前三名可以多于三个单位；名次不够两组分的，先满足写在前面
的组。前组得 a、后组得 b，中间有 m 个名次，中间第 i 个得 a−(a−b)×i÷(m+1)。

例：
    报送量 排名赋分 前3名 得5 后3名 得0 其余 依次
"""

from typing import ClassVar, Self

from creditdsl.base.collect import Stop
from creditdsl.base.exact import show
from creditdsl.base.fault import Fault, Variant
from creditdsl.base.node import node
from creditdsl.forms import wording
from creditdsl.forms.answers import Award, Cases, Options, Ranked
from creditdsl.forms.base import Context, Form, Lowering, Note, Record, Typing
from creditdsl.forms.places import (
    build_options,
    explain_standing,
    lower_standing,
    only_ranked,
    order_words,
    zero_words,
)
from creditdsl.forms.results import build_award
from creditdsl.ir import nodes as ir
from creditdsl.syntax.line_tree import LineTree, Token
from creditdsl.syntax.nodes import Expression, Limits, Places, Quantity
from creditdsl.syntax.numerals import count_of


class Ungrouped(Variant):
    """The reason why no two groups stand at the ends, and the advice."""

    NO_PAIR = "“其余 依次”要有一个前组和一个后组。", "写成“前3名 得5 后3名 得0 其余 依次”。"
    BY_GAP = "“按差距赋分”不能和分组一起写。", "删去“按差距赋分”。"
    NO_GROUP = "“{typed}”不能和“其余 依次”一起写。", "只写“前N名 得a”和“后N名 得b”。"


@node
class MisfitGroups(Fault):
    """E0219 分组排名要有一个前组和一个后组

    说明：“其余 依次”是在前组和后组的分值之间递减，所以要写一个“前N名”和一个“后N名”，各给一个固定的分。
    例：

        一、工作机制（5分）
          报送量 排名赋分 前3名 得5 其余 依次

    改法：写成“报送量 排名赋分 前3名 得5 后3名 得0 其余 依次”。
    """

    why: Ungrouped
    typed: str = ""

    def words(self) -> str:
        return self.why.sentence.format(typed=self.typed)

    def help(self) -> str:
        return self.why.advice


@node
class Group:
    """A group 前N名 (front) or 后N名, and the points of each unit in it."""

    front: bool
    count: int
    points: Quantity

    def case(self) -> tuple[Places, Award]:
        """Return the group as a case; its places have the span of its points."""
        span = self.points.span
        return Places(self.front, 1, self.count, span=span), Award(self.points, False, (), span)


@node
class RankingGroups(Form):
    """排名赋分 by groups. groups: one in front and one behind, in the order written; the first is served first."""

    stem: ClassVar[str] = "ranking_groups"
    title: ClassVar[str] = "排名分组"
    cue: ClassVar[str] = r"[前后][\d一二三四五六七八九十]+名.*(?:中间|依次)"
    example: ClassVar[str] = "报送量 排名赋分 前3名 得5 后3名 得0 其余 依次"

    subject: Expression
    options: Options
    groups: tuple[Group, Group]

    @classmethod
    def build(cls, tree: LineTree, context: Context) -> Self:
        options, places = tree.tree(-4), tree.tree(-3)
        measured = context.subject(tree.children[:-5])
        groups = [_build_group(word, award, context) for word, award in places.pairs]
        span = context.place.cover(places)
        if len(groups) != 2 or groups[0].front == groups[1].front:
            raise Stop(MisfitGroups(Ungrouped.NO_PAIR), span)
        built = build_options([options], context)
        if built.by_gap:
            raise Stop(MisfitGroups(Ungrouped.BY_GAP), span)
        return cls(measured, built, (groups[0], groups[1]))

    def check(self, types: Typing) -> None:
        types.number(self.subject)

    def _front_and_back(self) -> tuple[Group, Group]:
        first, second = self.groups
        return (first, second) if first.front else (second, first)

    def lower(self, to: Lowering, limits: Limits) -> ir.Expr:
        standing = lower_standing(self.subject, self.options, ir.TRUE, to)
        front, back = self._front_and_back()
        branches = []
        for group in self.groups:
            place = standing.place if group.front else standing.from_end
            inside = ir.Compare(ir.CompareOp.LE, place, ir.number(group.count))
            part = "front" if group.front else "back"
            branches.append(ir.Branch(inside, to.label(part, ir.number(group.points.value))))
        a, b = front.points.value, back.points.value
        position = ir.Arith(ir.ArithOp.SUB, (standing.place, ir.number(front.count)))
        between = ir.Arith(ir.ArithOp.SUB, (standing.places, ir.number(front.count + back.count - 1)))
        fall = ir.Arith(ir.ArithOp.DIV, (ir.Arith(ir.ArithOp.MUL, (ir.number(a - b), position)), between))
        middle = ir.Arith(ir.ArithOp.SUB, (ir.number(a), fall))
        return only_ranked(standing, self.options, ir.Choose(tuple(branches), to.label("middle", middle)), to)

    def sentence(self, limits: Limits) -> str:
        groups = "，".join(
            f"{'前' if g.front else '后'}{g.count}名得{wording.points(g.points.value)}" for g in self.groups
        )
        return f"{order_words(self.subject, self.options)}，{groups}，中间名次依次赋分{zero_words(self.options)}"

    def explain(self, record: Record) -> str:
        where = explain_standing(record.show(self.subject), record)
        if record.has("zero"):
            return where
        front, back = self._front_and_back()
        if record.has("front"):
            return f"{where}，属于前{front.count}名，得{wording.points(front.points.value)}"
        if record.has("back"):
            return f"{where}，属于后{back.count}名，得{wording.points(back.points.value)}"
        a, b = front.points.value, back.points.value
        position = record.number("place") - front.count
        between = record.number("places") - front.count - back.count
        sum_ = f"{show(a)}－{show(a - b)}×{show(position)}÷（{show(between)}＋1）"
        which = f"是中间{show(between)}个名次的第{show(position)}个"
        return f"{where}，{which}，得{sum_}{record.equals(record.number('middle'))}"

    def notes(self) -> tuple[Note, ...]:
        shared = (Note.RANKING_SHARED,) if self.options.shared_places else ()
        zero = Note.RANKING_ZERO_OUT if self.options.zero_out else Note.RANKING_ZERO
        return (Note.RANKING_GROUPS, *shared, zero)

    def ladder(self) -> Cases:
        return Cases(self.subject, tuple(group.case() for group in self.groups), None)

    def ranked(self) -> Ranked:
        best, least = sorted((group.points for group in self.groups), key=lambda points: -points.value)
        return Ranked(self.subject, self.options, best, least)


def _build_group(word: Token, award: LineTree, context: Context) -> Group:
    text, span = str(word), context.place.span(word)
    built = build_award(award, context)
    count = count_of(text)
    fixed = isinstance(built.value, Quantity) and not built.prices and not built.deducts
    if text[0] not in "前后" or not count or not fixed:
        raise Stop(MisfitGroups(Ungrouped.NO_GROUP, text), span.to(built.span))
    assert isinstance(built.value, Quantity)
    return Group(text[0] == "前", count, built.value)
