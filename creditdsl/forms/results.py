"""The result of a case: built, checked, lowered and explained (its values are in answers.py).

The forms that decide between cases share this module. It is no form itself.
"""

from collections.abc import Sequence
from fractions import Fraction

from creditdsl.base.collect import Stop
from creditdsl.base.exact import show
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.base.reference import EntryRef
from creditdsl.forms import wording
from creditdsl.forms.answers import (
    Award,
    ColumnMark,
    Group,
    NoPoints,
    Result,
    Void,
    VoidItem,
    VoidRef,
    VoidRule,
    VoidSection,
)
from creditdsl.forms.base import Context, Lowering, Note, Record, Typing
from creditdsl.ir import nodes as ir
from creditdsl.syntax.expressions import build_expression, build_name, build_quantity
from creditdsl.syntax.line_tree import LineTree, Token
from creditdsl.syntax.nodes import Name, Quantity


@node
class NotPoints(Fault):
    """E0211 得、扣后面不是分数

    说明：得、扣、最高后面写分数；带 % 或量词的数不是分数。
    例：

        一、工作机制（5分）
          建立机制 得5条

    改法：写成“得5”或“得5分”。
    """

    measure_word: str
    """The measure word, or %."""
    points: Fraction

    def words(self) -> str:
        return f"这里要写分数，不能带“{self.measure_word}”。"

    def help(self) -> str:
        return f"写成 {wording.points(self.points)}。"


@node
class EmptyMarkRange(Fault):
    """E0212 酌情的幅度不对

    说明：酌情要有从小到大的幅度，如“酌情 0至4”。
    例：

        一、工作机制（5分）
          宣传成效 酌情 4至0

    改法：把小的写在前面。
    """

    low: Fraction
    high: Fraction

    def words(self) -> str:
        return "酌情的幅度要从小到大。"

    def help(self) -> str:
        reversed_ends = self.low > self.high
        low, high = (self.high, self.low) if reversed_ends else (Fraction(0), self.high)
        return f"写成“酌情 {_range(low, high)}”。"


def plain_points(quantity: Quantity) -> Quantity:
    """Return a number of points; stop at any unit but 分."""
    if quantity.unit not in ("", "分"):
        right = quantity.value * 100 if quantity.percent else quantity.value
        raise Stop(NotPoints(quantity.unit, right), quantity.span)
    return Quantity(quantity.value, span=quantity.span)


def build_award(tree: LineTree, context: Context) -> Award:
    """Build 得5, 得 7×增速, 扣2, 得满分."""
    place = context.place
    first, span = tree.token(0), place.cover(tree)
    if first.type == "GAIN_FULL":
        return Award(None, False, (), span)
    value = build_expression(tree.children[1], place)
    if isinstance(value, Quantity):
        value = plain_points(value)
    prices = tuple(_build_price(price, context) for price in tree.trees if price.data == "class_price")
    written = "" if first.type == "SCORE_IS" else str(first).strip()
    return Award(value, first.type == "LOSE", prices, span, written)


def _build_price(tree: LineTree, context: Context) -> tuple[Group, Fraction]:
    """Build （非产区0.8）."""
    _, group, number, _ = tree.tokens
    place = context.place
    name = build_name(group, place)
    return Group(name.text, span=name.span), plain_points(build_quantity(number, place)).value


def build_mark(tree: LineTree, column: Name, context: Context) -> ColumnMark:
    """Build 酌情 0至4, 酌情扣 0.5至2."""
    word, low, _, high = tree.tokens
    place = context.place
    bottom, top = plain_points(build_quantity(low, place)), plain_points(build_quantity(high, place))
    if bottom.value >= top.value:
        span = bottom.span.to(top.span)
        raise Stop(EmptyMarkRange(bottom.value, top.value), span)
    return ColumnMark(column, bottom.value, top.value, word.type == "MARK_LOSE", place.cover(tree))


def _range(low: Fraction, high: Fraction) -> str:
    return f"{show(low)}至{show(high)}"


def build_result(tree: LineTree, context: Context) -> Result:
    """Build the tree of `result`."""
    child = tree.children[0]
    span = context.place.cover(tree)
    if isinstance(child, Token):
        match child.type:
            case "NO_POINTS":
                return NoPoints(span)
            case "VOID_ITEM":
                return VoidItem(span)
            case "VOID_SECTION":
                return VoidSection(span)
            case "VOID_REF":
                return VoidRef(EntryRef(str(child).split("不")[0].strip()), span)
            case _:
                number = "".join(c for c in str(child) if c.isdigit())
                return VoidRule(int(number[:6]), span)
    if child.data == "award":
        return build_award(child, context)
    return build_mark(child.tree(1), build_name(child.token(0), context.place), context)


def build_otherwise(tree: LineTree, context: Context) -> Result:
    """Build 其余 or 否则 at the end of a form's tree; 不得分 holds where it is not written."""
    last = tree.children[-1]
    if isinstance(last, Token) or last.data != "otherwise":
        return NoPoints(context.place.cover(tree), unwritten=True)
    return build_result(last.tree(1), context)


def check_result(result: Result, types: Typing) -> None:
    """State the types that a result needs."""
    match result:
        case Award(value=value, prices=prices) if value is not None:
            types.points(value)
            for group, _ in prices:
                types.group(group.text, group.span)
        case ColumnMark(column=column, low=low, high=high):
            types.mark(column, low, high)
        case Award() | NoPoints() | VoidRule() | VoidItem() | VoidSection() | VoidRef():
            pass


