"""The agreement of engines over many random cases, one after the other.

Receives a range of seeds, each a scheme with its tables; promises counts: cases and cells of each engine, what
an engine refuses, what was met, and which cells differ. `make test` runs a few seeds, `make agree` very many.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from creditdsl.backends.interpret import interpret
from creditdsl.backends.periods import Engine
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.ir.program import Program
from tests.agreement.compare import compared
from tests.agreement.coverage import of_outcome, of_program
from tests.agreement.schemes import scheme
from tests.agreement.tables import table
from tests.backends.test_properties import DATA, RULES

TABLES = 10
"""For each scheme, at most."""
TEXTS = 20
"""One scheme in so many is a text."""
LINES = [rule for rules in RULES.values() for rule in rules]


@dataclass(slots=True)
class Counts:
    """Of each engine by its name. differ: at most two of a case, with its seed."""

    cases: Counter[str] = field(default_factory=Counter)
    cells: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    differ: list[str] = field(default_factory=list)

    def add(self, other: "Counts") -> None:
        for mine, more in zip(self.counters(), other.counters(), strict=True):
            mine.update(more)
        self.differ += other.differ

    def counters(self) -> tuple[Counter[str], ...]:
        return self.cases, self.cells, self.refused, self.wrong, self.met


def of_text(seed: int) -> tuple[Program, tuple[Fraction, ...]] | None:
    """A scheme of a few rules through the compiler; None where the rules do not go together."""
    chance = random.Random(f"text {seed}")
    rules = "".join(f"  {rule}\n" for rule in chance.sample(LINES, chance.randint(1, 4)))
    text = f"附件1\n{DATA}一、考核（20分）\n1. 甲项（20分）\n{rules}等次\n  4分以上 优秀\n  其余 一般\n"
    compilation = compile_source(Source("示例", text))
    if compilation.failed:
        return None
    return compilation.tables["附件1"].program, tuple(Fraction(one) for one in ("0", "0.8", "0.9", "1", "3", "5"))


def run(
    seeds: Sequence[int], tables: int, engines: Mapping[str, tuple[Engine, int]], refusals: tuple[type[Exception], ...]
) -> Counts:
    """engines: each with the number of cases of which it takes one. refusals: what an engine may say instead."""
    counts = Counts()
    for seed in seeds:
        found = of_text(seed) if seed % TEXTS == 0 else None
        program, near = found or scheme(seed)
        counts.met.update(of_program(program))
        counts.met["scheme of a text"] += found is not None
        for at in range(seed * TABLES, seed * TABLES + tables):
            rows = table(program, near, at)
            expected = interpret(program, rows)
            counts.met.update(of_outcome(program, rows, expected))
            for name, (engine, every) in engines.items():
                if at % every:
                    continue
                try:
                    outcome = engine(program, rows)
                except refusals:
                    counts.refused[name] += 1
                    continue
                except Exception as fault:  # any failure of an engine is a finding
                    cells, differ = 1, [f"{type(fault).__name__}: {fault}"]
                else:
                    cells, differ = compared(expected, outcome)
                counts.cases[name] += 1
                counts.cells[name] += cells
                counts.wrong[name] += len(differ)
                counts.differ += [f"{name} scheme {seed} table {at}: {one}" for one in differ[:2]]
    return counts
