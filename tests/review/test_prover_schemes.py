"""The bounds of whole tables, rankings and functions of all units included: random data never leave them.

Tables: the schemes, and the pages of the forms. Rows stand for whole rosters where there are any.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from creditdsl.backends.interpret import interpret
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import CompiledTable, compile_source
from creditdsl.ir.outcome import UnitData
from creditdsl.review.bounds import Bounds
from creditdsl.review.prover.domains import Domain, Interval, Value

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"```credit\n(.*?)```", re.DOTALL)
_HEAD = "方案：示例\n附件1 考核指标\n"


def _sources() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "schemes").glob("*/scheme.credit")):
        yield path.parent.name, path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "tests/forms").glob("*.md")):
        for number, block in enumerate(_BLOCK.findall(path.read_text(encoding="utf-8")), 1):
            yield f"{path.stem}-{number}", block if block.startswith("方案：") else _HEAD + block


SOURCES = dict(_sources())


def _tables(source: str) -> list[CompiledTable]:
    return list(compile_source(Source("示例.credit", source)).tables.values())


def _roster(table: CompiledTable) -> frozenset[str]:
    return frozenset(unit for group in table.table.roster.values() for unit in group)


def _drawn(domain: Domain, random: Random) -> Value:
    if not isinstance(domain, Interval):
        return random.choice(domain)
    low = Fraction(-3) if domain.low is None else domain.low
    high = low + random.choice((2, 10, 120)) if domain.high is None else domain.high
    value = low + (high - low) * random.choice((Fraction(0), Fraction(1), Fraction(random.randint(0, 1000), 1000)))
    return Fraction(round(value)) if domain.whole else value


@pytest.mark.parametrize("name", SOURCES)
def test_random_units_stay_within_the_bounds(name: str) -> None:
    for table in _tables(SOURCES[name]):
        roster = _roster(table)
        bounds = Bounds(table.program, roster or None)
        names = [one.name for one in table.program.definitions if one.name.startswith(("项:", "总分"))]
        for seed in range(3):
            random = Random(seed)
            units = sorted(roster) or [f"单位{n}" for n in range(random.randint(1, 9))]
            rows = [
                UnitData(unit, {cell: _drawn(domain, random) for cell, domain in bounds.variables.cells.items()})
                for unit in units
            ]
            for outcome in interpret(table.program, rows).units:
                for one in names:
                    value, found = outcome.values[one], bounds.definition(one)
                    if isinstance(value, Fraction):
                        assert found.low.value is None or found.low.value <= value, one
                        assert found.high.value is None or value <= found.high.value, one


@pytest.mark.parametrize("name", SOURCES)
def test_witnesses_reach_the_bounds_that_are_met(name: str) -> None:
    for table in _tables(SOURCES[name]):
        bounds = Bounds(table.program, _roster(table) or None)
        for one in (one.name for one in table.program.definitions if one.name.startswith(("项:", "总分"))):
            for end in (bounds.definition(one).low, bounds.definition(one).high):
                if end.met:
                    rows = bounds.witness(end)
                    assert rows is not None
                    assert interpret(table.program, rows).units[0].values[one] == end.value, one
