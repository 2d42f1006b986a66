"""Ranking the units by a value: the parts that the ranking forms share. No form itself.

Places (language.md §3) count distinct values by default (1 1 2), with 并列占位 units (1 1 3). With d places in
use, place p gets best − (p−1)·(best−least)/(d−1). Where all values are equal, or there is one unit, all get the
best. An example: values 9 9 5 2 with 最多5 最少1 have the places 1 1 2 3, and get 5 5 3 1.
"""

from fractions import Fraction

from creditdsl.base.collect import Stop
from creditdsl.base.exact import show
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.forms import wording
from creditdsl.forms.answers import Options, Ranked
from creditdsl.forms.base import Context, Lowering, Note, Record
from creditdsl.forms.results import plain_points
from creditdsl.ir import nodes as ir
from creditdsl.syntax.expressions import build_quantity, takes_away
from creditdsl.syntax.line_tree import LineTree
from creditdsl.syntax.nodes import Expression, Places, Quantity


@node
class ReversedEnds(Fault):
    """E0217 最多比最少还小

    说明：排名赋分的“最多”给第一名，“最少”给最后一名，最多要大于最少。数值低的排在前面时，写“由低到高”，
    不是把两个数对调。
    例：

        一、工作机制（5分）
          信息条数 排名赋分 最多1 最少5

    改法：对调两个数；要让数值低的得分高，写“排名赋分 由低到高 最多5 最少1”。
    """

    best: Fraction
    least: Fraction

    def words(self) -> str:
        return "“最多”比“最少”小。"

    def help(self) -> str:
        return f"写成“最多{show(self.least)} 最少{show(self.best)}”。"


@node
class OpposedOptions(Fault):
    """E0218 排名的选项互相矛盾

    说明：同一个选项写了两次，或写了相反的两个（如由高到低和由低到高）。
    例：

        一、工作机制（5分）
          信息条数 排名赋分 由高到低 由低到高 最多5 最少1

    改法：只留一个。
    """

    options: tuple[str, str]

    def words(self) -> str:
        return f"{'和'.join(f'“{option}”' for option in self.options)}只能写一个。"

    def help(self) -> str:
        return "删去多余的一个。"


@node
class DeductingEnd(Fault):
    """E0234 排名赋分里写了扣

    说明：排名赋分的“最多”“最少”是首位和末位得到的分，不是扣去的分；照“得”读下去，意思就反了。
    例：

        一、工作机制（5分）
          信息条数 排名赋分 最多扣5 最少1

    改法：写成“最多5 最少1”。名次在后的要扣分，另写一条规则。
    """

    points: Fraction

    def words(self) -> str:
        return "排名赋分给的是得分，“最多”后面不能写“扣”。"

    def help(self) -> str:
        return f"写成“最多{show(self.points)}”。"


@node
class GapOfPlaces(Fault):
    """E0241 按差距赋分和名次写在一起

    说明：“按差距赋分”是按数值的差距，不看名次。
    例：

        一、工作机制（5分）
          种类数 排名赋分 按差距赋分 第一名 得5

    改法：删去“按差距赋分”。
    """

    def words(self) -> str:
        return "“按差距赋分”不能和名次一起写。"


_FACTS = (ir.PlaceView.PLACE, ir.PlaceView.PLACES, ir.PlaceView.TIED, ir.PlaceView.UNITS)
_OPPOSITES = (("FALLING", "RISING"), ("SHARED_PLACES", "DENSE_PLACES"), ("ZERO_OUT",), ("BY_GAP",))


@node
class Rank:
    """排名赋分: its options, and the points of the first and the last place."""

    options: Options
    best: Quantity
    least: Quantity

    def of(self, subject: Expression) -> Ranked:
        return Ranked(subject, self.options, self.best, self.least)


def build_options(trees: list[LineTree], context: Context) -> Options:
    """Build the options of a ranking; stop at opposed ones."""
    tokens = [token for tree in trees for token in tree.tokens]
    for group in _OPPOSITES:
        opposed = [token for token in tokens if token.type in group]
        if len(opposed) > 1:
            raise Stop(OpposedOptions((str(opposed[0]), str(opposed[1]))), context.place.span(opposed[1]))
    kinds = {token.type for token in tokens}
    return Options("RISING" not in kinds, "ZERO_OUT" in kinds, "SHARED_PLACES" in kinds, "BY_GAP" in kinds)


def build_place_options(tree: LineTree, context: Context) -> Options:
    """Build the options of a ranking that gives points by single places."""
    built = build_options([tree], context)
    if built.by_gap:
        span = context.place.cover(tree)
        raise Stop(GapOfPlaces(), span)
    return built


