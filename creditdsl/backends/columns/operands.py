"""Operands: what the engine computes with, columns of integers and flags as nodes, each with its bounds.

Receives an array, or an operation with its arguments and bounds; promises a node whose type is the narrowest
that holds its bounds, and one node for the same operation on the same arguments (hash-consing).
"""

from enum import Enum, auto
from typing import Any
from weakref import WeakValueDictionary

import numpy as np

from creditdsl.ir.columns import Array as Array


class Op(Enum):
    """An operation. FLOOR and MOD are by positive integers, SHARED is the intersection of bits, TAKE reads a table
    by its index.
    """

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
    LEAF = auto()


_WIDTHS = tuple((np.dtype(f"int{bits}"), -(1 << (bits - 1)), (1 << (bits - 1)) - 1) for bits in (8, 16, 32, 64))
_PYTHONS = np.dtype(object)
_TRUTH = np.dtype(np.bool_)


class Node:
    """One column with its bounds. `array`: its values, None until they are computed.

    `keys`: of a table, the keys by which it has entries; None for a column with an entry for each row. `uses`: the
    nodes that are made of it, for hash-consing.
    """

    __slots__ = ("__weakref__", "args", "array", "high", "keys", "low", "op", "truth", "uses")

    def __init__(self, op: Op, args: tuple["Operand", ...], low: int, high: int, truth: bool) -> None:
        self.op, self.args, self.low, self.high, self.truth = op, args, low, high, truth
        self.array: Array | None = None
        self.keys: Keys | None = None
        self.uses: WeakValueDictionary[Any, Node] = WeakValueDictionary()

    @property
    def dtype(self) -> np.dtype[Any]:
        return _TRUTH if self.truth else width(self.low, self.high)


Operand = Node | int
"""A column; an integer or a truth value that all rows share."""


class Keys:
    """The different keys of a ranking. `at`: for each row the index of its key in the tables.

    `key`: the column whose values the keys are; None where some rows are not ranked.
    """

    def __init__(self, at: Array, key: Node | None, first: int, size: int) -> None:
        self.at, self.key = leaf(at, 0, max(size - 1, 0)), key
        self.lifted: dict[Node, Operand | None] = {}
        if key is not None:
            values = np.arange(first, first + size, dtype=width(first, first + size))
            # no row has a key below the least; what was proved of the rows is to hold here too
            self.lifted[key] = table(np.maximum(values, max(key.low, first)), self)


def width(low: int, high: int) -> np.dtype[Any]:
    """Return the narrowest type that holds the integers from low to high."""
    for kind, least, most in _WIDTHS:
        if least <= low and high <= most:
            return kind
    return _PYTHONS


def leaf(array: Array, low: int, high: int) -> Node:
    """Return the node of an array that is there; its values lie between low and high."""
    node = Node(Op.LEAF, (), low, high, array.dtype == np.bool_)
    node.array = array
    return node


def table(array: Array, keys: Keys) -> Operand:
    """Return the node of an array with an entry for each key; a constant where all entries are equal."""
    low, high = array.min(), array.max()
    if low == high:
        return bool(low) if array.dtype == np.bool_ else int(low)
    node = leaf(array, int(low), int(high))
    node.keys = keys
    return node


def by_row(part: Operand) -> Operand:
    """Return the operand with an entry for each row."""
    if not isinstance(part, Node) or part.keys is None:
        return part
    return consed(Op.TAKE, (part, part.keys.at), part.low, part.high, part.truth)


def bounds(part: Operand) -> tuple[int, int]:
    """Return the least and the greatest value of the operand."""
    return (part.low, part.high) if isinstance(part, Node) else (int(part), int(part))


def consed(op: Op, args: tuple[Operand, ...], low: int, high: int, truth: bool) -> Node:
    """Return the node of this operation on these arguments: the existing one, or a new one (hash-consing)."""
    uses = next(arg for arg in args if isinstance(arg, Node)).uses
    key = (op, *(arg if isinstance(arg, Node) else (type(arg), arg) for arg in args))
    node = uses.get(key)
    if node is None:
        node = uses[key] = Node(op, args, low, high, truth)
    return node
