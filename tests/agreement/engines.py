"""An engine of tables as one of rows that knows periods.

Receives an engine of tables; promises what backends.periods.score gives with the interpreter: the periods go
through one table, and so on a database through one query.
"""

from collections.abc import Sequence

from creditdsl.backends.parts import parts
from creditdsl.backends.periods import Engine
from creditdsl.backends.rows import from_rows, units_of
from creditdsl.ir.columns import TableEngine
from creditdsl.ir.outcome import Outcome, UnitData, UnitOutcome
from creditdsl.ir.program import Program


def by_periods(run: TableEngine) -> Engine:
    def score(program: Program, rows: Sequence[UnitData]) -> Outcome:
        found: dict[int, UnitOutcome] = {}
        for part in parts(program, from_rows(program, rows), run):
            at = range(len(rows)) if part.at is None else part.at.tolist()
            found |= zip(at, units_of(part.program, part.table, part.scores), strict=True)
        return Outcome(tuple(found[row] for row in sorted(found)), ())

    return score