def build_rank(tree: LineTree, context: Context) -> Rank:
    """Build the tree of `rank`."""
    before, ends, after = tree.trees
    options = build_options([before, after], context)
    numbers: dict[str, Quantity] = {}
    for word, number in zip(ends.tokens[::2], ends.tokens[1::2], strict=True):
        numbers[word.type] = plain_points(build_quantity(number, context.place))
        if takes_away(word):
            span = context.place.span(word).to(numbers[word.type].span)
            raise Stop(DeductingEnd(numbers[word.type].value), span)
    best, least = numbers["MOST"], numbers["LEAST"]
    if best.value < least.value:
        raise Stop(ReversedEnds(best.value, least.value), best.span.to(least.span))
    return Rank(options, best, least)


@node
class Standing:
    """A lowered ranking: the references to its facts and conditions.

    ranked: whether the unit is ranked. same: whether all values are equal. from_end: the place counted from the end.
    """

    key: ir.Expr
    ranked: ir.Expr
    place: ir.Expr
    places: ir.Expr
    units: ir.Expr
    same: ir.Expr
    from_end: ir.Expr

    def within(self, places: Places) -> ir.Expr:
        return within(places, self.place if places.front else self.from_end, self.units)


def lower_standing(subject: Expression, options: Options, among: ir.Expr, to: Lowering) -> Standing:
    """Define the ranking of `subject` over the units for which `among` holds, and its facts.

    The facts place, places, units and tied serve the explanation.
    """
    key = to.expression(subject)
    conditions = [condition for condition in (to.applies, among) if condition != ir.TRUE]
    if options.zero_out:
        conditions.append(ir.negate(ir.Compare(ir.CompareOp.EQ, key, ir.ZERO)))
    ranked = ir.both(*conditions) if conditions else ir.TRUE
    ties = ir.Ties.COMPETITION if options.shared_places else ir.Ties.DENSE
    name = to.ranking(ir.Ranking(key, ranked, options.falling, ties))
    place, places, tied, units = (to.fact(view.value, ir.Place(name, view)) for view in _FACTS)
    after = tied if options.shared_places else ir.number(1)
    # places + 2 − (place + after): 1 for the last place, because `after` is the places that the value itself takes
    beyond = ir.Arith(ir.ArithOp.ADD, (places, ir.number(2)))
    from_end = ir.Arith(ir.ArithOp.SUB, (beyond, ir.Arith(ir.ArithOp.ADD, (place, after))))
    same = ir.Compare(ir.CompareOp.EQ, tied, units)
    return Standing(key, ranked, place, places, units, same, from_end)


def within(places: Places, position: ir.Expr, units: ir.Expr) -> ir.Expr:
    """Return whether a position lies in the places.

    position: the place counted from the front or from the end, as the places are. units: the number of units, of
    which a share of places is taken.
    """
    if places.share is not None:
        return ir.Compare(ir.CompareOp.LE, position, ir.Arith(ir.ArithOp.MUL, (ir.Const(places.share), units)))
    if places.first == 1:
        return ir.Compare(ir.CompareOp.LE, position, ir.number(places.last))
    first, last = ir.number(places.first), ir.number(places.last)
    return ir.both(ir.Compare(ir.CompareOp.GE, position, first), ir.Compare(ir.CompareOp.LE, position, last))


def only_ranked(standing: Standing, options: Options, value: ir.Expr, to: Lowering) -> ir.Expr:
    """Return `value` for ranked units, and 0 for a unit left out by 零不得分."""
    if not options.zero_out:
        return value
    zero = ir.Compare(ir.CompareOp.EQ, standing.key, ir.ZERO)
    return ir.Choose((ir.Branch(zero, to.label("zero", ir.ZERO)),), value)


def lower_rank(rank: Rank, subject: Expression, among: ir.Expr, to: Lowering) -> ir.Expr:
    """Return the points of a unit for which `among` holds."""
    standing = lower_standing(subject, rank.options, among, to)
    best, least = rank.best.value, rank.least.value
    if rank.options.by_gap:
        share = _gap(standing, rank.options, to)
    else:
        steps = ir.Arith(ir.ArithOp.SUB, (standing.place, ir.number(1)))
        share = ir.Arith(ir.ArithOp.DIV, (steps, ir.Arith(ir.ArithOp.SUB, (standing.places, ir.number(1)))))
    fall = ir.Arith(ir.ArithOp.MUL, (share, ir.number(best - least)))
    spread = ir.Arith(ir.ArithOp.SUB, (ir.number(best), fall))
    value = ir.Choose((ir.Branch(standing.same, to.label("alone", ir.number(best))),), to.label("spread", spread))
    return only_ranked(standing, rank.options, value, to)


