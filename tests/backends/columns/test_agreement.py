"""The columns engine gives what the interpreter gives, cell for cell."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from creditdsl.backends import periods
from creditdsl.backends.columns.engine import ColumnEngine
from creditdsl.backends.columns.run import score_columns
from creditdsl.backends.interpret import interpret
from creditdsl.backends.rows import from_rows, on_rows
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.data.unit_reader import read_units
from creditdsl.ir.outcome import Outcome, Pending, UnitData
from creditdsl.ir.program import Program
from creditdsl.scoring.compiled_scheme import load_scheme
from tests.backends.test_properties import DATA, RULES, cell
from tests.published_tables import SCHEMES, WITH_MARK_SETS, by_name

columns = on_rows(score_columns)


def cells(outcome: Outcome) -> list[Any]:
    """Everything that is printed of each unit; what waits is one thing, whatever it waits for."""

    def shown(value: object) -> object:
        return "待定" if isinstance(value, Pending) else value

    return [
        (
            unit.unit,
            unit.period,
            {ref: shown(value) for ref, value in unit.items.items()},
            {ref: shown(value) for ref, value in unit.sections.items()},
            shown(unit.total),
            unit.rank,
            unit.grade,
            dict(unit.honours),
        )
        for unit in outcome.units
    ]


@pytest.mark.parametrize(("scheme", "stem"), by_name(WITH_MARK_SETS))
def test_the_vectors_of_every_scheme(scheme: str, stem: str) -> None:
    _, compilation = load_scheme(str(SCHEMES / scheme / "scheme.credit"))
    program = compilation.tables[stem.partition("-")[0]].program
    reading = read_units([SCHEMES / scheme / "data" / f"{stem}.csv"], program.data_measures, program.periodic)
    expected = periods.score(program, reading.units, interpret)
    assert cells(periods.score(program, reading.units, columns)) == cells(expected)
    assert len(expected.units) > 1


LINES = [rule for rules in RULES.values() for rule in rules]


def rows(program: Program, draw: st.DrawFn) -> list[UnitData]:
    found = []
    for at in range(draw(st.integers(0, 6))):
        kept = {m.name: draw(cell(m.type)) for m in program.measures if draw(st.integers(0, 15))}
        found.append(UnitData(f"单位{at}", kept))
    return found


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150)
@given(st.data())
def test_small_schemes_on_small_tables(data: st.DataObject) -> None:
    rules = data.draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=4))
    lines = "".join(f"  {rule}\n" for rule in rules)
    text = f"附件1\n{DATA}一、考核（20分）\n1. 甲项（20分）\n{lines}等次\n  4分以上 优秀\n  其余 一般\n"
    compilation = compile_source(Source("示例", text))
    if not compilation.failed:
        program = compilation.tables["附件1"].program
        units = data.draw(st.composite(lambda draw: rows(program, draw))())
        assert cells(columns(program, units)) == cells(interpret(program, units))


@pytest.mark.parametrize("size", [13, 33, 81, 101, 161, 1601])
def test_sizes_at_which_ladders_stand_on_half_a_cent(size: int) -> None:
    text = "附件1\n一、考核（16分）\n  件数 排名赋分 最多7.5 最少0\n  条数 排名赋分 最多5 最少1\n"
    text += "  例数 排名赋分 最多3 最少1\n"
    program = compile_source(Source("示例", text)).tables["附件1"].program
    units = [
        UnitData(str(at), {"件数": Fraction(at), "条数": Fraction(at * 7 % size), "例数": Fraction(at * 5 % size)})
        for at in range(size)
    ]
    assert cells(columns(program, units)) == cells(interpret(program, units))


def test_blocks_and_threads_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        compile_source(
            Source("示例", "附件1\n一、考核（6分）\n  件数 排名赋分 最多3 最少1\n  条数 排名赋分 最多3 最少1\n")
        )
        .tables["附件1"]
        .program
    )
    units = [UnitData(str(at), {"件数": Fraction(at % 17), "条数": Fraction(at % 23)}) for at in range(100)]
    whole = score_columns(program, from_rows(program, units))
    monkeypatch.setattr("creditdsl.backends.columns.evaluate.BLOCK", 7)
    table = from_rows(program, units)
    assert ColumnEngine(program, table, 3).run([program.total]).keys() == {program.total}
    found = score_columns(program, from_rows(program, units))
    assert {name: one.value.tolist() for name, one in found.items()} == {
        name: one.value.tolist() for name, one in whole.items()
    }
