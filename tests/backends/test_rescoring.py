"""A run that builds on an earlier one gives what the interpreter gives: values, trace, places and faults."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

import pytest

from creditdsl.backends.interpret import interpret
from creditdsl.backends.periods import score
from creditdsl.backends.rescoring import Rescoring
from creditdsl.base.node_walk import walk
from creditdsl.ir import nodes as ir
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Program
from tests.agreement.cases import data_sets
from tests.agreement.schemes import scheme

SCHEMES, TABLES = range(60), 4


def with_number(node: Any, number: int, value: Fraction) -> Any:
    """Return a body with another value of the constant that is the n-th number in it."""
    at = iter(range(len(list(walk(node))) + 1))

    def changed(part: Any) -> Any:
        if isinstance(part, tuple):
            return tuple(map(changed, part))
        if isinstance(part, ir.Const) and isinstance(part.value, Fraction):
            return ir.Const(value) if next(at) == number else part
        if not is_dataclass(part) or isinstance(part, type):
            return part
        return replace(part, **{f.name: changed(getattr(part, f.name)) for f in fields(part)})

    return changed(node)


def numbers(node: Any) -> int:
    return sum(isinstance(part, ir.Const) and isinstance(part.value, Fraction) for part in walk(node))


def other_programs(program: Program, chance: random.Random) -> Iterator[Program]:
    """Yield programs that differ in one number, which is not that of a word."""
    words = {program.grade, *(honour.definition for honour in program.honours)}
    places = [
        (at, number)
        for at, each in enumerate(program.definitions)
        if each.name not in words
        for number in range(numbers(each.body))
    ]
    for at, number in chance.sample(places, min(3, len(places))):
        definitions = [*program.definitions]
        body = with_number(definitions[at].body, number, Fraction(chance.randint(0, 12), chance.choice((1, 2))))
        definitions[at] = replace(definitions[at], body=body)
        yield replace(program, definitions=tuple(definitions))


def other_rows(program: Program, rows: Sequence[UnitData], chance: random.Random) -> Iterator[Sequence[UnitData]]:
    """Yield rows of which one cell is that of another row, or blank."""
    for _ in range(2 if rows else 0):
        at, measure = chance.randrange(len(rows)), chance.choice(program.measures).name
        cells = {name: value for name, value in rows[at].cells.items() if name != measure}
        donor = chance.choice(rows).cells
        if measure in donor and chance.random() < 0.8:
            cells[measure] = donor[measure]
        yield [*rows[:at], replace(rows[at], cells=cells), *rows[at + 1 :]]


@pytest.mark.parametrize("seed", SCHEMES)
def test_gives_what_the_interpreter_gives(seed: int) -> None:
    chance = random.Random(f"again {seed}")
    program, near = scheme(seed)
    for number, (kind, rows) in enumerate(data_sets(program, near, seed, TABLES)):
        first = Rescoring()
        assert score(kind, rows, first) == score(kind, rows, interpret)
        for other in (kind, *other_programs(kind, chance)):
            again = Rescoring(first)
            assert score(other, rows, again) == score(other, rows, interpret), number
            for changed in other_rows(kind, rows, chance):
                expected = score(other, changed, interpret)
                assert score(other, changed, Rescoring(first)) == expected
                assert score(other, changed, Rescoring(again)) == expected
