"""Programs made of any nodes of the IR: every definition of every row is what the interpreter makes of it."""

import random
from fractions import Fraction

import numpy as np
import pytest

from creditdsl.backends.columns.engine import ColumnEngine, Values
from creditdsl.backends.columns.evaluate import evaluate
from creditdsl.backends.columns.numbers import Numbers
from creditdsl.backends.interpret import interpret
from creditdsl.backends.rows import from_rows
from creditdsl.base.exact import Rounding
from creditdsl.ir import nodes as ir
from creditdsl.ir.nodes import Aggregate, ArithOp, CompareOp, Label, LogicOp, PlaceView, Stepping, Ties
from creditdsl.ir.outcome import Pending, UnitData
from creditdsl.ir.program import Definition, Measure, Program
from creditdsl.ir.types import Choice, Number, Truth

NUMBERS, TRUTHS, OPTIONS = ("甲", "乙", "丙"), ("丁", "戊"), ("优", "良")
NAMES = tuple(f"单位{at}" for at in range(6))
SEEDS = [*range(24), 1060, 1061, 1093, 1104, 1132, 2280]
PROGRAMS = 40
"""A seed."""


class Maker:
    """Random expressions; what stands in numbers, truths and rankings may be referred to."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.numbers: list[str] = []
        self.truths: list[str] = []
        self.rankings: list[str] = []

    def constant(self) -> Fraction:
        return Fraction(self.random.randint(-4, 6), self.random.choice([1, 1, 1, 2, 3, 8]))

    def number(self, depth: int) -> ir.Expr:
        pick = self.random.choice
        if depth == 0:
            leaves: list[ir.Expr] = [ir.Cell(pick(NUMBERS)), ir.Cell(pick(NUMBERS)), ir.number(self.constant())]
            leaves += [ir.Ref(pick(self.numbers))] if self.numbers else []
            leaves += [ir.Place(pick(self.rankings), pick(list(PlaceView)))] if self.rankings else []
            return pick([*leaves, ir.Undecided()] if self.random.random() < 0.05 else leaves)
        below = depth - 1
        match self.random.randrange(9):
            case 0 | 1:
                count = self.random.randint(2, 3)
                return ir.Arith(pick(list(ArithOp)), tuple(self.number(below) for _ in range(count)))
            case 2 | 3:
                whens = range(self.random.randint(1, 2))
                branches = tuple(ir.Branch(self.truth(below), self.number(below)) for _ in whens)
                return ir.Choose(branches, self.number(below))
            case 4:
                size = abs(self.constant()) or Fraction(1)
                return ir.Steps(self.number(below), size, pick(list(Stepping)))
            case 5:
                low, high = sorted((self.constant(), self.constant()))
                return ir.Clamp(self.number(below), pick([None, low]), pick([None, high]))
            case 6:
                return ir.Round(self.number(below))
            case 7:
                return ir.IfZeroDivisor(self.number(below), self.number(below))
            case _:
                return ir.Labelled(Label("甲", "乙"), self.number(below))

    def truth(self, depth: int) -> ir.Expr:
        pick = self.random.choice
        if depth == 0:
            leaves: list[ir.Expr] = [
                ir.Cell(pick(TRUTHS)),
                ir.OptionIs("己", pick([*OPTIONS, "中"])),
                ir.Member(frozenset(self.random.sample(NAMES, 3))),
                ir.Const(pick([True, False])),
                ir.IsBlank(tuple(self.random.sample([*NUMBERS, *TRUTHS], 2))),
            ]
            return pick([*leaves, ir.Ref(pick(self.truths))] if self.truths else leaves)
        below = depth - 1
        match self.random.randrange(5):
            case 0 | 1:
                return ir.Compare(pick(list(CompareOp)), self.number(below), self.number(below))
            case 2:
                return ir.negate(self.truth(below))
            case 3:
                return ir.Logic(pick([LogicOp.AND, LogicOp.OR]), (self.truth(below), self.truth(below)))
            case _:
                return ir.Choose((ir.Branch(self.truth(below), self.truth(below)),), self.truth(below))

    def program(self) -> Program:
        definitions = []
        for at in range(self.random.randint(2, 6)):
            name = f"定义{at}"
            body: ir.Expr | ir.Ranking
            match self.random.randrange(6):
                case 0:
                    body, into = self.truth(2), self.truths
                case 1 | 2:
                    flags = self.random.random() < 0.5, self.random.choice(list(Ties))
                    body, into = ir.Ranking(self.number(1), self.truth(1), *flags), self.rankings
                case 3:
                    among = self.truth(1)
                    body = ir.Population(self.random.choice(list(Aggregate)), self.number(1), among)
                    body, into = ir.add(body, self.number(1)), self.numbers
                case _:
                    body, into = self.number(3), self.numbers
            definitions.append(Definition(name, body))
            into.append(name)
        definitions.append(Definition("总分", ir.add(*(ir.Ref(name) for name in self.numbers))))
        measures = [Measure(name, Number()) for name in NUMBERS]
        measures += [*(Measure(name, Truth()) for name in TRUTHS), Measure("己", Choice(OPTIONS))]
        rounding = self.random.choice(list(Rounding))
        return Program("", "", 2, rounding, tuple(measures), tuple(definitions), (), (), "总分", None, None, ())

    def rows(self) -> list[UnitData]:
        blank = self.random.choice([0.0, 0.1, 0.4])
        near = [Fraction(self.random.randint(-3, 5), self.random.choice([1, 1, 2, 8])) for _ in range(3)]
        wide = Fraction(self.random.choice([1, 1, 2**40, 3**50]))
        found = []
        for name in NAMES[: self.random.randint(0, 6)]:
            cells: dict[str, Fraction | bool | str] = {one: self.random.choice(near) * wide for one in NUMBERS}
            cells |= {one: self.random.random() < 0.5 for one in TRUTHS} | {"己": self.random.choice([*OPTIONS, "无"])}
            found.append(UnitData(name, {one: cell for one, cell in cells.items() if self.random.random() >= blank}))
        return found


def shown(value: Values, rows: int) -> list[object]:
    """As the interpreter has it; what waits is None."""
    parts = [value.num, value.den, value.state] if isinstance(value, Numbers) else [value.holds, 1, value.state]
    tops, dens, states = (np.broadcast_to(np.asarray(one), (rows,)).tolist() for one in evaluate(parts, rows))
    return [
        None if state else Fraction(top, den) if isinstance(value, Numbers) else bool(top)
        for top, den, state in zip(tops, dens, states, strict=True)
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_definition(seed: int) -> None:
    for number in range(PROGRAMS):
        maker = Maker(seed * PROGRAMS + number)
        program, rows = maker.program(), maker.rows()
        outcome = interpret(program, rows)
        names = [one.name for one in program.definitions if not isinstance(one.body, ir.Ranking)]
        found = ColumnEngine(program, from_rows(program, rows)).run(names)
        for name in names:
            values = [unit.values[name] for unit in outcome.units]
            expected = [None if isinstance(value, Pending) else value for value in values]
            assert shown(found[name], len(rows)) == expected, (seed, number, name)
