"""How the units' cells stand in the table that a query reads.

Receives rows of units, or only what a scheme declares of its measures; promises for each measure a
column of whole numbers, truths or words, with the bounds from which the compiler proves that nothing
overflows. A blank cell is NULL there and nowhere later.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import lcm

from creditdsl.ir import nodes as ir
from creditdsl.ir.outcome import UnitData
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
class Column:
    """A measure's cells: num ÷ den, num between low and high. blank: whether some cell may be."""

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
class Cells:
    """columns by measure. rows: there are no more of them."""

    columns: Mapping[str, Column]
    rows: int


def measures_read(program: Program) -> dict[str, Kind]:
    """The measures that the definitions read, in the order of the program."""
    found: dict[str, None] = {}
    for definition in program.definitions:
        for node in parts(definition.body):
            match node:
                case ir.Cell(measure=measure) | ir.OptionIs(measure=measure):
                    found[measure] = None
                case ir.IsBlank(measures=measures):
                    found |= dict.fromkeys(measures)
                case _:
                    pass
    kinds = {measure.name: _kind(measure.type) for measure in program.measures}
    ordered = [name for name in kinds if name in found] + [name for name in found if name not in kinds]
    return {name: kinds.get(name, Kind.NUMBER) for name in ordered}


def _kind(kind: object) -> Kind:
    match kind:
        case Truth():
            return Kind.TRUTH
        case Choice():
            return Kind.WORD
        case _:
            return Kind.NUMBER


def parts(body: ir.Expr | ir.Ranking) -> Iterator[ir.Expr | ir.Ranking]:
    """Every node of a definition, itself included."""
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


Datum = int | bool | str | None


def from_rows(program: Program, rows: Sequence[UnitData]) -> tuple[Cells, dict[str, list[Datum]]]:
    """The columns, and what stands in each of them row by row; bounds are those of the data."""
    columns: dict[str, Column] = {}
    data: dict[str, list[Datum]] = {ROW: list(range(len(rows))), UNIT: [row.unit for row in rows]}
    for at, (measure, kind) in enumerate(measures_read(program).items(), start=1):
        cells = [row.cells.get(measure) for row in rows]
        name, blank = f"m{at}", any(cell is None for cell in cells)
        if kind is Kind.NUMBER:
            numbers = [None if cell is None else Fraction(cell) for cell in cells]
            den = lcm(*(number.denominator for number in numbers if number is not None))
            nums = [None if number is None else int(number * den) for number in numbers]
            held = [num for num in nums if num is not None] + ([0] if blank or not nums else [])
            columns[measure] = Column(name, measure, kind, den, min(held), max(held), blank)
            data[name] = list(nums)
        else:
            columns[measure] = Column(name, measure, kind, blank=blank)
            data[name] = [cell if isinstance(cell, bool | str) else None for cell in cells]
    return Cells(columns, len(rows)), data