def _end(standing: Standing, highest: bool) -> ir.Expr:
    op = ir.Aggregate.MAX if highest else ir.Aggregate.MIN
    return ir.Population(op, standing.key, standing.ranked)


def _gap(standing: Standing, options: Options, to: Lowering) -> ir.Expr:
    """Return the distance of the value from the first, as a share of the whole span from 0 to 1.

    The facts highest and lowest and the label away serve the explanation.
    """
    highest, lowest = to.fact("highest", _end(standing, True)), to.fact("lowest", _end(standing, False))
    ends = (highest, standing.key) if options.falling else (standing.key, lowest)
    away = to.label("away", ir.Arith(ir.ArithOp.SUB, ends))
    return ir.Arith(ir.ArithOp.DIV, (away, ir.Arith(ir.ArithOp.SUB, (highest, lowest))))


def order_words(subject: Expression, options: Options) -> str:
    """Return `按信息条数由高到低排名`."""
    order = "由高到低" if options.falling else "由低到高"
    shared = "（并列占位）" if options.shared_places else ""
    return f"{wording.by(subject)}{order}排名{shared}"


def zero_words(options: Options) -> str:
    """Return the words for 零不得分; empty without it."""
    return "，数值为零的不得分" if options.zero_out else ""


def rank_words(subject: Expression, rank: Rank) -> str:
    """Return `按信息条数由高到低排名，首位得5分，末位得1分，中间依次赋分`."""
    between = "中间按差距赋分" if rank.options.by_gap else "中间依次赋分"
    ends = f"首位得{wording.points(rank.best.value)}，末位得{wording.points(rank.least.value)}，{between}"
    return f"{order_words(subject, rank.options)}，{ends}{zero_words(rank.options)}"


def explain_standing(shown: str, record: Record) -> str:
    """Explain the unit's place, or that it has none; the whole explanation where label `zero` is recorded."""
    if record.has("zero"):
        return f"{shown}，数值为零，不参加排名，不得分"
    return f"{shown}，{_place_words(record)}"


def _place_words(record: Record) -> str:
    """Return `12个单位参加排名，排第2名（共8个名次，2个单位并列）`; as many places as units are not counted again."""
    units, place = record.number("units"), record.number("place")
    places, tied = record.number("places"), record.number("tied")
    beside = [f"共{show(places)}个名次"] if places != units else []
    beside += [f"{show(tied)}个单位并列"] if tied > 1 else []
    return f"{show(units)}个单位参加排名，排第{show(place)}名" + (f"（{'，'.join(beside)}）" if beside else "")


def explain_rank(subject: Expression, rank: Rank, record: Record, before: str = "") -> str:
    """Explain a unit's place; before: words between its number and its place."""
    where = explain_standing(record.show(subject) + before, record)
    if record.has("zero"):
        return where
    best, least = rank.best.value, rank.least.value
    if record.has("alone"):
        why = "只有一个单位参加排名" if record.number("units") == 1 else "参加排名的单位全部相同"
        return f"{where}，{why}，得最高分{wording.points(best)}"
    top, gap = show(best), show(best - least)
    value = record.number("spread")
    if best > least and value in (best, least):
        return f"{where}，是{'首' if value == best else '末'}位，得{wording.points(value)}"
    if rank.options.by_gap:
        away, span = show(record.number("away")), show(record.number("highest") - record.number("lowest"))
        return f"{where}，与首位相差{away}，首末位相差{span}，得{top}－{away}÷{span}×{gap}{record.equals(value)}"
    place, places = show(record.number("place")), show(record.number("places"))
    return f"{where}，得{top}－（{place}－1）×{gap}÷（{places}－1）{record.equals(value)}"


def place_notes(options: Options) -> tuple[Note, ...]:
    """Return the readings of a ranking that gives points by single places."""
    shared = Note.RANKING_SHARED if options.shared_places else Note.RANKING_DISTINCT
    return (shared, Note.RANKING_ZERO_OUT if options.zero_out else Note.RANKING_ZERO)


def rank_notes(options: Options) -> tuple[Note, ...]:
    """Return the readings of a ranking between two ends."""
    main = Note.RANKING_GAP if options.by_gap else Note.RANKING
    shared = (Note.RANKING_SHARED,) if options.shared_places else ()
    zero = Note.RANKING_ZERO_OUT if options.zero_out else Note.RANKING_ZERO
    return (main, *shared, zero)
