"""The graph: operations on columns become nodes, and what the bounds or the keys decide is not computed by row.

Receives an operation and its operands, integers and truth values; promises the operand of the result, and
that no integer of it leaves low to high. The width in which a node is computed is thus proved: the narrowest
of 8 to 64 bits that holds it, Python's own integers beyond.

Three things spare work. The bounds may decide the result (`_known`). The same operation on the same
operands is one node (hash-consing). What depends on the key of one ranking only is computed once for each
different key (`Keys`), in a table of few entries.

Worked example: `x` is a column with bounds 0 to 50, `p` the place of its ranking, a table by key.

    apply(Op.MUL, x, 3)                       a node with bounds 0 to 150, so 16 bits; asked again, the same node
    apply(Op.LE, apply(Op.MUL, x, 3), 150)    True: the bounds decide, nothing is computed
    apply(Op.ADD, p, x)                       x is the key itself, so a table by key again, computed at once;
                                              `by_row` reads it with one TAKE a row
"""

from collections.abc import Callable, Sequence

from creditdsl.backends.columns.evaluate import evaluated
from creditdsl.backends.columns.operands import Keys, Node, Op, Operand, bounds, by_row, consed, table

_TRUTHS = frozenset({Op.EQ, Op.LT, Op.LE, Op.AND, Op.OR, Op.NOT})


def apply(op: Op, *args: Operand) -> Operand:
    """Return the result of an operation as an operand."""
    if not any(isinstance(arg, Node) for arg in args):
        return _PYTHON[op](*args)
    known = _known(op, args)
    if known is not None:
        return known
    by_key = {arg.keys: None for arg in args if isinstance(arg, Node) and arg.keys is not None}
    for keys in by_key:
        lifted = [_lift(arg, keys) for arg in args]
        parts = [part for part in lifted if part is not None]
        if len(parts) == len(args):
            return _on_table(op, parts, keys)
    if by_key:
        return apply(op, *map(by_row, args))
    low, high = _reach(op, args)
    return consed(op, args, low, high, _is_truth(op, args))


def _is_truth(op: Op, args: Sequence[Operand]) -> bool:
    if op is Op.WHERE:
        return all(arg.truth if isinstance(arg, Node) else isinstance(arg, bool) for arg in args[1:])
    return op in _TRUTHS


def _lift(part: Operand, keys: Keys) -> Operand | None:
    """Return the operand by key, where nothing but the key decides it; else None."""
    if not isinstance(part, Node) or part.keys is keys:
        return part
    if part not in keys.lifted:
        lifted = [_lift(arg, keys) for arg in part.args] if part.keys is None and part.op is not Op.LEAF else [None]
        parts = [one for one in lifted if one is not None]
        keys.lifted[part] = apply(part.op, *parts) if len(parts) == len(lifted) else None
    return keys.lifted[part]


def lift(part: Operand, keys: Keys) -> Operand | None:
    """Return the operand by key; None where it depends on more than the key."""
    return None if keys.key is None else _lift(part, keys)


def _on_table(op: Op, args: Sequence[Operand], keys: Keys) -> Operand:
    """Return the result of an operation on operands by key, computed at once."""
    known = _known(op, args)
    if known is not None:
        return known
    if not any(isinstance(arg, Node) for arg in args):
        return _PYTHON[op](*args)
    low, high = _reach(op, args)
    return table(evaluated(Node(op, tuple(args), low, high, _is_truth(op, args))), keys)


# What the bounds say


def _reach(op: Op, args: Sequence[Operand]) -> tuple[int, int]:
    """Return the interval in which the results lie."""
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


def _known(op: Op, args: Sequence[Operand]) -> Operand | None:
    """Return the result where the bounds, or an argument that changes nothing, decide it; else None."""
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


def _settled(x: Operand, y: Operand, by: bool) -> Operand | None:
    """Return the result of AND (`by` False) or OR (`by` True) where a constant side decides it or says nothing."""
    for side, other in ((x, y), (y, x)):
        if isinstance(side, bool):
            return by if side is by else other
    return x if x is y else None


_PYTHON: dict[Op, Callable[..., Operand]] = {
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
