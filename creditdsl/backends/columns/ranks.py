"""Places in a ranking, computed by counting instead of comparing rows with each other.

Receives the keys of all rows and which of them are ranked; promises each row's place and how many share it,
exactly. Keys are counted by value, or first sorted where they are far apart. Fractions are turned into integers
that keep their order and their ties.
"""

import numpy as np

from creditdsl.backends.columns.evaluate import evaluate
from creditdsl.backends.columns.graph import apply, lift
from creditdsl.backends.columns.numbers import Numbers, Truths
from creditdsl.backends.columns.operands import Array, Keys, Node, Op, Operand, by_row, table, width
from creditdsl.base.node import node
from creditdsl.ir.nodes import Ranking, Ties

_DENSITY = 8
"""Keys are counted in a table where their range is at most this many times the rows."""
_SMALL_TABLE = 1024


@node
class StandingColumns:
    """A ranking as columns. `place`, `tied`: of each row, 0 where it is not ranked.

    `used`: number of places in use. `units`: number of rows ranked. `state`: what every row waits for, because a
    ranked one does; 0 for nothing.
    """

    place: Operand
    tied: Operand
    used: int
    units: int
    state: int = 0


def standing(key: Numbers, among: Truths, rows: int, ranking: Ranking, workers: int) -> StandingColumns:
    """Return the ranking of the rows for which `among` holds, none of which waits."""
    counted = _counted(_order(key), among.holds, rows, workers) if rows else None
    if counted is None:
        return StandingColumns(0, 0, 0, 0)
    index, counts = counted
    ordered = counts[::-1] if ranking.descending else counts
    there = ordered > 0
    used = ordered if ranking.ties is Ties.COMPETITION else there
    places = np.where(there, np.cumsum(used) - used + 1, 0)
    tables = [places[::-1] if ranking.descending else places, counts]
    if index.key is None:  # the last entry is for the rows that are not ranked
        tables = [np.append(one, 0) for one in tables]
    place, tied = (table(one.astype(width(0, rows)), index) for one in tables)
    if len(counts) > max(rows, _SMALL_TABLE):
        place, tied = by_row(place), by_row(tied)
    return StandingColumns(place, tied, int(used.sum()), int(counts.sum()))


def _order(key: Numbers) -> Operand:
    """Return integers in the same order as the values, equal where those are.

    Two different fractions with denominators up to D lie at least 1 ÷ D² apart, so that their (D² + 1)-folds, cut
    to whole numbers, still differ.
    """
    if isinstance(key.den, int):
        return key.num
    return apply(Op.FLOOR, apply(Op.MUL, key.num, key.den.high**2 + 1), key.den)


def _counted(order: Operand, holds: Operand, rows: int, workers: int) -> tuple[Keys, Array] | None:
    """Return the keys in order, and how many ranked rows have each; None where no row is ranked."""
    (keys,) = evaluate([order], rows, workers)
    if isinstance(keys, int):
        keys = np.zeros(rows, dtype=np.int8)
    least, most = int(keys.min()), int(keys.max())
    limit = _DENSITY * rows + _SMALL_TABLE
    if most - least >= limit:
        return _sorted(keys, holds, rows, workers)
    first = 0 if least >= 0 and most < limit else least
    size = most - first + 1
    at = keys if first == 0 and not keys.dtype.hasobject else _above(keys, first).astype(width(0, size))
    index = Keys(at, order if isinstance(order, Node) else None, first, size)
    ranked = lift(holds, index)
    if ranked is None:
        (included,) = evaluate([holds], rows, workers)
        kind = width(0, size)
        at = np.where(included, at.astype(kind), kind.type(size))
        index = Keys(at, None, 0, size + 1)
    counts = np.bincount(at, minlength=size)[:size]
    if isinstance(ranked, Node):
        counts[~np.asarray(ranked.array)] = 0
    return None if ranked is False or not counts.any() else (index, counts)


def _sorted(keys: Array, holds: Operand, rows: int, workers: int) -> tuple[Keys, Array] | None:
    """Return the keys in order and their counts, for keys that lie far apart; None where no row is ranked.

    They are sorted with their row behind them, where 64 bits hold both.
    """
    (included,) = evaluate([holds], rows, workers)
    ranked = np.arange(rows) if isinstance(included, int) else np.flatnonzero(included)
    if not len(ranked) or included is False:
        return None
    bits = max(rows - 1, 1).bit_length()
    least = int(keys.min())
    if int(keys.max()) - least >= 1 << (63 - bits):
        different, position = np.unique(keys[ranked], return_inverse=True)
        place, size = position, len(different)
        counts = np.bincount(position, minlength=size)
        order = ranked
    else:
        packed = _above(keys[ranked], least).astype(np.int64)
        packed <<= bits
        packed |= ranked
        packed.sort()
        order = packed & ((1 << bits) - 1)
        packed >>= bits
        new = np.concatenate(([True], packed[1:] != packed[:-1]))
        place = np.cumsum(new, dtype=np.int32)
        place -= 1
        counts = np.diff(np.flatnonzero(new), append=len(packed))
        size = len(counts)
    at = np.full(rows, size, dtype=width(0, size))
    at[order] = place
    return Keys(at, None, 0, size + 1), counts


def _above(keys: Array, least: int) -> Array:
    """Return each key's distance from the least, in a type that holds it."""
    return (keys if keys.dtype.hasobject else keys.astype(np.int64)) - least
