"""Measures without a declared range, one of which would help where a database may not hold a value."""

from creditdsl.backends.sql.cell_columns import walk
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.program import Measure, Program
from creditdsl.ir.types import Count, Number, Ratio


def unbounded(program: Program, definition: DefinitionId) -> tuple[str, ...]:
    """Return the measures that a definition reads, also through others, and whose range is not declared."""
    bodies = {one.name: one.body for one in program.definitions}
    read: set[str] = set()
    opened, waiting = {definition}, [definition]
    while waiting:
        for node in walk(bodies[waiting.pop()]):
            match node:
                case ir.Cell(measure=measure):
                    read.add(measure)
                case ir.Ref(name=name) | ir.Place(ranking=name) if name not in opened:
                    opened.add(name)
                    waiting.append(name)
                case _:
                    pass
    return tuple(one.name for one in program.measures if one.name in read and _open(one))


def _open(measure: Measure) -> bool:
    match measure.type:
        case Count(low=low, high=high) | Number(low=low, high=high) | Ratio(low=low, high=high):
            return low is None or high is None
        case _:
            return False
