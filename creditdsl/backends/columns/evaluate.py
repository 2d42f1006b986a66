"""Evaluation: nodes of the graph to arrays.

Receives nodes; promises their columns, each integer in the width that its bounds ask for. Rows are taken in blocks
that stay in a core's cache, on as many threads as there are cores. A column that no later step needs is let go at
once.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from creditdsl.backends.columns.operands import Array, Node, Op, Operand, by_row, width

BLOCK = 1 << 16
WORKERS = min(os.cpu_count() or 1, 8)

_Step = Callable[..., Array]
_UFUNCS: dict[Op, Any] = {
    Op.ADD: np.add,
    Op.SUB: np.subtract,
    Op.MUL: np.multiply,
    Op.FLOOR: np.floor_divide,
    Op.MOD: np.remainder,
    Op.MIN: np.minimum,
    Op.MAX: np.maximum,
    Op.ABS: np.absolute,
    Op.EQ: np.equal,
    Op.LT: np.less,
    Op.LE: np.less_equal,
    Op.AND: np.bitwise_and,
    Op.OR: np.bitwise_or,
    Op.NOT: np.logical_not,
    Op.UNION: np.bitwise_or,
    Op.SHARED: np.bitwise_and,
}
_COMPARISONS = frozenset({Op.EQ, Op.LT, Op.LE})


def evaluate(parts: Sequence[Operand], rows: int, workers: int = WORKERS) -> list[Array | int]:
    """Return an array for each operand, an entry for each row; an integer stays what it is.

    Nodes keep their arrays.
    """
    whole = [by_row(part) for part in parts]
    nodes = list(dict.fromkeys(part for part in whole if isinstance(part, Node) and part.array is None))
    if nodes:
        plan = _Plan(nodes)
        arrays = [np.empty(rows, node.dtype) for node in nodes]
        _each_block(lambda block: plan.run(block, arrays), rows, workers)
        for node, array in zip(nodes, arrays, strict=True):
            node.array = array
    return [_array(part) if isinstance(part, Node) else part for part in whole]


def columns(parts: Sequence[Operand], rows: int, workers: int = WORKERS) -> list[Array]:
    """Return an array for each operand; an integer becomes a column, too.

    Its width is the narrowest that holds it: beyond 63 bits NumPy itself would choose an unsigned type, which
    becomes a float beside signed ones.
    """
    values = evaluate(parts, rows, workers)
    arrays = (np.array(value, dtype=width(value, value)) if isinstance(value, int) else value for value in values)
    return [np.broadcast_to(value, (rows,)) for value in arrays]


def evaluated(node: Node) -> Array:
    """Return the array of a node whose arguments have theirs."""
    plan = _Plan([node])
    size = max(len(array) for _, array in plan.leaves)
    result = np.empty(size, node.dtype)
    plan.run(slice(0, size), [result])
    return result


def _array(node: Node) -> Array:
    assert node.array is not None
    return node.array


def _each_block(task: Callable[[slice], None], rows: int, workers: int) -> None:
    blocks = [slice(at, min(at + BLOCK, rows)) for at in range(0, rows, BLOCK)]
    if min(workers, len(blocks)) < 2:
        for block in blocks:
            task(block)
    else:
        with ThreadPoolExecutor(min(workers, len(blocks))) as pool:
            list(pool.map(task, blocks))


class _Plan:
    """The steps that lead to some nodes, in order. Every node and every integer has a place in the list `held`."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.places: dict[Any, int] = {}
        self.held: list[Any] = []
        self.leaves: list[tuple[int, Array]] = []
        self.steps: list[tuple[int, _Step, tuple[int, ...]]] = []
        for node in _in_order(nodes):
            if node.array is not None:
                self.leaves.append((self._place(node), node.array))
            elif node.op is Op.TAKE:
                source, at = node.args
                assert isinstance(source, Node)
                self.steps.append((self._place(node), _taking(_array(source)), (self.places[at],)))
            else:
                step, kind = _step(node)
                args = tuple(self._argument(arg, kind) for arg in node.args)
                self.steps.append((self._place(node), step, args))
        self.results = {self.places[node]: position for position, node in enumerate(nodes)}
        self.last = self._last_uses()

    def _place(self, key: Any, value: Any = None) -> int:
        self.places[key] = len(self.held)
        self.held.append(value)
        return self.places[key]

    def _argument(self, part: Operand, kind: np.dtype[Any]) -> int:
        if isinstance(part, Node):
            return self.places[part]
        key = (int(part), kind)
        return self.places[key] if key in self.places else self._place(key, _typed(part, kind))

    def _last_uses(self) -> list[tuple[int, ...]]:
        """Return by step the places of computed columns that no later step reads."""
        computed = {place for place, _, _ in self.steps}
        last = {place: number for number, (_, _, args) in enumerate(self.steps) for place in args if place in computed}
        last |= {place: number for number, (place, _, _) in enumerate(self.steps) if place not in last}
        gone: list[list[int]] = [[] for _ in self.steps]
        for place, number in last.items():
            gone[number].append(place)
        return [tuple(places) for places in gone]

    def run(self, rows: slice, arrays: Sequence[Array]) -> None:
        """Compute one block of rows and write the wanted columns into `arrays`."""
        held = self.held.copy()
        for place, array in self.leaves:
            held[place] = array[rows]
            if place in self.results:
                arrays[self.results[place]][rows] = held[place]
        for (place, step, args), gone in zip(self.steps, self.last, strict=True):
            held[place] = step(*[held[arg] for arg in args])
            if place in self.results:
                arrays[self.results[place]][rows] = held[place]
            for done in gone:
                held[done] = None


