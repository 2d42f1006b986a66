"""What a value waits for, where it may wait for several things: only a zero denominator has another value instead."""

from dataclasses import replace
from fractions import Fraction

import pytest

from creditdsl.backends.interpret import interpret
from creditdsl.backends.periods import Engine
from creditdsl.ir import nodes as ir
from creditdsl.ir.outcome import UnitData
from tests.agreement.compare import compared
from tests.backends.sql.test_agreement import one_table

COUNT, DAYS, OPEN = ir.Cell("件数"), ir.Cell("天数"), ir.Cell("台账")
RATIO = ir.Arith(ir.ArithOp.DIV, (COUNT, DAYS))
PEOPLE = ir.Choose((ir.Branch(OPEN, ir.Undecided()),), COUNT)
"""Waits for people, or for a blank cell of one of two."""
NEVER = ir.Choose(
    (ir.Branch(ir.IsBlank(("件数",)), ir.Undecided()),), ir.Arith(ir.ArithOp.DIV, (ir.number(1), ir.ZERO))
)
"""Waits for people or for a denominator."""
SOME = ir.Choose((ir.Branch(ir.Member(frozenset("02468")), NEVER),), ir.ZERO)


@pytest.mark.parametrize(
    "value",
    [
        ir.Choose((ir.Branch(OPEN, ir.Undecided()),), RATIO),
        ir.Arith(ir.ArithOp.DIV, (PEOPLE, DAYS)),
        ir.Arith(ir.ArithOp.DIV, (PEOPLE, ir.ZERO)),
        ir.Arith(ir.ArithOp.DIV, (ir.add(PEOPLE, ir.Undecided()), DAYS)),
        ir.Arith(ir.ArithOp.DIV, (ir.add(PEOPLE, PEOPLE), ir.add(DAYS, PEOPLE))),
        ir.add(SOME, DAYS),
        ir.add(SOME, ir.Choose((ir.Branch(OPEN, PEOPLE),), ir.ZERO)),
    ],
)
def test_only_a_zero_denominator_is_made_good(value: ir.Expr, quick_engine: Engine) -> None:
    program = one_table("附件1\n数据\n  台账：是否\n一、考核（9分）\n  台账 得1\n  得 件数÷天数\n")
    definitions = tuple(
        replace(one, body=ir.IfZeroDivisor(value, ir.number(5))) if one.name == "条:一#2" else one
        for one in program.definitions
    )
    program = replace(program, definitions=definitions)
    rows = [
        UnitData(
            f"{at}", {name: cell for name, cell in zip(("台账", "件数", "天数"), cells, strict=True) if cell != -1}
        )
        for at, cells in enumerate(
            (a, Fraction(b), Fraction(c)) for a in (True, False, -1) for b in (-1, 4) for c in (-1, 0, 2)
        )
    ]
    assert compared(interpret(program, rows), quick_engine(program, rows)) == (108 - 18, [])
