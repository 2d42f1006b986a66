"""Spark divides whole numbers to 64 bits: a quotient beyond them is refused by name, before it is asked."""

from fractions import Fraction

import pytest

from creditdsl.backends.refused import Refused
from creditdsl.backends.rows import from_rows
from creditdsl.backends.sql.cell_columns import ROW
from creditdsl.backends.sql.compiler import compile_program
from creditdsl.backends.sql.dialects import render_scores
from creditdsl.backends.sql.run import cells_of
from creditdsl.ir.outcome import UnitData
from tests.backends.sql.test_agreement import one_table


@pytest.mark.parametrize(("cell", "refused"), [(10**12, False), (10**24, True)])
def test_a_quotient_beyond_64_bits(cell: int, refused: bool) -> None:
    program = one_table("附件1\n数据\n  额：金额\n一、考核\n  得 额÷3\n")
    rows = [UnitData(str(at), {"额": Fraction(at * cell + 1)}) for at in range(3)]
    cells = cells_of(program, from_rows(program, rows))
    select = compile_program(program, cells, (ROW,)).select
    if refused:
        with pytest.raises(Refused) as found:
            render_scores(program, select, "spark")
        assert (found.value.definition, found.value.measures) == ("总分", ("额",))
    else:
        assert "DIV" in render_scores(program, select, "spark")