def _in_order(nodes: Iterable[Node]) -> list[Node]:
    """Return the nodes and all that they need in topological order, arguments first; a table is a leaf."""
    ordered: dict[Node, None] = {}
    waiting: list[tuple[Node, bool]] = [(node, False) for node in nodes]
    while waiting:
        node, opened = waiting.pop()
        if node in ordered:
            continue
        if opened or node.array is not None:
            ordered[node] = None
            continue
        waiting.append((node, True))
        args = node.args[1:] if node.op is Op.TAKE else node.args
        waiting += [(arg, False) for arg in args if isinstance(arg, Node)]
    return list(ordered)


def _typed(value: int, kind: np.dtype[Any]) -> Any:
    return np.array(int(value), dtype=object) if kind.hasobject else kind.type(value)


# One step


def _step(node: Node) -> tuple[_Step, np.dtype[Any]]:
    """Return the function that computes a node, and the type of the integers among its arguments."""
    result = node.dtype
    match node.op:
        case Op.WHERE:
            return (_choosing_flags if node.truth else _choosing(node, result)), result
        case Op.AND | Op.OR | Op.NOT:
            return _UFUNCS[node.op], np.dtype(np.bool_)
        case op:
            parts = [arg.dtype if isinstance(arg, Node) else _width_of(arg) for arg in node.args]
            work = _widest(parts if op in _COMPARISONS else [*parts, result])
            return _calling(_UFUNCS[op], work, result, op in _COMPARISONS), work


def _calling(ufunc: Any, work: np.dtype[Any], result: np.dtype[Any], compares: bool) -> _Step:
    if compares and not work.hasobject:
        return ufunc  # type: ignore[no-any-return]  # NumPy takes both sides to the wider type
    if work == result:
        return lambda *args: ufunc(*args, dtype=work)
    return lambda *args: ufunc(*args, dtype=work).astype(result)


def _width_of(value: int) -> np.dtype[Any]:
    return width(value, value)


def _widest(kinds: Sequence[np.dtype[Any]]) -> np.dtype[Any]:
    return max(kinds, key=lambda kind: (kind.hasobject, kind.itemsize))


def _taking(source: Array) -> _Step:
    return lambda at: source.take(at, mode="clip")


def _choosing_flags(when: Any, then: Any, otherwise: Any) -> Array:
    return np.asarray((when & then) | (~when & otherwise))


def _choosing(node: Node, kind: np.dtype[Any]) -> _Step:
    """Return a choice by products of flags, several times faster than `np.where`.

    An intermediate overflow comes back at the end, because integers of a fixed width wrap.
    """
    _, then, otherwise = node.args
    if kind.hasobject:
        return lambda when, a, b: np.asarray(np.where(when, a, b))
    if isinstance(otherwise, int) and otherwise == 0:
        return lambda when, a, b: np.multiply(when.view(np.int8), a, dtype=kind)
    if isinstance(then, int) and then == 0:
        return lambda when, a, b: np.multiply(np.logical_not(when).view(np.int8), b, dtype=kind)
    if isinstance(then, int) and isinstance(otherwise, int):
        half = 1 << (8 * kind.itemsize - 1)
        more = kind.type((then - otherwise + half) % (2 * half) - half)
        return lambda when, a, b: np.multiply(when.view(np.int8), more, dtype=kind) + b

    def run(when: Any, a: Any, b: Any) -> Array:
        chosen: Array = np.subtract(a, b, dtype=kind)
        chosen *= when.view(np.int8)
        chosen += b
        return chosen

    return run
