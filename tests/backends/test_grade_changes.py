"""Why a grade was changed: told of every engine's outcome as the interpreter traces it."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from creditdsl.backends import periods
from creditdsl.backends.engines import engine
from creditdsl.backends.grade_changes import with_grade_stages
from creditdsl.backends.interpret import interpret
from creditdsl.backends.periods import Engine
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.data.unit_reader import read_units
from creditdsl.ir.outcome import Outcome, UnitData, UnitOutcome
from creditdsl.ir.program import Program
from creditdsl.scoring.compiled_scheme import load_scheme

SCHEMES = Path(__file__).parents[2] / "schemes"
OVERRIDES = """方案：示例
附件1 考核指标
一、报送（10分）
  条数 每条得1 最高10
等次
  9分以上 优秀
  6分以上 良好
  其余 较差
  被通报 降一档
  被约谈 取消评优资格
  有事故 一票否决
"""


def with_grade_changes(run: Engine) -> Engine:
    """Return an engine whose outcomes also say why a grade was changed."""

    def score(program: Program, rows: Sequence[UnitData]) -> Outcome:
        asked = with_grade_stages(program)
        outcome = run(asked, rows)
        if asked is program:
            return outcome
        return replace(outcome, units=tuple(_explained(program, unit) for unit in outcome.units))

    return score


def _explained(program: Program, unit: UnitOutcome) -> UnitOutcome:
    """Move the stages from the results into the trace."""
    trace = {
        stage.label: unit.values[stage.definition]
        for stage in program.grade_stages
        if stage.when is None or unit.values[stage.definition.fired] == Fraction(1)
    }
    names = {definition.name for definition in program.definitions}
    return replace(
        unit,
        trace={**unit.trace, **trace},
        values={name: value for name, value in unit.values.items() if name in names},
        honours={honour.mention: unit.honours[honour.mention] for honour in program.honours},
    )


def silent(program: Program, rows: tuple[UnitData, ...]) -> Outcome:
    """As engines are that keep no trace."""
    outcome = interpret(program, rows)
    return replace(outcome, units=tuple(replace(unit, trace={}) for unit in outcome.units))


def test_every_override_that_fired_is_told() -> None:
    program = compile_source(Source("示例", OVERRIDES)).tables["附件1"].program
    flags = [(a, b, c) for a in (False, True) for b in (False, True) for c in (False, True)]
    rows = tuple(
        UnitData(f"{points}{a}{b}{c}", {"条数": Fraction(points), "被通报": a, "被约谈": b, "有事故": c})
        for points in (10, 7, 1)
        for a, b, c in flags
    )
    whole, told = interpret(program, rows), with_grade_changes(silent)(program, rows)
    for expected, found in zip(whole.units, told.units, strict=True):
        assert found.trace == {label: value for label, value in expected.trace.items() if label.owner == program.grade}
        assert found.honours == expected.honours and found.values == expected.values


@pytest.mark.parametrize("name", ["duckdb", "columns"])
def test_real_engines_tell_it_too(name: str) -> None:
    pytest.importorskip({"duckdb": "duckdb", "columns": "numpy"}[name], reason=f"the extra {name} is not installed")
    _, compilation = load_scheme(str(SCHEMES / "lvliang-2022" / "scheme.credit"))
    program = compilation.tables["附件1"].program
    rows = read_units([SCHEMES / "lvliang-2022" / "data" / "附件1.csv"], program.data_measures, program.periodic).units
    run = with_grade_changes(engine(name))
    traces = [
        [{label: value for label, value in unit.trace.items() if label.owner == program.grade} for unit in found.units]
        for found in (periods.score(program, rows, interpret), periods.score(program, rows, run))
    ]
    assert traces[0] == traces[1] and any(len(trace) > 1 for trace in traces[0])
