"""Some rows scored with what is known of all give the outcome that all rows give; faults are found by column."""

from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from creditdsl.backends.columns.engine import Engine
from creditdsl.backends.columns.facts import MOST, blocking_rows, faults, outcome_of
from creditdsl.backends.interpret import interpret
from creditdsl.backends.rows import from_rows
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.ir.outcome import UnitData
from creditdsl.ir.program import Program
from tests.backends.test_properties import DATA, RULES, cell

LINES = [rule for rules in RULES.values() for rule in rules if not rule.startswith("戊分")]


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
    table = from_rows(program, rows)
    at = data.draw(st.integers(0, len(rows) - 1))
    engine = Engine(program, table)
    found = outcome_of(engine, [at], blocking_rows(engine))
    assert found.units == (expected.units[at],)
    assert faults(program, table).first == expected.faults


def test_faults_of_more_rows_than_are_listed() -> None:
    program = program_of(["丁值 排名赋分 最多5 最少1"])
    assert program is not None
    cells = [{"乙数": Fraction(1), "丙率": Fraction(1), "己项": "甲等", "丁值": Fraction(at)} for at in range(900)]
    rows = [UnitData(str(at), {} if at % 2 else row) for at, row in enumerate(cells)]
    found = faults(program, from_rows(program, rows))
    assert found.units == 450
    assert {fault.unit for fault in found.first} == {str(at) for at in range(1, 2 * MOST, 2)}
