"""Places in a ranking, computed by counting instead of comparing rows with each other.

Receives the keys of all rows and which of them are ranked; promises each row's place and how many
share it, exactly. Numbers over one denominator are counted by value; fractions are first turned into
integers that keep their order and their ties. Its own step because a ranking needs every row at once.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from creditdsl.backends.columns.numbers import Flags, Numbers, State, Truths
from creditdsl.ir.nodes import Ties

_DENSITY = 8
"""Keys are counted in a table where their range is at most this many times the rows."""
_Table = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """place, tied: of each row, 0 where it is not ranked. used: places in use. units: rows ranked.

    state: what every row waits for, because a ranked one does; 0 for nothing.
    """

    place: _Table
    tied: _Table
    used: int
    units: int
    state: int


def standing(key: Numbers, among: Truths, rows: int, *, descending: bool, ties: Ties) -> Standing:
    """The ranking of the rows for which `among` holds."""
    included = _column(among.holds, rows)
    state = _waits(key.state, among, included, rows)
    if state:
        nothing = np.zeros(rows, dtype=np.int32)
        return Standing(nothing, nothing, 0, 0, state)
    everyone = bool(included.all())
    keys = _keys(key, rows)
    ranked = keys if everyone else keys[included]
    if not len(ranked):
        nothing = np.zeros(rows, dtype=np.int32)
        return Standing(nothing, nothing, 0, 0, 0)
    place, tied, used = _places(ranked, descending, ties)
    if not everyone:
        place, tied = _spread(place, included, rows), _spread(tied, included, rows)
    return Standing(place, tied, used, len(ranked), 0)


def _waits(key: State, among: Truths, included: npt.NDArray[np.bool_], rows: int) -> int:
    """What any row that is ranked, or may be, waits for."""
    found = 0
    if among.state is not None:
        found |= int(np.bitwise_or.reduce(among.state))
        included = included & (among.state == 0)
    if key is not None:
        found |= int(np.bitwise_or.reduce(np.where(included, key, np.uint8(0))))
    return found


def _column(flags: Flags, rows: int) -> npt.NDArray[np.bool_]:
    return np.full(rows, flags) if isinstance(flags, bool) else flags


def _spread(values: _Table, included: npt.NDArray[np.bool_], rows: int) -> _Table:
    whole = np.zeros(rows, dtype=values.dtype)
    whole[included] = values
    return whole


def _keys(key: Numbers, rows: int) -> _Table:
    """Integers in the same order as the values, equal where those are.

    Two different fractions with denominators up to D lie at least 1 ÷ D² apart, so that their
    D²-folds, cut to whole numbers, still differ.
    """
    num = np.full(rows, key.num, dtype=np.int64) if isinstance(key.num, int) else key.num
    if isinstance(key.den, int):
        return num
    factor = key.most * key.most + 1
    if max(abs(key.low), abs(key.high)) * factor >= 2**62:
        num, den = num.astype(object), key.den.astype(object)
        return np.asarray(num * factor // den)
    return np.asarray(num * factor // key.den)


def _places(keys: _Table, descending: bool, ties: Ties) -> tuple[_Table, _Table, int]:
    """Place and number of equals of each key, and how many places are in use."""
    least, most = keys.min(), keys.max()
    span = int(most) - int(least) + 1
    if span <= _DENSITY * len(keys) + 1024:
        at = (keys - least).astype(np.int32)
        counts = np.bincount(at, minlength=span)
        return _read(at, counts, descending, ties)
    at, counts = _counted(keys)
    return _read(at, counts, descending, ties)


def _counted(keys: _Table) -> tuple[_Table, _Table]:
    """The position of each key among the distinct ones in order, and how often each of those occurs.

    Keys are sorted with their row packed behind them, where both fit in 64 bits.
    """
    rows = len(keys)
    bits = max(rows - 1, 1).bit_length()
    least = keys.min()
    if keys.dtype == object or int(keys.max()) - int(least) >= 1 << (62 - bits):
        _, at, counts = np.unique(keys, return_inverse=True, return_counts=True)
        return at, counts
    packed = (keys - least) << bits
    packed |= np.arange(rows, dtype=np.int64)
    packed.sort()
    order = (packed & ((1 << bits) - 1)).astype(np.int32)
    values = packed >> bits
    first = np.empty(rows, dtype=np.bool_)
    first[0] = True
    np.not_equal(values[1:], values[:-1], out=first[1:])
    at = np.empty(rows, dtype=np.int32)
    at[order] = np.cumsum(first, dtype=np.int32) - 1
    return at, np.diff(np.flatnonzero(first), append=rows)


def _read(at: _Table, counts: _Table, descending: bool, ties: Ties) -> tuple[_Table, _Table, int]:
    """From how often each value occurs to the place of each row."""
    ordered = counts[::-1] if descending else counts
    if ties is Ties.COMPETITION:
        ahead = np.cumsum(ordered) - ordered
        used = int(counts.sum())
    else:
        there = ordered > 0
        ahead = np.cumsum(there) - there
        used = int(there.sum())
    table = (ahead[::-1] if descending else ahead) + 1
    return table.astype(np.int32)[at], counts.astype(np.int32)[at], used
