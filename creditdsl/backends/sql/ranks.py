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
from creditdsl.backends.sql.numbers import READY, Numbers, Truths, known
from creditdsl.backends.sql.query import Query
from creditdsl.backends.sql.whole import Flag, Whole
from creditdsl.ir.nodes import Aggregate, PlaceView, Ties


class NoCommonDenominator(Exception):
    """A sum of fractions whose denominators differ from row to row."""


@dataclass(frozen=True, slots=True)
class Standing:
    """state: what every row waits for, because a ranked one does."""

    views: dict[PlaceView, Whole]
    state: Whole


def standing(
    query: Query, key: Numbers, among: Truths, rows: int, *, descending: bool, ties: Ties, views: set[PlaceView]
) -> Standing:
    """The columns for the views of a ranking; rows: there are no more of them."""
    state = _waits(query, key.state, among)
    ranked = known(Truths(among.holds, w.bits([among.state, key.state])))
    number = order_key(query, key)
    last = w.literal(number.low - 1 if descending else number.high + 1)
    number = w.choose([(ranked, number)], last)  # who is not ranked has a key of its own, behind all others
    number = query.share(number) if number.level else number
    columns = {view: f"j{query.name('v')}" for view in PlaceView if view in views or view is PlaceView.TIED}
    k, group, ordered = (f"j{query.name(stem)}" for stem in "kgr")
    everyone = ranked.constant is True
    width = w.width_of(rows)
    behind = None if everyone else exp.EQ(this=exp.column(k), expression=w.taken(last))
    counted = _over(query, number.level, [(k, w.taken(number)), (columns[PlaceView.TIED], _count(width))])
    query.over(number.level, group, counted.group_by(*map(str, range(1, len(query.partition) + 2)), copy=False))
    order = exp.Order(expressions=[_ordered_by(k, descending)])
    values = _views(query, columns[PlaceView.TIED], order, ties, behind)
    parts = [exp.alias_(w.cast(values[view], width), name) for view, name in columns.items() if view in views]
    select = exp.select(*query.partition, k, *parts).from_(group)
    query.over(number.level, ordered, _renamed(query, select, ordered))
    own = exp.EQ(this=exp.column(k), expression=exp.paren(w.taken(number)))
    query.join(number.level, ordered, exp.and_(*_same(query.partition, ordered), own), outer=False)
    least = 1 if everyone and rows else 0
    found = {
        view: query.joined(number.level, exp.column(columns[view]), least, rows) for view in columns if view in views
    }
    return Standing(found, state)


def _views(query: Query, tied: str, order: exp.Order, ties: Ties, behind: exp.Expr | None) -> dict[PlaceView, exp.Expr]:
    """What each distinct key says of its units; behind: whether it is the key of those who are not ranked."""

    def ranked(sql: exp.Expr) -> exp.Expr:
        zero = exp.Literal.number(0)
        return sql if behind is None else exp.Case(ifs=[exp.If(this=behind.copy(), true=zero)], default=sql)

    def over(sql: exp.Expr, **frame: exp.Expr) -> exp.Expr:
        return exp.Window(this=sql, partition_by=[exp.column(name) for name in query.partition], **frame)

    one, count = exp.Literal.number(1), exp.column(tied)
    units = over(exp.Sum(this=ranked(count.copy())))
    if ties is Ties.DENSE:
        place, places = over(exp.RowNumber(), order=order), over(exp.Sum(this=ranked(one.copy())))
    else:
        spec = exp.WindowSpec(kind="ROWS", start="UNBOUNDED", start_side="PRECEDING", end="CURRENT ROW")
        upto = over(exp.Sum(this=count.copy()), order=order, spec=spec)
        place = exp.Add(this=exp.Sub(this=upto, expression=count.copy()), expression=one)
        places = units.copy()
    return {
        PlaceView.PLACE: ranked(place),
        PlaceView.PLACES: places,
        PlaceView.UNITS: units,
        PlaceView.TIED: ranked(count),
    }


def order_key(query: Query, key: Numbers) -> Whole:
    """An integer in the order of the values, equal where they are.

    Different fractions with denominators up to D lie more than 1 ÷ D² apart, so that their D²-folds,
    cut to whole numbers, differ. A whole number is added first, so that none is negative.
    """
    if key.den.constant is not None:
        return key.num
    den = query.share(key.den)
    above = key.num
    if above.low < 0:
        above = w.plus(above, w.times(w.literal(-above.low), den))
        above = Whole(above.sql, 0, above.high, above.width, above.level, above.weight)
    factor = w.literal(den.high**2)
    if above.high * factor.high < 2**63:
        return w.quotient(w.times(above, factor), den)
    above = query.share(above)  # Spark's quotients have 64 bits: the whole part is multiplied by itself
    whole = query.share(w.quotient(above, den))
    rest = w.minus(above, w.times(whole, den))
    rest = Whole(rest.sql, 0, den.high - 1, rest.width, rest.level, rest.weight)
    return w.plus(w.times(whole, factor), w.quotient(w.times(rest, factor), den, factor.high))


