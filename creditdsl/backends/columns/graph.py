"""What is to be computed: columns of integers and flags as the nodes of a graph, each with its bounds.

Receives operations on columns, integers and truth values; promises the node of the result, and that
no integer of it leaves low to high. So the width in which a node is computed is proved, not hoped
for: the narrowest of 8 to 64 bits that holds it, Python's own integers beyond. What the bounds
decide is not computed, the same operation on the same columns is one node, and what depends on the
key of one ranking only is computed once for each different key (`Keys`).
"""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import Any
from weakref import WeakValueDictionary

import numpy as np

from creditdsl.ir.columns import Array as Array


class Op(Enum):
    """FLOOR and MOD are by positive integers; SHARED are the bits of both; TAKE reads a table by its index."""

    ADD = auto()
    SUB = auto()
    MUL = auto()
    FLOOR = auto()
    MOD = auto()
    MIN = auto()
    MAX = auto()
    ABS = auto()
    EQ = auto()
    LT = auto()
    LE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    UNION = auto()
    SHARED = auto()
    WHERE = auto()
    TAKE = auto()
    GIVEN = auto()


_TRUTHS = frozenset({Op.EQ, Op.LT, Op.LE, Op.AND, Op.OR, Op.NOT})
_WIDTHS = tuple((np.dtype(f"int{bits}"), -(1 << (bits - 1)), (1 << (bits - 1)) - 1) for bits in (8, 16, 32, 64))
_PYTHONS = np.dtype(object)
_TRUTH = np.dtype(np.bool_)


class Node:
    """One column. array: where it is given or computed. keys: where it has an entry for each key, not each row."""

    __slots__ = ("__weakref__", "args", "array", "high", "keys", "low", "op", "truth", "uses")

    def __init__(self, op: Op, args: tuple["Part", ...], low: int, high: int, truth: bool) -> None:
        self.op, self.args, self.low, self.high, self.truth = op, args, low, high, truth
        self.array: Array | None = None
        self.keys: Keys | None = None
        self.uses: WeakValueDictionary[Any, Node] = WeakValueDictionary()

    @property
    def dtype(self) -> np.dtype[Any]:
        return _TRUTH if self.truth else width(self.low, self.high)


Part = Node | int
"""A column; an integer or a truth value that all rows share."""


class Keys:
    """The different keys of a ranking. at: for each row the index of its key in the tables.

    key: the column whose values the keys are; None where some rows are not ranked.
    """

    def __init__(self, at: Array, key: Node | None, first: int, size: int) -> None:
        self.at, self.key = given(at, 0, max(size - 1, 0)), key
        self.lifted: dict[Node, Part | None] = {}
        if key is not None:
            values = np.arange(first, first + size, dtype=width(first, first + size))
            # no row has a key below the least; what was proved of the rows is to hold here too
            self.lifted[key] = table(np.maximum(values, max(key.low, first)), self)


def width(low: int, high: int) -> np.dtype[Any]:
    """The narrowest type that holds low to high."""
    for kind, least, most in _WIDTHS:
        if least <= low and high <= most:
            return kind
    return _PYTHONS


def given(array: Array, low: int, high: int) -> Node:
    """A column that is there."""
    node = Node(Op.GIVEN, (), low, high, array.dtype == np.bool_)
    node.array = array
    return node


def table(array: Array, keys: Keys) -> Part:
    """A column with an entry for each key; one value where they are all the same."""
    low, high = array.min(), array.max()
    if low == high:
        return bool(low) if array.dtype == np.bool_ else int(low)
    node = given(array, int(low), int(high))
    node.keys = keys
    return node


def by_row(part: Part) -> Part:
    """The same with an entry for each row."""
    if not isinstance(part, Node) or part.keys is None:
        return part
    return _node(Op.TAKE, (part, part.keys.at), part.low, part.high, part.truth)


def bounds(part: Part) -> tuple[int, int]:
    return (part.low, part.high) if isinstance(part, Node) else (int(part), int(part))


def apply(op: Op, *args: Part) -> Part:
    """The result of an operation."""
    if not any(isinstance(arg, Node) for arg in args):
        return _PYTHON[op](*args)
    known = _known(op, args)
    if known is not None:
        return known
    found = {arg.keys: None for arg in args if isinstance(arg, Node) and arg.keys is not None}
    for keys in found:
        lifted = [_lift(arg, keys) for arg in args]
        parts = [part for part in lifted if part is not None]
        if len(parts) == len(args):
            return _on_table(op, parts, keys)
    if found:
        return apply(op, *map(by_row, args))
    low, high = _reach(op, args)
    return _node(op, args, low, high, _is_truth(op, args))


def _node(op: Op, args: tuple[Part, ...], low: int, high: int, truth: bool) -> Node:
    """The node that is there already, or a new one."""
    uses = next(arg for arg in args if isinstance(arg, Node)).uses
    key = (op, *(arg if isinstance(arg, Node) else (type(arg), arg) for arg in args))
    node = uses.get(key)
    if node is None:
        node = uses[key] = Node(op, args, low, high, truth)
    return node


def _is_truth(op: Op, args: Sequence[Part]) -> bool:
    if op is Op.WHERE:
        return all(arg.truth if isinstance(arg, Node) else isinstance(arg, bool) for arg in args[1:])
    return op in _TRUTHS


