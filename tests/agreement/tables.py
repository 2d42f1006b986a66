"""Tables at random for a program: ties, blanks, zeros, negative and very wide numbers, no unit or one, periods.

Receives a program by periods, the numbers at which it compares and a seed; promises the rows of many periods and
of the years that they make up, in any order. Each period is a table by itself.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Measure, Program
from creditdsl.ir.types import Choice, Truth
from tests.agreement.schemes import NAMES

TABLES = 80
"""For each program, about."""
SIZES = (1, 1, 2, 3, 4, 4, 5, 6, 7)
MANY = tuple(f"单位{at}" for at in range(60))
WIDE = (2**31 - 1, 2**31, 2**53, 2**62, 2**63 - 1, 2**63, 2**64, 3**50)
"""Beside these lie the ends of the widths in which engines count."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The numbers of some rows, and of how many cells in a hundred are blank."""

    numbers: Sequence[Fraction]
    blank: int

    def cells(self, chance: random.Random, measures: Sequence[Measure]) -> dict[str, Fraction | bool | str]:
        cells: dict[str, Fraction | bool | str] = {}
        for measure in measures:
            if not self.blank or chance.randrange(100) >= self.blank:
                match measure.type:
                    case Truth():
                        cells[measure.name] = chance.random() < 0.5
                    case Choice(options=options):
                        cells[measure.name] = chance.choice((*options, "无"))
                    case _:
                        cells[measure.name] = chance.choice(self.numbers)
        return cells


def tables(program: Program, near: Sequence[Fraction], seed: int, most: int = TABLES) -> list[UnitData]:
    """most: about so many tables."""
    chance = random.Random(f"tables {seed}")
    pool = [*near, *(Fraction(chance.randint(-3, 9), chance.choice((1, 1, 2, 8))) for _ in range(2))]
    if chance.random() < 0.1:
        times = chance.choice(WIDE)
        pool += [(one or Fraction(1)) * times + chance.randint(-1, 1) for one in pool[:2]]
    blanks = chance.choice(((0,), (0, 0, 0, 0, 3, 30)))
    rows = []
    for period in _periods(chance, most):
        year = len(period) == 4
        if year and program.year is None and chance.random() < 0.9:
            continue
        zeros = chance.random() < 0.6
        numbers = [one for one in pool if zeros or one] or pool
        own = Pool(numbers if chance.random() < 0.7 else numbers[:2], chance.choice(blanks))
        measures = program.measures if not year or program.year is None else _of_the_year(program.year)
        names = chance.sample(MANY, 40) if chance.random() < 0.02 else chance.sample(NAMES, chance.choice(SIZES))
        rows += [UnitData(name, own.cells(chance, measures), period) for name in names]
    chance.shuffle(rows)
    return rows


def _periods(chance: random.Random, most: int) -> Iterator[str]:
    """Months or quarters, of each year some; the year with them, and at times a year of which there is none."""
    within = [f"-{at:02}" for at in range(1, 13)] if chance.random() < 0.5 else [f"Q{at}" for at in range(1, 5)]
    each = chance.choice((1, 2, 4, 8))
    for year in range(2001, 2001 + max(1, most // (each + 1))):
        yield str(year)
        for period in chance.sample(within, min(each, len(within)) if chance.random() < 0.9 else 0):
            yield f"{year}{period}"


def _of_the_year(year: Program) -> list[Measure]:
    return [measure for measure in year.measures if measure.name != year.period_sum]
