"""What one unit's value needs of all: places in a ranking, and aggregates of a population.

Receives keys and who takes part; promises places, ties and totals as columns of the next wave. A ranking
counts each distinct key once, orders these, and joins them back, so that no engine sorts all rows in
one place. Keys that are fractions become whole numbers of the same order first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from sqlglot import exp

from creditdsl.backends.sql import whole as w
from creditdsl.backends.sql.numbers import READY, Numbers, Truths, known, waiting
from creditdsl.backends.sql.query import Query
from creditdsl.backends.sql.whole import Flag, Whole
from creditdsl.ir.nodes import Aggregate, PlaceView, Ties


class NoCommonDenominator(Exception):
    """A sum of fractions whose denominators differ from row to row."""


@dataclass(frozen=True, slots=True)
class StandingSql:
    """A ranking in the query. `views`: its columns. `state`: what every row waits for, because a ranked one does."""

    views: dict[PlaceView, Whole]
    state: Whole


def standing(
    query: Query, key: Numbers, among: Truths, rows: int, *, descending: bool, ties: Ties, views: set[PlaceView]
) -> StandingSql:
    """Return the columns for the views of a ranking.

    `rows`: the greatest number of rows.
    """
    ranked = known(Truths(among.holds, w.bits([among.state, key.state])))
    number = order_key(query, key)
    last = w.literal(number.low - 1 if descending else number.high + 1)
    number = w.choose([(ranked, number)], last)  # who is not ranked has a key of its own, behind all others
    number, waits = _readable(query, number), _readable(query, waiting([(among, key.state)], READY))
    columns = {view: f"j{query.name('v')}" for view in PlaceView if view in views or view is PlaceView.TIED}
    k, x, y, group, ordered = (f"j{query.name(stem)}" for stem in "kxygr")
    everyone = ranked.constant is True
    width = w.width_of(rows)
    behind = None if everyone else exp.EQ(this=exp.column(k), expression=w.taken(last))
    count = exp.alias_(_count(width), columns[PlaceView.TIED])
    counted = exp.select(*query.keys(ordered), exp.alias_(w.taken(number), k))
    *partition, _ = keys = counted.named_selects
    counted = counted.group_by(*map(str, range(1, len(keys) + 1)), copy=False).select(count, copy=False)
    order = exp.Order(expressions=[_ordered_by(k, descending)])
    values = _views(partition, columns[PlaceView.TIED], order, ties, behind)
    parts = [exp.alias_(w.cast(values[view], width), name) for view, name in columns.items() if view in views]
    select = exp.select(*keys, *parts).from_(group)
    if waits.constant != 0:
        counted.select(exp.alias_(exp.BitwiseOrAgg(this=w.taken(waits)), x), copy=False)
        select.select(exp.alias_(_over(exp.BitwiseOrAgg(this=exp.column(x)), partition), y), copy=False)
    state = w.column(y, 0, waits.high, w.INT)
    same_key = exp.EQ(this=exp.column(k), expression=exp.paren(w.taken(number)))
    query.join([(group, counted), (ordered, select)], exp.and_(query.same(ordered), same_key))
    least = 1 if everyone and rows else 0
    numbers = {view: w.column(columns[view], least, rows, width) for view in columns if view in views}
    return StandingSql(numbers, state)


def _views(
    partition: Sequence[str], tied: str, order: exp.Order, ties: Ties, behind: exp.Expr | None
) -> dict[PlaceView, exp.Expr]:
    """Return by view what each distinct key says of its units.

    `behind`: whether it is the key of the units that are not ranked; None where all are.
    """

    def ranked(sql: exp.Expr) -> exp.Expr:
        zero = exp.Literal.number(0)
        return sql if behind is None else exp.Case(ifs=[exp.If(this=behind.copy(), true=zero)], default=sql)

    single, count = exp.Literal.number(1), exp.column(tied)
    units = _over(exp.Sum(this=ranked(count.copy())), partition)
    if ties is Ties.DENSE:
        place, places = (
            _over(exp.RowNumber(), partition, order=order),
            _over(exp.Sum(this=ranked(single.copy())), partition),
        )
    else:
        spec = exp.WindowSpec(kind="ROWS", start="UNBOUNDED", start_side="PRECEDING", end="CURRENT ROW")
        upto = _over(exp.Sum(this=count.copy()), partition, order=order, spec=spec)
        place = exp.Add(this=exp.Sub(this=upto, expression=count.copy()), expression=single)
        places = units.copy()
    return {
        PlaceView.PLACE: ranked(place),
        PlaceView.PLACES: places,
        PlaceView.UNITS: units,
        PlaceView.TIED: ranked(count),
    }


def _over(sql: exp.Expr, partition: Sequence[str], **frame: exp.Expr) -> exp.Expr:
    return exp.Window(this=sql, partition_by=[exp.column(name) for name in partition], **frame)


def _readable(query: Query, part: Whole) -> Whole:
    """Return the part as it is where it reads cells only, else as a column.

    A table may read it, and a table has no other access.
    """
    return part if query.of_cells(part) else query.share(part)


def order_key(query: Query, key: Numbers) -> Whole:
    """Return an integer in the order of the values, equal where they are.

    Different fractions with denominators up to D lie more than 1 ÷ D² apart, so that their D²-folds, cut to whole
    numbers, differ. A whole number is added first, so that none is negative.
    """
    if key.den.constant is not None:
        return key.num
    den = query.share(key.den)
    above = key.num
    if above.low < 0:
        above = w.plus(above, w.times(w.literal(-above.low), den))
        above = w.within(above, 0, above.high)
    factor = w.literal(den.high**2)
    if above.high * factor.high < 2**63:
        return w.quotient(w.times(above, factor), den)
    above = query.share(above)  # Spark's quotients have 64 bits: the whole part is multiplied by itself
    whole = query.share(w.quotient(above, den))
    rest = w.minus(above, w.times(whole, den))
    rest = w.within(rest, 0, den.high - 1)
    return w.plus(w.times(whole, factor), w.quotient(w.times(rest, factor), den, factor.high))


def population(query: Query, op: Aggregate, value: Numbers, among: Truths, rows: int) -> Numbers:
    """Return the aggregate, one value for all rows; 0 of none."""
    waits = _readable(query, waiting([(among, value.state)], READY))
    state = READY if waits.constant == 0 else _total(query, exp.BitwiseOrAgg(this=w.taken(waits)), 0, waits.high)
    included = known(Truths(among.holds, w.bits([among.state, value.state])))
    if value.den.constant is None:
        return _extreme_fraction(query, op, value, included, state)
    below = w.literal(value.den.constant)
    match op:
        case Aggregate.MAX | Aggregate.MIN:
            kind = exp.Max if op is Aggregate.MAX else exp.Min
            sql: exp.Expr = kind(this=_where(included, w.taken(value.num)))
            low, high = min(value.num.low, 0), max(value.num.high, 0)
        case Aggregate.SUM | Aggregate.MEAN:
            low, high = min(value.num.low, 0) * rows, max(value.num.high, 0) * rows
            number = w.taken(value.num)
            wide = w.width_of(max(abs(low), abs(high)))
            number = _where(included, w.cast(number, wide) if wide == w.HUGE else number)
            sql = w.cast(exp.Sum(this=number), wide)
        case _:
            assert_never(op)
    num = _total(query, sql, low, high)
    if op is Aggregate.MEAN:
        single = exp.Literal.number(1)
        count = w.cast(exp.Count(this=_where(included, single)), w.width_of(rows))
        below = w.times(below, w.greatest(_total(query, count, 0, rows), w.literal(1)))
    return Numbers(num, below, state)


def _where(flag: Flag, sql: exp.Expr) -> exp.Expr:
    """Return NULL in the rows that are not included, else the value."""
    return sql if flag.constant is True else exp.Case(ifs=[exp.If(this=w.taken(flag), true=sql)])


def _total(query: Query, sql: exp.Expr, low: int, high: int) -> Whole:
    return Whole(_or_zero(query.total(sql)), low, high, w.width_of(max(abs(low), abs(high))), 2)


def _extreme_fraction(query: Query, op: Aggregate, value: Numbers, included: Flag, state: Whole) -> Numbers:
    """Return the fraction of the row that comes first by its order key."""
    if op not in (Aggregate.MAX, Aggregate.MIN):
        raise NoCommonDenominator
    k, a, b, z, rows, ordered, first = (f"j{query.name(stem)}" for stem in "kabzgrs")
    key, first_is_most = order_key(query, value), op is Aggregate.MAX
    last = w.literal(key.low - 1 if first_is_most else key.high + 1)
    parts = ((value.num, w.literal(0)), (value.den, w.literal(1)), (key, last))
    num, den, key = (query.column(w.choose([(included, one)], rest)) for one, rest in parts)  # as in a ranking
    columns = (exp.alias_(w.taken(one), name) for name, one in ((k, key), (a, num), (b, den)))
    inner = exp.select(*query.keys(first), *columns)
    partition = inner.named_selects[:-3]
    order = exp.Order(expressions=[_ordered_by(k, first_is_most), _ordered_by(b, False)])
    place = exp.alias_(_over(exp.RowNumber(), partition, order=order), z)
    best = exp.select(*partition, a, b).from_(ordered).where(exp.column(z).eq(1))
    query.join([(rows, inner), (ordered, exp.select("*", place).from_(rows)), (first, best)], query.same(first))
    return Numbers(w.column(a, num.low, num.high, num.width), w.column(b, den.low, den.high, den.width), state)


def _ordered_by(name: str, descending: bool) -> exp.Expr:
    return exp.Ordered(this=exp.column(name), desc=descending, nulls_first=False)


def _count(width: int) -> exp.Expr:
    return w.cast(exp.Count(this=exp.Star()), width)


def _or_zero(sql: exp.Expr) -> exp.Expr:
    return exp.Coalesce(this=sql, expressions=[exp.Literal.number(0)])
