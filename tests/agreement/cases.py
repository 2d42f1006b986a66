"""The agreement of engines over many random cases, one scheme after the other.

Receives a range of seeds, each a scheme with its tables; promises counts: cases and cells of each engine, what
an engine refuses and why, what was met, and which cells differ. A case is a scheme with one table. Most tables of
a scheme are periods of one data set, and the years composed of them; of some schemes one table stands alone,
without periods. `make test` runs a few seeds, `make agree` very many.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from creditdsl.backends.interpret import interpret
from creditdsl.backends.periods import Engine, score
from creditdsl.backends.refused import Refused
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.ir.outcome import Outcome, UnitData
from creditdsl.ir.program import Program
from tests.agreement.compare import compared
from tests.agreement.coverage import of_outcome, of_program
from tests.agreement.ends import of_ends
from tests.agreement.schemes import scheme
from tests.agreement.tables import TABLES, tables
from tests.backends.test_properties import DATA, RULES

ALONE = 8
"""One scheme in so many has a table without periods."""
TEXTS = 20
"""One scheme in so many is a text of rules."""
ENDS = 4
"""One scheme in so many is a text of grades, quotas and second keys."""
LINES = [rule for rules in RULES.values() for rule in rules]


@dataclass(slots=True)
class Counts:
    """Of each engine by its name; reasons: of engine and reason. differ: at most two of a data set, with its seed."""

    cases: Counter[str] = field(default_factory=Counter)
    cells: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    differ: list[str] = field(default_factory=list)

    def add(self, other: "Counts") -> None:
        for mine, more in zip(self.counters(), other.counters(), strict=True):
            mine.update(more)
        self.differ += other.differ

    def counters(self) -> tuple[Counter[str], ...]:
        return self.cases, self.cells, self.refused, self.reasons, self.wrong, self.met


def of_text(seed: int) -> tuple[Program, tuple[Fraction, ...]] | None:
    """A scheme of a few rules through the compiler; None where the rules do not go together."""
    chance = random.Random(f"text {seed}")
    rules = "".join(f"  {rule}\n" for rule in chance.sample(LINES, chance.randint(1, 4)))
    period, declared, year = chance.choice(
        (
            ("年度", "", ""),
            ("季度", "  终评：年度 酌情 0至10\n", "年度总分 = 季度合计×90% + 终评×10%\n"),
            ("月度", "  终评：年度 数值\n  起数：年度 起\n", "年度总分 = 月度合计 − 终评÷起数\n"),
        )
    )
    text = (
        f"方案：示例\n周期：{period}\n附件1\n{DATA}{declared}一、考核（20分）\n1. 甲项（20分）\n{rules}{year}"
        "等次\n  前1名 优秀\n  4分以上 良好\n  其余 一般\n表彰\n  前2名 先进\n"
    )
    compilation = compile_source(Source("示例", text))
    if compilation.failed:
        return None
    program = replace(compilation.tables["附件1"].program, periodic=True)
    return program, tuple(Fraction(one) for one in ("0", "0.8", "0.9", "1", "3", "5"))


def data_sets(
    program: Program, near: Sequence[Fraction], seed: int, most: int = TABLES
) -> Iterator[tuple[Program, list[UnitData]]]:
    """The program with what it scores: many periods together, or one table without periods."""
    rows = tables(program, near, seed, most)
    yield program, rows
    if seed % ALONE == 0:
        periods = sorted({row.period or "" for row in rows if len(row.period or "") > 4})
        chance = random.Random(f"alone {seed}")
        chosen = chance.choice(periods) if periods and chance.random() < 0.8 else ""
        yield (
            replace(program, periodic=False, year=None),
            [UnitData(row.unit, row.cells) for row in rows if row.period == chosen],
        )


def cases_of(outcome: Outcome) -> int:
    return len({unit.period for unit in outcome.units}) or 1


def run(
    seeds: Sequence[int],
    engines: Mapping[str, Engine],
    most: int = TABLES,
    which: Callable[[Program], bool] = lambda program: True,
) -> Counts:
    """engines: of data by period too. most: tables of each scheme, about. which: the schemes that are taken."""
    counts = Counts()
    for seed in seeds:
        found = of_text(seed) if seed % TEXTS == 0 else of_ends(seed) if seed % ENDS == 1 else None
        drawn, near = found or scheme(seed)
        if not which(drawn):
            continue
        counts.met.update(of_program(drawn))
        counts.met["scheme of a text"] += found is not None
        for program, rows in data_sets(drawn, near, seed, most):
            expected = score(program, rows, interpret)
            counts.met.update(of_outcome(program, rows, expected))
            for name, engine in engines.items():
                counts.add(_one(name, seed, engine, program, rows, expected))
    return counts


def _one(name: str, seed: int, engine: Engine, program: Program, rows: Sequence[UnitData], expected: Outcome) -> Counts:
    counts = Counts()
    cases = cases_of(expected)
    try:
        outcome = engine(program, rows)
    except Refused as refusal:
        counts.refused[name] += cases
        counts.reasons[f"{name}, {'more than 38 digits' if refusal.too_wide else 'no common denominator'}"] += cases
        return counts
    except Exception as fault:  # any failure of an engine is a finding
        cells, differ = 1, [f"{type(fault).__name__}: {fault}"]
    else:
        cells, differ = compared(expected, outcome)
    counts.cases[name] += cases
    counts.cells[name] += cells
    counts.wrong[name] += len(differ)
    counts.differ += [f"{name} scheme {seed}{'' if program.periodic else ' alone'}: {one}" for one in differ[:2]]
    return counts
