"""How the units' cells stand in the table that a query reads.

Receives a program; promises for each measure that it reads a column of whole numbers, truths or words,
with the bounds from which the compiler proves that nothing overflows. A blank cell is NULL there and
nowhere later.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from creditdsl.ir import nodes as ir
from creditdsl.ir.program import Program
from creditdsl.ir.types import Choice, Truth

CELLS = "cells"
"""The relation that a query reads: the units' cells."""
ROW, UNIT, PERIOD = "n", "u", "p"
"""Its columns beside the measures; ROW counts the rows where a runner asks for it."""


class Kind(Enum):
    NUMBER = "number"
    TRUTH = "truth"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class CellColumn:
    """The cells of a measure: num ÷ den, num between `low` and `high`. `blank`: whether a cell may be blank."""

    name: str
    measure: str
    kind: Kind
    den: int = 1
    low: int = 0
    high: int = 0
    blank: bool = True

    @property
    def reach(self) -> int:
        return max(abs(self.low), abs(self.high))


@dataclass(frozen=True, slots=True)
class CellColumns:
    """The cells of all measures. `columns`: by measure. `rows`: the greatest number of rows."""

    columns: Mapping[str, CellColumn]
    rows: int


def measures_read(program: Program) -> dict[str, Kind]:
    """Return the measures that the definitions read, in the order of the program."""
    read: dict[str, None] = {}
    for definition in program.definitions:
        for node in walk(definition.body):
            match node:
                case ir.Cell(measure=measure) | ir.OptionIs(measure=measure):
                    read[measure] = None
                case ir.IsBlank(measures=measures):
                    read |= dict.fromkeys(measures)
                case _:
                    pass
    kinds = {measure.name: _kind(measure.type) for measure in program.measures}
    ordered = [name for name in kinds if name in read] + [name for name in read if name not in kinds]
    return {name: kinds.get(name, Kind.NUMBER) for name in ordered}


def _kind(kind: object) -> Kind:
    match kind:
        case Truth():
            return Kind.TRUTH
        case Choice():
            return Kind.WORD
        case _:
            return Kind.NUMBER


def walk(body: ir.Expr | ir.Ranking) -> Iterator[ir.Expr | ir.Ranking]:
    """Yield every node of a definition, itself included."""
    waiting: list[ir.Expr | ir.Ranking] = [body]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += _below(node)


def _below(node: ir.Expr | ir.Ranking) -> Sequence[ir.Expr]:
    match node:
        case ir.Labelled(body=body):
            return [body]
        case ir.Arith(args=args) | ir.Logic(args=args):
            return args
        case ir.Compare(left=left, right=right):
            return [left, right]
        case ir.Choose(branches=branches, otherwise=otherwise):
            return [part for branch in branches for part in (branch.when, branch.then)] + [otherwise]
        case ir.Steps(value=value) | ir.Clamp(value=value) | ir.Round(value=value):
            return [value]
        case ir.Population(value=value, among=among) | ir.Ranking(key=value, among=among):
            return [value, among]
        case ir.IfZeroDivisor(value=value, otherwise=otherwise):
            return [value, otherwise]
        case _:
            return []
