"""A year of 长治 at its real size: 55 departments, 12 months, 31 items; the same for the same seed.

python tests/schemes/year.py OUT.csv
"""

import csv
import random
import sys
from pathlib import Path

from creditdsl.ir.program import Measure
from creditdsl.ir.types import Count, Mark, Ratio, Truth
from creditdsl.scoring.compiled_scheme import choose_table, load_scheme

SCHEME = Path(__file__).parents[2] / "schemes" / "changzhi-2023" / "scheme.credit"
TABLE = "附表一"
DEPARTMENTS, MONTHS = 55, 12


def rows(seed: int = 2023) -> list[list[str]]:
    """Header, then the months and the year of each department."""
    draw = random.Random(seed)
    _, compilation = load_scheme(str(SCHEME))
    measures = choose_table(compilation, TABLE).program.data_measures
    table = [["单位", "期", *(measure.name for measure in measures)]]
    for number in range(1, DEPARTMENTS + 1):
        for period in (*(f"2023-{month:02}" for month in range(1, MONTHS + 1)), "2023"):
            cells = (_cell(measure, draw) if measure.yearly == (period == "2023") else "" for measure in measures)
            table.append([f"第{number}局", period, *cells])
    return table


def _cell(measure: Measure, draw: random.Random) -> str:
    match measure.type:
        case Truth():
            return draw.choice("是否否否")
        case Ratio():
            return f"{draw.randint(0, 10000) / 100}%"
        case Mark(high=high):
            return f"{draw.randint(0, int(high or 10) * 10) / 10}"
        case Count(low=low, high=high):
            return str(draw.randint(int(low or 0), 12 if high is None else int(high)))
        case _:
            return f"{draw.randint(0, 1000) / 100}"


def write(path: Path) -> None:
    """The data as a file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
