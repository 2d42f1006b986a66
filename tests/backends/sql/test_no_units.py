"""A table without units has places too: no bound of theirs may turn around."""

from fractions import Fraction

import pytest

from creditdsl.backends.periods import Engine
from creditdsl.base.exact import Rounding
from creditdsl.ir import nodes as ir
from creditdsl.ir.nodes import ArithOp, PlaceView, Ties
from creditdsl.ir.outcome import Outcome
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
