"""From the numbers that a query gives back to the outcome that every engine gives.

Receives each unit's result columns; promises its scores as fractions. Only that a value waits is known,
not for which cell: that is the interpreter's to say.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from creditdsl.backends.sql.compiler import Compiled, Result
from creditdsl.ir.outcome import Inapplicable, Outcome, Pending, Score, UnitData, UnitOutcome
from creditdsl.ir.program import Item, Program

_UNKNOWN = Pending(frozenset())


def outcome(
    program: Program, rows: Sequence[UnitData], compiled: Compiled, found: Sequence[Sequence[object]]
) -> Outcome:
    """found: what the query gives, in any order; the first column is the number of the row."""
    names = compiled.select.named_selects
    values = [dict(zip(names, one, strict=True)) for one in sorted(found, key=lambda one: int(str(one[0])))]
    units = zip(rows, values, strict=True)
    return Outcome(tuple(_unit(program, row.unit, compiled.results, one) for row, one in units), ())


def _unit(program: Program, unit: str, results: Sequence[Result], values: Mapping[str, object]) -> UnitOutcome:
    known = {one.definition: _score(one, values) for one in results}

    def item(one: Item) -> Score:
        return Inapplicable() if one.units is not None and unit not in one.units else known[one.definition]

    def index(name: str | None) -> int | None:
        value = None if name is None else known[name]
        return int(value) if isinstance(value, Fraction) else None

    said = {}
    for honour in program.honours:
        at = index(honour.definition)
        said[honour.mention] = None if at is None or at < 0 else honour.names[at]
    return UnitOutcome(
        unit=unit,
        items={one.ref: item(one) for one in program.items},
        sections={section.ref: known[section.definition] for section in program.sections},
        total=known[program.total],
        rank=index(program.rank),
        grade=index(program.grade),
        values=dict(known),
        trace={},
        honours=said,
    )


def _score(result: Result, values: Mapping[str, object]) -> Fraction | Pending:
    if result.state is not None and values[result.state]:
        return _UNKNOWN
    return Fraction(int(str(values[result.column])), result.den)