def population(query: Query, op: Aggregate, value: Numbers, among: Truths, rows: int) -> Numbers:
    """One value for all rows; 0 of none."""
    state = _waits(query, value.state, among)
    included = known(Truths(among.holds, w.bits([among.state, value.state])))
    level = max(value.num.level, value.den.level, included.level)
    if value.den.constant is None:
        return _extreme_fraction(query, op, value, included, state)
    total, count = f"j{query.name('a')}", f"j{query.name('a')}"
    below = w.literal(value.den.constant)
    match op:
        case Aggregate.MAX | Aggregate.MIN:
            kind = exp.Max if op is Aggregate.MAX else exp.Min
            sql: exp.Expr = kind(this=w.taken(value.num))
            low, high = min(value.num.low, 0), max(value.num.high, 0)
        case Aggregate.SUM | Aggregate.MEAN:
            low, high = min(value.num.low, 0) * rows, max(value.num.high, 0) * rows
            number = w.taken(value.num)
            wide = w.width_of(max(abs(low), abs(high)))
            sql = w.cast(exp.Sum(this=w.cast(number, wide) if wide == w.HUGE else number), wide)
        case _:
            assert_never(op)
    parts = [(total, sql)]
    if op is Aggregate.MEAN:
        parts.append((count, _count(w.width_of(rows))))
    _join_totals(query, level, _over(query, level, parts, included))
    num = query.joined(level, _or_zero(exp.column(total)), low, high)
    if op is Aggregate.MEAN:
        units = query.joined(level, _or_zero(exp.column(count)), 0, rows)
        below = w.times(below, w.greatest(units, w.literal(1)))
    return Numbers(num, below, state)


def _extreme_fraction(query: Query, op: Aggregate, value: Numbers, included: Flag, state: Whole) -> Numbers:
    """The fraction of the row that comes first by its order key."""
    if op not in (Aggregate.MAX, Aggregate.MIN):
        raise NoCommonDenominator
    key, num, den = query.column(order_key(query, value)), query.column(value.num), query.column(value.den)
    included = query.share_flag(included)
    level = max(part.level for part in (key, num, den, included))
    k, a, b, z = (f"j{query.name(stem)}" for stem in "kabz")
    window = exp.Window(
        this=exp.RowNumber(),
        partition_by=[exp.column(name) for name in query.partition],
        order=exp.Order(expressions=[_ordered_by(k, op is Aggregate.MAX), _ordered_by(b, False)]),
    )
    inner = _over(query, level, [(k, w.taken(key)), (a, w.taken(num)), (b, w.taken(den))], included)
    rows, first = f"j{query.name('g')}", f"j{query.name('r')}"
    query.over(level, rows, inner)
    query.over(level, first, exp.select("*", exp.alias_(window, z)).from_(rows))
    best = exp.select(*query.partition, a, b).from_(first).where(exp.column(z).eq(1))
    name = f"j{query.name('s')}"
    query.over(level, name, _renamed(query, best, name))
    on = exp.and_(*_same(query.partition, name)) if query.partition else exp.Boolean(this=True)
    query.join(level, name, on, outer=True)
    low, high = min(num.low, 0), max(num.high, 0)
    return Numbers(
        query.joined(level, _or_zero(exp.column(a)), low, high),
        query.joined(level, _or_zero(exp.column(b), otherwise=1), 1, den.high),
        state,
    )


def _waits(query: Query, state: Whole, among: Truths) -> Whole:
    """What any unit that takes part, or may do so, waits for."""
    if among.state.constant == 0 and state.constant == 0:
        return READY
    bits = w.choose([(w.inverse(w.compare(exp.EQ, among.state, READY)), among.state), (among.holds, state)], READY)
    level, name = bits.level, f"j{query.name('x')}"
    if bits.constant == 0:
        return READY
    aggregate = exp.BitwiseOrAgg(this=w.taken(bits))
    _join_totals(query, level, _over(query, level, [(name, aggregate)]))
    return query.joined(level, _or_zero(exp.column(name)), 0, 7)


def _over(query: Query, level: int, columns: Sequence[tuple[str, exp.Expr]], which: Flag | None = None) -> exp.Select:
    select = exp.select(*query.partition, *(exp.alias_(sql, name) for name, sql in columns))
    select = select.from_(query.relation(level))
    return select if which is None or which.constant is True else select.where(w.taken(which), copy=False)


def _join_totals(query: Query, level: int, select: exp.Select) -> None:
    """Totals of all rows (or of a row's period) beside each row."""
    name = f"j{query.name('s')}"
    if query.partition:
        select = select.group_by(*query.partition)
    query.over(level, name, _renamed(query, select, name))
    if query.partition:
        query.join(level, name, exp.and_(*_same(query.partition, name)), outer=True)
    else:
        query.beside(level, name)


def _renamed(query: Query, select: exp.Select, name: str) -> exp.Select:
    """The columns of the partition called `<name>_<column>`, so that a join knows them apart."""
    for at, own in enumerate(query.partition):
        select.expressions[at].replace(exp.alias_(exp.column(own), f"{name}_{own}"))
    return select


def _same(partition: Sequence[str], name: str) -> list[exp.Expr]:
    return [exp.EQ(this=exp.column(f"{name}_{own}"), expression=exp.column(own)) for own in partition]


def _ordered_by(name: str, descending: bool) -> exp.Expr:
    return exp.Ordered(this=exp.column(name), desc=descending, nulls_first=False)


def _count(width: int) -> exp.Expr:
    return w.cast(exp.Count(this=exp.Star()), width)


def _or_zero(sql: exp.Expr, otherwise: int = 0) -> exp.Expr:
    return exp.Coalesce(this=sql, expressions=[exp.Literal.number(otherwise)])
