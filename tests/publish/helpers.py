"""Schemes compiled and units explained, for the tests of what is handed out."""

from pathlib import Path

from creditdsl.backends import periods
from creditdsl.backends.interpret import interpret
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Compilation, compile_source
from creditdsl.data.unit_reader import read_units
from creditdsl.explain.explanation import UnitExplanation, explain

ROOT = Path(__file__).parents[2]
LVLIANG = ROOT / "schemes" / "lvliang-2022"

Explained = dict[str, UnitExplanation]


def compiled(text: str) -> Compilation:
    compilation = compile_source(Source("方案", text))
    assert not compilation.failed, compilation.diagnostics
    return compilation


def explained(compilation: Compilation, table: str, path: Path) -> Explained:
    one = compilation.tables[table]
    reading = read_units([path], one.program.data_measures, one.program.periodic)
    assert not reading.diagnostics
    outcome = periods.score(one.program, reading.units, interpret)
    return {page.unit + page.period: page for page in explain(compilation.scheme, one, reading, outcome)}
