"""Schemes compiled and units explained, for the tests of what is handed out."""

from fractions import Fraction
from pathlib import Path

from creditdsl.backends import periods
from creditdsl.backends.interpret import interpret
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Compilation, compile_source
from creditdsl.data.unit_reader import read_units
from creditdsl.explain.explanation import explain
from creditdsl.explain.explanation_nodes import Account, UnitExplanation

ROOT = Path(__file__).parents[2]
LVLIANG = ROOT / "schemes" / "lvliang-2022"

Explained = dict[str, UnitExplanation]


def compiled(text: str) -> Compilation:
    compilation = compile_source(Source("方案", text))
    assert not compilation.failed, compilation.diagnostics
    return compilation


def left_by(account: Account) -> Fraction:
    """Full marks less the losses: the total, where the account is closed."""
    lost = [line.lost for line in account.lines]
    assert all(isinstance(value, Fraction) for value in lost)
    return (account.full or Fraction(0)) - sum((value for value in lost if isinstance(value, Fraction)), Fraction(0))


def explained(compilation: Compilation, table: str, path: Path) -> Explained:
    one = compilation.tables[table]
    reading = read_units([path], one.program.data_measures, one.program.periodic)
    assert not reading.diagnostics
    outcome = periods.score(one.program, reading.units, interpret)
    return {page.unit + page.period: page for page in explain(compilation.scheme, one, reading, outcome)}