def _lift(part: Part, keys: Keys) -> Part | None:
    """The same by key, where nothing else decides it."""
    if not isinstance(part, Node) or part.keys is keys:
        return part
    if part not in keys.lifted:
        lifted = [_lift(arg, keys) for arg in part.args] if part.keys is None and part.op is not Op.GIVEN else [None]
        parts = [one for one in lifted if one is not None]
        keys.lifted[part] = apply(part.op, *parts) if len(parts) == len(lifted) else None
    return keys.lifted[part]


def lift(part: Part, keys: Keys) -> Part | None:
    """The same by key; None where it depends on more than the key."""
    return None if keys.key is None else _lift(part, keys)


def _on_table(op: Op, args: Sequence[Part], keys: Keys) -> Part:
    from creditdsl.backends.columns.evaluate import evaluated

    known = _known(op, args)
    if known is not None:
        return known
    if not any(isinstance(arg, Node) for arg in args):
        return _PYTHON[op](*args)
    low, high = _reach(op, args)
    return table(evaluated(Node(op, tuple(args), low, high, _is_truth(op, args))), keys)


# What the bounds say


def _reach(op: Op, args: Sequence[Part]) -> tuple[int, int]:
    """Between which integers the results lie."""
    ends = [bounds(arg) for arg in args]
    match op, ends:
        case Op.ADD, [(a, b), (c, d)]:
            return a + c, b + d
        case Op.SUB, [(a, b), (c, d)]:
            return a - d, b - c
        case Op.MUL, [(a, b), (c, d)]:
            products = a * c, a * d, b * c, b * d
            return min(products), max(products)
        case Op.FLOOR, [(a, b), (c, d)]:
            return a // (c if a < 0 else d), b // (d if b < 0 else c)
        case Op.MOD, [_, (_, d)]:
            return 0, d - 1
        case Op.MIN, [(a, b), (c, d)]:
            return min(a, c), min(b, d)
        case Op.MAX, [(a, b), (c, d)]:
            return max(a, c), max(b, d)
        case Op.ABS, [(a, b)]:
            return (0 if a <= 0 <= b else min(abs(a), abs(b))), max(abs(a), abs(b))
        case Op.UNION, [(_, b), (_, d)]:
            return 0, (1 << max(b, d).bit_length()) - 1
        case Op.SHARED, [(_, b), (_, d)]:
            return 0, min(b, d)
        case Op.WHERE, [_, (a, b), (c, d)]:
            return min(a, c), max(b, d)
        case _:
            return 0, 1


def _known(op: Op, args: Sequence[Part]) -> Part | None:
    """The result where the bounds, or an argument that changes nothing, give it away."""
    ends = [bounds(arg) for arg in args]
    match op, args, ends:
        case Op.ADD, (x, 0), _:
            return x
        case Op.ADD, (0, x), _:
            return x
        case Op.SUB, (x, 0), _:
            return x
        case Op.MUL, (_, 0), _:
            return 0
        case Op.MUL, (0, _), _:
            return 0
        case Op.MUL, (x, 1), _:
            return x
        case Op.MUL, (1, x), _:
            return x
        case Op.FLOOR, (x, 1), _:
            return x
        case Op.MOD, (_, 1), _:
            return 0
        case Op.ABS, (x,), [(low, _)] if low >= 0:
            return x
        case Op.MIN, (x, y), [(a, b), (c, d)]:
            return x if b <= c else y if d <= a else None
        case Op.MAX, (x, y), [(a, b), (c, d)]:
            return x if a >= d else y if c >= b else None
        case Op.LT, (x, y), [(a, b), (c, d)]:
            return True if b < c else False if a >= d or x is y else None
        case Op.LE, (x, y), [(a, b), (c, d)]:
            return True if b <= c or x is y else False if a > d else None
        case Op.EQ, (x, y), [(a, b), (c, d)]:
            return True if x is y else False if b < c or d < a else None
        case Op.AND, (x, y), _:
            return _settled(x, y, False)
        case Op.OR, (x, y), _:
            return _settled(x, y, True)
        case Op.NOT, (Node(op=Op.NOT, args=(inner,)),), _:
            return inner
        case Op.UNION, (x, y), _:
            return x if y is x or (y == 0 and isinstance(y, int)) else y if isinstance(x, int) and x == 0 else None
        case Op.WHERE, (when, x, y), _:
            if isinstance(when, bool):
                return x if when else y
            return x if x is y or (isinstance(x, int) and type(x) is type(y) and x == y) else None
        case _:
            return None


def _settled(x: Part, y: Part, by: bool) -> Part | None:
    """The result of AND (by False) or OR (by True) where one side decides it or says nothing."""
    for one, other in ((x, y), (y, x)):
        if isinstance(one, bool):
            return by if one is by else other
    return x if x is y else None


_PYTHON: dict[Op, Callable[..., Part]] = {
    Op.ADD: lambda a, b: a + b,
    Op.SUB: lambda a, b: a - b,
    Op.MUL: lambda a, b: a * b,
    Op.FLOOR: lambda a, b: a // b,
    Op.MOD: lambda a, b: a % b,
    Op.MIN: min,
    Op.MAX: max,
    Op.ABS: abs,
    Op.EQ: lambda a, b: a == b,
    Op.LT: lambda a, b: a < b,
    Op.LE: lambda a, b: a <= b,
    Op.AND: lambda a, b: a and b,
    Op.OR: lambda a, b: a or b,
    Op.NOT: lambda a: not a,
    Op.UNION: lambda a, b: a | b,
    Op.SHARED: lambda a, b: a & b,
    Op.WHERE: lambda when, a, b: a if when else b,
}
"""Of values that all rows share."""