def lower_award(award: Award, to: Lowering) -> ir.Expr:
    """Lower an award to its points, negative for a deduction."""
    value = ir.Const(to.points or Fraction(0)) if award.value is None else to.expression(award.value)
    if award.prices:
        branches = (ir.Branch(to.member(group.text), ir.Const(price)) for group, price in award.prices)
        value = to.label("price", ir.Choose(tuple(branches), value))
    return ir.Arith(ir.ArithOp.MUL, (ir.number(-1), value)) if award.deducts else value


def lower_result(result: Result, to: Lowering) -> ir.Expr:
    """Lower a result to its points; a void gives 0."""
    match result:
        case Award():
            return lower_award(result, to)
        case ColumnMark(column=column, deducts=deducts):
            mark = to.label("mark", to.expression(column))
            return ir.Arith(ir.ArithOp.MUL, (ir.number(-1), mark)) if deducts else mark
        case NoPoints() | VoidRule() | VoidItem() | VoidSection() | VoidRef():
            return ir.ZERO


def lower_cases(cases: Sequence[tuple[ir.Expr, Result]], otherwise: Result | ir.Expr, to: Lowering) -> ir.Expr:
    """Lower cases to the first whose condition holds; the labels `case1`…, `rest` record the case taken."""
    for position, (when, result) in enumerate(cases):
        if isinstance(result, Void):
            earlier = tuple(ir.negate(c) for c, _ in cases[:position])
            lower_void(result, ir.both(*earlier, when), to)
    branches = tuple(
        ir.Branch(when, to.label(f"case{position}", lower_result(result, to)))
        for position, (when, result) in enumerate(cases, 1)
    )
    if isinstance(otherwise, Result):
        lower_void(otherwise, ir.both(*(ir.negate(when) for when, _ in cases)), to)
        otherwise = lower_result(otherwise, to)
    return ir.Choose(branches, to.label("rest", otherwise))


def lower_void(result: Result, when: ir.Expr, to: Lowering) -> None:
    """Strike what a result voids, where a condition holds; other results strike nothing."""
    match result:
        case VoidRule(number=number):
            to.void_rule(number, when)
        case VoidItem():
            to.void_item(when)
        case VoidSection():
            to.void_section(when)
        case VoidRef(ref=ref):
            to.void_ref(ref, when)
        case Award() | NoPoints() | ColumnMark():
            pass


def verb_of(results: Sequence[object], deducts: bool) -> str:
    """Return the one verb of the awards that give points, or take them; 得 or 扣 where they have several."""
    awards = (result for result in results if isinstance(result, Award) and result.deducts is deducts)
    verbs = {award.verb for award in awards if award.value is not None and not _is_zero(award)}
    return verbs.pop() if len(verbs) == 1 else "扣" if deducts else "得"


def otherwise_words(otherwise: Result, results: Sequence[Result]) -> str:
    """Return the words for the result of 其余 beside the other results.

    No points are `不扣分` where these only take points away, `不加分` where they are added (加5分).
    """
    if not isinstance(otherwise, NoPoints):
        return otherwise.words()
    if only_deducts(results):
        return "不扣分"
    return "不加分" if verb_of(results, deducts=False) == "加" else otherwise.words()


def explain_result(result: Result, record: Record) -> str:
    """Explain the points of the case that was taken."""
    match result:
        case Award(deducts=deducts, prices=prices) if prices:
            return ("扣" if deducts else "得") + wording.points(record.number("price"))
        case Award(value=Quantity() | None) | NoPoints() | VoidItem() | VoidRule() | VoidSection() | VoidRef():
            return result.words()
        case Award(value=value, deducts=deducts):
            assert value is not None
            return f"{'扣' if deducts else '得'}分={record.points(value)}"
        case ColumnMark(column=column, deducts=deducts):
            reason = record.reason(column)
            because = f"，理由：{reason}" if reason else ""
            verb = "酌情扣" if deducts else "酌情计"
            return f"考核人员{verb}{wording.points(record.number('mark'))}{because}"


def explain_otherwise(otherwise: Result, results: Sequence[Result], record: Record) -> str:
    """Explain the points of 其余; `未扣分` where the other results only take points away."""
    if isinstance(otherwise, NoPoints):
        return otherwise_words(otherwise, results).replace("不扣分", "未扣分")
    return explain_result(otherwise, record)


def only_deducts(results: Sequence[Result]) -> bool:
    """Return whether some result takes points away and none gives any; 得0 and 不得分 give none."""
    awards = [r for r in results if isinstance(r, ColumnMark) or (isinstance(r, Award) and not _is_zero(r))]
    return bool(awards) and all(award.deducts for award in awards)


def _is_zero(award: Award) -> bool:
    return isinstance(award.value, Quantity) and award.value.value == 0


def notes_of(result: Result) -> tuple[Note, ...]:
    """Return the readings that a result depends on."""
    return (Note.DISCRETION,) if isinstance(result, ColumnMark) else ()


def taken(record: Record, count: int) -> int | None:
    """Return the index of the case that was taken; None for 其余."""
    return next((i for i in range(count) if record.has(f"case{i + 1}")), None)
