"""Some rows scored with what is known of all give the outcome that all rows give; faults are found by column."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from creditdsl.backends.columns.engine import walk
from creditdsl.backends.columns.facts import Known, faults
from creditdsl.backends.interpret import interpret
from creditdsl.backends.rows import from_rows
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.data.binding.reading import Reading
from creditdsl.explain.record import waiting
from creditdsl.ir import nodes as ir
from creditdsl.ir.outcome import LISTED_ROWS, Crowd, Fault, Pending, UnitData, UnitOutcome
from creditdsl.ir.program import Program
from tests.agreement.schemes import scheme
from tests.agreement.tables import tables
from tests.backends.test_properties import DATA, RULES, cell

LINES = [rule for rules in RULES.values() for rule in rules]


def each(fault: Fault | Crowd) -> set[Fault]:
    if isinstance(fault, Fault):
        return {fault}
    assert fault.rows.bit_count() == len(list(fault.names()))
    return {Fault(unit, fault.measures, fault.zero_denominator) for unit in fault.names()}


def told(value: object) -> object:
    """Of what waits every fault by its unit."""
    if isinstance(value, Pending):
        return [frozenset(one for fault in value.because for one in each(fault))]
    return {name: told(one) for name, one in value.items()} if isinstance(value, Mapping) else value


def said(value: Pending, unit: str, rows: Sequence[UnitData]) -> str:
    return waiting(value, unit, Reading(tuple(rows), {}, (), ()))


def plain(unit: UnitOutcome) -> dict[str, Any]:
    """Everything of an outcome."""
    names = ("unit", "items", "sections", "total", "rank", "grade", "values", "trace", "honours", "populations")
    return {name: told(getattr(unit, name)) for name in names}


def seen(program: Program, whole: UnitOutcome, found: UnitOutcome) -> UnitOutcome:
    """The outcome without what stands below rankings and populations only: it is not computed again for one row."""
    inner = [node for one in program.definitions for node in walk(one.body)]
    inner = [below for node in inner if isinstance(node, ir.Ranking | ir.Population) for below in walk(node)[1:]]
    labels = {node.label for node in inner if isinstance(node, ir.Labelled)} - found.trace.keys()
    populations = {node for node in inner if isinstance(node, ir.Population)} - found.populations.keys()
    return replace(
        whole,
        trace={label: value for label, value in whole.trace.items() if label not in labels},
        populations={node: value for node, value in whole.populations.items() if node not in populations},
    )


def program_of(rules: list[str]) -> Program | None:
    lines = "".join(f"  {rule}\n" for rule in rules)
    compilation = compile_source(Source("示例", f"附件1\n{DATA}一、考核（20分）\n1. 甲项（20分）\n{lines}"))
    return None if compilation.failed else compilation.tables["附件1"].program


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(st.data())
def test_one_unit_and_the_faults_of_all(data: st.DataObject) -> None:
    program = program_of(data.draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=4)))
    if program is None:
        return
    optional = {m.name: cell(m.type) for m in program.measures}
    blanks = data.draw(st.booleans())
    one = st.fixed_dictionaries({}, optional=optional) if blanks else st.fixed_dictionaries(optional)
    rows = [UnitData(f"单位{at}", row) for at, row in enumerate(data.draw(st.lists(one, min_size=1, max_size=6)))]
    expected = interpret(program, rows)
    columns = from_rows(program, rows)
    at = data.draw(st.integers(0, len(rows) - 1))
    assert plain(Known(program, columns).outcome(at)) == plain(expected.units[at])
    assert faults(program, columns).first == expected.faults


@pytest.mark.parametrize("seed", range(120))
def test_any_program(seed: int) -> None:
    program, near = scheme(seed)
    program = replace(program, cycle=None, periodic=False)
    by_period: dict[str | None, list[UnitData]] = {}
    for row in tables(program, near, seed, 4):
        by_period.setdefault(row.period, []).append(replace(row, period=None))
    for rows in list(by_period.values())[:2]:
        expected = interpret(program, rows)
        columns = from_rows(program, rows)
        known = Known(program, columns)
        totals = known.states(program.total)
        for at, unit in enumerate(expected.units):
            found = known.outcome(at)
            assert plain(found) == plain(seen(program, unit, found))
            words = [
                {name: said(value, unit.unit, rows) for name, value in one.values.items() if isinstance(value, Pending)}
                for one in (found, unit)
            ]
            assert words[0] == words[1]
            waits = [known.pending(int(totals[at]), at)] if totals[at] else []
            assert [told(one) for one in waits] == ([told(unit.total)] if isinstance(unit.total, Pending) else [])
        assert faults(program, columns).first == expected.faults


def test_faults_of_more_rows_than_are_listed() -> None:
    program = program_of(["丁值 排名赋分 最多5 最少1"])
    assert program is not None
    cells = [{"乙数": Fraction(1), "丙率": Fraction(1), "己项": "甲等", "丁值": Fraction(at)} for at in range(900)]
    rows = [UnitData(str(at), {} if at % 2 else row) for at, row in enumerate(cells)]
    found = faults(program, from_rows(program, rows))
    assert found.rows == 450
    assert {fault.unit for fault in found.first} == {str(at) for at in range(1, 2 * LISTED_ROWS, 2)}
