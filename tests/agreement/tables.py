"""Tables at random for a program: ties, blanks, zeros, negative and very wide numbers, no unit or one.

Receives a program, the numbers at which it compares and a seed; promises the rows of one table.
"""

import random
from collections.abc import Sequence
from fractions import Fraction

from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Program
from creditdsl.ir.types import Choice, Truth
from tests.agreement.schemes import NAMES

SIZES = (0, 1, 2, 3, 4, 4, 5, 5, 6, 7)
WIDE = (2**31 - 1, 2**31, 2**53, 2**62, 2**63 - 1, 2**63, 2**64, 3**50)
"""Beside these lie the ends of the widths in which engines count."""


def table(program: Program, near: Sequence[Fraction], seed: int) -> list[UnitData]:
    chance = random.Random(f"table {seed}")
    blank = chance.choice((0, 0, 0, 3, 30))
    zeros = chance.random() < 0.6
    pool = [*near, *(Fraction(chance.randint(-3, 9), chance.choice((1, 1, 2, 8))) for _ in range(2))]
    if chance.random() < 0.12:
        times = chance.choice(WIDE)
        pool += [(one or Fraction(1)) * times + chance.randint(-1, 1) for one in pool[:2]]
    pool = pool if zeros else [one for one in pool if one]
    rows = []
    for name in chance.sample(NAMES, chance.choice(SIZES)):
        cells: dict[str, Fraction | bool | str] = {}
        for measure in program.measures:
            if chance.randrange(100) >= blank:
                match measure.type:
                    case Truth():
                        cells[measure.name] = chance.random() < 0.5
                    case Choice(options=options):
                        cells[measure.name] = chance.choice((*options, "无"))
                    case _:
                        cells[measure.name] = chance.choice(pool)
        rows.append(UnitData(name, cells))
    return rows
