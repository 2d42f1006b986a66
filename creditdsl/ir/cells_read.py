"""Which cells an expression reads: the measures behind a denominator that is zero."""

from collections.abc import Mapping

from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId


def cells_of(node: ir.Expr, bodies: Mapping[DefinitionId, ir.Expr | ir.Ranking]) -> tuple[str, ...]:
    """Return the measures that an expression reads, also through derived measures.

    Each definition is opened once.
    """
    measures: dict[str, None] = {}
    opened: set[DefinitionId] = set()
    left: list[ir.Expr] = [node]
    while left:
        match left.pop():
            case ir.Cell(measure=measure):
                measures[measure] = None
            case ir.Ref(name=name) if name not in opened:
                opened.add(name)
                body = bodies[name]
                if not isinstance(body, ir.Ranking):
                    left.append(body)
            case ir.Arith(args=args):
                left += reversed(args)
            case ir.Population(value=value):
                left.append(value)
            case _:
                pass
    return tuple(measures)
