"""Whole numbers of each row, as SQL with proven bounds.

Receives SQL for integers together with the least and the greatest value it can take. It promises that no sum,
product or quotient built by this module passes the type it is computed in. That is 32 bits, 64, or 38 decimal
digits, whichever the bounds ask for, because some databases overflow in silence. Nothing is divided but a number
that is not negative by one that is positive, because engines differ in the sign of the remainder.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlglot import exp

INT, BIGINT, HUGE = 32, 64, 128
_GREATEST = ((INT, 2**31 - 1), (BIGINT, 2**63 - 1), (HUGE, 10**38 - 1))
_TYPES = {INT: exp.DataType.Type.INT, BIGINT: exp.DataType.Type.BIGINT, HUGE: exp.DataType.Type.INT128}
_LIGHT = 3
"""An expression of at most so many parts is written again where it is used again."""


class TooWide(Exception):
    """A value may need more than 38 digits."""


@dataclass(frozen=True, slots=True)
class Whole:
    """An integer of each row: `sql` lies between `low` and `high` and has the type `width`.

    `filled`: where it is not zero, if that is simpler SQL.
    """

    sql: exp.Expr
    low: int
    high: int
    width: int
    weight: int = 1
    filled: "Flag | None" = None

    @property
    def constant(self) -> int | None:
        return self.low if self.low == self.high else None

    @property
    def reach(self) -> int:
        return max(abs(self.low), abs(self.high))

    @property
    def light(self) -> bool:
        return self.weight <= _LIGHT


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false for each row, never NULL; constant where it is the same for all."""

    sql: exp.Expr
    constant: bool | None = None
    weight: int = 1

    @property
    def light(self) -> bool:
        return self.weight <= _LIGHT


_Part = TypeVar("_Part", Whole, Flag)


def literal(value: int) -> Whole:
    return Whole(exp.Literal.number(value), value, value, width_of(abs(value)))


def truth(value: bool) -> Flag:
    return Flag(exp.Boolean(this=value), value)


def width_of(reach: int) -> int:
    """Return the narrowest type that holds every integer up to `reach`, either sign."""
    for width, most in _GREATEST:
        if reach <= most:
            return width
    raise TooWide


def column(name: str, low: int, high: int, width: int) -> Whole:
    return literal(low) if low == high else Whole(exp.column(name), low, high, width)


def within(number: Whole, low: int, high: int) -> Whole:
    """Return the same number with bounds that are known to hold."""
    return replace(number, low=low, high=high)


def taken(part: Whole | Flag) -> exp.Expr:
    """Return its SQL for one more use: a tree has one place only."""
    return part.sql if part.sql.parent is None and not isinstance(part.sql, exp.Literal) else part.sql.copy()


def cast(sql: exp.Expr, width: int) -> exp.Expr:
    return exp.Cast(this=sql, to=exp.DataType(this=_TYPES[width]))


def _bracketed(sql: exp.Expr) -> exp.Expr:
    return exp.Paren(this=sql) if isinstance(sql, exp.Binary | exp.Not | exp.Connector) else sql


def _weight(*parts: Whole | Flag) -> int:
    return sum(part.weight for part in parts) + 1


def _binary(kind: type[exp.Binary], left: Whole, right: Whole, low: int, high: int) -> Whole:
    if low == high:
        return literal(low)
    width = width_of(max(abs(low), abs(high)))
    a, b = taken(left), taken(right)
    if max(left.width, right.width) < width:
        a, b = (a, cast(b, width)) if left.constant is not None else (cast(a, width), b)
    width = max(width, left.width, right.width)
    sql = kind(this=_bracketed(a), expression=_bracketed(b))
    return Whole(sql, low, high, width, _weight(left, right))


def plus(*parts: Whole) -> Whole:
    """Return the sum; what is the same for all rows is added last."""
    fixed = sum(part.low for part in parts if part.constant is not None)
    total: Whole | None = None
    for part in (part for part in parts if part.constant is None):
        total = part if total is None else _binary(exp.Add, total, part, total.low + part.low, total.high + part.high)
    if total is None:
        return literal(fixed)
    if not fixed:
        return total
    if fixed < 0:
        return minus(total, literal(-fixed))
    return _binary(exp.Add, total, literal(fixed), total.low + fixed, total.high + fixed)


