"""Make up cells for examples: within the declared ranges, near the numbers at which rules change.

Receives a compiled table; promises a row of cells for any try and any unit, the same every time. Tries
differ, and so do units within one, so that some example has points between none and all.
"""

from fractions import Fraction
from typing import assert_never

from creditdsl.base.node_walk import walk
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.ir import nodes as ir
from creditdsl.ir.types import Choice, Count, Mark, Number, Ratio, Truth, Type

_NUMBERS = (12, 8, 15, 5, 3, 2, 20, 1)
_PERCENTS = (96, 88, 100, 75, 92, 60, 82, 40)
_DIVISOR = 50

Cell = Fraction | bool | str


class Maker:
    """Makes up cells.

    near: the numbers with which rules compare a measure. levels: those and the numbers beside them.
    dividends, divisors: the measures above and below a fraction bar.
    """

    def __init__(self, compiled: CompiledTable) -> None:
        program = compiled.program
        self.types: dict[str, Type] = dict(compiled.types) | {detail.cell: Number() for detail in program.details}
        self.near: dict[str, list[Fraction]] = {}
        self.levels: dict[tuple[str, Fraction], list[Fraction]] = {}
        self.dividends: set[str] = set()
        self.divisors: set[str] = set()
        for definition in program.definitions:
            for part in walk(definition.body):
                self._learn(part)

    def _learn(self, node: object) -> None:
        match node:
            case ir.Compare(left=ir.Cell(measure=measure), right=ir.Const(value=value)):
                self.near.setdefault(measure, []).append(Fraction(value))
            case ir.Steps(value=ir.Cell(measure=measure), size=size) if size != 1:
                self.near.setdefault(measure, []).extend((3 * size, size))
            case ir.Arith(op=ir.ArithOp.DIV, args=(above, *below)):
                self.dividends |= {one.measure for one in walk(above) if isinstance(one, ir.Cell)}
                self.divisors |= {one.measure for one in walk(tuple(below)) if isinstance(one, ir.Cell)}
            case _:
                pass

    def cells(self, attempt: int, index: int) -> dict[str, Cell]:
        """Make up one unit's row in one try."""
        return {
            name: self._cell(name, kind, attempt, index, position)
            for position, (name, kind) in enumerate(self.types.items())
        }

    def _cell(self, name: str, kind: Type, attempt: int, index: int, position: int) -> Cell:
        turn = attempt + index
        mixed = turn + position * (attempt // 2)
        match kind:
            case Truth():
                return mixed % 2 == 0
            case Choice(options=options):
                return options[mixed % len(options)]
            case Mark(low=low, high=high):
                return low + Fraction((high - low) * 2 * _percent(mixed) // 1, 2)
            case Ratio(low=low, high=high):
                return _held(self._level(name, turn, Fraction(1, 50), _percent(mixed, attempt % 2 == 1)), low, high)
            case Count(low=low, high=high):
                return Fraction(round(_held(self._amount(name, turn, mixed), low, high)))
            case Number(low=low, high=high):
                return _held(self._amount(name, turn, mixed), low, high)
            case _:
                assert_never(kind)

    def _amount(self, name: str, turn: int, mixed: int) -> Fraction:
        if name in self.divisors:
            return Fraction(_DIVISOR)
        usual = Fraction(_NUMBERS[mixed % len(_NUMBERS)])
        return self._level(name, turn, Fraction(1), _DIVISOR * _percent(turn) if name in self.dividends else usual)

    def _level(self, name: str, turn: int, gap: Fraction, usual: Fraction) -> Fraction:
        """Return a number at, above or below one with which rules compare the measure; else the usual."""
        near = self.levels.get((name, gap))
        if near is None:
            numbers = self.near.get(name, ()) if any(self.near.get(name, ())) else ()
            levels = sorted({number + side * gap for number in numbers for side in (0, 1, -1)}, reverse=True)
            near = self.levels[name, gap] = [level for level in levels if level >= 0]
        if not near:
            return usual
        place = turn * 2 if len(near) % 2 else turn
        return near[place % len(near)]


def _percent(turn: int, small: bool = False) -> Fraction:
    """Return most of the whole, or the rest of it: 96%, 4%."""
    share = Fraction(_PERCENTS[turn % len(_PERCENTS)], 100)
    return 1 - share if small else share


def _held(value: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    value = value if low is None else max(value, low)
    return value if high is None else min(value, high)
