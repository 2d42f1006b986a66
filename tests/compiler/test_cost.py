"""Compiling costs no more than the scheme is long, however its derived measures use each other."""

from fractions import Fraction

from creditdsl.backends.interpret import interpret
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.ir.outcome import UnitData
from tests.pace import within

DEEP = 60
SECONDS = 2


def test_measures_that_use_one_below_them_twice() -> None:
    """Each of 60 measures reads the one before it twice: 2⁶⁰ ways down, 60 measures."""
    lines = "".join(f"  “量{i}” = （“量{i - 1}” + “量{i - 1}”） ÷ 2\n" for i in range(1, DEEP))
    text = f"附件1\n数据\n  “量0”：数值\n{lines}一、考核（10分）\n缺报：零分\n  得 “量{DEEP - 1}” ÷ “量{DEEP - 1}”\n"
    with within(SECONDS):
        compilation = compile_source(Source("示例", text))
        assert compilation.diagnostics == ()
        outcome = interpret(compilation.tables["附件1"].program, [UnitData("甲", {"量0": Fraction(3)})])
    assert outcome.units[0].total == 1


def test_needed_blanks_of_many_conditions() -> None:
    """What a blank cell has to do with 缺报 is found in one pass over 200 conditions."""
    names = [first + second for first in "天地玄黄宇宙洪荒日月" for second in "甲乙丙丁戊己庚辛壬癸"]
    pairs = " 或 ".join(f"报送{name} 且 采用{name}" for name in names)
    row = UnitData("甲局", {"报送天甲": True, "采用天甲": True})
    with within(SECONDS):
        compilation = compile_source(Source("示例", f"附件1\n一、考核（10分）\n缺报：零分\n  {pairs} 得10\n"))
        assert compilation.diagnostics == ()
        (unit,) = interpret(compilation.tables["附件1"].program, [row]).units
    assert unit.total == 10
