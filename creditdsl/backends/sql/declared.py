"""The query for an office's own table, from what a scheme declares alone.

Receives a program and the name of the table; promises one query that needs no look at the data: it
takes a cell for blank that lies outside the range declared of its measure, or has more decimals
than the measure may have, so that nothing can overflow whatever the table holds. Where no range is
declared, a wide one is taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlglot import exp

from creditdsl.backends.sql import whole as w
from creditdsl.backends.sql.cell_columns import PERIOD, UNIT, CellColumn, CellColumns, Kind, measures_read
from creditdsl.backends.sql.column_names import ColumnNames
from creditdsl.backends.sql.compiler import ResultColumn, compile_program
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.program import AllBut, Program
from creditdsl.ir.types import Count, Mark, Number, Ratio, Type

ROWS = 10**8
"""More units than there are."""
_UNIT, _PERIOD = "单位", "期"


@dataclass(frozen=True, slots=True)
class CellRange:
    """What a cell may hold: numbers from `low` to `high`, with `digits` decimals."""

    low: Fraction
    high: Fraction
    digits: int


def range_of(kind: Type) -> CellRange:
    """Return the declared range; else up to a thousand million of a count, a million million of a number."""
    match kind:
        case Mark(low=low, high=high):
            return CellRange(low, high, 4)
        case Ratio(low=low, high=high):
            return CellRange(Fraction(-10_000) if low is None else low, Fraction(10_000) if high is None else high, 6)
        case Number(low=low, high=high):
            return CellRange(Fraction(-(10**12)) if low is None else low, Fraction(10**12) if high is None else high, 4)
        case Count(low=low, high=high):
            return CellRange(Fraction(-(10**9)) if low is None else low, Fraction(10**9) if high is None else high, 0)
        case _:
            return CellRange(Fraction(0), Fraction(0), 0)


def _measures(program: Program) -> list[str]:
    """Return all columns of the data, so that what one of them is called hangs on no rule."""
    return [measure.name for measure in program.data_measures]


INAPPLICABLE = 16
"""The state of an item that does not concern the unit; the others are those of numbers.py."""


def query(program: Program, table: Sequence[str], data: ColumnNames, results: ColumnNames) -> exp.Select:
    """Return the query for an office's own table.

    `table`: its name, behind the names of the catalogue and schema where there are any. The result has a column for
    each score, and one for its state where it may have to wait. `data`, `results`: the names of the columns of both.
    """
    keys, key_names = ([UNIT, PERIOD], [_UNIT, _PERIOD]) if program.periodic else ([UNIT], [_UNIT])
    read = measures_read(program)
    cell_names = {name: data.take(name) for name in dict.fromkeys([*key_names, *_measures(program), *read])}
    types = {measure.name: measure.type for measure in program.measures}
    columns: dict[str, CellColumn] = {}
    parts = [_named(name, key) for key, name in zip(keys, key_names, strict=True)]
    for at, (measure, kind) in enumerate(read.items(), start=1):
        name, cell = f"m{at}", exp.column(cell_names[measure], quoted=True)
        if kind is Kind.NUMBER:
            range_ = range_of(types.get(measure, Number()))
            den: int = 10**range_.digits
            low, high = int(range_.low * den), int(range_.high * den)
            columns[measure] = CellColumn(name, measure, kind, den, min(low, 0), max(high, 0))
            parts.append(exp.alias_(_checked(cell, range_, max(abs(low), abs(high))), name))
        else:
            columns[measure] = CellColumn(name, measure, kind)
            parts.append(exp.alias_(cell, name))
    source = exp.select(*parts)
    source.set("from_", exp.From(this=_table(table)))
    if program.periodic:
        source.where(of_period(exp.column(_PERIOD, quoted=True)), copy=False)
    partition = [PERIOD] if program.periodic else []
    compiled = compile_program(program, CellColumns(columns, ROWS), keys, partition, source)
    columns_by_alias = {one.alias: one.this for one in compiled.select.expressions}
    shown = [_named(key, results.take(name)) for key, name in zip(keys, key_names, strict=True)]
    for result in compiled.results:
        shown += _shown(program, result, columns_by_alias, results)
    compiled.select.set("expressions", shown)
    return compiled.select


def of_period(period: exp.Expr) -> exp.Expr:
    """Return whether a row is of a month or a quarter: 2023-01 or 2023Q1, not 2023."""
    return exp.GT(this=exp.Length(this=period.copy()), expression=exp.Literal.number(4))


def _shown(
    program: Program, result: ResultColumn, columns_by_alias: Mapping[str, exp.Expr], names: ColumnNames
) -> list[exp.Expr]:
    """Return a result as its user reads it: in points or words, NULL where it waits; and its state."""
    name, words, units = _meaning(program, result.definition)
    number, state = columns_by_alias[result.column], None if result.state is None else columns_by_alias[result.state]
    if words:
        ifs = [exp.If(this=number.eq(at), true=exp.Literal.string(word)) for at, word in enumerate(words)]
        number = exp.Case(ifs=ifs)
    elif result.den > 1:
        decimals = len(str(result.den)) - 1
        number = exp.Mul(this=number.copy(), expression=exp.Literal.number(f"0.{1:0{decimals}d}"))
    if units is not None:
        outside = _outside(units)
        otherwise = exp.Literal.number(0) if state is None else state
        state = exp.Case(ifs=[exp.If(this=outside, true=exp.Literal.number(INAPPLICABLE))], default=otherwise)
    if state is None:
        return [_alias(number, names.take(name))]
    known = exp.EQ(this=exp.paren(state.copy()), expression=exp.Literal.number(0))
    value = exp.Case(ifs=[exp.If(this=known, true=number)])
    return [_alias(value, names.take(name)), _alias(state.copy(), names.take(f"{name}状态"))]


def _outside(units: frozenset[str] | AllBut) -> exp.Expr:
    names = units.units if isinstance(units, AllBut) else units
    named: exp.Expr = exp.paren(exp.column(UNIT).isin(*sorted(names)), copy=False)
    return named if isinstance(units, AllBut) else exp.Not(this=named)


def _meaning(program: Program, definition: DefinitionId) -> tuple[str, Sequence[str], frozenset[str] | AllBut | None]:
    """Return what the result is called, its words where it is one of them, and whom it concerns."""
    for item in program.items:
        if item.definition == definition:
            return item.ref, (), item.units
    for section in program.sections:
        if section.definition == definition:
            return section.ref, (), None
    for honour in program.honours:
        if honour.definition == definition:
            return honour.mention, honour.names, None
    return definition, program.grade_names if definition == program.grade else (), None


def _alias(sql: exp.Expr, name: str) -> exp.Expr:
    return exp.Alias(this=sql, alias=exp.to_identifier(name, quoted=True))


def _named(name: str, alias: str) -> exp.Expr:
    return _alias(exp.column(name, quoted=not name.isascii()), alias)


def _table(names: Sequence[str]) -> exp.Table:
    catalogue, schema, table = [None] * (3 - len(names)) + [exp.to_identifier(name, quoted=True) for name in names]
    return exp.Table(this=table, db=schema, catalog=catalogue)


def _checked(cell: exp.Expr, range_: CellRange, reach: int) -> exp.Expr:
    """Return the cell as a whole number of its last digit; NULL where it is not within its range."""
    decimal = exp.Cast(this=cell, to=exp.DataType.build(f"DECIMAL({18 if reach < 10**11 else 28}, {range_.digits})"))
    fits = exp.and_(
        exp.GTE(this=cell.copy(), expression=_decimal(range_.low, range_.digits)),
        exp.LTE(this=cell.copy(), expression=_decimal(range_.high, range_.digits)),
    )
    exact = exp.EQ(this=decimal, expression=cell.copy())
    number: exp.Expr = decimal.copy()
    if range_.digits:
        number = exp.Mul(this=number, expression=exp.Literal.number(10**range_.digits))
    taken = exp.Case(ifs=[exp.If(this=exact, true=w.cast(number, w.width_of(reach)))])
    return exp.Case(ifs=[exp.If(this=fits, true=taken)])


def _decimal(value: Fraction, digits: int) -> exp.Expr:
    """Return a bound as decimal text; one that has more decimals than the cells is cut towards zero."""
    units = int(abs(value) * 10**digits)
    whole, rest = divmod(units, 10**digits)
    text = f"{whole}.{rest:0{digits}d}".rstrip("0").rstrip(".") if digits else str(whole)
    number = exp.Literal.number(text)
    return exp.Neg(this=number) if value < 0 else number