def minus(left: Whole, right: Whole) -> Whole:
    if right.constant == 0:
        return left
    return _binary(exp.Sub, left, right, left.low - right.high, left.high - right.low)


def times(left: Whole, right: Whole) -> Whole:
    if right.constant == 1:
        return left
    if left.constant == 1:
        return right
    ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    return _binary(exp.Mul, left, right, min(ends), max(ends))


def quotient(above: Whole, below: Whole, most: int | None = None) -> Whole:
    """Return how often `below` fits whole into `above`.

    `most`: an upper bound that is known beside the bounds of both.
    """
    assert above.low >= 0 and below.low >= 1
    if below.constant == 1:
        return above
    high = above.high // below.low if most is None else min(most, above.high // below.low)
    whole = _binary(exp.IntDiv, above, below, above.low // below.high, high)
    whole.sql.meta.update(width=whole.width, high=whole.high)  # for dialects.py
    return whole


def odd(number: Whole) -> Flag:
    assert number.low >= 0
    if number.constant is not None:
        return truth(number.low % 2 == 1)
    rest = exp.Mod(this=_bracketed(taken(number)), expression=exp.Literal.number(2))
    return Flag(exp.EQ(this=rest, expression=exp.Literal.number(1)), None, number.weight + 3)


def greatest(left: Whole, right: Whole) -> Whole:
    if left.low >= right.high:
        return left
    if right.low >= left.high:
        return right
    return _function("GREATEST", left, right, max(left.low, right.low), max(left.high, right.high))


def least(left: Whole, right: Whole) -> Whole:
    if left.high <= right.low:
        return left
    if right.high <= left.low:
        return right
    return _function("LEAST", left, right, min(left.low, right.low), min(left.high, right.high))


def _function(name: str, left: Whole, right: Whole, low: int, high: int) -> Whole:
    sql = exp.Anonymous(this=name, expressions=[taken(left), taken(right)])
    return Whole(sql, low, high, max(left.width, right.width), _weight(left, right))


def choose(branches: Sequence[tuple[Flag, Whole]], otherwise: Whole) -> Whole:
    """Return the number behind the first flag that holds."""
    cases = _cases(branches, otherwise)
    values = [part for _, part in cases]
    low, high = min(part.low for part in values), max(part.high for part in values)
    if len(cases) == 1 or low == high:
        return values[0]
    sql, weight = _case(cases, values)
    filled = cases[0][0] if len(cases) == 2 and values[0].constant and values[1].constant == 0 else None
    return Whole(sql, low, high, max(part.width for part in values), weight, filled)


def choose_flag(branches: Sequence[tuple[Flag, Flag]], otherwise: Flag) -> Flag:
    cases = _cases(branches, otherwise)
    if len(cases) == 1:
        return cases[0][1]
    sql, weight = _case(cases, [part for _, part in cases])
    return Flag(sql, None, weight)


def _cases(branches: Sequence[tuple[Flag, _Part]], otherwise: _Part) -> list[tuple[Flag, _Part]]:
    """Return the branches that some row may take; the last of them is the rest."""
    stop = next((at for at, (when, _) in enumerate(branches) if when.constant is True), len(branches))
    rest = branches[stop][1] if stop < len(branches) else otherwise
    cases = [(when, then) for when, then in branches[:stop] if when.constant is None]
    cases.append((truth(True), rest))
    return cases


def _case(cases: Sequence[tuple[Flag, Whole | Flag]], values: Sequence[Whole | Flag]) -> tuple[exp.Expr, int]:
    *tests, (_, rest) = cases
    ifs = [exp.If(this=taken(when), true=taken(then)) for when, then in tests]
    parts = [*(when for when, _ in tests), *values]
    return exp.Case(ifs=ifs, default=taken(rest)), _weight(*parts)


_COMPARED: dict[type[exp.Binary], Callable[[Whole, Whole], bool | None]] = {
    exp.EQ: lambda a, b: a.low == b.low if a.constant is not None and b.constant is not None else _apart(a, b),
    exp.LT: lambda a, b: True if a.high < b.low else False if a.low >= b.high else None,
    exp.LTE: lambda a, b: True if a.high <= b.low else False if a.low > b.high else None,
    exp.GT: lambda a, b: True if a.low > b.high else False if a.high <= b.low else None,
    exp.GTE: lambda a, b: True if a.low >= b.high else False if a.high < b.low else None,
}


def _apart(a: Whole, b: Whole) -> bool | None:
    return False if a.high < b.low or b.high < a.low else None


def compare(kind: type[exp.Binary], left: Whole, right: Whole) -> Flag:
    known = _COMPARED[kind](left, right)
    if known is not None:
        return truth(known)
    if kind is exp.EQ and left.filled is not None and right.constant == 0:
        return inverse(left.filled)
    sql = kind(this=_bracketed(taken(left)), expression=_bracketed(taken(right)))
    return Flag(sql, None, _weight(left, right))


def inverse(flag: Flag) -> Flag:
    if flag.constant is not None:
        return truth(not flag.constant)
    if isinstance(flag.sql, exp.Not):
        return Flag(flag.sql.this.unnest().copy(), None, flag.weight - 1)
    return Flag(exp.Not(this=_bracketed(taken(flag))), None, flag.weight + 1)


def every(flags: Sequence[Flag]) -> Flag:
    return _joined(exp.And, flags, settled=False)


def some(flags: Sequence[Flag]) -> Flag:
    return _joined(exp.Or, flags, settled=True)


def _joined(kind: type[exp.Binary], flags: Sequence[Flag], *, settled: bool) -> Flag:
    if any(flag.constant is settled for flag in flags):
        return truth(settled)
    parts = list({flag.sql: flag for flag in flags if flag.constant is None}.values())
    if not parts:
        return truth(not settled)
    sql = _bracketed(taken(parts[0]))
    for part in parts[1:]:
        sql = kind(this=sql, expression=_bracketed(taken(part)))
    return Flag(sql, None, sum(part.weight for part in parts))


def bits(parts: Sequence[Whole]) -> Whole:
    """Return the union of the states; parts that are one bit or none are asked together."""
    fixed, single, rest = 0, dict[int, list[Flag]](), dict[exp.Expr, Whole]()
    for part in parts:
        if part.constant is not None:
            fixed |= part.constant
        elif (asked := _single(part)) is not None:
            single.setdefault(part.high, []).append(asked)
        else:
            rest[part.sql] = part
    varying = list({part.sql: part for part in parts if part.constant is None}.values())
    if len(varying) == 1 and not fixed:
        return varying[0]
    masks = [choose([(some(flags), literal(bit))], literal(0)) for bit, flags in single.items()]
    masks += [*rest.values(), *([literal(fixed)] if fixed else [])]
    if not masks:
        return literal(0)
    total = masks[0]
    for part in masks[1:]:
        sql = exp.BitwiseOr(this=_bracketed(taken(total)), expression=_bracketed(taken(part)))
        most = (1 << (total.high | part.high).bit_length()) - 1  # a bound is no mask: what is at most 4 may be 3
        total = Whole(sql, fixed, most, INT, _weight(total, part))
    return total


def _single(state: Whole) -> Flag | None:
    """Return whether the state is its one bit, where it has one at most; else None."""
    return state.filled if state.high & (state.high - 1) == 0 else None


def where_filled(state: Whole) -> Whole:
    """Return the state, as it is in a row where it is not zero."""
    return state if _single(state) is None else literal(state.high)


def has_bit(state: Whole, bit: int) -> Flag:
    if state.constant is not None:
        return truth(bool(state.constant & bit))
    if state.high < bit:
        return truth(False)
    masked = exp.BitwiseAnd(this=_bracketed(taken(state)), expression=exp.Literal.number(bit))
    sql = exp.NEQ(this=exp.Paren(this=masked), expression=exp.Literal.number(0))
    return Flag(sql, None, state.weight + 3)
