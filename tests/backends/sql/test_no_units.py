"""A table without units has places too: no bound of theirs may turn around."""

from fractions import Fraction

import pytest

from creditdsl.backends.periods import Engine
from creditdsl.base.exact import Rounding
from creditdsl.ir import nodes as ir
from creditdsl.ir.nodes import Aggregate, ArithOp, CompareOp, PlaceView, Ties
from creditdsl.ir.outcome import Outcome, UnitData
from creditdsl.ir.program import Definition, Measure, Program
from creditdsl.ir.types import Number


@pytest.mark.parametrize("rounding", Rounding)
@pytest.mark.parametrize("view", PlaceView)
def test_a_share_of_the_places_of_nobody(view: PlaceView, rounding: Rounding, quick_engine: Engine) -> None:
    share = ir.Arith(ArithOp.DIV, (ir.number(Fraction(1)), ir.Place("排", view)))
    ranking = ir.Ranking(ir.Cell("数"), ir.TRUE, True, Ties.DENSE)
    definitions = (Definition("排", ranking), Definition("总分", ir.Round(share)))
    program = Program("", "", 2, rounding, (Measure("数", Number()),), definitions, (), (), "总分", None, None, ())
    assert quick_engine(program, []) == Outcome((), ())


def test_the_best_ratio_of_nobody_is_zero(quick_engine: Engine) -> None:
    ratio = ir.Arith(ArithOp.DIV, (ir.number(Fraction(1)), ir.Cell("数")))
    best = ir.Population(Aggregate.MAX, ratio, ir.Compare(CompareOp.GT, ir.Cell("数"), ir.number(Fraction(9))))
    definitions = (Definition("总分", ir.Round(best)),)
    measures = (Measure("数", Number()),)
    program = Program("", "", 2, Rounding.HALF_UP, measures, definitions, (), (), "总分", None, None, ())
    outcome = quick_engine(program, [UnitData("甲", {"数": Fraction(7)}), UnitData("乙", {"数": Fraction(3)})])
    assert [unit.total for unit in outcome.units] == [0, 0]
